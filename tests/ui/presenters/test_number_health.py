"""A number that WhatsApp keeps from sending says so across the window."""

from __future__ import annotations

import msgspec
import pytest

from inbox.domain.number_health import NumberHealth
from inbox.ui.models.presenters.desk_state import DeskPresenter
from inbox.ui.models.rows import Tone
from tests.ui.presenters.pretend_desk import PretendDesk


def shown(pretend: PretendDesk, said: NumberHealth) -> list[tuple[str, Tone]]:
    pretend.commands.say(terms=msgspec.structs.replace(pretend.desk.terms, number=said))
    return [(notice.text, notice.tone) for notice in DeskPresenter(pretend.desk).state.notices if notice.id == "number"]


@pytest.mark.parametrize(("can_send", "quality"), [("", ""), ("AVAILABLE", "GREEN"), ("AVAILABLE", "YELLOW"), ("NEW", "")])
def test_a_number_that_may_send_says_nothing(pretend: PretendDesk, can_send: str, quality: str) -> None:
    assert shown(pretend, NumberHealth(can_send, quality)) == []


def test_the_worst_is_said_with_metas_own_reasons_and_the_way_out(pretend: PretendDesk) -> None:
    reasons = ("The business account is restricted.", "Billing has failed.", "A third.")
    blocked = (
        "WhatsApp lets this shop send nothing at the moment. Meta says: The business account is restricted. "
        "Billing has failed. WhatsApp Manager names the way out under Account quality."
    )
    assert shown(pretend, NumberHealth("BLOCKED", "RED", reasons)) == [(blocked, Tone.DANGER)]
    limited = "WhatsApp limits what this shop may send at the moment. WhatsApp Manager names the way out under Account quality."
    assert shown(pretend, NumberHealth("LIMITED", "YELLOW")) == [(limited, Tone.WARN)]


def test_a_low_rating_is_said_before_it_costs_anything(pretend: PretendDesk) -> None:
    ((text, tone),) = shown(pretend, NumberHealth("AVAILABLE", "RED"))
    assert "rates this number low" in text
    assert tone is Tone.WARN

"""A disputed payment is facts only: why, by when, and that it cannot be refunded now."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from inbox.domain import times
from inbox.domain.payments import Dispute
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.rows import plain
from inbox.ui.models.states.parts import Entry
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, paid


def card(pretend: PretendDesk, status: str, days: float | None = 8, **more: object) -> Entry:
    facts: dict[str, object] = {"reason": "fraudulent", "created": times.to_text(NOW - timedelta(days=1))}
    due = None if days is None else times.to_text(NOW + timedelta(days=days))
    dispute = Dispute("dp_1", status=status, due_by=due, **(facts | more))  # type: ignore[arg-type]
    money = paid(amount=5900)
    payment = msgspec.structs.replace(money.payment, disputed=not status.startswith("warning"))
    pretend.reads.money = [msgspec.structs.replace(money, payment=payment, disputes=(dispute,))]
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter.state.sections[0].entries[0]


def test_it_says_why_and_by_when_and_has_no_button_that_does_nothing(pretend: PretendDesk) -> None:
    shown = card(pretend, "needs_response")
    assert shown.chip is not None
    assert shown.chip.text == "Disputed: fraudulent"
    assert shown.details == ("Today 11:05 · Visa 4242", "Answer by 30 Nov, 8 days · refund not possible now")
    assert plain(shown.explanation) == "opened 21 Nov"
    assert (shown.side, shown.arrow, shown.buttons) == (None, None, ())


@pytest.mark.parametrize(
    ("status", "days", "words"),
    [
        ("needs_response", 1, "Answer by 23 Nov, 1 day · refund not possible now"),
        ("needs_response", 0.1, "Answer by 22 Nov, today · refund not possible now"),
        ("needs_response", -2, "Answer by 20 Nov, over · refund not possible now"),
        ("needs_response", None, "Refund not possible now"),
        ("under_review", 8, "Answered, the bank decides · refund not possible now"),
    ],
)
def test_every_stage_has_its_words(pretend: PretendDesk, status: str, days: float | None, words: str) -> None:
    assert card(pretend, status, days).details[1] == words


def test_only_a_part_may_be_disputed(pretend: PretendDesk) -> None:
    shown = card(pretend, "needs_response", amount=1000, currency="eur", reason="bank_cannot_process")
    assert plain(shown.explanation) == "€10.00 of it are disputed · opened 21 Nov"
    assert shown.chip is not None
    assert shown.chip.text == "Disputed: another reason"


def test_an_inquiry_leaves_the_refund_which_usually_settles_it(pretend: PretendDesk) -> None:
    shown = card(pretend, "warning_needs_response")
    assert shown.details[1] == "The bank has asked about it, answer by 30 Nov"
    assert shown.side is not None
    assert shown.side.is_enabled


def test_a_dispute_that_was_won_is_over(pretend: PretendDesk) -> None:
    assert len(card(pretend, "won").details) == 1

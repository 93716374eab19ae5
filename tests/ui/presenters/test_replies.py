"""A slash offers replies kept ready; taking one fills the draft with what is known and never sends anything."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from inbox.domain import replies
from inbox.domain.actions import SendText
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.rows import Span
from inbox.ui.models.states.composer import Mode
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, entry, paid

STARTER = Path(__file__).resolve().parents[3] / "resources" / "replies" / "starter.json"


@pytest.fixture
def composer(pretend: PretendDesk) -> ComposerPresenter:
    """Lena writes German, is called du, and paid 49,80 €."""
    desk = dataclasses.replace(pretend.desk, replies=replies.read(STARTER.read_bytes()))
    pretend.reads.lines = [
        entry("wamid.1", text="Hallo, wann kommt meine Bestellung bitte?"),
        entry("wamid.2", 1, text="Ich sehe für dich nach", direction="out"),
    ]
    pretend.reads.money = [paid()]
    presenter = ComposerPresenter(desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def titles(presenter: ComposerPresenter) -> list[str]:
    shown = presenter.state.replies
    return [] if shown is None else [row.title for row in shown.rows]


def test_a_slash_offers_them_and_more_letters_fewer(composer: ComposerPresenter) -> None:
    composer.edit(LENA, "/")
    assert composer.state.replies is not None
    assert (len(composer.state.replies.rows), composer.state.replies.count) == (6, 31)
    composer.edit(LENA, "/paid tw")
    assert titles(composer)[0] == "Paid twice"
    composer.edit(LENA, "/qqqq")
    assert composer.state.replies is None


def test_while_they_are_offered_nothing_is_sent(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    composer.edit(LENA, "/paid")
    assert not composer.state.can_send
    composer.send(LENA, Mode.REPLY)
    assert pretend.commands.clicked == []


def test_a_reply_is_taken_in_her_language_with_what_is_known(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    composer.edit(LENA, "/payment received")
    composer.take_reply()
    assert composer.state.draft == "Danke, 49,80\u00a0€ sind angekommen. Wir machen deine Bestellung gleich fertig."
    assert composer.state.replies is None
    assert composer.state.can_send
    assert pretend.commands.clicked == []
    composer.send(LENA, Mode.REPLY)
    (action,) = pretend.commands.clicked
    assert isinstance(action, SendText)


def test_who_is_called_sie_stays_sie(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    pretend.reads.lines[-1] = entry("wamid.2", 1, text="Ich sehe für Sie nach, Ihre Bestellung ist da.", direction="out")
    composer.edit(LENA, "/payment received")
    composer.take_reply()
    assert "Ihre Bestellung" in composer.state.draft


def test_a_gap_that_nobody_knows_keeps_it_from_being_sent(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    composer.edit(LENA, "/the link again")
    assert composer.state.replies is not None
    assert composer.state.replies.rows[0].text[-1] == Span("Payment link", is_gap=True)
    composer.take_reply()
    assert composer.state.draft.endswith("{{link}}")
    assert not composer.state.can_send
    assert composer.state.warning == "Fill in first: Payment link"
    composer.edit(LENA, "Hier ist der Link noch einmal: https://pay.example/1")
    assert composer.state.can_send


def test_the_arrows_choose_and_go_round(composer: ComposerPresenter) -> None:
    composer.edit(LENA, "/")
    composer.step_reply(-1)
    assert composer.state.replies is not None
    assert composer.state.replies.rows[-1].is_chosen
    composer.step_reply(1)
    assert composer.state.replies.rows[0].is_chosen


def test_a_click_takes_the_one_that_was_clicked(composer: ComposerPresenter) -> None:
    composer.edit(LENA, "/")
    composer.take_reply("sorry")
    assert composer.state.draft.startswith("Das tut mir leid, Lena.")


def test_esc_puts_them_away_until_the_next_key(composer: ComposerPresenter) -> None:
    composer.edit(LENA, "/paid")
    composer.leave_replies()
    assert composer.state.replies is None
    assert composer.state.draft == "/paid"
    composer.edit(LENA, "/paid t")
    assert composer.state.replies is not None


def test_a_note_offers_none(composer: ComposerPresenter) -> None:
    composer.choose_mode(Mode.NOTE)
    composer.edit(LENA, "/paid")
    assert composer.state.replies is None

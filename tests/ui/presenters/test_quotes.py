"""Quoting a message in a reply, and reacting to one: only where WhatsApp takes it, kept with the draft, sent once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from inbox.desk.ports import Draft, Reaction
from inbox.domain import times
from inbox.domain.actions import SendReaction, SendText
from inbox.domain.ids import MessageId
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.quotes import REACTIONS
from inbox.ui.models.states.composer import Mode
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry

ASKED = MessageId("wamid.1")


@pytest.fixture
def composer(pretend: PretendDesk) -> ComposerPresenter:
    pretend.reads.lines = [entry(ASKED, text="Wann kommt\ndas Paket?")]
    presenter = ComposerPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def test_a_quote_stands_over_the_field_goes_out_once_and_is_gone(
    pretend: PretendDesk, composer: ComposerPresenter
) -> None:
    composer.quote(ASKED)
    shown = composer.state.quote
    assert shown is not None
    assert (shown.author, shown.text) == ("Lena Brandt", "Wann kommt das Paket?")
    for _ in range(2):
        composer.edit(LENA, "Morgen!")
        composer.send(LENA, Mode.REPLY)
    first, second = pretend.commands.clicked
    assert isinstance(first, SendText)
    assert isinstance(second, SendText)
    assert (first.reply_to, second.reply_to) == (ASKED, None)
    assert composer.state.quote is None


def test_a_quote_can_be_left_out_and_belongs_to_its_chat(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    composer.quote(ASKED)
    composer.quote("")
    assert composer.state.quote is None
    composer.quote(ASKED)
    composer.choose_mode(Mode.NOTE)
    assert composer.state.quote is None
    composer.choose_mode(Mode.REPLY)
    assert composer.state.quote is not None


def test_a_quote_is_kept_with_the_draft(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    composer.edit(LENA, "Morgen")
    composer.quote(ASKED)
    composer.keep()
    assert pretend.commands.drafts[-1].reply_to == ASKED
    pretend.commands.say(drafts=(Draft(LENA, "Morgen", times.to_text(NOW), ASKED),))
    again = ComposerPresenter(pretend.desk, pretend.clicks)
    again.open(LENA)
    assert again.state.quote is not None


def chat_presenter(pretend: PretendDesk) -> ChatPresenter:
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def test_what_a_message_offers_depends_on_what_it_is(pretend: PretendDesk) -> None:
    pretend.reads.lines = [
        entry(ASKED, text="Hallo", reactions=(Reaction("out", "👍"),)),
        entry("wamid.2", 1, text="Guten Tag", direction="out"),
        entry("n_1", 2, kind="note", direction="", text="intern"),
        entry("wamid.3", 3, text="weg", revoked=True),
    ]
    presenter = chat_presenter(pretend)
    theirs, ours, gone = (presenter.menu(key) for key in (ASKED, "wamid.2", "wamid.3"))
    assert theirs is not None
    assert ours is not None
    assert gone is not None
    assert (theirs.can_reply, theirs.reactions, theirs.reacted, theirs.text) == (True, REACTIONS, "👍", "Hallo")
    assert (ours.can_reply, ours.reactions) == (True, ())
    assert (gone.can_reply, gone.reactions) == (False, ())
    assert presenter.menu("n_1") is None


def test_with_the_window_closed_a_message_can_only_be_copied(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(window_end=int((NOW - timedelta(hours=1)).timestamp()))]
    pretend.reads.lines = [entry(ASKED, text="Hallo")]
    shown = chat_presenter(pretend).menu(ASKED)
    assert shown is not None
    assert (shown.can_reply, shown.reactions, shown.text) == (False, (), "Hallo")


def test_a_reaction_goes_out_and_is_taken_back_by_an_empty_one(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry(ASKED, text="Hallo")]
    presenter = chat_presenter(pretend)
    presenter.react(ASKED, "🙏")
    presenter.react(ASKED, "")
    sent = [action for action in pretend.commands.clicked if isinstance(action, SendReaction)]
    assert [(one.message, one.emoji) for one in sent] == [(ASKED, "🙏"), (ASKED, "")]

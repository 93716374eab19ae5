"""A reply that is hardly meant for the customer asks first, and can be made a note; a link's preview is a choice."""

from __future__ import annotations

import pytest

from inbox.domain.actions import AddNote, MarkRead, SendText
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.composer_words import MAKE_NOTE, PREVIEW, SEND_ALL_THE_SAME
from inbox.ui.models.presenters.typing_sign import LASTS_SECONDS, TypingSign
from inbox.ui.models.states.composer import Mode
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, chat, entry

IBAN = "Bitte auf DE89 3704 0044 0532 0130 00"


@pytest.fixture
def composer(pretend: PretendDesk) -> ComposerPresenter:
    presenter = ComposerPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


@pytest.mark.parametrize(("text", "words"), [(IBAN, "IBAN"), ("intern: Palette prüfen", "note for the team")])
def test_it_asks_first_and_enter_again_is_no_answer(
    pretend: PretendDesk, composer: ComposerPresenter, text: str, words: str
) -> None:
    composer.edit(LENA, text)
    assert composer.state.warning == "", "nobody is asked while still typing"
    composer.send(LENA, Mode.REPLY)
    composer.send(LENA, Mode.REPLY)
    assert words in composer.state.warning
    assert [button.text for button in composer.state.warning_buttons] == ["Make it a note", "Send anyway"]
    assert pretend.commands.clicked == []
    composer.act(SEND_ALL_THE_SAME, LENA)
    (sent,) = pretend.commands.clicked
    assert isinstance(sent, SendText)
    assert (sent.text, composer.state.draft, composer.state.warning) == (text, "", "")


def test_the_reply_becomes_a_note_below_the_one_that_was_begun(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    composer.choose_mode(Mode.NOTE)
    composer.edit(LENA, "ruft an")
    composer.choose_mode(Mode.REPLY)
    composer.edit(LENA, "intern prüfen")
    composer.send(LENA, Mode.REPLY)
    composer.act(MAKE_NOTE, LENA)
    assert (composer.state.mode, composer.state.draft) == (Mode.NOTE, "ruft an\nintern prüfen")
    assert composer.state.warning == ""
    composer.send(LENA, Mode.NOTE)
    (saved,) = pretend.commands.clicked
    assert isinstance(saved, AddNote), "in a note the word stands as it is"
    composer.choose_mode(Mode.REPLY)
    assert composer.state.draft == ""


def test_another_key_takes_the_question_away(composer: ComposerPresenter) -> None:
    composer.edit(LENA, "intern")
    composer.send(LENA, Mode.REPLY)
    composer.edit(LENA, "in Ordnung")
    assert composer.state.warning == ""
    composer.send(LENA, Mode.REPLY)
    assert composer.state.draft == ""


def test_a_link_is_sent_with_a_preview_unless_it_is_switched_off_for_this_text(
    pretend: PretendDesk, composer: ComposerPresenter
) -> None:
    for switches in (0, 1, 2, 0):
        composer.edit(LENA, "Siehe https://shop.example/p")
        assert [button.intent for button in composer.state.warning_buttons] == [PREVIEW]
        for _ in range(switches):
            composer.act(PREVIEW, LENA)
        composer.send(LENA, Mode.REPLY)
    assert [sent.preview_url for sent in pretend.commands.clicked if isinstance(sent, SendText)] == [True, False, True, True]
    composer.edit(LENA, "ohne Link")
    assert composer.state.warning_buttons == ()


@pytest.fixture
def sign(pretend: PretendDesk) -> TypingSign:
    pretend.reads.rows = [chat(unread=0)]
    pretend.reads.lines = [entry("wamid.1", 0)]
    return TypingSign(pretend.desk, pretend.clicks)


def test_the_customer_sees_that_somebody_writes_and_not_at_every_key(pretend: PretendDesk, sign: TypingSign) -> None:
    for text in ("", " ", "H", "Ha", "Hal"):
        sign.typed(LENA, text)
    (shown,) = pretend.commands.clicked
    assert isinstance(shown, MarkRead)
    assert (shown.typing, shown.message, shown.conversation) == (True, "wamid.1", LENA)
    pretend.clock.pass_(LASTS_SECONDS + 1)
    sign.typed(LENA, "Hallo")
    assert len(pretend.commands.clicked) == 2


@pytest.mark.parametrize(
    "state",
    [{"unread": 1}, {"unread": 0, "blocked": True}, {"unread": 0, "window_end": 0}],
    ids=["not all seen", "blocked", "window closed"],
)
def test_nothing_is_shown_where_it_would_say_more_than_is_so(
    pretend: PretendDesk, sign: TypingSign, state: dict[str, object]
) -> None:
    pretend.reads.rows = [chat(**state)]
    sign.typed(LENA, "Hallo")
    assert pretend.commands.clicked == []


def test_nothing_is_shown_when_the_shop_wrote_last(pretend: PretendDesk, sign: TypingSign) -> None:
    pretend.reads.lines.append(entry("wamid.2", 1, direction="out"))
    sign.typed(LENA, "Hallo")
    assert pretend.commands.clicked == []

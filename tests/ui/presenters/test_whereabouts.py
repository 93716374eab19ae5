"""What the team is told of this desk, and what a colleague's presence is shown as."""

from __future__ import annotations

import pytest

from inbox.desk.ports import Changes, DeskView, Presence, Status
from inbox.domain.actions import SendText
from inbox.domain.ids import AgentId, ConversationId
from inbox.domain.presence import Activity
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.composer_words import SEND_ALL_THE_SAME
from inbox.ui.models.presenters.head import HeaderPresenter
from inbox.ui.models.presenters.whereabouts import Whereabouts
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, entry

VIEWS, TYPES = Activity("viewing", LENA), Activity("typing", LENA)
REFUNDS = Activity("refunding", LENA, "pi_1")  # type: ignore[arg-type]


class Pointer:
    has_moved = False

    def __call__(self) -> bool:
        return self.has_moved


@pytest.fixture
def pointer() -> Pointer:
    return Pointer()


@pytest.fixture
def at(pretend: PretendDesk, pointer: Pointer) -> Whereabouts:
    return Whereabouts(pretend.desk, pointer)


def _open(at: Whereabouts) -> None:
    """Open a chat, and look at it for a moment."""
    at.opened(LENA)
    at._opening.timeout.emit()


def test_whoever_leafs_through_looks_at_no_chat(at: Whereabouts, pretend: PretendDesk) -> None:
    at.opened(ConversationId("c_other"))
    assert pretend.commands.activities == []
    at.opened(LENA)
    at.typed("H")
    assert pretend.commands.activities == [(VIEWS, TYPES)], "typing is told at once"


def test_looking_typing_and_the_form_are_told_as_they_change(at: Whereabouts, pretend: PretendDesk) -> None:
    _open(at)
    at.typed("H")
    at.typed("Ha")
    at.form("pi_1")
    at.typed("")
    at.form("")
    _open(at)
    assert pretend.commands.activities == [(VIEWS,), (VIEWS, TYPES), (VIEWS, TYPES, REFUNDS), (VIEWS, REFUNDS), (VIEWS,)]


def test_a_pause_ends_typing(at: Whereabouts, pretend: PretendDesk) -> None:
    _open(at)
    at.typed("Ha")
    at._typing.timeout.emit()
    assert pretend.commands.activities[-1] == (VIEWS,)


def test_after_two_minutes_without_a_sign_nobody_is_kept_away(
    at: Whereabouts, pretend: PretendDesk, pointer: Pointer
) -> None:
    _open(at)
    at.form("pi_1")
    at.look()
    assert pretend.commands.activities[-1] == (VIEWS, REFUNDS), "the two minutes are not over"
    at._idle.stop()
    at.look()
    assert pretend.commands.activities[-1] == ()
    at.look()
    pointer.has_moved = True
    at.look()
    assert pretend.commands.activities[-2:] == [(), (VIEWS, REFUNDS)]


def test_a_pointer_that_moves_is_a_sign_of_life(at: Whereabouts, pretend: PretendDesk, pointer: Pointer) -> None:
    _open(at)
    pointer.has_moved = True
    at._idle.timeout.emit()
    assert pretend.commands.activities == [(VIEWS,)]
    assert at._idle.isActive()


def test_of_a_colleague_the_weightiest_is_shown(pretend: PretendDesk) -> None:
    def there(*doings: str) -> list[str]:
        told = tuple(
            Presence(agent=AgentId("a_tom"), name="Tom", desk="d", doing=doing, conversation=LENA)  # type: ignore[arg-type]
            for doing in doings
        )
        view = pretend.commands.view
        pretend.commands.view = DeskView(Status(online=True), me=view.me, terms=view.terms, presence=told)
        head = HeaderPresenter(pretend.desk, pretend.clicks)
        head.open(LENA)
        return [notice.text for notice in head.state.notices]

    assert there("holding", "viewing", "typing") == ["Tom has money on hold here."]
    assert there("viewing", "refunding", "typing") == ["Tom has the refund form open."]
    assert there("viewing", "typing") == ["Tom is typing."]
    assert there("viewing") == []


def sent(pretend: PretendDesk) -> list[str]:
    return [action.text for action in pretend.commands.clicked if isinstance(action, SendText)]


def writing(pretend: PretendDesk, text: str = "Moment bitte") -> ComposerPresenter:
    composer = ComposerPresenter(pretend.desk, pretend.clicks)
    composer.open(LENA)
    composer.edit(LENA, text)
    return composer


def test_a_colleagues_answer_is_shown_once_before_the_own_one_goes(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("m1", -5, text="Wo bleibt es?"), entry("m2", -4, text="alt", direction="out", actor="a_tom")]
    composer = writing(pretend)
    pretend.reads.lines.append(entry("m3", 1, text="Ist unterwegs!", direction="out", actor="a_tom"))
    composer.take(Changes(conversations=frozenset({LENA})))
    composer.send(LENA, "reply")
    assert sent(pretend) == []
    assert composer.state.draft == "Moment bitte"
    assert composer.state.warning == "Somebody has answered at 14:06: “Ist unterwegs!”"
    assert [button.intent for button in composer.state.warning_buttons] == [SEND_ALL_THE_SAME]
    composer.act(SEND_ALL_THE_SAME, "")
    assert sent(pretend) == ["Moment bitte"]
    assert composer.state.warning == ""


def test_the_send_key_pressed_again_sends_too(pretend: PretendDesk) -> None:
    composer = writing(pretend)
    pretend.reads.lines = [entry("m3", 1, text="Ist unterwegs!", direction="out", actor="a_tom")]
    composer.send(LENA, "reply")
    composer.send(LENA, "reply")
    assert sent(pretend) == ["Moment bitte"]


def test_ones_own_answer_the_customers_and_a_note_ask_nothing(pretend: PretendDesk) -> None:
    composer = writing(pretend)
    pretend.reads.lines = [
        entry("m3", 1, text="Hallo?", direction="in"),
        entry("m4", 2, text="Schon da", direction="out", actor="a_jana"),
        entry("n1", 3, text="Notiz", direction="", kind="note", actor="a_tom"),
    ]
    composer.send(LENA, "reply")
    assert sent(pretend) == ["Moment bitte"]


def test_a_draft_begun_anew_counts_from_then(pretend: PretendDesk) -> None:
    composer = writing(pretend)
    pretend.reads.lines = [entry("m3", 1, text="Ist unterwegs!", direction="out", actor="a_tom")]
    composer.edit(LENA, "")
    composer.edit(LENA, "Danke dir!")
    composer.send(LENA, "reply")
    assert sent(pretend) == ["Danke dir!"]


def test_what_the_hub_says_by_itself_is_nobodys_answer(pretend: PretendDesk) -> None:
    composer = writing(pretend)
    pretend.reads.lines = [entry("m3", 1, text="Die Erstattung ist gestartet.", direction="out", actor="hub")]
    composer.send(LENA, "reply")
    assert sent(pretend) == ["Moment bitte"]

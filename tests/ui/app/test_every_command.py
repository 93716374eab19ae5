"""Every command of the list, by its keys, in the whole window: it does what it says, or it is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from inbox.domain.actions import (
    AddNote,
    AnyAction,
    Assign,
    BlockPerson,
    ChangeSubscription,
    MarkRead,
    MergePeople,
    SendText,
    SetStatus,
)
from inbox.ui.models.presenters.view_words import view_choices
from inbox.ui.models.rows import plain
from inbox.ui.models.states.composer import FormKind, Mode
from inbox.ui.models.states.desk import Situation
from inbox.ui.panes.go_to_date import GoToDate
from inbox.ui.panes.panel import Panel
from inbox.ui.panes.refund_form import RefundFormView
from inbox.ui.sound.player import Player
from inbox.ui.theme.theme import Scheme, Theme
from inbox.ui.window.arrangement import Beside
from inbox.ui.window.commands import Command, registry
from inbox.ui.window.differences import Differences
from inbox.ui.window.main_window import MainWindow
from inbox.ui.window.reply_sheet import ReplySheet
from inbox.ui.window.template_sheet import TemplateSheet
from tests.ui.app.scene import HELD, MURAT, Scene, show
from tests.ui.panes.readers import name_of, tab_chain
from tests.ui.presenters.pretend_desk import LENA, chat
from tests.ui.sound.speakers import PretendSpeaker


@pytest.fixture
def scene(theme: Theme, qtbot: QtBot) -> Iterator[Scene]:
    """Lena's chat is open, a refund is on hold, and no text field has the keyboard."""
    scene = show(Scene(theme, speaker=PretendSpeaker()), qtbot)
    scene.shown.open(LENA, takes_keyboard=False)
    scene.hold()
    scene.shown.widgets.conversations.focus_list()
    yield scene
    scene.shown.close()


def _window(scene: Scene) -> MainWindow:
    return scene.shown.widgets.window


def _there(scene: Scene) -> list[Command]:
    situation = _window(scene)._situation
    return [command for command in registry(situation) if command.exists(situation) and not command.in_place]


def _opens(conversation: str) -> Callable[[Scene], None]:
    def check(scene: Scene) -> None:
        assert scene.shown.head.chat is not None
        assert scene.shown.head.chat.conversation == conversation

    return check


def _resolved(scene: Scene) -> None:
    assert SetStatus in [type(action) for action in scene.desk.commands.clicked]


def _resolved_and_gone_on(scene: Scene) -> None:
    _resolved(scene)
    _opens(MURAT)(scene)


def _menu(scene: Scene) -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def _snoozes(scene: Scene) -> None:
    assert [action.text().split("\t")[0] for action in _menu(scene).actions()] == ["3 hours", "Tomorrow", "Monday"]
    _choose(scene)
    assert isinstance(_newest(scene), SetStatus)


def _blocks(scene: Scene) -> None:
    assert next(action.text() for action in _menu(scene).actions()) == "Block: Spam or advertising"
    _choose(scene)
    newest = _newest(scene)
    assert isinstance(newest, BlockPerson)
    assert (newest.blocked, newest.reason) == (True, "Spam or advertising")


def _assigns(scene: Scene) -> None:
    assert [action.text() for action in _menu(scene).actions()] == ["Jana", "Nobody"]
    _choose(scene)
    assert _newest(scene).agent == "a_jana"  # type: ignore[union-attr]  # an Assign


def _sorted_by(way: str) -> Callable[[Scene], None]:
    def check(scene: Scene) -> None:
        assert [each.id for each in scene.shown.rows.state.sorts if each.is_chosen] == [way]

    return check


def _choose(scene: Scene) -> None:
    """Take the first line of the open menu, by keys."""
    menu = _menu(scene)
    scene.hands.press("Down", "Return")
    assert not menu.isVisible()


def _newest(scene: Scene) -> AnyAction:
    return scene.desk.commands.clicked[-1]


def _takes(scene: Scene) -> None:
    assert isinstance(_newest(scene), Assign)


def _writes(mode: Mode) -> Callable[[Scene], None]:
    def check(scene: Scene) -> None:
        assert scene.shown.composer.state.mode is mode
        assert scene.hands.at is scene.shown.widgets.composer.edit

    return check


def _has_form(name: str) -> Callable[[Scene], None]:
    def check(scene: Scene) -> None:
        assert getattr(scene.shown.composer.state, name) is not None
        assert scene.shown.widgets.composer.isAncestorOf(scene.hands.at)
        assert scene.hands.at is not scene.shown.widgets.composer.edit
        scene.hands.press("Esc")
        assert scene.hands.at is scene.shown.widgets.composer.edit

    return check


def _picks_files(scene: Scene) -> None:
    dialog = scene.shown.widgets.composer.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.reject()


def _means(words: str) -> Callable[[Scene], None]:
    """The card of the subscription says what the change would mean, and nothing is changed by that."""

    def check(scene: Scene) -> None:
        card = _window(scene).findChild(Panel).card("sub_1")
        assert card is not None
        assert words in scene.hands.words_of(card)
        assert not any(isinstance(each, ChangeSubscription) for each in scene.desk.commands.clicked)

    return check


def _has_refund_form(scene: Scene) -> None:
    form = _visible(_window(scene), RefundFormView)
    assert form is not None
    assert form.isAncestorOf(scene.hands.at)
    scene.hands.press("Esc")
    assert _visible(_window(scene), RefundFormView) is None


def _visible(within: QWidget, kind: type[QWidget]) -> QWidget | None:
    return next((each for each in within.findChildren(kind) if each.isVisible()), None)


def _undone(scene: Scene) -> None:
    assert scene.desk.commands.undone == [HELD]


def _sent_now(scene: Scene) -> None:
    assert scene.desk.commands.sent_now == [HELD]


def _searches(scene: Scene) -> None:
    assert scene.hands.at.accessibleName() == "Search messages, payments, people"
    scene.hands.press("Esc")
    assert scene.hands.at is scene.shown.widgets.rows


def _covered_by(name: str) -> Callable[[Scene], None]:
    def check(scene: Scene) -> None:
        covering = _window(scene).overlays.covering()
        assert covering is getattr(_window(scene).overlays, name)
        assert covering is scene.hands.at or covering.isAncestorOf(scene.hands.at)
        scene.hands.press("Esc")
        assert _window(scene).overlays.covering() is None
        assert scene.hands.at is scene.shown.widgets.rows

    return check


def _covered_by_sheet(kind: type[QWidget]) -> Callable[[Scene], None]:
    def check(scene: Scene) -> None:
        covering = _window(scene).overlays.covering()
        assert isinstance(covering, kind)
        assert covering is scene.hands.at or covering.isAncestorOf(scene.hands.at)
        scene.hands.press("Esc")
        assert _window(scene).overlays.covering() is None
        assert scene.hands.at is scene.shown.widgets.rows

    return check


def _compares(scene: Scene) -> None:
    covering = _window(scene).overlays.covering()
    assert isinstance(covering, Differences)
    assert any("Everything costs the same" in label.text() for label in covering.findChildren(QLabel))
    scene.hands.press("Esc")
    assert _window(scene).overlays.covering() is None


def _list_is_folded(scene: Scene) -> None:
    assert not _window(scene).panes.now.shows_list


def _panel_is_folded(scene: Scene) -> None:
    assert _window(scene).panes.now.panel is Beside.AWAY
    assert not _window(scene).findChild(Panel).isVisible()


def _text_is(percent: int) -> Callable[[Scene], None]:
    def check(scene: Scene) -> None:
        assert _window(scene)._own._theme.percent == percent

    return check


def _asks_for_a_date(scene: Scene) -> None:
    asked = _window(scene).findChild(GoToDate)
    assert asked is not None
    assert asked.isVisible()
    field = asked.findChild(QLineEdit)
    assert asked.focusWidget() is field
    QTest.keyClicks(field, "22.11.2026")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not asked.isVisible()
    _is_at("m1")(scene)


def _is_at(item: str) -> Callable[[Scene], None]:
    def check(scene: Scene) -> None:
        assert scene.shown.widgets.timeline.touches.focused == (item, -1)
        assert scene.shown.widgets.timeline.hasFocus()

    return check


def _is_at_the_end(scene: Scene) -> None:
    assert scene.shown.widgets.timeline.is_at_end


def _looks_for_a_person(scene: Scene) -> None:
    scene.hands.type("mur")
    scene.hands.click_button(_window(scene).findChild(Panel), "Bring together")
    scene.hands.click_button(_window(scene).findChild(Panel), "They are one person")
    assert isinstance(_newest(scene), MergePeople)
    assert _newest(scene).other == MURAT  # type: ignore[union-attr]  # asserted above


def _has_colors(scheme: Scheme) -> Callable[[Scene], None]:
    def check(scene: Scene) -> None:
        assert _window(scene)._own._theme.scheme is scheme

    return check


def _closed(scene: Scene) -> None:
    assert not _window(scene).isVisible()


def _plays(scene: Scene) -> None:
    assert _player(scene).current == "m_voice"


def _is_faster(scene: Scene) -> None:
    assert _player(scene).sound("m_voice").speed == 150


def _player(scene: Scene) -> Player:
    sounds = scene.shown.widgets.timeline.sounds
    assert isinstance(sounds, Player)
    return sounds


def _shows(view: str) -> Callable[[Scene], None]:
    def check(scene: Scene) -> None:
        assert scene.shown.rows.state.chosen == view

    return check


FORMS = {f"write.{kind}" for kind in FormKind if kind is not FormKind.ASK_NUMBER}

CHECKS: dict[str, Callable[[Scene], None]] = {
    "chat.next": _opens(MURAT),
    "chat.previous": _opens(LENA),
    "chat.resolve-next": _resolved_and_gone_on,
    "chat.resolve": _resolved,
    "chat.snooze": _snoozes,
    "chat.block": _blocks,
    "chat.assign": _assigns,
    "chat.take": _takes,
    "chat.go-date": _asks_for_a_date,
    "chat.go-unread": _is_at("m2"),
    "chat.go-newest": _is_at_the_end,
    "person.find": _looks_for_a_person,
    "search": _searches,
    "sound.toggle": _plays,
    "sound.faster": _is_faster,
    "write.reply": _writes(Mode.REPLY),
    "write.note": _writes(Mode.NOTE),
    "write.attach": _picks_files,
    "write.product": _has_form("picker"),
    "write.link": _has_form("link"),
    **{f"write.{kind}": _has_form("form") for kind in FormKind if kind not in (FormKind.SEVERAL, FormKind.ASK_NUMBER)},
    "write.several": _has_form("picker"),
    "products.compare": _compares,
    "refund.form": _has_refund_form,
    "subscription.skip": _means("are skipped"),
    "subscription.pause": _means("Until when?"),
    "subscription.end": _means("Nothing more is charged"),
    "action.undo": _undone,
    "action.send-now": _sent_now,
    "palette": _covered_by("palette"),
    "keys": _covered_by("key_list"),
    "place.templates": _covered_by_sheet(TemplateSheet),
    "place.replies": _covered_by_sheet(ReplySheet),
    "fold.list": _list_is_folded,
    "fold.panel": _panel_is_folded,
    "text.larger": _text_is(110),
    "text.smaller": _text_is(90),
    "text.normal": _text_is(100),
    "quit": _closed,
}
CHECKS |= {f"sort.{way}": _sorted_by(way) for way in ("newest", "waiting", "window", "money")}
CHECKS |= {f"look.{scheme}": _has_colors(scheme) for scheme in Scheme}
CHECKS |= {
    command.id: _shows(command.subject)
    for command in registry(Situation(views=view_choices()))
    if command.wanted == "view.open"
}


def test_every_command_has_a_check_here(scene: Scene) -> None:
    assert {command.id for command in _there(scene)} == set(CHECKS)


@pytest.mark.parametrize("command", CHECKS)
def test_each_key_of_a_command_does_what_it_says(scene: Scene, command: str) -> None:
    named = next(each for each in _there(scene) if each.id == command)
    if command in ("refund.form", "quit"):
        # Money on hold has its say first; other tests hear it.
        scene.desk.commands.stand()
        scene.ring()
    if named.keys:
        scene.hands.press(named.keys[0])
    else:
        scene.hands.press("Ctrl+K")
        scene.hands.type(named.text)
        scene.hands.press("Return")
    CHECKS[command](scene)


@pytest.mark.parametrize(
    ("state", "asleep"),
    [
        ({"blocked": True}, {"write.reply", "write.note", "write.product", "write.link", "write.attach"} | FORMS),
        ({"window_end": 0}, {"write.product", "write.link"} | FORMS),
    ],
    ids=["blocked", "window-closed"],
)
def test_what_cannot_be_written_to_somebody_is_no_command(
    scene: Scene, state: dict[str, object], asleep: set[str]
) -> None:
    scene.desk.reads.rows = [chat(**state)]
    scene.ring()
    situation = _window(scene)._situation
    writing = [command for command in _there(scene) if command.id.startswith("write.")]
    assert {command.id for command in writing if not command.fits(situation)} == asleep


def test_somebody_who_only_reads_has_no_key_that_acts(theme: Theme, qtbot: QtBot) -> None:
    scene = show(Scene(theme, "viewer"), qtbot)
    scene.shown.open(LENA, takes_keyboard=False)
    scene.shown.widgets.conversations.focus_list()
    for command in _there(scene):
        if command.id.startswith(("chat.resolve", "chat.snooze", "chat.block", "chat.assign", "chat.take", "write.", "refund.")):
            scene.hands.press(*command.keys)
    assert scene.desk.commands.clicked == []
    assert QApplication.activePopupWidget() is None
    scene.shown.close()


def test_the_palette_runs_what_its_keys_run(scene: Scene) -> None:
    scene.hands.press("Ctrl+K")
    scene.hands.type("larger")
    scene.hands.press("Return")
    _text_is(110)(scene)
    assert scene.hands.at is scene.shown.widgets.rows


def test_the_palette_finds_people_and_opens_their_chat(scene: Scene) -> None:
    scene.hands.press("Ctrl+K")
    scene.hands.type("murat")
    scene.hands.press("Return")
    _opens(MURAT)(scene)
    assert scene.hands.at is scene.shown.widgets.composer.edit


def test_enter_sends_shift_enter_breaks_and_control_enter_saves_a_note(scene: Scene) -> None:
    scene.hands.press("R")
    scene.hands.type("Hallo")
    scene.hands.press("Shift+Return")
    scene.hands.type("Lena")
    scene.hands.press("Return")
    sent = _newest(scene)
    assert isinstance(sent, SendText)
    assert sent.text == "Hallo\nLena"
    scene.hands.press("Esc", "N")
    scene.hands.type("ruft an")
    scene.hands.press("Return")
    assert _newest(scene) is sent, "Enter is a new line in a note"
    scene.hands.press("Ctrl+Return")
    assert isinstance(_newest(scene), AddNote)


def test_going_through_the_list_by_key_keeps_the_keyboard_there_until_enter(scene: Scene) -> None:
    scene.hands.press("Down")
    _opens(MURAT)(scene)
    assert scene.hands.at is scene.shown.widgets.rows
    scene.hands.press("J", "K", "K")
    _opens(LENA)(scene)
    scene.hands.press("Return")
    assert scene.hands.at is scene.shown.widgets.composer.edit


def test_esc_goes_back_step_by_step_and_ends_in_the_list(scene: Scene) -> None:
    scene.desk.commands.stand()
    scene.ring()
    hands, rows, edit = scene.hands, scene.shown.widgets.rows, scene.shown.widgets.composer.edit
    hands.press("R", "Ctrl+Shift+P", "Esc")
    assert hands.at is edit
    hands.press("Ctrl+Shift+L", "Esc")
    assert hands.at is edit
    hands.press("Ctrl+Shift+R", "Esc")
    assert "More choices" in hands.at.accessibleName(), "the form closes towards the button it came from"
    hands.press("Esc")
    assert hands.at is rows
    hands.press("Esc", "R", "F1", "Esc")
    assert hands.at is edit
    hands.press("Ctrl+K", "Esc")
    assert hands.at is edit
    hands.press("Esc")
    assert hands.at is rows


def test_letters_sleep_in_the_text_and_commands_with_modifiers_do_not(scene: Scene, qtbot: QtBot) -> None:
    scene.hands.press("R")
    letters = "jkerhainzgmp/?[]"
    scene.hands.type(letters)
    assert scene.shown.widgets.composer.edit.toPlainText() == letters
    qtbot.waitUntil(lambda: [type(action) for action in scene.desk.commands.clicked] == [MarkRead], timeout=20_000)
    scene.hands.press("Ctrl+Shift+Z")
    _undone(scene)
    assert scene.shown.widgets.composer.edit.toPlainText() == letters


def test_a_hold_is_undone_from_another_chat_and_from_the_search(scene: Scene) -> None:
    scene.hands.press("J")
    _opens(MURAT)(scene)
    assert "Lena Brandt" in " ".join(plain(hold.what) for hold in scene.shown.holds.state)
    scene.hands.press("Ctrl+Shift+Z")
    scene.hands.press("Ctrl+Shift+F")
    scene.hands.type("z")
    scene.hands.press("Ctrl+Shift+Z")
    assert scene.desk.commands.undone == [HELD, HELD]
    assert scene.shown.rows.state.query == "z"


def test_tab_visits_each_place_once_from_left_to_right_and_shows_where_it_is(scene: Scene) -> None:
    scene.desk.commands.stand()
    scene.ring()
    window = _window(scene)
    chain = tab_chain(window)
    panes = [scene.shown.widgets.rail, window.panes._conversations, window.panes._chat, window.panes._panel]
    places = [next(n for n, pane in enumerate(panes) if pane.isAncestorOf(stop)) for stop in chain]
    assert places == sorted(places)
    assert set(places) == {0, 1, 2, 3}
    assert all(name_of(stop) for stop in chain)
    for _ in chain:
        scene.hands.press("Tab")
        stop, with_keyboard = scene.hands.at, window.grab().toImage()
        stop.clearFocus()
        assert window.grab().toImage() != with_keyboard, f"nothing shows that {name_of(stop)} has the keyboard"
        stop.setFocus()


def test_no_bare_enter_on_any_button_moves_money(scene: Scene) -> None:
    scene.desk.commands.stand()
    scene.ring()
    window = _window(scene)
    for stop in tab_chain(window):
        if isinstance(stop, QAbstractButton):
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            scene.hands.press("Return", "Enter")
            scene.hands.press("Esc")
    assert not [action for action in scene.desk.commands.clicked if action.moves_money]


def test_opening_a_chat_never_puts_the_keyboard_on_money(scene: Scene) -> None:
    for conversation in (MURAT, LENA):
        scene.shown.open(conversation)
        assert scene.hands.at is scene.shown.widgets.composer.edit


def test_a_refund_form_left_open_in_a_chat_takes_no_keyboard_when_the_chat_is_opened_again(scene: Scene) -> None:
    scene.desk.commands.stand()
    scene.ring()
    scene.hands.press("Ctrl+Shift+R")
    assert _visible(_window(scene), RefundFormView) is not None
    scene.shown.open(MURAT)
    scene.shown.open(LENA)
    assert _visible(_window(scene), RefundFormView) is not None
    assert scene.hands.at is scene.shown.widgets.composer.edit

"""The window driven by keys: what they do, where they sleep, and that no bare Enter ever sends a hold."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.models.states.desk import DeskState
from inbox.ui.models.states.panel import PanelState, Section
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import CardButton
from inbox.ui.panes.composer import Composer
from inbox.ui.panes.panel import Panel
from inbox.ui.theme.theme import Theme
from inbox.ui.window.arrangement import Beside
from inbox.ui.window.main_window import MainWindow
from tests.ui.panes import panel_samples
from tests.ui.panes.chat_samples import composer as draft
from tests.ui.panes.readers import name_of, said, tab_chain
from tests.ui.window.scenes import desk, situation, state

Put = Callable[..., QWidget]
CONTROL, SHIFT, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)
_UI = Path(__file__).resolve().parents[3] / "inbox" / "ui"


@pytest.fixture
def window(theme: Theme, put: Put) -> MainWindow:
    return put(desk(theme, "en"), 1440, 900)


@pytest.fixture
def acts(window: MainWindow) -> list[tuple[str, str]]:
    """Everything that leaves the window and its panes as an intent."""
    acts: list[tuple[str, str]] = []
    for source in (window, window._chat, window.findChild(Panel)):
        source.acted.connect(lambda intent, subject: acts.append((intent, subject)))
    return acts


def _composer(window: MainWindow) -> Composer:
    return window.findChild(Composer)


def _list(window: MainWindow) -> QTableView:
    return window.findChild(QTableView)


def _answering(window: MainWindow) -> list[tuple[str, str]]:
    """Be the composer's presenter; return what is sent, with the text that goes."""
    composer, sent = _composer(window), []
    composer.show_state(draft(draft=""))
    composer.draft_edited.connect(lambda chat, text: composer.show_state(draft(conversation=chat, draft=text)))

    def send(chat: str, mode: str) -> None:
        sent.append((mode, composer.edit.toPlainText()))
        composer.show_state(draft(conversation=chat, draft=""))

    composer.sent.connect(send)
    return sent


def test_the_apology_goes_and_the_money_waits(window: MainWindow, acts: list[tuple[str, str]], qtbot: QtBot) -> None:
    sent = _answering(window)
    _composer(window).focus_edit()
    qtbot.keyClicks(_composer(window).edit, "Entschuldigung")
    qtbot.keyClick(_composer(window).edit, Qt.Key.Key_Return)
    assert sent == [("reply", "Entschuldigung")]
    assert acts == []


def test_a_held_enter_sends_once(window: MainWindow, qtbot: QtBot) -> None:
    sent = _answering(window)
    _composer(window).focus_edit()
    qtbot.keyClicks(_composer(window).edit, "Ja")
    for _ in range(3):
        qtbot.keyClick(_composer(window).edit, Qt.Key.Key_Return)
    assert sent[0] == ("reply", "Ja")
    assert all(text == "" for _, text in sent[1:])


def test_undo_while_typing_leaves_the_text_alone(window: MainWindow, acts: list[tuple[str, str]], qtbot: QtBot) -> None:
    edit = _composer(window).edit
    _composer(window).focus_edit()
    qtbot.keyClicks(edit, " jetzt")
    edit.undo()
    text = edit.toPlainText()
    qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert acts == [("action.undo", "")]
    assert edit.toPlainText() == text


def test_without_a_hold_the_key_is_the_text_fields_again(
    window: MainWindow, acts: list[tuple[str, str]], qtbot: QtBot
) -> None:
    window.show_situation(situation(has_hold=False))
    edit = _composer(window).edit
    _composer(window).focus_edit()
    qtbot.keyClicks(edit, " jetzt")
    whole = edit.toPlainText()
    edit.undo()
    qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert acts == []
    assert edit.toPlainText() == whole


def test_without_a_hold_and_with_nothing_to_write_again_the_key_is_answered(
    window: MainWindow, acts: list[tuple[str, str]], qtbot: QtBot
) -> None:
    window.show_situation(situation(has_hold=False))
    _composer(window).focus_edit()
    qtbot.keyClick(_composer(window).edit, Qt.Key.Key_Z, CONTROL | SHIFT)
    qtbot.keyClick(_composer(window).edit, Qt.Key.Key_Return, CONTROL | SHIFT)
    assert acts == [("action.undo", "")]


@pytest.mark.parametrize(
    ("key", "held", "wanted"),
    [
        (Qt.Key.Key_Return, CONTROL | SHIFT, ("action.send-now", "")),
        (Qt.Key.Key_Enter, CONTROL | SHIFT | Qt.KeyboardModifier.KeypadModifier, ("action.send-now", "")),
        (Qt.Key.Key_Down, ALT, ("chat.next", "")),
        (Qt.Key.Key_Tab, CONTROL, ("chat.next", "")),
        (Qt.Key.Key_Up, ALT, ("chat.previous", "")),
        (Qt.Key.Key_L, CONTROL | SHIFT, ("write.link", "")),
        (Qt.Key.Key_P, CONTROL | SHIFT, ("write.product", "")),
        (Qt.Key.Key_R, CONTROL | SHIFT, ("refund.form", "")),
    ],
)
def test_works_while_typing(
    window: MainWindow,
    acts: list[tuple[str, str]],
    qtbot: QtBot,
    key: Qt.Key,
    held: Qt.KeyboardModifier,
    wanted: tuple[str, str],
) -> None:
    before = _composer(window).edit.toPlainText()
    _composer(window).focus_edit()
    qtbot.keyClick(_composer(window).edit, key, held)
    assert acts == [wanted]
    assert _composer(window).edit.toPlainText() == before


def test_letters_are_letters_in_every_text_field(window: MainWindow, acts: list[tuple[str, str]], qtbot: QtBot) -> None:
    letters = "jkerhainzgmp/?["
    window.findChild(Panel).show_state(panel_samples.with_form())
    fields = [field for field in window.findChildren(QLineEdit) if field.isVisible()]
    assert len(fields) == 2
    for field in (*fields, _composer(window).edit):
        field.setFocus()
        qtbot.keyClicks(field, letters)
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        assert text.endswith(letters)
    assert acts == []


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ("j", [("chat.next", "")]),
        ("k", [("chat.previous", "")]),
        ("e", [("chat.resolve-next", "")]),
        ("E", [("chat.resolve", "")]),
        ("i", [("chat.take", "")]),
        ("z", [("action.undo", "")]),
        ("r", [("write.reply", "")]),
        ("n", [("write.note", "")]),
    ],
)
def test_letters_work_outside_of_text(
    window: MainWindow, acts: list[tuple[str, str]], qtbot: QtBot, keys: str, wanted: list[tuple[str, str]]
) -> None:
    _list(window).setFocus()
    for letter in keys:
        qtbot.keyClick(_list(window), letter.upper(), SHIFT if letter.isupper() else NONE)
    assert acts == wanted


def test_reply_and_note_give_the_keyboard_to_the_text(window: MainWindow, qtbot: QtBot) -> None:
    for letter in "RN":
        _list(window).setFocus()
        qtbot.keyClick(_list(window), letter)
        assert QApplication.focusWidget() is _composer(window).edit


def test_a_command_that_does_not_fit_sleeps(window: MainWindow, acts: list[tuple[str, str]], qtbot: QtBot) -> None:
    window.show_situation(situation(has_chat=False, has_hold=False))
    _list(window).setFocus()
    for letter in "ER":
        qtbot.keyClick(_list(window), letter)
    assert acts == []


def test_folding_search_palette_and_keys_are_the_windows_own(
    window: MainWindow, acts: list[tuple[str, str]], qtbot: QtBot
) -> None:
    _list(window).setFocus()
    qtbot.keyClick(_list(window), Qt.Key.Key_BracketRight)
    assert window.panes.now.panel is Beside.AWAY
    qtbot.keyClick(_list(window), "P")
    assert window.panes.now.panel is Beside.BESIDE
    qtbot.keyClick(_list(window), "/")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, CONTROL)
    assert window.overlays.palette.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    assert window.overlays.key_list.isVisible()
    assert acts == []


def test_text_grows_and_shrinks_by_key(window: MainWindow, theme: Theme, qtbot: QtBot) -> None:
    for key, percent in ((Qt.Key.Key_Plus, 110), (Qt.Key.Key_Plus, 120), (Qt.Key.Key_Minus, 110), (Qt.Key.Key_0, 100)):
        qtbot.keyClick(window, key, CONTROL)
        assert theme.percent == percent


def test_esc_goes_back_one_step_at_a_time(window: MainWindow, acts: list[tuple[str, str]], qtbot: QtBot) -> None:
    window.resize(1000, 700)
    window.panes.show_panel()
    window.findChild(Panel).show_state(panel_samples.with_form())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert acts == [("refund.close", "pi_1")]
    window.findChild(Panel).show_state(panel_samples.design())
    _composer(window).focus_edit()
    qtbot.keyClick(_composer(window).edit, Qt.Key.Key_Escape)
    assert window.panes.now.panel is Beside.AWAY
    qtbot.keyClick(_composer(window).edit, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is _list(window)


def test_esc_leaves_what_the_panel_asks_and_no_notice(
    window: MainWindow, acts: list[tuple[str, str]], qtbot: QtBot
) -> None:
    leave = CardButton(intent="subscription.leave", text="Leave as it is")
    pause = CardButton(intent="subscription.do", text="Pause until 28 Dec")
    asks = Entry(id="sub_1", title="Coffee club", buttons=(pause, leave))
    section = Section(id="subscription", title="Subscription", entries=(asks,))
    window.findChild(Panel).show_state(PanelState(conversation="c_1", sections=(section,)))
    _composer(window).focus_edit()
    qtbot.keyClick(_composer(window).edit, Qt.Key.Key_Escape)
    assert acts == [("subscription.leave", "sub_1")]
    assert QApplication.focusWidget() is _composer(window).edit
    told = msgspec.structs.replace(section, entries=(msgspec.structs.replace(asks, buttons=(leave,)),))
    window.findChild(Panel).show_state(PanelState(conversation="c_1", sections=(told,)))
    qtbot.keyClick(_composer(window).edit, Qt.Key.Key_Escape)
    assert len(acts) == 1
    search = Section(id="person", title="Person", query="", link=CardButton(intent="person.find", text="Close"))
    window.findChild(Panel).show_state(PanelState(conversation="c_1", sections=(search,)))
    qtbot.keyClick(_composer(window).edit, Qt.Key.Key_Escape)
    assert acts[1:] == [("person.find", "person")]


def test_no_bare_enter_sends_a_hold_or_moves_money_from_anywhere(
    window: MainWindow, acts: list[tuple[str, str]], qtbot: QtBot
) -> None:
    for widget in tab_chain(window):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Return)
        for popup in (QApplication.activePopupWidget(), *window.findChildren(QWidget, "qt_menu")):
            if popup is not None:
                popup.close()
        if window.overlays.palette.isVisible():
            window.overlays.palette.close_palette()
    money = {"action.send-now", "refund.rest", "refund.send", "action.approve"}
    assert [act for act in acts if act[0] in money] == []


def test_tab_goes_as_the_eyes_do(window: MainWindow) -> None:
    chain = tab_chain(window)
    panes = [window._rail, window.panes._conversations, window._chat, window.findChild(Panel)]
    order = [next(place for place, pane in enumerate(panes) if pane.isAncestorOf(widget)) for widget in chain]
    assert order == sorted(order)
    names = [name_of(widget) for widget in chain]
    assert names.index("Resolve") < names.index("Reply") < names.index("Message") < names.index("Send")
    assert names.index("All 9 ›") < names.index("Refund 24,90 €") < names.index("Receipt")


def test_says_what_is_not_real_and_what_does_not_work(window: MainWindow) -> None:
    window.show_state(state())
    words = said(window)
    assert "Demo shop: nothing here is real" in words
    assert "Offline since 14:03." in words
    assert "Murat Kaya has paid 62,40 €" in words
    assert window.windowTitle() == "Tresen"
    window.show_state(DeskState(title="Tresen"))
    assert "nothing here is real" not in said(window)


def test_toast_lies_over_no_button(window: MainWindow, qtbot: QtBot) -> None:
    window.show_state(msgspec.structs.replace(state(), notices=()))
    toast = window.overlays.toast
    qtbot.waitUntil(lambda: toast.y() > 0)
    covered = toast.geometry()
    stage = window.centralWidget()
    for button in stage.findChildren(QAbstractButton):
        if button.isVisible() and not toast.isAncestorOf(button):
            corner = button.mapTo(stage, button.rect().topLeft())
            assert not covered.intersects(button.rect().translated(corner)), name_of(button)


def test_panel_button_appears_where_the_panel_is_away(window: MainWindow) -> None:
    def is_offered() -> bool:
        return any(
            button.isVisible() and name_of(button) == "Customer and payments"
            for button in window._chat.head.findChildren(QAbstractButton)
        )

    assert not is_offered()
    window.resize(1000, 700)
    assert is_offered()
    window.panes.show_panel()
    assert window.panes.now.panel is Beside.OVER


def test_no_dialog_and_no_menu_runs_a_loop_of_its_own() -> None:
    """``exec`` nests an event loop, and everything can be entered twice; dialogs are opened, menus pop up."""
    found = [
        f"{path.relative_to(_UI)}:{node.lineno}"
        for path in _UI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("exec", "exec_")
        # The one loop there is.
        and ast.unparse(node.func) != "app.exec"
    ]
    assert found == []


def test_the_window_is_short() -> None:
    assert len((_UI / "window" / "main_window.py").read_text(encoding="utf-8").splitlines()) < 150

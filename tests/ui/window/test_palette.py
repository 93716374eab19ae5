"""Palette, key list and menus: all printed from the one list of commands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QMainWindow, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.models.states.palette import Kind, PaletteRow
from inbox.ui.panes.keys import keys_text
from inbox.ui.theme.theme import Theme
from inbox.ui.window.commands import registry
from inbox.ui.window.main_window import MainWindow
from inbox.ui.window.menus import Menus
from inbox.ui.window.palette import Palette
from tests.ui.panes.readers import said
from tests.ui.window.scenes import desk, situation

Put = Callable[..., QWidget]


@pytest.fixture
def window(theme: Theme, put: Put) -> MainWindow:
    return put(desk(theme, "en"), 1200, 800)


def _field(palette: Palette) -> QLineEdit:
    return palette.findChild(QLineEdit)


def _titles(palette: Palette) -> list[str]:
    model = palette.findChild(QListView).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def _acts(window: MainWindow) -> list[tuple[str, str]]:
    acts: list[tuple[str, str]] = []
    window.acted.connect(lambda intent, subject: acts.append((intent, subject)))
    return acts


def test_a_few_letters_and_enter(window: MainWindow, qtbot: QtBot) -> None:
    acts, palette = _acts(window), window.overlays.palette
    window.open_palette()
    assert QApplication.focusWidget() is _field(palette)
    qtbot.keyClicks(_field(palette), "refund form")
    assert _titles(palette)[0] == "Open the refund form"
    qtbot.keyClick(_field(palette), Qt.Key.Key_Return)
    assert acts == [("refund.form", "")]
    assert not palette.isVisible()


def test_views_carry_their_id(window: MainWindow, qtbot: QtBot) -> None:
    acts = _acts(window)
    window.open_palette()
    qtbot.keyClicks(_field(window.overlays.palette), "view disputes")
    qtbot.keyClick(_field(window.overlays.palette), Qt.Key.Key_Return)
    assert acts[0][0] == "view.open"
    assert acts[0][1] in {view.id for view in situation().views}


def test_arrows_go_among_what_was_found(window: MainWindow, qtbot: QtBot) -> None:
    palette, rows = window.overlays.palette, window.overlays.palette.findChild(QListView)
    window.open_palette()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(_field(palette), key)
    assert rows.currentIndex().row() == 1
    qtbot.keyClick(_field(palette), Qt.Key.Key_PageUp)
    assert rows.currentIndex().row() == 0


def test_people_are_asked_for_and_chosen(window: MainWindow, qtbot: QtBot) -> None:
    acts, palette = _acts(window), window.overlays.palette
    window.open_palette()
    with qtbot.waitSignal(palette.query_edited) as asked:
        qtbot.keyClicks(_field(palette), "m")
    assert asked.args == ["m"]
    qtbot.keyClicks(_field(palette), "urat")
    palette.show_people([PaletteRow(kind=Kind.PERSON, id="c_murat", title="Murat Kaya")])
    assert _titles(palette) == ["Murat Kaya"]
    qtbot.keyClick(_field(palette), Qt.Key.Key_Return)
    assert acts == [("chat.open", "c_murat")]


def test_people_of_an_older_question_do_not_stay(window: MainWindow, qtbot: QtBot) -> None:
    palette = window.overlays.palette
    window.open_palette()
    qtbot.keyClicks(_field(palette), "q")
    palette.show_people([PaletteRow(kind=Kind.PERSON, id="c_q", title="Quentin")])
    qtbot.keyClicks(_field(palette), "uit")
    assert _titles(palette) == ["Quit"]


def test_what_cannot_be_done_now_is_grey_last_and_deaf(window: MainWindow, qtbot: QtBot) -> None:
    window.show_situation(situation(has_hold=False))
    acts, palette = _acts(window), window.overlays.palette
    window.open_palette()
    qtbot.keyClicks(_field(palette), "undo")
    assert _titles(palette) == ["Undo what was sent last"]
    qtbot.keyClick(_field(palette), Qt.Key.Key_Return)
    assert acts == []
    assert palette.isVisible()


def test_a_person_stands_before_what_cannot_be_done_now(window: MainWindow, qtbot: QtBot) -> None:
    window.show_situation(situation(has_hold=False))
    acts, palette = _acts(window), window.overlays.palette
    window.open_palette()
    qtbot.keyClicks(_field(palette), "undo")
    palette.show_people([PaletteRow(kind=Kind.PERSON, id="c_undo", title="Undo Kaya")])
    assert _titles(palette) == ["Undo Kaya", "Undo what was sent last"]
    qtbot.keyClick(_field(palette), Qt.Key.Key_Return)
    assert acts == [("chat.open", "c_undo")]


@pytest.mark.parametrize("way", ["esc", "beside"])
def test_the_keyboard_goes_back_where_it_was(window: MainWindow, qtbot: QtBot, way: str) -> None:
    edit = window.findChild(QWidget, "") and window._chat.composer.edit
    edit.setFocus()
    window.open_palette()
    palette = window.overlays.palette
    if way == "esc":
        qtbot.keyClick(_field(palette), Qt.Key.Key_Escape)
    else:
        qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not palette.isVisible()
    assert QApplication.focusWidget() is edit


def test_each_line_is_read_with_its_key(window: MainWindow) -> None:
    window.open_palette()
    model = window.overlays.palette.findChild(QListView).model()
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert "Send a payment link, Ctrl Shift L" in spoken


def test_the_key_list_is_the_registry(window: MainWindow, qtbot: QtBot) -> None:
    window.open_keys()
    words = said(window.overlays.key_list)
    for command in registry(situation()):
        if command.keys:
            assert command.text in words
            assert keys_text(command.keys[0]) in words
    qtbot.keyClick(window.overlays.key_list, Qt.Key.Key_Escape)
    assert not window.overlays.key_list.isVisible()


def test_the_key_list_scrolls_by_keys_where_it_does_not_fit(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(700, 420)
    window.open_keys()
    keys = window.overlays.key_list
    bar = keys.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for key, place in ((Qt.Key.Key_PageDown, bar.pageStep()), (Qt.Key.Key_End, bar.maximum()), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(keys, key)
        assert bar.value() == min(place, bar.maximum())


def test_what_the_shop_does_not_have_is_on_no_list(window: MainWindow) -> None:
    from inbox.ui.models.states.desk import Situation

    window.show_situation(Situation())
    window.open_keys()
    assert "Send a product" not in said(window.overlays.key_list)
    window.open_palette()
    assert "Send a product" not in _titles(window.overlays.palette)


def test_overlays_follow_the_window(window: MainWindow, qtbot: QtBot) -> None:
    window.open_palette()
    window.resize(900, 600)
    qtbot.waitUntil(lambda: window.overlays.palette.size() == window.centralWidget().size())


def test_menu_bar_of_a_system_that_has_one(put: Put, qtbot: QtBot) -> None:
    window = put(QMainWindow(), 400, 300)
    menus = Menus(window, is_shown=True)
    menus.show_commands(registry(situation()), situation(has_hold=False))
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == ["Chats", "Writing", "Money", "Window"]
    undo = next(action for action in menus._actions.values() if action.data() == "action.undo")
    assert not undo.isEnabled()
    with qtbot.waitSignal(menus.wanted) as wanted:
        menus._actions["palette"].trigger()
    assert wanted.args == ["palette", ""]


def test_no_menu_bar_elsewhere(put: Put) -> None:
    window = put(QMainWindow(), 400, 300)
    Menus(window, is_shown=False).show_commands(registry(situation()), situation())
    assert window.menuBar().actions() == []

"""Panes beside, over and instead of each other, and that this is remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.theme.theme import Scheme, Theme
from inbox.ui.window.arrangement import Beside, Folds, arrange
from inbox.ui.window.main_window import MainWindow
from inbox.ui.window.memory import WindowMemory
from inbox.ui.window.panes import Panes
from tests.ui.window.scenes import desk

Put = Callable[..., QWidget]


@pytest.mark.parametrize(
    ("width", "factor", "panel", "alternates"),
    [
        (1440, 1.0, Beside.BESIDE, False),
        (1100, 1.0, Beside.BESIDE, False),
        (1099, 1.0, Beside.AWAY, False),
        (760, 1.0, Beside.AWAY, False),
        (759, 1.0, Beside.AWAY, True),
        (1440, 2.0, Beside.AWAY, True),
        (2200, 2.0, Beside.BESIDE, False),
    ],
)
def test_what_fits(width: int, factor: float, panel: Beside, alternates: bool) -> None:
    now = arrange(width, factor, Folds(), overlay_open=False, reads_chat=False)
    assert (now.panel, now.alternates) == (panel, alternates)
    assert now.shows_list
    assert now.shows_chat is not alternates


def test_folds_are_kept_where_there_is_room_and_meaningless_where_there_is_none() -> None:
    folds = Folds(list_folded=True, panel_folded=True)
    wide = arrange(1440, 1.0, folds, overlay_open=False, reads_chat=False)
    assert (wide.shows_list, wide.panel) == (False, Beside.AWAY)
    narrow = arrange(700, 1.0, folds, overlay_open=True, reads_chat=True)
    assert (narrow.shows_list, narrow.shows_chat, narrow.panel) == (False, True, Beside.OVER)


@pytest.fixture
def panes(theme: Theme, put: Put) -> Panes:
    panes = Panes(theme, QWidget(), QWidget(), QWidget())
    put(panes, 1380, 600)
    return panes


def _seen(panes: Panes) -> str:
    parts = {"list": panes._conversations, "chat": panes._chat, "panel": panes._panel}
    return " ".join(name for name, part in parts.items() if part.isVisible())


def test_folding_and_unfolding(panes: Panes) -> None:
    assert _seen(panes) == "list chat panel"
    panes.toggle_list()
    assert _seen(panes) == "chat panel"
    panes.toggle_panel()
    assert _seen(panes) == "chat"
    panes.show_list()
    panes.show_panel()
    assert _seen(panes) == "list chat panel"


def test_below_1100_the_panel_lies_over_the_chat(panes: Panes, qtbot: QtBot) -> None:
    panes.resize(960, 600)
    assert _seen(panes) == "list chat"
    panes.toggle_panel()
    assert _seen(panes) == "list chat panel"
    assert panes._panel.parentWidget() is panes
    assert panes._panel.geometry().right() == panes.rect().right()
    qtbot.mouseClick(panes._veil, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert _seen(panes) == "list chat"
    panes.resize(1380, 600)
    assert _seen(panes) == "list chat panel"
    assert isinstance(panes._panel.parentWidget(), QSplitter)


def test_below_760_list_and_chat_take_turns(panes: Panes) -> None:
    panes.resize(600, 600)
    assert _seen(panes) == "list"
    panes.turn_to_chat()
    assert _seen(panes) == "chat"
    panes.toggle_panel()
    assert _seen(panes) == "chat panel"
    assert panes.back()
    assert _seen(panes) == "chat"
    assert panes.back()
    assert _seen(panes) == "list"
    assert not panes.back()


def test_larger_text_needs_more_room(panes: Panes, theme: Theme) -> None:
    panes.resize(1200, 600)
    assert _seen(panes) == "list chat panel"
    theme.set_percent(150)
    assert _seen(panes) == "list chat"
    theme.set_percent(200)
    assert _seen(panes) == "list"


def test_no_pane_gets_less_than_it_needs(panes: Panes, qtbot: QtBot) -> None:
    for width in (1042, 1100, 1380, 1800):
        panes.resize(width, 600)
        qtbot.waitUntil(lambda: panes._conversations.width() >= 280)
        qtbot.waitUntil(lambda: panes._chat.width() >= 420)
        qtbot.waitUntil(lambda: panes._panel.width() >= 320)


def _settings(folder: Path) -> QSettings:
    return QSettings(str(folder / "desk.ini"), QSettings.Format.IniFormat)


def _window(theme: Theme, put: Put) -> MainWindow:
    return put(desk(theme, "en"), 1440, 900)


def test_the_window_comes_back_as_it_was_left(theme: Theme, put: Put, tmp_path: Path) -> None:
    first = _window(theme, put)
    memory = WindowMemory(_settings(tmp_path), theme)
    memory.restore(first, first.panes)
    first.closed.connect(memory.keep_place)
    first.panes.toggle_panel()
    first.resize(700, 500)
    first.close()
    memory._settings.sync()

    again = desk(theme, "en")
    put(again, 600, 600)
    WindowMemory(_settings(tmp_path), theme).restore(again, again.panes)
    assert again.panes.folds.panel_folded
    assert again.size().toTuple() == (700, 500)


def test_theme_and_text_size_are_remembered(theme: Theme, tmp_path: Path) -> None:
    memory = WindowMemory(_settings(tmp_path), theme)
    memory.restore_look()
    theme.set_scheme(Scheme.DARK)
    theme.set_percent(130)
    memory._settings.sync()
    theme.changed.disconnect(memory._keep_look)
    theme.set_scheme(Scheme.LIGHT)
    theme.set_percent(100)
    WindowMemory(_settings(tmp_path), theme).restore_look()
    assert (theme.scheme, theme.percent) == (Scheme.DARK, 130)


def test_how_the_list_is_sorted_is_remembered(theme: Theme, tmp_path: Path) -> None:
    memory = WindowMemory(_settings(tmp_path), theme)
    assert memory.sorts == {}
    memory.keep_sorts({"all": "waiting"})
    memory._settings.sync()
    assert WindowMemory(_settings(tmp_path), theme).sorts == {"all": "waiting"}


@pytest.mark.parametrize("written", ["", "{", "[]", '{"list_folded": "maybe"}'])
def test_a_spoilt_memory_is_a_first_start(theme: Theme, put: Put, tmp_path: Path, written: str) -> None:
    settings = _settings(tmp_path)
    settings.setValue("window/folds", written)
    settings.setValue("list/sorts", written)
    settings.setValue("window/place", "nonsense")
    settings.setValue("look/scheme", "purple")
    settings.setValue("look/percent", "many")
    memory = WindowMemory(settings, theme)
    memory.restore_look()
    window = _window(theme, put)
    memory.restore(window, window.panes)
    assert window.panes.now.panel is Beside.BESIDE
    assert theme.percent == 100
    assert set(memory.sorts.values()) <= {"maybe"}

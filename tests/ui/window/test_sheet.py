"""A page over the window: what it covers is not painted while it is scrolled, and is whole again when it has gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.theme.theme import Theme
from inbox.ui.window.main_window import MainWindow
from inbox.ui.window.sheet import Sheet
from tests.ui.window.scenes import desk

Put = Callable[..., QWidget]


class _Painted(QObject):
    """Which widgets below a sheet were painted."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        is_below = isinstance(watched, QWidget) and not self._sheet.isAncestorOf(watched) and watched is not self._sheet
        if event.type() is QEvent.Type.Paint and is_below:
            self.seen.append(type(watched).__name__)
        return False


@pytest.fixture
def window(theme: Theme, put: Put) -> MainWindow:
    return put(desk(theme, "en"), 1100, 560)


@pytest.fixture
def sheet(window: MainWindow) -> Sheet:
    window.open_keys()
    QApplication.processEvents()
    return window.overlays.key_list


def test_scrolling_it_paints_nothing_below(sheet: Sheet, qapp: QApplication, qtbot: QtBot) -> None:
    bar = sheet.body.verticalScrollBar()
    assert bar.maximum() > 0
    painted = _Painted(sheet)
    qapp.installEventFilter(painted)

    def scrolls_alone(step: int) -> bool:
        painted.seen.clear()
        bar.setValue(step)
        qtbot.wait(10)
        return not painted.seen

    # Something below may be painted for a reason of its own, but not each time.
    assert any(scrolls_alone(step) for step in range(1, 20))
    qapp.removeEventFilter(painted)


def test_what_was_below_is_whole_again(sheet: Sheet) -> None:
    assert any(not part.mask().isEmpty() for part in sheet._below())
    sheet.put_away()
    assert all(part.mask().isEmpty() for part in sheet._below())


def test_it_covers_the_same_place_when_a_bar_comes_above_the_panes(window: MainWindow, sheet: Sheet) -> None:
    panes = window.panes

    def covered() -> set[tuple[int, int]]:
        places = {(x, y) for x in range(0, 1100, 50) for y in range(0, 560, 40)}
        return {(x, y) for x, y in places if not panes.mask().contains(QPoint(x - panes.x(), y - panes.y()))}

    before = covered()
    panes.move(panes.x(), panes.y() + 40)
    assert covered() == before != set()

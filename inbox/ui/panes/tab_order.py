"""The order in which Tab goes through what is made late: as it is read, behind what stands before it. GUI thread only.

Qt puts each new widget at the end of its window, wherever it is placed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from inbox.ui.panes.arranged import Arranged


def in_reading_order(part: QWidget) -> list[QWidget]:
    """Return what of a part takes the keyboard by Tab, from top to bottom and along each line."""
    # What stands in no layout comes last, in the order in which it was made.
    laid = dict.fromkeys((*_laid_out(part), *part.findChildren(QWidget)))
    window = part.window()
    # A calendar or a menu that belongs to a part is a window of its own.
    return [each for each in laid if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.window() is window]


def put_behind(above: QWidget | None, stops: list[QWidget]) -> None:
    """Let Tab go from ``above`` through ``stops`` and on to what came behind it; without it from where the first one is."""
    before = [] if above is None else in_reading_order(above)[-1:]
    for first, second in pairwise((*before, *stops)):
        QWidget.setTabOrder(first, second)


def _laid_out(part: QWidget) -> Iterator[QWidget]:
    yield part
    layout, inside = part.layout(), part.widget() if isinstance(part, QScrollArea) else None
    if isinstance(part, Arranged):
        parts: list[QWidget] = part.placed()
    elif inside is not None:
        parts = [inside]
    elif layout is None:
        parts = part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    else:
        parts = list(_of_layout(layout))
    for each in parts:
        yield from _laid_out(each)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (None, None) if item is None else (item.widget(), item.layout())
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _of_layout(inner)

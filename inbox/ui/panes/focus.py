"""Who has the keyboard, and where it goes: with Tab as the eyes go, and never by chance to the next button along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget


def has_keyboard(widget: QWidget) -> bool:
    """Tell whether the keyboard is in ``widget`` or in something inside of it."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def keep_keyboard(going: QWidget) -> None:
    """Give the keyboard to what is around a widget that goes, when the widget has it.

    Qt would give it to the next button, and the Space that was meant for the old one would press that.
    """
    around = going.parentWidget()
    if around is not None and has_keyboard(going):
        around.setFocus(Qt.FocusReason.OtherFocusReason)


def reading_order(panes: Sequence[QWidget]) -> list[QWidget]:
    """Return what Tab stops at: pane by pane, in each downwards and from left to right, and at nothing twice.

    Qt's own order is the one in which widgets were made, which says nothing where they are used again.
    """
    return list(dict.fromkeys(widget for pane in panes if pane.isVisible() for widget in _stops(pane)))


def step(stops: Sequence[QWidget], *, is_forward: bool) -> bool:
    """Move the keyboard to the next stop, or to the one before; False when there is none."""
    if not stops:
        return False
    focused, direction = QApplication.focusWidget(), 1 if is_forward else -1
    place = stops.index(focused) if focused in stops else _nearest(stops, focused, is_forward=is_forward)
    reason = Qt.FocusReason.TabFocusReason if is_forward else Qt.FocusReason.BacktabFocusReason
    stops[(place + direction) % len(stops)].setFocus(reason)
    return True


def _stops(pane: QWidget) -> list[QWidget]:
    stops = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isEnabled()
        and widget.isVisible()
        and widget.window() is pane.window()
    ]
    return sorted(stops, key=lambda widget: _place(widget, pane))


def _place(widget: QWidget, pane: QWidget) -> tuple[int, int]:
    # Things of one line that differ in height, like a switch and a link, have their middle in common.
    middle = widget.mapTo(pane, QPoint(0, widget.height() // 2))
    return middle.y(), middle.x()


def _nearest(stops: Sequence[QWidget], focused: QWidget | None, *, is_forward: bool) -> int:
    """Return the stop after which to go on from a widget that is none: the last one above it."""
    if focused is None:
        return -1 if is_forward else 0
    window = focused.window()
    top = focused.mapTo(window, QPoint(0, 0)).y()
    inside = [place for place, stop in enumerate(stops) if focused.isAncestorOf(stop)]
    if inside:
        return inside[0] - 1 if is_forward else inside[-1] + 1
    above = [place for place, stop in enumerate(stops) if stop.mapTo(window, QPoint(0, 0)).y() <= top]
    return above[-1] if above else -1

"""Child widgets that follow a list of things by their keys: what stays keeps its widget, its focus and its place.

Widgets of things that are gone are used again for new ones, because making a widget is the slow part of showing another
chat. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QBoxLayout, QWidget

from inbox.ui.panes.focus import keep_keyboard

Thing = TypeVar("Thing")
Child = TypeVar("Child", bound=QWidget)

_SPARE = 8
"""Widgets kept for later."""


class Keyed(Generic[Thing, Child]):
    """``make`` makes a widget that fits a thing.

    With a ``layout``, which belongs to it alone, the widgets are kept in order there; without one the parent places them,
    in the order of ``children``.
    """

    def __init__(self, make: Callable[[Thing], Child], layout: QBoxLayout | None = None) -> None:
        self._make = make
        self._layout = layout
        self._shown: dict[str, Child] = {}
        self._spare: list[Child] = []

    def show(self, things: Sequence[tuple[str, Thing]]) -> list[tuple[Thing, Child]]:
        """Return each thing with its widget; the caller renders them."""
        keys = {key for key, _ in things}
        free = self._set_free([key for key in self._shown if key not in keys])
        shown: dict[str, Child] = {}
        for place, (key, thing) in enumerate(things):
            child = self._shown.get(key)
            if child is None:
                child = free.pop(0) if free else self._spare.pop() if self._spare else self._make(thing)
            shown[key] = child
            self._place(child, place)
        for child in free:
            self._put_away(child)
        self._shown = shown
        return [(thing, shown[key]) for key, thing in things]

    def children(self) -> dict[str, Child]:
        """Return the widgets on screen by key, in their order."""
        return dict(self._shown)

    def _set_free(self, keys: Sequence[str]) -> list[Child]:
        """Return widgets whose things are gone, to be used again at once: hiding and showing one costs more than what it shows.

        One under the pointer is hidden all the same, so that it hears that the pointer has left what was there.
        """
        free: list[Child] = []
        for key in keys:
            child = self._shown.pop(key)
            keep_keyboard(child)
            if child.underMouse():
                self._put_away(child)
            else:
                free.append(child)
        return free

    def _place(self, child: Child, place: int) -> None:
        if self._layout is not None:
            item = self._layout.itemAt(place)
            if item is None or item.widget() is not child:
                self._layout.insertWidget(place, child)
        child.show()

    def _put_away(self, child: Child) -> None:
        if self._layout is not None:
            self._layout.removeWidget(child)
        child.hide()
        if len(self._spare) < _SPARE:
            self._spare.append(child)
        else:
            child.deleteLater()

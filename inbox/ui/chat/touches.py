"""What pointer and keyboard are doing in the chat, and the surface they do it on. GUI thread only."""

from __future__ import annotations

from typing import Protocol

import msgspec
from PySide6.QtCore import QPointF

from inbox.ui.chat.pieces import UNTOUCHED, Area, Block, Touch
from inbox.ui.models.timeline import Item
from inbox.ui.theme.typeset import Selection

Spot = tuple[str, int]
"""An item's id and the number of an area in it, -1 for the item as a whole."""
NOWHERE: Spot = ("", -1)


class Touches(msgspec.Struct):
    """The present hover, press, focus and selection; at most one item has each."""

    hovered: Spot = NOWHERE
    pressed: Spot = NOWHERE
    focused: Spot = NOWHERE
    selected: str = ""
    selection: Selection | None = None

    def touch(self, item_id: str, has_focus: bool) -> Touch:
        """Return what is being done to one item."""
        spots = (self.hovered, self.pressed, self.focused)
        if item_id != self.selected and all(item_id != spot[0] for spot in spots):
            return UNTOUCHED
        areas = [spot[1] if spot[0] == item_id else -1 for spot in spots]
        selection = self.selection if self.selected == item_id else None
        return Touch(areas[0], areas[1], areas[2] if has_focus else -1, selection)

    def select(self, item_id: str, selection: Selection | None) -> None:
        """Select a stretch of one item's text."""
        self.selected, self.selection = (item_id, selection) if selection is not None else ("", None)


class Surface(Protocol):
    """What pointer and keyboard need of the view."""

    touches: Touches

    def block_under(self, point: QPointF) -> tuple[Block, QPointF] | None:
        """Return the block under a point of the screen, and the point inside the block."""
        ...

    def block_of(self, item_id: str) -> Block | None:
        """Return the block of a loaded item."""
        ...

    def repaint_item(self, item_id: str) -> None:
        """Paint one item anew; an id that is not loaded is no matter."""
        ...

    def activate(self, item: Item, area: Area, at: QPointF | None = None) -> None:
        """Do what an area is for; ``at`` is where in the item it was clicked, None when it was not."""
        ...

    def skip(self, item: Item, seconds: int) -> None:
        """Go on, or back, in the recording of an item."""
        ...

    def open_link(self, target: str) -> None:
        """Tell that a link was clicked."""
        ...

    def focus_moved(self) -> None:
        """Tell who reads aloud that another item or button has the keyboard."""
        ...

    def pinned_item(self) -> str:
        """Return the item with the button that moves money under the pointer, empty when there is none."""
        ...

    def release_pin(self) -> None:
        """Let the items move again that stood still under the pointer."""
        ...

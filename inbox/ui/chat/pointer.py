"""The pointer in the chat: hovering, pressing buttons, following links, selecting text. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from inbox.ui.chat.pieces import Area, Block
from inbox.ui.chat.touches import NOWHERE, Spot, Surface
from inbox.ui.models.timeline import Item


class Pointer:
    """Turns what the mouse does into touches of the surface."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._press_place = -1
        self._pressed_link = ""

    def move(self, point: QPointF, is_selecting: bool) -> Qt.CursorShape:
        """Follow the pointer; return the shape it should have there."""
        if is_selecting and self._press_place >= 0:
            self._select_to(point)
            return Qt.CursorShape.IBeamCursor
        found = self._surface.block_under(point)
        area = found[0].area_at(found[1]) if found is not None else -1
        self._hover((found[0].item.id, area) if found is not None and area >= 0 else NOWHERE)
        if found is None:
            return Qt.CursorShape.ArrowCursor
        return self._shape(found[0], found[1], area)

    def leave(self) -> None:
        """Forget the pointer, which went elsewhere."""
        self._hover(NOWHERE)

    def press(self, point: QPointF) -> None:
        """Begin a click or a selection."""
        touches = self._surface.touches
        self._clear_selection()
        self._press_place, self._pressed_link = -1, ""
        found = self._surface.block_under(point)
        if found is None:
            return
        block, inside = found
        number = block.area_at(inside)
        if number >= 0:
            if block.areas[number].is_enabled:
                touches.pressed = (block.item.id, number)
                self._surface.repaint_item(block.item.id)
            return
        if block.text is not None and block.body.contains(inside):
            at = inside - block.text.at
            self._pressed_link = block.text.block.link_at(at)
            self._press_place = block.text.block.place_at(at)
            touches.selected = block.item.id

    def release(self, point: QPointF) -> None:
        """End a click: a button counts when it is released on itself, a link when nothing was selected."""
        touches = self._surface.touches
        pressed, touches.pressed = touches.pressed, NOWHERE
        self._press_place = -1
        if pressed != NOWHERE:
            self._surface.repaint_item(pressed[0])
            found = self._surface.block_under(point)
            if found is not None and found[0].item.id == pressed[0] and found[0].area_at(found[1]) == pressed[1]:
                self._surface.activate(found[0].item, found[0].areas[pressed[1]], found[1])
        elif self._pressed_link and touches.selection is None:
            self._surface.open_link(self._pressed_link)

    def double_click(self, point: QPointF) -> None:
        """Select the word under the pointer."""
        found = self._surface.block_under(point)
        if found is None or found[0].text is None or found[0].area_at(found[1]) >= 0:
            return
        block, text = found[0], found[0].text
        word = text.block.word_at(text.block.place_at(found[1] - text.at))
        self._surface.touches.select(block.item.id, word if word[0] < word[1] else None)
        self._surface.repaint_item(block.item.id)

    def area_under(self, point: QPointF) -> tuple[Item, Area] | None:
        """Return the area under the pointer and whose it is, for its tooltip."""
        found = self._surface.block_under(point)
        number = found[0].area_at(found[1]) if found is not None else -1
        return (found[0].item, found[0].areas[number]) if found is not None and number >= 0 else None

    def _hover(self, spot: Spot) -> None:
        touches = self._surface.touches
        if spot == touches.hovered:
            return
        was_over_money = bool(self._surface.pinned_item())
        old, touches.hovered = touches.hovered, spot
        self._surface.repaint_item(old[0])
        self._surface.repaint_item(spot[0])
        if was_over_money and not self._surface.pinned_item():
            self._surface.release_pin()

    def _select_to(self, point: QPointF) -> None:
        touches = self._surface.touches
        block = self._surface.block_of(touches.selected)
        found = self._surface.block_under(point)
        if block is None or block.text is None or found is None:
            return
        if found[0].item.id == touches.selected:
            place = block.text.block.place_at(found[1] - block.text.at)
            # Beside a place there is nothing selected yet; a click that shakes a little stays a click.
            touches.selection = (self._press_place, place) if place != self._press_place else None
            self._surface.repaint_item(touches.selected)

    def _clear_selection(self) -> None:
        touches = self._surface.touches
        if touches.selected:
            old = touches.selected
            touches.select("", None)
            self._surface.repaint_item(old)

    def _shape(self, block: Block, inside: QPointF, area: int) -> Qt.CursorShape:
        if area >= 0:
            is_enabled = block.areas[area].is_enabled
            return Qt.CursorShape.PointingHandCursor if is_enabled else Qt.CursorShape.ArrowCursor
        if block.text is None or not block.body.contains(inside):
            return Qt.CursorShape.ArrowCursor
        if block.text.block.link_at(inside - block.text.at):
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.IBeamCursor

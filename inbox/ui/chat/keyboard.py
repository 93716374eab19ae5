"""The keyboard in the chat: going from item to item and from button to button, copying, selecting all of one item."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from inbox.ui.chat.touches import Spot, Surface
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import Item

SKIPPED_SECONDS = 5
"""Of a recording, with one key."""

_AT_ONCE = frozenset({Intent.MEDIA_OPEN, Intent.MEDIA_PLAY})


class Keyboard:
    """Moves the focus among the loaded items. ``show`` brings an item on screen, ``copy`` fills the clipboard."""

    def __init__(
        self,
        surface: Surface,
        items: Callable[[], tuple[Item, ...]],
        show: Callable[[str], None],
        copy: Callable[[], None],
    ) -> None:
        self._surface = surface
        self._items = items
        self._show = show
        self._copy = copy

    def press(self, event: QKeyEvent) -> bool:
        """Handle a key; return whether it was one of ours."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            return True
        if event.matches(QKeySequence.StandardKey.SelectAll):
            return self._select_all()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in sideways and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return self._skip(sideways[Qt.Key(event.key())] * SKIPPED_SECONDS)
        if event.key() in steps:
            return self.go(steps[Qt.Key(event.key())])
        if event.key() in sideways:
            return self._go_sideways(sideways[Qt.Key(event.key())])
        if event.key() == Qt.Key.Key_Space:
            return self._activate()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._activate(by_enter=True)
        if event.key() == Qt.Key.Key_Escape and self._surface.touches.selection is not None:
            self._clear_selection()
            return True
        return False

    def go(self, step: int) -> bool:
        """Move the focus to the next or previous item; from nowhere it begins at the newest."""
        items = self._items()
        if not items:
            return False
        ids = [item.id for item in items]
        here = self._surface.touches.focused[0]
        if here in ids:
            place = ids.index(here) + step
            if not 0 <= place < len(ids):
                return True
        else:
            place = len(ids) - 1
        self.focus((ids[place], -1))
        return True

    def focus(self, spot: Spot) -> None:
        """Give the focus to an item or to an area of it."""
        touches = self._surface.touches
        old, touches.focused = touches.focused, spot
        self._surface.repaint_item(old[0])
        if spot[0]:
            self._show(spot[0])
            self._surface.repaint_item(spot[0])
            self._surface.focus_moved()

    def _go_sideways(self, step: int) -> bool:
        item_id, number = self._surface.touches.focused
        block = self._surface.block_of(item_id)
        if block is None or not block.areas:
            return False
        self.focus((item_id, min(max(-1, number + step), len(block.areas) - 1)))
        return True

    def _activate(self, *, by_enter: bool = False) -> bool:
        """Press what has the keyboard; what moves money takes Space, never a bare Enter."""
        item_id, number = self._surface.touches.focused
        block = self._surface.block_of(item_id)
        if block is not None and number < 0:
            # A message with a picture opens it, a recording plays; anything else waits for the button itself to be chosen.
            number = next((at for at, area in enumerate(block.areas) if area.intent in _AT_ONCE), -1)
        if block is None or not 0 <= number < len(block.areas) or not block.areas[number].is_enabled:
            return False
        if not (by_enter and block.areas[number].moves_money):
            self._surface.activate(block.item, block.areas[number])
        return True

    def _skip(self, seconds: int) -> bool:
        block = self._surface.block_of(self._surface.touches.focused[0])
        if block is None or all(area.intent != Intent.SOUND_SEEK for area in block.areas):
            return False
        self._surface.skip(block.item, seconds)
        return True

    def _select_all(self) -> bool:
        touches = self._surface.touches
        block = self._surface.block_of(touches.selected or touches.focused[0])
        if block is None or block.text is None:
            return False
        touches.select(block.item.id, (0, block.text.block.length))
        self._surface.repaint_item(block.item.id)
        return True

    def _clear_selection(self) -> None:
        touches = self._surface.touches
        old = touches.selected
        touches.select("", None)
        self._surface.repaint_item(old)

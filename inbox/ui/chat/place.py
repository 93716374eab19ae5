"""Where the reader is in the timeline: which part of the column is on screen, and how it stays there while things change.

Plain numbers, no Qt. A place is kept by an anchor: either the end, or an item and how far its top is from the upper edge.
"""

from __future__ import annotations

import msgspec

from inbox.ui.chat.column import Column

_ROUNDS = 8
"""Measuring moves things, which brings others on screen; it settles after two or three rounds."""
_NEAR_END = 2


class Anchor(msgspec.Struct, frozen=True):
    """Keeps the item ``item`` ``offset`` pixels below the upper edge; without an item it keeps to the end."""

    item: str = ""
    offset: int = 0


END = Anchor()


class Place:
    """The visible part of a column. ``value`` is how far it is scrolled, of ``limit``; ``height`` is of the screen.

    Fewer items than fill the screen stand at its lower edge; ``_pad`` is the free space above them.
    """

    def __init__(self, column: Column, margin: int) -> None:
        self._column = column
        self._margin = margin
        self._pad = margin
        self.height = 0
        self.value = 0
        self.limit = 0

    @property
    def is_at_end(self) -> bool:
        """Whether the last item is fully on screen."""
        return self.value >= self.limit - _NEAR_END

    @property
    def below(self) -> int:
        """How much there is below the screen."""
        return self.limit - self.value

    def set_margin(self, margin: int) -> None:
        """Take another free space above the first and below the last item, for another text size."""
        self._margin = margin

    def on_screen(self, place: int) -> int:
        """Return how far an item's top is from the upper edge of the screen."""
        return self._column.top(place) + self._pad - self.value

    def in_column(self, y: int) -> int:
        """Return the height in the column of a height on screen."""
        return y + self.value - self._pad

    def visible(self, top: int, bottom: int) -> range:
        """Return the numbers of the items between two heights on screen."""
        if not self._column.items:
            return range(0)
        first, last = self._column.place_at(self.in_column(top)), self._column.place_at(self.in_column(bottom))
        return range(first, last + 1)

    def anchors(self) -> list[Anchor]:
        """Return what keeps the reader here: the end when she is there, else each visible item, the topmost first."""
        if self.is_at_end or not self._column.items:
            return [END]
        return [self.anchor_of(place) for place in self.visible(0, self.height)]

    def anchor_of(self, place: int) -> Anchor:
        """Return the anchor that keeps an item where it is."""
        return Anchor(self._column.items[place].id, self.on_screen(place))

    def settle(self, anchor: Anchor, *, is_pinned: bool = False) -> None:
        """Go where the anchor says and measure what is on screen there.

        A pinned item does not move a pixel, even if that leaves free space above the first or below the last item.
        """
        for _ in range(_ROUNDS):
            self._go(anchor, is_pinned)
            top = self.in_column(0)
            if not self._column.items or not self._column.measure(top, top + self.height):
                return
        self._go(anchor, is_pinned)

    def _go(self, anchor: Anchor, is_pinned: bool) -> None:
        total, margin = self._column.total, self._margin
        self._pad = max(margin, self.height - total - margin)
        self.limit = max(0, self._pad + total + margin - self.height)
        place = self._column.place_of(anchor.item) if anchor.item else -1
        if place < 0:
            self.value = self.limit
            return
        wanted = self._column.top(place) + self._pad - anchor.offset
        if is_pinned:
            self._pad += max(0, -wanted)
            self.value = max(0, wanted)
            self.limit = max(self._pad + total + margin - self.height, self.value)
        else:
            self.value = min(max(0, wanted), self.limit)

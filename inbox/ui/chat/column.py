"""Where each item of the timeline stands: heights that are guessed until they are measured, and the tops they add up to.

Plain numbers, no Qt. The chat view owns one; heights are in pixels and include the gap below the item.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from inbox.ui.models.timeline import Item


class Column:
    """Items under each other."""

    def __init__(self, measure: Callable[[Item], int], guess: Callable[[Item], int]) -> None:
        self._measure = measure
        self._guess = guess
        self.items: tuple[Item, ...] = ()
        self._heights: list[int] = []
        self._is_measured: list[bool] = []
        self._tops: list[int] = [0]
        self._places: dict[str, int] = {}

    def replace(self, items: Sequence[Item]) -> None:
        """Hold these items; what is the same as before keeps its height."""
        old, known = self.items, self._places
        was_high, was_measured = self._heights, self._is_measured
        self.items = tuple(items)
        begin, run = self._unchanged(old)
        self._heights, self._is_measured = was_high[begin : begin + run], was_measured[begin : begin + run]
        for item in self.items[run:]:
            was = known.get(item.id, -1)
            is_same = was >= 0 and (old[was] is item or old[was] == item)
            self._heights.append(was_high[was] if was >= 0 else self._guess(item))
            self._is_measured.append(is_same and was_measured[was])
        self._places = {item.id: place for place, item in enumerate(self.items)}
        self._add_up()

    def forget(self) -> None:
        """Take every height for a guess again: the width or the look is another one."""
        self._is_measured = [False] * len(self.items)

    def measure(self, top: int, bottom: int) -> bool:
        """Measure the items between two heights; tell whether anything moved by that."""
        has_changed = False
        for place in range(self.place_at(top), min(self.place_at(bottom) + 1, len(self.items))):
            if not self._is_measured[place]:
                height = self._measure(self.items[place])
                self._is_measured[place] = True
                has_changed = has_changed or height != self._heights[place]
                self._heights[place] = height
        if has_changed:
            self._add_up()
        return has_changed

    @property
    def total(self) -> int:
        """The height of all items together."""
        return self._tops[-1]

    def top(self, place: int) -> int:
        """Return where an item begins."""
        return self._tops[place]

    def bottom(self, place: int) -> int:
        """Return where the next item begins."""
        return self._tops[place + 1]

    def place_of(self, item_id: str) -> int:
        """Return the number of an item, -1 when it is not loaded."""
        return self._places.get(item_id, -1)

    def place_at(self, y: int) -> int:
        """Return the number of the item at a height; before the first it is the first, behind the last the last."""
        return max(0, min(bisect_right(self._tops, y) - 1, len(self.items) - 1))

    def _unchanged(self, old: tuple[Item, ...]) -> tuple[int, int]:
        """Return where in ``old`` the present items begin, and how many follow there unchanged: mostly all but the last."""
        begin = self._places.get(self.items[0].id, -1) if self.items else -1
        if begin < 0:
            return 0, 0
        pairs = enumerate(zip(old[begin:], self.items, strict=False))
        most = min(len(old) - begin, len(self.items))
        # Not by being the same object alone: the line of the day, which is the first, is made anew each time.
        return begin, next((number for number, (was, now) in pairs if was is not now and was != now), most)

    def _add_up(self) -> None:
        self._tops = [0, *accumulate(self._heights)]

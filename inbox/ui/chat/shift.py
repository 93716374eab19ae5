"""Whether what is on screen only moved, so that the picture can be pushed along and little needs painting. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from inbox.ui.models.timeline import Item


class Shown(msgspec.Struct, frozen=True):
    """An item on screen and where."""

    item: Item
    top: int
    bottom: int


class Shift(msgspec.Struct, frozen=True):
    """The picture moved down by ``down`` pixels (up when negative); the stripes from and to are to be painted anew."""

    down: int
    stripes: tuple[tuple[int, int], ...] = ()


def shift(before: Sequence[Shown], after: Sequence[Shown]) -> Shift | None:
    """Return how the screen moved as a whole, or None when nothing stayed or not all went the same way."""
    old = {shown.item.id: shown for shown in before}
    new = {shown.item.id for shown in after}
    both = [(old[shown.item.id], shown) for shown in after if shown.item.id in old]
    ways = {now.top - was.top for was, now in both} | {now.bottom - was.bottom for was, now in both}
    if len(ways) != 1:
        return None
    down = ways.pop()
    stripes = [(shown.top, shown.bottom) for shown in after if shown.item.id not in old]
    stripes += [(shown.top + down, shown.bottom + down) for shown in before if shown.item.id not in new]
    stripes += [(now.top, now.bottom) for was, now in both if was.item is not now.item and was.item != now.item]
    return Shift(down, tuple(stripes))

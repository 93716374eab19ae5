"""Which layout an item takes, a quick guess of its height before it is laid out, and the memory of laid out items."""

from __future__ import annotations

from collections import OrderedDict
from typing import assert_never

from inbox.ui.chat.bubbles import bubble, note
from inbox.ui.chat.cards import cart, payment, product
from inbox.ui.chat.lines import day, event, skeleton, unread
from inbox.ui.chat.pieces import Block
from inbox.ui.models.timeline import (
    Bubble,
    CartCard,
    DaySeparator,
    EventLine,
    Item,
    MediaKind,
    NoteItem,
    PaymentCard,
    ProductCard,
    SkeletonItem,
    UnreadLine,
)
from inbox.ui.theme.look import Look

KEPT = 300
"""Laid out items that are remembered: many screens of the open chat, and those just left. Each takes some fifteen kilobytes."""


def lay_out(look: Look, item: Item, width: int) -> Block:
    """Lay out one item for a view of ``width`` pixels."""
    match item:
        case Bubble():
            return bubble(look, item, width)
        case NoteItem():
            return note(look, item, width)
        case EventLine():
            return event(look, item, width)
        case CartCard():
            return cart(look, item, width)
        case ProductCard():
            return product(look, item, width)
        case PaymentCard():
            return payment(look, item, width)
        case DaySeparator():
            return day(look, item, width)
        case UnreadLine():
            return unread(look, item, width)
        case SkeletonItem():
            return skeleton(look, item, width)
        case _:
            assert_never(item)


def guess_height(look: Look, item: Item, width: int) -> int:
    """Return about how high an item will be, for the length of the scroll bar before it was ever on screen."""
    if isinstance(item, Bubble):
        letters = max(12, int(width * 0.62 / (7 * look.factor)))
        lines = sum(1 + len(line) // letters for line in item.text.split("\n"))
        picture = 180 if item.media is not None and item.media.kind in (MediaKind.IMAGE, MediaKind.VIDEO) else 0
        return look.px(12 + 20 * lines + picture)
    if isinstance(item, CartCard):
        return look.px(36 + 50 * len(item.rows) + (46 if item.buttons else 0))
    if isinstance(item, ProductCard | PaymentCard):
        return look.px(110)
    return look.px(60 if isinstance(item, NoteItem) else 28)


class LaidOut:
    """Remembers blocks by id, item and width; a changed item, another width or another look is laid out again."""

    def __init__(self, look: Look, kept: int = KEPT) -> None:
        self._look = look
        self._kept = kept
        self._blocks: OrderedDict[str, tuple[int, Block]] = OrderedDict()
        self.misses = 0
        """How many items had to be laid out; tests and benchmarks read it."""

    def block(self, item: Item, width: int) -> Block:
        """Return the item laid out for ``width``."""
        known = self.known(item, width)
        if known is not None:
            self._blocks.move_to_end(item.id)
            return known
        self.misses += 1
        block = lay_out(self._look, item, width)
        self._blocks[item.id] = (width, block)
        self._blocks.move_to_end(item.id)
        if len(self._blocks) > self._kept:
            self._blocks.popitem(last=False)
        return block

    def known(self, item: Item, width: int) -> Block | None:
        """Return the item's block if it is remembered, without laying anything out."""
        entry = self._blocks.get(item.id)
        if entry is None or entry[0] != width:
            return None
        block = entry[1]
        return block if block.item is item or block.item == item else None

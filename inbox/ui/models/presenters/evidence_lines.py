"""Reads what was said around a payment, as far back as is wanted, and chooses what says most. Pure but for reading.

This desk's cache holds the hub's whole log, so that it reaches as far as the shop's memory does. A chat of which too much
would have to be read is read at both ends: from the payment on, and the newest; the hole between is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from inbox.desk.ports import EntryView, Reads
from inbox.domain import times
from inbox.domain.evidence_pack import MOST_ITEMS, PackItem
from inbox.domain.ids import ConversationId

BEFORE = timedelta(days=30)
"""So long before a payment what was said may be about it."""
CLOSE = timedelta(days=3)
"""So near to the payment everything said is taken, whatever its words mean."""
MOST_READ = 300
"""Lines at either end: a page opens at a click, so it does not read years of a busy chat."""
PLAIN = frozenset({"said", "answered", "file"})
"""Meanings that say nothing of an order."""

_PAGE = 100


class ReadLines(msgspec.Struct, frozen=True):
    """``hole`` is between which two times there is more; ``has_older`` that the chat goes further back than was read."""

    entries: tuple[EntryView, ...] = ()
    hole: tuple[str, str] | None = None
    has_older: bool = False


def read_lines(reads: Reads, which: ConversationId, since: datetime | None, paid_at: datetime) -> ReadLines:
    """Read a chat's lines from a time on, from its beginning without one."""
    floor = 0
    if since is not None:
        first = reads.message_at(which, since)
        if first is None:
            return ReadLines(has_older=bool(reads.conversation(which, limit=1)))
        floor = first
    newest, is_all = _newest(reads, which, floor)
    hole = None
    entries = newest
    start = reads.message_at(which, paid_at - CLOSE)
    if not is_all and start is not None and start < newest[0].id:
        earliest = _from(reads, which, max(start, floor), newest[0].id)
        if len(earliest) == MOST_READ and reads.conversation(which, before=newest[0].id, limit=1)[-1].id != earliest[-1].id:
            hole = (earliest[-1].at, newest[0].at)
        entries = [*earliest, *newest]
    has_older = bool(entries) and bool(reads.conversation(which, before=entries[0].id, limit=1))
    return ReadLines(tuple(entries), hole, has_older)


def _newest(reads: Reads, which: ConversationId, floor: int) -> tuple[list[EntryView], bool]:
    """Return the newest lines not before a row, and whether these are all of them."""
    found: list[EntryView] = []
    before: int | None = None
    while len(found) < MOST_READ:
        page = reads.conversation(which, before=before, limit=_PAGE)
        found = [*page, *found]
        if len(page) < _PAGE or page[0].id <= floor:
            return [entry for entry in found if entry.id >= floor], True
        before = page[0].id
    return found, False


def _from(reads: Reads, which: ConversationId, first: int, until: int) -> list[EntryView]:
    """Return the lines from a row on that are before another; at most ``MOST_READ``."""
    found: list[EntryView] = []
    after = first - 1
    while len(found) < MOST_READ:
        page = reads.conversation(which, after=after, limit=_PAGE)
        found += [entry for entry in page if entry.id < until]
        if len(page) < _PAGE or page[-1].id >= until:
            break
        after = page[-1].id
    return found


def is_taken(tells: str, at: datetime, paid_at: datetime) -> bool:
    """Tell whether a message is ticked at first: it is near the payment, or its words say something about an order.

    Before the payment only what leads to an order does: what arrived or broke by then was another one.
    """
    if abs(at - paid_at) <= CLOSE:
        return True
    leads = tells in ("orders", "cart", "address", "asked") and at >= paid_at - BEFORE
    return tells not in PLAIN and (at >= paid_at or leads)


def choose(items: Sequence[PackItem], paid_at: datetime) -> tuple[PackItem, ...]:
    """Return the messages that say most, in the order of time, where there are more than a page can hold."""
    if len(items) <= MOST_ITEMS:
        return tuple(items)

    def rank(item: PackItem) -> tuple[int, timedelta]:
        weight = 0 if item.is_taken else 1 if item.tells not in PLAIN else 2 if item.who == "customer" else 3
        return weight, abs(times.from_text(item.at) - paid_at)

    kept = sorted(items, key=rank)[:MOST_ITEMS]
    return tuple(sorted(kept, key=lambda item: (item.at, item.id)))

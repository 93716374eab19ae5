"""What the lines of the open chat were last made into, so that one that says the same is not made again.

Pure but for words. Only lines that follow from themselves and from what hardly ever changes are kept; carts, requests, files
and products depend on more and are made anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from inbox.desk.ports import EntryView
from inbox.domain import times
from inbox.domain.fraud import FraudWarning
from inbox.domain.payments import Dispute, Invoice, Payment, Refund
from inbox.ui.models.timeline import Item

_PLAIN = Payment | Refund | Dispute | Invoice | FraudWarning
_OF_PRODUCTS = frozenset({"product", "product_list", "interactive", "referred_product"})
"""Kinds, and parts beside a text, that name products, whose prices change."""

Line = tuple[date, Item]
"""An item and the day it stands under."""


class MadeLines:
    """The lines that were made last; a chat's presenter owns it."""

    def __init__(self) -> None:
        self._surroundings: tuple[object, ...] = ()
        self._made: dict[str, tuple[EntryView, Line]] = {}

    def of(
        self,
        entries: Iterable[EntryView],
        make: Callable[[EntryView], Item],
        day: Callable[[datetime], date],
        surroundings: tuple[object, ...],
    ) -> list[Line]:
        """Return the items of lines. ``surroundings`` is all that plain lines depend on beside themselves."""
        known = self._made if surroundings == self._surroundings else {}
        self._surroundings, self._made = surroundings, {}
        lines: list[Line] = []
        for entry in entries:
            kept = known.get(entry.key)
            if kept is None or not (kept[0] is entry or kept[0] == entry):
                line = (day(times.from_text(entry.at)), make(entry))
                lines.append(line)
                if is_plain(entry):
                    self._made[entry.key] = (entry, line)
            else:
                self._made[entry.key] = kept
                lines.append(kept[1])
        return lines


def is_plain(entry: EntryView) -> bool:
    """Tell whether a line depends on nothing that changes often but itself."""
    if entry.cart is not None or entry.media is not None or entry.failure is not None or entry.kind in _OF_PRODUCTS:
        return False
    if entry.extra is not None and not _OF_PRODUCTS.isdisjoint(entry.extra):
        return False
    return bool(entry.direction) or entry.kind == "note" or isinstance(entry.object, _PLAIN)

"""The loaded part of a long conversation: grows by pages at both ends and lets go of what is far from the reader.

Pure. The presenter keeps one per open chat and renders ``items``; whatever the items are, they are only told apart by id.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from inbox.ui.models.timeline import Item

MOST = 600
"""Items kept; a page more than that and the far end is let go, to be read again when the reader comes back."""
PAGE = 50


@dataclass(frozen=True, slots=True)
class LoadedPart:
    """Items from the oldest to the newest loaded one, and whether there is more beyond either."""

    items: tuple[Item, ...] = ()
    has_older: bool = False
    has_newer: bool = False

    def with_older(self, page: tuple[Item, ...], has_older: bool) -> LoadedPart:
        """Add a page before the first item; the newest ones beyond ``MOST`` are let go."""
        items = (*self._unknown(page), *self.items)
        return LoadedPart(items[:MOST], has_older, self.has_newer or len(items) > MOST)

    def with_newer(self, page: tuple[Item, ...], has_newer: bool) -> LoadedPart:
        """Add a page behind the last item; the oldest ones beyond ``MOST`` are let go."""
        items = (*self.items, *self._unknown(page))
        return LoadedPart(items[-MOST:], self.has_older or len(items) > MOST, has_newer)

    def with_arrived(self, item: Item) -> LoadedPart:
        """Add what just happened, when the loaded part reaches up to now; otherwise it is found by paging there."""
        if self.has_newer:
            return self
        return self.with_changed(item) if self._knows(item) else self.with_newer((item,), False)

    def with_changed(self, item: Item) -> LoadedPart:
        """Put the new form of an item in the place of the old one; an item that is not loaded changes nothing."""
        return replace(self, items=tuple(item if old.id == item.id else old for old in self.items))

    def without(self, is_gone: Callable[[Item], bool]) -> LoadedPart:
        """Leave out items, for a conversation whose messages were erased."""
        return replace(self, items=tuple(item for item in self.items if not is_gone(item)))

    def _knows(self, item: Item) -> bool:
        return any(old.id == item.id for old in self.items)

    def _unknown(self, page: tuple[Item, ...]) -> tuple[Item, ...]:
        known = {item.id for item in self.items}
        return tuple(item for item in page if item.id not in known)

"""The small labels a chat carries in the list for its money; called by ``batch`` on the engine thread, pure."""

from __future__ import annotations

from collections.abc import Iterable

from inbox.domain.payments import OPEN_DISPUTE_STATES

_CHIPS = {
    "open-request": ("checkout", frozenset({"open"})),
    "processing": ("checkout", frozenset({"processing"})),
    "paid": ("payment", frozenset({"succeeded"})),
    "payment-failed": ("payment", frozenset({"failed"})),
    "refund-pending": ("refund", frozenset({"pending", "requires_action"})),
    "refund-failed": ("refund", frozenset({"failed"})),
    "disputed": ("dispute", OPEN_DISPUTE_STATES),
}


def chips(kinds: Iterable[tuple[str, str | None]]) -> str:
    """Return the slugs that the (kind, status) of a chat's objects amount to."""
    there = set(kinds)
    found = [slug for slug, (kind, words) in _CHIPS.items() if any((kind, word) in there for word in words)]
    return " ".join(found)

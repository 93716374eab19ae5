"""What a payment was for, as far as a payment page told: its lines and its shipping.

Read by screens on any thread with its own tables. A page that was opened from a link, and the link itself, both know of the
payment; what Stripe charged for on the page counts more than what was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from inbox.domain.ids import SourceId
from inbox.domain.payments import Bought, Checkout, Refund

SHIPPING = "shipping"
"""The id of the shipping among the ids of the lines, which are their places."""

_COUNTED = frozenset({"pending", "requires_action", "succeeded"})


class Sale(msgspec.Struct, frozen=True):
    """Lines and shipping of a payment, in minor units; ``shipping`` is None when nothing is known of it."""

    lines: tuple[Bought, ...] = ()
    shipping: int | None = None
    shipping_label: str | None = None
    requests: frozenset[SourceId] = frozenset()
    """The links and pages it was paid on, or tried to be."""


UNKNOWN = Sale()


def sale_of(pages: Iterable[Checkout]) -> Sale:
    """Return what a payment was for, from the link and the pages it was paid on."""
    known = UNKNOWN
    # Links before the pages opened from them, which overlay what they know.
    for page in sorted(pages, key=lambda each: each.link is not None):
        known = _overlaid(known, page)
    return known


def _overlaid(known: Sale, page: Checkout) -> Sale:
    cost = known.shipping if page.shipping_cost is None else page.shipping_cost
    names = frozenset(name for name in (page.id, page.link) if name is not None)
    return Sale(page.lines or known.lines, cost, page.shipping_label or known.shipping_label, known.requests | names)


def given_back(refunds: Iterable[Refund]) -> frozenset[str]:
    """Return the ids of the lines that refunds of ours gave back; refunds made elsewhere do not say."""
    return frozenset(line for refund in refunds if refund.status in _COUNTED for line in refund.lines or ())

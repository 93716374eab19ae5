"""What a payment was for, as far as a payment page told: its lines and its shipping.

Read by screens on any thread with its own tables. A page that was opened from a link, and the link itself, both know of the
payment; what Stripe charged for on the page counts more than what was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from inbox.domain.ids import SourceId
from inbox.domain.payments import Bought, Checkout, Payment, Refund
from inbox.store.state import mirror
from inbox.store.state.schema import StateTables

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


def sales_of(tables: StateTables, payments: Iterable[Payment]) -> dict[SourceId, Sale]:
    """Return what each of these payments was for, by its id; those nothing is known of are left out."""
    pages = mirror.where(tables, Checkout, "payment", [paid.id for paid in payments])
    found: dict[SourceId, Sale] = {}
    # Links before the pages opened from them, which overlay what they know.
    for page in sorted(pages, key=lambda each: each.link is not None):
        if page.payment is not None:
            found[page.payment] = _overlaid(found.get(page.payment, UNKNOWN), page)
    return {name: sale for name, sale in found.items() if sale != UNKNOWN}


def _overlaid(known: Sale, page: Checkout) -> Sale:
    cost = known.shipping if page.shipping_cost is None else page.shipping_cost
    names = frozenset(name for name in (page.id, page.link) if name is not None)
    return Sale(page.lines or known.lines, cost, page.shipping_label or known.shipping_label, known.requests | names)


def given_back(refunds: Iterable[Refund]) -> frozenset[str]:
    """Return the ids of the lines that refunds of ours gave back; refunds made elsewhere do not say."""
    return frozenset(line for refund in refunds if refund.status in _COUNTED for line in refund.lines or ())

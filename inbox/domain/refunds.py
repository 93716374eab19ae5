"""Refund reasons, the life of a refund action, and how much of a payment is given back, without any network."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import msgspec

from inbox.domain.ids import ActionId, AgentId, SourceId
from inbox.domain.payments import LIVE_REFUND_STATES, Dispute, Payment, Refund, is_inquiry

LATE_AFTER = timedelta(days=10)
"""A refund that has been pending for so long needs somebody: the bank takes 5 to 10 days (docs.stripe.com/refunds)."""

LATE_CODE = "refund-late"
"""The code of the hub's line in the chat about it."""

STRIPE_REASONS = {
    "damaged": "requested_by_customer",
    "wrong_item": "requested_by_customer",
    "not_received": "requested_by_customer",
    "late": "requested_by_customer",
    "withdrawal": "requested_by_customer",
    "goodwill": "requested_by_customer",
    "price": "requested_by_customer",
    "other": "requested_by_customer",
    "duplicate": "duplicate",
}
"""Our reasons and Stripe's. ``fraudulent`` is never chosen: at Stripe it also block-lists the card and the e-mail."""


def stripe_reason(reason: str) -> str:
    """Return Stripe's reason for one of ours; free text is ``requested_by_customer`` (the text goes into metadata)."""
    return STRIPE_REASONS.get(reason, "requested_by_customer")


STATE_OF_STATUS = {
    "succeeded": "succeeded",
    "pending": "pending",
    "requires_action": "pending",
    "failed": "failed",
    "canceled": "failed",
}
"""The action's state for a refund's status at Stripe."""


class LiveRefund(msgspec.Struct, frozen=True):
    """A refund action of this shop that may have moved money, or has not finished."""

    action: ActionId
    charge: SourceId
    agent: AgentId
    agent_name: str
    amount: int
    currency: str
    state: str
    at: str
    """RFC 3339 of when it was asked for."""
    refund: SourceId | None = None
    """What Stripe has made of it, once it has said so."""


BLOCKING_STATES = frozenset({"sending", "unknown"})
"""While one of these is open on a charge, every other refund of that charge is refused: the sum is not certain."""


_NOT_ANSWERED = frozenset({"posting", "sending", "unknown"})
_ANSWERED = frozenset({"pending", "succeeded"})


def refunded(payment: Payment, refunds: Iterable[Refund] = (), live: Iterable[LiveRefund] = ()) -> int:
    """Return how much of a payment is given back, on its way or may be, in minor units; never more than the payment.

    The charge's own sum is heard of a moment after the refund that changed it, and it knows refunds that nobody here has
    heard of: whichever says more counts, so that a button never offers twice what Stripe would refuse.
    """
    known = {each.id: each for each in refunds if _is_of(each, payment)}
    told = {each.action for each in known.values()}
    total = sum(each.amount or 0 for each in known.values() if each.status in LIVE_REFUND_STATES)
    for each in {asked.action: asked for asked in live}.values():
        is_new = each.refund is not None and each.refund not in known
        if each.action not in told and (each.state in _NOT_ANSWERED or (each.state in _ANSWERED and is_new)):
            total += each.amount
    total = max(payment.amount_refunded or 0, total)
    return total if payment.amount is None else min(payment.amount, total)


def remaining(payment: Payment, refunds: Iterable[Refund] = (), live: Iterable[LiveRefund] = ()) -> int:
    """Return what can still be refunded of a succeeded payment, in minor units; 0 when that is not known."""
    if payment.status != "succeeded" or payment.amount is None:
        return 0
    return payment.amount - refunded(payment, refunds, live)


def at_stake(payment: Payment, refunds: Iterable[Refund] = (), dispute: Dispute | None = None) -> int | None:
    """Return what the shop can lose of a payment, in minor units: what was captured less what was given back.

    Shipping is part of it. Of a chargeback it is what the bank has taken, whatever was given back before; of an inquiry
    no more than it asks about. None as long as the sum is not known.
    """
    left = None if payment.amount is None else payment.amount - refunded(payment, refunds)
    if dispute is None or dispute.amount is None:
        return left
    return dispute.amount if left is None or not is_inquiry(dispute) else min(left, dispute.amount)


def _is_of(refund: Refund, payment: Payment) -> bool:
    """Tell whether a refund is of a payment; one that names none was listed with it."""
    named = {refund.payment, refund.charge} - {None}
    return not named or not named.isdisjoint({payment.id, payment.charge})

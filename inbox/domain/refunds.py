"""Refund reasons and the life of a refund action, without any network."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from inbox.domain.ids import ActionId, AgentId, SourceId

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


BLOCKING_STATES = frozenset({"sending", "unknown"})
"""While one of these is open on a charge, every other refund of that charge is refused: the sum is not certain."""

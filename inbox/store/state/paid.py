"""A person's payments with all that belongs to each: what was given back, what is disputed, what it was for.

Read by screens on any thread with its own tables.
"""

from __future__ import annotations

import msgspec

from inbox.domain.fraud import FraudWarning
from inbox.domain.ids import ConversationId
from inbox.domain.payments import Dispute, Payment, Refund
from inbox.store.state import ownership
from inbox.store.state.sales import UNKNOWN, Sale, sale_of
from inbox.store.state.schema import StateTables


class Money(msgspec.Struct, frozen=True):
    """A payment of a person, how certainly it is theirs, what was given back of it, and what it was for."""

    payment: Payment
    match: ownership.Match
    refunds: tuple[Refund, ...]
    disputes: tuple[Dispute, ...]
    sale: Sale = UNKNOWN
    warnings: tuple[FraudWarning, ...] = ()
    """Of a bank that suspects fraud, settled ones too."""


def payments(state: StateTables, which: ConversationId) -> list[Money]:
    """Return the payments that certainly belong to a person, newest first, with refunds, disputes and lines."""
    return [
        Money(paid.payment, paid.match, about.refunds, about.disputes, sale_of(about.requests), about.warnings)
        for paid in ownership.payments_of(state, which)
        for about in (paid.about,)
    ]

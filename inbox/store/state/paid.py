"""A person's payments with all that belongs to each: what was given back, what is disputed, what it was for.

Read by screens on any thread with its own tables.
"""

from __future__ import annotations

import msgspec

from inbox.domain.fraud import FraudWarning
from inbox.domain.ids import ConversationId
from inbox.domain.payments import Dispute, Payment, Refund
from inbox.store.state import mirror, ownership
from inbox.store.state.sales import UNKNOWN, Sale, sales_of
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
    found = ownership.payments_of(state, which)
    payments = [each.payment for each in found]
    sales = sales_of(state, payments)
    refunds, disputes = mirror.refunds_of_each(state, payments), mirror.disputes_of_each(state, payments)
    warnings = mirror.warnings_of_each(state, payments)
    return [
        Money(each.payment, each.match, refunds[name], disputes[name], sales.get(name, UNKNOWN), warnings[name])
        for name, each in zip((paid.id for paid in payments), found, strict=True)
    ]

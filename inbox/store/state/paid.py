"""A person's payments with all that belongs to each: what was given back, what is disputed, what it was for, its papers.

Read by screens on any thread with its own tables.
"""

from __future__ import annotations

import msgspec

from inbox.domain.fraud import FraudWarning
from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.payments import Dispute, Payment, Refund
from inbox.store.state import ownership
from inbox.store.state.papers import NONE, Papers, papers_of
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
    papers: Papers = NONE

    @property
    def names(self) -> frozenset[SourceId]:
        """The ids of the payment and of what was given back, disputed or warned of."""
        given, cases = (each.id for each in self.refunds), (each.id for each in self.disputes)
        return frozenset((self.payment.id, *given, *cases, *(each.id for each in self.warnings)))


def payments(state: StateTables, which: ConversationId) -> list[Money]:
    """Return the payments that certainly belong to a person, newest first, with refunds, disputes, lines and papers."""
    found = ownership.payments_of(state, which)
    papers = papers_of(state, {paid.payment.id: (paid.payment, paid.about.refunds) for paid in found})
    return [
        Money(
            paid.payment,
            paid.match,
            about.refunds,
            about.disputes,
            sale_of(about.requests),
            about.warnings,
            papers.get(paid.payment.id, NONE),
        )
        for paid in found
        for about in (paid.about,)
    ]

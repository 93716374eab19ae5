"""For which Stripe customer a person is asked for money: one who certainly is this person, and nobody else.

What stands on the page of a request comes from that customer, so that a mere likeness is not enough. Read by screens on any
thread with its own tables.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.payments import Customer, Payment
from inbox.store.state import identity, mirror, ownership
from inbox.store.state.schema import StateTables


class Payer(msgspec.Struct, frozen=True):
    """A customer of the shop; ``has_email`` tells whether an address is known to stand on the page already."""

    customer: SourceId
    has_email: bool = False


def payer_of(tables: StateTables, which: ConversationId, paid: Sequence[Payment]) -> Payer | None:
    """Return the customer of a person; ``paid`` are the payments that certainly are hers, newest first.

    Of several it is the one she paid with last; without a payment there must be only one.
    """
    root = identity.root(tables, which)
    named = [each.customer for each in paid if each.status == "succeeded" and each.customer is not None]
    possible = dict.fromkeys((*named, *ownership.customers_of(tables, which)))
    people = {each.id: each for each in mirror.read(tables, Customer, list(possible))}
    certain = [
        name
        for name in possible
        if not (name in people and people[name].deleted) and _owners(tables, name) == {root}
    ]
    best = next((name for name in certain if name in named), certain[0] if len(certain) == 1 else None)
    return None if best is None else Payer(best, has_email=best in people and bool(people[best].email))


def _owners(tables: StateTables, customer: SourceId) -> set[ConversationId]:
    return {identity.root(tables, each) for each in ownership.customer_conversations(tables, customer)}

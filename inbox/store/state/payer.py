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
    named = dict.fromkeys(each.customer for each in paid if each.status == "succeeded" and each.customer is not None)
    for name in named:
        if (payer := _certain(tables, root, name)) is not None:
            return payer
    others = (name for name in ownership.customers_of(tables, which) if name not in named)
    found = [payer for name in others if (payer := _certain(tables, root, name)) is not None]
    return found[0] if len(found) == 1 else None


def _certain(tables: StateTables, root: ConversationId, customer: SourceId) -> Payer | None:
    """Return a customer who is nobody else's and still there, None for any other."""
    known = mirror.read(tables, Customer, (customer,))
    if known and known[0].deleted:
        return None
    owners = {identity.root(tables, each) for each in ownership.customer_conversations(tables, customer)}
    return Payer(customer, has_email=bool(known and known[0].email)) if owners == {root} else None

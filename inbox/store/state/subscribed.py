"""A person's subscriptions with what is known of their last bill, as the mirror has it. Reads only."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.payments import Invoice, Payment
from inbox.domain.subscriptions import OVER, Subscription
from inbox.store.state import mirror, ownership
from inbox.store.state.schema import StateTables

_MOST_OVER = 2
"""Ended ones that are still shown, the newest."""


class Subscribed(msgspec.Struct, frozen=True):
    """A subscription, its last invoice, and the payment that was tried on it, or paid it; None where nobody has told."""

    subscription: Subscription
    invoice: Invoice | None = None
    payment: Payment | None = None

    @property
    def is_paid(self) -> bool:
        """Whether the present period was paid, as far as anybody has told."""
        if self.subscription.status not in ("active", "canceled"):
            return False
        return self.invoice is None or (self.invoice.status == "paid" and bool(self.invoice.amount))


def customers_of(
    tables: StateTables, conversation: ConversationId, paid: Sequence[Payment] | None = None
) -> list[SourceId]:
    """Return the Stripe customers of a person, those of payments that are certainly theirs too.

    ``paid`` are these payments where they are at hand.
    """
    if paid is None:
        paid = [each.payment for each in ownership.payments_of(tables, conversation)]
    found = dict.fromkeys(ownership.customers_of(tables, conversation))
    return [*(found | dict.fromkeys(each.customer for each in paid if each.customer is not None))]


def subscriptions_of(
    tables: StateTables, conversation: ConversationId, paid: Sequence[Payment] | None = None
) -> list[Subscribed]:
    """Return what a person is subscribed to, the newest first; of what has ended only the last."""
    customers = customers_of(tables, conversation, paid)
    known = mirror.where(tables, Subscription, "customer", customers) if customers else []
    newest = list(reversed(known))
    over = [each for each in newest if each.status in OVER][:_MOST_OVER]
    shown = [each for each in newest if each.status not in OVER] + over
    return [_with_bill(tables, each) for each in shown]


def _with_bill(tables: StateTables, subscription: Subscription) -> Subscribed:
    bill = payment = None
    if subscription.latest_invoice is not None:
        bill = next(iter(mirror.read(tables, Invoice, (subscription.latest_invoice,))), None)
    name = subscription.latest_payment or (None if bill is None else bill.payment)
    if name is not None:
        payment = mirror.payment(tables, name)
    return Subscribed(subscription, bill, payment)

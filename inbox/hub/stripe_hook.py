"""What Stripe's webhooks mean beyond their own event: a refund settles its action, a paid page flips its link.

Heard by the decode step inside its transaction, after the event itself was appended; so a webhook that comes before the
answer to our own call ends the same action in the same way.
"""

from __future__ import annotations

import re
import threading
from datetime import timedelta

from inbox.domain import times
from inbox.domain.events import (
    CheckoutBody,
    CreditNoteBody,
    Decoded,
    DisputeBody,
    InvoiceBody,
    PaymentBody,
    RefundBody,
    SubscriptionBody,
)
from inbox.domain.ids import SourceId
from inbox.domain.payments import Checkout, Dispute, Payment, Refund
from inbox.domain.subscriptions import Subscription
from inbox.hub import action_rows, dispute_settle, invoice_links, readings, subscription_settle
from inbox.hub.action_intake import TOMBSTONE
from inbox.hub.action_rows import Record
from inbox.hub.details import Details
from inbox.hub.refund_settle import settle
from inbox.hub.told import Ready
from inbox.hub.transaction import Transaction
from inbox.store.state import mirror

_NAME = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_FRESH = timedelta(days=3)
"""Of older payments the fee is not asked: a month that comes in at once would cost a month's reads."""
_CARRIED = ("paid", "processing", "failed")


class Unclear:
    """Objects of which one second told two things: they are read again by the jobs. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._names: set[SourceId] = set()

    def __bool__(self) -> bool:
        return bool(self._names)

    def add(self, names: frozenset[SourceId]) -> None:
        """Note objects to be read again."""
        with self._lock:
            self._names |= names

    def take(self) -> list[SourceId]:
        """Return what was noted and forget it."""
        with self._lock:
            names, self._names = self._names, set()
        return sorted(names)


class StripeHook:
    """The hook; ``ready(id)`` is called for actions that are to run after the commit."""

    def __init__(self, ready: Ready, unclear: Unclear, details: Details) -> None:
        self._ready = ready
        self._unclear = unclear
        self._details = details

    def __call__(self, tx: Transaction, told: Decoded) -> None:
        """Take in one event about a Stripe object."""
        match told.body:
            case RefundBody(object=refund):
                settle_refund(tx, refund, self._ready)
            case CheckoutBody(object=checkout, version=version):
                _carry_over(tx, checkout, _seconds(version))
                invoice_links.carry(tx, checkout, _seconds(version))
                if _lacks_lines(tx, checkout) or _stands_wrong(tx, checkout):
                    self._details.want(checkout.id)
            case InvoiceBody(object=said, version=version) | CreditNoteBody(object=said, version=version):
                invoice_links.carry(tx, said, _seconds(version))
            case PaymentBody(object=payment, version=version):
                invoice_links.carry(tx, payment, _seconds(version))
                if self._details.has_fees and payment.charge and _lacks_fee(tx, payment):
                    self._details.want(payment.charge)
            case SubscriptionBody(object=subscription):
                subscription_settle.settle(tx, subscription, self._ready)
                if _wants_more(tx, subscription):
                    self._details.want(subscription.id)
            case DisputeBody(object=dispute, version=version):
                _mark_disputed(tx, dispute, _seconds(version))
                dispute_settle.settle(tx, dispute)
                dispute_settle.tell_end(tx, dispute, told.at)
        if tx.ambiguous:
            self._unclear.add(tx.ambiguous)


def settle_refund(tx: Transaction, refund: Refund, ready: Ready) -> Record | None:
    """Settle the action a refund belongs to, by the id in its metadata or because the action already names it."""
    record = _asked(tx, refund)
    if record is None and refund.charge is not None:
        known = action_rows.refunds_of(tx.hub, [refund.charge], but=None)
        record = next((one for one in known if (one.result or {}).get("refund") == refund.id), None)
    if record is None:
        return None
    if record.charge is not None and refund.charge is not None and record.charge != refund.charge:
        # Somebody copied our metadata onto a refund of another payment.
        return None
    return settle(tx, record, refund, ready)


def _asked(tx: Transaction, refund: Refund) -> Record | None:
    """Return the action named in a refund's metadata.

    One the hub has no body of (it is older than this database, which came from a backup, or it left a tombstone) did
    happen all the same: it is written down with what the refund tells, so that nobody is told otherwise.
    """
    if refund.action is None or _NAME.fullmatch(refund.action) is None:
        return None
    record = action_rows.find(tx.hub, refund.action)
    if record is not None and record.kind != TOMBSTONE:
        return record if record.kind == "refund" else None
    moment = times.to_text(tx.now)
    adopted = Record(
        id=refund.action,
        kind="refund",
        state="sending",
        at=refund.created or moment,
        changed_at=moment,
        agent=None if record is None else record.agent,
        agent_name=None if record is None else record.agent_name,
        conversation=refund.conversation,
        payment=refund.payment,
        charge=refund.charge,
        amount=refund.amount,
        currency=refund.currency,
    )
    return action_rows.put(tx, adopted) if record is None else action_rows.save(tx, adopted)


def _seconds(version: str) -> int:
    return int(version.partition(".")[0])


def _mark_disputed(tx: Transaction, dispute: Dispute, date: int) -> None:
    """Say of the payment too that it is disputed: Stripe sends the dispute alone, and the charge's own events are older."""
    payment = dispute.payment or dispute.charge
    if payment is not None and dispute.status != "prevented":
        readings.note(tx, (Payment(id=payment, charge=dispute.charge, disputed=True),), date)


def _lacks_lines(tx: Transaction, page: Checkout) -> bool:
    """Tell whether a page that was paid must be read once to know what was bought: our own requests told that before."""
    if page.status not in ("paid", "processing") or page.payment is None or page.lines is not None:
        return False
    names = [name for name in (page.id, page.link) if name is not None]
    return not any(known.lines for known in mirror.read(tx.state, Checkout, names)) and not _is_ours(page)


def _stands_wrong(tx: Transaction, link: Checkout) -> bool:
    """Tell whether the end of one page was carried over to a link before anybody knew that others go on paying it."""
    known = mirror.read(tx.state, Checkout, (link.id,)) if link.shared else []
    return any(each.status in _CARRIED for each in known)


def _lacks_fee(tx: Transaction, paid: Payment) -> bool:
    """Tell whether what Stripe kept of a fresh payment is to be read: it does not come back with a refund."""
    if paid.status != "succeeded" or paid.fee is not None or paid.created is None:
        return False
    if tx.now - times.from_text(paid.created) > _FRESH:
        return False
    return not any(known.fee is not None for known in mirror.read(tx.state, Payment, (paid.id,)))


def _wants_more(tx: Transaction, said: Subscription) -> bool:
    """Tell whether a subscription must be read: nobody knows what its things are called, or how its last bill was to be paid."""
    known = mirror.read(tx.state, Subscription, (said.id,))
    return said.status in ("past_due", "unpaid") or not any(each.items for each in known)


def _is_ours(page: Checkout) -> bool:
    """Tell whether a request of ours for a mere sum was paid, of which there is nothing more to know."""
    return page.action is not None


def _carry_over(tx: Transaction, page: Checkout, date: int) -> None:
    """Carry how a page opened from a link ended over to the link."""
    if page.link is None or page.status not in _CARRIED:
        return
    known = mirror.read(tx.state, Checkout, (page.link,))
    if known and known[0].shared:
        # Others go on paying it.
        return
    carried = Checkout(
        id=page.link,
        kind="link",
        status=page.status,
        payment=page.payment,
        customer=page.customer,
        email=page.email,
        phone=page.phone,
        conversation=page.conversation or (known[0].conversation if known else None),
        action=page.action,
        shipping=page.shipping,
        shipping_cost=page.shipping_cost,
    )
    readings.note(tx, (carried,), date, carried.conversation)

"""Stripe's objects as the program keeps them: only what support work needs, in minor units.

Field names are the field's own terms. ``None`` means "this source does not know", never "nothing": an older or smaller
body must not wipe out what another one told (see ``merge``). Shapes: docs.stripe.com/api.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

import msgspec

from inbox.domain import times
from inbox.domain.fraud import FraudWarning
from inbox.domain.ids import ActionId, ConversationId, SourceId
from inbox.domain.subscriptions import Subscription


class Payment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A PaymentIntent with its latest Charge, or a Charge without one (``id`` is then the ``ch_``).

    ``amount`` is what was captured (or asked for until then); ``status`` is Stripe's: ``succeeded``, ``processing``,
    ``requires_payment_method``, ``requires_action``, ``requires_capture``, ``canceled``, ``failed``.
    """

    id: SourceId
    charge: SourceId | None = None
    amount: int | None = None
    amount_refunded: int | None = None
    currency: str | None = None
    status: str | None = None
    created: str | None = None
    """When its first attempt began: a link that was declined once has it from then."""
    customer: SourceId | None = None
    method: str | None = None
    """``card``, ``sepa_debit``, ``paypal`` ..."""
    method_label: str | None = None
    """``Visa 4242``, as a person would say it."""
    card_expires: str | None = None
    """The last month in which the card is good: ``2027-01``."""
    disputed: bool | None = None
    description: str | None = None
    email: str | None = None
    phone: str | None = None
    name: str | None = None
    order_number: str | None = None
    conversation: ConversationId | None = None
    receipt_url: str | None = None
    failure_code: str | None = None
    fee: int | None = None
    pays_back: SourceId | None = None
    """The refund sent by mistake that this pays back, from our own metadata."""
    shipping: dict[str, str] | None = None
    livemode: bool | None = None
    invoice: SourceId | None = None
    """The Stripe invoice it paid; at Stripe neither names the other, an InvoicePayment does."""
    presented: int | None = None
    """What the customer was shown and paid where Stripe converted it (Adaptive Pricing), in ``presented_currency``.

    ``amount`` and every refund are in ``currency`` all the same.
    """
    presented_currency: str | None = None
    paid_at: str | None = None
    """When the attempt began that went through, however many the bank declined before it."""

    @property
    def when(self) -> str | None:
        """When it was paid, else when it was first tried (RFC 3339)."""
        return self.paid_at or self.created


class Refund(msgspec.Struct, frozen=True, omit_defaults=True):
    """A refund; ``status`` is ``pending``, ``requires_action``, ``succeeded``, ``failed`` or ``canceled``.

    ``succeeded`` means expected to arrive and can still become ``failed`` (docs.stripe.com/refunds).
    """

    id: SourceId
    payment: SourceId | None = None
    charge: SourceId | None = None
    amount: int | None = None
    currency: str | None = None
    status: str | None = None
    action: ActionId | None = None
    conversation: ConversationId | None = None
    reason: str | None = None
    failure_reason: str | None = None
    reference: str | None = None
    """The bank's reference number (ARN) once known."""
    created: str | None = None
    lines: tuple[str, ...] | None = None
    """Which lines of the payment were given back (see ``RefundPayment.lines``), from our own metadata."""
    credit_note: SourceId | None = None
    """The credit note that corrects the payment's invoice for it."""


class Dispute(msgspec.Struct, frozen=True, omit_defaults=True):
    """A chargeback or an inquiry (``status`` starting with ``warning_``)."""

    id: SourceId
    charge: SourceId | None = None
    payment: SourceId | None = None
    amount: int | None = None
    currency: str | None = None
    status: str | None = None
    reason: str | None = None
    due_by: str | None = None
    refundable: bool | None = None
    """Stripe's ``is_charge_refundable``."""
    created: str | None = None
    fee: int | None = None
    """What Stripe keeps for it so far, in minor units of the dispute's currency."""
    has_evidence: bool | None = None
    """Something is staged at Stripe, handed in or not."""
    submissions: int | None = None
    """How often an answer was handed in."""
    past_due: bool | None = None
    answerable: bool | None = None
    """False where the bank takes no answer at all."""
    evidence: dict[str, str] | None = None
    """What is staged or handed in: texts and the ids of files, by Stripe's field."""
    network_code: str | None = None
    """The card network's own reason (Visa ``13.1``)."""


class Customer(msgspec.Struct, frozen=True, omit_defaults=True):
    """A Stripe Customer; several may belong to one person."""

    id: SourceId
    email: str | None = None
    phone: str | None = None
    name: str | None = None
    wa_id: str | None = None
    created: str | None = None
    deleted: bool | None = None


class Bought(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of what is paid for; ``amount`` is of the whole line in minor units, with tax and after discounts."""

    name: str
    amount: int
    quantity: int = 1


class Checkout(msgspec.Struct, frozen=True, omit_defaults=True):
    """A payment request: a Checkout Session (``cs_``) or a Payment Link (``plink_``).

    ``status`` is ``open``, ``paid``, ``processing`` (paid with a delayed method), ``expired`` or ``cancelled``.
    """

    id: SourceId
    kind: str | None = None
    """``session`` or ``link``."""
    status: str | None = None
    amount: int | None = None
    """What the customer is asked to pay, in minor units, shipping included; of several ways she chooses one later."""
    currency: str | None = None
    url: str | None = None
    payment: SourceId | None = None
    link: SourceId | None = None
    """The Payment Link a session was opened from."""
    customer: SourceId | None = None
    email: str | None = None
    phone: str | None = None
    conversation: ConversationId | None = None
    action: ActionId | None = None
    expires_at: str | None = None
    created: str | None = None
    recovery_url: str | None = None
    shipping: dict[str, str] | None = None
    lines: tuple[Bought, ...] | None = None
    """In the order of the payment page. Stripe leaves them out of its webhooks."""
    shipping_cost: int | None = None
    shipping_label: str | None = None
    tax: int | None = None
    """What of the sum is tax, in minor units, where Stripe has worked it out."""
    invoice: SourceId | None = None
    pays_back: SourceId | None = None
    """The refund sent by mistake that is asked back."""
    shared: bool | None = None
    """Several people can pay it, so that nobody's payment follows from whom it was sent to; False for what is paid once."""


class Invoice(msgspec.Struct, frozen=True, omit_defaults=True):
    """An invoice with its links for the customer; ``status`` is ``draft``, ``open``, ``paid``, ``void`` or ``uncollectible``."""

    id: SourceId
    customer: SourceId | None = None
    status: str | None = None
    number: str | None = None
    amount: int | None = None
    currency: str | None = None
    hosted_url: str | None = None
    pdf_url: str | None = None
    created: str | None = None
    subscription: SourceId | None = None
    """The subscription it is for."""
    remaining: int | None = None
    """What of it is still to be paid."""
    attempts: int | None = None
    """How often it was tried to take its money."""
    next_attempt: str | None = None
    """When that is tried again, empty where it is not."""
    tax: int | None = None
    """What of ``amount`` is tax, in minor units."""
    credited: int | None = None
    """What credit notes have taken off it after it was paid."""
    payments: tuple[SourceId, ...] | None = None
    """What paid it, where that was asked for; webhooks leave it out."""
    payment: SourceId | None = None
    """The first of them, or the one that a webhook told of: whose payment it is, his invoice it is."""


class CreditNote(msgspec.Struct, frozen=True, omit_defaults=True):
    """What corrects an invoice after something of it was given back; ``status`` is ``issued`` or ``void``."""

    id: SourceId
    invoice: SourceId | None = None
    customer: SourceId | None = None
    status: str | None = None
    number: str | None = None
    amount: int | None = None
    currency: str | None = None
    tax: int | None = None
    refunds: tuple[SourceId, ...] | None = None
    action: ActionId | None = None
    """The refund's action, from our own metadata."""
    conversation: ConversationId | None = None
    pdf_url: str | None = None
    created: str | None = None


StripeObject = Payment | Refund | Dispute | Customer | Checkout | Subscription | Invoice | CreditNote | FraudWarning
_T = TypeVar("_T", bound=msgspec.Struct)


def merge(known: _T, said: _T) -> _T:
    """Lay ``said`` over ``known``: what ``said`` knows wins, what it does not know stays."""
    changes = {name: value for name in said.__struct_fields__ if (value := getattr(said, name)) is not None}
    return msgspec.structs.replace(known, **changes)


TWICE_WITHIN = timedelta(hours=48)
"""Two payments of one sum by one person within this time may be one too many."""


def paid_twice(payments: Iterable[Payment]) -> dict[SourceId, Payment]:
    """Return, for each of one person's payments that may have been paid twice, the earlier one of the same sum.

    Whoever has got something back of one of the two has been seen to.
    """
    found: dict[SourceId, Payment] = {}
    last: dict[tuple[int, str], Payment] = {}
    for payment in sorted(payments, key=lambda each: each.when or ""):
        if payment.status != "succeeded" or not payment.amount or payment.currency is None or payment.when is None:
            continue
        if payment.amount_refunded:
            continue
        key = (payment.amount, payment.currency)
        before = last.get(key)
        if before is not None and before.when is not None:
            apart = times.from_text(payment.when) - times.from_text(before.when)
            if apart <= TWICE_WITHIN:
                found[payment.id] = before
        last[key] = payment
    return found


LIVE_REFUND_STATES = frozenset({"pending", "requires_action", "succeeded"})
"""Refund statuses that count against the payment; failed and canceled ones do not."""

OPEN_DISPUTE_STATES = frozenset(
    [
        "warning_needs_response",
        "warning_under_review",
        "needs_response",
        "under_review",
        "appeal_needs_response",
        "appeal_under_review",
    ]
)


def is_inquiry(dispute: Dispute) -> bool:
    """Tell an inquiry (the bank only asks) from a chargeback (the money is gone)."""
    return (dispute.status or "").startswith("warning_")


CLOSED_DISPUTE_STATES = frozenset({"won", "lost", "warning_closed", "prevented"})


def waits_for_answer(dispute: Dispute) -> bool:
    """Tell whether the bank waits for the shop's answer, as far as its status says; see ``is_too_late``."""
    return (dispute.status or "").endswith("needs_response")


def is_too_late(dispute: Dispute, now: datetime) -> bool:
    """Tell whether no answer is taken any more of a dispute that waits for one, or none ever was.

    Stripe's ``past_due`` is said when a body is made and is of the last answer handed in, so the day itself counts.
    """
    if not waits_for_answer(dispute):
        return False
    if dispute.answerable is False or (dispute.past_due and not dispute.submissions):
        return True
    return dispute.due_by is not None and times.from_text(dispute.due_by) < now

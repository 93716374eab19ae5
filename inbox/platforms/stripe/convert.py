"""Stripe's JSON objects as the program's own structs (docs.stripe.com/api); what a body does not say stays None.

Used by ``client`` on answers and by ``decode`` on webhooks; pure, and never raises whatever the JSON holds.
"""

from __future__ import annotations

from collections.abc import Callable

from inbox.domain.events import (
    CheckoutBody,
    CustomerBody,
    DisputeBody,
    InvoiceBody,
    PaymentBody,
    RefundBody,
    SubscriptionBody,
)
from inbox.domain.ids import SourceId
from inbox.domain.payments import (
    Checkout,
    Customer,
    Dispute,
    Invoice,
    Payment,
    Refund,
    StripeObject,
    Subscription,
    merge,
)
from inbox.platforms.stripe import fields, lines
from inbox.platforms.stripe.fields import Json

ORDER_KEYS = ("order_id", "order_number", "order", "bestellnummer")
"""Metadata names under which shops keep their order number."""

_BRANDS = {"amex": "American Express", "jcb": "JCB", "cartes_bancaires": "CB", "unionpay": "UnionPay"}

_LAST_SECOND = 10**12 - 1
"""So that a version keeps its length, and with it its order, whatever a body claims."""

StripeBody = PaymentBody | RefundBody | DisputeBody | CustomerBody | CheckoutBody | SubscriptionBody | InvoiceBody


def version(seconds: int, tag: str) -> str:
    """Order what is said of one object: by Stripe's second, then ``e`` (an event told) before ``r`` (we read it)."""
    return f"{min(max(0, seconds), _LAST_SECOND):012d}.{tag}"


def payment_of_charge(charge: Json) -> Payment | None:
    """Read a Charge; the payment's id is its PaymentIntent when it has one.

    A failed charge says nothing about the status of its PaymentIntent, which may have succeeded at the next try.
    """
    own = fields.source_id(charge)
    if own is None:
        return None
    intent = fields.source_id(charge, "payment_intent")
    captured = fields.flag(charge, "captured")
    billing = fields.table(charge, "billing_details")
    method, label = _method(fields.table(charge, "payment_method_details"))
    return Payment(
        id=intent or own,
        charge=own,
        amount=(fields.whole(charge, "amount_captured") if captured else None) or fields.whole(charge, "amount"),
        amount_refunded=fields.whole(charge, "amount_refunded"),
        currency=fields.text(charge, "currency"),
        status=_charge_status(charge, captured, has_intent=intent is not None),
        created=fields.moment(charge, "created"),
        customer=fields.source_id(charge, "customer"),
        method=method,
        method_label=label,
        disputed=fields.flag(charge, "disputed"),
        description=fields.text(charge, "description"),
        email=fields.text(billing, "email") or fields.text(charge, "receipt_email"),
        phone=fields.text(billing, "phone"),
        name=fields.text(billing, "name"),
        order_number=_order_number(charge),
        conversation=fields.conversation(charge),
        receipt_url=fields.text(charge, "receipt_url"),
        failure_code=_decline(charge),
        fee=_fee(charge),
        shipping=fields.address(fields.table(charge, "shipping")),
        livemode=fields.flag(charge, "livemode"),
    )


def payment_of_intent(intent: Json) -> Payment | None:
    """Read a PaymentIntent, together with its charge when ``latest_charge`` is expanded."""
    own = fields.source_id(intent)
    if own is None:
        return None
    status = fields.text(intent, "status")
    received = fields.whole(intent, "amount_received") if status == "succeeded" else None
    error = fields.table(intent, "last_payment_error")
    payment = Payment(
        id=own,
        charge=fields.source_id(intent, "latest_charge"),
        amount=received or fields.whole(intent, "amount"),
        currency=fields.text(intent, "currency"),
        status=status,
        created=fields.moment(intent, "created"),
        customer=fields.source_id(intent, "customer"),
        description=fields.text(intent, "description"),
        email=fields.text(intent, "receipt_email"),
        order_number=_order_number(intent),
        conversation=fields.conversation(intent),
        failure_code=fields.text(error, "decline_code") or fields.text(error, "code"),
        shipping=fields.address(fields.table(intent, "shipping")),
        livemode=fields.flag(intent, "livemode"),
    )
    charge = payment_of_charge(fields.table(intent, "latest_charge"))
    return payment if charge is None else merge(charge, payment)


def refund(source: Json) -> Refund | None:
    """Read a Refund."""
    own = fields.source_id(source)
    if own is None:
        return None
    card = fields.table(fields.table(source, "destination_details"), "card")
    return Refund(
        id=own,
        payment=fields.source_id(source, "payment_intent") or fields.source_id(source, "charge"),
        charge=fields.source_id(source, "charge"),
        amount=fields.whole(source, "amount"),
        currency=fields.text(source, "currency"),
        status=fields.text(source, "status"),
        action=fields.action(source),
        conversation=fields.conversation(source),
        reason=fields.text(fields.table(source, "metadata"), "reason") or fields.text(source, "reason"),
        failure_reason=fields.text(source, "failure_reason"),
        reference=fields.text(card, "reference"),
        created=fields.moment(source, "created"),
        lines=lines.given_back(source),
    )


def dispute(source: Json) -> Dispute | None:
    """Read a Dispute."""
    own = fields.source_id(source)
    if own is None:
        return None
    return Dispute(
        id=own,
        charge=fields.source_id(source, "charge"),
        payment=fields.source_id(source, "payment_intent") or fields.source_id(source, "charge"),
        amount=fields.whole(source, "amount"),
        currency=fields.text(source, "currency"),
        status=fields.text(source, "status"),
        reason=fields.text(source, "reason"),
        due_by=fields.moment(fields.table(source, "evidence_details"), "due_by"),
        refundable=fields.flag(source, "is_charge_refundable"),
        created=fields.moment(source, "created"),
    )


def customer(source: Json) -> Customer | None:
    """Read a Customer."""
    own = fields.source_id(source)
    if own is None:
        return None
    return Customer(
        id=own,
        email=fields.text(source, "email"),
        phone=fields.text(source, "phone"),
        name=fields.text(source, "name"),
        wa_id=fields.text(fields.table(source, "metadata"), "wa_id"),
        created=fields.moment(source, "created"),
        deleted=fields.flag(source, "deleted"),
    )


def session(source: Json) -> Checkout | None:
    """Read a Checkout Session; one opened from a Payment Link names the link."""
    own = fields.source_id(source)
    if own is None:
        return None
    person = fields.table(source, "customer_details")
    recovery = fields.table(fields.table(source, "after_expiration"), "recovery")
    collected = fields.table(source, "collected_information")
    return Checkout(
        id=own,
        kind="session",
        status=_session_status(source),
        amount=fields.whole(source, "amount_total"),
        currency=fields.text(source, "currency"),
        url=fields.text(source, "url"),
        payment=fields.source_id(source, "payment_intent"),
        link=fields.source_id(source, "payment_link"),
        customer=fields.source_id(source, "customer"),
        email=fields.text(person, "email") or fields.text(source, "customer_email"),
        phone=fields.text(person, "phone"),
        conversation=fields.conversation(source),
        action=fields.action(source),
        expires_at=fields.moment(source, "expires_at"),
        created=fields.moment(source, "created"),
        recovery_url=fields.text(recovery, "url"),
        shipping=fields.address(fields.table(collected, "shipping_details"))
        or fields.address(fields.table(source, "shipping_details")),
        lines=lines.bought(source),
        shipping_cost=fields.whole(fields.table(source, "shipping_cost"), "amount_total"),
        tax=fields.whole(fields.table(source, "total_details"), "amount_tax"),
        invoice=fields.source_id(source, "invoice"),
    )


def link(source: Json) -> Checkout | None:
    """Read a Payment Link. An inactive one that reached its limit does not say whether the money came: its session does."""
    own = fields.source_id(source)
    if own is None:
        return None
    done = fields.table(fields.table(source, "restrictions"), "completed_sessions")
    used_up = bool(fields.whole(done, "limit")) and (fields.whole(done, "count") or 0) >= (
        fields.whole(done, "limit") or 0
    )
    closed = None if used_up else "cancelled"
    active = fields.flag(source, "active")
    return Checkout(
        id=own,
        kind="link",
        status=None if active is None else "open" if active else closed,
        currency=fields.text(source, "currency"),
        url=fields.text(source, "url"),
        conversation=fields.conversation(source),
        action=fields.action(source),
        created=fields.moment(source, "created"),
        lines=lines.bought(source),
    )


def subscription(source: Json) -> Subscription | None:
    """Read a Subscription; its period is on the items since API 2025-03-31."""
    own = fields.source_id(source)
    if own is None:
        return None
    items = fields.rows(source, "items")
    prices = [fields.table(item, "price") for item in items]
    counts = [fields.whole(item, "quantity") or 1 for item in items]
    units = [fields.whole(price, "unit_amount") for price in prices]
    known = [unit * count for unit, count in zip(units, counts, strict=True) if unit is not None]
    first = prices[0] if prices else {}
    return Subscription(
        id=own,
        customer=fields.source_id(source, "customer"),
        status=fields.text(source, "status"),
        amount=sum(known) if known and len(known) == len(units) else None,
        currency=fields.text(source, "currency"),
        interval=fields.text(fields.table(first, "recurring"), "interval"),
        period_end=fields.moment(items[0], "current_period_end") if items else None,
        cancel_at_period_end=fields.flag(source, "cancel_at_period_end"),
        label=fields.text(source, "description") or fields.text(first, "nickname"),
    )


def invoice(source: Json) -> Invoice | None:
    """Read an Invoice."""
    own = fields.source_id(source)
    if own is None:
        return None
    return Invoice(
        id=own,
        customer=fields.source_id(source, "customer"),
        status=fields.text(source, "status"),
        number=fields.text(source, "number"),
        amount=fields.whole(source, "total"),
        currency=fields.text(source, "currency"),
        hosted_url=fields.text(source, "hosted_invoice_url"),
        pdf_url=fields.text(source, "invoice_pdf"),
        created=fields.moment(source, "created"),
    )


READERS: dict[str, Callable[[Json], StripeObject | None]] = {
    "charge": payment_of_charge,
    "payment_intent": payment_of_intent,
    "refund": refund,
    "dispute": dispute,
    "customer": customer,
    "checkout.session": session,
    "payment_link": link,
    "subscription": subscription,
    "invoice": invoice,
}
"""Which reader takes an object, by the ``object`` it says it is."""


def change(found: StripeObject, at: str) -> tuple[str, StripeBody]:
    """Wrap an object as the event type and body that tell of it; ``at`` is a ``version``."""
    match found:
        case Payment():
            return "payment.changed", PaymentBody(found.id, at, found)
        case Refund():
            return "refund.changed", RefundBody(found.id, at, found)
        case Dispute():
            return "dispute.changed", DisputeBody(found.id, at, found)
        case Customer():
            return "customer.changed", CustomerBody(found.id, at, found)
        case Checkout():
            return "checkout.changed", CheckoutBody(found.id, at, found)
        case Subscription():
            return "subscription.changed", SubscriptionBody(found.id, at, found)
        case Invoice():
            return "invoice.changed", InvoiceBody(found.id, at, found)


def path_of(source: SourceId) -> str | None:
    """Return the path an object is read under, by its id's prefix; None for a kind the program does not keep."""
    prefix = "".join(source.partition("_")[:2])
    folder = _FOLDERS.get("cs_" if source.startswith(("cs_test_", "cs_live_")) else prefix)
    return None if folder is None else f"/v1/{folder}/{source}"


_FOLDERS = {
    "pi_": "payment_intents",
    "ch_": "charges",
    "py_": "charges",
    "re_": "refunds",
    "pyr_": "refunds",
    "dp_": "disputes",
    "du_": "disputes",
    "cus_": "customers",
    "cs_": "checkout/sessions",
    "plink_": "payment_links",
    "sub_": "subscriptions",
    "in_": "invoices",
}


def _charge_status(charge: Json, captured: bool | None, *, has_intent: bool) -> str | None:
    match fields.text(charge, "status"):
        case "succeeded":
            return "requires_capture" if captured is False else "succeeded"
        case "pending":
            return "processing"
        case "failed":
            return None if has_intent else "failed"
        case _:
            return None


def _session_status(source: Json) -> str | None:
    match fields.text(source, "status"):
        case "complete":
            paid = fields.text(source, "payment_status") in ("paid", "no_payment_required")
            return "paid" if paid else "processing"
        case "open" | "expired" as same:
            return same
        case _:
            return None


def _method(details: Json) -> tuple[str | None, str | None]:
    kind = fields.text(details, "type")
    if kind is None:
        return None, None
    more = fields.table(details, kind)
    last4 = fields.text(more, "last4")
    brand = fields.text(more, "brand")
    name = (_BRANDS.get(brand) or brand.title()) if brand else kind.replace("_", " ").title().replace("Sepa", "SEPA")
    return kind, f"{name} {last4}" if last4 else name


def _decline(charge: Json) -> str | None:
    if fields.text(charge, "status") != "failed":
        return None
    return fields.text(fields.table(charge, "outcome"), "reason") or fields.text(charge, "failure_code")


def _fee(charge: Json) -> int | None:
    """Read what Stripe kept, when it kept it in the charge's own currency: elsewhere it is of another sum."""
    booked = fields.table(charge, "balance_transaction")
    same = fields.text(booked, "currency") == fields.text(charge, "currency")
    return fields.whole(booked, "fee") if same else None


def _order_number(source: Json) -> str | None:
    metadata = fields.table(source, "metadata")
    return next((found for key in ORDER_KEYS if (found := fields.text(metadata, key)) is not None), None)

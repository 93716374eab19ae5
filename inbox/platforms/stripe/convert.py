"""Stripe's JSON objects as the program's own structs (docs.stripe.com/api); what a body does not say stays None.

Used by ``client`` on answers and by ``decode`` on webhooks; pure, and never raises whatever the JSON holds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from inbox.domain.events import (
    CheckoutBody,
    CreditNoteBody,
    CustomerBody,
    DisputeBody,
    FraudWarningBody,
    InvoiceBody,
    PaymentBody,
    RefundBody,
    SubscriptionBody,
)
from inbox.domain.fraud import FraudWarning
from inbox.domain.ids import SourceId
from inbox.domain.payments import (
    Checkout,
    CreditNote,
    Customer,
    Dispute,
    Invoice,
    Payment,
    Refund,
    StripeObject,
    merge,
)
from inbox.domain.subscriptions import Subscription
from inbox.platforms.stripe import billing, checkouts, disputed, fields, lines, subscribed
from inbox.platforms.stripe.fields import Json

ORDER_KEYS = (
    *("ordernumber", "orderid", "order", "orderno", "ordernr", "orderreference", "orderref", "merchantorderid"),
    *("bestellnummer", "bestellnr", "bestellung", "auftragsnummer", "auftragsnr", "auftrag"),
    *("commande", "numerocommande", "pedido", "numeropedido", "ordine", "numeroordine", "bestelnummer", "zamowienie"),
)
"""Metadata names under which shop systems keep the order number, the likeliest first, without case, signs and accents."""

_BRANDS = {"amex": "American Express", "jcb": "JCB", "cartes_bancaires": "CB", "unionpay": "UnionPay"}

_LAST_SECOND = 10**12 - 1
"""So that a version keeps its length, and with it its order, whatever a body claims."""

StripeBody = (
    PaymentBody | RefundBody | DisputeBody | CustomerBody | CheckoutBody | SubscriptionBody | InvoiceBody | CreditNoteBody
    | FraudWarningBody
)


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
    presented = fields.table(charge, "presentment_details")
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
        card_expires=_expiry(fields.table(charge, "payment_method_details")),
        disputed=fields.flag(charge, "disputed"),
        description=fields.text(charge, "description"),
        email=fields.text(billing, "email") or fields.text(charge, "receipt_email"),
        phone=fields.text(billing, "phone"),
        name=fields.text(billing, "name"),
        order_number=_order_number(charge),
        conversation=fields.conversation(charge),
        pays_back=fields.pays_back(charge),
        receipt_url=fields.text(charge, "receipt_url"),
        failure_code=_decline(charge),
        fee=_fee(charge),
        shipping=fields.address(fields.table(charge, "shipping")),
        livemode=fields.flag(charge, "livemode"),
        presented=fields.whole(presented, "presentment_amount"),
        presented_currency=fields.text(presented, "presentment_currency"),
        paid_at=fields.moment(charge, "created") if fields.text(charge, "status") == "succeeded" else None,
    )


def payment_of_intent(intent: Json) -> Payment | None:
    """Read a PaymentIntent, together with its charge when ``latest_charge`` is expanded."""
    own = fields.source_id(intent)
    if own is None:
        return None
    status = fields.text(intent, "status")
    received = fields.whole(intent, "amount_received") if status == "succeeded" else None
    error = fields.table(intent, "last_payment_error")
    presented = fields.table(intent, "presentment_details")
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
        pays_back=fields.pays_back(intent),
        failure_code=fields.text(error, "decline_code") or fields.text(error, "code"),
        shipping=fields.address(fields.table(intent, "shipping")),
        livemode=fields.flag(intent, "livemode"),
        presented=fields.whole(presented, "presentment_amount"),
        presented_currency=fields.text(presented, "presentment_currency"),
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


READERS: dict[str, Callable[[Json], StripeObject | None]] = {
    "charge": payment_of_charge,
    "payment_intent": payment_of_intent,
    "refund": refund,
    "dispute": disputed.dispute,
    "radar.early_fraud_warning": disputed.fraud_warning,
    "customer": customer,
    "checkout.session": checkouts.session,
    "payment_link": checkouts.link,
    "subscription": subscribed.subscription,
    "invoice": billing.invoice,
    "invoice_payment": billing.payment_of_invoice,
    "credit_note": billing.credit_note,
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
        case FraudWarning():
            return "fraud_warning.changed", FraudWarningBody(found.id, at, found)
        case CreditNote():
            return "credit_note.changed", CreditNoteBody(found.id, at, found)


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
    "issfr_": "radar/early_fraud_warnings",
    "cn_": "credit_notes",
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


def _method(details: Json) -> tuple[str | None, str | None]:
    kind = fields.text(details, "type")
    if kind is None:
        return None, None
    more = fields.table(details, kind)
    last4 = fields.text(more, "last4")
    brand = fields.text(more, "brand")
    name = (_BRANDS.get(brand) or brand.title()) if brand else kind.replace("_", " ").title().replace("Sepa", "SEPA")
    return kind, f"{name} {last4}" if last4 else name


def _expiry(details: Json) -> str | None:
    """Read until when the card is good, where it is one."""
    card = fields.table(details, "card")
    year, month = fields.whole(card, "exp_year"), fields.whole(card, "exp_month")
    if year is None or month is None or not (1 <= month <= 12 and 2000 <= year <= 9998):
        return None
    return f"{year:04d}-{month:02d}"


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
    named = {bare(key): value for key, value in metadata.items() if isinstance(value, str) and value.strip()}
    return next((named[key].strip() for key in ORDER_KEYS if key in named), None)


def bare(key: str) -> str:
    """Return a name without case, signs and accents: ``Order-ID``, ``order_id`` and ``orderId`` are one."""
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode().casefold()
    return "".join(filter(str.isalnum, plain))

"""What Stripe Billing keeps of a customer's invoices and credit notes, as the program's own structs.

Sources: docs.stripe.com/api/invoices/object, docs.stripe.com/api/invoice-payment/object,
docs.stripe.com/api/credit_notes/object. Pure, never raises.
"""

from __future__ import annotations

from inbox.domain.ids import SourceId
from inbox.domain.payments import CreditNote, Invoice, Payment
from inbox.platforms.stripe import fields
from inbox.platforms.stripe.fields import Json


def invoice(source: Json) -> Invoice | None:
    """Read an Invoice."""
    own = fields.source_id(source)
    if own is None:
        return None
    payments = _payments(source)
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
        tax=_tax(source),
        credited=fields.whole(source, "post_payment_credit_notes_amount"),
        payments=payments,
        payment=payments[0] if payments else None,
        subscription=_subscription(source),
        remaining=fields.whole(source, "amount_remaining"),
        attempts=fields.whole(source, "attempt_count"),
        next_attempt=None if "next_payment_attempt" not in source else fields.moment(source, "next_payment_attempt") or "",
    )


def payment_of_invoice(source: Json) -> Payment | None:
    """Read an InvoicePayment that was paid, as what it says of the payment: which invoice it belongs to."""
    paid, invoice = _paid_by(source), fields.source_id(source, "invoice")
    return None if paid is None or invoice is None else Payment(id=paid, invoice=invoice)


def credit_note(source: Json) -> CreditNote | None:
    """Read a CreditNote."""
    own = fields.source_id(source)
    if own is None:
        return None
    refunds = [fields.source_id(row, "refund") for row in fields.rows(source, "refunds")]
    return CreditNote(
        id=own,
        invoice=fields.source_id(source, "invoice"),
        customer=fields.source_id(source, "customer"),
        status=fields.text(source, "status"),
        number=fields.text(source, "number"),
        amount=fields.whole(source, "amount"),
        currency=fields.text(source, "currency"),
        tax=_tax(source),
        refunds=tuple(name for name in refunds if name is not None),
        action=fields.action(source),
        conversation=fields.conversation(source),
        pdf_url=fields.text(source, "pdf"),
        created=fields.moment(source, "created"),
    )


def _tax(source: Json) -> int | None:
    """Return what of a document's sum is tax; None where Stripe does not say."""
    if not isinstance(source.get("total_taxes"), list):
        return None
    amounts = [fields.whole(row, "amount") for row in fields.rows(source, "total_taxes")]
    return sum(amount for amount in amounts if amount is not None)


def _payments(invoice: Json) -> tuple[SourceId, ...] | None:
    """Return what paid an invoice; None unless that was asked for."""
    if not isinstance(invoice.get("payments"), dict):
        return None
    found = (_paid_by(row) for row in fields.rows(invoice, "payments"))
    return tuple(name for name in found if name is not None)


def _paid_by(source: Json) -> SourceId | None:
    """Return the payment of an InvoicePayment: its PaymentIntent, or a Charge that has none; nothing of Stripe's is None."""
    if fields.text(source, "status") != "paid":
        return None
    paid = fields.table(source, "payment")
    return fields.source_id(paid, "payment_intent") or fields.source_id(paid, "charge")


def _subscription(source: Json) -> SourceId | None:
    """Return what an invoice is for, which stands in its parent since API 2025-03-31."""
    details = fields.table(fields.table(source, "parent"), "subscription_details")
    return fields.source_id(details, "subscription")

"""What Stripe Billing keeps of a customer's invoices, as the program's own structs.

Source: docs.stripe.com/api/invoices/object. Pure, never raises.
"""

from __future__ import annotations

from inbox.domain.ids import SourceId
from inbox.domain.payments import Invoice
from inbox.platforms.stripe import fields
from inbox.platforms.stripe.fields import Json


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
        subscription=_subscription(source),
        remaining=fields.whole(source, "amount_remaining"),
        attempts=fields.whole(source, "attempt_count"),
        next_attempt=None if "next_payment_attempt" not in source else fields.moment(source, "next_payment_attempt") or "",
    )


def _subscription(source: Json) -> SourceId | None:
    """Return what an invoice is for, which stands in its parent since API 2025-03-31."""
    details = fields.table(fields.table(source, "parent"), "subscription_details")
    return fields.source_id(details, "subscription")

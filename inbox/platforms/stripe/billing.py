"""What Stripe Billing keeps of a customer, subscriptions and invoices, as the program's own structs.

Sources: docs.stripe.com/api/subscriptions/object, docs.stripe.com/api/invoices/object. Pure, never raises.
"""

from __future__ import annotations

from inbox.domain.payments import Invoice, Subscription
from inbox.platforms.stripe import fields
from inbox.platforms.stripe.fields import Json


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

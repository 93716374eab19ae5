"""Stripe's subscriptions as the program's own structs (docs.stripe.com/api/subscriptions/object). Pure, never raises."""

from __future__ import annotations

import msgspec

from inbox.domain.ids import SourceId
from inbox.domain.subscriptions import Subscription, SubscriptionItem
from inbox.platforms.stripe import fields
from inbox.platforms.stripe.fields import Json


def subscription(source: Json) -> Subscription | None:
    """Read a Subscription; what its things are called is known only where products are expanded."""
    found = bare(source)
    if found is None or any(each.name for each in found.items or ()):
        return found
    # Things without names would wipe out the names another body told.
    return msgspec.structs.replace(found, items=None)


def bare(source: Json) -> Subscription | None:
    """Read a Subscription with its things, though they lack names; its period is on them since API 2025-03-31."""
    own = fields.source_id(source)
    if own is None:
        return None
    rows = fields.rows(source, "items")
    items = tuple(_item(row) for row in rows)
    sums = [None if each.amount is None else each.amount * each.quantity for each in items]
    known = [each for each in sums if each is not None]
    first = fields.table(rows[0], "price") if rows else {}
    recurring, pause = fields.table(first, "recurring"), fields.table(source, "pause_collection")
    status = fields.text(source, "status")
    return Subscription(
        id=own,
        customer=fields.source_id(source, "customer"),
        status=status,
        amount=sum(known) if known and len(known) == len(sums) else None,
        currency=fields.text(source, "currency"),
        interval=fields.text(recurring, "interval"),
        interval_count=fields.whole(recurring, "interval_count"),
        anchor=fields.moment(source, "billing_cycle_anchor"),
        period_start=fields.moment(rows[0], "current_period_start") if rows else None,
        period_end=fields.moment(rows[0], "current_period_end") if rows else None,
        cancel_at_period_end=fields.flag(source, "cancel_at_period_end"),
        cancel_at=_maybe(source, "cancel_at"),
        ended_at=_maybe(source, "ended_at"),
        pause=None if "pause_collection" not in source else fields.text(pause, "behavior") or "",
        resumes_at=None if "pause_collection" not in source else fields.moment(pause, "resumes_at") or "",
        trial_end=_maybe(source, "trial_end"),
        collection=fields.text(source, "collection_method"),
        latest_invoice=fields.source_id(source, "latest_invoice"),
        latest_payment=_payment(fields.table(source, "latest_invoice")),
        items=items,
        label=fields.text(source, "description") or fields.text(first, "nickname"),
        action=fields.action(source),
        created=fields.moment(source, "created"),
        livemode=fields.flag(source, "livemode"),
    )


def _item(row: Json) -> SubscriptionItem:
    price = fields.table(row, "price")
    return SubscriptionItem(
        name=fields.text(fields.table(price, "product"), "name"),
        amount=fields.whole(price, "unit_amount"),
        quantity=fields.whole(row, "quantity") or 1,
        product=fields.source_id(price, "product"),
        price=fields.source_id(price),
    )


def _maybe(source: Json, key: str) -> str | None:
    """Return a moment, an empty text where Stripe says that there is none, None where it says nothing."""
    return None if key not in source else fields.moment(source, key) or ""


def _payment(invoice: Json) -> SourceId | None:
    """Return what an expanded invoice was, or is to be, paid with."""
    rows = fields.rows(invoice, "payments")
    return next((found for row in rows if (found := fields.source_id(fields.table(row, "payment"), "payment_intent"))), None)

"""Stripe's Checkout Sessions and Payment Links as the program's one kind of payment request.

Sources: docs.stripe.com/api/checkout/sessions/object, docs.stripe.com/api/payment-link/object. Pure, never raises.
"""

from __future__ import annotations

import msgspec

from inbox.domain import times
from inbox.domain.payments import Checkout
from inbox.platforms.stripe import fields, lines
from inbox.platforms.stripe.fields import Json


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
        pays_back=fields.pays_back(source),
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


def as_of(found: Checkout, seconds: int) -> Checkout:
    """Tell a page that was closed from one that ran out, by Stripe's own clock (unix seconds; 0 is not known).

    Stripe calls both expired, and gives both an address to go on with; what was closed is not to be opened again.
    """
    ends = None if found.expires_at is None else times.to_unix(times.from_text(found.expires_at))
    if found.kind != "session" or found.status != "expired" or ends is None or not 0 < seconds < ends:
        return found
    return msgspec.structs.replace(found, status="cancelled", recovery_url=None)


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
        pays_back=fields.pays_back(source),
        created=fields.moment(source, "created"),
        amount=lines.asked_for(source),
        lines=lines.bought(source),
        shared=None if "restrictions" not in source else fields.whole(done, "limit") != 1,
    )


def _session_status(source: Json) -> str | None:
    match fields.text(source, "status"):
        case "complete":
            paid = fields.text(source, "payment_status") in ("paid", "no_payment_required")
            return "paid" if paid else "processing"
        case "open" | "expired" as same:
            return same
        case _:
            return None

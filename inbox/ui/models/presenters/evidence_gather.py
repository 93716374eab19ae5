"""Gathers what speaks in a dispute: the messages around the payment, the payment and its lines, refunds, warnings, delivery.

Reads this desk's own cache and says how far that reaches. Notes of the team are never among it. Pure but for reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import msgspec

from inbox.desk.ports import ChatView, EntryView, Money
from inbox.domain import evidence, times
from inbox.domain import evidence_meanings as meanings
from inbox.domain.evidence_pack import MOST_ITEMS, PackItem
from inbox.domain.messages import Cart
from inbox.domain.money import Money as Sum
from inbox.domain.payments import LIVE_REFUND_STATES, Checkout, Dispute
from inbox.ui.models.moments import Moments
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.desk import Desk

_BEFORE = timedelta(days=30)
"""So long before a payment what was said may be about it."""
_CLOSE = timedelta(days=3)
"""So near to the payment everything said is taken, whatever its words mean."""
_PAGE = 100
_LONGEST = 2000
"""Characters of one message in the pack."""
_TELLING = frozenset({"said", "answered", "file"})


_STATUSES = {
    "sent": ("gesendet", "sent"),
    "delivered": ("zugestellt", "delivered"),
    "read": ("gelesen", "read"),
    "played": ("angehört", "played"),
    "failed": ("nicht zugestellt", "not delivered"),
}


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """``items`` in the order of time; ``since`` is where the messages begin, ``is_cut`` that there were more."""

    items: tuple[PackItem, ...]
    texts: dict[str, str]
    since: str = ""
    is_cut: bool = False


def gather(desk: Desk, chat: ChatView, paid: Money, dispute: Dispute, language: str) -> Gathered:
    """Return the pack as it is proposed, and the fields as far as they are known."""
    moments = Moments(language, desk.moments.zone)
    made = times.from_text(paid.payment.created or dispute.created or times.to_text(desk.clock.now()))
    entries, is_cut = _entries(desk, chat, made - _BEFORE)
    said = [item for entry in entries if (item := _message(moments, entry, made, language)) is not None]
    items = sorted((*said, *_money(moments, paid, dispute, language)), key=lambda each: (each.at, each.id))
    return Gathered(
        items=tuple(items),
        texts=_texts(chat, paid, dispute, items, language),
        since=said[0].at if said else "",
        is_cut=is_cut,
    )


def _entries(desk: Desk, chat: ChatView, since: datetime) -> tuple[list[EntryView], bool]:
    """Return the lines of a chat since a time; the newest ones, if there are too many."""
    reads, found = desk.reads, list[EntryView]()
    before: int | None = None
    while len(found) < MOST_ITEMS:
        page = reads.conversation(chat.conversation, before=before, limit=_PAGE)
        found = [*page, *found]
        if len(page) < _PAGE or times.from_text(page[0].at) < since:
            return [entry for entry in found if times.from_text(entry.at) >= since], False
        before = page[0].id
    return [entry for entry in found if times.from_text(entry.at) >= since], True


def _message(moments: Moments, entry: EntryView, made: datetime, language: str) -> PackItem | None:
    """Return a message as a line of the pack; None for what is no message, or was taken back."""
    if entry.direction not in ("in", "out") or entry.revoked:
        return None
    text, tells = _content(entry, language)
    if not text:
        return None
    at = times.from_text(entry.at)
    what = meanings.meaning(tells, language)
    return PackItem(
        id=entry.key,
        at=entry.at,
        who="customer" if entry.direction == "in" else "shop",
        text=text[:_LONGEST],
        meaning=_dated(moments, what, at, language),
        status=_status(entry.status, language) if entry.direction == "out" else "",
        is_taken=tells not in _TELLING or abs(at - made) <= _CLOSE,
        tells=tells,
    )


def _content(entry: EntryView, language: str) -> tuple[str, str]:
    """Return what a message says, and the name of its meaning."""
    text = " ".join((entry.text or "").split())
    is_in = entry.direction == "in"
    if entry.cart is not None:
        return _cart(entry.cart, language), "cart"
    if isinstance(entry.object, Checkout):
        return text, "asked"
    if text:
        return text, meanings.of_customer(text) if is_in else meanings.of_shop(text)
    if entry.media is not None:
        named = entry.media.filename or entry.kind
        return named, "file" if is_in else "answered"
    return "", "said"


def _cart(cart: Cart, language: str) -> str:
    lines = (
        f"{line.quantity} × {line.sku} {_sum(line.unit, line.currency, language)}".strip() for line in cart.lines
    )
    return ", ".join(lines)


def _status(status: str | None, language: str) -> str:
    german, english = _STATUSES.get(status or "", ("", ""))
    return german if language == "de" else english


def _dated(moments: Moments, what: str, at: datetime, language: str) -> str:
    day = moments.day(at)
    # With its year wherever it is read: a bank reads it months later.
    shown = moments.short_day(day, date.min)
    return f"{what} am {shown}" if language == "de" else f"{what} on {shown}"


def _money(moments: Moments, paid: Money, dispute: Dispute, language: str) -> list[PackItem]:
    """Return what Stripe knows: paid, given back, warned of, disputed."""
    payment, found = paid.payment, list[PackItem]()

    def add(name: str, at: str | None, who: str, tells: str, text: str, **parts: str) -> None:
        if at is not None:
            what = _dated(moments, meanings.meaning(tells, language, **parts), times.from_text(at), language)
            # The bank's own warning is no evidence for the shop.
            is_taken = tells != "warned"
            found.append(PackItem(id=name, at=at, who=who, text=text, meaning=what, tells=tells, is_taken=is_taken))

    amount = _sum(payment.amount, payment.currency, language)
    sold = ((line, _sum(line.amount, payment.currency, language)) for line in paid.sale.lines)
    lines = "; ".join(f"{line.quantity} × {line.name} {price}" for line, price in sold)
    receipt = f"{'Beleg' if language == 'de' else 'Receipt'}: {payment.receipt_url}" if payment.receipt_url else ""
    about = (payment.description or "", lines, payment.order_number or "", payment.id, receipt)
    add(
        payment.id, payment.created, "customer", "paid", " · ".join(part for part in about if part),
        amount=amount, method=payment.method_label or payment.method or "",
    )  # fmt: skip
    for refund in paid.refunds:
        if refund.status in LIVE_REFUND_STATES:
            given = _sum(refund.amount, refund.currency or payment.currency, language)
            reference = " · ".join(part for part in (refund.id, refund.reference or "") if part)
            add(refund.id, refund.created, "shop", "refunded", reference, amount=given)
    for warning in paid.warnings:
        add(warning.id, warning.created, "bank", "warned", warning.fraud_type or "")
    case = " · ".join(part for part in (dispute.id, dispute.reason or "", dispute.network_code or "") if part)
    add(dispute.id, dispute.created, "bank", "disputed", case)
    return found


def _sum(minor: int | None, currency: str | None, language: str) -> str:
    return "" if minor is None or currency is None else Sum(minor, currency).text(language)


def _texts(chat: ChatView, paid: Money, dispute: Dispute, items: list[PackItem], language: str) -> dict[str, str]:
    """Return the fields this reason asks for, as far as anything is known of them; what is staged already counts more."""
    payment = paid.payment
    sent = next((item for item in reversed(items) if item.tells == "tracking"), None)
    bought = "; ".join(f"{line.quantity} × {line.name}" for line in paid.sale.lines)
    known: dict[str, str] = {
        "product_description": bought or payment.description or "",
        "customer_name": payment.name or wording.shown_name(chat.name),
        "customer_email_address": payment.email or "",
        "shipping_address": _address(payment.shipping),
        "shipping_carrier": meanings.carrier(sent.text) if sent is not None else "",
        "shipping_tracking_number": meanings.tracking_number(sent.text) if sent is not None else "",
        "shipping_date": sent.at[:10] if sent is not None else "",
    }
    staged = dispute.evidence or {}
    return {name: staged.get(name) or known.get(name, "") for name in evidence.fields_for(dispute.reason)}


def _address(parts: Mapping[str, str] | None) -> str:
    if not parts:
        return ""
    place = " ".join(part for part in (parts.get("postal_code"), parts.get("city")) if part)
    lines = (parts.get("name"), parts.get("line1"), parts.get("line2"), place, parts.get("state"), parts.get("country"))
    return ", ".join(line for line in lines if line)


def statement(items: tuple[PackItem, ...]) -> str:
    """Return the taken lines' meanings under each other, as the statement is proposed; that there is a dispute is known."""
    return "\n".join(f"{item.meaning}." for item in items if item.is_taken and item.tells != "disputed")

"""Gathers what speaks in a dispute: the messages around the payment, the payment and its lines, refunds, warnings, delivery.

Reads this desk's own cache and says how far that reaches. Notes of the team are never among it. Pure but for reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec

from inbox.desk.ports import ChatView, EntryView, Money
from inbox.domain import evidence, evidence_phrases, times
from inbox.domain import evidence_meanings as meanings
from inbox.domain.evidence_pack import PackItem
from inbox.domain.messages import Cart
from inbox.domain.money import Money as Sum
from inbox.domain.payments import LIVE_REFUND_STATES, Checkout, Dispute, is_inquiry
from inbox.ui.models.moments import Moments
from inbox.ui.models.presenters import evidence_lines, wording
from inbox.ui.models.presenters.desk import Desk

_LONGEST = 2000
"""Characters of one message in the pack."""
_MOST_BEFORE = 5
"""Earlier payments that show whom a bank is dealing with."""


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """``items`` in the order of time, ``texts`` of the fields as far as they are known.

    ``count`` messages were read, from ``first`` to ``last`` (RFC 3339), of which ``left_out`` are not among the items;
    ``hole`` is between which times there are more that were not read, ``has_older`` that the chat goes further back.
    """

    items: tuple[PackItem, ...]
    texts: dict[str, str]
    count: int = 0
    left_out: int = 0
    first: str = ""
    last: str = ""
    hole: tuple[str, str] | None = None
    has_older: bool = False


def gather(
    desk: Desk, chat: ChatView, paid: Money, dispute: Dispute, language: str, *, is_all: bool = False
) -> Gathered:
    """Return the pack as it is proposed; with ``is_all`` from the chat's beginning on."""
    moments = Moments(language, desk.moments.zone)
    made = times.from_text(paid.payment.when or dispute.created or times.to_text(desk.clock.now()))
    with desk.reads.glance():
        since = None if is_all else made - evidence_lines.BEFORE
        read = evidence_lines.read_lines(desk.reads, chat.conversation, since, made)
        before = _paid_before(desk, chat, paid, dispute)
    said = [item for entry in read.entries if (item := _message(moments, entry, made, language)) is not None]
    kept = evidence_lines.choose(said, made)
    money = [*_money(moments, paid, dispute, language), *_earlier(moments, before, language)]
    items = sorted((*kept, *money), key=lambda each: (each.at, each.id))
    return Gathered(
        items=tuple(items),
        texts=_texts(desk, chat, paid, dispute, items, language),
        count=len(said),
        left_out=len(said) - len(kept),
        first=said[0].at if said else "",
        last=said[-1].at if said else "",
        hole=read.hole,
        has_older=read.has_older,
    )


def _paid_before(desk: Desk, chat: ChatView, paid: Money, dispute: Dispute) -> list[Money]:
    """Return earlier payments of this person that nobody disputed, the newest ones; they speak against fraud alone."""
    if dispute.reason not in (evidence.FRAUD, "unrecognized"):
        return []
    earlier = (
        each
        for each in desk.reads.payments(chat.conversation)
        if each.payment.status == "succeeded"
        and not each.payment.disputed
        and not each.disputes
        and each.payment.when is not None
        and each.payment.when < (paid.payment.when or "")
    )
    return sorted(earlier, key=lambda each: each.payment.when or "")[-_MOST_BEFORE:]


def _message(moments: Moments, entry: EntryView, made: datetime, language: str) -> PackItem | None:
    """Return a message as a line of the pack; None for what is no message, or was taken back."""
    if entry.direction not in ("in", "out") or entry.revoked or entry.kind == "reaction":
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
        status=entry.status or "" if entry.direction == "out" else "",
        is_taken=evidence_lines.is_taken(tells, at, made),
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
    file = "" if entry.media is None else f"[{_file(entry, language)}]"
    said = " ".join(part for part in (file, text) if part)
    if text:
        return said, meanings.of_customer(text) if is_in else meanings.of_shop(text)
    return said, "file" if is_in else "answered"


def _file(entry: EntryView, language: str) -> str:
    kind = evidence_phrases.kind(entry.kind, language)
    name = "" if entry.media is None else entry.media.filename or ""
    return f"{kind}: {name}" if name else kind


def _cart(cart: Cart, language: str) -> str:
    lines = (
        f"{line.quantity} × {line.sku} {_sum(line.unit, line.currency, language)}".strip() for line in cart.lines
    )
    return ", ".join(lines)


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

    word = evidence_phrases.word
    sold = ((line, _sum(line.amount, payment.currency, language)) for line in paid.sale.lines)
    lines = "; ".join(f"{line.quantity} × {line.name} {price}" for line, price in sold)
    order = word("order-number", language, number=payment.order_number) if payment.order_number else ""
    receipt = word("receipt", language, url=payment.receipt_url) if payment.receipt_url else ""
    about = (payment.description or "", lines, order, payment.id, receipt)
    add(
        payment.id, payment.when, "customer", "paid", _joined(*about),
        amount=_sum(payment.amount, payment.currency, language), method=method(paid, language),
    )  # fmt: skip
    for refund in paid.refunds:
        if refund.status in LIVE_REFUND_STATES:
            given = _sum(refund.amount, refund.currency or payment.currency, language)
            add(refund.id, refund.created, "shop", "refunded", _joined(refund.id, refund.reference or ""), amount=given)
    for warning in paid.warnings:
        text = evidence_phrases.warning(warning.fraud_type, language)
        add(warning.id, warning.created, "bank", "warned", text)
    code = word("code", language, code=dispute.network_code) if dispute.network_code else ""
    case = _joined(dispute.id, evidence_phrases.reason(dispute.reason, language), code)
    add(dispute.id, dispute.created, "bank", "asked-about" if is_inquiry(dispute) else "disputed", case)
    return found


def _earlier(moments: Moments, before: Sequence[Money], language: str) -> list[PackItem]:
    found: list[PackItem] = []
    for paid in before:
        payment = paid.payment
        amount = _sum(payment.amount, payment.currency, language)
        what = meanings.meaning("paid-before", language, amount=amount, method=method(paid, language))
        at = payment.when or ""
        found.append(
            PackItem(
                id=payment.id,
                at=at,
                who="customer",
                text=_joined(payment.description or "", payment.id),
                meaning=_dated(moments, what, times.from_text(at), language),
                tells="paid-before",
            )
        )
    return found


def method(paid: Money, language: str) -> str:
    """Return with what was paid, as the bank reads it."""
    return paid.payment.method_label or evidence_phrases.method(paid.payment.method, language)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _sum(minor: int | None, currency: str | None, language: str) -> str:
    return "" if minor is None or currency is None else Sum(minor, currency).text(language)


def _texts(
    desk: Desk, chat: ChatView, paid: Money, dispute: Dispute, items: list[PackItem], language: str
) -> dict[str, str]:
    """Return the fields this reason asks for, as far as anything is known of them; what is staged already counts more."""
    payment = paid.payment
    sent = next((item for item in reversed(items) if item.tells == "tracking"), None)
    bought = "; ".join(f"{line.quantity} × {line.name}" for line in paid.sale.lines)
    to = payment.shipping or {}
    known: dict[str, str] = {
        "product_description": bought or payment.description or "",
        "customer_name": payment.name or wording.shown_name(chat.name),
        "customer_email_address": payment.email or "",
        "shipping_address": _address(to),
        "shipping_carrier": to.get("carrier") or (meanings.carrier(sent.text) if sent is not None else ""),
        "shipping_tracking_number": to.get("tracking_number")
        or (meanings.tracking_number(sent.text) if sent is not None else ""),
        "shipping_date": desk.moments.day(times.from_text(sent.at)).isoformat() if sent is not None else "",
        "refund_policy_disclosure": evidence_phrases.terms(desk.terms.returns, language),
    }
    staged = dispute.evidence or {}
    return {name: staged.get(name) or known.get(name, "") for name in evidence.fields_for(dispute.reason)}


def _address(parts: Mapping[str, str]) -> str:
    place = " ".join(part for part in (parts.get("postal_code"), parts.get("city")) if part)
    lines = (parts.get("name"), parts.get("line1"), parts.get("line2"), place, parts.get("state"), parts.get("country"))
    return ", ".join(line for line in lines if line)


def statement(items: Sequence[PackItem]) -> str:
    """Return the taken lines' meanings under each other, as the statement is proposed.

    That somebody wrote says nothing by itself, and that the bank has something against it is known.
    """
    silent = evidence_lines.PLAIN | {"disputed", "asked-about"}
    return "\n".join(f"{item.meaning}." for item in items if item.is_taken and item.tells not in silent)

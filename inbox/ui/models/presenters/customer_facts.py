"""What is known of the customer of a chat, in words she would read: for templates and for replies kept ready.

Read from the cache when it is asked for. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from inbox.desk.ports import ChatView, EntryView
from inbox.desk.ports import Money as Paid
from inbox.domain import subscription_texts, times
from inbox.domain.languages import spoken
from inbox.domain.money import Money
from inbox.domain.payments import LIVE_REFUND_STATES, Checkout
from inbox.domain.replies import address
from inbox.domain.subscriptions import OVER
from inbox.domain.template_prefill import Facts
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.desk import Desk

_LATELY = timedelta(days=1)


def language_of(desk: Desk, chat: ChatView) -> str:
    """Return the language the customer writes in; the shop's where that does not tell."""
    return _language(desk, desk.reads.conversation(chat.conversation))


def address_of(desk: Desk, chat: ChatView) -> str:
    """Return how the shop speaks to the customer in German, ``du`` or ``sie``; else as she speaks to the shop."""
    entries = desk.reads.conversation(chat.conversation)
    said = {side: [one.text for one in entries if one.direction == side and one.text] for side in ("out", "in")}
    return address(said["out"]) or address(said["in"]) or "du"


def facts_of(desk: Desk, chat: ChatView, language: str = "") -> Facts:
    """Return what is known; sums and days are written in ``language``, without one in the customer's."""
    entries = desk.reads.conversation(chat.conversation)
    language = language or _language(desk, entries)
    payments = desk.reads.payments(chat.conversation)
    asked = _open_request(entries)
    paid = payments[0].payment if payments else None
    amount = ""
    if asked is not None:
        amount = _sum(asked.amount, asked.currency, language)
    elif paid is not None:
        amount = _sum(paid.amount, paid.currency, language)
    name = wording.shown_name(chat.name) if chat.name else ""
    today = desk.moments.day(desk.clock.now())
    runs = [each.subscription for each in desk.reads.subscriptions(chat.conversation) if each.subscription.status not in OVER]
    plan = runs[0] if len(runs) == 1 else None
    bill = None if asked is not None or not payments else payments[0].papers.invoice
    return Facts(
        first_name=wording.first_name(name),
        name=name,
        amount=amount,
        refunded=_refunded(payments, language),
        order_number=(paid.order_number or "") if paid is not None else "",
        day=f"{today.day}.{today.month}." if language == "de" else today.strftime("%d %b").lstrip("0"),
        shop=desk.terms.name,
        agent=desk.me.name,
        link=(asked.url or "") if asked is not None else "",
        invoice_number=(bill.number or "") if bill is not None else "",
        plan="" if plan is None else subscription_texts.own_name(plan),
        plan_amount="" if plan is None else _sum(plan.amount, plan.currency, language),
    )


def was_refunded_lately(desk: Desk, chat: ChatView) -> bool:
    """Return whether money went back to the customer within the last day, so that she may not have heard of it yet."""
    since = desk.clock.now() - _LATELY
    refunds = (refund for paid in desk.reads.payments(chat.conversation) for refund in paid.refunds)
    live = (refund.created for refund in refunds if refund.status in LIVE_REFUND_STATES)
    return any(at is not None and times.from_text(at) >= since for at in live)


def _language(desk: Desk, entries: Sequence[EntryView]) -> str:
    return spoken(one.text for one in entries if one.direction == "in" and one.text) or desk.terms.language


def _open_request(entries: Sequence[EntryView]) -> Checkout | None:
    requests = [one.object for one in entries if isinstance(one.object, Checkout) and one.object.status == "open"]
    return requests[-1] if requests else None


def _refunded(payments: Sequence[Paid], language: str) -> str:
    refunds = [(refund, paid.payment.currency) for paid in payments for refund in paid.refunds if refund.status != "failed"]
    if not refunds:
        return ""
    newest, currency = max(refunds, key=lambda each: each[0].created or "")
    return _sum(newest.amount, newest.currency or currency, language)


def _sum(minor: int | None, currency: str | None, language: str) -> str:
    return "" if minor is None or currency is None else Money(minor, currency).text(language)

"""The pack of evidence in words, ready for the pages, in the language the bank is to read it in. Pure.

Not the screen's language: these words go to a bank, so they are kept here and not with the screen's translations.
"""

from __future__ import annotations

from collections.abc import Mapping

from inbox.desk.ports import ChatView, Money
from inbox.domain import times
from inbox.domain.evidence_pack import PackItem, PrintedPack
from inbox.domain.money import Money as Sum
from inbox.domain.payments import Dispute
from inbox.ui.models.moments import Moments
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.desk import Desk

_WORDS: dict[str, dict[str, str]] = {
    "de": {
        "title": "Belege zum Streitfall",
        "shop": "Shop",
        "dispute": "Streitfall",
        "payment": "Zahlung",
        "amount": "Betrag",
        "paid": "Bezahlt",
        "method": "Zahlungsart",
        "reason": "Grund der Bank",
        "customer": "Kunde",
        "order": "Bestellnummer",
        "zone": "Alle Zeiten",
        "made": "Erstellt",
        "foot": "{shop} · {dispute}",
        "page": "Seite {page} von {pages}",
        "bank": "Bank",
        "stripe": "Stripe",
    },
    "en": {
        "title": "Evidence for a dispute",
        "shop": "Shop",
        "dispute": "Dispute",
        "payment": "Payment",
        "amount": "Amount",
        "paid": "Paid",
        "method": "Paid by",
        "reason": "The bank's reason",
        "customer": "Customer",
        "order": "Order number",
        "zone": "All times",
        "made": "Made",
        "foot": "{shop} · {dispute}",
        "page": "Page {page} of {pages}",
        "bank": "Bank",
        "stripe": "Stripe",
    },
}


def pack(
    desk: Desk,
    chat: ChatView,
    paid: Money,
    dispute: Dispute,
    items: tuple[PackItem, ...],
    texts: Mapping[str, str],
    language: str,
) -> PrintedPack:
    """Return what stands on the pages."""
    words, moments = _WORDS[language], Moments(language, desk.moments.zone)
    payment = paid.payment
    amount = dispute.amount if dispute.amount is not None else payment.amount
    currency = dispute.currency or payment.currency
    facts = (
        (words["shop"], desk.terms.name),
        (words["dispute"], " · ".join(part for part in (dispute.id, dispute.network_code or "") if part)),
        (words["reason"], dispute.reason or ""),
        (words["amount"], "" if amount is None or currency is None else Sum(amount, currency).text(language)),
        (words["payment"], " · ".join(part for part in (payment.id, payment.charge or "") if part)),
        (words["paid"], "" if payment.created is None else _when(moments, payment.created)),
        (words["method"], payment.method_label or payment.method or ""),
        (words["customer"], payment.name or wording.shown_name(chat.name)),
        (words["order"], payment.order_number or ""),
        (words["zone"], str(moments.zone)),
        (words["made"], _when(moments, times.to_text(desk.clock.now()))),
    )
    rows = tuple(
        (_when(moments, item.at), words.get(item.who, item.who), item.meaning, item.text, item.status)
        for item in items
        if item.is_taken
    )
    shop = desk.terms.name
    return PrintedPack(
        title=words["title"],
        shop=shop,
        language=language,
        facts=tuple(fact for fact in facts if fact[1]),
        rows=rows,
        statement=texts.get("uncategorized_text", ""),
        foot=words["foot"].format(shop=shop, dispute=dispute.id),
        page=words["page"],
    )


def _when(moments: Moments, at: str) -> str:
    """Return an instant with its year: these pages are read far away and much later."""
    moment = times.from_text(at)
    local = moment.astimezone(moments.zone)
    return f"{local:%d.%m.%Y %H:%M}" if moments.language == "de" else f"{local:%d %b %Y %H:%M}"

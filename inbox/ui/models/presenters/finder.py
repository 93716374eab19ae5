"""Who is this: payments that may be a customer's whom nobody has matched yet. Pure but for words; used by the panel."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import EntryView, FoundPayment
from inbox.domain import times
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.money_lines import payment_chip
from inbox.ui.models.states import cards
from inbox.ui.models.states.panel import Section

translate = QCoreApplication.translate

_TELLING = re.compile(r"[^\s@]+@[^\s@]+\.\w+|#?\b[A-Z]{0,4}-?\d{4,}\b")
"""An e-mail address or an order number; an amount alone fits too many payments."""
_LOOKED_THROUGH = 20
_MOST = 5


def words_in(entries: Sequence[EntryView]) -> str:
    """Return what the customer's own messages say that a payment could be found by."""
    said = [entry.text for entry in entries[-_LOOKED_THROUGH:] if entry.direction == "in" and entry.text]
    found = dict.fromkeys(word for text in reversed(said) for word in _TELLING.findall(text))
    return " ".join(list(found)[:3])


def section(desk: Desk, query: str, hint: str) -> Section:
    """Return the section that takes the place of the payments; ``hint`` is what the chat itself says."""
    words = query or hint
    found = desk.reads.find_payments(words, desk.terms.currency)[:_MOST] if words.strip() else []
    best = len(found[0].reasons) if found else 0
    entries = tuple(
        cards.found_payment(
            each.payment.id,
            desk.amount(each.payment.amount or 0, each.payment.currency),
            chip=payment_chip(desk, each.payment),
            details=_details(desk, each),
            why=_why(each.reasons),
            is_best=place == 0 and len(each.reasons) == best,
        )
        for place, each in enumerate(found)
    )
    return cards.finder(entries, found=hint, query=query, offers=())


def _details(desk: Desk, found: FoundPayment) -> str:
    payment, today = found.payment, desk.moments.day(desk.clock.now())
    day = ""
    if payment.created is not None:
        day = desk.moments.short_day(desk.moments.day(times.from_text(payment.created)), today)
    return " · ".join(part for part in (day, payment.name or payment.email, payment.order_number) if part)


def _why(reasons: tuple[str, ...]) -> str:
    names = {
        "id": translate("Finder", "Stripe's number"),
        "order": translate("Finder", "order number"),
        "email": translate("Finder", "e-mail"),
        "phone": translate("Finder", "phone number"),
        "amount": translate("Finder", "amount"),
        "last4": translate("Finder", "last four digits"),
    }
    return translate("Finder", "Fits: {what}").format(what=", ".join(names.get(each, each) for each in reasons))

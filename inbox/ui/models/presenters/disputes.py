"""A disputed payment as the panel shows it: facts only, by when the bank wants an answer, that a refund would pay twice.

Pure but for words. An inquiry is no dispute: the money is still here and a refund usually settles it.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import Money
from inbox.domain import times
from inbox.domain.payments import OPEN_DISPUTE_STATES, Dispute, is_inquiry
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.states import cards
from inbox.ui.models.states.parts import Entry

translate = QCoreApplication.translate

_ANSWERED = frozenset({"under_review", "appeal_under_review"})


def open_dispute(paid: Money) -> Dispute | None:
    """Return the chargeback a payment is in."""
    found = (each for each in paid.disputes if each.status in OPEN_DISPUTE_STATES and not is_inquiry(each))
    return next(found, None)


def card(desk: Desk, paid: Money, dispute: Dispute, details: str) -> Entry:
    """Return the card of a disputed payment; ``details`` are the payment's own."""
    return cards.disputed(
        paid.payment.id,
        desk.amount(paid.payment.amount or 0, paid.payment.currency),
        reason=reason(dispute.reason),
        due="" if dispute.status in _ANSWERED else _due(desk, dispute),
        is_answered=dispute.status in _ANSWERED,
        details=details,
        facts=_facts(desk, paid, dispute),
    )


def _due(desk: Desk, dispute: Dispute) -> str:
    """Return the day of the answer with the days that are left: "30 Nov, 8 days"."""
    if dispute.due_by is None:
        return ""
    moments, today = desk.moments, desk.moments.day(desk.clock.now())
    day = moments.day(times.from_text(dispute.due_by))
    left = (day - today).days
    words = moments.short_day(day, today)
    if left < 0:
        return translate("Disputes", "{day}, over").format(day=words)
    if left == 0:
        return translate("Disputes", "{day}, today").format(day=words)
    if left == 1:
        return translate("Disputes", "{day}, 1 day").format(day=words)
    return translate("Disputes", "{day}, {count} days").format(day=words, count=left)


def _facts(desk: Desk, paid: Money, dispute: Dispute) -> str:
    parts: list[str] = []
    if dispute.amount is not None and dispute.amount != paid.payment.amount:
        amount = desk.amount(dispute.amount, dispute.currency or paid.payment.currency)
        parts.append(translate("Disputes", "{amount} of it are disputed").format(amount=amount))
    if dispute.created is not None:
        day = desk.moments.day(times.from_text(dispute.created))
        shown = desk.moments.short_day(day, desk.moments.day(desk.clock.now()))
        parts.append(translate("Disputes", "opened {day}").format(day=shown))
    return " · ".join(parts)


def reason(code: str | None) -> str:
    """Return why the customer's bank disputes, in words."""
    return {
        "fraudulent": translate("Disputes", "fraudulent"),
        "product_not_received": translate("Disputes", "not received"),
        "product_unacceptable": translate("Disputes", "not as described"),
        "duplicate": translate("Disputes", "paid twice"),
        "credit_not_processed": translate("Disputes", "credit missing"),
        "subscription_canceled": translate("Disputes", "subscription cancelled"),
        "unrecognized": translate("Disputes", "not recognised"),
    }.get(code or "", translate("Disputes", "another reason"))

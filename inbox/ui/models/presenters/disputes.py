"""Disputes and banks' warnings as the panel shows them: facts, by when the bank wants an answer, what a refund would mean.

Pure but for words. An inquiry is no dispute: the money is still here and a refund usually settles it.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import Money
from inbox.domain import times
from inbox.domain.fraud import FraudWarning
from inbox.domain.payments import (
    CLOSED_DISPUTE_STATES,
    OPEN_DISPUTE_STATES,
    Dispute,
    is_inquiry,
    is_too_late,
    waits_for_answer,
)
from inbox.domain.refunds import at_stake
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.states import cards
from inbox.ui.models.states.parts import Entry

translate = QCoreApplication.translate

_ANSWERED = frozenset({"under_review", "appeal_under_review"})


def open_dispute(paid: Money) -> Dispute | None:
    """Return the chargeback a payment is in."""
    found = (each for each in paid.disputes if each.status in OPEN_DISPUTE_STATES and not is_inquiry(each))
    return next(found, None)


def open_case(paid: Money) -> Dispute | None:
    """Return the chargeback a payment is in, or else the inquiry about it."""
    found = (each for each in paid.disputes if each.status in OPEN_DISPUTE_STATES)
    return open_dispute(paid) or next(found, None)


def open_warning(paid: Money) -> FraudWarning | None:
    """Return the bank's warning that a refund would settle."""
    return next((each for each in paid.warnings if each.actionable), None)


def card(desk: Desk, paid: Money, dispute: Dispute, details: str) -> Entry:
    """Return the card of a disputed payment; ``details`` are the payment's own."""
    return cards.disputed(
        paid.payment.id,
        desk.amount(paid.payment.amount or 0, paid.payment.currency),
        reason=reason(dispute.reason),
        until="" if dispute.status in _ANSWERED else until(desk, dispute),
        is_answered=dispute.status in _ANSWERED,
        details=details,
        facts=_facts(desk, paid, dispute),
    )


def is_late(desk: Desk, dispute: Dispute) -> bool:
    """Tell whether the bank takes no answer any more."""
    return is_too_late(dispute, desk.clock.now())


def takes_answer(desk: Desk, dispute: Dispute) -> bool:
    """Tell whether the bank waits for an answer and still takes one."""
    return waits_for_answer(dispute) and not is_late(desk, dispute)


def is_last_day(desk: Desk, dispute: Dispute) -> bool:
    """Tell whether an answer has to be handed in today, or never."""
    if dispute.due_by is None or is_late(desk, dispute):
        return False
    return desk.moments.day(times.from_text(dispute.due_by)) == desk.moments.day(desk.clock.now())


def until(desk: Desk, dispute: Dispute) -> str:
    """Return by when the bank wants its answer, "Answer by 30 Nov, 8 days", or which day has passed; empty when unknown."""
    if not is_late(desk, dispute):
        day = due(desk, dispute)
        return translate("Disputes", "Answer by {day}").format(day=day) if day else ""
    if dispute.due_by is None:
        return translate("Disputes", "No answer possible")
    moments = desk.moments
    last = moments.short_day(moments.day(times.from_text(dispute.due_by)), moments.day(desk.clock.now()))
    return translate("Disputes", "Last day was {day}").format(day=last)


def now_what(desk: Desk, dispute: Dispute) -> str:
    """Return what happens once no answer is taken any more; empty as long as one is."""
    if not is_late(desk, dispute):
        return ""
    if is_inquiry(dispute):
        return translate(
            "Disputes", "The bank takes no answer any more and may make a dispute of it. A refund usually still settles it."
        )
    if dispute.submissions:
        return translate("Disputes", "Stripe takes nothing more; the bank decides on what was handed in.")
    if dispute.has_evidence:
        return translate(
            "Disputes",
            "What is staged was not handed in. Stripe takes nothing more; the bank decides without it, usually for the"
            " customer.",
        )
    return translate(
        "Disputes", "Nothing was handed in. Stripe takes nothing more; the bank decides without it, usually for the customer."
    )


def due(desk: Desk, dispute: Dispute) -> str:
    """Return the day of the answer with the time that is left: "30 Nov, 8 days"; empty when there is none any more."""
    if dispute.due_by is None or is_late(desk, dispute):
        return ""
    moments, today = desk.moments, desk.moments.day(desk.clock.now())
    at = times.from_text(dispute.due_by)
    day = moments.day(at)
    left = (day - today).days
    words = moments.short_day(day, today)
    if left == 0:
        return translate("Disputes", "{day}, today until {time}").format(day=words, time=moments.clock(at))
    if left == 1:
        return translate("Disputes", "{day}, 1 day").format(day=words)
    return translate("Disputes", "{day}, {count} days").format(day=words, count=left)


def _facts(desk: Desk, paid: Money, dispute: Dispute) -> str:
    parts: list[str] = []
    if dispute.amount is not None and dispute.amount != paid.payment.amount:
        amount = desk.amount(dispute.amount, dispute.currency or paid.payment.currency)
        parts.append(translate("Disputes", "{amount} of it is disputed").format(amount=amount))
    if dispute.created is not None:
        day = desk.moments.day(times.from_text(dispute.created))
        shown = desk.moments.short_day(day, desk.moments.day(desk.clock.now()))
        parts.append(translate("Disputes", "opened {day}").format(day=shown))
    if dispute.fee:
        fee = desk.amount(dispute.fee, dispute.currency or paid.payment.currency)
        parts.append(translate("Disputes", "fee {amount}").format(amount=fee))
    said = " · ".join(parts)
    # A line of its own.
    return said[:1].upper() + said[1:]


def ended(desk: Desk, paid: Money) -> str:
    """Return how the last dispute of a payment ended, with what it cost; empty while none has."""
    over = [each for each in paid.disputes if each.status in CLOSED_DISPUTE_STATES]
    if not over or open_case(paid) is not None:
        return ""
    last = over[-1]
    return end_words(desk, last.status or "", last.amount, last.fee, last.currency or paid.payment.currency)


def end_words(desk: Desk, status: str, amount: int | None, fee: int | None, currency: str | None) -> str:
    """Return how a dispute ended and what that means in money."""
    shown = "" if amount is None else desk.amount(amount, currency)
    words = {
        "won": translate("Disputes", "Dispute won, {amount} is back").format(amount=shown),
        "lost": translate("Disputes", "Dispute lost, {amount} is gone").format(amount=shown),
        "warning_closed": translate("Disputes", "Inquiry closed, nothing was taken"),
        "prevented": translate("Disputes", "Dispute settled before it began, the customer has {amount}").format(amount=shown),
    }[status]
    if not fee:
        return words
    kept = translate("Disputes", "fee {amount}").format(amount=desk.amount(fee, currency))
    return f"{words} · {kept}"


def warning_words(desk: Desk, paid: Money, warning: FraudWarning) -> str:
    """Return what a bank's warning means and what to do about it."""
    why = {
        "card_never_received": translate("Disputes", "The bank says the card never reached its owner."),
        "fraudulent_card_application": translate("Disputes", "The bank says the card was obtained in a false name."),
        "made_with_counterfeit_card": translate("Disputes", "The bank says the card is counterfeit."),
        "made_with_lost_card": translate("Disputes", "The bank says the card was lost."),
        "made_with_stolen_card": translate("Disputes", "The bank says the card was stolen."),
        "unauthorized_use_of_card": translate("Disputes", "The bank says the cardholder did not make this payment."),
    }.get(warning.fraud_type or "", translate("Disputes", "The bank suspects fraud."))
    left = at_stake(paid.payment, paid.refunds) or 0
    stake = translate("Disputes", "{amount} is at stake: a refund now avoids a dispute and its fee. Send nothing until then.")
    return f"{why} {stake.format(amount=desk.amount(left, paid.payment.currency))}"


def settled_warning(desk: Desk, paid: Money) -> str:
    """Return that a bank had warned of a payment; empty when none had, or something is still to be done about it."""
    if not paid.warnings or open_warning(paid) is not None:
        return ""
    at = paid.warnings[-1].created
    if at is None:
        return translate("Disputes", "The bank had warned of fraud")
    day = desk.moments.short_day(desk.moments.day(times.from_text(at)), desk.moments.day(desk.clock.now()))
    return translate("Disputes", "The bank had warned of fraud on {day}").format(day=day)


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

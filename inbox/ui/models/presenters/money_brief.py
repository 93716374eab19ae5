"""What one should know before giving money back, in one line: only what is known, nothing guessed. Pure but for words."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import Money
from inbox.domain import times
from inbox.domain.payments import LIVE_REFUND_STATES, OPEN_DISPUTE_STATES, is_inquiry, is_too_late
from inbox.ui.models.presenters import refunds
from inbox.ui.models.presenters.desk import Desk

translate = QCoreApplication.translate

_SEPA_RETURN = timedelta(weeks=8)
"""So long a bank takes a SEPA direct debit back without a question (support.stripe.com, SEPA disputes)."""


def brief(desk: Desk, paid: Money) -> str:
    """Return the line below the button that gives money back."""
    known = (presented(desk, paid), _given(desk, paid), _age(desk, paid), _fee(desk, paid), _inquiry(desk, paid))
    parts = (*known, _sepa(desk, paid), _arrival(paid))
    words = " · ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def history(desk: Desk, payments: list[Money]) -> str:
    """Return in words what this person was given back before; facts, no score."""
    given = [refund for paid in payments for refund in paid.refunds if refund.status in LIVE_REFUND_STATES]
    if not given:
        return translate("MoneyBrief", "First refund for this person.")
    currencies = {refund.currency for refund in given}
    if len(currencies) > 1 or None in currencies:
        return translate("MoneyBrief", "{count} refunds before.").format(count=len(given))
    total = desk.amount(sum(refund.amount or 0 for refund in given), currencies.pop())
    if len(given) == 1:
        return translate("MoneyBrief", "One refund before, {amount}.").format(amount=total)
    return translate("MoneyBrief", "{count} refunds before, {amount} in total.").format(count=len(given), amount=total)


def age(desk: Desk, paid: Money) -> str:
    """Return when it was paid, in days: "paid today", "paid 3 days ago"."""
    if paid.payment.when is None:
        return ""
    moments = desk.moments
    days = (moments.day(desk.clock.now()) - moments.day(times.from_text(paid.payment.when))).days
    if days <= 0:
        return translate("MoneyBrief", "paid today")
    if days == 1:
        return translate("MoneyBrief", "paid yesterday")
    return translate("MoneyBrief", "paid {count} days ago").format(count=days)


def standing(desk: Desk, paid: Money) -> str:
    """Return in words whether the bank has anything against the payment."""
    is_open = any(each.status in OPEN_DISPUTE_STATES and not is_inquiry(each) for each in paid.disputes)
    # Stripe goes on calling a payment disputed whose dispute is over.
    if is_open or (paid.payment.disputed and not paid.disputes):
        return translate("MoneyBrief", "disputed")
    return _inquiry(desk, paid) or translate("MoneyBrief", "no dispute")


def presented(desk: Desk, paid: Money) -> str:
    """Return in words what the customer was shown and paid, where that was in another currency than ours."""
    payment = paid.payment
    if payment.presented is None or payment.presented_currency in (None, payment.currency):
        return ""
    return translate("MoneyBrief", "paid as {amount}").format(amount=desk.amount(payment.presented, payment.presented_currency))


def _given(desk: Desk, paid: Money) -> str:
    given = refunds.given(desk, paid)
    if not given:
        return ""
    return translate("MoneyBrief", "{amount} already refunded").format(amount=desk.amount(given, paid.payment.currency))


def _age(desk: Desk, paid: Money) -> str:
    words = age(desk, paid)
    return "" if words == translate("MoneyBrief", "paid today") else words


def _fee(desk: Desk, paid: Money) -> str:
    if not paid.payment.fee:
        return ""
    return translate("MoneyBrief", "fee not returned {amount}").format(
        amount=desk.amount(paid.payment.fee, paid.payment.currency)
    )


def _inquiry(desk: Desk, paid: Money) -> str:
    asked = next((each for each in paid.disputes if each.status in OPEN_DISPUTE_STATES and is_inquiry(each)), None)
    if asked is None:
        return ""
    if asked.due_by is None:
        return translate("MoneyBrief", "the bank has asked about it")
    if is_too_late(asked, desk.clock.now()):
        return translate("MoneyBrief", "the bank has asked about it, too late for an answer")
    moments = desk.moments
    day = moments.short_day(moments.day(times.from_text(asked.due_by)), moments.day(desk.clock.now()))
    return translate("MoneyBrief", "the bank has asked about it, answer by {day}").format(day=day)


def _sepa(desk: Desk, paid: Money) -> str:
    if paid.payment.method != "sepa_debit" or paid.payment.when is None:
        return ""
    until, now = times.from_text(paid.payment.when) + _SEPA_RETURN, desk.clock.now()
    if until <= now:
        return ""
    day = desk.moments.short_day(desk.moments.day(until), desk.moments.day(now))
    words = translate("MoneyBrief", "the bank can return the SEPA debit until {day}, then it would be paid back twice")
    return words.format(day=day)


def _arrival(paid: Money) -> str:
    if paid.payment.method in (None, "card"):
        return translate("MoneyBrief", "arrives in 5 to 10 days")
    return translate("MoneyBrief", "when it arrives depends on the bank")

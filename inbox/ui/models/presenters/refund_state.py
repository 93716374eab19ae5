"""What became of the money that went back of a payment: on its way, arrived with the bank's number, or late. Pure but for words.

Stripe's charge counts a refund as given back from the moment it has begun; a screen says only what is true of the money.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import AskedRefund, Money
from inbox.domain import times
from inbox.domain.payments import Refund
from inbox.domain.refunds import LATE_AFTER
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.rows import Chip, Span, Tone
from inbox.ui.models.states.parts import Entry

translate = QCoreApplication.translate

_ON_ITS_WAY = frozenset({"pending", "requires_action"})
_MOST = 2


def is_moving(refund: Refund) -> bool:
    """Tell whether a refund has begun and nobody knows yet that the customer's bank took it."""
    return refund.status in _ON_ITS_WAY


def lines(desk: Desk, paid: Money) -> tuple[str, ...]:
    """Return the newest refunds of a payment, one a line: when, how much, and the number the bank finds it by."""
    known = [each for each in paid.refunds if each.amount and (is_moving(each) or each.status == "succeeded")]
    newest = sorted(known, key=lambda each: each.created or "", reverse=True)[:_MOST]
    return tuple(_line(desk, paid, each) for each in newest)


def _line(desk: Desk, paid: Money, refund: Refund) -> str:
    amount = desk.amount(refund.amount or 0, refund.currency or paid.payment.currency)
    if is_moving(refund):
        text = translate("RefundState", "{amount} on its way since {day}")
    else:
        text = translate("RefundState", "{amount} refunded {day}")
    said = text.format(amount=amount, day=_day(desk, refund)).strip()
    if not refund.reference:
        return said
    number = translate("RefundState", "bank reference {number}").format(number=refund.reference)
    return f"{said} · {number}"


def failed(paid: Money, asked: Iterable[AskedRefund]) -> set[str]:
    """Return the refunds of a payment that failed, by refund and by action."""
    names: set[str] = {name for name in (paid.payment.id, paid.payment.charge) if name}
    told = {each.action for each in asked if each.state == "failed" and each.is_of(names)}
    return {*(each.id for each in paid.refunds if each.status == "failed"), *told}


def since(paid: Money, at: str, amount: int) -> str | None:
    """Return when a refund of that amount was made at or after a moment (both RFC 3339); None when none was."""
    began = times.from_text(at).replace(microsecond=0)
    live = (each for each in paid.refunds if is_moving(each) or each.status == "succeeded")
    made = (each.created for each in live if each.amount == amount and each.created is not None)
    return next((created for created in made if times.from_text(created) >= began), None)


def chip(desk: Desk, refunds: Iterable[Refund], given: int) -> Chip | None:
    """Return that money is on its way, where the payment would else be called refunded; None where it is not.

    ``refunds`` are the payment's, ``given`` is what is given back of it in minor units.
    """
    moving = [each for each in refunds if is_moving(each)]
    if not moving or not given:
        return None
    if any(_is_late(desk, each) for each in moving):
        return Chip(translate("RefundState", "Refund late"), Tone.DANGER)
    return Chip(translate("RefundState", "Refund on its way"), Tone.INFO)


def with_late(desk: Desk, paid: Money, entry: Entry) -> Entry:
    """Return a payment's card with what to do about a refund that has not arrived for too long."""
    late = next((each for each in paid.refunds if is_moving(each) and _is_late(desk, each)), None)
    if late is None or entry.explanation:
        return entry
    amount = desk.amount(late.amount or 0, late.currency or paid.payment.currency)
    words = translate(
        "RefundState", "{amount} has not arrived after ten days: check whether the Stripe balance covers it."
    )
    return replace(entry, explanation=(Span(words.format(amount=amount)),), is_wrong=True)


def _is_late(desk: Desk, refund: Refund) -> bool:
    return refund.created is not None and desk.clock.now() - times.from_text(refund.created) >= LATE_AFTER


def _day(desk: Desk, refund: Refund) -> str:
    if refund.created is None:
        return ""
    moments = desk.moments
    return moments.short_day(moments.day(times.from_text(refund.created)), moments.day(desk.clock.now()))

"""The sum of a person's money, since when there is any, how it was matched and as of when. Pure but for words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import Money
from inbox.domain import times
from inbox.domain.money import Money as Sum
from inbox.domain.payments import LIVE_REFUND_STATES, OPEN_DISPUTE_STATES, is_inquiry
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.refund_state import is_moving
from inbox.ui.models.rows import Span

translate = QCoreApplication.translate


def headline(desk: Desk, payments: Sequence[Money]) -> tuple[Span, ...]:
    """Return "386,20 € paid · 18,00 € refunded", what is only on its way back, and what the bank has taken by a dispute.

    Sums of several currencies stand beside each other, never added up.
    """
    paid = [(each.payment.amount, each.payment.currency) for each in payments if each.payment.status == "succeeded"]
    back, moving = (
        [
            (refund.amount, refund.currency or each.payment.currency)
            for each in payments
            for refund in each.refunds
            if refund.status in LIVE_REFUND_STATES and is_moving(refund) is on_its_way
        ]
        for on_its_way in (False, True)
    )
    spans = [*_sums(desk, _totals(paid) or [Sum.zero(_usual(desk, payments))]), Span(" " + translate("Panel", "paid"))]
    if refunded := _totals(back):
        spans += [Span(" · "), *_sums(desk, refunded), Span(" " + translate("Panel", "refunded"))]
    if underway := _totals(moving):
        spans += [Span(" · "), *_sums(desk, underway), Span(" " + translate("Panel", "on its way back"))]
    for words, held in ((translate("Panel", "held by the bank"), True), (translate("Panel", "lost to the bank"), False)):
        if taken := _totals(_taken(payments, is_open=held)):
            spans += [Span(" · "), *_sums(desk, taken), Span(" " + words)]
    return tuple(spans)


def _taken(payments: Sequence[Money], *, is_open: bool) -> Iterator[tuple[int | None, str | None]]:
    """Yield what chargebacks have taken: for now, or for good. An inquiry takes nothing."""
    for each in payments:
        for case in each.disputes:
            is_so = case.status in OPEN_DISPUTE_STATES and not is_inquiry(case) if is_open else case.status == "lost"
            if is_so:
                yield case.amount, case.currency or each.payment.currency


def as_of(desk: Desk, payments: Sequence[Money]) -> str:
    """Return since when somebody is a customer, how the payments were matched, and as of when this is."""
    how = {
        "linked": translate("Panel", "linked by the team"),
        "request": translate("Panel", "matched by a payment link"),
        "metadata": translate("Panel", "matched by a payment link"),
        "sent-link": translate("Panel", "matched by a link written into the chat"),
        "customer": translate("Panel", "matched by customer account"),
        "phone": translate("Panel", "matched by phone"),
        "email": translate("Panel", "matched by e-mail"),
        "name": translate("Panel", "only the name matches"),
    }.get(payments[0].match.reason, "")
    return " · ".join(part for part in (_since(desk, payments), how, _fresh(desk)) if part)


def _fresh(desk: Desk) -> str:
    """Return as of when this is: up to then everything Stripe has to tell is known; empty while nobody has said."""
    heard = desk.commands.view.status.stripe_as_of
    if not heard:
        return ""
    return translate("Panel", "as of {time}").format(time=desk.moments.brief(times.from_text(heard), desk.clock.now()))


def _since(desk: Desk, payments: Sequence[Money]) -> str:
    """Return the month of the first payment that went through."""
    went = [each.payment.when for each in payments if each.payment.status == "succeeded" and each.payment.when]
    if not went:
        return ""
    month = desk.moments.month(desk.moments.day(times.from_text(min(went))))
    return translate("Panel", "Customer since {month}").format(month=month)


def _totals(amounts: Iterable[tuple[int | None, str | None]]) -> list[Sum]:
    """Return the sum of each currency, in the order in which they came."""
    found: dict[str, int] = {}
    for amount, currency in amounts:
        if amount is not None and currency is not None:
            found[currency] = found.get(currency, 0) + amount
    return [Sum(amount, currency) for currency, amount in found.items()]


def _sums(desk: Desk, totals: Sequence[Sum]) -> list[Span]:
    spans: list[Span] = []
    for total in totals:
        spans += [Span(" + "), Span(total.text(desk.language), True)] if spans else [Span(total.text(desk.language), True)]
    return spans


def _usual(desk: Desk, payments: Sequence[Money]) -> str:
    return next((each.payment.currency for each in payments if each.payment.currency), desk.terms.currency)

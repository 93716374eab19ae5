"""The refund form inside a payment's card: an amount as it is typed, its reason, whether the customer is told.

Used by the panel's presenter on the GUI thread; what is typed comes back as a new form with every key.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import Money
from inbox.domain import money
from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.payments import remaining
from inbox.domain.policy import NeedsApproval, Refused
from inbox.ui.models.presenters import refunds
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Choice, RefundForm
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_ASKING = ActionId("00000000-0000-0000-0000-000000000000")
"""Under which a form asks the policy what it would say; nothing with this id is ever sent."""


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """What the agent has put into the form."""

    payment: str
    amount: str
    reason: str = "damaged"
    tells: bool = False


def begin(desk: Desk, paid: Money) -> Typed:
    """Return a new form with all that is left in it."""
    return Typed(payment=paid.payment.id, amount=_digits(desk, remaining(paid.payment), paid.payment.currency))


def with_share(desk: Desk, typed: Typed, paid: Money, share: str) -> Typed:
    """Return the form with a share of what is left."""
    left = remaining(paid.payment)
    amount = left // 2 if share == "half" else left
    return msgspec.structs.replace(typed, amount=_digits(desk, amount, paid.payment.currency))


def amount_of(typed: Typed, paid: Money) -> money.Money | None:
    """Return the amount that is typed, None while it is none."""
    try:
        said = money.parse(typed.amount, paid.payment.currency or "eur")
    except money.MoneyError:
        return None
    return said if said.minor > 0 and said.currency == paid.payment.currency else None


def telling(desk: Desk, typed: Typed, paid: Money) -> str | None:
    """Return the text the customer gets once Stripe has accepted; None when she is not told."""
    said = amount_of(typed, paid)
    if not typed.tells or said is None:
        return None
    return translate("RefundForm", "We have refunded {amount}. It arrives within 5 to 10 days.").format(
        amount=said.text(desk.language)
    )


def form(
    desk: Desk, typed: Typed, paid: Money, conversation: ConversationId, *, customer: str, can_tell: bool
) -> RefundForm:
    """Return the form as it is shown."""
    payment = paid.payment
    said = amount_of(typed, paid)
    problem, button = _judged(desk, typed, paid, conversation, said)
    left = desk.amount(remaining(payment), payment.currency)
    tell_text = translate("RefundForm", "Tell {name}").format(name=customer)
    if not can_tell:
        tell_text = translate("RefundForm", "The window is closed, so {name} cannot be told here.").format(
            name=customer
        )
    return RefundForm(
        payment=payment.id,
        amount=typed.amount,
        most=translate("RefundForm", "of {amount}").format(amount=left),
        button=button,
        shares=_shares(left),
        reasons=tuple(
            Choice(id=reason, text=text, is_chosen=reason == typed.reason) for reason, text in refunds.reasons().items()
        ),
        tell=typed.tells if can_tell else None,
        tell_text=tell_text,
        brief=_brief(desk, paid),
        problem=problem,
    )


def _judged(
    desk: Desk, typed: Typed, paid: Money, conversation: ConversationId, said: money.Money | None
) -> tuple[str, CardButton]:
    text, problem = translate("RefundForm", "Refund"), ""
    if said is None:
        problem = translate("RefundForm", "This is not an amount.") if typed.amount.strip() else ""
    else:
        text = translate("RefundForm", "Refund {amount}").format(amount=said.text(desk.language))
        asked = refunds.make(_ASKING, conversation, paid.payment, said.minor, reason=typed.reason)
        decision = refunds.decide(desk, asked, paid)
        if isinstance(decision, Refused):
            problem = words_of(decision.problem, desk.language, said.currency)
        elif isinstance(decision, NeedsApproval):
            text = translate("RefundForm", "Ask to refund {amount}").format(amount=said.text(desk.language))
    return problem, CardButton(
        intent=Intent.REFUND_SEND,
        text=text,
        is_primary=True,
        is_enabled=said is not None and not problem,
        reason=problem,
        moves_money=True,
    )


def _shares(left: str) -> tuple[Choice, ...]:
    rest = translate("RefundForm", "All that is left {amount}").format(amount=left)
    return (Choice(id="half", text="50\u00a0%"), Choice(id="rest", text=rest))


def _brief(desk: Desk, paid: Money) -> str:
    arrives = translate("RefundForm", "Arrives in 5 to 10 days")
    if paid.payment.fee is None:
        return arrives
    fee = desk.amount(paid.payment.fee, paid.payment.currency)
    return translate("RefundForm", "Fee not returned {amount}").format(amount=fee) + f" · {arrives}"


def _digits(desk: Desk, minor: int, currency: str | None) -> str:
    digits = money.Money(minor, currency or desk.terms.currency).digits()
    return digits.replace(".", ",") if desk.language == "de" else digits

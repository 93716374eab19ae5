"""Giving money back, as the desk decides it: what is left, what stands against it, what asks first. Pure but for words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import Item, Money
from inbox.domain import policy, times
from inbox.domain.actions import RefundPayment, decode_action
from inbox.domain.ids import ActionId, AgentId, ConversationId, SourceId
from inbox.domain.payments import Payment
from inbox.domain.policy import Decision
from inbox.domain.refunds import LiveRefund, refunded, remaining
from inbox.domain.template_choice import TemplateChoice
from inbox.ui.models.presenters.desk import Desk

translate = QCoreApplication.translate

LIVE = frozenset({"held", "posting", "queued", "needs_approval", "sending", "unknown"})
"""States in which nothing else can be done to a payment."""


def targets(payment: Payment) -> tuple[str, ...]:
    """Return every id under which a payment is known."""
    return tuple(name for name in (payment.id, payment.charge) if name)


def newest_refund(items: list[Item], payment: Payment) -> Item | None:
    """Return this desk's newest refund of a payment."""
    names = set(targets(payment))
    return next((each for each in reversed(items) if each.kind == "refund" and names.intersection(each.targets)), None)


def refund_of(item: Item) -> RefundPayment | None:
    """Return the refund behind a click."""
    action = decode_action(item.body)
    return action if isinstance(action, RefundPayment) else None


def given(desk: Desk, paid: Money) -> int:
    """Return how much of a payment is given back or on its way, in minor units."""
    return refunded(paid.payment, paid.refunds, _live(desk, paid.payment))


def left(desk: Desk, paid: Money) -> int:
    """Return how much of a payment can still be given back, in minor units."""
    return remaining(paid.payment, paid.refunds, _live(desk, paid.payment))


def make(
    desk: Desk,
    action: ActionId,
    conversation: ConversationId,
    paid: Money,
    amount: int,
    *,
    reason: str = "other",
    tell: str | None = None,
    tell_template: TemplateChoice | None = None,
    lines: tuple[str, ...] = (),
    confirmed: tuple[str, ...] = (),
) -> RefundPayment:
    """Return the refund of an amount, as the agent sees the payment now."""
    payment = paid.payment
    return RefundPayment(
        id=action,
        payment=SourceId(payment.id),
        amount=amount,
        currency=payment.currency or "eur",
        conversation=conversation,
        reason=reason,
        seen_refunded=None if payment.amount_refunded is None else given(desk, paid),
        tell=tell,
        tell_template=tell_template,
        lines=lines,
        confirmed=confirmed,
    )


def decide(desk: Desk, action: RefundPayment, money: Money) -> Decision:
    """Decide with what this desk knows; the hub decides again with what Stripe says."""
    return policy.decide(action, state_of(desk, action, money))


def state_of(desk: Desk, action: RefundPayment, money: Money) -> policy.State:
    """Return the facts a refund is decided on."""
    return policy.State(
        actor=desk.me,
        now=desk.clock.now(),
        policy=desk.terms.policy,
        payment=money.payment,
        refunds=money.refunds,
        disputes=money.disputes,
        live=tuple(_live(desk, money.payment, action.id)),
        match=None if action.conversation is None else money.match.certainty,
    )


def _live(desk: Desk, payment: Payment, but: ActionId | None = None) -> list[LiveRefund]:
    """Return this desk's own refunds of the payment; colleagues' ones are the hub's to know."""
    names, found = set(targets(payment)), []
    for item in desk.commands.view.items:
        is_other = item.kind == "refund" and item.id != but and not names.isdisjoint(item.targets)
        asked = refund_of(item) if is_other else None
        if asked is not None:
            made = (item.result or {}).get("refund")
            found.append(
                LiveRefund(
                    action=item.id,
                    charge=payment.charge or payment.id,
                    agent=AgentId(desk.me.agent),
                    agent_name=desk.me.name,
                    amount=asked.amount,
                    currency=asked.currency,
                    state=item.state,
                    at=item.clicked_at,
                    refund=SourceId(made) if isinstance(made, str) else None,
                )
            )
    return found


def question(
    desk: Desk, codes: tuple[str, ...], facts: dict[str, str | int | None], customer: str, currency: str | None
) -> str:
    """Return, in words, what the agent has to confirm."""
    words: list[str] = []
    if "uncertain-match" in codes:
        text = translate("Refund", "It is not certain that this payment is {name}'s.")
        words.append(text.format(name=customer))
    if "inquiry" in codes:
        words.append(translate("Refund", "The bank has asked about this payment; a refund usually settles it."))
    if "recent-refund" in codes:
        words.append(_recent(desk, facts, currency))
    return " ".join(words) or translate("Refund", "Please look again before you click.")


def _recent(desk: Desk, facts: dict[str, str | int | None], currency: str | None) -> str:
    amount, at = facts.get("amount"), facts.get("at")
    if not isinstance(amount, int) or not isinstance(at, str):
        return translate("Refund", "Part of this payment was already refunded today.")
    text = translate("Refund", "{amount} of this payment was already refunded at {time}.")
    return text.format(amount=desk.amount(amount, currency), time=desk.moments.clock(times.from_text(at)))


def reasons() -> dict[str, str]:
    """Return the reasons to choose from, in their order."""
    return {
        "damaged": translate("Refund", "Damaged item"),
        "wrong_item": translate("Refund", "Wrong item"),
        "not_received": translate("Refund", "Did not arrive"),
        "late": translate("Refund", "Too late"),
        "withdrawal": translate("Refund", "Withdrawal"),
        "goodwill": translate("Refund", "Goodwill"),
        "price": translate("Refund", "Price"),
        "duplicate": translate("Refund", "Paid twice"),
        "other": translate("Refund", "Something else"),
    }

"""What is allowed of a refund: never what Stripe would refuse, seldom without a question, above a limit by two."""

from __future__ import annotations

from datetime import datetime, timedelta

from inbox.domain import times
from inbox.domain.decisions import Allowed, Decision, NeedsApproval, NeedsConfirmation, Refused, State, no
from inbox.domain.money import Money, step
from inbox.domain.money_actions import RefundPayment
from inbox.domain.payments import OPEN_DISPUTE_STATES, Dispute, is_inquiry
from inbox.domain.refunds import BLOCKING_STATES, refunded, remaining
from inbox.domain.roles import Policy


def decide_refund(action: RefundPayment, state: State) -> Decision:
    """Decide a refund: what Stripe would refuse, then what nobody may, then what asks, then what needs a second person."""
    refused = _refund_impossible(action, state)
    if refused is not None:
        return refused
    codes, facts = _refund_warnings(action, state)
    missing = tuple(code for code in codes if code not in action.confirmed)
    if missing:
        return NeedsConfirmation(missing, facts)
    if state.approved:
        return Allowed()
    return above_limit(action.amount, state.actor.role, state.policy, state.refunded_today) or Allowed()


def above_limit(amount: int, role: str, policy: Policy, today: int = 0) -> NeedsApproval | None:
    """Return what makes a refund of ``amount`` minor units a request; None where the role gives back so much by itself.

    ``today`` is what the agent has given back since midnight.
    """
    most = policy.four_eyes
    if most is not None and amount > most:
        return NeedsApproval("four-eyes", {"limit": most, "amount": amount})
    limits = policy.limit(role)
    if limits.refund is not None and amount > limits.refund:
        return NeedsApproval("refund-limit", {"limit": limits.refund, "amount": amount})
    if limits.day is not None and today + amount > limits.day:
        return NeedsApproval("day-limit", {"limit": limits.day, "today": today})
    return None


def _refund_impossible(action: RefundPayment, state: State) -> Refused | None:
    payment = state.payment
    if payment is None:
        return no("payment-unknown", "Stripe does not know this payment; reload the customer's payments.")
    if payment.currency is not None and payment.currency != action.currency:
        code = payment.currency.upper()
        return no("wrong-currency", f"The payment was made in {code}; refund it in {code}.", currency=payment.currency)
    if action.amount % step(action.currency):
        return no("amount-step", f"{action.currency.upper()} is refunded in larger steps.", step=step(action.currency))
    blocking = [live for live in state.live if live.state in BLOCKING_STATES]
    if blocking:
        first = blocking[0]
        detail = "Another refund of this payment has no certain outcome yet; wait for it or resolve it first."
        return no("refund-in-progress", detail, agent=first.agent_name, amount=first.amount, action=first.action)
    given = refunded(payment, state.refunds, state.live)
    if action.seen_refunded is not None and payment.amount_refunded is not None and action.seen_refunded != given:
        now = Money(given, action.currency).text()
        detail = f"The payment has changed since you looked: {now} is refunded by now; check and click again."
        return no("payment-changed", detail, refunded=given, seen=action.seen_refunded)
    if payment.status == "requires_capture":
        return no("not-captured", "The payment is only authorised; cancel it instead of refunding.")
    if payment.status != "succeeded":
        return no("not-paid", "The payment has not succeeded, so there is nothing to refund.", status=payment.status)
    if (dispute := next((d for d in state.disputes if not _is_refundable(d)), None)) is not None:
        return _disputed(dispute)
    if payment.disputed and not state.disputes:
        return no("disputed", "The payment is disputed; Stripe refuses refunds until the dispute is closed.")
    left = remaining(payment, state.refunds, state.live)
    if action.amount > left:
        if left == 0:
            return no("already-refunded", "The payment is already refunded in full.", left=0)
        detail = f"Only {Money(left, action.currency).text()} of the payment is left to refund."
        return no("exceeds-remaining", detail, left=left, amount=action.amount)
    return None


def _is_refundable(dispute: Dispute) -> bool:
    """Tell whether Stripe refunds a payment in spite of this dispute: its own word counts, the status where it says none.

    Where the money is back with the customer already, it would be given twice whatever Stripe allows.
    """
    if dispute.status in ("lost", "prevented"):
        return False
    if dispute.refundable is not None:
        return dispute.refundable
    return is_inquiry(dispute) or dispute.status == "won"


def _disputed(dispute: Dispute) -> Refused:
    if dispute.status == "lost":
        return no("disputed", "The dispute was lost and the money is already back with the customer.", status="lost")
    if dispute.status == "prevented":
        detail = "The dispute was settled before it began: the money is already back with the customer."
        return no("disputed", detail, status="prevented")
    if is_inquiry(dispute):
        detail = "The bank's inquiry no longer allows a refund; answer the inquiry."
        return no("disputed", detail, status=dispute.status)
    if dispute.status == "won":
        return no("disputed", "Stripe takes no refund of this payment any more.", status="won")
    detail = "The payment is disputed; answer the dispute, a refund would pay twice."
    return no("disputed", detail, status=dispute.status)


def _refund_warnings(action: RefundPayment, state: State) -> tuple[list[str], dict[str, str | int | None]]:
    codes: list[str] = []
    facts: dict[str, str | int | None] = {}
    if state.match in ("likely", "none"):
        codes.append("uncertain-match")
    if any(d.status in OPEN_DISPUTE_STATES for d in state.disputes):
        codes.append("inquiry")
    since = state.now - timedelta(hours=state.policy.recent_refund_hours)
    moved = [
        r for r in state.refunds if r.status in ("pending", "requires_action", "succeeded") and _after(r.created, since)
    ]
    waiting = [live for live in state.live if live.state in ("queued", "needs_approval", "held")]
    if moved or waiting:
        codes.append("recent-refund")
    if waiting:
        first = waiting[0]
        facts |= {"agent": first.agent_name, "amount": first.amount, "at": first.at, "state": first.state}
    elif moved:
        newest = max(moved, key=lambda refund: refund.created or "")
        who = next((live.agent_name for live in state.live if live.action == newest.action), None)
        facts |= {"agent": who, "amount": newest.amount, "at": newest.created, "refund": newest.id}
    return codes, facts


def _after(moment: str | None, since: datetime) -> bool:
    return moment is not None and times.from_text(moment) >= since

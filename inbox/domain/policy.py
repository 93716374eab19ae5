"""What is allowed: one pure decision per action, made twice — by the desk to draw the button, by the hub to act.

``decide(action, state)`` never looks anything up: ``State`` carries the facts, and a fact that is None was not known to
whoever asks. The hub asks again with fresh facts from Stripe; its answer counts.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from inbox.domain import planned, times, window
from inbox.domain.actions import (
    AddNote,
    AnyAction,
    Assign,
    BlockPerson,
    CancelPaymentRequest,
    DropPlan,
    LinkCustomer,
    MarkRead,
    MergePeople,
    PlanSend,
    RefundPayment,
    RequestPayment,
    SendTemplate,
    SetStatus,
)
from inbox.domain.cards import mask
from inbox.domain.money import MINIMUM_CHARGE, Money, step
from inbox.domain.payments import OPEN_DISPUTE_STATES, Checkout, Dispute, Payment, Refund, is_inquiry, remaining
from inbox.domain.problems import Problem
from inbox.domain.refunds import BLOCKING_STATES, LiveRefund
from inbox.domain.roles import Actor, Policy, at_least
from inbox.domain.send_actions import typed
from inbox.domain.template_drafts import SubmitTemplate, lint_draft
from inbox.domain.templates import GONE, MARKETING, Template, Values, misshapen, missing, too_long


class Allowed(msgspec.Struct, frozen=True):
    """Go ahead."""


class NeedsApproval(msgspec.Struct, frozen=True):
    """Above the actor's limit: somebody else must approve. ``reason`` is a slug, ``facts`` the limit and the sum."""

    reason: str
    facts: dict[str, str | int | None] = {}


class NeedsConfirmation(msgspec.Struct, frozen=True):
    """Something stands against it that the agent may overrule by naming ``codes`` in ``confirmed``."""

    codes: tuple[str, ...]
    facts: dict[str, str | int | None] = {}


class Refused(msgspec.Struct, frozen=True):
    """Not possible; ``problem`` says why and the way out."""

    problem: Problem


Decision = Allowed | NeedsApproval | NeedsConfirmation | Refused


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The facts a decision rests on. Money is in minor units; unknown facts are None or empty.

    ``match`` is the certainty with which the payment belongs to the conversation: ``confirmed``, ``likely``,
    ``none``, or None where the question does not arise (no conversation named, or money not involved).
    """

    actor: Actor
    now: datetime
    policy: Policy = Policy()
    conversation_known: bool = True
    last_inbound: datetime | None = None
    blocked: bool = False
    marketing_stopped: str | None = None
    """Since when the person wants no marketing (RFC 3339), None while nobody has heard that."""
    payment: Payment | None = None
    refunds: tuple[Refund, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    live: tuple[LiveRefund, ...] = ()
    """Other refund actions on the same charge, this one excluded."""
    refunded_today: int = 0
    """Sum this agent has refunded since midnight in the shop's time zone, in the payment's currency."""
    match: str | None = None
    open_requests: tuple[Checkout, ...] = ()
    other_known: bool = True
    """Whether there is the other conversation that a merge names."""
    are_one: bool = False
    """Whether the two conversations of a merge are one person's already."""
    both_paid: bool = False
    """Whether both of them have money: then a person's word is needed, never a machine's."""
    template: Template | None = None
    """The template that is to be sent or submitted, None when nobody knows it."""
    approved: bool = False
    """True when a second person has approved; limits then no longer ask."""


def decide(action: AnyAction, state: State) -> Decision:
    """Decide one action on the facts given."""
    if not at_least(state.actor.role, "agent"):
        return _no("role", "Your role can read but not act; ask an owner for another role.", needed="agent")
    if action.not_after is not None and state.now > times.from_text(action.not_after):
        return _no("expired", "This was clicked too long ago to be carried out; click again.")
    if not state.conversation_known:
        return _no("conversation-unknown", "There is no such conversation; reload the list.")
    if any(mask(text)[1] for text in _texts_of(action)):
        return _no("card-number", "The text contains a card number; remove it, card data is neither sent nor kept.")
    match action:
        case RefundPayment():
            return decide_refund(action, state)
        case RequestPayment():
            return _decide_request(action, state)
        case BlockPerson():
            return _decide_block(action, state)
        case MergePeople():
            return _decide_merge(action, state)
        case Assign() | SetStatus() | AddNote() | MarkRead() | LinkCustomer() | CancelPaymentRequest() | DropPlan():
            return Allowed()
        case PlanSend():
            return _decide_plan(action, state)
        case SendTemplate():
            return _decide_template(action, state)
        case SubmitTemplate():
            return _decide_submission(action, state)
        case _:
            return _decide_send(state)


def _no(code: str, detail: str, **facts: str | int | None) -> Refused:
    return Refused(Problem(code, detail, facts=facts))


def _texts_of(action: AnyAction) -> list[str]:
    """Return what a person typed into an action."""
    texts: list[str | None] = []
    match action:
        case AddNote():
            texts = [action.text]
        case BlockPerson():
            texts = [action.reason]
        case RequestPayment():
            texts = [action.text, action.purpose, *(line.name for line in action.lines)]
        case RefundPayment():
            texts = [action.reason, action.note, action.tell]
        case PlanSend():
            texts = typed(action.send)
        case Assign() | SetStatus() | MarkRead() | LinkCustomer() | MergePeople() | CancelPaymentRequest() | DropPlan():
            pass
        case SubmitTemplate(draft=draft):
            texts = [draft.header_text, draft.body, draft.footer, *draft.header_examples.values(), *draft.body_examples.values()]
        case _:
            texts = typed(action)
    return [text for text in texts if text]


def _decide_send(state: State) -> Decision:
    if state.blocked:
        return _no("blocked", "This person is blocked; unblock them first.")
    if not window.is_open(state.last_inbound, state.now):
        return _no("window-closed", "The 24-hour window has closed; send an approved template instead.")
    return Allowed()


def _decide_plan(action: PlanSend, state: State) -> Decision:
    """Decide what can be decided now; whether the window is open matters only when the time has come."""
    problem = planned.time_problem(action.at, state.now)
    if problem is not None:
        return Refused(problem)
    if isinstance(action.send, SendTemplate):
        return _decide_template(action.send, state)
    return _no("blocked", "This person is blocked; unblock them first.") if state.blocked else Allowed()


def _decide_template(action: SendTemplate, state: State) -> Decision:
    template = state.template
    if state.blocked:
        return _no("blocked", "This person is blocked; unblock them first.")
    if template is None or template.status == GONE:
        return _no("template-unknown", "WhatsApp has no such template in this language; reload the list of templates.")
    if not template.can_be_sent:
        detail = f"The template is {template.status.lower().replace('_', ' ') or 'not approved'} at WhatsApp; choose another one."
        return _no("template-not-approved", detail, status=template.status)
    if template.category == MARKETING and state.marketing_stopped is not None:
        detail = "This person has stopped marketing messages in WhatsApp; nobody can send them any until they resume."
        return _no("marketing-stopped", detail, since=state.marketing_stopped)
    if template.category == MARKETING:
        detail = "Marketing needs the customer's recorded consent, and there is none; send a template of another category."
        return _no("no-consent", detail, category=template.category)
    if not template.is_of_a_chat:
        detail = "The template's heading or a button of it needs what cannot be given here; choose another one."
        return _no("template-kind", detail, header=template.header)
    values = values_of(action)
    empty = missing(template, values)
    if empty:
        return _no("template-values", f"The template has nothing for {', '.join(empty)}; fill it in.", missing=", ".join(empty))
    wrong = misshapen(template, values)
    if wrong:
        detail = f"{', '.join(wrong)} has a line break, a tab, many blanks or braces; write it on one line."
        return _no("value-form", detail, values=", ".join(wrong))
    over = too_long(template, values)
    if over:
        detail = f"The filled template is {max(over.values())} characters too long; shorten what you filled in."
        return _no("template-too-long", detail, over=max(over.values()))
    return Allowed()


def _decide_submission(action: SubmitTemplate, state: State) -> Decision:
    if not at_least(state.actor.role, "supervisor"):
        return _no("role-supervisor", "Only a supervisor or an owner may do this; ask one of them.", needed="supervisor")
    known = state.template
    if known is not None and known.status not in (GONE, ""):
        detail = "The account has a template of this name in this language already; give it another name."
        return _no("template-exists", detail, status=known.status)
    wrong = lint_draft(action.draft)
    if wrong:
        detail = f"Meta would reject this template ({', '.join(wrong)}); change it first."
        return _no("template-lint", detail, codes=" ".join(wrong))
    return Allowed()


def values_of(action: SendTemplate) -> Values:
    """Return what a send fills the template's gaps with."""
    return Values(
        header=action.header, body=action.body, buttons=action.buttons, has_media=action.media is not None
    )


def _decide_block(action: BlockPerson, state: State) -> Decision:
    if not action.blocked:
        return Allowed()
    if not window.is_open(state.last_inbound, state.now):
        return _no("block-too-late", "WhatsApp blocks only people who wrote within the last 24 hours; resolve the chat instead.")
    return Allowed()


def _decide_merge(action: MergePeople, state: State) -> Decision:
    if not state.other_known:
        return _no("conversation-unknown", "There is no such conversation; reload the list.")
    if action.apart:
        if not state.are_one:
            return _no("not-one-person", "These two chats are separate already.")
        return Allowed()
    if state.are_one:
        return _no("one-person", "These two chats are one person's already.")
    if state.both_paid and "both-paid" not in action.confirmed:
        return NeedsConfirmation(("both-paid",))
    return Allowed()


def _decide_request(action: RequestPayment, state: State) -> Decision:
    amount = action.amount if action.amount is not None else sum(ln.unit_amount * ln.quantity for ln in action.lines)
    money = Money(amount, action.currency)
    if amount <= 0:
        return _no("amount-zero", "There is nothing to pay; check the lines.")
    if amount % step(action.currency):
        smallest = Money(step(action.currency), action.currency)
        return _no("amount-step", f"{action.currency.upper()} is charged in steps of {smallest.text()}.", amount=amount)
    if amount < MINIMUM_CHARGE.get(action.currency, 1):
        least = Money(MINIMUM_CHARGE[action.currency], action.currency)
        return _no("amount-too-small", f"Stripe takes {least.text()} at least; {money.text()} is less.", amount=amount)
    if state.blocked:
        return _no("blocked", "This person is blocked; unblock them first.")
    if action.deliver and not window.is_open(state.last_inbound, state.now):
        return _no("window-closed", "The 24-hour window has closed; send the link with an approved template.")
    same = [c for c in state.open_requests if c.status == "open"]
    if same and "open-request" not in action.confirmed:
        return NeedsConfirmation(("open-request",), {"request": same[0].id, "amount": same[0].amount})
    return Allowed()


def decide_refund(action: RefundPayment, state: State) -> Decision:
    """Decide a refund: what Stripe would refuse, then what nobody may, then what asks, then what needs a second person."""
    refused = _refund_impossible(action, state)
    if refused is not None:
        return refused
    codes, facts = _refund_warnings(action, state)
    missing = tuple(code for code in codes if code not in action.confirmed)
    if missing:
        return NeedsConfirmation(missing, facts)
    limits = state.policy.limit(state.actor.role)
    if state.approved:
        return Allowed()
    if limits.refund is not None and action.amount > limits.refund:
        return NeedsApproval("refund-limit", {"limit": limits.refund, "amount": action.amount})
    if limits.day is not None and state.refunded_today + action.amount > limits.day:
        return NeedsApproval("day-limit", {"limit": limits.day, "today": state.refunded_today})
    return Allowed()


def _refund_impossible(action: RefundPayment, state: State) -> Refused | None:
    payment = state.payment
    if payment is None:
        return _no("payment-unknown", "Stripe does not know this payment; reload the customer's payments.")
    if payment.currency is not None and payment.currency != action.currency:
        code = payment.currency.upper()
        return _no("wrong-currency", f"The payment was made in {code}; refund it in {code}.", currency=payment.currency)
    if action.amount % step(action.currency):
        return _no("amount-step", f"{action.currency.upper()} is refunded in larger steps.", step=step(action.currency))
    blocking = [live for live in state.live if live.state in BLOCKING_STATES]
    if blocking:
        first = blocking[0]
        detail = "Another refund of this payment has no certain outcome yet; wait for it or resolve it first."
        return _no("refund-in-progress", detail, agent=first.agent_name, amount=first.amount, action=first.action)
    refunded = payment.amount_refunded
    if action.seen_refunded is not None and refunded is not None and action.seen_refunded != refunded:
        now = Money(refunded, action.currency).text()
        detail = f"The payment has changed since you looked: {now} is refunded by now; check and click again."
        return _no("payment-changed", detail, refunded=refunded, seen=action.seen_refunded)
    if payment.status == "requires_capture":
        return _no("not-captured", "The payment is only authorised; cancel it instead of refunding.")
    if payment.status != "succeeded":
        return _no("not-paid", "The payment has not succeeded, so there is nothing to refund.", status=payment.status)
    if any(d.status in OPEN_DISPUTE_STATES and not is_inquiry(d) for d in state.disputes):
        return _no("disputed", "The payment is disputed; answer the dispute, a refund would pay twice.")
    if payment.disputed and not state.disputes:
        return _no("disputed", "The payment is disputed; Stripe refuses refunds until the dispute is closed.")
    if any(d.status in ("lost",) for d in state.disputes):
        return _no("disputed", "The dispute was lost and the money is already back with the customer.")
    left = remaining(payment)
    if action.amount > left:
        if left == 0:
            return _no("already-refunded", "The payment is already refunded in full.", left=0)
        detail = f"Only {Money(left, action.currency).text()} of the payment is left to refund."
        return _no("exceeds-remaining", detail, left=left, amount=action.amount)
    if any(is_inquiry(d) and d.status in OPEN_DISPUTE_STATES and d.refundable is False for d in state.disputes):
        return _no("disputed", "The bank's inquiry no longer allows a refund; answer the inquiry.")
    return None


def _refund_warnings(action: RefundPayment, state: State) -> tuple[list[str], dict[str, str | int | None]]:
    codes: list[str] = []
    facts: dict[str, str | int | None] = {}
    if state.match in ("likely", "none"):
        codes.append("uncertain-match")
    if any(is_inquiry(d) and d.status in OPEN_DISPUTE_STATES for d in state.disputes):
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

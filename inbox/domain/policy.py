"""What is allowed: one pure decision per action, made twice — by the desk to draw the button, by the hub to act.

``decide(action, state)`` never looks anything up: ``State`` carries the facts, and a fact that is None was not known to
whoever asks. The hub asks again with fresh facts from Stripe; its answer counts.
"""

from __future__ import annotations

from inbox.domain import times, window
from inbox.domain.actions import (
    AddNote,
    AnyAction,
    Assign,
    BlockPerson,
    CancelPaymentRequest,
    ChangeSubscription,
    DropPlan,
    DropReply,
    KeepReply,
    LinkCustomer,
    MakeCreditNote,
    MarkRead,
    MergePeople,
    PlanSend,
    RefundPayment,
    RequestPayment,
    SendInvoice,
    SendTemplate,
    SetStatus,
)
from inbox.domain.cards import mask
from inbox.domain.decisions import Allowed, Decision, NeedsApproval, NeedsConfirmation, Refused, State, no
from inbox.domain.dispute_actions import ABOUT_DISPUTES, AcceptDispute, StageEvidence, SubmitEvidence
from inbox.domain.dispute_rules import decide_dispute
from inbox.domain.invoice_rules import decide_invoice
from inbox.domain.refund_rules import decide_refund
from inbox.domain.reply_rules import decide_reply
from inbox.domain.request_rules import decide_request
from inbox.domain.roles import at_least
from inbox.domain.send_actions import typed
from inbox.domain.subscription_rules import decide_subscription
from inbox.domain.template_drafts import SubmitTemplate
from inbox.domain.template_rules import decide_plan, decide_submission, decide_template, values_of

__all__ = [
    "Allowed",
    "Decision",
    "NeedsApproval",
    "NeedsConfirmation",
    "Refused",
    "State",
    "decide",
    "decide_refund",
    "values_of",
]


def decide(action: AnyAction, state: State) -> Decision:
    """Decide one action on the facts given."""
    if not at_least(state.actor.role, "agent"):
        return no("role", "Your role can read but not act; ask an owner for another role.", needed="agent")
    if action.not_after is not None and state.now > times.from_text(action.not_after):
        return no("expired", "This was clicked too long ago to be carried out; click again.")
    if not state.conversation_known:
        return no("conversation-unknown", "There is no such conversation; reload the list.")
    if any(mask(text)[1] for text in _texts_of(action)):
        return no("card-number", "The text contains a card number; remove it, card data is neither sent nor kept.")
    match action:
        case RefundPayment():
            return decide_refund(action, state)
        case _ if isinstance(action, ABOUT_DISPUTES):
            return decide_dispute(action, state)
        case RequestPayment():
            return decide_request(action, state)
        case ChangeSubscription():
            return decide_subscription(action, state)
        case BlockPerson():
            return _decide_block(action, state)
        case MergePeople():
            return _decide_merge(action, state)
        case Assign() | SetStatus() | AddNote() | MarkRead() | LinkCustomer() | CancelPaymentRequest() | DropPlan():
            return Allowed()
        case MakeCreditNote():
            return Allowed()
        case KeepReply() | DropReply():
            return decide_reply(action, state)
        case SendInvoice():
            return decide_invoice(action, state)
        case PlanSend():
            return decide_plan(action, state)
        case SendTemplate():
            return decide_template(action, state)
        case SubmitTemplate():
            return decide_submission(action, state)
        case _:
            return _decide_send(state)


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
            texts += () if action.template is None else action.template.typed
        case RefundPayment():
            texts = [action.reason, action.note, action.tell]
            texts += () if action.tell_template is None else action.tell_template.typed
        case ChangeSubscription():
            texts = [action.tell, *(() if action.tell_template is None else action.tell_template.typed)]
        case PlanSend() | SendInvoice():
            texts = typed(action.send)
        case StageEvidence():
            texts = list(action.evidence.values())
        case KeepReply(reply=reply):
            texts = [*reply.title.values(), *reply.text.values()]
        case SubmitEvidence() | AcceptDispute() | MakeCreditNote() | DropReply():
            pass
        case Assign() | SetStatus() | MarkRead() | LinkCustomer() | MergePeople() | CancelPaymentRequest() | DropPlan():
            pass
        case SubmitTemplate(draft=draft):
            texts = [draft.header_text, draft.body, draft.footer, *draft.header_examples.values(), *draft.body_examples.values()]
        case _:
            texts = typed(action)
    return [text for text in texts if text]


def _decide_send(state: State) -> Decision:
    if state.blocked:
        return no("blocked", "This person is blocked; unblock them first.")
    if not window.is_open(state.last_inbound, state.now):
        return no("window-closed", "The 24-hour window has closed; send an approved template instead.")
    return Allowed()


def _decide_block(action: BlockPerson, state: State) -> Decision:
    if not action.blocked:
        return Allowed()
    if not window.is_open(state.last_inbound, state.now):
        return no("block-too-late", "WhatsApp blocks only people who wrote within the last 24 hours; resolve the chat instead.")
    return Allowed()


def _decide_merge(action: MergePeople, state: State) -> Decision:
    if not state.other_known:
        return no("conversation-unknown", "There is no such conversation; reload the list.")
    if action.apart:
        if not state.are_one:
            return no("not-one-person", "These two chats are separate already.")
        return Allowed()
    if state.are_one:
        return no("one-person", "These two chats already belong to one person.")
    if state.both_paid and "both-paid" not in action.confirmed:
        return NeedsConfirmation(("both-paid",))
    return Allowed()

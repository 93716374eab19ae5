"""What is allowed of a dispute: an answer while the bank waits for one, handed in by two, given up by whoever may."""

from __future__ import annotations

from inbox.domain.decisions import Allowed, Decision, NeedsApproval, Refused, State, no
from inbox.domain.dispute_actions import ABOUT_DISPUTES, AcceptDispute, StageEvidence, SubmitEvidence
from inbox.domain.evidence import MOST_TOGETHER, digest, length, most_in
from inbox.domain.money import Money
from inbox.domain.payments import CLOSED_DISPUTE_STATES, Dispute, is_too_late, waits_for_answer
from inbox.domain.roles import at_least

SECOND_PERSON = "evidence"
"""Why a second person is asked: what is handed in is final."""


def decide_dispute(action: ABOUT_DISPUTES, state: State) -> Decision:
    """Decide one of the three; ``state.disputes`` holds the one it is about, as just read, or nothing."""
    if isinstance(action, AcceptDispute) and not at_least(state.actor.role, "supervisor"):
        return no("role-supervisor", "Giving a dispute up is for a supervisor or an owner; ask one of them.", needed="supervisor")
    if isinstance(action, StageEvidence) and (refused := _too_long(action)) is not None:
        return refused
    dispute = next((each for each in state.disputes if each.id == action.dispute), None)
    if dispute is None:
        return no("dispute-unknown", "Stripe does not know this dispute; reload the customer's payments.")
    if dispute.status in CLOSED_DISPUTE_STATES:
        return no("dispute-closed", "The dispute is closed already; nothing more can be done.", status=dispute.status)
    if not waits_for_answer(dispute):
        return no("already-submitted", "The answer was handed in already and cannot be changed; the bank decides now.")
    if isinstance(action, AcceptDispute):
        return _accept(action, dispute)
    if is_too_late(dispute, state.now):
        return no("too-late-to-answer", "The bank's deadline has passed; Stripe takes no answer any more.")
    if isinstance(action, SubmitEvidence):
        return _submit(action, dispute, is_approved=state.approved)
    return Allowed()


def _too_long(action: StageEvidence) -> Refused | None:
    if not action.evidence and action.media is None:
        return no("evidence-empty", "There is nothing in the answer; fill in a field or tick something.")
    for name, text in action.evidence.items():
        if len(text) > most_in(name):
            detail = f"The field {name} takes {most_in(name)} characters; shorten it."
            return no("evidence-too-long", detail, field=name, most=most_in(name), length=len(text))
    used = length({str(name): text for name, text in action.evidence.items()})
    if used > MOST_TOGETHER:
        detail = f"All fields together take {MOST_TOGETHER} characters; shorten them."
        return no("evidence-too-long", detail, field=None, most=MOST_TOGETHER, length=used)
    return None


def _accept(action: AcceptDispute, dispute: Dispute) -> Decision:
    if (dispute.amount, dispute.currency) != (action.amount, action.currency):
        now = None if dispute.amount is None else Money(dispute.amount, dispute.currency or action.currency).text()
        detail = f"The dispute is about another sum by now ({now}); look at it again."
        return no("dispute-changed", detail, amount=dispute.amount, currency=dispute.currency)
    return Allowed()


def _submit(action: SubmitEvidence, dispute: Dispute, *, is_approved: bool) -> Decision:
    if not dispute.has_evidence:
        return no("evidence-empty", "Nothing is staged in Stripe yet; prepare the evidence first.")
    if digest(dispute.evidence or {}) != action.seen:
        return no("evidence-changed", "What is staged in Stripe is not what you have read; read it again.")
    if is_approved:
        return Allowed()
    return NeedsApproval(SECOND_PERSON)

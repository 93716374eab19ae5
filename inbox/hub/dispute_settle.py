"""What a dispute at Stripe says of the actions about it: which of them have come to pass although nobody answered.

Used inside transactions by the engine, by the webhook hook and by the job that reads again. Stripe's word counts.
"""

from __future__ import annotations

from datetime import timedelta

from inbox.domain.dispute_actions import ABOUT_DISPUTES, AcceptDispute, StageEvidence, SubmitEvidence
from inbox.domain.events import NewEvent, NoteBody
from inbox.domain.ids import SourceId
from inbox.domain.payments import CLOSED_DISPUTE_STATES, Dispute
from inbox.hub import action_rows, job_marks
from inbox.hub.transaction import Transaction
from inbox.store.state import mirror, ownership

LOOK_AGAIN = timedelta(minutes=10)
"""When a dispute of which something is not known is read again."""


def outcome_of(wish: ABOUT_DISPUTES, dispute: Dispute, file: SourceId | None = None) -> str:
    """Return how an action ended that was posted and not answered: ``succeeded``, ``failed``, or ``unknown`` as before.

    ``file`` is what its upload made.
    """
    match wish:
        case AcceptDispute():
            if dispute.status in ("lost", "warning_closed"):
                return "succeeded"
            return "failed" if dispute.status in CLOSED_DISPUTE_STATES else "unknown"
        case SubmitEvidence():
            return "succeeded" if dispute.submissions else "unknown"
        case StageEvidence():
            staged = dispute.evidence or {}
            has_texts = all(staged.get(name) == text for name, text in wish.evidence.items())
            has_file = wish.media is None or (file is not None and staged.get(wish.file_as) == file)
            return "succeeded" if has_texts and has_file else "unknown"


def facts_of(tx: Transaction, record: action_rows.Record, wish: ABOUT_DISPUTES, dispute: Dispute) -> action_rows.Facts:
    """Return what is told of an action that came to pass: of staged pages, the hub's copy and Stripe's name of it."""
    facts: action_rows.Facts = {**(record.result or {}), "dispute": dispute.id, "status": dispute.status}
    if isinstance(wish, StageEvidence) and wish.media is not None:
        post = action_rows.post_of(tx.hub, record.id, "stage")
        facts |= {"media": wish.media, "file": None if post is None else post.made}
        if record.conversation is not None:
            # It is what was handed in, so it stays with its chat, and goes when the person is erased.
            table = tx.hub.MediaFile
            table.update(conversation=record.conversation).where(table.id == wish.media).execute()
    return facts


def settle(tx: Transaction, dispute: Dispute) -> None:
    """End the actions of unknown outcome that ``dispute`` tells of."""
    for record in action_rows.in_states(tx.hub, ("unknown",)):
        if record.body is None or not isinstance(wish := record.action, ABOUT_DISPUTES) or wish.dispute != dispute.id:
            continue
        post = action_rows.post_of(tx.hub, record.id, "stage")
        file = None if post is None or post.made is None else SourceId(post.made)
        state = outcome_of(wish, dispute, file)
        if state != "unknown":
            result = facts_of(tx, record, wish, dispute)
            action_rows.save(tx, record, state=state, result=result, problem=None, look_at=None)


def tell_end(tx: Transaction, dispute: Dispute, at: str) -> None:
    """Write into the chat how a dispute ended at ``at``, with what it means in money; once, however often it is told."""
    sentence = _ENDS.get(dispute.status or "")
    mark = f"dispute-told-{dispute.id}"
    if sentence is None or job_marks.get(tx.hub, mark) is not None:
        return
    known = next(iter(mirror.read(tx.state, Dispute, (dispute.id,))), dispute)
    owner = ownership.owner_of(tx.state, known)
    if owner is None:
        return
    facts = {"amount": known.amount, "currency": known.currency, "fee": known.fee, "dispute": known.id}
    note = NoteBody(id=f"{dispute.id}.end", text=sentence, code=f"dispute-{dispute.status}", facts=facts)
    tx.append([NewEvent("note.added", "hub", at, note, owner)])
    job_marks.put(tx, mark, dispute.status or "")


_ENDS = {
    "won": "The bank decided for the shop: the dispute is won and the money is back.",
    "lost": "The dispute is lost: the customer keeps the money.",
    "warning_closed": "The bank's inquiry is closed; no money was taken.",
    "prevented": "The dispute was settled before it began: the customer has the money.",
}

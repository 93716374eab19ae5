"""Refunds that have not arrived after ten days: said once in the chat, which comes back to the team.

Run by the job that watches Stripe. Stripe keeps a refund ``pending`` mostly because the balance does not cover it
(docs.stripe.com/refunds); nobody is told by Stripe that it has been so for long.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from inbox.domain import times
from inbox.domain.events import NewEvent, NoteBody
from inbox.domain.ids import ConversationId
from inbox.domain.money import Money
from inbox.domain.payments import Refund
from inbox.domain.refunds import LATE_AFTER, LATE_CODE
from inbox.hub import job_marks
from inbox.hub.refund_words import reopen_chat
from inbox.hub.transaction import Transaction
from inbox.store.state import mirror, ownership

_LOOK_BACK = timedelta(days=120)
_MARK = "refund-late-"
_NAMESPACE = uuid.UUID("5f3c1a52-2d0b-4b55-9b0a-6f0f9f1c7c11")


def tell(tx: Transaction) -> int:
    """Say of each refund that is late and was not said before; return how many there were."""
    found = mirror.pending_refunds(
        tx.state, times.to_text(tx.now - _LOOK_BACK), times.to_text(tx.now - LATE_AFTER)
    )
    news = [refund for refund in found if job_marks.get(tx.hub, _MARK + refund.id) is None]
    return sum(_tell(tx, refund) for refund in news)


def _tell(tx: Transaction, refund: Refund) -> bool:
    conversation = ownership.owner_of(tx.state, refund) or refund.conversation
    if conversation is None:
        return False  # Looked at again in the next round: by then somebody may know whose it is.
    job_marks.put(tx, _MARK + refund.id, times.to_text(tx.now))
    money = Money(refund.amount or 0, refund.currency or "eur")
    note = NoteBody(
        id=str(uuid.uuid5(_NAMESPACE, refund.id)),
        text=f"Refund {money.text('de')} is still pending after ten days",
        code=LATE_CODE,
        facts={
            "refund": refund.id,
            "payment": refund.payment,
            "amount": refund.amount,
            "currency": refund.currency,
        },
    )
    _append(tx, note, conversation)
    reopen_chat(tx, conversation)
    return True


def _append(tx: Transaction, note: NoteBody, conversation: ConversationId) -> None:
    tx.append([NewEvent("note.added", "hub", times.to_text(tx.now), note, conversation)])

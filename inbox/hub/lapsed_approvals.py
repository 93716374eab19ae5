"""Requests that nobody approved in time: they end, the team is told so in the chat, and a chat that was put away comes back.

Run by the hub's upkeep and at its start, inside a transaction.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from inbox.domain import times
from inbox.domain.approvals import LAPSED
from inbox.domain.events import NoteBody
from inbox.domain.money import Money
from inbox.domain.problems import Problem
from inbox.domain.roles import Policy
from inbox.hub import action_rows, team_notes
from inbox.hub.action_rows import Record
from inbox.hub.refund_words import reopen_chat
from inbox.hub.transaction import Transaction

PROBLEM = Problem(LAPSED, "Nobody approved this in time, so nothing was done; ask again if it is still wanted.")
_NAMESPACE = uuid.UUID("b3a6f7f4-4f43-5c1d-8f0e-2b7f5f6a9d21")


def lapse(tx: Transaction, policy: Policy) -> int:
    """Expire approvals that nobody gave in time; return how many."""
    waiting = action_rows.in_states(tx.hub, ("needs_approval",))
    late = [record for record in waiting if is_late(tx, record, policy)]
    for record in late:
        action_rows.save(tx, record, state="expired", problem=PROBLEM)
        _tell(tx, record)
    return len(late)


def is_late(tx: Transaction, record: Record, policy: Policy) -> bool:
    """Tell whether a request has waited for longer than an approval may take."""
    return tx.now - times.from_text(record.changed_at) > timedelta(hours=policy.approval_hours)


def _tell(tx: Transaction, record: Record) -> None:
    what = "The answer to the dispute"
    if record.amount is not None and record.currency is not None:
        what = f"Refund {Money(record.amount, record.currency).text('en')}"
    note = NoteBody(
        id=str(uuid.uuid5(_NAMESPACE, record.id)),
        text=f"{what} was not approved in time",
        agent=record.agent,
        name=record.agent_name,
        code=LAPSED,
        facts={"action": record.id, "kind": record.kind, "amount": record.amount, "currency": record.currency},
    )
    chat = team_notes.write(tx, record.conversation, note)
    if chat is not None:
        reopen_chat(tx, chat)

"""What a refund at Stripe means for the action that asked for it, whoever brings the news and in whatever order.

Used inside transactions by the refund engine (an answer, a list), by the webhook hook and by the jobs that watch refunds
for 30 days. Stripe's word always wins over what the hub believed.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

from inbox.domain import times
from inbox.domain.actions import RefundPayment, SendText, encode_action
from inbox.domain.events import ConversationBody, NewEvent, NoteBody
from inbox.domain.ids import ActionId
from inbox.domain.payments import Refund
from inbox.domain.problems import Problem
from inbox.domain.refunds import STATE_OF_STATUS
from inbox.hub import action_rows
from inbox.hub.action_rows import Facts, Record
from inbox.hub.transaction import Transaction
from inbox.store.state import identity

_ORDER = {"pending": 0, "succeeded": 1, "failed": 2}
"""A refund goes only this way: what was called succeeded can still fail, what failed stays failed."""
_PUT_AWAY = ("resolved", "snoozed")
_WATCH_DAYS = (3, 10, 30)
_PENDING_HOURS = (1, 6, 24)
_NAMESPACE = uuid.UUID("6f3b6a52-6c1d-5a3e-9d55-7e1f6b3c0a11")


Ready = Callable[[ActionId], None]
"""Takes the id of an action that is to be run once the transaction is committed."""


def settle(tx: Transaction, record: Record, refund: Refund, ready: Ready, request_id: str | None = None) -> Record:
    """Bring an action in line with its refund; telling the same twice, or late, changes nothing."""
    said = STATE_OF_STATUS.get(refund.status or "", "pending")
    told = _told_state(record)
    state = said if told is None or _ORDER[said] >= _ORDER[told] else told
    first = told is None
    result = _result(record, refund, state == said)
    if request_id is not None:
        result["request_id"] = request_id
    problem = _failure(refund, result) if state == "failed" else None
    action_rows.release(tx, record.id)
    settled = action_rows.save(
        tx,
        record,
        state=state,
        result=result,
        problem=problem,
        charge=refund.charge or record.charge,
        look_at=next_look(tx, record, state),
    )
    if state == "failed" and told != "failed":
        reopen(tx, settled)
    if first and state in ("succeeded", "pending"):
        _write_note(tx, settled)
        _tell_customer(tx, settled, ready)
    return settled


def next_look(tx: Transaction, record: Record, state: str) -> str | None:
    """Say when to read the refund again: often while it is pending, thrice in 30 days once it has succeeded."""
    if state == "failed":
        return None
    asked = times.from_text(record.at)
    age = tx.now - asked
    if state == "pending":
        hours = next((hours for hours in _PENDING_HOURS if age < timedelta(hours=hours)), _PENDING_HOURS[-1])
        return times.to_text(tx.now + timedelta(hours=hours)) if age < timedelta(days=_WATCH_DAYS[-1]) else None
    days = next((days for days in _WATCH_DAYS if age < timedelta(days=days)), None)
    return None if days is None else times.to_text(asked + timedelta(days=days))


def reopen(tx: Transaction, record: Record) -> None:
    """Bring a chat that was put away back to the team: its refund needs somebody."""
    if record.conversation is None:
        return
    owner = identity.root(tx.state, record.conversation)
    row = tx.db.execute_sql("SELECT status FROM conversation WHERE id = ?", (owner,)).fetchone()
    if row is not None and row[0] in _PUT_AWAY:
        body = ConversationBody(status="open")
        tx.append([NewEvent("conversation.changed", "hub", times.to_text(tx.now), body, owner)])


def _told_state(record: Record) -> str | None:
    """Return the state Stripe itself has given the action, None while the hub only believes."""
    if record.result is None or record.result.get("refund") is None:
        return None
    return record.state if record.state in _ORDER else None


def _result(record: Record, refund: Refund, newest: bool) -> Facts:
    known: Facts = dict(record.result or {})
    said: Facts = {
        "refund": refund.id,
        "charge": refund.charge or record.charge,
        "amount": refund.amount,
        "currency": refund.currency,
        "status": refund.status,
        "reference": refund.reference,
        "failure_reason": refund.failure_reason,
    }
    fresh = {key: value for key, value in said.items() if value is not None}
    return {**known, **fresh} if newest else {**fresh, **known}


def _failure(refund: Refund, result: Facts) -> Problem:
    why = refund.failure_reason or result.get("failure_reason")
    detail = "The bank did not take the refund and the money came back; pay the customer another way."
    if refund.status == "canceled":
        detail = "The refund was cancelled before it reached the customer; the money is still here."
    return Problem("refund-failed", detail, facts={"refund": refund.id, "reason": why})


def _write_note(tx: Transaction, record: Record) -> None:
    """Put what the agent noted for the team into the chat, now that the money is on its way."""
    if record.body is None or not isinstance(action := record.action, RefundPayment):
        return
    if action.note is None or record.conversation is None:
        return
    name = str(uuid.uuid5(_NAMESPACE, f"{action.id}.note"))
    note = NoteBody(id=name, text=action.note, agent=record.agent, name=record.agent_name)
    tx.append([NewEvent("note.added", record.agent or "hub", times.to_text(tx.now), note, record.conversation)])


def _tell_customer(tx: Transaction, record: Record, ready: Ready) -> None:
    """Put the text to the customer that the agent saw before the click behind the refund, as an action of its own."""
    if record.body is None or not isinstance(action := record.action, RefundPayment):
        return
    if action.tell is None or action.conversation is None:
        return
    name = ActionId(str(uuid.uuid5(_NAMESPACE, f"{action.id}.tell")))
    if action_rows.find(tx.hub, name) is not None:
        return
    text = SendText(id=name, conversation=action.conversation, text=action.tell)
    moment = times.to_text(tx.now)
    action_rows.put(
        tx,
        Record(
            id=name,
            kind=text.kind,
            state="queued",
            at=moment,
            changed_at=moment,
            body=encode_action(text),
            agent=record.agent,
            agent_name=record.agent_name,
            role=record.role,
            conversation=action.conversation,
        ),
    )
    ready(name)

"""What a refund at Stripe means for the action that asked for it, whoever brings the news and in whatever order.

Used inside transactions by the refund engine (an answer, a list), by the webhook hook and by the jobs that watch refunds
for 30 days. Stripe's word always wins over what the hub believed.
"""

from __future__ import annotations

from datetime import timedelta

from inbox.domain import times
from inbox.domain.payments import Refund
from inbox.domain.problems import Problem
from inbox.domain.refunds import STATE_OF_STATUS
from inbox.hub import action_rows, credit_notes
from inbox.hub.action_rows import Facts, Record
from inbox.hub.refund_words import reopen, tell_customer, tell_when_done, write_note
from inbox.hub.told import Ready
from inbox.hub.transaction import Transaction

_ORDER = {"pending": 0, "succeeded": 1, "failed": 2}
"""A refund goes only this way: what was called succeeded can still fail, what failed stays failed."""
_WATCH_DAYS = (3, 10, 30)
_PENDING_HOURS = (1, 6, 24)


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
        credit_notes.refund_failed(tx, settled)
    if first and state in ("succeeded", "pending"):
        write_note(tx, settled)
        tell_customer(tx, settled, ready)
        note = credit_notes.follow(tx, settled, refund)
        if note is not None:
            ready(note)
    elif told == "pending" and state == "succeeded":
        tell_when_done(tx, settled, ready)
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

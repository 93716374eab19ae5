"""What people say about actions that exist: cancel, approve, reject, try again, and how an unknown one ended.

Called inside transactions by ``Actions``. Everything that is refused is an ``HttpProblem`` in words.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import timedelta

import msgspec

from inbox.domain import approvals, times
from inbox.domain.ids import ActionId
from inbox.domain.problems import Problem
from inbox.domain.roles import Actor, Policy, at_least
from inbox.domain.terms import Colleague
from inbox.hub import access, action_effort, action_rows
from inbox.hub.action_intake import TOMBSTONE
from inbox.hub.action_rows import Record
from inbox.hub.lapsed_approvals import is_late
from inbox.hub.problems import HttpProblem, forbidden_role
from inbox.hub.transaction import Transaction

Ready = Callable[[ActionId], None]

_WAITING = ("queued", "needs_approval")


def cancel(tx: Transaction, actor: Actor, action: ActionId) -> Record:
    """Cancel what has not begun; leave a tombstone where nothing is, so that a late post finds itself cancelled."""
    known = action_rows.find(tx.hub, action)
    if known is None:
        moment = times.to_text(tx.now)
        tombstone = Record(
            id=action,
            kind=TOMBSTONE,
            state="cancelled",
            at=moment,
            changed_at=moment,
            agent=actor.agent,
            agent_name=actor.name,
        )
        action_rows.bury(tx, tombstone)
        return tombstone
    if known.state not in _WAITING:
        return known
    _own_or_supervisor(actor, known)
    action_rows.release(tx, action)
    return action_rows.save(tx, known, state="cancelled", problem=None)


def approve(
    tx: Transaction, actor: Actor, action: ActionId, policy: Policy, ready: Ready, *, alone: bool = False
) -> Record:
    """Let an action go ahead; it is decided anew on fresh facts before anything moves.

    ``alone`` is whoever asked confirming that nobody else could approve it, at least a minute after they asked. That the
    approver is the asker is what the log keeps of it.
    """
    me, known = _undecided(tx, actor, action, policy)
    if known.agent == actor.agent:
        _check_alone(tx, known, policy, alone=alone)
    most = policy.limit(approvals.standing(me, tx.now)).refund
    if most is not None and (known.amount or 0) > most:
        facts = {"limit": most, "amount": known.amount}
        raise HttpProblem(
            403,
            "approval-limit",
            "This is above your own limit too; ask an owner to approve it.",
            members={"facts": facts},
        )
    ready(action)
    return action_rows.save(
        tx, known, state="queued", problem=None, approver=actor.agent, effort=action_effort.Effort()
    )


def reject(tx: Transaction, actor: Actor, action: ActionId, reason: str | None, policy: Policy) -> Record:
    """Refuse an action for good; ``reason`` is told to whoever asked. They themselves may withdraw it."""
    known = _find(tx, action)
    if known.agent != actor.agent:
        _, known = _undecided(tx, actor, action, policy)
    elif known.state != "needs_approval":
        raise _already(known)
    detail = f"{actor.name} did not approve this" + (f": {reason}" if reason else ".")
    problem = Problem("rejected", detail, facts={"agent": actor.name, "reason": reason})
    return action_rows.save(tx, known, state="refused", problem=problem, approver=actor.agent)


def try_again(tx: Transaction, actor: Actor, action: ActionId, ready: Ready) -> Record:
    """Repeat a refund of unknown outcome with the same bytes and key; what is too old is found out by Stripe's clock."""
    known = _find(tx, action)
    _own_or_supervisor(actor, known)
    if known.state != "unknown":
        raise _already(known)
    if known.body is None or action_rows.post_of(tx.hub, action, "refund") is None:
        raise HttpProblem(
            409, "not-repeatable", "This cannot be repeated safely; look whether it happened and say so instead."
        )
    ready(action)
    return action_rows.save(tx, known, state="sending", problem=None, effort=action_effort.new_run(known.effort))


def unresolved(tx: Transaction, actor: Actor, action: ActionId) -> Record:
    """Return an action whose outcome a person is about to name; only a supervisor may, and only an unknown one."""
    if not at_least(actor.role, "supervisor"):
        raise forbidden_role("supervisor")
    known = _find(tx, action)
    if known.state != "unknown":
        raise _already(known)
    return known


def resolve(tx: Transaction, actor: Actor, action: ActionId, outcome: str) -> Record:
    """End an unknown action as a person says: ``moved`` or ``not_moved``."""
    known = unresolved(tx, actor, action)
    action_rows.release(tx, action)
    result: action_rows.Facts = {**(known.result or {}), "resolved_by": actor.name}
    if outcome == "moved":
        return action_rows.save(tx, known, state="succeeded", result=result, problem=None)
    problem = Problem("resolved-not-done", f"{actor.name} looked and found that this was not carried out.")
    return action_rows.save(tx, known, state="failed", result=result, problem=problem)


def _undecided(tx: Transaction, actor: Actor, action: ActionId, policy: Policy) -> tuple[Colleague, Record]:
    """Return whoever decides as the team knows them, and what is to be decided."""
    itself = Colleague(actor.agent, actor.name, role=actor.role)
    me = next((each for each in access.team(tx.hub) if each.agent == actor.agent), itself)
    if not approvals.may_decide(me, tx.now):
        raise forbidden_role("supervisor")
    known = _find(tx, action)
    if known.state != "needs_approval" or is_late(tx, known, policy):
        raise _already(known)
    return me, known


def _check_alone(tx: Transaction, known: Record, policy: Policy, *, alone: bool) -> None:
    """Let whoever asked decide only where nobody else could, knowingly, and not in the heat of the click."""
    if approvals.others(access.team(tx.hub), known.agent, known.amount, policy, tx.now):
        raise HttpProblem(403, "self-approval", "Somebody else has to approve this; ask a colleague.")
    if not alone:
        detail = "Nobody else can approve this: read it once more and confirm that you decide alone."
        raise HttpProblem(403, "self-approval", detail, members={"facts": {"alone": "possible"}})
    left = times.from_text(known.changed_at) + approvals.ALONE_AFTER - tx.now
    if left > timedelta(0):
        seconds = math.ceil(left.total_seconds())
        detail = f"Read it once more; you can confirm it alone in {seconds} seconds."
        raise HttpProblem(403, "alone-too-soon", detail, members={"facts": {"seconds": seconds}})


def _find(tx: Transaction, action: ActionId) -> Record:
    known = action_rows.find(tx.hub, action)
    if known is None or known.kind == TOMBSTONE:
        raise HttpProblem(404, "unknown-action", "The hub has never heard of this action.")
    return known


def _own_or_supervisor(actor: Actor, record: Record) -> None:
    if record.agent != actor.agent and not at_least(actor.role, "supervisor"):
        raise forbidden_role("supervisor")


def _already(record: Record) -> HttpProblem:
    detail = f"This is {record.state.replace('_', ' ')} already; reload it."
    return HttpProblem(409, "already-decided", detail, members={"state": record.state})


def restored(tx: Transaction, money: frozenset[str], sends: frozenset[str], problem: Problem) -> int:
    """After a backup was restored: nothing that moves money or reaches a customer goes on by itself; return how many."""
    open_states = ("queued", "needs_approval", "sending")
    waiting = [r for r in action_rows.in_states(tx.hub, open_states) if r.kind in money | sends]
    for record in waiting:
        effort = msgspec.structs.replace(record.effort, lost=max(1, record.effort.lost), last_look=problem)
        if record.kind == "refund" and record.charge is not None:
            action_rows.claim(tx, record.charge, record.id)
        action_rows.save(tx, record, state="unknown", problem=problem, effort=effort, look_at=times.to_text(tx.now))
    return len(waiting)

"""Messages that go out later: taken in, changed and taken back by the team, and carried out when their time has come.

What the team decides runs inside the transaction that takes the action; ``Plans.run`` is a job of the hub, one short
transaction a round. A plan goes out as an action of its own, under the id it was given at the click, so that whatever
happens it goes out once. The same job wakes the chats whose sleep is over.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

import msgspec

from inbox.domain import policy as rules
from inbox.domain import times
from inbox.domain.actions import PlanSend, encode_action
from inbox.domain.events import ConversationBody, Event, NewEvent, NoteBody, PlannedBody
from inbox.domain.ids import ActionId, AgentId, ConversationId
from inbox.domain.planned import (
    ASKING,
    DROPPED,
    GONE,
    MISSED,
    RESTORED,
    SENDING,
    SENT,
    WAITING,
    Planned,
    encode_send,
    is_missed,
    stale_request,
)
from inbox.domain.policy import Refused
from inbox.domain.problems import Problem
from inbox.domain.roles import Actor, Policy
from inbox.hub import action_rows, chat_facts
from inbox.hub.action_rows import Record
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.store.state import identity, planned, requests

_LONGEST_SECONDS = 30.0
"""A clock that was set is noticed after so long."""
_MOST_WOKEN = 100
_PUT_AWAY = ("resolved", "snoozed", "waiting_customer")
_log = logging.getLogger("tresen.plans")


def make(tx: Transaction, actor: Actor, action: PlanSend) -> Problem | None:
    """Keep a message for later, in place of the plan it replaces; a problem when that one is no longer to be changed."""
    if action.replaces is not None and (problem := drop(tx, actor, action.replaces)) is not None:
        return problem
    body = PlannedBody(
        id=action.send.id,
        state=WAITING,
        at=times.to_text(times.from_text(action.at)),
        send=msgspec.Raw(encode_send(action.send)),
        unless_reply=action.unless_reply,
        agent=actor.agent,
        name=actor.name,
        role=actor.role,
    )
    if planned.find(tx.state, action.send.id) is not None or action_rows.find(tx.hub, action.send.id) is not None:
        return GONE
    _tell(tx, actor.agent, body, action.conversation)
    return None


def drop(tx: Transaction, actor: Actor, plan: ActionId) -> Problem | None:
    """Take a plan back, whoever made it; a problem when it has gone out or was taken back before."""
    known = planned.find(tx.state, plan)
    if known is None or known.state not in (WAITING, ASKING):
        return GONE
    _change(tx, actor.agent, known, state=DROPPED, problem=None)
    return None


def after_restore(tx: Transaction) -> int:
    """Let every plan ask, in the transaction that makes a new epoch: each may have gone out since; return how many do."""
    waiting = [*planned.in_state(tx.state, WAITING), *planned.in_state(tx.state, SENDING)]
    for plan in waiting:
        _change(tx, "hub", plan, state=ASKING, problem=RESTORED)
    return len(waiting)


class Plans:
    """The job; ``ready`` is told which actions are to be run after the commit."""

    def __init__(self, writer: Writing, policy: Policy, ready: Callable[[ActionId], None]) -> None:
        self._writer = writer
        self._policy = policy
        self._ready = ready
        self._kinds = _TELLING

    def hears(self, event: Event) -> bool:
        """Tell whether an event is a reason to look at the plans now."""
        return event.type in self._kinds

    def run(self) -> float:
        """Carry out what is due; return the seconds until there is more to do."""
        return self._writer.run(self._round)

    def _round(self, tx: Transaction) -> float:
        now = times.to_text(tx.now)
        for plan in planned.in_state(tx.state, SENDING):
            self._follow(tx, plan)
        conditional = planned.with_condition(tx.state)
        for plan in conditional:
            if planned.was_answered(tx.state, plan):
                _end_answered(tx, plan)
        for plan in planned.due(tx.state, now):
            self._carry_out(tx, plan)
        woken = _wake(tx, now)
        is_going = bool(planned.in_state(tx.state, SENDING))
        has_condition = any(plan.state == WAITING for plan in planned.with_condition(tx.state))
        self._kinds = _TELLING | (_OF_ACTIONS if is_going else set()) | (_OF_REPLIES if has_condition else set())
        if woken:
            return 0.0
        soon = [moment for moment in (planned.next_at(tx.state), _next_wake(tx)) if moment is not None]
        wait = (times.from_text(min(soon)) - tx.now).total_seconds() if soon else _LONGEST_SECONDS
        return min(_LONGEST_SECONDS, max(0.0, wait))

    def _carry_out(self, tx: Transaction, plan: Planned) -> None:
        """Send what was planned, or ask when something stands against it by now."""
        problem = self._against(tx, plan)
        if problem is not None:
            _ask(tx, plan, problem)
            return
        moment = times.to_text(tx.now)
        send = msgspec.structs.replace(plan.send, id=plan.id, not_after=None)
        if action_rows.find(tx.hub, plan.id) is None:
            record = Record(
                id=plan.id,
                kind=send.kind,
                state="queued",
                at=moment,
                changed_at=moment,
                body=encode_action(send),
                agent=plan.agent,
                agent_name=plan.name,
                role=plan.role,
                conversation=identity.root(tx.state, plan.conversation),
            )
            action_rows.put(tx, record)
            self._ready(plan.id)
        _change(tx, "hub", plan, state=SENDING, problem=None)
        _log.info("the planned message %s goes out", plan.id)

    def _against(self, tx: Transaction, plan: Planned) -> Problem | None:
        if is_missed(plan.at, tx.now):
            return MISSED
        group = identity.group_of(tx.state, plan.conversation)
        stale = stale_request(plan.send, requests.of_group(tx.state, group))
        if stale is not None:
            return stale
        actor = Actor(plan.agent or AgentId(""), plan.name or "", plan.role)
        state = chat_facts.state(tx, actor, plan.conversation, self._policy, plan.send)
        decision = rules.decide(msgspec.structs.replace(plan.send, not_after=None), state)
        return decision.problem if isinstance(decision, Refused) else None

    def _follow(self, tx: Transaction, plan: Planned) -> None:
        """See how the action ended that a plan went out as; its own line in the chat says more than this one's."""
        record = action_rows.find(tx.hub, plan.id)
        if record is None or record.state in ("queued", "sending"):
            return
        _change(tx, "hub", plan, state=SENT, problem=None)
        if record.state != "succeeded":
            _reopen(tx, plan.conversation)


_TELLING = {"planned.changed", "conversation.changed"}
_OF_ACTIONS = {"action.changed"}
_OF_REPLIES = {"message.received"}


def _ask(tx: Transaction, plan: Planned, problem: Problem) -> None:
    """Say in the chat why a message did not go out, and bring the chat back to those who work on it."""
    _log.info("the planned message %s asks: %s", plan.id, problem.code)
    _change(tx, "hub", plan, state=ASKING, problem=problem)
    _reopen(tx, plan.conversation)


def _reopen(tx: Transaction, conversation: ConversationId) -> None:
    root = identity.root(tx.state, conversation)
    row = tx.db.execute_sql("SELECT status FROM conversation WHERE id = ?", (root,)).fetchone()
    if row is not None and row[0] in _PUT_AWAY:
        _append(tx, "conversation.changed", ConversationBody(status="open"), root)


def _end_answered(tx: Transaction, plan: Planned) -> None:
    """Take a plan back because the customer has written, and say so."""
    _change(tx, "hub", plan, state=DROPPED, problem=None)
    text = "The customer has written, so the planned message was not sent."
    note = NoteBody(id=f"{plan.id}.answered", text=text, code="plan-answered", facts={"name": plan.name})
    _append(tx, "note.added", note, plan.conversation)


def _wake(tx: Transaction, now: str) -> int:
    """Open the chats whose sleep is over; return how many."""
    rows = tx.db.execute_sql(
        "SELECT id FROM conversation WHERE snoozed_until IS NOT NULL AND snoozed_until <= ? AND status = 'snoozed' "
        "AND merged_into IS NULL AND NOT erased LIMIT ?",
        (now, _MOST_WOKEN),
    ).fetchall()
    for (conversation,) in rows:
        _append(tx, "conversation.changed", ConversationBody(status="open"), ConversationId(conversation))
        note = NoteBody(id=f"{conversation}.{tx.head}.woke", text="Snoozed until now.", code="woke")
        _append(tx, "note.added", note, ConversationId(conversation))
    return len(rows)


def _next_wake(tx: Transaction) -> str | None:
    row = tx.db.execute_sql(
        "SELECT min(snoozed_until) FROM conversation WHERE snoozed_until IS NOT NULL AND status = 'snoozed' "
        "AND merged_into IS NULL AND NOT erased"
    ).fetchone()
    return None if row[0] is None else str(row[0])


def _change(tx: Transaction, actor: str, plan: Planned, *, state: str, problem: Problem | None) -> None:
    body = PlannedBody(
        id=plan.id,
        state=state,
        at=plan.at,
        send=msgspec.Raw(encode_send(plan.send)),
        unless_reply=plan.unless_reply,
        agent=plan.agent,
        name=plan.name,
        role=plan.role,
        problem=problem,
    )
    _tell(tx, actor, body, plan.conversation)


def _tell(tx: Transaction, actor: str, body: PlannedBody, conversation: ConversationId) -> None:
    owner = identity.root(tx.state, conversation)
    tx.append([NewEvent("planned.changed", actor, times.to_text(tx.now), body, owner)])


def _append(tx: Transaction, kind: str, body: ConversationBody | NoteBody, conversation: ConversationId) -> None:
    owner = identity.root(tx.state, conversation)
    tx.append([NewEvent(kind, "hub", times.to_text(tx.now), body, owner)])

"""The messages that go out later, as the log last told of each.

Written by ``projection``; read by the hub's job that carries them out and by the chat of a desk. The newest event of a
plan is the whole truth, so that the order of arrival does not matter.
"""

from __future__ import annotations

from typing import Any

import msgspec

from inbox.domain.events import PlannedBody
from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.planned import WAITING, Planned, decode_send
from inbox.domain.problems import Problem
from inbox.store.state import identity
from inbox.store.state.changes import Changes
from inbox.store.state.identity import marks
from inbox.store.state.schema import OPEN_PLANS, StateTables

_PROBLEM = msgspec.json.Decoder(Problem)
_ENCODER = msgspec.json.Encoder()
_COLUMNS = "id, conversation, state, at, send, unless_reply, agent, name, role, problem, made"
_NEWER = "CASE WHEN excluded.seq > planned.seq THEN excluded.{0} ELSE planned.{0} END"
_TOLD = ("conversation", "state", "at", "send", "unless_reply", "agent", "name", "role", "problem", "seq")
_WRITE = f"""
INSERT INTO planned ({_COLUMNS}, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET {", ".join(f"{name} = {_NEWER.format(name)}" for name in _TOLD)},
    made = min(excluded.made, planned.made)
"""  # noqa: S608  # made of constants


def project(tables: StateTables, conversation: ConversationId, seq: int, body: PlannedBody) -> Changes:
    """Keep what is told of a plan, unless something newer is known."""
    problem = None if body.problem is None else _ENCODER.encode(body.problem)
    tables.db.execute_sql(
        _WRITE,
        (
            *(body.id, conversation, body.state, body.at, bytes(body.send), body.unless_reply),
            *(body.agent, body.name, body.role, problem, seq, seq),
        ),
    )
    return Changes(conversations=frozenset((conversation,)))


def find(tables: StateTables, plan: ActionId) -> Planned | None:
    """Return a plan, None when nobody has heard of it."""
    return next(iter(_read(tables, "id = ?", (plan,))), None)


def of_person(tables: StateTables, conversation: ConversationId) -> list[Planned]:
    """Return the plans of a person that are not over, the next one first."""
    group = identity.group_of(tables, conversation)
    return _read(tables, f"{OPEN_PLANS} AND conversation IN ({marks(group)})", tuple(group))


def due(tables: StateTables, now: str, limit: int = 50) -> list[Planned]:
    """Return plans whose time has come, the longest overdue first."""
    return _read(tables, f"{OPEN_PLANS} AND at <= ? AND state = '{WAITING}'", (now,), limit)


def with_condition(tables: StateTables) -> list[Planned]:
    """Return the waiting plans that a reply ends."""
    return _read(tables, f"{OPEN_PLANS} AND state = '{WAITING}' AND unless_reply", ())


def in_state(tables: StateTables, state: str) -> list[Planned]:
    """Return every plan in a state, the next one first."""
    return _read(tables, f"{OPEN_PLANS} AND state = ?", (state,))


def next_at(tables: StateTables) -> str | None:
    """Return when the next waiting plan is due."""
    row = tables.db.execute_sql(f"SELECT min(at) FROM planned WHERE {OPEN_PLANS} AND state = '{WAITING}'").fetchone()  # noqa: S608
    return None if row[0] is None else str(row[0])


def was_answered(tables: StateTables, plan: Planned) -> bool:
    """Tell whether the customer has written since a message was planned."""
    group = identity.group_of(tables, plan.conversation)
    row = tables.db.execute_sql(
        f"SELECT max(inbound_seq) FROM conversation WHERE id IN ({marks(group)})",  # noqa: S608 - placeholders
        tuple(group),
    ).fetchone()
    return int(row[0] or 0) > plan.seq


def _read(tables: StateTables, condition: str, values: tuple[str, ...], limit: int = 500) -> list[Planned]:
    """Read plans; ``condition`` is made of constants and placeholders only."""
    rows = tables.db.execute_sql(
        f"SELECT {_COLUMNS} FROM planned WHERE {condition} ORDER BY at, id LIMIT {limit:d}",  # noqa: S608
        values,
    ).fetchall()
    return [_planned(row) for row in rows]


def _planned(row: tuple[Any, ...]) -> Planned:
    plan, conversation, state, at, send, unless_reply, agent, name, role, problem, made = row
    return Planned(
        id=plan,
        conversation=conversation,
        state=state,
        at=at,
        send=decode_send(bytes(send)),
        unless_reply=bool(unless_reply),
        agent=agent,
        name=name,
        role=role,
        problem=None if problem is None else _PROBLEM.decode(bytes(problem)),
        seq=made,
    )

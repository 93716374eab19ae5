"""Actions as rows: found, put in and changed, always inside the caller's transaction.

Used by the engines through the writer, and by reads of one action through a reader. A change of state is also an event:
``save`` appends ``action.changed``, so that nothing can become something else unseen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from inbox.domain import times
from inbox.domain.actions import AnyAction, MakeCreditNote, RefundPayment, SubmitTemplate, decode_action
from inbox.domain.dispute_actions import ABOUT_DISPUTES, SubmitEvidence
from inbox.domain.events import ActionBody, NewEvent
from inbox.domain.ids import ActionId, AgentId, ConversationId, SourceId
from inbox.domain.problems import Problem
from inbox.domain.refunds import BLOCKING_STATES
from inbox.domain.subscription_actions import ChangeSubscription
from inbox.hub.action_effort import Effort
from inbox.hub.tables import HubTables
from inbox.hub.transaction import Transaction
from inbox.store.state.identity import marks

Facts = dict[str, str | int | None]

_DECODERS: dict[str, msgspec.json.Decoder[Any]] = {
    "result": msgspec.json.Decoder(Facts),
    "problem": msgspec.json.Decoder(Problem),
    "effort": msgspec.json.Decoder(Effort),
}
_ENCODER = msgspec.json.Encoder()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """An action's row. ``body`` is None on a tombstone (cancelled before it came) and after erasing."""

    id: ActionId
    kind: str
    state: str
    at: str
    changed_at: str
    body: bytes | None = None
    agent: AgentId | None = None
    agent_name: str | None = None
    role: str | None = None
    conversation: ConversationId | None = None
    payment: SourceId | None = None
    charge: SourceId | None = None
    amount: int | None = None
    currency: str | None = None
    place: int = 0
    approver: AgentId | None = None
    result: Facts | None = None
    problem: Problem | None = None
    effort: Effort = Effort()
    look_at: str | None = None

    @property
    def action(self) -> AnyAction:
        """The wish itself; only for rows that have a body."""
        if self.body is None:
            raise LookupError(f"the body of action {self.id} is gone")
        return decode_action(self.body)


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A request as first sent (see ``action_tables``)."""

    action: ActionId
    step: str
    body: bytes
    key: str
    stripe_version: str
    first_date: int
    last_date: int
    account: str | None = None
    livemode: bool | None = None
    made: str | None = None


def find(hub: HubTables, action: ActionId) -> Record | None:
    """Return an action, None if nobody has heard of it."""
    return next(iter(_select(hub, "id = ?", (action,))), None)


def askers(hub: HubTables, actions: Sequence[ActionId]) -> dict[ActionId, tuple[str | None, AgentId | None]]:
    """Return for each of these actions what its agent is called, and who approved it."""
    rows = hub.db.execute_sql(
        f"SELECT id, agent_name, approver FROM action WHERE id IN ({marks(actions)})", tuple(actions)  # noqa: S608 - marks
    ).fetchall()
    return {ActionId(row[0]): (row[1], row[2]) for row in rows}


def in_states(hub: HubTables, states: Sequence[str]) -> list[Record]:
    """Return the actions in any of ``states``, in the order they came."""
    return _select(hub, f"state IN ({marks(states)})", tuple(states))


def due(hub: HubTables, now: str, limit: int) -> list[Record]:
    """Return actions whose refund is to be read again by now, the longest overdue first."""
    return _select(hub, "look_at <= ?", (now,), f"look_at LIMIT {limit:d}")


def refunds_of(hub: HubTables, names: Sequence[SourceId], but: ActionId | None) -> list[Record]:
    """Return the refund actions of a payment, asked for under any of its names, in the order they came, but one."""
    some = marks(names)
    condition = f"kind = 'refund' AND id IS NOT ? AND (payment IN ({some}) OR charge IN ({some}))"
    return _select(hub, condition, (but, *names, *names))


def changes_in(hub: HubTables, conversation: ConversationId) -> list[Record]:
    """Return the changes of subscriptions that were asked for in a chat, in the order they came; erased ones are not there."""
    return _select(hub, "kind = 'change_subscription' AND conversation = ? AND body IS NOT NULL", (conversation,))


def put(tx: Transaction, record: Record) -> Record:
    """Add an action; it takes its place behind all others, and its first state is an event."""
    last = tx.db.execute_sql("SELECT coalesce(max(place), 0) FROM action").fetchone()[0]
    record = msgspec.structs.replace(record, place=last + 1)
    tx.db.execute_sql(_INSERT, _values(record))
    _tell(tx, record)
    return record


def bury(tx: Transaction, record: Record) -> None:
    """Add a tombstone: an action cancelled before it came. It is no event, because there is nothing to show."""
    tx.db.execute_sql(_INSERT, _values(record))


def save(tx: Transaction, old: Record, **changes: object) -> Record:
    """Change an action; an event follows when its state, result or problem is another."""
    new = msgspec.structs.replace(old, **changes)
    shown = (new.state, new.result, new.problem) != (old.state, old.result, old.problem)
    if shown:
        new = msgspec.structs.replace(new, changed_at=times.to_text(tx.now))
    tx.db.execute_sql(_UPDATE, (*_values(new), old.id))
    if shown:
        _tell(tx, new)
    return new


def post_of(hub: HubTables, action: ActionId, step: str) -> Post | None:
    """Return the request of one step as first sent, None if it never was."""
    table = hub.ActionPost
    row = table.select().where((table.action == action) & (table.step == step)).dicts().first()
    if row is None:
        return None
    return Post(**{**row, "body": bytes(row["body"])})


def keep_post(tx: Transaction, post: Post) -> None:
    """Write a request down before it is sent; one that exists only gets its latest date and what it made."""
    table = tx.hub.ActionPost
    columns = msgspec.structs.asdict(post)
    keep = [table.last_date, table.made]
    table.insert(**columns).on_conflict(conflict_target=[table.action, table.step], preserve=keep).execute()


def claim(tx: Transaction, charge: SourceId, action: ActionId) -> ActionId | None:
    """Claim a charge for an action; return who holds it already, None when the action does now (or did before)."""
    table = tx.hub.ChargeLease
    table.insert(charge=charge, action=action, at=times.to_text(tx.now)).on_conflict_ignore().execute()
    holder = ActionId(table.get(table.charge == charge).action)
    return None if holder == action else holder


def release(tx: Transaction, action: ActionId) -> None:
    """Give back whatever charge an action holds."""
    tx.db.execute_sql("DELETE FROM charge_lease WHERE action = ?", (action,))


def blocks(record: Record) -> bool:
    """Tell whether a refund has no certain outcome yet, so that no other may touch its charge."""
    return record.state in BLOCKING_STATES


def summary(record: Record) -> Facts:
    """Say what an action is about: whose money, how much, why; the words for the customer are not among it."""
    facts: Facts = {
        "payment": record.payment,
        "charge": record.charge,
        "amount": record.amount,
        "currency": record.currency,
        "name": record.agent_name,
        "approver": record.approver,
    }
    if record.approver is not None and record.approver == record.agent:
        facts["alone"] = "yes"
    action = None if record.body is None else record.action
    if isinstance(action, RefundPayment):
        facts["reason"] = action.reason
    elif isinstance(action, ChangeSubscription):
        facts["subscription"], facts["change"] = action.subscription, action.change
    elif isinstance(action, MakeCreditNote):
        facts |= {"refund": action.refund, "refund_action": action.refund_action}
    elif isinstance(action, SubmitTemplate):
        facts["template"] = action.draft.id
    elif isinstance(action, ABOUT_DISPUTES):
        facts["dispute"] = action.dispute
        if isinstance(action, SubmitEvidence):
            facts["seen"] = action.seen
    return {key: value for key, value in facts.items() if value is not None}


def _tell(tx: Transaction, record: Record) -> None:
    body = ActionBody(
        id=record.id,
        kind=record.kind,
        state=record.state,
        agent=record.agent,
        result=record.result,
        problem=record.problem,
        summary=summary(record),
    )
    actor = record.agent if record.agent is not None and record.state == "queued" else "hub"
    tx.append([NewEvent("action.changed", actor, record.changed_at, body, record.conversation)])


_COLUMNS = Record.__struct_fields__
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM action WHERE "  # noqa: S608 - constants
_INSERT = f"INSERT INTO action ({', '.join(_COLUMNS)}) VALUES ({marks(_COLUMNS)})"  # noqa: S608 - constants
_UPDATE = f"UPDATE action SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE id = ?"  # noqa: S608 - constants
_Value = str | int | bytes | None


def _select(hub: HubTables, condition: str, values: tuple[_Value, ...], order: str = "place") -> list[Record]:
    """Read rows; ``condition`` and ``order`` are made of constants and placeholders only."""
    rows = hub.db.execute_sql(f"{_SELECT}{condition} ORDER BY {order}", values).fetchall()
    return [_record(dict(zip(_COLUMNS, row, strict=True))) for row in rows]


def _values(record: Record) -> tuple[_Value, ...]:
    columns: dict[str, _Value] = {name: getattr(record, name) for name in _COLUMNS}
    columns["result"] = None if record.result is None else _ENCODER.encode(record.result)
    columns["problem"] = None if record.problem is None else _ENCODER.encode(record.problem)
    columns["effort"] = _ENCODER.encode(record.effort)
    return tuple(columns.values())


def _record(row: dict[str, Any]) -> Record:
    for name in ("result", "problem", "effort"):
        decoder, value = _DECODERS[name], row[name]
        row[name] = None if value is None else decoder.decode(bytes(value))
    row["body"] = None if row["body"] is None else bytes(row["body"])
    row["effort"] = row["effort"] or Effort()
    return Record(**row)

"""Actions as rows: found, put in and changed, always inside the caller's transaction.

Used by the engines through the writer, and by reads of one action through a reader. A change of state is also an event:
``save`` appends ``action.changed``, so that nothing can become something else unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from inbox.domain import times
from inbox.domain.actions import AnyAction, RefundPayment, decode_action
from inbox.domain.events import ActionBody, NewEvent
from inbox.domain.ids import ActionId, AgentId, ConversationId, SourceId
from inbox.domain.problems import Problem
from inbox.domain.refunds import BLOCKING_STATES
from inbox.hub.action_effort import Effort
from inbox.hub.tables import HubTables
from inbox.hub.transaction import Transaction
from inbox.store.state.schema import TableClass

Facts = dict[str, str | int | None]

_FACTS: msgspec.json.Decoder[Facts] = msgspec.json.Decoder(Facts)
_PROBLEM = msgspec.json.Decoder(Problem)
_EFFORT = msgspec.json.Decoder(Effort)
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
    row = hub.Action.get_or_none(hub.Action.id == action)
    return None if row is None else _record(row)


def in_states(hub: HubTables, states: Iterable[str]) -> list[Record]:
    """Return the actions in any of ``states``, in the order they came."""
    table = hub.Action
    return [_record(row) for row in table.select().where(table.state.in_(list(states))).order_by(table.place)]


def due(hub: HubTables, now: str, limit: int) -> list[Record]:
    """Return actions whose refund or request is to be read again by now, the longest overdue first."""
    table = hub.Action
    return [_record(row) for row in table.select().where(table.look_at <= now).order_by(table.look_at).limit(limit)]


def refunds_of(hub: HubTables, names: Sequence[SourceId], but: ActionId | None) -> list[Record]:
    """Return the refund actions of a payment, asked for under any of its names, in the order they came, but one."""
    table = hub.Action
    same = table.payment.in_(list(names)) | table.charge.in_(list(names))
    rows = table.select().where((table.kind == "refund") & (table.id != but) & same).order_by(table.place)
    return [_record(row) for row in rows]


def put(tx: Transaction, record: Record) -> Record:
    """Add an action; it takes its place behind all others, and its first state is an event."""
    table = tx.hub.Action
    last = table.select(table.place).order_by(table.place.desc()).limit(1).scalar() or 0
    record = msgspec.structs.replace(record, place=last + 1)
    table.insert(**_columns(record)).execute()
    _tell(tx, record)
    return record


def bury(tx: Transaction, record: Record) -> None:
    """Add a tombstone: an action cancelled before it came. It is no event, because there is nothing to show."""
    tx.hub.Action.insert(**_columns(record)).execute()


def save(tx: Transaction, old: Record, **changes: object) -> Record:
    """Change an action; an event follows when its state, result or problem is another."""
    moment = times.to_text(tx.now)
    new = msgspec.structs.replace(old, **changes)
    shown = (new.state, new.result, new.problem) != (old.state, old.result, old.problem)
    if shown:
        new = msgspec.structs.replace(new, changed_at=moment)
    columns = _columns(new)
    del columns["id"]
    tx.hub.Action.update(**columns).where(tx.hub.Action.id == old.id).execute()
    if shown:
        _tell(tx, new)
    return new


def post_of(hub: HubTables, action: ActionId, step: str) -> Post | None:
    """Return the request of one step as first sent, None if it never was."""
    table = hub.ActionPost
    row = table.get_or_none((table.action == action) & (table.step == step))
    if row is None:
        return None
    return Post(
        action=ActionId(row.action),
        step=row.step,
        body=bytes(row.body),
        key=row.key,
        account=row.account,
        livemode=row.livemode,
        stripe_version=row.stripe_version,
        first_date=row.first_date,
        last_date=row.last_date,
        made=row.made,
    )


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
    table = tx.hub.ChargeLease
    table.delete().where(table.action == action).execute()


def blocks(record: Record) -> bool:
    """Tell whether a refund has no certain outcome yet, so that no other may touch its charge."""
    return record.state in BLOCKING_STATES


def summary(record: Record) -> Facts:
    """Say what an action is about, without any text a customer or agent wrote."""
    facts: Facts = {
        "payment": record.payment,
        "charge": record.charge,
        "amount": record.amount,
        "currency": record.currency,
        "name": record.agent_name,
        "approver": record.approver,
    }
    if record.body is not None and isinstance(action := record.action, RefundPayment):
        facts["reason"] = action.reason
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


def _columns(record: Record) -> dict[str, object]:
    columns = msgspec.structs.asdict(record)
    columns["result"] = None if record.result is None else _ENCODER.encode(record.result)
    columns["problem"] = None if record.problem is None else _ENCODER.encode(record.problem)
    columns["effort"] = _ENCODER.encode(record.effort)
    return columns


def _record(row: TableClass) -> Record:
    return Record(
        id=ActionId(row.id),
        kind=row.kind,
        state=row.state,
        at=row.at,
        changed_at=row.changed_at,
        body=None if row.body is None else bytes(row.body),
        agent=row.agent,
        agent_name=row.agent_name,
        role=row.role,
        conversation=row.conversation,
        payment=row.payment,
        charge=row.charge,
        amount=row.amount,
        currency=row.currency,
        place=row.place,
        approver=row.approver,
        result=None if row.result is None else _FACTS.decode(bytes(row.result)),
        problem=None if row.problem is None else _PROBLEM.decode(bytes(row.problem)),
        effort=Effort() if row.effort is None else _EFFORT.decode(bytes(row.effort)),
        look_at=row.look_at,
    )

"""The facts on which the hub decides a refund: fresh from Stripe where money is concerned, else from the state's tables.

Called by the refund engine inside its transaction. The clock is Stripe's, so that a hub whose own clock is wrong neither
forgets nor invents a recent refund.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from inbox.domain import times
from inbox.domain.actions import RefundPayment
from inbox.domain.ids import AgentId, SourceId
from inbox.domain.policy import State
from inbox.domain.presence import Presence
from inbox.domain.refunds import LiveRefund
from inbox.domain.roles import Actor, Policy
from inbox.hub import action_rows
from inbox.hub.action_rows import Record
from inbox.hub.refund_reading import Reading
from inbox.hub.tables import HubTables
from inbox.hub.transaction import Transaction
from inbox.store.state import identity, ownership

_MOVED = ("sending", "unknown", "pending", "succeeded")


def state(
    tx: Transaction, record: Record, action: RefundPayment, reading: Reading, policy: Policy, zone: tzinfo
) -> State:
    """Gather what ``policy.decide`` needs for one refund. ``zone`` is the shop's, for "today"."""
    now = times.from_unix(reading.date) if reading.date else tx.now
    actor = actor_of(record)
    known = action.conversation is None or identity.known(tx.state, identity.root(tx.state, action.conversation))
    match = None
    if action.conversation is not None and known and reading.payment is not None:
        match = ownership.match(tx.state, action.conversation, reading.payment).certainty
    return State(
        actor=actor,
        now=now,
        policy=policy,
        conversation_known=known,
        payment=reading.payment,
        refunds=tuple(refund for refund in reading.refunds if refund.action != record.id),
        disputes=reading.disputes,
        live=live(tx.hub, record, reading),
        refunded_today=refunded_since(tx.hub, actor.agent, record, _midnight(now, zone)),
        match=match,
        approved=record.approver is not None,
    )


def actor_of(record: Record) -> Actor:
    """Return who asked for an action."""
    assert record.agent is not None
    return Actor(record.agent, record.agent_name or "", record.role or "")


def live(hub: HubTables, record: Record, reading: Reading) -> tuple[LiveRefund, ...]:
    """Return the other refund actions of the same charge that count, whichever of its names they were asked under.

    Those still ``queued`` do not: whoever holds the charge goes first, and they will look again when it is their turn.
    """
    paid = reading.payment
    names = {record.payment, record.charge, paid and paid.id, paid and paid.charge} - {None}
    others = action_rows.refunds_of(hub, sorted(name for name in names if name), record.id)
    return tuple(_live(other) for other in others if other.state in (*_MOVED, "needs_approval"))


def held_by_colleagues(
    record: Record, reading: Reading, present: Iterable[Presence], now: datetime
) -> tuple[LiveRefund, ...]:
    """Return the refunds of the same payment that other agents have on hold at their desks right now."""
    paid = reading.payment
    names = {record.payment, record.charge, paid and paid.id, paid and paid.charge} - {None}
    return tuple(
        LiveRefund(
            action=one.action,
            charge=record.charge or SourceId(""),
            agent=one.agent,
            agent_name=one.name,
            amount=one.amount or 0,
            currency=one.currency or "",
            state="held",
            at=times.to_text(now),
        )
        for one in present
        if one.doing == "holding"
        and one.kind == "refund"
        and one.payment in names
        and one.action is not None
        and one.agent != record.agent
    )


def refunded_since(hub: HubTables, agent: AgentId, record: Record, since: str) -> int:
    """Return the sum an agent has refunded since an instant in the currency of ``record``, that one excluded."""
    table = hub.Action
    rows = table.select(table.amount).where(
        (table.kind == "refund")
        & (table.agent == agent)
        & (table.currency == record.currency)
        & (table.at >= since)
        & (table.id != record.id)
        & table.state.in_(_MOVED)
    )
    return sum(row.amount or 0 for row in rows)


def _live(record: Record) -> LiveRefund:
    return LiveRefund(
        action=record.id,
        charge=record.charge or record.payment or SourceId(""),
        agent=record.agent or AgentId(""),
        agent_name=record.agent_name or "",
        amount=record.amount or 0,
        currency=record.currency or "",
        state=record.state,
        at=record.at,
    )


def _midnight(now: datetime, zone: tzinfo) -> str:
    local = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return times.to_text(local)

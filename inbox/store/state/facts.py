"""Gathers from the tables what ``domain.policy.decide`` rests on.

Called by a desk to draw a button and say why it is grey, and by the hub, which lays fresh readings from Stripe over it.
Reads only; any thread with its own tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from inbox.domain import times
from inbox.domain.actions import RefundPayment
from inbox.domain.ids import ActionId, AgentId, ConversationId, SourceId
from inbox.domain.payments import Checkout, Dispute, Payment, Refund
from inbox.domain.policy import State
from inbox.domain.refunds import LiveRefund
from inbox.domain.roles import Actor, Policy
from inbox.store.state import identity, mirror, ownership
from inbox.store.state.identity import marks
from inbox.store.state.schema import StateTables

COUNTED = ("sending", "unknown", "pending", "succeeded")
"""States in which a refund has moved money, or may have."""

_LIVE = ("queued", "needs_approval", *COUNTED)
_SUMMARY = msgspec.json.Decoder(dict[str, str | int | None])


def conversation_facts(
    tables: StateTables, conversation: ConversationId, actor: Actor, now: datetime, policy: Policy
) -> State:
    """Return what decides anything said in a conversation: the window, a block, open payment requests."""
    group = identity.group_of(tables, conversation)
    rows = tables.db.execute_sql(
        f"SELECT last_inbound, blocked, marketing, marketing_at FROM conversation WHERE id IN ({marks(group)})",  # noqa: S608 - placeholders
        tuple(group),
    ).fetchall()
    heard = [row[0] for row in rows if row[0] is not None]
    return State(
        actor=actor,
        now=now,
        policy=policy,
        conversation_known=identity.known(tables, group[0]),
        last_inbound=times.from_text(max(heard)) if heard else None,
        blocked=any(row[1] for row in rows),
        marketing_stopped=stopped_since((row[2], row[3]) for row in rows),
        open_requests=open_requests(tables, conversation),
    )


def last_inbound(tables: StateTables, conversation: ConversationId) -> datetime | None:
    """Return when a person last wrote, in whichever of their conversations; None when they never did."""
    group = identity.group_of(tables, conversation)
    row = tables.db.execute_sql(
        f"SELECT max(last_inbound) FROM conversation WHERE id IN ({marks(group)})",  # noqa: S608 - placeholders
        tuple(group),
    ).fetchone()
    return None if row[0] is None else times.from_text(row[0])


def stopped_since(said: Iterable[tuple[str | None, str | None]]) -> str | None:
    """Return since when a person wants no marketing, from what each of their conversations knows (word, moment)."""
    words = [(at, word == "stop") for word, at in said if word is not None and at is not None]
    at, is_stopped = max(words, default=("", False))
    return at if is_stopped else None


def marketing_stopped(tables: StateTables, conversation: ConversationId) -> str | None:
    """Return since when a person wants no marketing (RFC 3339), None when nobody has heard that."""
    group = identity.group_of(tables, conversation)
    rows = tables.db.execute_sql(
        f"SELECT marketing, marketing_at FROM conversation WHERE id IN ({marks(group)})",  # noqa: S608 - placeholders
        tuple(group),
    ).fetchall()
    return stopped_since(rows)


def open_requests(tables: StateTables, conversation: ConversationId) -> tuple[Checkout, ...]:
    """Return the payment requests of a person that can still be paid, the newest first; a link, not the pages opened from it."""
    asked = mirror.where(tables, Checkout, "conversation", identity.group_of(tables, conversation))
    return tuple(request for request in reversed(asked) if request.status == "open" and request.link is None)


def lapsed_requests(tables: StateTables, conversation: ConversationId) -> tuple[Checkout, ...]:
    """Return the payment pages of a person that expired but have an address to go on with, the newest first."""
    asked = mirror.where(tables, Checkout, "conversation", identity.group_of(tables, conversation))
    return tuple(request for request in reversed(asked) if request.status == "expired" and request.recovery_url)


def refund_facts(
    tables: StateTables,
    action: RefundPayment,
    actor: Actor,
    now: datetime,
    policy: Policy,
    day_start: datetime,
    *,
    payment: Payment | None = None,
    refunds: Sequence[Refund] | None = None,
    disputes: Sequence[Dispute] | None = None,
    approved: bool = False,
) -> State:
    """Return what decides a refund; ``payment``, ``refunds`` and ``disputes`` replace the mirror's when just read.

    ``day_start`` is midnight in the shop's time zone, for the daily limit.
    """
    paid = payment if payment is not None else mirror.payment(tables, action.payment)
    known = action.conversation is None or identity.known(tables, identity.root(tables, action.conversation))
    match = None
    if paid is not None and action.conversation is not None and known:
        match = ownership.match(tables, action.conversation, paid).certainty
    if paid is not None and (refunds is None or disputes is None):
        about = mirror.about(tables, paid)
        refunds = about.refunds if refunds is None else refunds
        disputes = about.disputes if disputes is None else disputes
    return State(
        actor=actor,
        now=now,
        policy=policy,
        conversation_known=known,
        payment=paid,
        refunds=tuple(each for each in refunds or () if each.action != action.id),
        disputes=tuple(disputes or ()),
        live=live_refunds(tables, action.payment, paid, but=action.id),
        refunded_today=refunded_since(tables, actor.agent, action.currency, day_start, but=action.id),
        match=match,
        approved=approved,
    )


def live_refunds(
    tables: StateTables, named: SourceId, paid: Payment | None, but: ActionId | None = None
) -> tuple[LiveRefund, ...]:
    """Return the refund actions on a payment that moved money or still may, under whichever of its names."""
    names = {named} | ({paid.id, paid.charge} - {None} if paid is not None else set())
    listed = sorted(name for name in names if name is not None)
    rows = tables.db.execute_sql(
        "SELECT id, charge, payment, agent, amount, currency, state, at, summary FROM action_row WHERE kind = 'refund' "  # noqa: S608
        f"AND state IN ({marks(_LIVE)}) AND (payment IN ({marks(listed)}) OR charge IN ({marks(listed)})) ORDER BY at, id",
        (*_LIVE, *listed, *listed),
    )
    found = [
        LiveRefund(
            action=ActionId(name),
            charge=SourceId(charge or payment),
            agent=AgentId(agent or ""),
            agent_name=_agent_name(summary),
            amount=amount or 0,
            currency=currency or "",
            state=state,
            at=at,
        )
        for name, charge, payment, agent, amount, currency, state, at, summary in rows
    ]
    return tuple(live for live in found if live.action != but)


def _agent_name(summary: bytes | None) -> str:
    name = _SUMMARY.decode(summary).get("name") if summary is not None else None
    return name if isinstance(name, str) else ""


def refunded_since(
    tables: StateTables, agent: AgentId, currency: str, since: datetime, but: ActionId | None = None
) -> int:
    """Return the sum in minor units that an agent has refunded since an instant, uncertain ones counted."""
    row = tables.db.execute_sql(
        "SELECT coalesce(sum(amount), 0) FROM action_row WHERE kind = 'refund' AND agent = ? AND currency = ? "  # noqa: S608
        f"AND at >= ? AND id <> ? AND state IN ({marks(COUNTED)})",
        (agent, currency, times.to_text(since), but or "", *COUNTED),
    ).fetchone()
    return int(row[0])

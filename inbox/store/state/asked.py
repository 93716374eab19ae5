"""The refunds somebody asked for in a person's chats that are not over, or ended badly, whoever asked at whichever desk.

Read by screens on any thread with its own tables.
"""

from __future__ import annotations

import msgspec

from inbox.domain.ids import ActionId, AgentId, ConversationId, SourceId
from inbox.domain.problems import Problem
from inbox.store.state import identity
from inbox.store.state.identity import marks
from inbox.store.state.schema import StateTables

SHOWN = ("queued", "needs_approval", "sending", "unknown", "failed")
_MOST = 30
_SUMMARY = msgspec.json.Decoder(dict[str, str | int | None])
_PROBLEM = msgspec.json.Decoder(Problem)


class AskedRefund(msgspec.Struct, frozen=True, kw_only=True):
    """A refund action as the log tells of it; ``at`` is when it was asked for, ``changed_at`` since when it is so."""

    action: ActionId
    state: str
    agent: AgentId
    agent_name: str = ""
    payment: SourceId | None = None
    charge: SourceId | None = None
    amount: int = 0
    currency: str = ""
    reason: str = ""
    at: str
    changed_at: str
    problem: Problem | None = None

    def is_of(self, names: set[str]) -> bool:
        """Tell whether it is about a payment, given under all its names."""
        return bool({self.payment, self.charge} & names)


def refunds_asked(tables: StateTables, conversation: ConversationId) -> tuple[AskedRefund, ...]:
    """Return the refunds asked for in the chats of a person, the newest first."""
    group = identity.group_of(tables, conversation)
    rows = tables.db.execute_sql(
        "SELECT id, state, agent, payment, charge, amount, currency, at, changed_at, summary, problem FROM action_row "  # noqa: S608
        f"WHERE conversation IN ({marks(group)}) AND kind = 'refund' AND state IN ({marks(SHOWN)}) "
        "ORDER BY at DESC, id LIMIT ?",
        (*group, *SHOWN, _MOST),
    ).fetchall()
    return tuple(_asked(*row) for row in rows)


def _asked(
    action: str,
    state: str,
    agent: str | None,
    payment: str | None,
    charge: str | None,
    amount: int | None,
    currency: str | None,
    at: str,
    changed_at: str,
    summary: bytes | None,
    problem: bytes | None,
) -> AskedRefund:
    said = {} if summary is None else _SUMMARY.decode(summary)
    return AskedRefund(
        action=ActionId(action),
        state=state,
        agent=AgentId(agent or ""),
        agent_name=_text(said, "name"),
        payment=None if payment is None else SourceId(payment),
        charge=None if charge is None else SourceId(charge),
        amount=amount or 0,
        currency=currency or "",
        reason=_text(said, "reason"),
        at=at,
        changed_at=changed_at,
        problem=None if problem is None else _PROBLEM.decode(problem),
    )


def _text(said: dict[str, str | int | None], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""

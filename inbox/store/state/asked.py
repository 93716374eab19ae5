"""What somebody asked for in a person's chats, whoever asked: refunds that are not over, and answers to disputes.

Refunds that ended badly are among them, and of the answers all. Read by screens on any thread with its own tables.
"""

from __future__ import annotations

import msgspec

from inbox.domain.ids import ActionId, AgentId, ConversationId, MediaId, SourceId
from inbox.domain.problems import Problem
from inbox.store.state import identity
from inbox.store.state.identity import marks
from inbox.store.state.schema import StateTables

SHOWN = ("queued", "needs_approval", "sending", "unknown", "failed")
ANSWERS = ("stage_evidence", "submit_evidence", "accept_dispute")
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


class AskedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Something done about a dispute, as the log tells of it; ``kind`` is that of the action.

    ``media`` is the pack that was staged.
    """

    action: ActionId
    kind: str
    state: str
    agent: AgentId
    agent_name: str = ""
    dispute: SourceId
    at: str
    changed_at: str
    media: MediaId | None = None
    file: SourceId | None = None
    """The same at Stripe."""
    seen: str = ""
    """What the asker had read (``evidence.digest``) when it was to be handed in."""
    problem: Problem | None = None


def answers_asked(tables: StateTables, conversation: ConversationId) -> tuple[AskedAnswer, ...]:
    """Return what was done about the disputes of a person, the newest first."""
    group = identity.group_of(tables, conversation)
    rows = tables.db.execute_sql(
        "SELECT id, kind, state, agent, at, changed_at, summary, result, problem FROM action_row "  # noqa: S608
        f"WHERE conversation IN ({marks(group)}) AND kind IN ({marks(ANSWERS)}) ORDER BY at DESC, seq DESC LIMIT ?",
        (*group, *ANSWERS, _MOST),
    ).fetchall()
    return tuple(_answer(*row) for row in rows)


def _answer(
    action: str,
    kind: str,
    state: str,
    agent: str | None,
    at: str,
    changed_at: str,
    summary: bytes | None,
    result: bytes | None,
    problem: bytes | None,
) -> AskedAnswer:
    said = {} if summary is None else _SUMMARY.decode(summary)
    came = {} if result is None else _SUMMARY.decode(result)
    media = _text(came, "media")
    return AskedAnswer(
        action=ActionId(action),
        kind=kind,
        state=state,
        agent=AgentId(agent or ""),
        agent_name=_text(said, "name"),
        dispute=SourceId(_text(said, "dispute")),
        at=at,
        changed_at=changed_at,
        media=MediaId(media) if media else None,
        file=SourceId(file) if (file := _text(came, "file")) else None,
        seen=_text(said, "seen"),
        problem=None if problem is None else _PROBLEM.decode(problem),
    )


def _text(said: dict[str, str | int | None], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""

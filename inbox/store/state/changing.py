"""Changes of a person's subscriptions that are not over, whoever asked for them. Read by screens on any thread."""

from __future__ import annotations

import msgspec

from inbox.domain.ids import ActionId, AgentId, ConversationId, SourceId
from inbox.store.state import identity
from inbox.store.state.identity import marks
from inbox.store.state.schema import StateTables

RUNNING = ("queued", "needs_approval", "sending", "unknown")
_MOST = 30
_SUMMARY = msgspec.json.Decoder(dict[str, str | int | None])


class AskedChange(msgspec.Struct, frozen=True, kw_only=True):
    """A change of a subscription as the log tells of it; ``change`` is one of ``subscriptions.Change``, or a later one."""

    action: ActionId
    state: str
    agent: AgentId
    agent_name: str = ""
    subscription: SourceId
    change: str


def changes_asked(tables: StateTables, conversation: ConversationId) -> tuple[AskedChange, ...]:
    """Return the changes asked for in the chats of a person that are not over, the newest first."""
    group = identity.group_of(tables, conversation)
    rows = tables.db.execute_sql(
        "SELECT id, state, agent, summary FROM action_row "  # noqa: S608
        f"WHERE conversation IN ({marks(group)}) AND kind = 'change_subscription' AND state IN ({marks(RUNNING)}) "
        "ORDER BY at DESC, id LIMIT ?",
        (*group, *RUNNING, _MOST),
    ).fetchall()
    found = (_asked(*row) for row in rows)
    return tuple(each for each in found if each.subscription)


def _asked(action: str, state: str, agent: str | None, summary: bytes | None) -> AskedChange:
    said = {} if summary is None else _SUMMARY.decode(summary)
    return AskedChange(
        action=ActionId(action),
        state=state,
        agent=AgentId(agent or ""),
        agent_name=str(said.get("name") or ""),
        subscription=SourceId(str(said.get("subscription") or "")),
        change=str(said.get("change") or ""),
    )

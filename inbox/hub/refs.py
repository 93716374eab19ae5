"""Where each message belongs and how far it got, kept in the transaction that appends its events.

Written only by ``Transaction.append``; read by the decoder (a receipt names nothing but a message id) and by actions
(marking as read, a lost answer). Commutes: a status that comes before its message waits in the row and is laid on it.
"""

from __future__ import annotations

import msgspec

from inbox.domain.events import Event, MessageBody, StatusBody
from inbox.domain.ids import ActionId, ConversationId, MessageId
from inbox.domain.messages import better_status
from inbox.hub.tables import HubTables

_MESSAGE = """
INSERT INTO message_ref (id, conversation, direction, action, at, kind) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    conversation = coalesce(excluded.conversation, message_ref.conversation),
    direction = excluded.direction, at = excluded.at, kind = excluded.kind,
    action = coalesce(excluded.action, message_ref.action)
"""
_STATUS = """
INSERT INTO message_ref (id, conversation, action, status) VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    conversation = coalesce(message_ref.conversation, excluded.conversation),
    action = coalesce(message_ref.action, excluded.action), status = excluded.status
"""


class Ref(msgspec.Struct, frozen=True):
    """What the hub remembers of a message; ``kind`` is None while only a status of it is known."""

    id: MessageId
    conversation: ConversationId | None
    direction: str | None
    action: ActionId | None
    status: str | None
    at: str | None
    kind: str | None


def note(hub: HubTables, event: Event, body: msgspec.Struct) -> None:
    """Take in an event that is about a message; any other is left alone."""
    match body:
        case MessageBody(message=said):
            row = (said.id, event.conversation, said.direction, said.action, said.at, said.kind)
            hub.db.execute_sql(_MESSAGE, row)
        case StatusBody():
            known = get(hub, body.message_id)
            status = better_status(None if known is None else known.status, body.status)
            hub.db.execute_sql(_STATUS, (body.message_id, event.conversation, body.action, status))


def get(hub: HubTables, message: MessageId) -> Ref | None:
    """Return what is known of a message, None when nothing is."""
    row = hub.db.execute_sql(
        "SELECT id, conversation, direction, action, status, at, kind FROM message_ref WHERE id = ?", (message,)
    ).fetchone()
    return None if row is None else Ref(*row)


def by_action(hub: HubTables, action: ActionId) -> list[Ref]:
    """Return the messages that carry an action's id in their ``biz_opaque_callback_data``."""
    rows = hub.db.execute_sql(
        "SELECT id, conversation, direction, action, status, at, kind FROM message_ref WHERE action = ? ORDER BY id",
        (action,),
    )
    return [Ref(*row) for row in rows]


def newest_inbound(hub: HubTables, conversation: ConversationId) -> Ref | None:
    """Return the newest message of the customer, up to which a conversation can be marked as read."""
    row = hub.db.execute_sql(
        "SELECT id, conversation, direction, action, status, at, kind FROM message_ref "
        "WHERE conversation = ? AND direction = 'in' ORDER BY at DESC, id DESC LIMIT 1",
        (conversation,),
    ).fetchone()
    return None if row is None else Ref(*row)

"""Where each message belongs and how far it got, kept in the transaction that appends its events.

Written only by ``Transaction.append``; read by the decoder (a receipt names nothing but a message id) and by actions
(marking as read, a lost answer). Commutes: a status that comes before its message waits in the row and is laid on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
_PART = 500
_LOOK_BACK = 50


class _Named(msgspec.Struct):
    """What of a message is needed to name it."""

    id: MessageId
    at: str


class _Message(msgspec.Struct):
    message: _Named


class _Receipt(msgspec.Struct):
    message_id: MessageId


_NAMED = msgspec.json.Decoder(_Message)
_RECEIPT = msgspec.json.Decoder(_Receipt)


class Ref(msgspec.Struct, frozen=True):
    """What the hub remembers of a message; ``kind`` is None while only a status of it is known."""

    id: MessageId
    conversation: ConversationId | None
    direction: str | None
    action: ActionId | None
    status: str | None
    at: str | None
    kind: str | None


def note(hub: HubTables, told: Iterable[tuple[Event, msgspec.Struct]]) -> None:
    """Take in the events that are about messages; any others are left alone."""
    messages: list[tuple[str | None, ...]] = []
    receipts: list[tuple[StatusBody, ConversationId | None]] = []
    for event, body in told:
        if isinstance(body, MessageBody):
            said = body.message
            messages.append((said.id, event.conversation, said.direction, said.action, said.at, said.kind))
        elif isinstance(body, StatusBody):
            receipts.append((body, event.conversation))
    cursor = hub.db.cursor()
    if messages:
        cursor.executemany(_MESSAGE, messages)
    if receipts:
        # The two commute, so that it does not matter which of them came first.
        cursor.executemany(_STATUS, _statuses(hub, receipts))


def _statuses(
    hub: HubTables, receipts: Sequence[tuple[StatusBody, ConversationId | None]]
) -> Iterator[tuple[str | None, ...]]:
    known: dict[MessageId, str | None] = dict(_column(hub, "status", [body.message_id for body, _ in receipts]))
    for body, conversation in receipts:
        status = known[body.message_id] = better_status(known.get(body.message_id), body.status)
        yield body.message_id, conversation, body.action, status


def conversations(hub: HubTables, messages: Sequence[MessageId]) -> dict[MessageId, ConversationId]:
    """Return where those of ``messages`` belong of which that is known."""
    return {name: ConversationId(found) for name, found in _column(hub, "conversation", messages) if found is not None}


def _column(hub: HubTables, column: str, messages: Sequence[MessageId]) -> Iterator[tuple[MessageId, str | None]]:
    for start in range(0, len(messages), _PART):
        part = messages[start : start + _PART]
        marks = ", ".join("?" * len(part))
        yield from hub.db.execute_sql(f"SELECT id, {column} FROM message_ref WHERE id IN ({marks})", tuple(part))  # noqa: S608


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
    """Return the newest message of the customer, up to which a conversation can be marked as read.

    Only the last ones that came are looked at: what is sent late is not that late.
    """
    rows = hub.db.execute_sql(
        "SELECT body FROM log WHERE conversation = ? AND type = 'message.received' AND body IS NOT NULL "
        "ORDER BY seq DESC LIMIT ?",
        (conversation, _LOOK_BACK),
    )
    said = [_NAMED.decode(row[0]).message for row in rows]
    return get(hub, max(said, key=lambda one: (one.at, one.id)).id) if said else None


def names_in(hub: HubTables, conversations: Sequence[ConversationId]) -> list[MessageId]:
    """Return the ids of all messages that the log tells of in ``conversations``; for erasing, so it may take a while."""
    names: dict[MessageId, None] = {}
    for conversation in conversations:
        rows = hub.db.execute_sql(
            "SELECT type, body FROM log WHERE conversation = ? AND type LIKE 'message.%' AND body IS NOT NULL",
            (conversation,),
        )
        for kind, body in rows:
            names[_RECEIPT.decode(body).message_id if kind == "message.status" else _NAMED.decode(body).message.id] = None
    return list(names)


def forget(hub: HubTables, conversations: Sequence[ConversationId], messages: Sequence[MessageId]) -> None:
    """Forget those of ``messages`` that belong to ``conversations``."""
    places = ", ".join("?" * len(conversations))
    for start in range(0, len(messages), _PART):
        part = messages[start : start + _PART]
        marks = ", ".join("?" * len(part))
        hub.db.execute_sql(
            f"DELETE FROM message_ref WHERE id IN ({marks}) AND conversation IN ({places})",  # noqa: S608 - placeholders
            (*part, *conversations),
        )

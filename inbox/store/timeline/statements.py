"""The statements with which a batch of events is read and written, and how they take any number of values.

Constants and pure functions; values always travel as parameters.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from itertools import compress

import msgspec

from inbox.store.timeline.schema import SEQ_MASK

_ENCODER = msgspec.json.Encoder()

ENTRY = (
    *("id", "key", "chat", "origin", "seq", "kind", "direction", "money", "shown"),
    *("text", "status", "actor", "action", "target"),
)
CHAT = (
    *("num", "conversation", "name", "folded", "handles", "last", "last_kind", "last_direction", "last_line"),
    *("last_pieces", "last_about", "last_status", "last_actor", "last_action", "last_out", "waits", "unread"),
    *("read_seq", "answered", "window_end", "status", "active", "parked", "snoozed_until", "assignee", "blocked", "asks"),
    *("approves", "troubled", "disputed", "due", "stake", "urgent"),
)
CHAT_NAMES = 5
"""So many columns of a chat rarely change; they are written apart, for an index goes with them."""
CHAT_PLACE = (
    *("last", "waits", "window_end", "status", "active", "parked", "assignee"),
    *("approves", "troubled", "disputed", "due", "stake", "urgent"),
)
"""Where a chat stands in the views: an index goes with each, which SQLite writes whenever the column is named."""
CHAT_SAID = tuple(name for name in CHAT[CHAT_NAMES:] if name not in CHAT_PLACE)
ENTRY_SAID = ("seq", "text", "status", "actor", "action")
"""What a receipt, a file or an edit changes of an entry; no index of messages goes with it."""
ENTRY_PLACE = tuple(name for name in ENTRY[2:] if name not in ENTRY_SAID)
KEPT_ENTRY = (*ENTRY, "asks")
"""``asks`` follows from the others and is only written."""

AMONG = "IN (SELECT value FROM json_each(?))"
"""Condition for any number of values, given as ``listed(values)``: one statement to prepare, however many there are."""


# The names of columns are the constants above; values always travel as parameters.
READ_ENTRIES = f"SELECT {', '.join(ENTRY)}, body FROM entry WHERE "  # noqa: S608
READ_CHATS = f"SELECT {', '.join(CHAT)} FROM chat WHERE "  # noqa: S608
READ_ORPHANS = f"SELECT key, status, body FROM orphan WHERE key {AMONG}"  # noqa: S608
ADD_ENTRY = f"INSERT INTO entry ({', '.join(KEPT_ENTRY)}, body) VALUES ({', '.join('?' * (len(KEPT_ENTRY) + 1))})"  # noqa: S608
SET_ENTRY = f"UPDATE entry SET {', '.join(f'{name} = ?' for name in KEPT_ENTRY[2:])}, body = ? WHERE id = ?"  # noqa: S608
SET_ENTRY_SAID = f"UPDATE entry SET {', '.join(f'{name} = ?' for name in ENTRY_SAID)}, body = ? WHERE id = ?"  # noqa: S608
ADD_CHAT = f"INSERT INTO chat ({', '.join(CHAT)}) VALUES ({', '.join('?' * len(CHAT))})"  # noqa: S608
NEWEST = (
    "SELECT id, kind, direction, text, status, actor, action, body FROM entry "
    "WHERE chat = ? AND shown = 1 AND direction <> '' ORDER BY id DESC LIMIT 1"
)
SAID_LAST = (
    "SELECT id, direction FROM entry WHERE chat = ? AND shown = 1 AND direction <> '' AND target IS NULL "
    "AND kind <> 'system' ORDER BY id DESC LIMIT ?"
)
MOST_SAID = 500
"""So many messages in a row of somebody nobody has answered are looked at; she waits long enough with the oldest of them."""
MARK_READ = (
    f"DELETE FROM unread WHERE chat = ? AND ((entry & {SEQ_MASK}) <= ? OR (entry <= ? AND (entry & {SEQ_MASK}) < ?))"  # noqa: S608
)
SET_NAME = "UPDATE chat SET name = ?, folded = ? WHERE num = ?"
SET_HANDLES = "UPDATE chat SET handles = ? WHERE num = ?"


@functools.cache
def set_chat(moved: tuple[bool, ...]) -> str:
    """Return how a chat is written that has ``moved`` in these of its places: those come first, then all that it says."""
    names = (*compress(CHAT_PLACE, moved), *CHAT_SAID)
    return f"UPDATE chat SET {', '.join(f'{name} = ?' for name in names)} WHERE num = ?"  # noqa: S608 - constants


def listed(values: Iterable[str]) -> str:
    """Return values as the parameter of ``AMONG``."""
    return _ENCODER.encode(sorted(set(values))).decode()


def listed_numbers(values: Iterable[int]) -> str:
    """Return whole numbers as the parameter of ``AMONG``."""
    return _ENCODER.encode(sorted(set(values))).decode()

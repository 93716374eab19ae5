"""What a screen reads of a chat: a page of its lines, single ones, where a day begins. The list is ``chat_list``.

Called on any thread with that thread's own tables. Every page is bounded and read by key, never by offset; nothing is
sorted and nothing is counted here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec

from inbox.domain import times
from inbox.domain.ids import ConversationId
from inbox.domain.messages import Cart, ErrorNote, Media
from inbox.domain.payments import StripeObject
from inbox.domain.problems import Problem
from inbox.store.state import StateTables
from inbox.store.timeline import money
from inbox.store.timeline.chat_list import PAGE
from inbox.store.timeline.rest import read_rest
from inbox.store.timeline.schema import SEQ_BITS, TimelineTables, row_id
from inbox.store.timeline.statements import AMONG, listed, listed_numbers


class Reaction(msgspec.Struct, frozen=True):
    """Somebody's present reaction to a message."""

    direction: str
    emoji: str


class Quote(msgspec.Struct, frozen=True):
    """The message an answer quotes; without ``kind`` it is not in this cache."""

    key: str
    kind: str = ""
    direction: str = ""
    text: str | None = None


class EntryView(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a chat: a message, a note, a Stripe object or a running action."""

    id: int
    """Row id: the key of the pages before and after."""
    key: str
    """The platform's message id, the Stripe object's id, the note's or the action's id."""
    kind: str
    direction: str
    at: str
    text: str | None
    status: str | None
    actor: str | None
    action: str | None
    media: Media | None
    cart: Cart | None
    quote: Quote | None
    forwarded: bool
    masked: bool
    edited: bool
    revoked: bool
    extra: dict[str, object] | None
    errors: tuple[ErrorNote, ...]
    failure: ErrorNote | None
    sender: str | None
    code: str | None
    facts: dict[str, str | int | None] | None
    problem: Problem | None
    emoji: str | None = None
    """Of a reaction whose message is not here."""
    original: str | None = None
    """The text before it was edited."""
    raw_kind: str = ""
    """What the platform calls a kind that this program does not know."""
    reactions: tuple[Reaction, ...]
    object: StripeObject | None
    sent_in: str | None = None
    """The message under which a request stands that was made elsewhere: it gave its address."""


_END = 1 << 63
_ENTRY_COLUMNS = "id, key, kind, direction, text, status, actor, action, money, body"
_OF_CHAT = f"SELECT {_ENTRY_COLUMNS} FROM entry WHERE chat = ? AND shown = 1 AND id "  # noqa: S608
_WHOSE = "WHERE chat = (SELECT num FROM chat WHERE conversation = ?) AND shown = 1"
_FIRST_UNREAD = "SELECT min(entry) FROM unread WHERE chat = (SELECT num FROM chat WHERE conversation = ?)"
_LINE_AT = f"SELECT id FROM entry {_WHOSE} AND id >= ? ORDER BY id LIMIT 1"  # noqa: S608
_NEWEST_ROWS = f"SELECT id FROM entry {_WHOSE} ORDER BY id DESC LIMIT ?"  # noqa: S608
_LINES = f"SELECT {_ENTRY_COLUMNS} FROM entry {_WHOSE} AND id {AMONG} ORDER BY id"  # noqa: S608


def conversation(
    tables: TimelineTables,
    state: StateTables,
    which: ConversationId,
    *,
    before: int | None = None,
    after: int | None = None,
    limit: int = PAGE,
) -> list[EntryView]:
    """Return a page of a chat, oldest line first: the newest ones, those ``before`` a row id or those ``after`` one."""
    found = tables.db.execute_sql("SELECT num FROM chat WHERE conversation = ?", (which,)).fetchone()
    if found is None:
        return []
    if after is not None:
        statement, edge = f"{_OF_CHAT}> ? ORDER BY id LIMIT ?", after
    else:
        statement, edge = f"{_OF_CHAT}< ? ORDER BY id DESC LIMIT ?", _END - 1 if before is None else before
    rows = tables.db.execute_sql(statement, (found[0], edge, limit)).fetchall()
    return _entries(tables, state, rows if after is not None else rows[::-1])


def message_at(tables: TimelineTables, which: ConversationId, at: datetime) -> int | None:
    """Return the row id of the first line of a chat written at or after a time; None when there is none since.

    Row ids carry their second, so this is one step into the index however long the chat is. What is before the time and
    what is since then are the pages ``before`` the row and ``after`` the row - 1.
    """
    row = tables.db.execute_sql(_LINE_AT, (which, row_id(math.ceil(at.timestamp()), 0))).fetchone()
    return None if row is None else int(row[0])


def newest_rows(tables: TimelineTables, which: ConversationId, limit: int = PAGE) -> list[int]:
    """Return the row ids of the newest page of a chat, oldest first; reads an index and no line."""
    return [row[0] for row in tables.db.execute_sql(_NEWEST_ROWS, (which, limit)).fetchall()[::-1]]


def lines_at(tables: TimelineTables, state: StateTables, which: ConversationId, rows: Iterable[int]) -> list[EntryView]:
    """Return the lines of a chat with these row ids that are there, oldest first."""
    found = tables.db.execute_sql(_LINES, (which, listed_numbers(rows))).fetchall()
    return _entries(tables, state, found)


def first_unread(tables: TimelineTables, which: ConversationId) -> int | None:
    """Return the row id of the first line of a chat that nobody has read; None when all is read."""
    row = tables.db.execute_sql(_FIRST_UNREAD, (which,)).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def entries(tables: TimelineTables, state: StateTables, keys: list[str]) -> list[EntryView]:
    """Return the lines with these keys that are there, oldest first."""
    rows = tables.db.execute_sql(
        f"SELECT {_ENTRY_COLUMNS} FROM entry WHERE shown = 1 AND key {AMONG} ORDER BY id",  # noqa: S608
        (listed(keys),),
    ).fetchall()
    return _entries(tables, state, rows)


def _entries(tables: TimelineTables, state: StateTables, rows: list[tuple[Any, ...]]) -> list[EntryView]:
    rests = [read_rest(row[-1]) for row in rows]
    quoted = _quotes(tables, [rest.reply_to for rest in rests if rest.reply_to is not None])
    reactions = _reactions(tables, [row[1] for row in rows if row[3]])
    objects = {name: said for name, (_, said) in money.read(state, [row[1] for row in rows if row[8]]).items()}
    agents = _agents(state, [row[7] for row in rows if row[7] is not None])
    return [
        EntryView(
            id=row[0],
            key=row[1],
            kind=row[2],
            direction=row[3],
            at=_instant(row[0] >> SEQ_BITS),
            text=row[4],
            status=row[5],
            actor=agents.get(row[7]) or row[6],
            action=row[7],
            media=rest.media,
            cart=rest.cart,
            quote=None if rest.reply_to is None else quoted.get(rest.reply_to, Quote(rest.reply_to)),
            forwarded=rest.forwarded,
            masked=rest.masked,
            edited=rest.edited,
            revoked=rest.revoked,
            extra=rest.extra,
            errors=rest.errors,
            failure=rest.failure,
            sender=rest.sender,
            code=rest.code,
            facts=rest.facts,
            problem=rest.problem,
            emoji=rest.emoji,
            original=rest.original,
            raw_kind=_kind_in(rest.raw),
            reactions=reactions.get(row[1], ()),
            object=objects.get(row[1]),
            sent_in=rest.sent_in,
        )
        for row, rest in zip(rows, rests, strict=True)
    ]


def _kind_in(raw: dict[str, object] | None) -> str:
    if raw is None:
        return ""
    named = raw.get("unsupported")
    said = (named.get("type") if isinstance(named, dict) else None) or raw.get("type")
    return said[:40] if isinstance(said, str) else ""


def _agents(state: StateTables, actions: list[str]) -> dict[str, str]:
    """Return who clicked what messages and Stripe objects came of; the log itself says only that the hub sent them."""
    if not actions:
        return {}
    rows = state.db.execute_sql(f"SELECT id, agent FROM action_row WHERE id {AMONG}", (listed(actions),))  # noqa: S608
    return {row[0]: row[1] for row in rows.fetchall() if row[1] is not None}


@lru_cache(maxsize=4096)
def _instant(seconds: int) -> str:
    return times.to_text(times.from_unix(seconds))


def _quotes(tables: TimelineTables, keys: list[str]) -> dict[str, Quote]:
    if not keys:
        return {}
    rows = tables.db.execute_sql(f"SELECT key, kind, direction, text FROM entry WHERE key {AMONG}", (listed(keys),))  # noqa: S608
    return {row[0]: Quote(*row) for row in rows.fetchall()}


def _reactions(tables: TimelineTables, keys: list[str]) -> dict[str, tuple[Reaction, ...]]:
    """Return what each side's last reaction to each message is; an empty one took the last away."""
    if not keys:
        return {}
    rows = tables.db.execute_sql(
        f"SELECT target, direction, body FROM entry WHERE kind = 'reaction' AND target {AMONG} ORDER BY id",  # noqa: S608
        (listed(keys),),
    ).fetchall()
    last = {(target, direction): read_rest(body).emoji for target, direction, body in rows}
    found: dict[str, tuple[Reaction, ...]] = {}
    for (target, direction), emoji in last.items():
        if emoji:
            found[target] = (*found.get(target, ()), Reaction(direction, emoji))
    return found

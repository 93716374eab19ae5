"""Which addresses of payment pages the shop's messages gave to whom: kept as they come, read as they hold now.

Written by ``projection``; read by ``requests``, which knows what stands behind an address, and by a desk's timeline. A message
that was edited counts as it reads now, one that was taken back not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

import msgspec

from inbox.domain import pay_addresses
from inbox.domain.events import MessageBody
from inbox.domain.ids import ConversationId, MessageId
from inbox.store.state.identity import marks
from inbox.store.state.look import once
from inbox.store.state.schema import StateTables

_ADD = (
    "INSERT INTO sent_address (source, seq, place, message, kind, name, conversation, at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
_AT_ONCE, _A_FEW = 400, 20


class Sent(msgspec.Struct, frozen=True):
    """An address that a message gives; ``place`` is its place among those in it, ``seq`` the event that told of the message."""

    name: str
    message: MessageId
    conversation: ConversationId
    at: str
    seq: int
    place: int


class _Row(msgspec.Struct, frozen=True):
    source: str
    seq: int
    place: int
    message: str
    kind: str
    name: str | None
    conversation: str
    at: str


_COLUMNS = ", ".join(_Row.__struct_fields__)
_when = attrgetter("at", "seq", "place")


def note(tables: StateTables, conversation: ConversationId, seq: int, body: MessageBody, *, is_newer: bool = False) -> bool:
    """Keep what a message says about addresses; True when it does. ``is_newer`` is that an older version may be here.

    That one may have been read as the shop's, and be the customer's.
    """
    said = body.message
    if not (pay_addresses.tells(said) or is_newer):
        return False
    is_mark = said.kind in pay_addresses.MARKS
    message, kind = (said.target or said.id, said.kind) if is_mark else (said.id, "")
    names: Sequence[str | None] = pay_addresses.sent_in(said) or (None,)
    tables.db.cursor().executemany(
        _ADD, [(said.id, seq, place, message, kind, name, conversation, said.at) for place, name in enumerate(names)]
    )
    return True


def is_any(tables: StateTables) -> bool:
    """Tell whether any address was ever given: in most shops links are made here, and nothing more is to be asked."""
    return _is_any(tables)


@once
def _is_any(tables: StateTables) -> bool:
    return tables.db.execute_sql("SELECT 1 FROM sent_address WHERE name IS NOT NULL LIMIT 1").fetchone() is not None


def of_names(tables: StateTables, names: Iterable[str]) -> dict[str, list[Sent]]:
    """Return by which messages each of these addresses was given, the first one first; without those that nobody was given."""
    wanted = tuple(sorted(set(names)))
    found: dict[str, list[Sent]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        for each in _holding(tables, f"name IN ({marks(part)})", part):
            if each.name in part:
                found.setdefault(each.name, []).append(each)
    return found


def of_name(tables: StateTables, name: str) -> Iterator[Sent]:
    """Yield by which messages an address was given, in no order and a few at a time: there may be thousands."""
    last = ""
    while True:
        rows = tables.db.execute_sql(
            "SELECT DISTINCT source FROM sent_address WHERE name = ? AND source > ? ORDER BY source LIMIT ?", (name, last, _A_FEW)
        ).fetchall()
        sources = tuple(row[0] for row in rows)
        if sources:
            yield from (each for each in _holding(tables, f"source IN ({marks(sources)})", sources) if each.name == name)
        if len(sources) < _A_FEW:
            return
        last = sources[-1]


def in_chats(tables: StateTables, conversations: Sequence[ConversationId]) -> list[Sent]:
    """Return the addresses that were given in some chats, the first one first."""
    return list(_holding(tables, f"conversation IN ({marks(conversations)})", tuple(conversations)))


def ever_in(tables: StateTables, messages: Iterable[str]) -> set[str]:
    """Return every address that any version of these messages gives or gave."""
    wanted, found = sorted(set(messages)), set[str]()
    for start in range(0, len(wanted), _AT_ONCE):
        part = tuple(wanted[start : start + _AT_ONCE])
        rows = tables.db.execute_sql(
            f"SELECT DISTINCT name FROM sent_address WHERE message IN ({marks(part)}) AND name IS NOT NULL",  # noqa: S608
            part,
        ).fetchall()
        found.update(row[0] for row in rows)
    return found


@once
def _holding(tables: StateTables, condition: str, values: tuple[str, ...]) -> tuple[Sent, ...]:
    # The condition is made of placeholders. Of each message everything is read, for what it says now is told by all of it.
    rows = tables.db.execute_sql(
        f"SELECT {_COLUMNS} FROM sent_address "  # noqa: S608
        f"WHERE message IN (SELECT message FROM sent_address WHERE {condition})",
        values,
    ).fetchall()
    said: dict[str, list[_Row]] = {}
    for row in rows:
        said.setdefault(row[3], []).append(_Row(*row))
    return tuple(sorted((sent for rows in said.values() for sent in _now(rows)), key=_when))


def _now(rows: list[_Row]) -> list[Sent]:
    """Return what one message gives as it reads now; pure."""
    if any(row.kind == "revoke" for row in rows):
        return []
    newest: dict[str, int] = {}
    for row in rows:
        newest[row.source] = max(newest.get(row.source, 0), row.seq)
    held = [row for row in rows if row.seq == newest[row.source]]
    edits = [row for row in held if row.kind == "edit"]
    source = max(edits, key=_when).source if edits else None
    reads = [row for row in held if (row.kind == "" if source is None else row.source == source)]
    original = next((row for row in held if row.kind == ""), None)
    # It is given when the message was, also where an edit put it right.
    first = original if original is not None else reads[0] if reads else None
    return [
        Sent(row.name, MessageId(row.message), ConversationId(first.conversation), first.at, first.seq, row.place)
        for row in reads
        if row.name is not None and first is not None
    ]

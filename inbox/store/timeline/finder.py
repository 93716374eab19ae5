"""Searches the cache: words in every line of every chat, names and keys of people.

Called on any thread with that thread's own tables. The newest come first because the order of rows is recency; nothing is
ranked, so that a common word costs no more than a rare one.
"""

from __future__ import annotations

import sys

import msgspec

from inbox.domain import times
from inbox.domain.ids import ConversationId
from inbox.store.state import StateTables, identity
from inbox.store.timeline.query import Query, parse
from inbox.store.timeline.schema import SEQ_BITS, TimelineTables
from inbox.store.timeline.statements import AMONG, listed_numbers

COUNTED = 1000
"""Hits beyond this many are not counted: a screen says "1000+"."""

_MOST_PEOPLE = 20
_INFIX = 3
"""The people index finds any part of a name from this length on."""

_WORDS = "SELECT rowid FROM words WHERE words MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
_LINES = f"""
SELECT entry.id, entry.key, entry.kind, entry.direction, entry.text, chat.conversation, chat.name
FROM entry LEFT JOIN chat ON chat.num = entry.chat WHERE entry.id {AMONG} ORDER BY entry.id DESC
"""  # noqa: S608 - a constant
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
_PEOPLE = """
SELECT chat.conversation, chat.name, chat.last
FROM people CROSS JOIN chat ON chat.num = people.chat WHERE people MATCH ? ORDER BY people.rowid DESC LIMIT ?
"""
_BEGINNING = "SELECT conversation, name, last FROM chat WHERE folded >= ? AND folded < ? ORDER BY folded LIMIT ?"
_END = (1 << 63) - 1


class Hit(msgspec.Struct, frozen=True):
    """A line of a chat in which all that was typed was found; ``conversation`` is empty for nobody's payment."""

    row: int
    """Row id: where to jump to, and the key of the next page."""
    id: str
    """The platform's message id, the note's id or the Stripe object's id."""
    kind: str
    """``message``, ``note`` or the kind of Stripe object (``payment``, ``refund``, ``checkout``, ``dispute``, ``invoice``)."""
    direction: str
    at: str
    text: str
    conversation: str
    name: str


class Person(msgspec.Struct, frozen=True):
    """Somebody whose name or one of whose keys (number, e-mail, order number) holds what was typed."""

    conversation: ConversationId
    name: str
    at: str | None
    """When the newest message was written; None if there is none."""


class Found(msgspec.Struct, frozen=True):
    """The first hits, newest first, people apart, and how many hits there are; ``COUNTED`` + 1 stands for more."""

    query: Query | None
    people: tuple[Person, ...] = ()
    hits: tuple[Hit, ...] = ()
    count: int = 0


def search(tables: TimelineTables, state: StateTables, text: str, limit: int = 50, before: int | None = None) -> Found:
    """Look for what was typed; ``before`` is the ``row`` of the last hit of the page above. Finds nothing in nothing."""
    query = parse(text)
    if query is None:
        return Found(None)
    numbers, count = _numbers(tables, query, limit, before)
    rows = tables.db.execute_sql(_LINES, (listed_numbers(numbers),)).fetchall()
    hits = tuple(
        Hit(
            row=row,
            id=key,
            kind="message" if direction else kind,
            direction=direction,
            at=times.to_text(times.from_unix(row >> SEQ_BITS)),
            text=said or "",
            conversation=conversation or "",
            name=name or "",
        )
        for row, key, kind, direction, said, conversation, name in rows
    )
    return Found(query, () if before is not None else people(tables, state, query), hits, count)


def _numbers(tables: TimelineTables, query: Query, limit: int, before: int | None) -> tuple[list[int], int]:
    """Return the rows of a page of hits, and how many there are of all.

    The first page's are counted as they are found: to gather the lines of a word is most of the work, and is done once then.
    """
    if before is None:
        found = tables.db.execute_sql(_WORDS, (query.match, _END, max(limit, COUNTED + 1))).fetchall()
        return [row[0] for row in found[:limit]], min(len(found), COUNTED + 1)
    page = tables.db.execute_sql(_WORDS, (query.match, before, limit)).fetchall()
    return [row[0] for row in page], tables.db.execute_sql(_COUNT, (query.match, COUNTED + 1)).fetchone()[0]


def people(tables: TimelineTables, state: StateTables, query: Query) -> tuple[Person, ...]:
    """Return the people ``query`` leads to, whoever wrote last first; merged ones under the name they are shown by."""
    words = query.fragment.split()
    if all(len(word) >= _INFIX for word in words):
        parts = " AND ".join(f'"{word}"' for word in words)
        wanted = f'({parts}) OR "{query.digits}"' if query.digits else parts
        rows = tables.db.execute_sql(_PEOPLE, (wanted, _MOST_PEOPLE * 3)).fetchall()
    else:
        end = query.fragment + chr(sys.maxunicode)
        rows = tables.db.execute_sql(_BEGINNING, (query.fragment, end, _MOST_PEOPLE)).fetchall()
    found: dict[str, Person] = {}
    for conversation, name, newest in rows:
        shown = identity.root(state, conversation)
        at = times.to_text(times.from_unix(newest >> SEQ_BITS)) if newest else None
        found.setdefault(shown, Person(shown, name, at))
    ordered = sorted(found.values(), key=lambda person: person.at or "", reverse=True)
    return tuple(ordered[:_MOST_PEOPLE])

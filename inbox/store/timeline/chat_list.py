"""The rows of the conversation list: a page of a view, the order of all its chats, single rows, the counts.

Called on any thread with that thread's own tables. Every page is bounded and read by key, never by offset; nothing that
grows with the shop is sorted and nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from inbox.domain.ids import ConversationId
from inbox.store.timeline.asks import Asks, read_asks
from inbox.store.timeline.schema import SEQ_BITS, TimelineTables
from inbox.store.timeline.statements import AMONG, listed, listed_numbers
from inbox.store.timeline.views import (
    ASKS,
    CLOSING,
    NEVER,
    STATUS_VIEWS,
    VIEWS,
    Listing,
    Soon,
    Standing,
    condition,
    crossing,
    is_pinned,
    parts,
    rank,
    rest_rank,
    ways,
)

PAGE = 50


class ChatView(msgspec.Struct, frozen=True):
    """A row of the conversation list; times are unix seconds, 0 is never."""

    conversation: ConversationId
    name: str
    last: int
    """Row id of the newest message: the key of the next page."""
    last_kind: str
    last_direction: str
    last_line: str
    last_pieces: int
    """How many things the newest message is about when it says nothing in words; 0 when it is about none."""
    last_status: str
    unread: int
    window_end: int
    status: str
    snoozed_until: int
    assignee: str
    blocked: bool
    asks: Asks
    num: int = 0
    """Number of the chat in this cache; good until the cache is begun anew."""
    last_about: str = ""
    """Which they are (``abouts``)."""
    last_actor: str = ""
    """Who wrote the newest message, when the shop did: an agent, or what sent it by itself."""
    waits: int = 0
    """Row id of the first message that nobody has answered; 0 when the shop had the last word."""
    stake: int = 0
    """How much money is at risk, in minor units."""
    urgent: int = 0
    """Since when, or from when on, the chat stands above all others."""

    @property
    def last_at(self) -> int:
        """When the newest message was written."""
        return self.last >> SEQ_BITS

    @property
    def waiting_since(self) -> int:
        """When the first message was written that nobody has answered."""
        return self.waits >> SEQ_BITS

    @property
    def rank(self) -> int:
        """Where the chat stands by its newest message: ascending from the top, different for each chat."""
        return rest_rank(self.last, self.num)

    def rank_in(self, view: str, sort: str = "", soon: Soon = NEVER) -> int:
        """Return where the chat stands in a view that holds it, sorted in one of its ``ways`` (empty: the usual one)."""
        said = Standing(self.num, self.last, self.urgent, self.waits, self.window_end, self.stake, self.asks.due)
        return rank(view, sort or ways(view)[0], said, soon)


    def is_pinned_in(self, view: str, sort: str, soon: Soon) -> bool:
        """Tell whether the chat stands above newer ones because it must not sink."""
        return is_pinned(view, sort, self.urgent, soon)


class Count(msgspec.Struct, frozen=True):
    """How many chats a view holds, and how many of them have something unread."""

    chats: int = 0
    unread: int = 0


_CHAT_COLUMNS = ChatView.__struct_fields__
# Whose click it was is known to the action; the log itself says only that the hub sent it.
_AGENT = (
    "CASE last_action WHEN '' THEN last_actor "
    "ELSE coalesce((SELECT agent FROM action_row WHERE action_row.id = last_action), last_actor) END"
)
_READ = ", ".join(_AGENT if name == "last_actor" else name for name in _CHAT_COLUMNS)
_CHATS = f"SELECT {_READ} FROM chat"  # noqa: S608
_STANDING = f"SELECT {_READ}, {{}} FROM chat WHERE conversation {AMONG}"  # noqa: S608


def inbox(tables: TimelineTables, listing: Listing, *, below: int | None = None, limit: int = PAGE) -> list[ChatView]:
    """Return a page of a list; ``below`` is ``rank_in`` it of the final row above. KeyError for a view that is none."""
    found: list[ChatView] = []
    for part in parts(listing, below):
        values = (*part.values, limit - len(found))
        rows = tables.db.execute_sql(f"{_CHATS}{part.finder} WHERE {part.said}", values).fetchall()
        found += map(_chat, rows)
        if len(found) >= limit:
            break
    return found


def chats(tables: TimelineTables, conversations: list[ConversationId]) -> list[ChatView]:
    """Return the rows of these conversations that are there, in no order."""
    rows = tables.db.execute_sql(f"{_CHATS} WHERE conversation {AMONG}", (listed(conversations),)).fetchall()
    return [_chat(row) for row in rows]


def numbered(tables: TimelineTables, numbers: Iterable[int]) -> list[ChatView]:
    """Return the rows of the chats with these numbers that are there, in no order."""
    rows = tables.db.execute_sql(f"{_CHATS} WHERE num {AMONG}", (listed_numbers(numbers),)).fetchall()
    return [_chat(row) for row in rows]


def order(tables: TimelineTables, listing: Listing, *, below: int | None = None, limit: int = PAGE) -> list[tuple[int, int]]:
    """Return rank and number of the chats of a list from the top, or of those ``below`` a rank: a page of its order.

    Reads an index and no chat, so that the order of a whole view is there in little time.
    """
    found: list[tuple[int, int]] = []
    for part in parts(listing, below):
        read = f"SELECT {part.by}, num FROM chat{part.finder} WHERE {part.said}"  # noqa: S608
        rows = tables.db.execute_sql(read, (*part.values, limit - len(found))).fetchall()
        found += [(part.rank(at, num), num) for at, num in rows]
        if len(found) >= limit:
            break
    return found


def standing(tables: TimelineTables, listing: Listing, conversations: list[ConversationId]) -> list[tuple[ChatView, bool]]:
    """Return the rows of these conversations that are there, each with whether the list's view holds it."""
    said, own = condition(listing)
    values = (*own, listed(conversations))
    rows = tables.db.execute_sql(_STANDING.format(said), values).fetchall()
    return [(_chat(row[:-1]), bool(row[-1])) for row in rows]


def crossed(tables: TimelineTables, listing: Listing, since: int) -> list[ConversationId]:
    """Return whose chats may stand elsewhere in a list than they did at ``since`` (unix seconds) as time has passed."""
    found = crossing(listing, since)
    if found is None:
        return []
    said, values = found
    rows = tables.db.execute_sql(f"SELECT conversation FROM chat WHERE {said}", values).fetchall()  # noqa: S608
    return [ConversationId(row[0]) for row in rows]


def _chat(row: tuple[Any, ...]) -> ChatView:
    named = dict(zip(_CHAT_COLUMNS, row, strict=True))
    return ChatView(**named | {"blocked": bool(named["blocked"]), "asks": read_asks(named["asks"])})


def counts(tables: TimelineTables, agent: str = "") -> dict[str, Count]:
    """Return the counts of every view; ``agent`` is whose chats ``mine`` means."""
    names = {"all": "all", f"assignee:{agent}": "mine", "assignee:": "unassigned"}
    names |= {f"status:{status}": status for status in STATUS_VIEWS}
    names |= {f"asks:{flag}": view for view, flag in ASKS.items()}
    rows = tables.db.execute_sql(f"SELECT name, chats, unread FROM counter WHERE name {AMONG}", (listed(names),))  # noqa: S608
    return dict.fromkeys(VIEWS, Count()) | {names[row[0]]: Count(row[1], row[2]) for row in rows.fetchall()}


def closing(tables: TimelineTables, soon: Soon) -> Count:
    """Return how many chats lock soon; looked at when it is asked, for it changes with the time alone."""
    said, own = condition(Listing(CLOSING, soon=soon))
    row = tables.db.execute_sql(f"SELECT count(*), sum(unread > 0) FROM chat WHERE {said}", own).fetchone()  # noqa: S608
    return Count(row[0], row[1] or 0)

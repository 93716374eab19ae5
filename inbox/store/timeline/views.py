"""The views of the conversation list: what each holds, as a condition on the rows of ``chat`` that meets an index, and its order.

An order has two parts: first the few chats that it is about (who waits, what money hangs on, what is urgent), then all others
with the newest first. So only those few are in an index of their own, and a message costs no more to write than before. Pure;
values always travel as parameters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from inbox.domain import window
from inbox.store.timeline.asks import MOST_STAKE
from inbox.store.timeline.schema import SEQ_BITS, SEQ_MASK, row_id

STATUS_VIEWS = ("waiting_customer", "waiting_money", "snoozed", "resolved")
ASKS = {"to_approve": "approve", "refund_problems": "trouble", "disputes": "dispute"}
CLOSING, DISPUTES = "closing", "disputes"
VIEWS = ("all", "mine", "unassigned", *STATUS_VIEWS, *ASKS, CLOSING)
"""``all`` is everything somebody works on; then what needs an act, whatever its status; ``closing`` locks soon, unanswered."""

NEWEST, WAITING, WINDOW, MONEY, DUE = "newest", "waiting", "window", "money", "due"
"""How a view can be sorted: the newest first, below what is urgent; who waits longest for an answer; whose window closes first;
where most money is at risk; by when the bank wants an answer."""
_EVERY_WAY = (NEWEST, WAITING, WINDOW, MONEY)
_WAYS = {
    "all": _EVERY_WAY,
    "mine": _EVERY_WAY,
    "unassigned": _EVERY_WAY,
    "waiting_customer": _EVERY_WAY,
    "waiting_money": (MONEY, NEWEST, WAITING, WINDOW),
    "snoozed": (NEWEST,),
    "resolved": (NEWEST,),
    "to_approve": (NEWEST, WAITING, MONEY),
    "refund_problems": (NEWEST, WAITING, MONEY),
    DISPUTES: (DUE, NEWEST, MONEY),
    CLOSING: (WINDOW, WAITING, MONEY),
}

_SPARE_SECONDS = 3600
_SILENT = 1 << 40
"""Ranks around this are of chats without a message, below all others."""
_TOP = (1 << 63) - 1
_HEAD, _SPAN = 1 - (1 << 63), 1 << 62
"""The ranks of what an order is about begin here and are so many; those of all others, by row id, come after."""


class Soon(NamedTuple):
    """What ``closing`` holds: chats whose window ends between two instants (unix seconds), the first one excluded.

    One in which the shop had the last word and nothing needs an act has lost nothing when it locks, and is not in it. ``now``
    also says what is urgent by now and whose window is still open.
    """

    now: int = 0
    until: int = 0


NEVER = Soon()


class Listing(NamedTuple):
    """Which list is read: one of ``VIEWS``, whose chats ``mine`` means, what time it is, and one of the view's ``ways``."""

    view: str
    agent: str = ""
    soon: Soon = NEVER
    sort: str = ""
    """Empty: the view's usual way."""

    @property
    def way(self) -> str:
        """How it is sorted."""
        return self.sort or ways(self.view)[0]

_ACTIVE = {
    "all": "active",
    "mine": "active AND assignee = ?",
    "unassigned": "active AND assignee = ''",
    "waiting_customer": "active AND status = 'waiting_customer'",
    "waiting_money": "active AND status = 'waiting_money'",
}
"""The same as below, as it meets the indexes of what an order is about."""
_CONDITIONS = {
    **_ACTIVE,
    **{status: f"parked AND status = '{status}'" for status in STATUS_VIEWS},
    "to_approve": "approves",
    "refund_problems": "troubled",
    "disputes": "disputed",
    # Whoever wrote within a day is among the newest, so the index of the order bounds what is looked at.
    CLOSING: "active AND NOT blocked AND last > ? AND window_end > ? AND window_end <= ?"
    " AND (last_direction = 'in' OR asks <> '')",
}


def ways(view: str) -> tuple[str, ...]:
    """Return how a view can be sorted, the usual way first."""
    return _WAYS[view]


def condition(listing: Listing) -> tuple[str, tuple[str | int, ...]]:
    """Return the condition of a list's view and its values. KeyError for a view that is none."""
    said, soon = _CONDITIONS[listing.view], listing.soon
    if listing.view == "mine":
        return said, (listing.agent,)
    if listing.view == CLOSING:
        return said, (_day_before(soon), _locked(soon), soon.until)
    return said, ()


def is_urgent(urgent: int, soon: Soon) -> bool:
    """Tell whether what is urgent from an instant on (0: never) is so by now."""
    return 0 < urgent <= soon.now


def is_pinned(view: str, sort: str, urgent: int, soon: Soon) -> bool:
    """Tell whether a chat stands above newer ones, which without a word would look like a mistake."""
    return sort == NEWEST and view in _ACTIVE and is_urgent(urgent, soon)


class _Head(NamedTuple):
    """What an order is about: the condition, its values, and the column by which these chats are ordered.

    Said with ``<>``: a second bound of the same column would keep SQLite from beginning where the page does.
    """

    said: str
    values: tuple[int, ...]
    by: str
    finder: str = ""
    """Where they are found; empty where the view's own index bounds what is looked at."""
    is_all: bool = False
    """The view holds no others."""


def _head(view: str, sort: str, soon: Soon) -> _Head | None:
    if sort == WAITING:
        # Of whom nothing was heard since this program is used, nobody knows whether she waits.
        return _Head("waits <> 0 AND window_end > 0", (), "waits", "chat_waits")
    if sort == WINDOW:
        values = (_day_before(soon), _locked(soon))
        return _Head("last > ? AND window_end > ?", values, "window_end", is_all=view == CLOSING)
    if sort == MONEY:
        return _Head("stake <> 0", (), "stake", "chat_stake")
    if sort == DUE:
        return _Head("due <> 0", (), "due", is_all=True)
    return _Head("urgent <> 0 AND urgent <= ?", (soon.now,), "urgent", "chat_urgent") if view in _ACTIVE else None


class Standing(NamedTuple):
    """What of a chat says where it stands, as the columns of the same names."""

    num: int
    last: int
    urgent: int
    waits: int
    window_end: int
    stake: int
    due: int


def rank(view: str, sort: str, chat: Standing, soon: Soon) -> int:
    """Return where a chat stands in a view: ascending from the top, different for each chat."""
    is_about = {
        NEWEST: is_pinned(view, NEWEST, chat.urgent, soon),
        WAITING: chat.waits > 0 and chat.window_end > 0,
        WINDOW: chat.last > _day_before(soon) and chat.window_end > _locked(soon),
        MONEY: chat.stake > 0,
        DUE: chat.due > 0,
    }[sort]
    if not is_about:
        return rest_rank(chat.last, chat.num)
    at = {NEWEST: chat.urgent, WAITING: chat.waits, WINDOW: chat.window_end, MONEY: chat.stake, DUE: chat.due}[sort]
    return _head_rank(sort, at, chat.num)


def rest_rank(last: int, num: int) -> int:
    """Return where a chat stands among those ordered by their newest message (row id, 0 for none)."""
    return -last if last else _SILENT - num


def _head_rank(sort: str, at: int, num: int) -> int:
    if sort == WAITING:
        return _HEAD + at  # a row id, which no two chats share
    if sort == MONEY:
        return _HEAD + ((MOST_STAKE - at) << SEQ_BITS | (SEQ_MASK - num))
    return _HEAD + (at << SEQ_BITS | num)


class Part(NamedTuple):
    """How a stretch of an order is read: where from, what for, with which values, and the column that orders it."""

    finder: str
    said: str
    values: tuple[str | int, ...]
    by: str
    sort: str

    def rank(self, at: int, num: int) -> int:
        """Return the rank of a chat by the value of the column."""
        return _head_rank(self.sort, at, num) if self.sort else rest_rank(at, num)


def parts(listing: Listing, below: int | None) -> Iterator[Part]:
    """Yield how a list is read from below a rank on, one stretch after the other; from the top for None."""
    view, sort = listing.view, listing.way
    said, own = condition(listing)
    head = _head(view, sort, listing.soon)
    is_below_head = below is not None and below >= _HEAD + _SPAN
    if head is not None and not is_below_head:
        sign, way, place = _from(sort, below)
        order = f"({head.by}, num) {sign} (?, ?) ORDER BY {head.by} {way}, num {way} LIMIT ?"
        finder = f" INDEXED BY {head.finder}" if head.finder and view in _ACTIVE else ""
        about = _ACTIVE.get(view, said) if head.finder else said
        yield Part(finder, f"{about} AND {head.said} AND {order}", (*own, *head.values, *place), head.by, sort)
        below = None
    if head is not None and head.is_all:
        return
    others, values = ("", ()) if head is None else (f" AND NOT ({head.said})", head.values)
    place = (_TOP, 0) if below is None else (-below, 0) if below < 0 else (0, _SILENT - below)
    order = " AND (last, num) < (?, ?) ORDER BY last DESC, num DESC LIMIT ?"
    yield Part("", f"{said}{others}{order}", (*own, *values, *place), "last", "")


def _from(sort: str, below: int | None) -> tuple[str, str, tuple[int, int]]:
    """Return how it goes on from below a rank of what an order is about: the comparison, the way, and the place."""
    if sort == MONEY:
        if below is None:
            return "<", "DESC", (MOST_STAKE + 1, 0)
        at, num = divmod(below - _HEAD, 1 << SEQ_BITS)
        return "<", "DESC", (MOST_STAKE - at, SEQ_MASK - num)
    if below is None:
        return ">", "ASC", (0, 0)
    place = (below - _HEAD, _TOP) if sort == WAITING else divmod(below - _HEAD, 1 << SEQ_BITS)
    return ">", "ASC", place


def crossing(listing: Listing, since: int) -> tuple[str, tuple[int, ...]] | None:
    """Return the condition for chats that stand elsewhere than at ``since`` (unix seconds) because time has passed."""
    sort, soon = listing.way, listing.soon
    if sort == NEWEST:
        return "urgent <> 0 AND urgent > ? AND urgent <= ?", (since, soon.now)
    if sort == WINDOW:
        values = (_day_before(Soon(since)), _locked(Soon(since)), _locked(soon))
        return "active AND last > ? AND window_end > ? AND window_end <= ?", values
    return None


def _day_before(soon: Soon) -> int:
    """Return a row id above which everybody stands whose window is open."""
    return row_id(soon.now - int(window.LENGTH.total_seconds()) - _SPARE_SECONDS, 0)


def _locked(soon: Soon) -> int:
    """Return until when a window must have ended that is shut by now."""
    return soon.now + int(window.SAFETY.total_seconds())

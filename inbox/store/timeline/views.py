"""The views of the conversation list: what each holds, as a condition on the rows of ``chat`` that meets an index, and its order.

Pure; values always travel as parameters.
"""

from __future__ import annotations

from typing import NamedTuple

from inbox.domain import window
from inbox.store.timeline.schema import SEQ_BITS, row_id

STATUS_VIEWS = ("waiting_customer", "waiting_money", "snoozed", "resolved")
ASKS = {"to_approve": "approve", "refund_problems": "trouble", "disputes": "dispute"}
CLOSING, DISPUTES = "closing", "disputes"
VIEWS = ("all", "mine", "unassigned", *STATUS_VIEWS, *ASKS, CLOSING)
"""``all`` is everything somebody works on; then what needs an act, whatever its status; ``closing`` locks soon, unanswered."""

_SPARE_SECONDS = 3600
_SILENT = 1 << 40
"""Ranks around this are of chats without a message, below all others."""
_TOP = (1 << 63) - 1


class Soon(NamedTuple):
    """What ``closing`` holds: chats whose window ends between two instants (unix seconds), the first one excluded.

    One in which the shop had the last word and nothing needs an act has lost nothing when it locks, and is not in it.
    """

    now: int = 0
    until: int = 0


NEVER = Soon()

_CONDITIONS = {
    "all": "active",
    "mine": "active AND assignee = ?",
    "unassigned": "active AND assignee = ''",
    **{status: f"parked AND status = '{status}'" for status in STATUS_VIEWS},
    "to_approve": "approves",
    "refund_problems": "troubled",
    "disputes": "disputed",
    # Whoever wrote within a day is among the newest, so the index of the order bounds what is looked at.
    CLOSING: "active AND NOT blocked AND last > ? AND window_end > ? AND window_end <= ?"
    " AND (last_direction = 'in' OR asks <> '')",
}


def condition(view: str, agent: str, soon: Soon) -> tuple[str, tuple[str | int, ...]]:
    """Return the condition of a view and its values; ``agent`` is whose chats ``mine`` means. KeyError for no view."""
    said = _CONDITIONS[view]
    if view == "mine":
        return said, (agent,)
    if view == CLOSING:
        oldest = soon.now - int(window.LENGTH.total_seconds()) - _SPARE_SECONDS
        return said, (row_id(oldest, 0), soon.now + int(window.SAFETY.total_seconds()), soon.until)
    return said, ()


_BY_TIME = {CLOSING: "window_end", DISPUTES: "due"}
"""Views in which the first to want an act stands first, by the column that says when."""


class Ordered(NamedTuple):
    """How a view is read from below some place on: by which column, how that is said, and the values of the place."""

    by: str
    said: str
    place: tuple[int, int]


def rank(view: str, at: int, num: int) -> int:
    """Return where the chat with the number ``num`` stands: ascending from the top, different for each chat.

    ``at`` is what the view is ordered by: when the window ends in ``closing``, where what locks first stands first, by when
    an act is wanted in ``disputes``, else the row id of the newest message, 0 for none.
    """
    if view in _BY_TIME:
        return at << SEQ_BITS | num
    return -at if at else _SILENT - num


def ordered(view: str, below: int | None) -> Ordered:
    """Return the order of a view from below a rank on; from the top for None."""
    if (by := _BY_TIME.get(view)) is not None:
        # Sorted: what few people of a day are in.
        place = divmod(below or 0, 1 << SEQ_BITS)
        return Ordered(by, f" AND ({by}, num) > (?, ?) ORDER BY {by}, num LIMIT ?", place)
    place = (_TOP, 0) if below is None else (-below, 0) if below < 0 else (0, _SILENT - below)
    return Ordered("last", " AND (last, num) < (?, ?) ORDER BY last DESC, num DESC LIMIT ?", place)

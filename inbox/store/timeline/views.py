"""The views of the conversation list: what each holds, as a condition on the rows of ``chat`` that meets an index.

Pure; values always travel as parameters.
"""

from __future__ import annotations

from typing import NamedTuple

from inbox.domain import window
from inbox.store.timeline.schema import row_id

STATUS_VIEWS = ("waiting_customer", "waiting_money", "snoozed", "resolved")
ASKS = {"to_approve": "approve", "refund_problems": "trouble", "disputes": "dispute"}
CLOSING = "closing"
VIEWS = ("all", "mine", "unassigned", *STATUS_VIEWS, *ASKS, CLOSING)
"""``all`` is everything somebody works on; then what needs an act, whatever its status; ``closing`` locks soon."""

_SPARE_SECONDS = 3600


class Soon(NamedTuple):
    """What ``closing`` holds: chats whose window ends between two instants (unix seconds), the first one excluded."""

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
    CLOSING: "active AND NOT blocked AND last > ? AND window_end > ? AND window_end <= ?",
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

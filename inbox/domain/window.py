"""WhatsApp's 24-hour customer service window: until when an agent can write freely.

developers.facebook.com, Cloud API > Messages > Customer service windows: it opens with every message (or call) of the
customer, counted from the platform's own timestamp; outside it only approved templates are delivered (error 131047).
"""

from __future__ import annotations

from datetime import datetime, timedelta

LENGTH = timedelta(hours=24)
SAFETY = timedelta(seconds=30)
"""A send this close to the end would arrive after it; it counts as closed."""

OPENING_KINDS_EXCLUDED = frozenset({"reaction", "system", "edit", "revoke", "unsupported_status"})
"""Kinds that do not open a window: no source says that a bare reaction does, so it is not counted."""


def opens_window(kind: str, direction: str) -> bool:
    """Tell whether a message of that kind opens (or renews) the window."""
    return direction == "in" and kind not in OPENING_KINDS_EXCLUDED


def closes_at(last_inbound: datetime | None) -> datetime | None:
    """Return the end of the window, or None when the customer never wrote."""
    return None if last_inbound is None else last_inbound + LENGTH


def is_open(last_inbound: datetime | None, now: datetime) -> bool:
    """Tell whether a free text sent now would still be delivered."""
    end = closes_at(last_inbound)
    return end is not None and now + SAFETY < end

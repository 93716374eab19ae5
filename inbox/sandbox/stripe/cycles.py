"""When the periods of a subscription end: whole steps of its interval from the anchor, all in UTC.

A month that lacks the anchor's day ends on its last one, and the next that has it goes back to it, as Stripe does
(docs.stripe.com/billing/subscriptions/billing-cycle). Times are unix seconds.
"""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def boundary(anchor: int, interval: str, count: int, place: int) -> int:
    """Return the end of the period number ``place``, counted from 1; 0 is the anchor itself."""
    start = datetime.fromtimestamp(anchor, UTC)
    if interval in _DAYS:
        return int((start + timedelta(days=_DAYS[interval] * count * place)).timestamp())
    month = start.month - 1 + _MONTHS[interval] * count * place
    year, month = start.year + month // 12, month % 12 + 1
    day = min(start.day, calendar.monthrange(year, month)[1])
    return int(start.replace(year=year, month=month, day=day).timestamp())


def after(anchor: int, interval: str, count: int, moment: int) -> int:
    """Return the first boundary behind ``moment``."""
    place = 0
    while (found := boundary(anchor, interval, count, place)) <= moment:
        place += 1
    return found

"""When a shop is open: its hours by weekday, its holidays, and what follows for chats that lock before it opens again.

Times are of the shop's own zone. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import takewhile

import msgspec

Span = tuple[int, int]
"""From when to when on a day, in minutes since midnight."""

USUAL: tuple[Span | None, ...] = (*((9 * 60, 18 * 60) for _ in range(5)), None, None)
"""Monday to Friday from nine to six."""
_MOST_DAYS = 370


class Hours(msgspec.Struct, frozen=True, omit_defaults=True):
    """``week`` has a span or None for each day from Monday on; ``holidays`` are ISO dates on which it stays closed."""

    week: tuple[Span | None, ...] = USUAL
    holidays: tuple[str, ...] = ()

    def closes(self, now: datetime, zone: tzinfo) -> datetime | None:
        """Return when the shop closes that is open now; None while it is closed."""
        begun = takewhile(lambda span: span[0] <= now, self._spans(now, zone))
        return next((end for _, end in begun if now < end), None)

    def opens_again(self, now: datetime, zone: tzinfo) -> datetime | None:
        """Return when it opens after the next closing time, or after now while it is closed; None if it never does."""
        after = self.closes(now, zone) or now
        return next((start for start, _ in self._spans(now, zone) if start > after or (start == after != now)), None)

    def _spans(self, now: datetime, zone: tzinfo) -> Iterator[tuple[datetime, datetime]]:
        """Yield from when to when the shop is open, from yesterday on."""
        first = now.astimezone(zone).date() - timedelta(days=1)
        for number in range(_MOST_DAYS):
            day = first + timedelta(days=number)
            span = self.week[day.weekday()] if len(self.week) == 7 else None
            if span is not None and day.isoformat() not in self.holidays:
                yield _at(day, span[0], zone), _at(day, span[1], zone)


def _at(day: date, minutes: int, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone) + timedelta(minutes=minutes)

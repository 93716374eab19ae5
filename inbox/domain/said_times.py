"""Times as people type them: "9:30", "tomorrow 9", "Monday", "24.11. 14:00", "in 2 h"; German and English. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo

USUAL = time(9, 0)
"""What is meant by a day without a time."""

_DAYS = {
    **dict.fromkeys(("today", "heute"), 0),
    **dict.fromkeys(("tomorrow", "morgen"), 1),
    **dict.fromkeys(("übermorgen", "uebermorgen"), 2),
}
_WEEKDAYS = (
    ("monday", "montag"), ("tuesday", "dienstag"), ("wednesday", "mittwoch"), ("thursday", "donnerstag"),
    ("friday", "freitag"), ("saturday", "samstag", "sonnabend"), ("sunday", "sonntag"),
)  # fmt: skip
_UNITS = {"m": "minutes", "h": "hours", "s": "hours", "d": "days", "t": "days", "w": "weeks"}
_SPAN = re.compile(
    r"(?:in )?(\d{1,3}) ?(m|min|mins|minuten|minutes?|h|std|stunden?|hours?|d|days?|tage?n?|w|wochen?|weeks?)"
)
_CLOCK = re.compile(r"(?:(?:um|at) )?(\d{1,2})(?:[:.](\d{2}))? ?(?:uhr|h)?")
_DATE = re.compile(r"(?P<day>\d{1,2})(?:\.(?P<month>\d{1,2})\.|/(?P<of>\d{1,2})/?)(?P<year>\d{4})?(?=\s|$)")
"""With a dot or a slash behind the month, for 9.15 is a time."""
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?=\s|$)")
_SHORTEST = 2


def read_time(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """Return the instant meant by ``text``, None when it is no time; a time or weekday alone is the next one."""
    words = " ".join(text.casefold().replace(",", " ").split())
    span = _SPAN.fullmatch(words)
    if span is not None:
        return now + timedelta(**{_UNITS[span[2][0]]: int(span[1])})
    local = now.astimezone(zone)
    day, rest = _day(words, local.date())
    clock = _clock(rest) if rest else USUAL
    if clock is None or (day is None and not rest):
        return None
    meant = datetime.combine(day or local.date(), clock, zone)
    if day is None and meant <= local:
        meant = datetime.combine(local.date() + timedelta(days=1), clock, zone)
    return meant


def _day(words: str, today: date) -> tuple[date | None, str]:
    """Return the day that is named first, None for none, and what follows it."""
    for pattern in (_ISO, _DATE):
        found = pattern.match(words)
        if found is not None and (day := _date(found, today)) is not None:
            return day, words[found.end() :].strip()
    first, _, rest = words.partition(" ")
    if first in _DAYS:
        return today + timedelta(days=_DAYS[first]), rest
    name = first.rstrip(".")
    for number, names in enumerate(_WEEKDAYS):
        if len(name) >= _SHORTEST and any(each.startswith(name) for each in names):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1), rest
    return None, words


def _date(found: re.Match[str], today: date) -> date | None:
    """Return a day without a year as the next one of its name."""
    said = found.groupdict()
    try:
        day = date(int(said["year"] or today.year), int(said["month"] or said["of"]), int(said["day"]))
        return day.replace(year=day.year + 1) if not said["year"] and day < today else day
    except ValueError:
        return None


def _clock(words: str) -> time | None:
    found = _CLOCK.fullmatch(words)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))

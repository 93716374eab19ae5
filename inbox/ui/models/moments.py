"""Times as people say them in the list, in the chat and in sentences: "14:05", "Fri", "2. Nov.", "tomorrow 14:02".

Pure but for Qt's tables of names; presenters ask with the present instant in hand.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

import msgspec
from PySide6.QtCore import QCoreApplication, QDate, QLocale

translate = QCoreApplication.translate

_WEEK = timedelta(days=7)


class Moments(msgspec.Struct, frozen=True):
    """Words for instants, in one ``language`` (``de`` or ``en``) and one time zone."""

    language: str
    zone: tzinfo

    def clock(self, at: datetime) -> str:
        """Return the time of day: "14:05"."""
        return f"{at.astimezone(self.zone):%H:%M}"

    def brief(self, at: datetime, now: datetime) -> str:
        """Return the time as the list shows it: "14:05" today, "Fri" this week, then "2 Nov" and "2 Nov 2025"."""
        day, today = self.day(at), self.day(now)
        if day == today:
            return self.clock(at)
        if timedelta(0) < today - day < _WEEK:
            return self._named(day, "ddd").rstrip(".")
        return self.short_day(day, today)

    def day(self, at: datetime) -> date:
        """Return the calendar day of an instant, where the shop is."""
        return at.astimezone(self.zone).date()

    def begins(self, day: date) -> datetime:
        """Return the instant at which a calendar day begins, where the shop is."""
        return datetime(day.year, day.month, day.day, tzinfo=self.zone).astimezone(UTC)

    def short_day(self, day: date, today: date) -> str:
        """Return "2 Nov" or "2. Nov.", with the year when it is another one."""
        text = self._named(day, "d. MMM" if self.language == "de" else "d MMM")
        return text if day.year == today.year else f"{text} {day.year}"

    def long_day(self, day: date, today: date) -> str:
        """Return the day as it separates a chat: "Today", "Yesterday", "Friday", "2 November"."""
        if day == today:
            return translate("Moments", "Today")
        if today - day == timedelta(days=1):
            return translate("Moments", "Yesterday")
        if timedelta(0) < today - day < _WEEK:
            return self._named(day, "dddd")
        return self.written_day(day, today)

    def written_day(self, day: date, today: date) -> str:
        """Return the day as it can be read on any other: "2 November", with the year when it is another one."""
        text = self._named(day, "d. MMMM" if self.language == "de" else "d MMMM")
        return text if day.year == today.year else f"{text} {day.year}"

    def month(self, day: date) -> str:
        """Return the month with its year: "March 2024"."""
        return self._named(day, "MMMM yyyy")

    def coming(self, at: datetime, now: datetime) -> str:
        """Return an instant ahead inside a sentence: "today 18:00", "tomorrow 14:02", "Monday 09:00", "2 Nov 09:00"."""
        day, today = self.day(at), self.day(now)
        if day == today:
            return translate("Moments", "today {time}").format(time=self.clock(at))
        if day - today == timedelta(days=1):
            return translate("Moments", "tomorrow {time}").format(time=self.clock(at))
        name = self._named(day, "dddd") if timedelta(0) < day - today < _WEEK else self.short_day(day, today)
        return f"{name} {self.clock(at)}"

    def left(self, until: datetime, now: datetime) -> str:
        """Return how long there is still, for a chip: "2 h left", "40 min left"."""
        minutes = max(0, (until - now) // timedelta(minutes=1))
        if minutes >= 60:
            return translate("Moments", "{hours} h left").format(hours=minutes // 60)
        return translate("Moments", "{minutes} min left").format(minutes=minutes)

    def span(self, time: timedelta) -> str:
        """Return how long something has been so, for a chip: "40 min", "3 h", "12 d"."""
        minutes = max(0, time // timedelta(minutes=1))
        if minutes >= 24 * 60:
            return translate("Moments", "{days} d").format(days=minutes // (24 * 60))
        if minutes >= 60:
            return translate("Moments", "{hours} h").format(hours=minutes // 60)
        return translate("Moments", "{minutes} min").format(minutes=minutes)

    def _named(self, day: date, pattern: str) -> str:
        return _day_words(self.language, day, pattern)


@lru_cache(maxsize=1024)
def _day_words(language: str, day: date, pattern: str) -> str:
    locale = QLocale("de_DE" if language == "de" else "en_GB")
    return locale.toString(QDate(day.year, day.month, day.day), pattern)

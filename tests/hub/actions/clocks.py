"""Time, chance and ids driven by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class HandClock:
    """The hub's own clock: ``jump`` is a person setting it, ``pass_time`` is time that really passes."""

    def __init__(self) -> None:
        self._now = START
        self._monotonic = 1000.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def pass_time(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._monotonic += seconds

    def jump(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


class Half:
    """Chance that is always in the middle."""

    def random(self) -> float:
        return 0.5


class CountedIds:
    """Ids that can be read in a failure."""

    def __init__(self) -> None:
        self._last = 0

    def uuid(self) -> str:
        self._last += 1
        return f"00000000-0000-4000-8000-{self._last:012d}"

    def token(self, size: int = 16) -> str:
        self._last += 1
        return f"{self._last:0{size * 2}x}"

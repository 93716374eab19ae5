"""Times in words, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from inbox.ui.language import Language
from inbox.ui.models.moments import Moments

_BERLIN = ZoneInfo("Europe/Berlin")
_NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)  # a Sunday, 14:05 in Berlin


@pytest.fixture(params=["en", "de"])
def moments(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Moments]:
    language = Language(qapp, request.param)
    yield Moments(request.param, _BERLIN)
    language.remove()


def _pick(moments: Moments, english: str, german: str) -> str:
    return german if moments.language == "de" else english


@pytest.mark.parametrize(
    ("at", "english", "german"),
    [
        (datetime(2026, 11, 22, 13, 5, tzinfo=UTC), "14:05", "14:05"),
        (datetime(2026, 11, 21, 23, 30, tzinfo=UTC), "00:30", "00:30"),  # today, where the shop is
        (datetime(2026, 11, 20, 9, 0, tzinfo=UTC), "Fri", "Fr"),
        (datetime(2026, 11, 16, 9, 0, tzinfo=UTC), "Mon", "Mo"),
        (datetime(2026, 11, 15, 9, 0, tzinfo=UTC), "15 Nov", "15. Nov."),
        (datetime(2026, 11, 2, 9, 0, tzinfo=UTC), "2 Nov", "2. Nov."),
        (datetime(2025, 10, 19, 9, 0, tzinfo=UTC), "19 Oct 2025", "19. Okt. 2025"),
    ],
)
def test_the_time_in_the_list(moments: Moments, at: datetime, english: str, german: str) -> None:
    assert moments.brief(at, _NOW) == _pick(moments, english, german)


@pytest.mark.parametrize(
    ("day", "english", "german"),
    [
        (date(2026, 11, 22), "Today", "Heute"),
        (date(2026, 11, 21), "Yesterday", "Gestern"),
        (date(2026, 11, 20), "Friday", "Freitag"),
        (date(2026, 11, 2), "2 November", "2. November"),
        (date(2025, 3, 4), "4 March 2025", "4. März 2025"),
        (date(2026, 11, 23), "23 November", "23. November"),
    ],
)
def test_the_day_in_the_chat(moments: Moments, day: date, english: str, german: str) -> None:
    assert moments.long_day(day, date(2026, 11, 22)) == _pick(moments, english, german)


@pytest.mark.parametrize(
    ("ahead", "english", "german"),
    [
        (timedelta(hours=4), "today 18:05", "heute 18:05"),
        (timedelta(hours=23, minutes=57), "tomorrow 14:02", "morgen 14:02"),
        (timedelta(days=3), "Wednesday 14:05", "Mittwoch 14:05"),
        (timedelta(days=20), "12 Dec 14:05", "12. Dez. 14:05"),
    ],
)
def test_an_instant_ahead(moments: Moments, ahead: timedelta, english: str, german: str) -> None:
    assert moments.coming(_NOW + ahead, _NOW) == _pick(moments, english, german)


@pytest.mark.parametrize(
    ("left", "english", "german"),
    [
        (timedelta(hours=2, minutes=59), "2 h left", "noch 2 h"),
        (timedelta(minutes=60), "1 h left", "noch 1 h"),
        (timedelta(minutes=59), "59 min left", "noch 59 min"),
        (timedelta(minutes=-5), "0 min left", "noch 0 min"),
    ],
)
def test_what_is_left(moments: Moments, left: timedelta, english: str, german: str) -> None:
    assert moments.left(_NOW + left, _NOW) == _pick(moments, english, german)

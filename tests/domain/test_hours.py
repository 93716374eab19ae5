"""When a shop closes and opens again, over nights, weekends and holidays."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.hours import Hours

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "closes", "opens"),
    [
        ("2026-11-24 10:00", "2026-11-24 18:00", "2026-11-25 09:00"),
        ("2026-11-24 08:59", None, "2026-11-24 09:00"),
        ("2026-11-24 18:00", None, "2026-11-25 09:00"),
        ("2026-11-27 17:00", "2026-11-27 18:00", "2026-11-30 09:00"),
        ("2026-11-28 12:00", None, "2026-11-30 09:00"),
    ],
)
def test_usual_hours(now: str, closes: str | None, opens: str) -> None:
    hours = Hours()
    assert hours.closes(at(now), BERLIN) == (None if closes is None else at(closes))
    assert hours.opens_again(at(now), BERLIN) == at(opens)


def test_a_holiday_is_a_closed_day() -> None:
    hours = Hours(holidays=("2026-12-25",))
    assert hours.opens_again(at("2026-12-24 12:00"), BERLIN) == at("2026-12-28 09:00")
    assert hours.closes(at("2026-12-25 12:00"), BERLIN) is None


def test_a_shop_that_never_opens() -> None:
    assert Hours(week=(None,) * 7).opens_again(at("2026-11-24 10:00"), BERLIN) is None


@given(st.integers(0, 60 * 24 * 400), st.lists(st.tuples(st.integers(0, 700), st.integers(701, 1439)), min_size=7, max_size=7))
def test_it_opens_again_after_now_and_after_closing(minutes: int, week: list[tuple[int, int]]) -> None:
    hours, now = Hours(week=tuple(week)), at("2026-01-01 00:00") + timedelta(minutes=minutes)
    opens, closes = hours.opens_again(now, BERLIN), hours.closes(now, BERLIN)
    assert opens is not None
    assert opens > now
    assert closes is None or now < closes <= opens
    assert opens - now < timedelta(days=3)

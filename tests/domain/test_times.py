"""Instants as text and seconds."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import hypothesis.strategies as st
import pytest
from hypothesis import given

from inbox.domain import times

_MOMENTS = st.integers(0, 253_402_300_799_999).map(lambda ms: times.EPOCH + timedelta(milliseconds=ms))


@given(_MOMENTS, _MOMENTS)
def test_text_sorts_like_time_and_reads_back(one: datetime, other: datetime) -> None:
    assert times.from_text(times.to_text(one)) == one
    assert (times.to_text(one) < times.to_text(other)) == (one < other)


@given(st.integers(0, 253_402_300_799))
def test_seconds_read_back(seconds: int) -> None:
    assert times.to_unix(times.from_unix(seconds)) == seconds


def test_any_offset() -> None:
    there = datetime(2026, 11, 22, 10, 30, tzinfo=timezone(timedelta(hours=1)))
    assert times.to_text(there) == "2026-11-22T09:30:00.000Z"
    assert times.from_text("2026-11-22T10:30:00+01:00") == there


@pytest.mark.parametrize("text", ["", "2026-11-22", "2026-11-22T10:30:00", "yesterday", "2026-13-01T00:00:00Z"])
def test_no_instant(text: str) -> None:
    with pytest.raises(ValueError):
        times.from_text(text)


def test_a_moment_without_a_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="time zone"):
        times.to_text(datetime(2026, 11, 22))  # noqa: DTZ001 - the mistake to be caught


@pytest.mark.parametrize("seconds", [10**15, -(10**15), 10**30])
def test_impossible_seconds(seconds: int) -> None:
    assert times.from_unix(seconds) == times.EPOCH

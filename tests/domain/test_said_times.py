"""What is typed is read as its writer means it, in both languages; what is no time is none."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.said_times import read_time

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
"""A Sunday, 14:05 in Berlin."""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("18:30", "2026-11-22 18:30"),
        ("9", "2026-11-23 09:00"),
        ("9 Uhr", "2026-11-23 09:00"),
        ("um 9.15", "2026-11-23 09:15"),
        ("morgen 9:00", "2026-11-23 09:00"),
        ("tomorrow", "2026-11-23 09:00"),
        ("heute 20", "2026-11-22 20:00"),
        ("Übermorgen, 8 Uhr", "2026-11-24 08:00"),
        ("Montag", "2026-11-23 09:00"),
        ("Sonntag 10:00", "2026-11-29 10:00"),
        ("fri 15:00", "2026-11-27 15:00"),
        ("Mi. 8", "2026-11-25 08:00"),
        ("24.11. 14:30", "2026-11-24 14:30"),
        ("24.11.2027", "2027-11-24 09:00"),
        ("3.1. 10", "2027-01-03 10:00"),
        ("2026-12-01 7:45", "2026-12-01 07:45"),
        ("in 2 h", "2026-11-22 16:05"),
        ("2 Stunden", "2026-11-22 16:05"),
        ("45 min", "2026-11-22 14:50"),
        ("in 3 Tagen", "2026-11-25 14:05"),
        ("1 week", "2026-11-29 14:05"),
    ],
)
def test_as_it_is_meant(said: str, meant: str) -> None:
    found = read_time(said, NOW, BERLIN)
    assert found is not None
    assert f"{found.astimezone(BERLIN):%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize("said", ["", "bald", "25:00", "9:75", "31.2.", "32.1. 9", "in", "morgen früh", "m", "9 10"])
def test_no_time(said: str) -> None:
    assert read_time(said, NOW, BERLIN) is None


@given(st.text(max_size=40))
def test_anything_may_be_typed(said: str) -> None:
    found = read_time(said, NOW, BERLIN)
    assert found is None or found.tzinfo is not None

"""The 24-hour window to the second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from inbox.domain import window
from inbox.domain.messages import KINDS

WROTE = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "is_open"),
    [
        (timedelta(0), True),
        (timedelta(hours=23, minutes=59, seconds=29), True),
        (timedelta(hours=23, minutes=59, seconds=30), False),
        (timedelta(hours=24), False),
        (timedelta(days=30), False),
        (timedelta(seconds=-5), True),
    ],
)
def test_open(after: timedelta, is_open: bool) -> None:
    assert window.is_open(WROTE, WROTE + after) is is_open


def test_nobody_wrote() -> None:
    assert not window.is_open(None, WROTE)
    assert window.closes_at(None) is None


def test_end() -> None:
    assert window.closes_at(WROTE) == datetime(2026, 11, 23, 14, 2, tzinfo=UTC)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_only_what_the_customer_says_opens_it(kind: str) -> None:
    assert not window.opens_window(kind, "out")
    assert window.opens_window(kind, "in") == (kind not in {"reaction", "system", "edit", "revoke"})

"""Only who was reached before can be lost, a phone that is off is waited for, and any sign of life ends the suspicion."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.reach import PATIENCE, REACHED, Outgoing, lost_since

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


def out(hours_ago: float, status: str, code: int | None = None) -> Outgoing:
    return Outgoing(NOW - timedelta(hours=hours_ago), status, code)


BEFORE = out(200, "read")


def test_a_message_undelivered_for_two_days_after_deliveries_that_worked() -> None:
    assert lost_since([BEFORE, out(47, "sent")], None, NOW) is None
    assert lost_since([BEFORE, out(49, "sent"), out(1, "sent")], None, NOW) == NOW - timedelta(hours=49)


def test_an_undeliverable_message_tells_at_once() -> None:
    assert lost_since([BEFORE, out(1, "failed", 131026)], None, NOW) == NOW - timedelta(hours=1)
    assert lost_since([BEFORE, out(1, "failed", 131047)], None, NOW) is None


@pytest.mark.parametrize("status", sorted(REACHED))
def test_the_next_delivery_ends_it(status: str) -> None:
    assert lost_since([BEFORE, out(60, "sent"), out(1, "failed", 131026), out(0.5, status)], None, NOW) is None


def test_the_next_message_of_the_customer_ends_it() -> None:
    lost = [BEFORE, out(60, "sent")]
    assert lost_since(lost, NOW - timedelta(hours=59), NOW) is None
    assert lost_since(lost, NOW - timedelta(hours=61), NOW) == NOW - timedelta(hours=60)


def test_who_was_never_reached_is_not_suspected() -> None:
    assert lost_since([out(300, "sent"), out(1, "failed", 131026)], NOW - timedelta(hours=400), NOW) is None


_MESSAGES = st.lists(
    st.builds(
        out,
        st.floats(0, 500, allow_nan=False),
        st.sampled_from(["accepted", "sent", "delivered", "read", "failed"]),
        st.sampled_from([None, 131026, 131047]),
    ),
    max_size=12,
)


@given(_MESSAGES, st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_a_delivery_now_always_ends_it(messages: list[Outgoing], chance) -> None:
    found = lost_since(messages, None, NOW)
    mixed = list(messages)
    chance.shuffle(mixed)
    assert lost_since(mixed, None, NOW) == found
    assert lost_since([*messages, out(0, "delivered")], None, NOW) is None
    if found is not None:
        later = lost_since(messages, None, NOW + PATIENCE)
        assert later is not None
        assert later <= found

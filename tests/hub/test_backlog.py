"""Storing goes first, and decoding never starves."""

from __future__ import annotations

import pytest

from inbox.hub.backlog import Backlog
from tests.hub.actions.clocks import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def backlog(clock: HandClock) -> Backlog:
    """One of which everything is decoded, some time ago."""
    backlog = Backlog(clock)
    backlog.decoded(0, more=False)
    clock.pass_time(1)
    return backlog


def test_an_earlier_run_may_have_left_something(clock: HandClock) -> None:
    backlog = Backlog(clock)
    assert not backlog.is_empty
    assert backlog.may_have_a_turn(others_wait=False)


def test_what_is_stored_is_decoded_at_once_while_nobody_waits(backlog: Backlog) -> None:
    assert not backlog.may_have_a_turn(others_wait=False)
    backlog.grew()
    assert backlog.may_have_a_turn(others_wait=False)
    assert backlog.rest() == 0


def test_while_more_is_left_it_goes_on_and_then_takes_a_breath(backlog: Backlog, clock: HandClock) -> None:
    backlog.grew()
    backlog.decoded(0.004, more=True)
    assert backlog.may_have_a_turn(others_wait=False)
    backlog.decoded(0.004, more=False)
    assert backlog.is_empty

    backlog.grew()
    assert not backlog.may_have_a_turn(others_wait=False)
    assert backlog.rest() == pytest.approx(0.006)
    clock.pass_time(0.006)
    assert backlog.may_have_a_turn(others_wait=False)


def share(backlog: Backlog, clock: HandClock, seconds: float, step: float = 0.01) -> float:
    """Let a flood go on, with decoding a ``step`` of time whenever it may; return its share."""
    took = passed = 0.0
    while passed < seconds:
        if backlog.may_have_a_turn(others_wait=True):
            backlog.decoded(step, more=True)
            took += step
        clock.pass_time(step)
        passed += step
    return took / passed


def test_the_longer_a_flood_lasts_the_larger_its_share(backlog: Backlog, clock: HandClock) -> None:
    backlog.grew()
    assert share(backlog, clock, 1) < 0.12
    assert 0.2 < share(backlog, clock, 2) < 0.5
    share(backlog, clock, 60)
    assert share(backlog, clock, 60) == pytest.approx(0.5, abs=0.02)
    assert backlog.may_have_a_turn(others_wait=False)


def test_after_trouble_it_is_left_alone_for_a_second(backlog: Backlog, clock: HandClock) -> None:
    backlog.grew()
    backlog.failed()
    assert not backlog.may_have_a_turn(others_wait=False)
    assert not backlog.is_empty
    clock.pass_time(backlog.rest())
    assert backlog.may_have_a_turn(others_wait=False)

"""A process that serves looks for its garbage in turns, and leaves it to Python again when it ends."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from inbox.system.tidying import Tidying


class _Circle:
    """Holds itself: only a look through what there is finds it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def tidying() -> Iterator[Tidying]:
    with Tidying() as made:
        yield made
    gc.unfreeze()


def test_a_circle_made_lately_is_taken_away_by_the_next_turn(tidying: Tidying) -> None:
    circle = weakref.ref(_Circle())
    assert circle() is not None
    tidying.tidy()
    assert circle() is None


def test_a_circle_that_lived_longer_is_taken_away_in_time(tidying: Tidying) -> None:
    kept = _Circle()
    circle = weakref.ref(kept)
    tidying.tidy()
    del kept
    for _ in range(1500):
        tidying.tidy()
    assert circle() is None


@pytest.mark.parametrize("was_on", [True, False])
def test_python_collects_nothing_by_itself_meanwhile_and_then_as_before(*, was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    try:
        with Tidying():
            assert not gc.isenabled()
            assert gc.get_freeze_count() > 0
        assert gc.isenabled() is was_on
    finally:
        gc.unfreeze()
        gc.enable()

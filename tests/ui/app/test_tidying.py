"""Garbage goes away on the window's thread, and Python does as before once the window is closed."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from inbox.ui.app.tidying import Tidying


class _Circle:
    """Holds itself: only a look through what there is finds it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def tidying(qapp: QApplication) -> Iterator[Tidying]:
    made = Tidying()
    yield made
    made.end()
    gc.unfreeze()
    gc.enable()


def test_a_circle_made_lately_is_taken_away_by_the_next_turn(tidying: Tidying) -> None:
    tidying.begin()
    circle = weakref.ref(_Circle())
    assert circle() is not None
    tidying.tidy()
    assert circle() is None


def test_a_circle_that_lived_longer_is_taken_away_in_time(tidying: Tidying) -> None:
    tidying.begin()
    kept = _Circle()
    circle = weakref.ref(kept)
    tidying.tidy()
    del kept
    for _ in range(400):
        tidying.tidy()
    assert circle() is None


def test_what_is_set_aside_is_looked_through_no_more(tidying: Tidying) -> None:
    tidying.begin()
    tidying.set_aside()
    assert gc.get_freeze_count() > 0


@pytest.mark.parametrize("was_on", [True, False])
def test_python_collects_nothing_by_itself_meanwhile_and_then_as_before(tidying: Tidying, *, was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    tidying.begin()
    tidying.begin()
    assert not gc.isenabled()
    tidying.end()
    tidying.end()
    assert gc.isenabled() is was_on

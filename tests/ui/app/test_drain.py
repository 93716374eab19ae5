"""What the engine reports reaches the presenters at once; where much comes, what comes next is gathered."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inbox.desk.ports import Changes
from inbox.domain.ids import ConversationId
from inbox.ui.app.drain import BUDGET_SECONDS, HURRY_SECONDS, LONGEST_REST_MS, MUCH, REST_MS, SHARE, Drain
from inbox.ui.models.presenters.desk import Bell
from tests.ui.presenters.pretend_desk import PretendDesk


class _Screen:
    """Takes changes, and time."""

    def __init__(self, pretend: PretendDesk, count: int = 2) -> None:
        self._pretend = pretend
        self.taken: list[tuple[int, Changes]] = []
        self.seconds = 0.0
        self.looked = 0
        self.drain = Drain(Bell(), pretend.desk, self._look)
        self.drain.serve([lambda changes, part=part: self._take(part, changes) for part in range(count)])

    def _look(self) -> None:
        self.looked += 1

    def _take(self, part: int, changes: Changes) -> None:
        self.taken.append((part, changes))
        self._pretend.clock.pass_(self.seconds)

    def ring(self, *chats: int) -> Changes:
        changes = Changes(conversations=frozenset(ConversationId(f"c_{number}") for number in chats))
        self._pretend.commands.changed |= changes
        self.drain.on_rang()
        return changes


@pytest.fixture
def pretend(qapp: QApplication) -> PretendDesk:
    return PretendDesk()


@pytest.fixture
def screen(pretend: PretendDesk) -> _Screen:
    return _Screen(pretend)


def test_a_few_changes_are_taken_at_once_and_again_at_once(screen: _Screen) -> None:
    told = [screen.ring(number) for number in range(3)]
    assert screen.taken == [(part, changes) for changes in told for part in (0, 1)]


def test_after_much_has_come_the_next_is_gathered(screen: _Screen, qtbot: QtBot) -> None:
    much = screen.ring(*range(MUCH))
    screen.ring(1)
    screen.ring(2)
    assert screen.taken == [(0, much), (1, much)]
    assert screen.looked == 3, "what was clicked is answered at once"
    qtbot.waitUntil(lambda: len(screen.taken) == 4, timeout=20_000)
    assert screen.taken[2][1].conversations == {"c_1", "c_2"}
    last = screen.ring(3)
    assert screen.taken[4:] == [(0, last), (1, last)], "a few need no rest"


@pytest.mark.parametrize(
    ("seconds", "rest"), [(0.0, REST_MS), (0.004, 2 * 4 * SHARE), (0.05, LONGEST_REST_MS), (5.0, LONGEST_REST_MS)]
)
def test_what_takes_long_to_show_is_shown_less_often(screen: _Screen, qtbot: QtBot, seconds: float, rest: int) -> None:
    screen.seconds = seconds
    screen.ring(*range(MUCH))
    qtbot.waitUntil(lambda: len(screen.taken) == 2, timeout=20_000)
    assert screen.drain._rest.isActive()
    assert screen.drain._rest.interval() == max(rest, REST_MS)


def test_a_few_that_came_during_a_long_rest_are_not_much(screen: _Screen, qtbot: QtBot) -> None:
    screen.seconds = 1.0
    screen.ring(*range(MUCH))
    qtbot.waitUntil(lambda: len(screen.taken) == 2, timeout=20_000)
    screen.seconds = 0.0
    screen.ring(*range(MUCH))
    qtbot.waitUntil(lambda: len(screen.taken) == 4, timeout=20_000)
    assert not screen.drain._rest.isActive(), "so few in four rests are no busy shop any more"


def test_nobody_rests_after_a_click(screen: _Screen, pretend: PretendDesk) -> None:
    screen.ring(*range(MUCH))
    screen.drain.hurry()
    screen.ring(*range(MUCH))
    screen.ring(1)
    assert len(screen.taken) == 6
    pretend.clock.pass_(HURRY_SECONDS)
    screen.ring(2)
    assert len(screen.taken) == 6


def test_what_takes_long_goes_on_in_the_next_turn(screen: _Screen, qtbot: QtBot) -> None:
    screen.seconds = BUDGET_SECONDS
    changes = screen.ring(1)
    assert screen.taken == [(0, changes)]
    qtbot.waitUntil(lambda: screen.taken == [(0, changes), (1, changes)], timeout=20_000)


def test_nothing_is_taken_once_it_is_over(screen: _Screen) -> None:
    screen.ring(*range(MUCH))
    screen.ring(1)
    screen.drain.stop()
    screen.ring(2)
    QApplication.processEvents()
    assert len(screen.taken) == 2
    assert not screen.drain._rest.isActive()

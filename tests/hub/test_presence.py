"""Presence by itself: who is seen, for how long, and what is lost with a desk."""

from __future__ import annotations

import msgspec
import pytest

from inbox.domain.presence import Activity, PresenceReport
from inbox.domain.roles import Actor
from inbox.hub.presence import PresenceBoard
from tests.hub.actions.clocks import HandClock

ANNA = Actor(agent="a_1", name="Anna", role="agent")
BEN = Actor(agent="a_2", name="Ben", role="agent")
VIEWING = Activity(doing="viewing", conversation="c_1")
HOLDING = Activity(
    doing="holding", conversation="c_1", payment="pi_1", action="act-1", kind="refund", amount=2490, currency="eur"
)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def board(clock: HandClock) -> PresenceBoard:
    return PresenceBoard(clock)


def seen(board: PresenceBoard) -> list[dict[str, object]]:
    return msgspec.json.decode(board.encoded())


def test_everybody_is_seen_with_what_they_do(board):
    board.report("t1", ANNA, PresenceReport("d1", (VIEWING, HOLDING)))
    board.report("t2", BEN, PresenceReport("d2", (VIEWING,)))

    assert [(entry["name"], entry["doing"]) for entry in seen(board)] == [
        ("Anna", "viewing"),
        ("Anna", "holding"),
        ("Ben", "viewing"),
    ]
    assert seen(board)[1]["amount"] == 2490


def test_a_report_replaces_the_last_one_and_repeating_changes_nothing(board):
    assert board.report("t1", ANNA, PresenceReport("d1", (VIEWING,)))
    assert not board.report("t1", ANNA, PresenceReport("d1", (VIEWING,)))
    assert board.report("t1", ANNA, PresenceReport("d1", ()))
    assert not board.report("t1", ANNA, PresenceReport("d1", ()))

    assert seen(board) == []


def test_what_is_not_repeated_is_gone_after_thirty_seconds(board, clock):
    board.report("t1", ANNA, PresenceReport("d1", (VIEWING,)))
    board.report("t2", BEN, PresenceReport("d2", (VIEWING,)))
    clock.pass_time(20)
    board.report("t2", BEN, PresenceReport("d2", (VIEWING,)))
    clock.pass_time(10)
    before = board.version

    assert board.purge() == []
    assert [entry["name"] for entry in seen(board)] == ["Ben"]
    assert board.version > before


def test_a_desk_that_vanishes_lets_go_of_what_it_held(board, clock):
    board.report("t1", ANNA, PresenceReport("d1", (VIEWING, HOLDING)))
    clock.pass_time(30)

    (lost,) = board.purge()

    assert (lost.actor, lost.activity) == (ANNA, HOLDING)
    assert board.purge() == []


def test_a_desk_that_starts_again_does_not_take_over_the_holds_of_the_crashed_one(board, clock):
    board.report("t1", ANNA, PresenceReport("first run", (HOLDING,)))
    clock.pass_time(5)
    board.report("t1", ANNA, PresenceReport("second run", (VIEWING,)))
    clock.pass_time(25)

    assert [lost.activity for lost in board.purge()] == [HOLDING]


def test_a_revoked_token_lapses_at_the_next_purge(board):
    board.report("t1", ANNA, PresenceReport("d1", (HOLDING,)))
    board.expire("t1")

    assert len(board.purge()) == 1
    assert seen(board) == []


def test_a_token_cannot_fill_the_memory(board):
    for run in range(100):
        board.report("t1", ANNA, PresenceReport(f"run {run}", (VIEWING,)))

    assert len(seen(board)) == 8


def test_a_chat_that_is_opened_is_told_once_until_it_is_left(board):
    looked = []
    board.on_looked = looked.append
    board.report("t1", ANNA, PresenceReport("d1", (VIEWING,)))
    board.report("t1", ANNA, PresenceReport("d1", (VIEWING, HOLDING)))
    assert looked == ["c_1"]
    board.report("t1", ANNA, PresenceReport("d1", ()))
    board.report("t2", BEN, PresenceReport("d2", (Activity(doing="typing", conversation="c_2"),)))
    board.report("t1", ANNA, PresenceReport("d1", (VIEWING,)))
    assert looked == ["c_1", "c_1"]

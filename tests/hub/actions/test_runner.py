"""Turns: one chat in its order, money side by side, trouble repeated, nothing lost between two submissions."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from inbox.hub.action_runner import ActionRunner, Lane
from inbox.hub.jobs import JobThread
from inbox.store.state.database import StorageTrouble
from inbox.system.clock import SystemClock


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline, "it does not happen"
        time.sleep(0.002)


class Work:
    """Steps that do what a test says and note who ran."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.plans: dict[str, list[object]] = {}
        self.lanes: dict[str, Lane | None] = {}
        self.runner = ActionRunner(self.step, lambda name: self.lanes.get(name, Lane("money", name)), SystemClock())
        self._lock = threading.Lock()

    def step(self, name: str) -> int | None:
        with self._lock:
            self.ran.append(name)
            plan = self.plans.get(name, [])
            todo = plan.pop(0) if plan else None
        if isinstance(todo, threading.Event):
            assert todo.wait(30)
            return None
        if isinstance(todo, Exception):
            raise todo
        return todo


@pytest.fixture
def work():
    work = Work()
    work.runner.start()
    yield work
    work.runner.stop()


def test_money_runs_side_by_side(work: Work) -> None:
    gate = threading.Event()
    work.plans = {"a": [gate], "b": [None]}
    work.runner.submit(["a", "b"])
    until(lambda: "b" in work.ran)
    gate.set()


def test_one_chat_keeps_its_order_even_while_the_first_waits(work: Work) -> None:
    gate = threading.Event()
    work.lanes = dict.fromkeys("abc", Lane("chat", "c_1")) | {"x": Lane("chat", "c_2")}
    work.plans = {"a": [60, 20, gate]}
    work.runner.submit(["a", "b", "c", "x"])
    until(lambda: "x" in work.ran)
    until(lambda: work.ran.count("a") == 3)
    assert "b" not in work.ran, "another chat did not wait for it, its own did"
    gate.set()
    until(lambda: len(work.ran) == 6)
    assert [name for name in work.ran if name != "x"] == ["a", "a", "a", "b", "c"]


def test_slow_money_does_not_hold_up_a_chat(work: Work) -> None:
    gate = threading.Event()
    work.plans = {f"m{place}": [gate] for place in range(20)}
    work.lanes = {"text": Lane("chat", "c_1")}
    work.runner.submit([*work.plans, "text"])
    until(lambda: "text" in work.ran)
    gate.set()


def test_what_is_submitted_during_its_turn_gets_another(work: Work) -> None:
    gate = threading.Event()
    work.plans = {"a": [gate, None]}
    work.runner.submit(["a"])
    until(lambda: work.ran == ["a"])
    work.runner.submit(["a"])
    gate.set()
    until(lambda: work.ran == ["a", "a"])


def test_nothing_to_do_is_no_turn(work: Work) -> None:
    work.lanes = {"gone": None}
    work.runner.submit(["gone", "here"])
    until(lambda: work.ran == ["here"])


def test_a_full_disk_is_tried_again_and_a_bug_is_logged(work: Work, expect_logs, monkeypatch) -> None:
    expect_logs("action full waits")
    expect_logs("action bug was given up")
    monkeypatch.setattr("inbox.hub.action_runner._TROUBLE_MS", 5)
    work.plans = {"full": [StorageTrouble("the disk is full"), None], "bug": [RuntimeError("oh")]}
    work.runner.submit(["bug", "full"])
    until(lambda: work.ran.count("full") == 2)
    until(lambda: work.ran.count("bug") == 1)


def test_stopping_lets_a_step_end_and_begins_no_other() -> None:
    work = Work()
    gate = threading.Event()
    work.lanes = dict.fromkeys("ab", Lane("chat", "c_1"))
    work.plans = {"a": [gate]}
    work.runner.start()
    work.runner.submit(["a", "b"])
    until(lambda: work.ran == ["a"])
    stopping = threading.Thread(target=work.runner.stop)
    stopping.start()
    until(lambda: work.runner._stopping)
    assert stopping.is_alive(), "it waits for the step"
    gate.set()
    stopping.join(30)
    assert not stopping.is_alive()
    assert work.ran == ["a"]


def test_stopping_before_starting_is_harmless() -> None:
    Work().runner.stop()
    never = JobThread("never", {}, SystemClock())
    never.end()
    never.join()


def test_jobs_run_at_once_when_due_and_when_nudged(expect_logs) -> None:
    expect_logs("third will be tried again: no network")
    expect_logs("fourth failed")
    rounds: list[str] = []

    def job(name: str, wait: float) -> Callable[[], float]:
        def run() -> float:
            rounds.append(name)
            if name == "third":
                raise StorageTrouble("no network")
            if name == "fourth":
                raise RuntimeError("a bug")
            return wait

        return run

    jobs = {"often": job("often", 0.01), "rarely": job("rarely", 3600), "third": job("third", 1)}
    jobs["fourth"] = job("fourth", 1)
    thread = JobThread("jobs", jobs, SystemClock())
    thread.start()
    until(lambda: rounds.count("often") > 3)
    assert rounds.count("rarely") == 1
    thread.nudge("rarely")
    thread.nudge("nobody")
    until(lambda: rounds.count("rarely") == 2)
    thread.end()
    thread.join()
    assert rounds.count("third") == rounds.count("fourth") == 1

"""The desk's own hub is started again whenever it ends, after pauses that grow, and what happens to it is told."""

from __future__ import annotations

import os
import queue
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from inbox.desk.child import OwnHub, own_hub
from inbox.desk.keeper import HubKeeper
from inbox.desk.link import HubState
from inbox.system.clock import SystemClock
from tests.desk.kit import HandClock

PATIENCE = 30.0
KEY = {"TRESEN_HUB_KEY": "ab" * 32}
READY = "import sys; print('hub listening on http://127.0.0.1:1 (epoch x)', file=sys.stderr, flush=True)"

News = tuple[HubState, str, str]


class Told:
    """Everything a keeper told, in its order."""

    def __init__(self) -> None:
        self._news: queue.Queue[News] = queue.Queue()

    def __call__(self, state: HubState, url: str, words: str) -> None:
        self._news.put((state, url, words))

    def next(self) -> News:
        return self._news.get(timeout=PATIENCE)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[HubKeeper]:
    keeper = HubKeeper(own_hub(tmp_path, os.environ, KEY), SystemClock())
    yield keeper
    keeper.stop()


def process_on(url: str) -> psutil.Process:
    port = int(url.rsplit(":", 1)[1])
    children = psutil.Process().children(recursive=True)
    return next(one for one in children if any(c.laddr.port == port for c in one.net_connections(kind="tcp")))


@pytest.mark.allow_logs("the hub on this machine is started again")
def test_a_killed_hub_is_started_again_at_once_and_ends_with_its_keeper(kept: HubKeeper, told: Told) -> None:
    kept.start(told)
    assert told.next() == (HubState.STARTING, "", "")
    state, url, _ = told.next()
    assert state is HubState.RUNNING
    process_on(url).send_signal(signal.SIGKILL)
    assert told.next()[0] is HubState.AGAIN
    state, url, _ = told.next()
    assert state is HubState.RUNNING
    assert httpx.get(f"{url}/healthz", timeout=20).status_code == 200
    process = process_on(url)
    kept.stop()
    assert not process.is_running()


@pytest.mark.allow_logs("the hub on this machine is started again")
def test_what_keeps_a_hub_from_starting_is_told_in_its_words(tmp_path: Path, told: Told) -> None:
    keeper = HubKeeper(own_hub(tmp_path, os.environ, {"TRESEN_HUB_KEY": "short"}), SystemClock())
    keeper.start(told)
    try:
        assert told.next()[0] is HubState.STARTING
        state, _, words = told.next()
    finally:
        keeper.stop()
    assert state is HubState.DOWN
    assert "TRESEN_HUB_KEY is not a key" in words


@pytest.mark.allow_logs("the hub on this machine is started again")
def test_a_hub_that_keeps_ending_is_started_ever_later(told: Told) -> None:
    keeper = HubKeeper(OwnHub([sys.executable, "-c", READY], os.environ), HandClock(), (0.0, 0.01, 3600.0))
    keeper.start(told)
    assert [told.next()[0] for _ in range(7)] == [HubState.STARTING, *[HubState.RUNNING, HubState.AGAIN] * 3]
    keeper.stop()  # which does not wait for the hour to pass


def test_a_stop_during_the_start_leaves_nothing_behind(kept: HubKeeper, told: Told) -> None:
    before = {one.pid for one in psutil.Process().children(recursive=True)}
    kept.start(told)
    assert told.next()[0] is HubState.STARTING
    kept.stop()
    assert {one.pid for one in psutil.Process().children(recursive=True)} <= before

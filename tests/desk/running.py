"""A desk at work in a test's own folder, with a pretend hub on the other end of the wire."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import httpx

from inbox.desk.engine import Engine
from inbox.desk.holds import HoldSettings
from inbox.desk.place import DeskPlace, World
from inbox.system.clock import SystemClock, SystemIds, SystemRandom
from inbox.system.paths import DataFolder
from inbox.system.secrets import Secret
from tests.desk.kit import KEY, refund, uuid
from tests.desk.pretend_hub import TOKEN, URL, PretendHub

PATIENCE = 30.0
HOLD = 60.0
"""Seconds of a hold: longer than any test looks at it, so that only the test ends it."""


def until(what: Callable[[], object]) -> object:
    """Wait until something is true and return it."""
    deadline = time.monotonic() + PATIENCE
    while not (found := what()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.005)
    return found


def lost(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no route", request=request)


class Desk:
    """An engine that can be started again on the same files."""

    def __init__(self, folder: Path, hub: PretendHub, url: str = URL, hold: float = HOLD) -> None:
        self.folder = folder
        self.hold = hold
        self.hub = hub
        self.url = url
        self.knocks = 0
        self.engine = self.start()

    def make(self, key: Secret = KEY, token: Secret = TOKEN, url: str = URL) -> Engine:
        world = World(SystemClock(), SystemIds(), SystemRandom(), httpx.MockTransport(self.hub.on_a_loop))
        place = DeskPlace(DataFolder(self.folder), key, url, token)
        return Engine(place, world, self.knock, HoldSettings(refund=self.hold, request_payment=self.hold))

    def start(self) -> Engine:
        self.engine = self.make(url=self.url)
        self.engine.start()
        return self.engine

    def knock(self) -> None:
        self.knocks += 1

    def online(self) -> Desk:
        until(lambda: self.engine.view.status.online)
        return self

    def state(self, number: int = 1) -> str:
        return {item.id: item.state for item in self.engine.view.items}.get(uuid(number), "")

    def problem(self, number: int = 1) -> str:
        item = next(item for item in self.engine.view.items if item.id == uuid(number))
        return item.problem.code if item.problem else ""

    def becomes(self, state: str, number: int = 1) -> None:
        until(lambda: self.state(number) == state)

    def click(self, action) -> None:
        self.engine.click(action).result(PATIENCE)

    def refund(self) -> None:
        """Click a refund and send it without waiting for the end of its hold."""
        self.click(refund())
        assert self.engine.send_now(uuid(1)).result(PATIENCE)

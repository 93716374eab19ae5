"""An engine that carries out nothing: it keeps what was posted, so that the API can be tested without any platform."""

from __future__ import annotations

import threading
from collections.abc import Generator

import msgspec

from inbox.domain.journal import Closing, Line, Reading
from inbox.domain.problems import Problem
from inbox.domain.roles import Actor
from inbox.domain.terms import Terms
from inbox.hub.core import HubCore
from inbox.hub.problems import HttpProblem, forbidden_role, malformed


class View(msgspec.Struct, frozen=True):
    id: str
    kind: str
    state: str
    result: dict[str, str] | None = None
    problem: Problem | None = None


class FakeActions:
    """Remembers actions; the test sets what state a kind ends in."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._views: dict[str, View] = {}
        self._bodies: dict[str, tuple[str, object]] = {}
        self.state_of_kind: dict[str, str] = {}
        self.calls: list[tuple[object, ...]] = []
        self.refuses: set[str] = set()

    def set(self, action: str, state: str) -> None:
        with self._lock:
            self._views[action] = msgspec.structs.replace(self._views[action], state=state)

    def post(self, actor: Actor, body: bytes) -> View:
        try:
            said = msgspec.json.decode(body, type=dict[str, object])
        except msgspec.DecodeError as error:
            raise malformed(str(error)) from error
        action, kind = str(said["id"]), str(said["kind"])
        with self._lock:
            known = self._bodies.setdefault(action, (actor.agent, said))
            if known != (actor.agent, said):
                raise HttpProblem(422, "action-mismatch", "Another action has this id; make a new one.")
            state = self.state_of_kind.get(kind, "succeeded")
            return self._views.setdefault(action, View(action, kind, state))

    def get(self, action: str) -> View | None:
        with self._lock:
            return self._views.get(action)

    def cancel(self, actor: Actor, action: str) -> View:
        if actor.role in self.refuses:
            raise forbidden_role("agent")
        with self._lock:
            return self._views.setdefault(action, View(action, "unknown", "cancelled"))

    def approve(self, actor: Actor, action: str, *, alone: bool = False) -> View:
        self.calls.append(("approve alone" if alone else "approve", actor.name, action))
        return self._views[action]

    def reject(self, actor: Actor, action: str, reason: str | None) -> View:
        self.calls.append(("reject", actor.name, action, reason))
        return self._views[action]

    def try_again(self, actor: Actor, action: str) -> View:
        self.calls.append(("try_again", actor.name, action))
        return self._views[action]

    def resolve(self, actor: Actor, action: str, outcome: str, refund: str | None) -> View:
        self.calls.append(("resolve", actor.name, action, outcome, refund))
        return self._views[action]


class FakeEngine:
    """The engine's face around ``FakeActions``."""

    def __init__(self, core: HubCore) -> None:
        self.core = core
        self.actions = FakeActions()
        self.as_of = ""
        self.skew: int | None = None
        self.terms = Terms(name="Nordlicht")
        self.catalog_wanted = 0
        self.months: list[str] = []
        self.steps = 3
        """How often a journal says how far it is."""
        self.goes_on, self.ended = threading.Event(), threading.Event()

    def start(self) -> None:
        """Start nothing."""

    def stop(self) -> None:
        """Stop nothing."""

    def read_catalog(self) -> None:
        self.catalog_wanted += 1

    def journal(self, month: str) -> Generator[Line, None, None]:
        self.months.append(month)
        return self._lines()

    def _lines(self) -> Generator[Line, None, None]:
        try:
            for percent in range(self.steps):
                yield Reading(percent, 0)
                self.goes_on.wait(0.05 if percent else 0)
            yield Closing(as_of="2026-11-28T09:00:00.000Z", count=0, sums=(), differences=())
        finally:
            self.ended.set()

    backfill = None

    def stripe_as_of(self) -> str:
        return self.as_of

    def clock_skew(self) -> int | None:
        return self.skew

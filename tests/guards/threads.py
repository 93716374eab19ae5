"""Fails a test that leaves a thread running.

A fixture of a wider scope may own threads; they are looked at when it is torn down, and until then no test under it is
blamed.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterable

import pytest

GRACE_SECONDS = 10.0
"""How long a thread that was told to end may take for it, on a machine that is busy."""


class ThreadGuard:
    """Knows the threads that were there before, and those that belong to a fixture still alive."""

    def __init__(self) -> None:
        self._known = set(threading.enumerate())
        self._owned: dict[pytest.FixtureDef[object], set[threading.Thread]] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
        before = set(threading.enumerate())
        value = yield
        if fixturedef.scope != "function" and (started := set(threading.enumerate()) - before):
            self._owned[fixturedef] = started
        return value

    def pytest_fixture_post_finalizer(self, fixturedef: pytest.FixtureDef[object]) -> None:
        self._blame(f"the fixture {fixturedef.argname}", self._owned.pop(fixturedef, ()))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self) -> Generator[None]:
        yield
        if not self._owned:
            self._blame("this test", set(threading.enumerate()) - self._known)

    def _blame(self, who: str, threads: Iterable[threading.Thread]) -> None:
        """Give ``threads`` a moment to end, then fail; the next test is not blamed for them again."""
        deadline = time.monotonic() + GRACE_SECONDS
        for thread in threads:
            if thread is not threading.current_thread():
                thread.join(max(0.0, deadline - time.monotonic()))
        left = [thread for thread in threads if thread.is_alive()]
        self._known.update(left)
        if left:
            pytest.fail(f"{who} left threads running: {', '.join(sorted(t.name for t in left))}", pytrace=False)


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.pluginmanager.register(ThreadGuard(), "thread-guard")

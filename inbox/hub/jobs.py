"""The hub's recurring work on a thread of its own: whatever is due runs, one job after another.

A job is a function that does one round and says in how many seconds it wants the next; a simulation calls it by hand. A
job that meets trouble outside (a full disk, no network) is tried again later; nothing of it reaches the hub's other work.
"""

from __future__ import annotations

import heapq
import logging
import threading
from collections.abc import Callable, Mapping

from inbox.domain.ports import Clock
from inbox.domain.problems import OutsideError, UserError

Job = Callable[[], float]
"""Does one round; returns the seconds until it wants the next."""

_TROUBLE_SECONDS = 30.0
_BUG_SECONDS = 300.0
_log = logging.getLogger("tresen.jobs")


class JobThread:
    """A thread for some jobs. ``start`` once, then ``end`` and ``join``; ``nudge`` from any thread."""

    def __init__(self, name: str, jobs: Mapping[str, Job], clock: Clock) -> None:
        self._jobs = dict(jobs)
        self._clock = clock
        self._wake = threading.Condition()
        self._due = [(0.0, name) for name in self._jobs]
        heapq.heapify(self._due)
        self._nudged: set[str] = set()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin with a first round of every job."""
        self._thread.start()

    def nudge(self, name: str) -> None:
        """Have a job's next round now, because something has changed."""
        with self._wake:
            if name in self._jobs:
                self._nudged.add(name)
                self._wake.notify()

    def end(self) -> None:
        """Begin no further round; does not wait."""
        with self._wake:
            self._stopping = True
            self._wake.notify()

    def join(self, seconds: float = 5.0) -> None:
        """Wait a while for the round that runs."""
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        while (name := self._next()) is not None:
            wait = self._round(name)
            with self._wake:
                heapq.heappush(self._due, (self._clock.monotonic() + wait, name))

    def _next(self) -> str | None:
        """Wait for a job that is due and take it out of the list; None when the thread is to end."""
        with self._wake:
            while not self._stopping:
                now = self._clock.monotonic()
                if self._nudged:
                    self._due = [(now if name in self._nudged else due, name) for due, name in self._due]
                    heapq.heapify(self._due)
                    self._nudged.clear()
                if self._due and self._due[0][0] <= now:
                    return heapq.heappop(self._due)[1]
                self._wake.wait(self._due[0][0] - now if self._due else None)
            return None

    def _round(self, name: str) -> float:
        try:
            return self._jobs[name]()
        except (OutsideError, UserError) as error:
            _log.warning("%s will be tried again: %s", name, error.message)
            return _TROUBLE_SECONDS
        except Exception:  # noqa: BLE001 - logged with its stack; the loop must outlive it
            # Our bug in one job must not end the others; it comes back with every round, so it is rarely tried.
            _log.exception("%s failed", name)
            return _BUG_SECONDS

"""Keeps the hub of this desk running: starts it, and starts it again whenever it has ended, after pauses that grow.

One thread of its own, because a start takes a second or two and nobody is to wait for it: the window opens meanwhile, and
whatever happens to the hub the desk goes on reading, searching and drafting.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from inbox.desk.child import START_SECONDS, STOP_SECONDS, OwnHub
from inbox.desk.link import HubState
from inbox.domain.ports import Clock
from inbox.domain.problems import OutsideError, UserError

PAUSES = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds before it is started again: at once after a first death, ever later while it keeps dying."""

STEADY_SECONDS = 120.0
"""A hub that ran so long has not died because it was started."""

Tell = Callable[[HubState, str, str], object]

_log = logging.getLogger("tresen.child")


class HubKeeper:
    """Keeps ``hub`` running between ``start`` and ``stop``, which are called once each."""

    def __init__(self, hub: OwnHub, clock: Clock, pauses: Sequence[float] = PAUSES) -> None:
        self._hub = hub
        self._clock = clock
        self._pauses = pauses
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, tell: Tell) -> None:
        """Begin, and return at once.

        ``tell`` is called on the keeper's thread with how the hub stands, its URL while it runs, and words while it does not.
        """
        self._thread = threading.Thread(target=self._run, args=(tell,), name="hub-keeper", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the hub and wait for that. Harmless when it was never started."""
        self._stopping.set()
        if self._thread is None:
            return
        self._hub.end()
        self._thread.join(START_SECONDS + 2 * STOP_SECONDS)
        if self._thread.is_alive():
            _log.error("the hub on this machine did not end")

    def _run(self, tell: Tell) -> None:
        deaths = 0
        tell(HubState.STARTING, "", "")
        while not self._stopping.is_set():
            began = self._clock.monotonic()
            words = self._one_life(tell)
            if self._stopping.is_set():
                return
            if self._clock.monotonic() - began >= STEADY_SECONDS:
                deaths = 0
            pause = self._pauses[min(deaths, len(self._pauses) - 1)]
            deaths += 1
            _log.warning("the hub on this machine is started again in %.0f s: %s", pause, words)
            self._stopping.wait(pause)

    def _one_life(self, tell: Tell) -> str:
        """Start the hub and wait until it has ended; return why it has, or why it did not start."""
        try:
            url = self._hub.start(late=lambda: tell(HubState.LATE, "", ""))
        except (UserError, OutsideError) as error:
            tell(HubState.DOWN, "", error.message)
            return error.message
        if self._stopping.is_set():
            # Told to stop while it was starting.
            self._hub.end()
        tell(HubState.RUNNING, url, "")
        words = self._hub.wait()
        tell(HubState.AGAIN, "", words)
        return words

"""How fast the living shop lives, changed while it runs: wishes of the window, told to the sandbox by a thread of their own."""

from __future__ import annotations

import logging
import threading
from queue import SimpleQueue

import httpx

from inbox.demo.control import Control
from inbox.domain.pace import FAST, NORMAL, PAUSED, SLOW, PaceState
from inbox.sandbox.living.pulse import DEFAULT_SPEED

SPEEDS = {SLOW: 5.0, NORMAL: DEFAULT_SPEED, FAST: 60.0}
"""Times life; at the slow one somebody writes about every half minute."""

_GOODBYE_SECONDS = 1.0

_log = logging.getLogger("tresen.demo")


class ShopPace:
    """The pace of one sandbox. ``choose`` is called on the GUI thread."""

    def __init__(self, control: Control, speed: float) -> None:
        self._control = control
        self._chosen = next((name for name, times in SPEEDS.items() if times == speed), "")
        self._times = speed
        self._wishes: SimpleQueue[PaceState | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="demo-pace", daemon=True)
        self._thread.start()

    @property
    def state(self) -> PaceState:
        """How fast life goes, as last wished."""
        return PaceState(self._chosen, self._times)

    def choose(self, pace: str) -> None:
        """Wish for another pace; returns at once."""
        self._chosen = pace
        self._times = SPEEDS.get(pace, self._times)
        self._wishes.put(self.state)

    def close(self) -> None:
        """Tell nothing more."""
        self._wishes.put(None)
        self._thread.join(_GOODBYE_SECONDS)

    def _run(self) -> None:
        while (wish := self._wishes.get()) is not None:
            try:
                self._control.live(wish.times, paused=wish.chosen == PAUSED)
            except httpx.HTTPError as error:
                _log.warning("the customers live on as before: %s", error)

"""When something of a platform is looked at again: every so often, and sooner when a webhook or somebody asks for it.

Held by a job; asked by its thread, told by any.
"""

from __future__ import annotations

import threading

from inbox.domain.ports import Clock


class NextLook:
    """Times are seconds of the monotonic clock; the first look is due at once, then one ``every`` so many seconds."""

    def __init__(self, clock: Clock, every: float) -> None:
        self._clock = clock
        self._every = every
        self._lock = threading.Lock()
        self._due = 0.0
        self._asked = False

    @property
    def is_asked(self) -> bool:
        """Whether somebody has asked since the last round, so that the next one comes sooner."""
        with self._lock:
            return self._asked

    def ask(self, within: float = 0.0) -> None:
        """Have a look come within so many seconds."""
        with self._lock:
            self._due = min(self._due, self._clock.monotonic() + within)
            self._asked = True

    def wait(self) -> float:
        """Return the seconds until a look is due; 0 when it is now, and then it counts as taken."""
        now = self._clock.monotonic()
        with self._lock:
            self._asked = False
            if self._due > now:
                return self._due - now
            self._due = now + self._every
        return 0.0

    def later(self, seconds: float) -> float:
        """Put the next look off to so many seconds from now, because this one failed; return them."""
        with self._lock:
            self._due = self._clock.monotonic() + seconds
        return seconds

"""What changed, on its way from the engine's thread to a screen: merged, so that a thousand changes are one knock.

``put`` is called on the engine thread, ``take`` on the GUI's. Only ids and words cross.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from inbox.store.state import NONE, Changes, merged

GATHER_SECONDS = 0.016
"""What comes within one frame is one knock."""


class Mailbox:
    """Changes nobody has taken yet. ``knock`` has no arguments and must be safe to call on the engine thread.

    ``later(seconds, call)`` calls something on the engine thread after a while.
    """

    def __init__(self, knock: Callable[[], None], later: Callable[[float, Callable[[], None]], object]) -> None:
        self._knock = knock
        self._later = later
        self._lock = threading.Lock()
        self._parts: list[Changes] = []

    def put(self, changes: Changes) -> None:
        """Add what changed; the first after a ``take`` knocks a frame later, the others come along."""
        if changes == NONE:
            return
        with self._lock:
            is_first = not self._parts
            self._parts.append(changes)
        if is_first:
            self._later(GATHER_SECONDS, self._deliver)

    def take(self) -> Changes:
        """Return everything since the last ``take``, merged."""
        with self._lock:
            parts, self._parts = self._parts, []
        return merged(parts)

    def _deliver(self) -> None:
        with self._lock:
            is_waiting = bool(self._parts)
        if is_waiting:
            self._knock()

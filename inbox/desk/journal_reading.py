"""A wish to read a month of money, shared by two threads: who asked looks at how far it is, and may want it no longer.

Made on any thread; ``journal_lines`` reads for it on the engine's loop.
"""

from __future__ import annotations

import threading

from inbox.domain.journal import Reading
from inbox.domain.problems import OutsideError


class JournalStoppedError(OutsideError):
    """Whoever asked for the journal wants it no longer."""


class JournalReading:
    """One wish to read a month (``2026-11``). ``progress`` may be looked at, and ``stop`` called, on any thread."""

    def __init__(self, month: str) -> None:
        self.month = month
        self.progress = Reading()
        self._stopped = threading.Event()

    @property
    def is_stopped(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Read no further; its future then fails with ``JournalStoppedError``."""
        self._stopped.set()

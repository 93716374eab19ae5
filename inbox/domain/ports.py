"""The outside world as the cores see it: clock, ids, randomness and sleep, always injected.

Implemented for real in ``inbox.system.clock`` and by hand-driven fakes in tests and simulations.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the current instant as an aware UTC datetime."""
        ...

    def monotonic(self) -> float:
        """Return seconds on a clock that never jumps; only differences mean anything."""
        ...


class Ids(Protocol):
    """Makes names that nobody else has."""

    def uuid(self) -> str:
        """Return a new UUID in its 36-character lower-case form."""
        ...

    def token(self, size: int = 16) -> str:
        """Return ``size`` random bytes as lower-case hex, unguessable in production."""
        ...


class Sleep(Protocol):
    """Waits."""

    def __call__(self, seconds: float) -> None:
        """Block the calling thread for ``seconds``; a virtual clock returns at once."""
        ...


class Random(Protocol):
    """Draws numbers, for jitter only."""

    def random(self) -> float:
        """Return a number in ``[0, 1)``."""
        ...

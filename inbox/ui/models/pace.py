"""How fast the customers of a demo shop live: a wish of whoever looks on, carried out elsewhere."""

from __future__ import annotations

from typing import Protocol

import msgspec

PAUSED, SLOW, NORMAL, FAST = "paused", "slow", "normal", "fast"


class PaceState(msgspec.Struct, frozen=True):
    """``chosen`` is one of the four above, or empty for a speed of its own, ``times`` as fast as life."""

    chosen: str
    times: float


class Pace(Protocol):
    """The door to that; both answer at once."""

    @property
    def state(self) -> PaceState:
        """How fast life goes, as last wished."""
        ...

    def choose(self, pace: str) -> None:
        """Wish for another pace."""
        ...

"""How fast the customers of a demo shop live: a wish of whoever looks on, carried out elsewhere."""

from __future__ import annotations

from typing import Protocol

from inbox.domain.pace import PaceState


class Pace(Protocol):
    """The door to that; both answer at once."""

    @property
    def state(self) -> PaceState:
        """How fast life goes, as last wished."""
        ...

    def choose(self, pace: str) -> None:
        """Wish for another pace."""
        ...

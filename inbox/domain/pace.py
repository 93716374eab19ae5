"""How fast the customers of a demo shop live, in words. Pure."""

from __future__ import annotations

import msgspec

PAUSED, SLOW, NORMAL, FAST = "paused", "slow", "normal", "fast"


class PaceState(msgspec.Struct, frozen=True):
    """``chosen`` is one of the four above, or empty for a speed of its own, ``times`` as fast as life."""

    chosen: str
    times: float

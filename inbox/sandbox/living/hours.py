"""When the demo shop's past happened: by day, on the clock of whoever looks at it. Pure arithmetic, in seconds.

Everything of the past is written as seconds before the shop opens its eyes. What is a day old or more is written as if it
were eleven in the morning now (two days ago is eleven o'clock the day before yesterday), and ``Hours.since`` turns that into
real seconds, whenever the demo is opened. What is younger stays as it is written, because windows of 24 hours hang on it.
"""

from __future__ import annotations

from random import Random

import msgspec

DAY = 86_400.0
HOUR = 3600.0

_ELEVEN = 11 * HOUR
_OPEN = (8.5 * HOUR, 18.5 * HOUR)
_AWAKE = (7 * HOUR, 23 * HOUR)
_TRIES = 60


class Hours(msgspec.Struct, frozen=True):
    """``now`` is the unix second at which the shop opens its eyes, ``offset`` what local clocks are ahead of UTC."""

    now: float
    offset: float = HOUR

    def since(self, ago: float) -> float:
        """Return the real seconds since something that was written as ``ago``; what came first stays first."""
        return ago if ago < DAY else ago + (self._clock(0.0) - _ELEVEN) % DAY

    def is_open(self, ago: float) -> bool:
        """Tell whether somebody was in the shop to answer, real seconds ago."""
        return _OPEN[0] <= self._clock(ago) <= _OPEN[1]

    def is_awake(self, ago: float) -> bool:
        """Tell whether customers were up, real seconds ago."""
        return _AWAKE[0] <= self._clock(ago) <= _AWAKE[1]

    def lately(self, dice: Random, span: tuple[float, float], *, by_shop: bool = False) -> float:
        """Return some time within ``span`` (real seconds ago) when people are up, or the shop was open.

        At night there may be none within the span; then it is longer ago, but never a day.
        """
        fits = self.is_open if by_shop else self.is_awake
        soonest, latest = span
        for one in range(_TRIES):
            ago = dice.uniform(soonest, min(latest + one * HOUR / 4, 0.94 * DAY))
            if fits(ago):
                return ago
        return soonest

    def _clock(self, ago: float) -> float:
        """Return the second of the local day that was ``ago``."""
        return (self.now - ago + self.offset) % DAY


def at_the_shop(dice: Random, day: int) -> float:
    """Return some time so many days ago when the shop was open, and some while after that still."""
    return day * DAY - dice.uniform(-1.0, 5.5) * HOUR


def at_home(dice: Random, day: int) -> float:
    """Return some time so many days ago when people sat at home or at work with a screen before them."""
    return day * DAY - dice.uniform(-3.5, 11.0) * HOUR

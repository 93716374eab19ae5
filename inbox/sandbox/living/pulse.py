"""How fast life goes in the demo shop: seconds of life for seconds of a real (or a test's) clock. Pure arithmetic."""

from __future__ import annotations

SLOWEST, FASTEST = 0.1, 1000.0
DEFAULT_SPEED = 20.0


class Pulse:
    """Life begins at 0 and goes ``speed`` times as fast as the clock, or stands still. Times are seconds of a clock."""

    def __init__(self, now: float, speed: float = DEFAULT_SPEED) -> None:
        self._anchor = now
        self._lived = 0.0
        self.speed = checked(speed)
        self.is_paused = False

    def life(self, now: float) -> float:
        """Return the seconds lived so far."""
        return self._lived + (0.0 if self.is_paused else max(0.0, now - self._anchor) * self.speed)

    def change(self, now: float, *, speed: float | None = None, paused: bool | None = None) -> None:
        """Go on faster, slower, or not at all; ValueError in words on a speed there is not."""
        new = self.speed if speed is None else checked(speed)
        self._lived, self._anchor = self.life(now), now
        self.speed = new
        self.is_paused = self.is_paused if paused is None else paused

    def until(self, life: float, now: float) -> float:
        """Return the seconds of the clock until that second of life; endless while it stands still."""
        return float("inf") if self.is_paused else max(0.0, life - self.life(now)) / self.speed


def checked(speed: float) -> float:
    """Return the speed when it is one; ValueError in words otherwise."""
    if not SLOWEST <= speed <= FASTEST:
        raise ValueError(f"speed is {SLOWEST:g} to {FASTEST:g} times real life, not {speed:g}")
    return speed


class Pace:
    """Keeps one person from flooding: messages come a while apart, and no more than a burst in a minute.

    Counted in seconds of the clock, whatever the speed of life.
    """

    GAP = 1.6
    AFTER_HEARING = 1.3
    BURST = 5
    EACH = 6.0

    def __init__(self) -> None:
        self._free_at = 0.0
        self._spent_until = 0.0

    def free_at(self) -> float:
        """Return when this person may do the next thing."""
        return max(self._free_at, self._spent_until - self.BURST * self.EACH)

    def spend(self, now: float, *, spoke: bool) -> None:
        """Note that something was done; a message counts against the burst."""
        self._free_at = max(self._free_at, now + self.GAP)
        if spoke:
            self._spent_until = max(self._spent_until, now) + self.EACH

    def heard(self, now: float) -> None:
        """Note that the shop has just written: nobody answers within the same second."""
        self._free_at = max(self._free_at, now + self.AFTER_HEARING)

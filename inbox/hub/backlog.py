"""What is stored and not decoded yet: whether there is any, and how much of the writer's time it may have now.

Used by the writer on its thread. Storing goes first, because platforms wait for their answers and come again when they get
none; but the longer decoding has been behind, the larger its share, so that no flood keeps it from the desks for good.
"""

from __future__ import annotations

from inbox.domain.ports import Clock

_SHARE_GROWS = 0.1
"""Of the writer's time, for each second that decoding has been behind."""
_LARGEST_SHARE = 0.5
_RETRY_SECONDS = 1.0
_GATHER_SECONDS = 0.01
"""From one decoding to the next, at most, when the first left nothing: a commit for each message costs twice the work."""
_GATHER_SHARE = 1.5
"""As many times as long as the last decoding took it rests before the next; where it is quick, nobody waits long."""


class Backlog:
    """Begins with the assumption that an earlier run left something."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since: float | None = clock.monotonic()
        self._took = 0.0
        """Seconds spent on it since then."""
        self._not_before = 0.0
        """When it may be decoded again, on the monotonic clock."""

    @property
    def is_empty(self) -> bool:
        """Whether everything is decoded."""
        return self._since is None

    def grew(self) -> None:
        """Take note that something new was stored."""
        if self._since is None:
            self._since = self._clock.monotonic()
            self._took = 0.0

    def decoded(self, seconds: float, *, more: bool) -> None:
        """Take note of time spent on it up to now, and whether anything is left."""
        self._took += seconds
        if not more:
            self._since = None
            rest = min(_GATHER_SHARE * seconds, _GATHER_SECONDS - seconds)
            self._not_before = self._clock.monotonic() + rest

    def failed(self) -> None:
        """Leave it alone for a while."""
        self._not_before = self._clock.monotonic() + _RETRY_SECONDS

    def rest(self) -> float:
        """Return the seconds until it may be decoded again."""
        return max(0.0, self._not_before - self._clock.monotonic())

    def may_have_a_turn(self, *, others_wait: bool) -> bool:
        """Tell whether some of it is to be decoded now; ``others_wait`` when storing keeps the writer busy."""
        if self._since is None or self.rest() > 0:
            return False
        behind = self._clock.monotonic() - self._since
        return not others_wait or self._took < behind * min(_LARGEST_SHARE, behind * _SHARE_GROWS)

"""Which posts are on the wire, which were lost, and when each may be tried again.

Used by ``outbox`` on the engine thread. Nothing of this is kept on disk: after a start every post that was begun is settled
with the hub anyway.
"""

from __future__ import annotations

import msgspec

from inbox.domain.ids import ActionId
from inbox.domain.ports import Clock

_BACKOFF_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)


class _Attempt(msgspec.Struct):
    flying: bool = False
    lost: int = 0
    retry_at: float = 0.0
    must_ask: bool = False


class Attempts:
    """The attempts at everything that is being posted; ``left`` are those of an earlier run of the program."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._attempts: dict[ActionId, _Attempt] = {}
        self.left: set[ActionId] = set()

    def _of(self, action: ActionId) -> _Attempt:
        return self._attempts.setdefault(action, _Attempt())

    def begin(self, action: ActionId) -> str | None:
        """Return what to do now (``post``, ``ask`` or ``delete``) and note that it is being done; None: nothing now."""
        attempt = self._of(action)
        if attempt.flying or attempt.retry_at > self._clock.monotonic():
            return None
        attempt.flying = True
        if action in self.left:
            return "delete"
        return "ask" if attempt.must_ask else "post"

    def lost(self, action: ActionId, seconds: float | None) -> None:
        """Note that no answer came: whether the hub has the action must be asked before it is posted again."""
        attempt = self._of(action)
        pause = _BACKOFF_SECONDS[min(attempt.lost, len(_BACKOFF_SECONDS) - 1)] if seconds is None else seconds
        attempt.flying, attempt.must_ask = False, True
        attempt.lost += 1
        attempt.retry_at = self._clock.monotonic() + pause

    def not_there(self, action: ActionId) -> None:
        """Note that the hub has never heard of the action, so that it may be posted again."""
        attempt = self._of(action)
        attempt.flying, attempt.must_ask = False, False

    def over(self, action: ActionId) -> None:
        """Forget an action the hub has answered for."""
        self._attempts.pop(action, None)
        self.left.discard(action)

    def hurry(self) -> None:
        """Let everything be tried again at once: the hub is back."""
        for attempt in self._attempts.values():
            attempt.retry_at = 0.0

    def wait(self, action: ActionId) -> float | None:
        """Return the seconds until an action can be tried; None while it is on the wire."""
        attempt = self._of(action)
        return None if attempt.flying else max(0.0, attempt.retry_at - self._clock.monotonic())

"""Meta's pair rate limit: one message every six seconds to the same person, with a burst borrowed from the future.

Used by ``outgoing.py``; time is the sandbox's. Documented at developers.facebook.com, WhatsApp > About the platform.
"""

from __future__ import annotations

from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.world import SandboxClock

SECONDS_EACH = 6
BURST = 45


class PairRate:
    """How far into the future the allowance of each recipient is already spent (unix seconds)."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._spent_until: dict[str, int] = {}

    def spend(self, recipient: str) -> None:
        """Count one message to ``recipient``; GraphError 131056 when the burst is used up."""
        now = self._clock.now()
        until = max(self._spent_until.get(recipient, now), now) + SECONDS_EACH
        if until - now > BURST * SECONDS_EACH:
            raise GraphError(131056, "Too many messages to the same recipient in a short time.")
        self._spent_until[recipient] = until

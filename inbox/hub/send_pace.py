"""WhatsApp's limit per customer: one message in six seconds, with 45 to borrow from the future.

Used by the send engine; kept in memory only, for a restart is longer than the limit remembers. developers.facebook.com,
Cloud API > Overview > Pair rate limits (error 131056).
"""

from __future__ import annotations

import threading

from inbox.domain.ids import ConversationId
from inbox.domain.ports import Clock

EVERY_SECONDS = 6
BURST = 45
_MOST_KEPT = 10_000


class Pace:
    """Says how long the next message to somebody has to wait. Safe for threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._free_at: dict[ConversationId, float] = {}
        """When all that was sent to somebody would be paid back."""

    def wait_ms(self, conversation: ConversationId) -> int:
        """Return the milliseconds until a message to this conversation may go out; 0 is now."""
        with self._lock:
            owed = self._free_at.get(conversation, 0.0) - self._clock.monotonic()
        return max(0, round((owed - (BURST - 1) * EVERY_SECONDS) * 1000))

    def sent(self, conversation: ConversationId) -> None:
        """Count a message."""
        now = self._clock.monotonic()
        with self._lock:
            self._free_at[conversation] = max(now, self._free_at.pop(conversation, 0.0)) + EVERY_SECONDS
            if len(self._free_at) > _MOST_KEPT:
                self._free_at = {name: at for name, at in self._free_at.items() if at > now}

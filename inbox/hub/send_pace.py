"""WhatsApp's two limits on sending, kept before Meta has to refuse: how much to one customer, how much from one number.

Used by the send engine; kept in memory only, for a restart is longer than the limits remember. Nobody waits in here: who
must wait is told how long, and a chat that waits holds up no other. developers.facebook.com, Cloud API > Overview > Pair
rate limits (error 131056); Throughput (error 130429).
"""

from __future__ import annotations

import math
import threading
from collections import deque

from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.ports import Clock

EVERY_SECONDS = 6
BURST = 45
PER_SECOND = 80
"""What every number may send in a second; Meta raises it to 1,000 by itself, and a number in coexistence has 20."""

_WINDOW_SECONDS = 1.0
_MOST_KEPT = 10_000


class Pace:
    """Says how long the next message has to wait. Safe for threads.

    Messages of all chats get their places in the number's queue in the order in which they ask, and keep them.
    """

    def __init__(self, clock: Clock, per_second: int = PER_SECOND) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._paid_at: dict[ConversationId, float] = {}
        """When all that was sent to somebody would be paid back."""
        self._places: deque[float] = deque(maxlen=max(1, per_second))
        """The newest places given away, as instants; a place is never nearer than a second to the one so many before it."""
        self._given: dict[ActionId, float] = {}
        self._sent: deque[float] = deque(maxlen=max(1, per_second))
        """When the newest messages really went, for whoever comes late to its place comes beside others."""
        self._number_rests_until = 0.0
        self._pair_rests_until: dict[ConversationId, float] = {}

    def take(self, action: ActionId, conversation: ConversationId) -> int:
        """Return the milliseconds until an action may go out to a conversation; at 0 it is to be sent and is counted."""
        with self._lock:
            now = self._clock.monotonic()
            wait = max(self._pair_wait(conversation, now), self._number_rests_until - now)
            if wait <= 0:
                wait = max(self._place_of(action, now), self._free_at()) - now
            if wait > 0:
                return math.ceil(wait * 1000)
            self._given.pop(action, None)
            self._sent.append(now)
            self._paid_at[conversation] = max(now, self._paid_at.pop(conversation, 0.0)) + EVERY_SECONDS
            self._tidy(now)
            return 0

    def leave(self, action: ActionId) -> None:
        """Note that an action will not be sent after all; its place stays empty."""
        with self._lock:
            self._given.pop(action, None)

    def pair_rests(self, conversation: ConversationId, seconds: float) -> None:
        """Send nothing to a conversation for so long: Meta says that it was too much."""
        with self._lock:
            self._pair_rests_until[conversation] = self._clock.monotonic() + seconds

    def number_rests(self, seconds: float) -> None:
        """Send nothing at all for so long; the places given away are asked for again then, or all would go at once."""
        with self._lock:
            self._number_rests_until = max(self._number_rests_until, self._clock.monotonic() + seconds)
            self._given.clear()
            self._places.clear()

    def _pair_wait(self, conversation: ConversationId, now: float) -> float:
        owed = self._paid_at.get(conversation, 0.0) - now
        return max(owed - (BURST - 1) * EVERY_SECONDS, self._pair_rests_until.get(conversation, 0.0) - now)

    def _place_of(self, action: ActionId, now: float) -> float:
        """Return when it is an action's turn; it gets the next free place the first time it asks."""
        known = self._given.get(action)
        if known is not None:
            return known
        places = self._places
        place = now
        if places:
            place = max(now, places[-1])
            if len(places) == places.maxlen:
                place = max(place, places[0] + _WINDOW_SECONDS)
        places.append(place)
        self._given[action] = place
        return place

    def _free_at(self) -> float:
        return self._sent[0] + _WINDOW_SECONDS if len(self._sent) == self._sent.maxlen else 0.0

    def _tidy(self, now: float) -> None:
        if len(self._paid_at) > _MOST_KEPT:
            self._paid_at = {name: at for name, at in self._paid_at.items() if at > now}
        if len(self._pair_rests_until) > _MOST_KEPT:
            self._pair_rests_until = {name: at for name, at in self._pair_rests_until.items() if at > now}

"""Objects of which a webhook tells too little: what was bought on a page of the shop's own, what Stripe kept of a payment.

Noted by the Stripe hook inside its transaction, read one after the other by the job that watches, a few a second: a shop's
whole month may come in at once. What is noted is lost with the process; the screens then do without.
"""

from __future__ import annotations

import threading
from collections import deque

from inbox.domain.ids import SourceId

_MOST = 20_000


class Details:
    """The queue, the newest first, because it is asked about first. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._names: deque[SourceId] = deque(maxlen=_MOST)
        self.has_fees = True
        """Whether the key may read what Stripe kept; once it may not, nothing is asked any more."""

    def __bool__(self) -> bool:
        return bool(self._names)

    def want(self, name: SourceId) -> None:
        """Note an object to be read."""
        with self._lock:
            if name not in self._names:
                self._names.append(name)

    def take(self, most: int) -> list[SourceId]:
        """Return the newest that were noted, and forget them."""
        with self._lock:
            return [self._names.pop() for _ in range(min(most, len(self._names)))]

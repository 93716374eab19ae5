"""Closes links that are over, of offers and of a few days, because a Payment Link has no end of its own.

A job on the thread of Stripe's jobs. Closing a closed link changes nothing, so that nothing has to be remembered: what still
is open in the mirror is tried again with the next round, also after the hub was off.
"""

from __future__ import annotations

import logging

from inbox.domain import times
from inbox.domain.payments import Checkout
from inbox.domain.ports import Clock
from inbox.hub import readings, request_closing
from inbox.hub.store import HubStore
from inbox.hub.writer import Writing
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import StripeGateway
from inbox.store.state import mirror

EVERY = 60.0
"""Seconds between two looks: a link ends to the minute."""
_MOST = 2000

_log = logging.getLogger("tresen.requests")


class LinkEnds:
    """The job."""

    def __init__(self, store: HubStore, writer: Writing, gateway: StripeGateway, clock: Clock) -> None:
        self._store = store
        self._writer = writer
        self._gateway = gateway
        self._clock = clock

    def run(self) -> float:
        """Close what is over; return the seconds until the next look."""
        now = times.to_text(self._clock.now())
        with self._store.reader() as reader:
            open_ones = mirror.open_requests(reader.state, ("open",), limit=_MOST)
        for request in open_ones:
            if request.kind == "link" and request.expires_at is not None and request.expires_at <= now:
                self._close(request)
        return EVERY

    def _close(self, request: Checkout) -> None:
        try:
            answer = self._gateway.checkout(request.id)
            if answer.value.status == "open":
                answer = request_closing.close(self._gateway, answer, f"{request.id}.end")
        except errors.StripeTrouble as trouble:
            _log.info("the link %s could not be closed yet: %s", request.id, trouble.message)
            return
        self._writer.run(lambda tx: readings.note(tx, (answer.value,), answer.date, request.conversation))

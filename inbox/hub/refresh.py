"""Brings a person's payments up to date when somebody opens the chat: what 30 days of events do not reach back to.

Noted by the presence board on the event loop, read by a job of the hub. A customer's own list is read once in a while; what
happens from then on comes by webhook or by the list of events. Where the key may not list events, every look is a read.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from inbox.domain import times
from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.payments import Payment, Refund, StripeObject
from inbox.domain.ports import Clock
from inbox.hub import job_marks, read_budget, readings
from inbox.hub.store import HubStore
from inbox.hub.tables import HubTables
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import StripeReads
from inbox.store.state import mirror, ownership

_MARK = "stripe-read-"
_FRESH = timedelta(days=25)
"""The list of events reaches 30 days back, so that what was read within these is complete."""
_FRESH_WITHOUT_EVENTS = timedelta(minutes=5)
_MOST_WAITING = 50
_AT_ONCE = 4
_MOST_CUSTOMERS = 3
_MOST_REFUNDED = 10
_REST = 3600.0
_SOON = 0.5

_log = logging.getLogger("tresen.stripe")


class Refresh:
    """The job. ``lists_events`` tells whether the key may list events; ``wake`` has the job run soon."""

    def __init__(
        self,
        store: HubStore,
        writer: Writing,
        gateway: StripeReads,
        clock: Clock,
        lists_events: Callable[[], bool],
        wake: Callable[[], None],
    ) -> None:
        self._store = store
        self._writer = writer
        self._gateway = gateway
        self._clock = clock
        self._lists_events = lists_events
        self._wake = wake
        self._lock = threading.Lock()
        self._wanted: dict[ConversationId, None] = {}

    def want(self, conversation: ConversationId) -> None:
        """Note that somebody looks at a chat; any thread, never blocks for long."""
        with self._lock:
            if conversation in self._wanted or len(self._wanted) >= _MOST_WAITING:
                return
            self._wanted[conversation] = None
        self._wake()

    def run(self) -> float:
        """Read for some of the chats that were opened; return the seconds until the next round."""
        for conversation in self._take():
            for customer in self._stale(conversation):
                self._read(customer)
        return _SOON if self._wanted else _REST

    def _take(self) -> list[ConversationId]:
        with self._lock:
            names = list(self._wanted)[:_AT_ONCE]
            for name in names:
                del self._wanted[name]
        return names

    def _stale(self, conversation: ConversationId) -> list[SourceId]:
        """Return whose list is to be read; nobody's once most of the month's reads are used."""
        now = self._clock.now()
        fresh = _FRESH if self._lists_events() else _FRESH_WITHOUT_EVENTS
        with self._store.reader() as reader:
            customers = ownership.customers_of(reader.state, conversation)[:_MOST_CUSTOMERS]
            stale = [name for name in customers if _is_older(reader.hub, name, now - fresh)]
            if stale and read_budget.share(reader.hub, now) >= read_budget.MOST:
                _log.info("a chat is not refreshed: most of this month's reads at Stripe are used")
                return []
        return stale

    def _read(self, customer: SourceId) -> None:
        try:
            answer = self._gateway.payments_of(customer)
            found: list[StripeObject] = [*answer.value, *self._refunds(answer.value)]
        except errors.StripeTrouble as trouble:
            _log.info("the payments of %s could not be read: %s", customer, trouble.message)
            return
        moment = times.to_text(self._clock.now())

        def note(tx: Transaction) -> None:
            readings.note(tx, found, answer.date)
            job_marks.put(tx, _MARK + customer, moment)

        self._writer.run(note)

    def _refunds(self, payments: tuple[Payment, ...]) -> list[StripeObject]:
        """Read the refunds of payments that were given back in part or whole and of which no refund is known."""
        given = [paid for paid in payments if paid.amount_refunded and paid.charge]
        with self._store.reader() as reader:
            lacking = [paid for paid in given if not mirror.where(reader.state, Refund, "charge", (paid.charge or "",), limit=1)]
        found: list[StripeObject] = []
        for paid in lacking[:_MOST_REFUNDED]:
            assert paid.charge is not None
            found += self._gateway.refunds_of(paid.charge).value
        return found


def _is_older(hub: HubTables, customer: SourceId, since: datetime) -> bool:
    mark = job_marks.get(hub, _MARK + customer)
    return mark is None or times.from_text(mark) < since

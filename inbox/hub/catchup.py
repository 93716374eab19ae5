"""Closes holes in what Stripe has told us: its list of events, 30 days back, from where we last were.

The events go the way of webhooks, so that one that came both ways counts once. Where no webhook reaches the hub this is
also how a paid link turns green: every 15 seconds while something is open, and more slowly as that gets older, because
Stripe allots a number of reads (docs.stripe.com/rate-limits).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import wait
from datetime import datetime, timedelta

from inbox.domain import times
from inbox.domain.ports import Clock
from inbox.hub import ingest, job_marks, read_budget
from inbox.hub.store import HubStore, Reader
from inbox.hub.tables import HubTables
from inbox.hub.writer import Writing
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import StripeEvent, StripeReads
from inbox.store.state import mirror

CURSOR = "stripe-events"
LISTED = "listed"
"""The mark of deliveries that were fetched, not delivered."""

_DAYS_BACK = timedelta(days=30)
_SETTLED_SECONDS = 60
"""Events this young may still get neighbours, so the cursor stays behind them."""
_SLOW = 300.0
_PACES = ((timedelta(hours=1), 15.0), (timedelta(hours=6), 60.0))
_LOOKED_AT = timedelta(minutes=1)
"""Older than this, what is known is read anew when somebody opens a chat and no webhook reaches the hub."""
_SPARING = 1800.0
_HEARD_WITHIN = timedelta(hours=24)
_NOT_ALLOWED = 3600.0
_LOOK_BACK = 5000
"""Newest deliveries searched for a webhook of Stripe's."""

_log = logging.getLogger("tresen.stripe")


class CatchUp:
    """The job. ``webhooks`` tells whether a signing secret is configured, without which no webhook can come."""

    def __init__(self, store: HubStore, writer: Writing, gateway: StripeReads, clock: Clock, *, webhooks: bool) -> None:
        self._store = store
        self._writer = writer
        self._gateway = gateway
        self._clock = clock
        self._webhooks = webhooks
        self._missed = False
        self._is_forbidden = False
        self.as_of: datetime | None = None
        """Up to when everything Stripe has to tell was heard; None while nobody has asked, or may."""

    @property
    def is_allowed(self) -> bool:
        """Whether the key may list events, as far as that was tried."""
        return not self._is_forbidden

    def is_stale(self) -> bool:
        """Tell whether it is worth asking now because somebody looks: where no webhook has told of what happened since."""
        if self._is_forbidden or self.as_of is None:
            return False
        now = self._clock.now()
        return (self._missed or not self._webhooks) and now - self.as_of >= _LOOKED_AT

    def run(self) -> float:
        """Fetch what is new and return the seconds until the next round."""
        self._missed = not self._webhooks
        started = self._clock.now()
        try:
            self._fetch()
        except errors.Forbidden as refusal:
            if not self._is_forbidden:
                _log.warning("the Stripe key may not list events (%s); only webhooks are heard", refusal.permission)
            self._is_forbidden, self.as_of = True, None
            return _NOT_ALLOWED
        self._is_forbidden = False
        self.as_of = started
        return self._pause()

    def _fetch(self) -> None:
        with self._store.reader() as reader:
            cursor = job_marks.get(reader.hub, CURSOR)
        if cursor is not None:
            try:
                self._forward(cursor)
                return
            except errors.Refused:
                # The event the cursor names is older than Stripe keeps them: begin anew.
                _log.info("the place in Stripe's events is lost; reading all of the last 30 days")
        self._backward()

    def _forward(self, cursor: str) -> None:
        while True:
            answer = self._gateway.event_page(after=cursor)
            events = answer.value.events
            self._take(events)
            settled = [event for event in events if event.created <= answer.date - _SETTLED_SECONDS]
            if settled:
                cursor = settled[0].id
                self._mark(cursor)
            if not answer.value.more:
                return
            if not settled:
                # More than a page within the last minute: go on behind it without moving the mark.
                cursor = events[0].id

    def _backward(self) -> None:
        since = times.to_unix(self._clock.now() - _DAYS_BACK)
        newest: str | None = None
        before: str | None = None
        while True:
            answer = self._gateway.event_page(before=before, since=since)
            events = answer.value.events
            self._take(events)
            settled = (event.id for event in events if event.created <= answer.date - _SETTLED_SECONDS)
            newest = newest or next(settled, None)
            if not answer.value.more or not events:
                break
            before = events[-1].id
        if newest is not None:
            self._mark(newest)

    def _take(self, events: Sequence[StripeEvent]) -> None:
        """Hand events over as deliveries, oldest first, and wait until they are durable."""
        taken = [
            (event, self._writer.deliver(ingest.STRIPE, ingest.dedup_stripe(event.body), event.body, LISTED))
            for event in reversed(events)
        ]
        wait([future for _, future in taken])
        old = times.to_unix(self._clock.now()) - _SETTLED_SECONDS
        news = [event for event, future in taken if future.result()]
        self._missed = self._missed or any(event.created < old for event in news)

    def _mark(self, cursor: str) -> None:
        self._writer.run(lambda tx: job_marks.put(tx, CURSOR, cursor))

    def _pause(self) -> float:
        """Decide how soon to look again: slowly where webhooks come, else by how fresh the open things are."""
        now = self._clock.now()
        with self._store.reader() as reader:
            heard = self._webhooks and not self._missed and _heard(reader.hub, now)
            opened = None if heard else _newest_open(reader)
            is_short = read_budget.share(reader.hub, now) >= read_budget.NEARLY_ALL
        if is_short:
            return _SPARING
        if opened is None:
            return _SLOW
        return next((seconds for age, seconds in _PACES if now - opened < age), _SLOW)


def _heard(hub: HubTables, now: datetime) -> bool:
    """Tell whether a webhook of Stripe's has come within the last day."""
    row = hub.db.execute_sql(
        "SELECT received_at FROM delivery WHERE id > (SELECT coalesce(max(id), 0) FROM delivery) - ? "
        "AND source = ? AND (mark IS NULL OR mark <> ?) ORDER BY id DESC LIMIT 1",
        (_LOOK_BACK, ingest.STRIPE, LISTED),
    ).fetchone()
    return row is not None and now - times.from_text(row[0]) < _HEARD_WITHIN


def _newest_open(reader: Reader) -> datetime | None:
    """Return when the newest thing that waits for Stripe began: an open request, a pending or unknown refund."""
    row = reader.db.execute_sql(
        "SELECT max(changed_at) FROM action WHERE kind = 'refund' AND state IN ('pending', 'unknown', 'sending')"
    ).fetchone()
    began = [at for at in (mirror.newest_request(reader.state), None if row is None else row[0]) if at is not None]
    return times.from_text(max(began)) if began else None

"""Fetches older money from Stripe, page by page, back to a chosen day: a new shop has a past that no event tells of.

A job of the hub on a thread of its own; where it is, is a mark in the database, so that it goes on after a restart. What it
finds becomes the same events as everything else Stripe tells, at Stripe's own time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

import msgspec

from inbox.domain import times
from inbox.domain.backfill import LONGEST_DAYS, STEPS, Backfill
from inbox.domain.ports import Clock
from inbox.domain.roles import Actor
from inbox.hub import job_marks, read_budget, readings
from inbox.hub.problems import HttpProblem
from inbox.hub.store import HubStore
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import StripeReads

_MARK = "stripe-backfill"
_PACE = 0.25
"""Seconds between pages: far below what Stripe allows, so that a refund never waits for it."""
_TROUBLE = 20.0
_REST = 3600.0
_SPARING = 900.0
"""Seconds between pages while others need what is left of the month's reads."""
_ALL = 1.0
_MOST_TROUBLE = 30
_DECODER = msgspec.json.Decoder(Backfill)

_log = logging.getLogger("tresen.stripe")


class BackfillJob:
    """The job, and what the API asks of it. ``wake`` has it run soon."""

    def __init__(
        self, store: HubStore, writer: Writing, gateway: StripeReads, clock: Clock, wake: Callable[[], None]
    ) -> None:
        self._store = store
        self._writer = writer
        self._gateway = gateway
        self._clock = clock
        self._wake = wake
        self._troubles = 0

    def state(self) -> Backfill:
        """Return how far it has come."""
        now = self._clock.now()
        with self._store.reader() as reader:
            known = _read(job_marks.get(reader.hub, _MARK))
            reads, allotted = read_budget.used(reader.hub, now), read_budget.allotted(reader.hub, now)
        return msgspec.structs.replace(known, reads=reads, allotted=allotted)

    def begin(self, actor: Actor, since: str) -> Backfill:
        """Begin to read back to a day (RFC 3339); HttpProblem when one is running or the day will not do."""
        try:
            start = times.from_text(since)
        except ValueError:
            raise HttpProblem(400, "bad-time", "The day is RFC 3339 with an offset, like 2025-11-01T00:00:00Z.") from None
        now = self._clock.now()
        if not now - timedelta(days=LONGEST_DAYS) <= start < now:
            raise HttpProblem(400, "bad-time", "Older payments are fetched for up to three years back.")
        self._troubles = 0
        self._writer.run(lambda tx: _begin(tx, actor, times.to_text(start)))
        self._wake()
        return self.state()

    def stop(self) -> Backfill:
        """Stop where it is; what was read stays."""
        self._writer.run(_stop)
        return self.state()

    def run(self) -> float:
        """Read one page; return the seconds until the next: many once little is left of what Stripe allots."""
        with self._store.reader() as reader:
            now_at = _read(job_marks.get(reader.hub, _MARK))
            used = read_budget.share(reader.hub, self._clock.now())
        if not now_at.is_running or used >= _ALL:
            return _REST
        pause = self._page(now_at)
        return max(pause, _SPARING) if used >= read_budget.NEARLY_ALL else pause

    def _page(self, now_at: Backfill) -> float:
        step = STEPS[now_at.step]
        try:
            answer = self._gateway.page_of(step, times.to_unix(times.from_text(now_at.since)), now_at.after)
        except errors.Forbidden as refusal:
            _log.info("older %s are not fetched: the key lacks %s", step, refusal.permission)
            lacking = refusal.permission or step
            self._writer.run(lambda tx: _move(tx, now_at, None, 0, missing=lacking))
            return _PACE
        except errors.KeyRefused as refusal:
            self._fail(refusal.message)
            return _REST
        except errors.StripeTrouble as trouble:
            self._troubles += 1
            if self._troubles >= _MOST_TROUBLE:
                self._fail(trouble.message)
                return _REST
            return _TROUBLE
        self._troubles = 0
        page = answer.value

        def take(tx: Transaction) -> None:
            readings.note(tx, page.objects, answer.date)
            _move(tx, now_at, page.last if page.more else None, len(page.objects), reached=page.reached)

        self._writer.run(take)
        return _PACE

    def _fail(self, words: str) -> None:
        _log.warning("fetching older payments was given up: %s", words)
        self._writer.run(lambda tx: _put(tx, _known(tx), state="failed", words=words))


def _begin(tx: Transaction, actor: Actor, since: str) -> None:
    if _known(tx).is_running:
        raise HttpProblem(409, "already-running", "Older payments are being fetched already; stop that first.")
    _put(tx, Backfill(), state="running", since=since, by=actor.name)


def _stop(tx: Transaction) -> None:
    known = _known(tx)
    if known.is_running:
        _put(tx, known, state="stopped")


def _move(
    tx: Transaction, was: Backfill, after: str | None, count: int, *, reached: str | None = None, missing: str = ""
) -> None:
    """Note that a page was read; ``after`` is None when the step is over. What was stopped meanwhile stays stopped."""
    known = _known(tx)
    if (known.state, known.since, known.step) != ("running", was.since, was.step):
        return
    lacking = (*known.missing, missing) if missing and missing not in known.missing else known.missing
    if after is not None:
        _put(tx, known, after=after, count=known.count + count, reached=reached or known.reached, missing=lacking)
        return
    is_last = known.step + 1 == len(STEPS)
    _put(
        tx,
        known,
        state="done" if is_last else "running",
        step=known.step if is_last else known.step + 1,
        after=None,
        reached=None,
        count=known.count + count,
        missing=lacking,
    )


def _known(tx: Transaction) -> Backfill:
    return _read(job_marks.get(tx.hub, _MARK))


def _put(tx: Transaction, known: Backfill, **changes: object) -> None:
    job_marks.put(tx, _MARK, msgspec.json.encode(msgspec.structs.replace(known, **changes)).decode())


def _read(text: str | None) -> Backfill:
    return Backfill() if text is None else _DECODER.decode(text)

"""Reads a month of money at Stripe and lays it beside what this hub was told, line by line.

In a worker thread of the routes, at a supervisor's wish: one read at Stripe for each hundred movements, and as many again
for what each payout took to the bank. Nothing is kept; of a long month only its movements are in memory at once.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta, tzinfo

import msgspec

from inbox.domain import journal, times
from inbox.domain.ids import SourceId
from inbox.domain.journal import Balance, Broken, Closing, Entry, Ledger, Line, Movement, Reading
from inbox.domain.ports import Clock
from inbox.hub import erased_money, journal_entries, problems
from inbox.hub.problems import HttpProblem
from inbox.hub.store import HubStore
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import StripeReads
from inbox.store.state.database import StorageTrouble

_LOOKED_FOR = 50
"""Payments that are looked for one by one at Stripe, where the month's list does not have them."""
_MOST_MISSING = 10_000
"""So many differences are told at most: somebody whose hub was told wrong has found out by then."""
_BEFORE = timedelta(days=1)
_SETTLES_WITHIN = timedelta(days=14)
"""So long after the end of a month it is looked for what took its last movements to the bank."""
_LIST, _PAYOUTS = 60, 30
"""Percent of the way that the month's list takes, and the lists of what was paid out; the rest is the hub's own."""
_NO_STRIPE = HttpProblem(409, "not-connected", "Stripe is not connected, so there is no money to list.")


class Journals:
    """The journals of one hub."""

    def __init__(self, store: HubStore, stripe: StripeReads | None, clock: Clock, zone: tzinfo) -> None:
        self._store = store
        self._stripe = stripe
        self._clock = clock
        self._zone = zone

    def read(self, month: str) -> Generator[Line, None, None]:
        """Return the journal of a month (``2026-11``) as lines that are read as they are taken; HttpProblem for no month.

        Ends with ``Closing``, or with ``Broken`` where Stripe or the disk does not go along. Closing it stops the reading.
        """
        if self._stripe is None:
            raise _NO_STRIPE
        try:
            start, end = journal.bounds(month, self._zone)
        except ValueError:
            raise HttpProblem(400, "bad-parameter", "The parameter month must be a month like 2026-11.") from None
        if start > self._clock.now() + _BEFORE:
            raise HttpProblem(409, "month-ahead", "That month has not begun yet; choose another.")
        return self._lines(self._stripe, month, start, end)

    def _lines(self, stripe: StripeReads, month: str, start: datetime, end: datetime) -> Generator[Line, None, None]:
        try:
            yield from _Month(self._store, stripe, Ledger(month, self._zone), start, end).lines(self._clock)
        except errors.Forbidden as refusal:
            what = f" {refusal.permission}" if refusal.permission else ""
            words = f"The Stripe key may not read the balance; tick the permission{what} for it in Stripe."
            yield _broken(HttpProblem(409, "stripe-permission", words))
        except errors.StripeTrouble as trouble:
            words = f"Stripe did not answer as hoped: {trouble.message}"
            yield _broken(HttpProblem(502, "stripe-unreachable", words))
        except StorageTrouble:
            yield _broken(problems.storage_trouble())


class _Month:
    """One reading."""

    def __init__(self, store: HubStore, stripe: StripeReads, ledger: Ledger, start: datetime, end: datetime) -> None:
        self._store = store
        self._stripe = stripe
        self._ledger = ledger
        self._start = start
        self._end = end
        self._date = 0
        self._movements: list[Movement] = []
        self._payouts: dict[SourceId, SourceId] = {}
        """Which payout took a movement to the bank."""

    def lines(self, clock: Clock) -> Iterator[Line]:
        yield from self._list()
        as_of = times.to_text(times.from_unix(self._date) if self._date else clock.now())
        yield from self._paid_out()
        with self._store.reader() as reader:
            team = journal_entries.names_of_team(reader)
        for start in range(0, len(self._movements), journal_entries.PIECE):
            piece = [self._with_payout(each) for each in self._movements[start : start + journal_entries.PIECE]]
            sources = list(dict.fromkeys(each.source for each in piece if each.source is not None))
            with self._store.reader() as reader:
                entries = journal_entries.of_sources(reader, sources, team)
                erased = erased_money.among(reader.hub, [name for name in sources if name not in entries])
            yield from self._ledger.lay(piece, entries, erased)
        since, until = times.to_text(self._start), times.to_text(self._end)
        with self._store.reader() as reader:
            told = journal_entries.not_moved(reader, since, until, self._ledger.moved, team, _MOST_MISSING)
        self._ledger.miss(self._here([each for each in told if self._ledger.is_missing(each)]))
        ledger = self._ledger
        yield Closing(
            as_of=as_of,
            count=len(self._movements),
            sums=ledger.sums,
            differences=ledger.differences,
            balance=self._balance(),
        )

    def _list(self) -> Iterator[Line]:
        """Read the movements of the month, and bring them into the order of time."""
        found: list[Movement] = []
        since, until = times.to_unix(self._start), times.to_unix(self._end)
        with closing(self._stripe.movements(since, until)) as pages:
            for page in pages:
                found += page.movements
                self._date = self._date or page.date
                yield Reading(page.percent * _LIST // 100, len(found))
        self._movements = sorted(found, key=lambda each: (each.created, each.id))

    def _paid_out(self) -> Iterator[Line]:
        sent = [each.source for each in self._movements if each.category == "payout" and each.source is not None]
        # What moved at the end of a month goes to the bank in the next one.
        sent += self._stripe.payouts(times.to_unix(self._end), times.to_unix(self._end + _SETTLES_WITHIN)).value
        payouts = [each for each in dict.fromkeys(sent) if each.startswith("po_")]
        reached: set[SourceId] = set()
        with closing(self._stripe.paid_out(payouts)) as pages:
            for page in pages:
                self._payouts |= dict.fromkeys(page.movements, page.payout)
                reached.add(page.payout)
                yield Reading(_LIST + len(reached) * _PAYOUTS // len(payouts), len(self._movements))

    def _with_payout(self, moved: Movement) -> Movement:
        payout = self._payouts.get(moved.id)
        return moved if payout is None else msgspec.structs.replace(moved, payout=payout)

    def _here(self, missing: Sequence[Entry]) -> list[Entry]:
        """Leave out what moved in another month: a payment may have been begun on the last evening of this one.

        What is newest is looked for first, because money moves after it was told of.
        """
        elsewhere = {
            each.source
            for each in missing[-_LOOKED_FOR:]
            if any(journal.kind_of(found.category) == each.kind for found in self._stripe.movements_of(each.source).value)
        }
        return [each for each in missing if each.source not in elsewhere]

    def _balance(self) -> tuple[Balance, ...] | None:
        try:
            return self._stripe.balance().value
        except errors.Forbidden:
            return None


def _broken(problem: HttpProblem) -> Broken:
    return Broken(problem.status, msgspec.Raw(problem.body()))

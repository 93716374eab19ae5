"""Brings the hub's log into the cache: strictly in order, each event once, the cursor in the same transaction.

A synchronous core: ``SyncStep`` is handed what came and writes it; who fetches it, blocking (``catch_up``) or on the event
loop (``engine``), is not its business. A desk that was killed anywhere goes on where its last transaction ended.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager

import msgspec

from inbox.desk.files import Cache, empty_cache
from inbox.domain.events import Event
from inbox.domain.ports import Clock
from inbox.domain.problems import OutsideError
from inbox.store import timeline as timelines
from inbox.store.state import NONE, Changes, merged
from inbox.store.timeline import place as places
from inbox.store.timeline.place import Place

LIVE_ROWS = 50
"""So many events at most go into one transaction while an agent works, that a reader never waits long."""

LIVE_SECONDS = 0.008
"""A transaction that took longer is followed by a smaller one."""

BULK_ROWS = 2000
"""The same for a log that is caught up with while nobody waits, where many at once are several times faster."""

SNAPSHOT_ROWS = (500, 4000)
"""The same for a snapshot: few at first, so that there is something to see at once, then twice as many each time. A chat's
pages are encrypted once for each transaction, which is what a first sync spends most of its time with.
"""

_SMALLEST = 25
"""A transaction costs some milliseconds however few events are in it: smaller ones would only make the whole last longer."""
_Skipped = tuple[int, frozenset[str]]

_log = logging.getLogger("tresen.sync")


class LogGapError(OutsideError):
    """The hub sent events that do not follow on what we have; nothing of them was applied."""


class Header(msgspec.Struct, frozen=True):
    """First line of a snapshot: it holds the log up to ``seq``, ``events`` lines follow."""

    seq: int
    epoch: str
    events: int


class SyncStep:
    """Applies events to one cache and knows where it stands.

    ``tell`` is handed the events of every transaction just before its commit, so that it misses none; it may be handed
    some twice.
    """

    def __init__(self, cache: Cache, clock: Clock, tell: Callable[[Sequence[Event]], None]) -> None:
        self._cache = cache
        self._clock = clock
        self._tell = tell
        self._rows = LIVE_ROWS
        self._replayed = 0
        self._still_skipped: _Skipped = (0, frozenset())
        self._bulk = _Bulk()
        with cache.using():
            self._place = places.read(cache.timeline)

    @property
    def place(self) -> Place:
        """Where the cache stands."""
        return self._place

    @property
    def needs_snapshot(self) -> bool:
        """True for a cache that is new, or whose first sync was broken off."""
        return not self._place.complete

    def begin_again(self) -> None:
        """Empty the cache: its log is not the hub's any more. What is typed and clicked lies elsewhere and stays."""
        _log.warning("the cache is fetched again from the hub")
        with self._transaction():
            empty_cache(self._cache)
            self._keep(Place())

    def begin_snapshot(self, header: Header) -> None:
        """Note that a snapshot is on its way; one that was broken off is simply taken again."""
        if header.epoch != self._place.epoch and self._place.epoch:
            self.begin_again()
        self._cache.make_room(plenty=True)
        with self._transaction():
            self._keep(msgspec.structs.replace(self._place, epoch=header.epoch, cursor=0, complete=False))

    def take_snapshot(self, events: Sequence[Event]) -> Changes:
        """Apply a piece of a snapshot, in the order it came; returns what was committed, which is nothing mostly.

        The transaction stays open between pieces, until ``end_snapshot`` or ``leave_snapshot``.
        """
        bulk = self._bulk
        if bulk.ending is None:
            bulk.begin(self._transaction())
        try:
            bulk.add(len(events), self._apply(events, self._place))
        except BaseException:
            bulk.fail()
            raise
        return bulk.commit() if bulk.is_full else NONE

    def leave_snapshot(self) -> Changes:
        """Commit what is still open of a snapshot, finished or broken off; returns what that was."""
        return self._bulk.commit()

    def end_snapshot(self, header: Header, count: int) -> None:
        """Note that all ``count`` events of a snapshot were taken; LogGapError if some are missing."""
        self.leave_snapshot()
        if count != header.events:
            raise LogGapError(f"The snapshot broke off after {count} of {header.events} events; it is fetched again.")
        with self._transaction():
            self._keep(msgspec.structs.replace(self._place, cursor=header.seq, complete=True))
        self._cache.make_room(plenty=False)

    def apply(self, epoch: str, events: Sequence[Event], *, live: bool = True) -> Iterator[Changes]:
        """Apply a page, yielding what each transaction touched; the cursor stands behind it whenever this is left.

        LogGapError, and nothing applied, unless the page goes on exactly where the cache stands.
        """
        self._check(epoch, events)
        done = 0
        while done < len(events):
            rows = self._rows if live else BULK_ROWS
            piece = events[done : done + rows]
            before = self._clock.monotonic()
            with self._transaction():
                changes = self._apply(piece, msgspec.structs.replace(self._place, cursor=piece[-1].seq))
            if live:
                self._pace(len(piece), self._clock.monotonic() - before)
            done += len(piece)
            yield changes

    def _check(self, epoch: str, events: Sequence[Event]) -> None:
        if epoch != self._place.epoch or not self._place.complete:
            raise LogGapError("The hub sent events of another log than the one that was asked for.")
        for expected, event in enumerate(events, start=self._place.cursor + 1):
            if event.seq != expected:
                raise LogGapError(f"The hub sent event {event.seq} where {expected} follows; it is asked again.")

    def _pace(self, rows: int, seconds: float) -> None:
        if seconds > LIVE_SECONDS:
            self._rows = max(_SMALLEST, rows // 2)
        elif rows == self._rows:
            self._rows = min(LIVE_ROWS, self._rows * 2)

    # -- coming back to what an older program could not read ---------------------------------------------------------

    @property
    def replay_after(self) -> int | None:
        """The cursor behind which events are to be fetched once more, because an older program skipped some; or None."""
        place = self._place
        if place.complete and place.skipped_seq and place.projector < timelines.PROJECTOR:
            return max(self._replayed, place.skipped_seq - 1)
        return None

    def replay(self, events: Sequence[Event]) -> Changes:
        """Apply what an older program skipped among ``events``, which follow on ``replay_after``.

        A replay that is broken off begins again at the next start; applying twice is applying once.
        """
        place = self._place
        wanted = [event for event in events if event.type in place.skipped_types and event.seq <= place.cursor]
        with self._transaction():
            done = timelines.project(self._cache.timeline, self._cache.state, wanted)
            self._still_skipped = _earliest(self._still_skipped, done)
            self._replayed = events[-1].seq if events else place.cursor
            if self._replayed >= place.cursor:
                seq, types = self._still_skipped
                self._keep(
                    msgspec.structs.replace(place, projector=timelines.PROJECTOR, skipped_seq=seq, skipped_types=types)
                )
        return done.changes

    def _apply(self, events: Sequence[Event], place: Place) -> Changes:
        """Apply events and keep ``place``; runs in the caller's transaction."""
        if not events:
            return NONE
        done = timelines.project(self._cache.timeline, self._cache.state, events)
        self._tell(events)
        seq, types = _earliest((place.skipped_seq, place.skipped_types), done)
        self._keep(msgspec.structs.replace(place, skipped_seq=seq, skipped_types=types))
        return done.changes

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Write in one transaction; when it fails we stand where we stood."""
        before = self._place
        try:
            with self._cache.transaction():
                yield
        except BaseException:
            self._place = before
            raise

    def _keep(self, place: Place) -> None:
        places.write(self._cache.timeline, place)
        self._place = place


class _Bulk:
    """The open transaction of a snapshot; ``ending`` ends it."""

    def __init__(self) -> None:
        self.ending: ExitStack | None = None
        self._parts: list[Changes] = []
        self._rows = 0
        self._wanted = SNAPSHOT_ROWS[0]

    @property
    def is_full(self) -> bool:
        return self._rows >= self._wanted

    def begin(self, transaction: AbstractContextManager[None]) -> None:
        ending = ExitStack()
        ending.enter_context(transaction)
        self.ending = ending

    def add(self, rows: int, changes: Changes) -> None:
        self._rows += rows
        self._parts.append(changes)

    def commit(self) -> Changes:
        ending, parts = self.ending, self._parts
        if self.is_full:
            self._wanted = min(SNAPSHOT_ROWS[1], self._wanted * 2)
        self.ending, self._parts, self._rows = None, [], 0
        if ending is None:
            return NONE
        ending.close()
        return merged(parts)

    def fail(self) -> None:
        """Roll back because of the error that is being handled; what it means to others is raised in its place."""
        ending, self.ending = self.ending, None
        self._parts, self._rows = [], 0
        if ending is not None:
            ending.__exit__(*sys.exc_info())


def _earliest(known: _Skipped, done: timelines.Projected) -> _Skipped:
    seqs = [seq for seq in (known[0], done.skipped_seq) if seq]
    return min(seqs, default=0), known[1] | done.skipped_types

"""The hub's only writer: jobs and arriving webhooks from any thread, committed together by one.

``Writer`` owns a thread, ``InlineWriter`` does the same on the caller's (simulation, tests, short commands). Storing goes
before decoding, because a platform waits for its answer; decoding still gets its share, so that it never starves.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Protocol, TypeVar, cast

from inbox.domain.events import Event
from inbox.domain.ids import SourceId
from inbox.hub.backlog import Backlog
from inbox.hub.batches import Batches, Bundle, Job, Work
from inbox.hub.store import HubStore
from inbox.hub.transaction import Arrival, Transaction
from inbox.store.state.database import StorageTrouble

__all__ = ["Arrival", "InlineWriter", "Transaction", "Writer", "Writing"]

_T = TypeVar("_T")
_MOST_ROWS = 256
_MOST_BYTES = 8 * 1024 * 1024
_MOST_PENDING = 20_000

_DECODE_BATCH = 25
"""Deliveries decoded in one transaction: about ten milliseconds, for so long others may have to wait."""
_POURING = 8
"""So many webhooks a turn, on average of the last few, mean that more are about to come."""
_BREATH_SECONDS = 0.003
"""How long they are awaited then: fewer commits for as many webhooks."""
_WEIGHT = 0.25
"""Of the newest turn in that average."""

_log = logging.getLogger("tresen.store")

DecodeStep = Callable[[Transaction, int], int]
"""Turns up to so many stored deliveries into events and returns how many it took."""


class Writing(Protocol):
    """What both writers offer."""

    def submit(self, job: Callable[[Transaction], _T]) -> Future[_T]:
        """Queue a job; its future is done after the commit. StorageTrouble when too much waits."""
        ...

    def run(self, job: Callable[[Transaction], _T]) -> _T:
        """Do a job and return what it returned once it is committed; never from inside a job."""
        ...

    def deliver(self, source: str, dedup: bytes, body: bytes, mark: str | None = None) -> Future[bool]:
        """Store what a platform said; the future says True when it was new, after the commit."""
        ...

    def deliver_all(self, arrivals: Sequence[Arrival]) -> Future[None]:
        """Store webhooks that came together; the future is done when all are durable, new or not."""
        ...

    def on_commit(self, callback: Callable[[Sequence[Event]], None]) -> None:
        """Have ``callback(events)`` called after each commit that appended some, on the writing thread."""
        ...

    def on_unclear(self, callback: Callable[[frozenset[SourceId]], None]) -> None:
        """Have ``callback(objects)`` called after each commit in which one second said two things of some of Stripe's objects.

        They are to be read again. Called on the writing thread, before what ``on_commit`` asked for.
        """
        ...

    def decode_with(self, step: DecodeStep) -> None:
        """Have deliveries decoded by ``step`` after they are stored, until none is left."""
        ...

    def stop(self) -> None:
        """Finish what waits and take nothing more."""
        ...


class _Front:
    """What both writers do alike."""

    def __init__(self, store: HubStore) -> None:
        self._batches = Batches(store)
        self._decode: DecodeStep | None = None

    def submit(self, job: Callable[[Transaction], _T]) -> Future[_T]:
        """See ``Writing``."""
        future: Future[_T] = Future()
        self._put(Job(job, cast("Future[object]", future)))
        return future

    def deliver(self, source: str, dedup: bytes, body: bytes, mark: str | None = None) -> Future[bool]:
        """See ``Writing``."""
        arrival = Arrival(source, dedup, body, mark)
        return self.submit(lambda transaction: transaction.deliver([arrival]) == 1)

    def deliver_all(self, arrivals: Sequence[Arrival]) -> Future[None]:
        """See ``Writing``."""
        future: Future[None] = Future()
        self._put(Bundle(arrivals, future))
        return future

    def on_commit(self, callback: Callable[[Sequence[Event]], None]) -> None:
        """See ``Writing``; the callback must be quick."""
        self._batches.listeners.append(callback)

    def on_unclear(self, callback: Callable[[frozenset[SourceId]], None]) -> None:
        """See ``Writing``; the callback must be quick."""
        self._batches.unclear.append(callback)

    def decode_with(self, step: DecodeStep) -> None:
        """See ``Writing``; before ``start``."""
        self._decode = step

    def _decoding(self, limit: int) -> list[Job]:
        """Return the job that decodes up to ``limit`` deliveries, in a list that is empty if nobody decodes."""
        step = self._decode
        return [] if step is None else [Job(lambda transaction: step(transaction, limit), Future())]

    def _put(self, work: Work) -> None:
        raise AssertionError


class InlineWriter(_Front):
    """A writer without a thread: everything is done, committed and decoded before the call returns."""

    def __init__(self, store: HubStore) -> None:
        super().__init__(store)
        self._batches.connect()

    def run(self, job: Callable[[Transaction], _T]) -> _T:
        """Do the job now and return what it returned, or raise what it raised."""
        return self.submit(job).result()

    def decode(self) -> None:
        """Decode whatever is stored and not decoded yet."""
        while decoding := self._decoding(_DECODE_BATCH):
            self._batches.execute(decoding)
            if cast("int", decoding[0].future.result()) < _DECODE_BATCH:
                return

    def stop(self) -> None:
        """Do nothing: nothing waits."""

    def _put(self, work: Work) -> None:
        if self._batches.execute([work]):
            self.decode()


class Writer(_Front):
    """A writer with a thread of its own; ``start`` it, and ``stop`` it before the store is closed."""

    def __init__(self, store: HubStore) -> None:
        super().__init__(store)
        self._store = store
        self._pending: deque[Work] = deque()
        self._rows = 0
        """Jobs and webhooks in ``_pending``."""
        self._wake = threading.Condition()
        self._stopping = False
        self._backlog = Backlog(store.clock)
        self._a_turn = 0.0
        """Webhooks that came in a turn, on average of the last few."""
        self._thread = threading.Thread(target=self._main, name="hub-writer", daemon=True)
        self._ready: Future[None] = Future()

    def start(self) -> None:
        """Start the thread; returns once it is connected, or raises what hinders it."""
        self._thread.start()
        self._ready.result()

    def run(self, job: Callable[[Transaction], _T]) -> _T:
        """Queue a job and wait for what it returns; RuntimeError from inside a job, which would wait for ever."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("a job waits for another job")
        return self.submit(job).result()

    def stop(self) -> None:
        """Finish what waits, take nothing more, and end the thread."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _put(self, work: Work) -> None:
        with self._wake:
            if self._stopping:
                raise StorageTrouble("The hub is stopping; try again when it is back.")
            if self._rows >= _MOST_PENDING:
                raise StorageTrouble("The hub cannot store as fast as it is asked to; try again shortly.")
            self._pending.append(work)
            self._rows += _rows(work)
            self._wake.notify()

    def _main(self) -> None:
        try:
            self._batches.connect()
        except StorageTrouble as trouble:
            self._ready.set_exception(trouble)
            return
        self._ready.set_result(None)
        try:
            while self._turn():
                pass
        finally:
            self._store.writer_db.close()

    def _turn(self) -> bool:
        """Commit one batch and some decoding; False when there is nothing left to do and the writer is to stop."""
        backlog, clock = self._backlog, self._store.clock
        is_pouring = self._a_turn >= _POURING
        batch = self._take(is_pouring)
        if not batch and self._stopping:
            return False
        may_decode = backlog.may_have_a_turn(others_wait=is_pouring)
        decoding = self._decoding(_DECODE_BATCH) if may_decode else []
        began = clock.monotonic()
        try:
            new = self._batches.execute([*decoding, *batch])
            for job in decoding:
                self._learn(cast("Future[int]", job.future), clock.monotonic() - began)
            if new:
                backlog.grew()
        except Exception:  # noqa: BLE001 - see below
            # The last resort of the thread that all writing depends on: our bug is logged, the hub goes on.
            _log.exception("a batch of %d failed", len(batch))
            _fail(batch)
            backlog.failed()
        came = sum(len(work.arrivals) for work in batch if isinstance(work, Bundle))
        self._a_turn += _WEIGHT * (came - self._a_turn)
        return True

    def _learn(self, decoded: Future[int], seconds: float) -> None:
        """Find out from a finished decoding whether there is more; after trouble leave it alone for a while."""
        trouble = decoded.exception()
        if trouble is None:
            self._backlog.decoded(seconds, more=decoded.result() >= _DECODE_BATCH)
            return
        if not isinstance(trouble, StorageTrouble):  # which is in the log already
            _log.error("deliveries wait to be decoded", exc_info=trouble)
        self._backlog.failed()

    def _take(self, is_pouring: bool) -> list[Work]:
        """Return what waits; nothing when there is something to decode meanwhile."""
        batch: list[Work] = []
        rows = size = 0
        with self._wake:
            if is_pouring:
                self._wake.wait_for(lambda: self._rows >= self._a_turn or self._stopping, _BREATH_SECONDS)
            elif not self._pending and not self._stopping:
                idle = self._backlog.is_empty or self._decode is None
                self._wake.wait(None if idle else self._backlog.rest())
            while self._pending and rows < _MOST_ROWS and size < _MOST_BYTES:
                work = self._pending.popleft()
                rows += _rows(work)
                size += sum(len(each.body) for each in work.arrivals) if isinstance(work, Bundle) else 0
                batch.append(work)
            self._rows -= rows
        return batch


def _rows(work: Work) -> int:
    return len(work.arrivals) if isinstance(work, Bundle) else 1


def _fail(batch: list[Work]) -> None:
    for work in batch:
        if not work.future.done():
            work.future.set_exception(RuntimeError("the hub could not write this; see its log"))

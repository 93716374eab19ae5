"""The hub's only writer: jobs and arriving webhooks from any thread, committed together by one.

``Writer`` owns a thread, ``InlineWriter`` does the same on the caller's (simulation, tests, short commands). Storing goes
before decoding, because a platform waits for its answer; decoding still gets its share, so that it never starves.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar, cast

from inbox.hub.batches import Arrival, Batches, DecodeStep, Job, Work
from inbox.hub.store import HubStore
from inbox.hub.transaction import Transaction
from inbox.store.state.database import StorageTrouble

__all__ = ["InlineWriter", "Transaction", "Writer", "Writing"]

_T = TypeVar("_T")
_MOST_ROWS = 256
_MOST_BYTES = 8 * 1024 * 1024
_MOST_PENDING = 20_000
_RETRY_SECONDS = 1.0
_DECODE_LAG_SECONDS = 0.1
_DECODE_SHARE = 50
_POURING = 8
"""So many in one batch mean that more is coming; a breath later it is known."""
_BREATH_SECONDS = 0.003

_log = logging.getLogger("tresen.store")


class Writing(Protocol):
    """What both writers offer."""

    def submit(self, job: Callable[[Transaction], _T]) -> Future[_T]:
        """Queue a job; its future is done after the commit. StorageTrouble when too much waits."""
        ...

    def run(self, job: Callable[[Transaction], _T]) -> _T:
        """Do a job and return what it returned once it is committed; never from inside a job."""
        ...

    def deliver(self, source: str, dedup: bytes, body: bytes, mark: str | None = None) -> Future[bool]:
        """Store a webhook's body; the future says True when it was new, after the commit."""
        ...

    def on_commit(self, callback: Callable[[int], None]) -> None:
        """Have ``callback(head)`` called after each commit that appended events, on the writing thread."""
        ...

    def decode_with(self, step: DecodeStep) -> None:
        """Have deliveries decoded by ``step`` after they are stored, until none is left."""
        ...

    def stop(self) -> None:
        """Finish what waits and take nothing more."""
        ...


class InlineWriter:
    """A writer without a thread: everything is done, committed and decoded before the call returns."""

    def __init__(self, store: HubStore) -> None:
        self._batches = Batches(store)
        self._batches.connect()

    def submit(self, job: Callable[[Transaction], _T]) -> Future[_T]:
        """Do the job now and return its future, done."""
        future: Future[_T] = Future()
        self._batches.execute([Job(job, cast("Future[object]", future))])
        return future

    def run(self, job: Callable[[Transaction], _T]) -> _T:
        """Do the job now and return what it returned, or raise what it raised."""
        return self.submit(job).result()

    def deliver(self, source: str, dedup: bytes, body: bytes, mark: str | None = None) -> Future[bool]:
        """Store a webhook's body now and decode it."""
        future: Future[bool] = Future()
        if self._batches.execute([Arrival(source, dedup, body, mark, future)]):
            self.decode()
        return future

    def decode(self) -> None:
        """Decode whatever is stored and not decoded yet."""
        while self._batches.decode_some():
            pass

    def on_commit(self, callback: Callable[[int], None]) -> None:
        """Have ``callback(head)`` called after each commit that appended events."""
        self._batches.listeners.append(callback)

    def decode_with(self, step: DecodeStep) -> None:
        """Have deliveries decoded by ``step``."""
        self._batches.decode = step

    def stop(self) -> None:
        """Do nothing: nothing waits."""


class Writer:
    """A writer with a thread of its own; ``start`` it, and ``stop`` it before the store is closed."""

    def __init__(self, store: HubStore) -> None:
        self._batches = Batches(store)
        self._store = store
        self._pending: deque[Work] = deque()
        self._wake = threading.Condition()
        self._stopping = False
        self._undecoded = True
        self._decoded_at = 0.0
        self._pouring = False
        self._thread = threading.Thread(target=self._main, name="hub-writer", daemon=True)
        self._ready: Future[None] = Future()

    def start(self) -> None:
        """Start the thread; returns once it is connected, or raises what hinders it."""
        self._thread.start()
        self._ready.result()

    def submit(self, job: Callable[[Transaction], _T]) -> Future[_T]:
        """Queue a job; its future is done after the commit. StorageTrouble when too much waits or the hub stops."""
        future: Future[_T] = Future()
        self._put(Job(job, cast("Future[object]", future)))
        return future

    def run(self, job: Callable[[Transaction], _T]) -> _T:
        """Queue a job and wait for what it returns; RuntimeError from inside a job, which would wait for ever."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("a job waits for another job")
        return self.submit(job).result()

    def deliver(self, source: str, dedup: bytes, body: bytes, mark: str | None = None) -> Future[bool]:
        """Queue a webhook's body; the future says True when it was new, after the commit."""
        future: Future[bool] = Future()
        self._put(Arrival(source, dedup, body, mark, future))
        return future

    def on_commit(self, callback: Callable[[int], None]) -> None:
        """Have ``callback(head)`` called on the writer's thread after each commit that appended; it must be quick."""
        self._batches.listeners.append(callback)

    def decode_with(self, step: DecodeStep) -> None:
        """Have deliveries decoded by ``step``; call it before ``start``."""
        self._batches.decode = step

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
            if len(self._pending) >= _MOST_PENDING:
                raise StorageTrouble("The hub cannot store as fast as it is asked to; try again shortly.")
            self._pending.append(work)
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
        """Commit one batch and decode one; False when there is nothing left to do and the writer is to stop."""
        wait = None if not self._undecoded else _BREATH_SECONDS if self._pouring else 0.0
        batch = self._take(wait)
        if not batch and self._stopping:
            return False
        self._pouring = len(batch) >= _POURING
        try:
            if batch and self._batches.execute(batch):
                self._undecoded = True
            if self._undecoded and not self._stopping:
                self._decode()
        except StorageTrouble as trouble:
            _log.error("deliveries wait to be decoded: %s", trouble.message)
            self._pause()
        except Exception:  # noqa: BLE001 - see below
            # The last resort of the thread that all writing depends on: our bug is logged, the hub goes on.
            _log.exception("a batch of %d failed", len(batch))
            _fail(batch)
            self._pause()
        return True

    def _decode(self) -> None:
        """Decode at once when nothing else waits; while webhooks pour in only now and then, and little at a time."""
        now = self._store.clock.monotonic()
        if not self._pending and not self._pouring:
            self._undecoded = self._batches.decode_some()
        elif now - self._decoded_at > _DECODE_LAG_SECONDS:
            self._undecoded = self._batches.decode_some(_DECODE_SHARE)
        else:
            return
        self._decoded_at = self._store.clock.monotonic()

    def _take(self, wait: float | None) -> list[Work]:
        batch: list[Work] = []
        size = 0
        with self._wake:
            if not self._pending and not self._stopping:
                self._wake.wait(wait)
            while self._pending and len(batch) < _MOST_ROWS and size < _MOST_BYTES:
                work = self._pending.popleft()
                size += len(work.body) if isinstance(work, Arrival) else 0
                batch.append(work)
        return batch

    def _pause(self) -> None:
        with self._wake:
            if not self._stopping and not self._pending:
                self._wake.wait(_RETRY_SECONDS)


def _fail(batch: list[Work]) -> None:
    for work in batch:
        if not work.future.done():
            work.future.set_exception(RuntimeError("the hub could not write this; see its log"))

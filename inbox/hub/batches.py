"""Group commit: everything that waits to be written goes into one transaction, each part for itself.

Used by both writers. One job that fails is undone alone; a disk that fails undoes all of them, and each hears of it. An
answer is given only after COMMIT returned, so that "stored" survives a power cut.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager

import peewee

from inbox.domain.events import Event
from inbox.domain.ids import SourceId
from inbox.hub.store import HubStore
from inbox.hub.transaction import Arrival, Transaction
from inbox.store.state.database import StorageTrouble, is_storage_trouble, storage_errors

_log = logging.getLogger("tresen.store")


@dataclasses.dataclass(slots=True)
class Job:
    """Something to be done in a transaction; the future gets what it returns or raises."""

    run: Callable[[Transaction], object]
    future: Future[object]


@dataclasses.dataclass(slots=True)
class Bundle:
    """Webhooks that arrived together; the future is done when all of them are durable, new or known."""

    arrivals: Sequence[Arrival]
    future: Future[None]


Work = Job | Bundle


class Batches:
    """Runs batches on the writer's connection; used by one thread only, the one that connected."""

    def __init__(self, store: HubStore) -> None:
        self._store = store
        self.listeners: list[Callable[[Sequence[Event]], None]] = []
        self.unclear: list[Callable[[frozenset[SourceId]], None]] = []
        """Told, before the listeners, of which Stripe objects one second said two things."""

    def connect(self) -> None:
        """Connect the writer on this thread."""
        with storage_errors(self._store.path):
            self._store.writer_db.connect(reuse_if_open=True)

    def execute(self, batch: Sequence[Work]) -> int:
        """Carry out a batch in one transaction, resolve its futures, and return how many deliveries it stored.

        Jobs go before webhooks: one that decodes takes up what was stored before, and no answer waits for its own.
        """
        live = [work for work in batch if work.future.set_running_or_notify_cancel()]
        if not live:
            return 0
        jobs = [work for work in live if isinstance(work, Job)]
        bundles = [work for work in live if isinstance(work, Bundle)]
        try:
            with self._transaction() as transaction:
                answers = [self._one(transaction, job) for job in jobs]
                transaction.deliver([arrival for bundle in bundles for arrival in bundle.arrivals])
        except StorageTrouble as trouble:
            _log.error("nothing of %d was written: %s", len(live), trouble.message)
            for work in live:
                work.future.set_exception(trouble)
            return 0
        for bundle in bundles:
            bundle.future.set_result(None)
        for answer in answers:
            answer()
        if transaction.ambiguous:
            for told in self.unclear:
                told(transaction.ambiguous)
        if transaction.appended:
            for listener in self.listeners:
                listener(transaction.events)
        return transaction.delivered

    def _one(self, transaction: Transaction, job: Job) -> Callable[[], None]:
        """Do one job and return how to answer for it once all is committed."""
        try:
            with transaction.savepoint():
                result = job.run(transaction)
        except Exception as error:  # whatever a job raises belongs to whoever waits for it
            if is_storage_trouble(error):
                raise
            failure = error
            return lambda: job.future.set_exception(failure)
        return lambda: job.future.set_result(result)

    @contextmanager
    def _transaction(self) -> Iterator[Transaction]:
        store = self._store
        with storage_errors(store.path), locked(store.writer_db):
            yield Transaction(store.hub, store.state, store.clock.now(), store.ids)


@contextmanager
def locked(db: peewee.SqliteDatabase) -> Iterator[None]:
    """Hold the file's one write lock for the block: commit after it, roll back when it raises.

    Peewee's own block rolls back twice when a full disk has made SQLite do so already, and hides the first error.
    """
    db.begin("IMMEDIATE")
    db.push_transaction(db.transaction())
    try:
        yield
        db.commit()
    except BaseException:
        if db.connection().in_transaction:
            db.rollback()
        raise
    finally:
        db.pop_transaction()

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

from inbox.domain import times
from inbox.hub.store import HubStore
from inbox.hub.transaction import Transaction
from inbox.store.state.database import StorageTrouble, is_storage_trouble, storage_errors

DECODE_BATCH = 200
"""Deliveries decoded in one transaction while nothing else waits: few commits for many events."""

DecodeStep = Callable[[Transaction, int], int]
"""Turns up to so many stored deliveries into events and returns how many it took."""

_INSERT = (
    "INSERT INTO delivery (source, dedup, received_at, mark, body) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (source, dedup) DO NOTHING"
)

_log = logging.getLogger("tresen.store")


@dataclasses.dataclass(slots=True)
class Arrival:
    """A webhook's body on its way into the table of deliveries; the future says whether it was new."""

    source: str
    dedup: bytes
    body: bytes
    mark: str | None
    future: Future[bool]


@dataclasses.dataclass(slots=True)
class Job:
    """Something to be done in a transaction; the future gets what it returns or raises."""

    run: Callable[[Transaction], object]
    future: Future[object]


Work = Arrival | Job


class Batches:
    """Runs batches on the writer's connection; used by one thread only, the one that connected."""

    def __init__(self, store: HubStore) -> None:
        self._store = store
        self.decode: DecodeStep | None = None
        self.listeners: list[Callable[[int], None]] = []

    def connect(self) -> None:
        """Connect the writer on this thread."""
        with storage_errors(self._store.path):
            self._store.writer_db.connect(reuse_if_open=True)

    def execute(self, batch: Sequence[Work]) -> bool:
        """Carry out a batch in one transaction, resolve its futures, and tell whether deliveries came in."""
        live = [work for work in batch if work.future.set_running_or_notify_cancel()]
        answers: list[Callable[[], None]] = []
        try:
            with self._transaction() as transaction:
                for work in live:
                    answers.append(self._one(transaction, work))
        except StorageTrouble as trouble:
            _log.error("nothing of %d was written: %s", len(live), trouble.message)
            for work in live:
                work.future.set_exception(trouble)
            return False
        for answer in answers:
            answer()
        self._tell(transaction)
        return any(isinstance(work, Arrival) for work in live)

    def decode_some(self, limit: int = DECODE_BATCH) -> bool:
        """Decode up to ``limit`` deliveries; True when there may be more. StorageTrouble when the disk fails."""
        if self.decode is None:
            return False
        with self._transaction() as transaction:
            taken = self.decode(transaction, limit)
        self._tell(transaction)
        return taken >= limit

    def _one(self, transaction: Transaction, work: Work) -> Callable[[], None]:
        """Do one part and return how to answer for it once all is committed."""
        if isinstance(work, Arrival):
            row = (work.source, work.dedup, times.to_text(transaction.now), work.mark, work.body)
            new = transaction.db.execute_sql(_INSERT, row).rowcount > 0
            return lambda: work.future.set_result(new)
        try:
            with transaction.savepoint():
                result = work.run(transaction)
        except Exception as error:  # whatever a job raises belongs to whoever waits for it
            if is_storage_trouble(error):
                raise
            failure = error
            return lambda: work.future.set_exception(failure)
        return lambda: work.future.set_result(result)

    @contextmanager
    def _transaction(self) -> Iterator[Transaction]:
        store = self._store
        with storage_errors(store.path), locked(store.writer_db):
            yield Transaction(store.hub, store.state, store.clock.now(), store.ids)

    def _tell(self, transaction: Transaction) -> None:
        if transaction.appended:
            for listener in self.listeners:
                listener(transaction.head)


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

"""The hub's database: opened and migrated here, one writer, a few readers.

Opened by ``HubServer`` and by commands (``hub token``, ``erase``) that work on the same file while the hub runs. Readers
are lent to any thread, one thread at a time, and never write.
"""

from __future__ import annotations

import dataclasses
import queue
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee

from inbox.domain.ports import Clock, Ids
from inbox.domain.problems import UserError
from inbox.hub import tables as hub_tables
from inbox.hub.migrations import STEPS
from inbox.hub.tables import HubTables
from inbox.store import state
from inbox.store.state.database import StorageTrouble, open_database, opening, storage_errors
from inbox.store.state.migrations import migrate
from inbox.store.state.schema import StateTables

FILE = "hub.db"
EPOCH = "epoch"
READERS = 8
_LEND_SECONDS = 10.0


@dataclasses.dataclass(frozen=True)
class Reader:
    """A ``query_only`` connection inside one read transaction, with its own sets of tables."""

    db: peewee.SqliteDatabase
    hub: HubTables
    state: StateTables


class HubStore:
    """The hub's file, open; ``close`` when done, after the writer has stopped."""

    def __init__(self, path: Path, key: str, clock: Clock, ids: Ids, writer_db: peewee.SqliteDatabase) -> None:
        self.path = path
        self.clock = clock
        self.ids = ids
        self.writer_db = writer_db
        self.hub = hub_tables.tables(writer_db)
        self.state = state.tables(writer_db)
        self._key = key
        self._idle: queue.LifoQueue[Reader | None] = queue.LifoQueue()
        for _ in range(READERS):
            self._idle.put(None)

    @classmethod
    def open(cls, data_dir: Path, database: str | None, key: str, clock: Clock, ids: Ids) -> HubStore:
        """Open (or make) the file, migrate it and see to its epoch.

        ``database`` is a path that replaces ``<data_dir>/hub.db``; ``key`` is 64 hex digits. Raises the UserErrors of
        ``open_database`` and ``migrate``, and StorageTrouble.
        """
        if database is not None and "://" in database:
            raise UserError("This version keeps the hub in an SQLite file; set TRESEN_DATABASE to a path.")
        path = data_dir / FILE if database is None else Path(database)
        writer = open_database(path, key, kind="hub", mode="writer", synchronous="FULL")
        try:
            migrate(writer, "hub", STEPS, path)
            store = cls(path, key, clock, ids, writer)
            with opening(path), writer.atomic("IMMEDIATE"):
                if store.hub.get_meta(EPOCH) is None:
                    store.hub.set_meta(EPOCH, ids.uuid())
        finally:
            # The connection belongs to its thread; the writer's thread makes its own.
            writer.close()
        return store

    def epoch(self) -> str:
        """Return the log's epoch: a restored backup has another one, so that no desk goes on with its old cursor."""
        with self.reader() as reader:
            return reader.hub.get_meta(EPOCH) or ""

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """Lend a reader; everything read inside the block is of one moment.

        Keep the block short: it holds back the write-ahead log's clean-up. StorageTrouble when all are lent out for too
        long or the disk fails.
        """
        try:
            reader = self._idle.get(timeout=_LEND_SECONDS)
        except queue.Empty:
            raise StorageTrouble("The hub's database is too busy to be read; try again.") from None
        try:
            with storage_errors(self.path):
                reader = reader or self._new_reader()
                with reader.db.atomic():
                    yield reader
        finally:
            self._idle.put(reader)

    def _new_reader(self) -> Reader:
        db = open_database(self.path, self._key, kind="hub", mode="reader", synchronous="FULL")
        return Reader(db, hub_tables.tables(db), state.tables(db))

    def checkpoint(self) -> None:
        """Bring the write-ahead log into the file and cut it to nothing; on the writer's thread, outside a transaction."""
        with storage_errors(self.path):
            self.writer_db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every reader that is not lent out, and the calling thread's writer."""
        for _ in range(READERS):
            try:
                reader = self._idle.get_nowait()
            except queue.Empty:
                break
            if reader is not None:
                reader.db.close()
        if not self.writer_db.is_closed():
            self.writer_db.close()

"""A transaction on the hub's database: what a job may touch, and the one place where events are appended.

Made by the writer around a batch of jobs; jobs run on the writer's thread (or, inline, on the caller's). A job must not
call a platform, wait, or keep the transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import msgspec
import peewee

from inbox.domain import times
from inbox.domain.events import Event, NewEvent, PersonBody
from inbox.domain.ids import SourceId
from inbox.domain.ports import Ids
from inbox.hub import log, refs
from inbox.hub.tables import HubTables
from inbox.store import state
from inbox.store.state import StateTables

_MOST_AT_ONCE = 64
_INSERT = (
    "INSERT INTO delivery (source, dedup, received_at, mark, body) VALUES {} ON CONFLICT (source, dedup) DO NOTHING"
)
_INSERTS = {
    1 << power: _INSERT.format(", ".join(["(?, ?, ?, ?, ?)"] * (1 << power)))
    for power in range(_MOST_AT_ONCE.bit_length())
}
"""How a power of two of deliveries is stored by one statement: each statement costs the thread a turn of its own."""


class Arrival(msgspec.Struct, frozen=True):
    """What a platform sent, found genuine; ``dedup`` is the same for the same thing sent again."""

    source: str
    dedup: bytes
    body: bytes
    mark: str | None = None


class Transaction:
    """Open between ``BEGIN IMMEDIATE`` and ``COMMIT``; the append lock is held from the first statement on."""

    def __init__(self, hub: HubTables, tables: StateTables, now: datetime, ids: Ids) -> None:
        self.hub = hub
        self.state = tables
        self.now = now
        self.ids = ids
        self.ambiguous: frozenset[SourceId] = frozenset()
        """Stripe objects of which one second said two things in this transaction; they are to be read again."""
        self._head: log.Head | None = None
        self.events: list[Event] = []
        """What this transaction has appended, in order."""
        self._delivered = 0

    @property
    def db(self) -> peewee.SqliteDatabase:
        """The writer's database."""
        return self.hub.db

    @property
    def head(self) -> int:
        """The newest ``seq``, what this transaction appended included."""
        return self._last().seq

    @property
    def appended(self) -> int:
        """How many events this transaction has appended."""
        return len(self.events)

    @property
    def delivered(self) -> int:
        """How many deliveries this transaction has stored, those left out that were known."""
        return self._delivered

    def deliver(self, arrivals: Sequence[Arrival]) -> int:
        """Store what platforms sent, to be decoded later, and return how many were new."""
        received = times.to_text(self.now)
        values = [word for each in arrivals for word in (each.source, each.dedup, received, each.mark, each.body)]
        done = new = 0
        while done < len(arrivals):
            size = 1 << min(len(arrivals) - done, _MOST_AT_ONCE).bit_length() - 1
            new += self.db.execute_sql(_INSERTS[size], values[5 * done : 5 * (done + size)]).rowcount
            done += size
        self._delivered += new
        return new

    def append(self, events: Sequence[NewEvent]) -> list[Event]:
        """Append ``events`` in order, project them into the state, and return them with their numbers.

        The head is read inside the lock, once a transaction: other processes append to the same file.
        """
        if not events:
            return []
        written, self._head = log.write(self.db, self.ids, self._last(), events)
        self.events += written
        told = [(event, new.body) for event, new in zip(written, events, strict=True)]
        refs.note(self.hub, told)
        if len(told) > 1 and not any(isinstance(body, PersonBody) for _, body in told):
            self.ambiguous |= state.project_bodies(self.state, told).ambiguous
        else:
            for event, body in told:
                self.ambiguous |= state.project_body(self.state, event, body).ambiguous
        return written

    def _last(self) -> log.Head:
        if self._head is None:
            self._head = log.read_head(self.db)
        return self._head

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo what the block did, and only that, when it raises; the error goes on to the caller."""
        before, kept = (self._head, self._delivered, self.ambiguous), len(self.events)
        self.db.execute_sql("SAVEPOINT job")
        try:
            yield
        except BaseException:
            # A full disk has already rolled everything back; then there is no savepoint any more.
            if self.db.connection().in_transaction:
                self.db.execute_sql("ROLLBACK TO job")
                self.db.execute_sql("RELEASE job")
            self._head, self._delivered, self.ambiguous = before
            del self.events[kept:]
            raise
        self.db.execute_sql("RELEASE job")

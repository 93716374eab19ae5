"""Reads the desk's copies of files on any thread but the engine's: for decoding pictures, for saving a file elsewhere.

Each call takes a connection that nobody uses, or opens one. What was looked at is remembered until the file's owner asks,
who keeps it longest.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

import msgspec

from inbox.desk.media_cache import media_key
from inbox.domain import times
from inbox.domain.ids import MediaId
from inbox.domain.ports import Clock
from inbox.store.state.database import BrokenFile, WrongKey, open_database, opening
from inbox.store.timeline.schema import Database
from inbox.system.paths import DataFolder
from inbox.system.secrets import Secret

T = TypeVar("T")

_HELD = "SELECT mime, size, sha256 FROM file WHERE id = ? AND whole"


class Held(msgspec.Struct, frozen=True):
    """A file that is here as a whole; ``size`` in bytes, ``sha256`` lower-case hex."""

    mime: str
    size: int
    sha256: str


class MediaReader:
    """The copies of one desk, for reading. Every method may be called from any thread and may take a while."""

    def __init__(self, folder: DataFolder, key: Secret, clock: Clock) -> None:
        self._path = folder.copies
        self._key = media_key(key)
        self._clock = clock
        self._lock = threading.Lock()
        self._uses: dict[MediaId, int] = {}
        self._idle: queue.SimpleQueue[tuple[int, Database]] = queue.SimpleQueue()
        self._age = 0
        """Counts the files that were thrown away; a connection to an older one is closed instead of kept."""

    def held(self, media: MediaId) -> Held | None:
        """Return what a file is; None while it is not here as a whole."""
        row = self._ask(lambda db: db.execute_sql(_HELD, (media,)).fetchone())
        return None if row is None else Held(*row)

    def read(self, media: MediaId) -> bytes | None:
        """Return a whole file; None while it is not here, or when what is here cannot be read."""
        with self._lock:
            self._uses[media] = times.to_unix(self._clock.now())
        return self._ask(lambda db: _content(db, media))

    def take_uses(self) -> dict[MediaId, int]:
        """Return which files were read since the last call, and when (unix seconds)."""
        with self._lock:
            uses, self._uses = self._uses, {}
        return uses

    def let_go(self) -> None:
        """Close what is not in use; connections in use are closed when they come back."""
        with self._lock:
            self._age += 1
        while not self._idle.empty():
            self._idle.get_nowait()[1].close()

    def _ask(self, look: Callable[[Database], T | None]) -> T | None:
        """Look with a connection of our own; None too when the file is not there yet, or damaged, as its owner will see."""
        try:
            with opening(self._path):
                age, db = self._take()
        except (WrongKey, BrokenFile):
            return None
        try:
            with opening(self._path):
                found = look(db)
        except (WrongKey, BrokenFile):
            db.close()
            return None
        except BaseException:
            db.close()
            raise
        with self._lock:
            if age == self._age:
                self._idle.put((age, db))
                return found
        db.close()
        return found

    def _take(self) -> tuple[int, Database]:
        with self._lock:
            age = self._age
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            return age, open_database(
                self._path, self._key.reveal(), kind="copies", mode="reader", synchronous="NORMAL"
            )


def _content(db: Database, media: MediaId) -> bytes | None:
    # One snapshot, so that a file which goes meanwhile is read as a whole or not at all.
    with db.atomic("DEFERRED"):
        held = db.execute_sql(_HELD, (media,)).fetchone()
        if held is None:
            return None
        rows = db.execute_sql("SELECT data FROM piece WHERE file = ? ORDER BY n", (media,))
        content = b"".join(bytes(row[0]) for row in rows)
    return content if len(content) == held[1] else None

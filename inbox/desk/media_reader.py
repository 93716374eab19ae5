"""Reads the desk's files on any thread but the engine's: for decoding pictures, for saving a file elsewhere.

Copies of the hub's files and what an agent has attached are told apart by their names. Each call takes a connection that
nobody uses, or opens one. Which copies were looked at is remembered until their owner asks, who keeps those longest.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from inbox.desk.attachments import is_local
from inbox.desk.media_cache import media_key
from inbox.domain import times
from inbox.domain.ids import MediaId
from inbox.domain.ports import Clock
from inbox.store.state.database import BrokenFile, Kind, WrongKey, open_database, opening
from inbox.store.timeline.schema import Database
from inbox.system.paths import DataFolder
from inbox.system.secrets import Secret

T = TypeVar("T")

_HELD = "SELECT mime, size, sha256 FROM file WHERE id = ? AND whole"
_PIECES = "SELECT data FROM piece WHERE file = ? ORDER BY n"
_ATTACHED = "SELECT mime, size, sha256 FROM attachment WHERE id = ?"
_ATTACHED_PIECES = "SELECT data FROM attachment_piece WHERE file = ? ORDER BY n"


class Held(msgspec.Struct, frozen=True):
    """A file that is here as a whole; ``size`` in bytes, ``sha256`` lower-case hex."""

    mime: str
    size: int
    sha256: str


class MediaReader:
    """All files of one desk, for reading. Every method may be called from any thread and may take a while."""

    def __init__(self, folder: DataFolder, key: Secret, clock: Clock) -> None:
        self._copies = _Connections(folder.copies, media_key(key), "copies")
        self._own = _Connections(folder.desk, key, "desk")
        self._clock = clock
        self._lock = threading.Lock()
        self._uses: dict[MediaId, int] = {}

    def held(self, media: MediaId) -> Held | None:
        """Return what a file is; None while it is not here as a whole."""
        connections, statement, _ = self._of(media)
        row = connections.ask(lambda db: db.execute_sql(statement, (media,)).fetchone())
        return None if row is None else Held(*row)

    def read(self, media: MediaId) -> bytes | None:
        """Return a whole file; None while it is not here, or when what is here cannot be read."""
        connections, *statements = self._of(media)
        if connections is self._copies:
            with self._lock:
                self._uses[media] = times.to_unix(self._clock.now())
        return connections.ask(lambda db: _content(db, media, *statements))

    def copy(self, media: MediaId, into: Callable[[bytes], object]) -> bool:
        """Hand a whole file over, a piece at a time; False while it is not here, or when what is here cannot be read.

        What was handed over then is of no use. OSErrors of ``into`` are raised as they are.
        """
        connections, about, pieces = self._of(media)
        failed: list[OSError] = []

        def look(db: Database) -> bool:
            return _hand_over(db, media, (about, pieces), into, failed)

        is_whole = connections.ask(look)
        if failed:
            raise failed[0]
        return bool(is_whole)

    def take_uses(self) -> dict[MediaId, int]:
        """Return which copies were read since the last call, and when (unix seconds)."""
        with self._lock:
            uses, self._uses = self._uses, {}
        return uses

    def let_go(self) -> None:
        """Close what is not in use; connections in use are closed when they come back."""
        self._copies.let_go()
        self._own.let_go()

    def _of(self, media: str) -> tuple[_Connections, str, str]:
        if is_local(media):
            return self._own, _ATTACHED, _ATTACHED_PIECES
        return self._copies, _HELD, _PIECES


class _Connections:
    """Readers of one file; a caller gets one that nobody uses."""

    def __init__(self, path: Path, key: Secret, kind: Kind) -> None:
        self._path = path
        self._key = key
        self._kind = kind
        self._lock = threading.Lock()
        self._idle: queue.SimpleQueue[tuple[int, Database]] = queue.SimpleQueue()
        self._age = 0
        """Counts the files that were thrown away; a connection to an older one is closed instead of kept."""

    def ask(self, look: Callable[[Database], T | None]) -> T | None:
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

    def let_go(self) -> None:
        """Close what is not in use."""
        with self._lock:
            self._age += 1
        while not self._idle.empty():
            self._idle.get_nowait()[1].close()

    def _take(self) -> tuple[int, Database]:
        with self._lock:
            age = self._age
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            key = self._key.reveal()
            return age, open_database(self._path, key, kind=self._kind, mode="reader", synchronous="NORMAL")


def _content(db: Database, media: MediaId, about: str, pieces: str) -> bytes | None:
    # One snapshot, so that a file which goes meanwhile is read as a whole or not at all.
    with db.atomic("DEFERRED"):
        held = db.execute_sql(about, (media,)).fetchone()
        if held is None:
            return None
        rows = db.execute_sql(pieces, (media,))
        content = b"".join(bytes(row[0]) for row in rows)
    return content if len(content) == held[1] else None


def _hand_over(
    db: Database,
    media: MediaId,
    statements: tuple[str, str],
    into: Callable[[bytes], object],
    failed: list[OSError],
) -> bool:
    """Hand a file over out of one snapshot; what the receiver's disk says is not about ours and goes into ``failed``."""
    about, pieces = statements
    with db.atomic("DEFERRED"):
        held = db.execute_sql(about, (media,)).fetchone()
        if held is None:
            return False
        size = 0
        for row in db.execute_sql(pieces, (media,)):
            try:
                into(bytes(row[0]))
            except OSError as error:
                failed.append(error)
                return False
            size += len(row[0])
    return bool(size == held[1])

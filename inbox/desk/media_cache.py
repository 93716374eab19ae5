"""The desk's own copies of pictures and files (``copies.db``): encrypted, bounded, and to be had again from the hub.

Written on the engine thread only; read through ``media_reader`` on any other. The key is derived from the cache's, so that
neither opens the other's file. What the log says of each file (whose, how large, which hash) is noted here before its
bytes are fetched, so that a copy can be checked when it comes and goes when its person is erased. Nothing here is the only
one of its kind: a file that is damaged is thrown away and begun anew.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from inbox.desk.media_facts import MediaFacts
from inbox.domain import times
from inbox.domain.ids import ConversationId, MediaId
from inbox.domain.ports import Clock
from inbox.domain.problems import OutsideError
from inbox.store.state.database import (
    BrokenFile,
    NewerFile,
    WrongKey,
    derived_key,
    open_database,
    opening,
    storage_errors,
)
from inbox.store.state.migrations import migrate
from inbox.store.timeline.schema import Database
from inbox.system.secrets import Secret
from inbox.system.settings import COPIES_MB

PIECE = 256 * 1024
"""Bytes of a file in one row; a fetch that broke off goes on behind the last whole piece."""

MOST = COPIES_MB * 1024 * 1024
"""Bytes of copies kept, unless the desk is told otherwise; those not looked at for longest go first."""

_log = logging.getLogger("tresen.media")


class MediaLostError(OutsideError):
    """The file with the copies was damaged and has been begun anew: everything is to be fetched again."""


class MediaReaders(Protocol):
    """What the file's owner asks of whoever reads it."""

    def take_uses(self) -> dict[MediaId, int]:
        """Return which copies were looked at since the last call, and when (unix seconds)."""
        ...

    def let_go(self) -> None:
        """Close the file: it is thrown away."""
        ...


def media_key(cache_key: Secret) -> Secret:
    """Return the key of ``copies.db``."""
    return Secret(derived_key(cache_key.reveal(), "desk media v1"))


class MediaCache:
    """The open file, of at most ``most`` bytes; a damaged one is thrown away at the start and whenever it shows."""

    def __init__(self, path: Path, key: Secret, clock: Clock, most: int = MOST) -> None:
        self.most = most
        self._path = path
        self._key = media_key(key)
        self._clock = clock
        self._readers: list[MediaReaders] = []
        self._db = self._open_or_replace()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def serve(self, readers: MediaReaders) -> None:
        """Take note of who else has the file open, and tells which copies were looked at."""
        self._readers.append(readers)

    # -- what the log says -------------------------------------------------------------------------------------------

    def note(self, facts: Iterable[MediaFacts]) -> None:
        """Take down what the log says of files; a copy that is here stays."""
        rows = [(each.id, each.conversation, each.mime, each.sha256, each.size) for each in facts]
        if not rows:
            return
        with self._using(), self._db.atomic():
            for row in rows:
                self._db.execute_sql(
                    "INSERT INTO file (id, conversation, mime, sha256, size) VALUES (?, ?, ?, ?, ?) "
                    "ON CONFLICT (id) DO UPDATE SET conversation = excluded.conversation, mime = excluded.mime, "
                    "sha256 = excluded.sha256, size = excluded.size",
                    row,
                )

    def facts(self, media: MediaId) -> MediaFacts:
        """Return what is known of a file; bare when the log has not told of it."""
        with self._using():
            row = self._db.execute_sql(
                "SELECT id, conversation, mime, sha256, size FROM file WHERE id = ?", (media,)
            ).fetchone()
        return MediaFacts(media) if row is None else MediaFacts(*row)

    def erase(self, conversation: ConversationId) -> list[MediaId]:
        """Forget a person's files, bytes and all, and return their names."""
        with self._using():
            rows = self._db.execute_sql("SELECT id FROM file WHERE conversation = ?", (conversation,)).fetchall()
            gone = [MediaId(row[0]) for row in rows]
            with self._db.atomic():
                for media in gone:
                    self._remove(media)
                    self._db.execute_sql("DELETE FROM file WHERE id = ?", (media,))
        return gone

    # -- bytes -------------------------------------------------------------------------------------------------------

    def has(self, media: MediaId) -> bool:
        """Tell whether the whole file is here."""
        with self._using():
            return self._db.execute_sql("SELECT 1 FROM file WHERE id = ? AND whole", (media,)).fetchone() is not None

    def pieces(self, media: MediaId) -> Iterator[bytes]:
        """Yield what is here of a file, in order."""
        n = 0
        while True:
            with self._using():
                row = self._db.execute_sql("SELECT data FROM piece WHERE file = ? AND n = ?", (media, n)).fetchone()
            if row is None:
                return
            yield bytes(row[0])
            n += 1

    def put(self, media: MediaId, n: int, data: bytes) -> None:
        """Keep the ``n``-th piece of a file."""
        with self._using(), self._db.atomic():
            self._db.execute_sql("INSERT OR IGNORE INTO file (id) VALUES (?)", (media,))
            self._db.execute_sql("INSERT OR REPLACE INTO piece (file, n, data) VALUES (?, ?, ?)", (media, n, data))
            self._db.execute_sql(
                "UPDATE file SET held = held + ?, whole = 0, used = ? WHERE id = ?", (len(data), self._now(), media)
            )

    def complete(self, facts: MediaFacts) -> None:
        """Say that all pieces of a file are here and right, and let go of older ones that there is no room for."""
        with self._using(), self._db.atomic():
            self._db.execute_sql(
                "UPDATE file SET whole = 1, mime = ?, sha256 = ?, size = ?, held = ?, used = ? WHERE id = ?",
                (facts.mime, facts.sha256, facts.size, facts.size, self._now(), facts.id),
            )
            self._make_room(facts.id)

    def drop(self, media: MediaId) -> None:
        """Let go of the bytes of a file, whole or not."""
        with self._using(), self._db.atomic():
            self._remove(media)

    def held(self) -> int:
        """Return how many bytes of copies there are."""
        with self._using():
            return self._held()

    # -- inside ------------------------------------------------------------------------------------------------------

    def _make_room(self, but: MediaId) -> None:
        """Let go of what was not looked at for longest until the rest fits."""
        for readers in self._readers:
            for media, at in readers.take_uses().items():
                self._db.execute_sql("UPDATE file SET used = max(used, ?) WHERE id = ?", (at, media))
        too_much = self._held() - self.most
        while too_much > 0:
            row = self._db.execute_sql(
                "SELECT id, held FROM file WHERE held > 0 AND id <> ? ORDER BY used LIMIT 1", (but,)
            ).fetchone()
            if row is None:
                return
            self._remove(MediaId(row[0]))
            too_much -= row[1]

    def _held(self) -> int:
        return int(self._db.execute_sql("SELECT coalesce(sum(held), 0) FROM file WHERE held > 0").fetchone()[0])

    def _remove(self, media: MediaId) -> None:
        self._db.execute_sql("DELETE FROM piece WHERE file = ?", (media,))
        self._db.execute_sql("UPDATE file SET held = 0, whole = 0 WHERE id = ?", (media,))

    def _now(self) -> int:
        return times.to_unix(self._clock.now())

    @contextmanager
    def _using(self) -> Iterator[None]:
        """Begin the file anew when it turns out to be damaged; StorageTrouble as ever."""
        if self._db.is_closed():
            self._db = self._open_or_replace()
        try:
            with opening(self._path):
                yield
        except (WrongKey, BrokenFile) as error:
            self._db.close()
            self._db = self._begin_anew()
            raise MediaLostError("The desk's copies of files were damaged; they are fetched again.") from error

    def _open_or_replace(self) -> Database:
        try:
            return self._open()
        except (WrongKey, BrokenFile, NewerFile):
            return self._begin_anew()

    def _begin_anew(self) -> Database:
        _log.warning("%s cannot be used; the copies of files are fetched again from the hub", self._path.name)
        for readers in self._readers:
            readers.let_go()
        with storage_errors(self._path):
            # Not kept aside: of what is in it nothing is lost, and of erased persons nothing may be left.
            for ending in ("", "-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    self._path.with_name(self._path.name + ending).unlink()
        return self._open()

    def _open(self) -> Database:
        db = open_database(self._path, self._key.reveal(), kind="copies", mode="writer", synchronous="NORMAL")
        try:
            with opening(self._path):
                migrate(db, "copies", (_first,), self._path)
        except BaseException:
            db.close()
            raise
        return db


def _first(db: Database) -> None:
    db.execute_sql(
        "CREATE TABLE file (id TEXT PRIMARY KEY, conversation TEXT, mime TEXT NOT NULL DEFAULT '', "
        "sha256 TEXT NOT NULL DEFAULT '', size INTEGER NOT NULL DEFAULT 0, held INTEGER NOT NULL DEFAULT 0, "
        "whole INTEGER NOT NULL DEFAULT 0, used INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID"
    )
    db.execute_sql("CREATE INDEX file_conversation ON file (conversation)")
    db.execute_sql("CREATE INDEX file_held ON file (used, held) WHERE held > 0")
    db.execute_sql("CREATE TABLE piece (file TEXT NOT NULL, n INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (file, n))")

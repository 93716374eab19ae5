"""The hub's own copies of pictures, voice notes and documents, in an encrypted file of their own (``media.db``).

Blocking calls, for worker threads; never on the event loop. The key is derived from the hub's, so that neither opens the
other's file. What a file is (type, size, whose) stands in ``hub.db`` (``MediaFile``), in the log's transactions; a row of
pieces without it is the rest of an upload that broke off and is swept away at the next start.
"""

from __future__ import annotations

import hashlib
import io
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import msgspec
import peewee

from inbox.domain import media_rules, times
from inbox.domain.ids import MediaId
from inbox.domain.images import image_facts
from inbox.domain.media_rules import MEDIA
from inbox.domain.ports import Ids
from inbox.hub.media_tables import chunks
from inbox.hub.problems import HttpProblem, too_large
from inbox.hub.transaction import Transaction
from inbox.store.state import replies
from inbox.store.state.database import derived_key, open_database, storage_errors
from inbox.store.state.migrations import migrate
from inbox.store.state.schema import TableClass

FILE = "media.db"
CHUNK = 256 * 1024
"""Bytes per piece; a range is read from the pieces it touches."""

_LARGEST_RECEIVED = 128 * 1024 * 1024
_UNSENT_KEPT = timedelta(days=30)


def derive_key(hub_key: str) -> str:
    """Return the key of ``media.db``, 64 hex digits like the hub's that it is derived from."""
    return derived_key(hub_key, "media v1")


def kind_of(mime: str) -> str:
    """Return as what WhatsApp sends a type; 415 when it takes no such file."""
    kind = media_rules.kind_of(mime)
    if kind is not None:
        return kind
    raise HttpProblem(
        415,
        "media-type",
        "WhatsApp takes no file of this type; send it as JPEG, PNG, WebP, MP4, OGG, PDF, text or an Office document.",
        members={"types": sorted(set().union(*(types for _, types in MEDIA.values())))},
    )


def forget_unsent(tx: Transaction) -> int:
    """Let go of uploads that nobody has sent for a month, nor keeps with a reply; their bytes go with the next sweep.

    Returns how many.
    """
    table = tx.hub.MediaFile
    kept = [each.reply.file.media for each in replies.own(tx.state).values() if each.reply is not None and each.reply.file]
    old = table.at < times.to_text(tx.now - _UNSENT_KEPT)
    unsent = table.agent.is_null(False) & table.conversation.is_null() & old & table.id.not_in(kept)
    gone: int = table.delete().where(unsent).execute()
    return gone


class Stored(msgspec.Struct, frozen=True):
    """A file whose bytes are safe; ``sha256`` is lower-case hex, the pixels are those of a picture."""

    id: MediaId
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None


class MediaStore:
    """The encrypted file; one writer at a time, a few readers."""

    def __init__(self, path: Path, key: str, ids: Ids) -> None:
        self._path = path
        self._key = key
        self._ids = ids
        self._write_lock = threading.Lock()
        self._idle: queue.SimpleQueue[tuple[peewee.SqliteDatabase, TableClass]] = queue.SimpleQueue()

    @classmethod
    def open(cls, path: Path, hub_key: str, ids: Ids) -> MediaStore:
        """Open (or make) the file with the key derived from ``hub_key``; raises what ``open_database`` does."""
        store = cls(path, derive_key(hub_key), ids)
        with store._writer() as table:
            migrate(table._meta.database, "media", [_first], path)
        return store

    def new_id(self) -> MediaId:
        """Return a name for a new file."""
        return MediaId(f"m_{self._ids.token(12)}")

    def upload(self, limit: int = _LARGEST_RECEIVED, name: MediaId | None = None) -> Upload:
        """Begin a file of at most ``limit`` bytes; ``name`` is that of a row already waiting for it."""
        return Upload(self, name or self.new_id(), limit)

    def write_piece(self, file: MediaId, n: int, data: bytes) -> None:
        """Store the ``n``-th piece of a file, replacing what an earlier try left."""
        with self._writer() as table:
            table.replace(file=file, n=n, data=data).execute()

    def piece(self, file: MediaId, n: int) -> bytes:
        """Return the ``n``-th piece of a file; b"" where there is none."""
        return self._piece(file, n) or b""

    def pieces(self, file: MediaId, start: int, end: int) -> Iterator[bytes]:
        """Yield the bytes ``start`` up to but not including ``end`` of a stored file, a piece at a time."""
        for n in range(start // CHUNK, -(-end // CHUNK)):
            piece = self._piece(file, n)
            if piece is None:
                return
            yield piece[max(0, start - n * CHUNK) : end - n * CHUNK]

    def open_file(self, file: MediaId, size: int) -> BinaryIO:
        """Return a stored file of ``size`` bytes for reading from any one thread, a piece of it in memory at a time."""
        return io.BufferedReader(StoredFile(self, file, size))

    def read(self, file: MediaId) -> bytes:
        """Return a whole file; b"" if there is none."""
        return b"".join(self.pieces(file, 0, _LARGEST_RECEIVED))

    def remove(self, files: list[MediaId]) -> None:
        """Delete the bytes of files; their pages are overwritten."""
        if not files:
            return
        with self._writer() as table:
            for file in files:
                table.delete().where(table.file == file).execute()

    def sweep(self, known: set[str]) -> int:
        """Delete every file not in ``known`` and return how many there were; before any upload has begun."""
        with self._reader() as table:
            found = {row[0] for row in table.select(table.file).distinct().tuples()}
        orphans = [MediaId(name) for name in found - known]
        self.remove(orphans)
        return len(orphans)

    def close(self) -> None:
        """Close the readers that are not in use."""
        while not self._idle.empty():
            self._idle.get_nowait()[0].close()

    def _piece(self, file: MediaId, n: int) -> bytes | None:
        with self._reader() as table:
            row = table.select(table.data).where((table.file == file) & (table.n == n)).tuples().first()
        return None if row is None else bytes(row[0])

    @contextmanager
    def _writer(self) -> Iterator[TableClass]:
        # Opened for each write: uploads are rare, and the connection must belong to the thread that uses it.
        with self._write_lock, storage_errors(self._path):
            db = open_database(self._path, self._key, kind="media", mode="writer", synchronous="FULL")
            try:
                yield chunks(db)
            finally:
                db.close()

    @contextmanager
    def _reader(self) -> Iterator[TableClass]:
        with storage_errors(self._path):
            try:
                db, table = self._idle.get_nowait()
            except queue.Empty:
                db = open_database(self._path, self._key, kind="media", mode="reader", synchronous="FULL")
                table = chunks(db)
            try:
                yield table
            finally:
                self._idle.put((db, table))


class StoredFile(io.RawIOBase):
    """A stored file as Python knows files; one whose bytes went meanwhile ends early."""

    def __init__(self, store: MediaStore, file: MediaId, size: int) -> None:
        self._store = store
        self._file = file
        self._size = size
        self._at = 0
        self._n = -1
        self._piece = b""

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that any place of it can be read."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place and return it, counted from the beginning."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = min(max(0, base + offset), self._size)
        return self._at

    def tell(self) -> int:
        """Return the place, counted from the beginning."""
        return self._at

    def read(self, size: int = -1) -> bytes:
        """Return at most ``size`` bytes, none at the end; without a size all that is left."""
        if size < 0:
            return self.readall()
        n, skipped = divmod(self._at, CHUNK)
        if n != self._n:
            self._n, self._piece = n, self._store.piece(self._file, n) if self._at < self._size else b""
        data = self._piece[skipped : skipped + size]
        self._at += len(data)
        return data

    def readinto(self, buffer: object) -> int:
        """Fill a buffer and return with how many bytes."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # a buffer has no name before Python 3.12
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)


class Upload:
    """A file on its way in; ``finish`` or ``abort`` it."""

    def __init__(self, store: MediaStore, file: MediaId, limit: int) -> None:
        self.id = file
        self._store = store
        self._limit = limit
        self._hash = hashlib.sha256()
        self._buffer = bytearray()
        self._head = b""
        """The first piece: what a picture says of itself stands there."""
        self._size = 0
        self._n = 0

    def write(self, data: bytes) -> None:
        """Take more bytes; 413 beyond the limit."""
        self._size += len(data)
        if self._size > self._limit:
            raise too_large(self._limit)
        self._hash.update(data)
        self._buffer += data
        while len(self._buffer) >= CHUNK:
            self._flush(CHUNK)

    def finish(self) -> Stored:
        """Store the rest and return what the file is."""
        if self._buffer:
            self._flush(len(self._buffer))
        picture = image_facts(self._head)
        width, height = (None, None) if picture is None else (picture.width, picture.height)
        return Stored(self.id, self._size, self._hash.hexdigest(), width, height)

    def abort(self) -> None:
        """Forget what was stored so far."""
        if self._n:
            self._store.remove([self.id])

    def _flush(self, size: int) -> None:
        data = bytes(self._buffer[:size])
        self._head = self._head or data
        self._store.write_piece(self.id, self._n, data)
        del self._buffer[:size]
        self._n += 1


def _first(db: peewee.SqliteDatabase) -> None:
    db.create_tables([chunks(db)])

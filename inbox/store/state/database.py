"""Opens an encrypted SQLite file and says in words what is wrong with one that cannot be opened.

Called by the hub's store and the desk's cache. A writer's connection belongs to the thread that connected it; a reader's
may be handed from thread to thread, one at a time. Never opens a file without a key: SQLCipher with a raw 256-bit key
encrypts every page, the write-ahead log included, so that no file of ours starts with SQLite's own header.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import peewee
import sqlcipher3.dbapi2 as sqlcipher
from playhouse.sqlcipher_ext import SqlCipherDatabase

from inbox.domain.problems import OutsideError, UserError

Kind = Literal["hub", "media", "cache", "desk", "copies"]
Mode = Literal["writer", "reader"]

APPLICATION_IDS: dict[Kind, int] = {
    "hub": 0x54526842,
    "media": 0x54526D64,
    "cache": 0x54526343,
    "desk": 0x54526444,
    "copies": 0x54526363,
}
"""Written into the file's header, so that a hub is not opened as a desk's cache (sqlite.org, PRAGMA application_id)."""

BUSY_SECONDS = 5
"""How long a statement waits for another process that writes (``tresen hub token`` while the hub runs)."""

_KEY = re.compile(r"[0-9a-fA-F]{64}")
_PLAIN_HEADER = b"SQLite format 3\x00"
_WAL_LIMIT_BYTES = 64 * 1024 * 1024
_WAL_PAGES = 4000
"""Pages in the write-ahead log before they are moved into the file: 16 MB, so that hot pages are moved once, not often."""
_CACHE_KIB = {"writer": 16_384, "reader": 4_096}
_SEALS: dict[Kind, str] = {"cache": "HMAC_SHA256"}
"""What proves of each page that nobody has changed it, where it is not SQLCipher's usual HMAC_SHA512: as sound, and a good deal
faster on processors of today, which know SHA-256 by themselves. Only for what can be made again: no file opens with the other.
"""
_TROUBLE = (
    "database or disk is full",
    "disk i/o error",
    "database is locked",
    "database table is locked",
    "unable to open database file",
    "attempt to write a readonly database",
    "out of memory",
    "database disk image is malformed",
)
_DISK_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM, errno.EMFILE)


class WrongKey(UserError):  # noqa: N818 - what is wrong with a file is told to a person, not raised as a fault of ours
    """The key does not open the file (or the file's first page is damaged, which looks the same from outside)."""


class NewerFile(UserError):  # noqa: N818 - see WrongKey
    """The file was written by a newer version of the program."""


class BrokenFile(UserError):  # noqa: N818 - see WrongKey
    """The file is damaged, or is not what it should be."""


class StorageTrouble(OutsideError):  # noqa: N818 - an outcome to be handled, not a fault of ours
    """The disk is full, locked or failing: nothing was written, trying again later is right."""

    slug = "storage"


def open_database(path: Path, key: str, *, kind: Kind, mode: Mode, synchronous: str) -> peewee.SqliteDatabase:
    """Return a connected database on ``path``; a writer makes the file when it is missing.

    ``key`` is 64 hex digits, ``synchronous`` is ``FULL`` (an answer means it survives a power cut) or ``NORMAL``.
    Raises WrongKey, BrokenFile and StorageTrouble.
    """
    if not _KEY.fullmatch(key):
        raise WrongKey(f"The key for {path.name} is not 64 hexadecimal digits; give the whole key.")
    new = not path.exists() or path.stat().st_size == 0
    if new and mode == "reader":
        raise BrokenFile(f"{path} is missing; start the program that writes it first.")
    if not new:
        _refuse_plain(path)
    else:
        _make_private(path)
    database = _connect(path, key, kind, mode, synchronous)
    try:
        _check(database, path, kind)
    except BaseException:
        database.close()
        raise
    return database


def is_sealed_as_before(path: Path, key: str, kind: Kind) -> bool:
    """Tell whether ``key`` opens a file of a kind as an earlier program made it, which sealed all kinds in the same way."""
    pragmas = [("cipher_log_level", "NONE"), ("query_only", 1)]
    database: peewee.SqliteDatabase = SqlCipherDatabase(
        str(path), passphrase=f"x'{key}'", pragmas=pragmas, autoconnect=False
    )
    try:
        database.connect()
        found = database.execute_sql("PRAGMA application_id").fetchone()[0]
    except (peewee.DatabaseError, sqlcipher.DatabaseError):
        return False
    finally:
        database.close()
    return int(found) == APPLICATION_IDS[kind]


def derived_key(key: str, purpose: str) -> str:
    """Return the key of a file that belongs to another one: HKDF-SHA256 (RFC 5869), both 64 hex digits.

    Neither opens the other's file; ``purpose`` is ASCII and never changes.
    """
    extracted = hmac.digest(b"tresen", bytes.fromhex(key), hashlib.sha256)
    return hmac.digest(extracted, purpose.encode("ascii") + b"\x01", hashlib.sha256).hex()


def _connect(path: Path, key: str, kind: Kind, mode: Mode, synchronous: str) -> peewee.SqliteDatabase:
    pragmas: list[tuple[str, str | int]] = [
        ("cipher_log_level", "NONE"),
        # Before anything is read.
        *([("cipher_hmac_algorithm", _SEALS[kind])] if kind in _SEALS else []),
        ("busy_timeout", BUSY_SECONDS * 1000),
        ("foreign_keys", 1),
        ("cache_size", -_CACHE_KIB[mode]),
        ("temp_store", 2),
        ("trusted_schema", 0),
    ]
    if mode == "writer":
        pragmas += [
            ("journal_mode", "wal"),
            ("synchronous", synchronous),
            ("secure_delete", "ON"),
            ("journal_size_limit", _WAL_LIMIT_BYTES),
            ("wal_autocheckpoint", _WAL_PAGES),
        ]
        if synchronous == "FULL":
            # On macOS fsync alone leaves the data in the drive's cache; elsewhere these two do nothing.
            pragmas += [("fullfsync", 1), ("checkpoint_fullfsync", 1)]
    else:
        pragmas.append(("query_only", 1))
    database: peewee.SqliteDatabase = SqlCipherDatabase(
        str(path),
        passphrase=f"x'{key}'",
        pragmas=pragmas,
        autoconnect=False,
        thread_safe=mode == "writer",
        check_same_thread=mode == "writer",
    )
    with opening(path):
        database.connect()
    return database


def _check(database: peewee.SqliteDatabase, path: Path, kind: Kind) -> None:
    with opening(path):
        found = int(database.execute_sql("PRAGMA application_id").fetchone()[0])
        empty = database.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if found == 0 and empty and not database.pragma("query_only"):
            database.execute_sql(f"PRAGMA application_id = {APPLICATION_IDS[kind]}")
            return
    if found != APPLICATION_IDS[kind]:
        raise BrokenFile(f"{path} is not a {kind} file of Tresen; give the right file or move this one aside.")


def _make_private(path: Path) -> None:
    with storage_errors(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _refuse_plain(path: Path) -> None:
    with storage_errors(path), path.open("rb") as file:
        header = file.read(len(_PLAIN_HEADER))
    if header == _PLAIN_HEADER:
        raise BrokenFile(f"{path} is not encrypted, so it is not a file of Tresen; move it aside and start again.")


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """Translate what SQLite says while a file is opened or migrated into words with a way out."""
    try:
        yield
    except (peewee.DatabaseError, sqlcipher.DatabaseError, OSError) as error:
        words = str(error)
        if "not a database" in words:
            raise WrongKey(
                f"{path} does not open with this key: give the key it was made with, or, if the file is damaged, "
                "move it aside and restore a backup."
            ) from error
        if "malformed" in words:
            raise BrokenFile(f"{path} is damaged; move it aside and restore a backup.") from error
        with storage_errors(path):
            raise


@contextmanager
def storage_errors(path: Path | None = None) -> Iterator[None]:
    """Turn a full, locked or failing disk into StorageTrouble; every other error passes as it is."""
    try:
        yield
    except (peewee.DatabaseError, sqlcipher.DatabaseError, OSError) as error:
        if not is_storage_trouble(error):
            raise
        where = f" ({path})" if path is not None else ""
        raise StorageTrouble(f"The storage does not work{where}: {error}; free space or mend the disk.") from error


def is_storage_trouble(error: BaseException) -> bool:
    """Tell an error of the disk from an error of a statement."""
    if isinstance(error, StorageTrouble):
        return True
    if isinstance(error, OSError):
        return error.errno in _DISK_ERRORS
    words = str(error).lower()
    return isinstance(error, peewee.DatabaseError | sqlcipher.DatabaseError) and any(word in words for word in _TROUBLE)

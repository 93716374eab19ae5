"""``tresen hub backup`` and ``tresen hub restore``: the whole hub, media included, as one encrypted file and back.

Called by the composition root on the main thread of a process of its own. A backup is a copy of one moment, made while the
hub runs, encrypted with the hub's key. A restore needs the hub stopped; it makes a new epoch, so that no desk goes on with
its old cursor, erases again whoever was erased since, and leaves nothing that would be sent by itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import peewee

from inbox.domain import times
from inbox.domain.ids import ConversationId, MediaId
from inbox.domain.ports import Clock, Ids
from inbox.domain.problems import UserError
from inbox.hub import access, erase, log
from inbox.hub import tables as hub_tables
from inbox.hub.media import FILE as MEDIA_FILE
from inbox.hub.media import MediaStore, derive_key
from inbox.hub.store import EPOCH, HubStore
from inbox.hub.transaction import Transaction
from inbox.hub.writer import InlineWriter
from inbox.store.state.database import open_database, storage_errors
from inbox.system.instance import only_one
from inbox.system.secrets import Secret

_MADE = "backup_made"
_CHUNKS = "backup_chunk"


class BackupReport(msgspec.Struct, frozen=True):
    """What a backup holds: the log up to ``seq``, as of ``made`` (RFC 3339)."""

    made: str
    seq: int
    size: int


class RestoreReport(msgspec.Struct, frozen=True):
    """What is in place now; the hub that was there is kept as ``replaced``.

    ``erased_again`` counts the conversations erased by then. It is None when there was no hub to ask, or none that could be
    read: then erasures and revoked tokens since the backup are unknown, and have to be done again by hand.
    """

    made: str
    seq: int
    epoch: str
    erased_again: int | None
    replaced: Path | None


def backup(database: Path, folder: Path, key: Secret, clock: Clock, target: Path) -> BackupReport:
    """Copy the hub of ``folder`` into the new file ``target``; it may be running.

    UserError when there is no hub, the key is wrong, or ``target`` exists or cannot be made; StorageTrouble when the disk is
    full.
    """
    if not database.exists():
        raise UserError(f"There is no hub in {folder}: name its folder with --data.")
    part = target.with_name(target.name + ".part")
    _check_place(target, part)
    try:
        report = _copy(database, folder / MEDIA_FILE, part, key.reveal(), clock)
        with storage_errors(target):
            _make_durable(part)
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return report


def restore(
    database: Path,
    folder: Path,
    key: Secret,
    clock: Clock,
    ids: Ids,
    source: Path,
    settle: Callable[[Transaction], None],
) -> RestoreReport:
    """Put the backup ``source`` in the place of the hub of ``folder``, which is kept aside.

    ``settle(tx)`` sees to it that no action goes on by itself. UserError when a hub runs there, ``source`` is no backup or
    the key is not its own; then nothing was changed.
    """
    if not source.exists():
        raise UserError(f"{source} is not there: name the file that tresen hub backup wrote.")
    if not source.is_file() or not os.access(source, os.R_OK):
        raise UserError(f"{source} is no file that can be read: name the one that tresen hub backup wrote.")
    with only_one("hub", folder):
        now = _Since.of(database, key.reveal(), clock, ids)
        fresh, fresh_media = _beside(database, "restoring"), _beside(folder / MEDIA_FILE, "restoring")
        _remove(fresh)
        _remove(fresh_media)
        try:
            report = _prepare(source, fresh, fresh_media, key, clock, ids, now, settle)
            return msgspec.structs.replace(report, replaced=_swap(database, folder, fresh, fresh_media, clock))
        finally:
            _remove(fresh)
            _remove(fresh_media)


class _Since(msgspec.Struct, frozen=True):
    """What of the hub being replaced must outlive it: who was erased, and who may come in."""

    erased: list[ConversationId]
    access: dict[str, list[dict[str, object]]]

    @classmethod
    def of(cls, database: Path, key: str, clock: Clock, ids: Ids) -> _Since | None:
        """Read it; None when there is none or it cannot be read, which is what backups are for."""
        if not database.exists():
            return None
        try:
            store = HubStore.open(database.parent, str(database), key, clock, ids)
        except UserError:
            return None
        try:
            with store.reader() as reader:
                return cls(erase.erasures(reader.hub), access.export_rows(reader.hub))
        finally:
            store.close()


def _check_place(target: Path, part: Path) -> None:
    """Refuse a place where no backup can be written; an unfinished one that stands there goes."""
    try:
        with storage_errors(target):
            if target.exists():
                raise UserError(f"{target} is there already and is not overwritten: choose another name.")
            part.unlink(missing_ok=True)
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise UserError(f"No backup can be written to {target} ({error.strerror}): choose another place.") from error


def _copy(database: Path, media: Path, part: Path, key: str, clock: Clock) -> BackupReport:
    with _opened(database, key) as hub, storage_errors(part):
        hub.execute_sql("VACUUM INTO ?", (str(part),))
    made = times.to_text(clock.now())
    with _opened(part, key) as copy, storage_errors(part):
        copy.execute_sql(f"CREATE TABLE {_CHUNKS} (file TEXT, n INTEGER, data BLOB)")
        if media.exists():
            with _attached(copy, media, derive_key(key)):
                # After the hub: a file's bytes are there before its row is, so none is missing.
                copy.execute_sql(f"INSERT INTO {_CHUNKS} SELECT file, n, data FROM media.chunk")  # noqa: S608 - a constant
        tables = hub_tables.tables(copy)
        tables.set_meta(_MADE, made)
        seq = log.head(tables)
        copy.execute_sql("PRAGMA journal_mode = DELETE")
    return BackupReport(made, seq, part.stat().st_size)


def _prepare(
    source: Path,
    fresh: Path,
    fresh_media: Path,
    key: Secret,
    clock: Clock,
    ids: Ids,
    since: _Since | None,
    settle: Callable[[Transaction], None],
) -> RestoreReport:
    """Make both files of the restored hub beside the old ones, complete."""
    made = _unpack(source, fresh, fresh_media, key.reveal(), ids)
    store = HubStore.open(fresh.parent, str(fresh), key.reveal(), clock, ids)
    media = MediaStore.open(fresh_media, key.reveal(), ids)
    try:
        gone: list[MediaId] = InlineWriter(store).run(lambda tx: _renew(tx, since, settle))
        media.remove(gone)
        store.checkpoint()
        with store.reader() as reader:
            seq, epoch = log.head(reader.hub), reader.hub.get_meta(EPOCH) or ""
    finally:
        media.close()
        store.close()
    erased = None if since is None else len(since.erased)
    return RestoreReport(made, seq, epoch, erased, None)


def _unpack(source: Path, fresh: Path, fresh_media: Path, key: str, ids: Ids) -> str:
    MediaStore.open(fresh_media, key, ids).close()
    reader = open_database(source, key, kind="hub", mode="reader", synchronous="FULL")
    try:
        made = hub_tables.tables(reader).get_meta(_MADE)
    finally:
        reader.close()
    if made is None:
        raise UserError(f"{source} is a hub's file and not a backup: name the file that tresen hub backup wrote.")
    with storage_errors(fresh):
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy_file(source, fresh)
    with _opened(fresh, key) as hub, storage_errors(fresh):
        with _attached(hub, fresh_media, derive_key(key)):
            hub.execute_sql(f"INSERT INTO media.chunk (file, n, data) SELECT file, n, data FROM {_CHUNKS}")  # noqa: S608
        hub.execute_sql(f"DROP TABLE {_CHUNKS}")
        hub.execute_sql("DELETE FROM meta WHERE key = ?", (_MADE,))
        hub.execute_sql("VACUUM")
    return made


def _renew(tx: Transaction, since: _Since | None, settle: Callable[[Transaction], None]) -> list[MediaId]:
    tx.hub.set_meta(EPOCH, tx.ids.uuid())
    settle(tx)
    if since is None:
        return []
    access.import_rows(tx, since.access)
    return erase.erase_again(tx, since.erased)


def _swap(database: Path, folder: Path, fresh: Path, fresh_media: Path, clock: Clock) -> Path | None:
    """Put the new files in place; the old ones get another name beside them."""
    stamp = clock.now().strftime("replaced-%Y%m%dT%H%M%S")
    replaced = None
    with storage_errors(database):
        for old, new in ((folder / MEDIA_FILE, fresh_media), (database, fresh)):
            _make_durable(new)
            if old.exists():
                aside = _beside(old, stamp)
                for tail in ("-wal", "-shm", ""):
                    if (found := old.with_name(old.name + tail)).exists():
                        found.replace(aside.with_name(aside.name + tail))
                replaced = aside
            new.replace(old)
    return replaced


@contextmanager
def _opened(path: Path, key: str) -> Iterator[peewee.SqliteDatabase]:
    db = open_database(path, key, kind="hub", mode="writer", synchronous="FULL")
    try:
        yield db
    finally:
        db.close()


@contextmanager
def _attached(db: peewee.SqliteDatabase, media: Path, key: str) -> Iterator[None]:
    db.execute_sql("ATTACH DATABASE ? AS media KEY ?", (str(media), f"x'{key}'"))
    try:
        yield
    finally:
        db.execute_sql("DETACH DATABASE media")


def _copy_file(source: Path, target: Path) -> None:
    with source.open("rb") as reading, target.open("r+b") as writing:
        while piece := reading.read(1 << 20):
            writing.write(piece)


def _make_durable(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _beside(path: Path, word: str) -> Path:
    return path.with_name(f"{path.name}.{word}")


def _remove(path: Path) -> None:
    for tail in ("", "-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)

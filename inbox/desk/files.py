"""The desk's encrypted files: opened, brought to the right format, and put aside when they are beyond use.

Called by the commands and the engine, on the thread that will write. ``cache.db`` can be made again from the hub, so a
damaged one is put aside and begun anew; ``desk.db`` holds what nobody else has (drafts, holds, outbox) and is never
replaced. Both have one key, so that the one tells whether the other is damaged or the key is wrong. ``copies.db`` holds
copies of pictures and files under a key of its own, derived from the other.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from inbox.desk.desk_file import STEPS as DESK_STEPS
from inbox.desk.desk_file import DeskFile
from inbox.desk.media_cache import MOST, MediaCache
from inbox.domain import times
from inbox.domain.ports import Clock
from inbox.domain.problems import UserError
from inbox.store import state as states
from inbox.store import timeline as timelines
from inbox.store.state import StateTables
from inbox.store.state.database import (
    BrokenFile,
    Mode,
    NewerFile,
    WrongKey,
    is_sealed_as_before,
    open_database,
    opening,
    storage_errors,
)
from inbox.store.state.migrations import migrate, version
from inbox.store.timeline import TimelineTables
from inbox.store.timeline.schema import Database
from inbox.system.paths import DataFolder
from inbox.system.secrets import Secret

_CHECKED_BYTES = 32 * 1024 * 1024
"""A file up to this size is read through at every start; a larger one shows its damage when the page is met."""

_USUAL = (16_384, 4_000)
_PLENTY = (65_536, 8_000)
"""KiB of page cache, and pages of the write-ahead log before it is folded into the file (sqlite.org/pragma.html)."""


def _begin_cache_anew(db: Database) -> None:
    """Make the tables as they are now; what an older program had made is fetched again from the hub, which has it all."""
    state = states.tables(db)
    timelines.drop(db)
    db.drop_tables(state.all(), safe=True)
    db.create_tables(state.all(), safe=False)
    timelines.create(db)


def _of_earlier_format(db: Database) -> None:
    """Keep the number of an earlier format: none of them knew all that is kept of a chat today."""


CACHE_STEPS = (*[_of_earlier_format] * 9, _begin_cache_anew)


class DamagedCacheError(UserError):
    """The cache is damaged; the next ``tresen sync`` puts it aside and makes it again."""


class Cache(msgspec.Struct, frozen=True):
    """An open ``cache.db`` with its two table sets, for one thread."""

    path: Path
    state: StateTables
    timeline: TimelineTables

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write in one transaction; DamagedCacheError when the file turns out to be damaged, StorageTrouble as ever."""
        with self.using(), self.state.db.atomic("IMMEDIATE"):
            yield

    @contextmanager
    def using(self) -> Iterator[None]:
        """Turn what a damaged file says into DamagedCacheError."""
        try:
            with opening(self.path):
                yield
        except (WrongKey, BrokenFile) as error:
            raise _damaged(self.path) from error

    def make_room(self, *, plenty: bool) -> None:
        """Take more memory while a first sync writes all over the file, and give it back afterwards."""
        kib, pages = _PLENTY if plenty else _USUAL
        self.state.db.execute_sql(f"PRAGMA cache_size = -{kib}")
        self.state.db.execute_sql(f"PRAGMA wal_autocheckpoint = {pages}")

    def close(self) -> None:
        """Close the file."""
        self.state.db.close()


class DeskFiles(msgspec.Struct, frozen=True):
    """All files, open for writing. ``notice`` says in one sentence when the cache had to be begun anew."""

    cache: Cache
    desk: DeskFile
    media: MediaCache
    notice: str | None = None

    def close(self) -> None:
        """Close all."""
        self.cache.close()
        self.desk.close()
        self.media.close()


def open_files(
    folder: DataFolder, key: Secret, clock: Clock, *, rebuild: bool = False, most_copies: int = MOST
) -> DeskFiles:
    """Open all files for writing, making what is missing; ``most_copies`` is how many bytes of pictures and files are kept.

    A damaged cache is put aside as ``cache.db.broken-<time>``. WrongKey and NewerFile are raised and nothing is touched,
    unless ``rebuild`` says to put such a cache aside too. A ``desk.db`` that does not open is always an error.
    """
    with ExitStack() as undo:
        proven = folder.desk.exists()
        desk = _open_desk(folder.desk, key) if proven else None
        if desk is not None:
            undo.callback(desk.close)
        cache, notice = _open_or_replace(folder.cache, key, clock, proven=proven, rebuild=rebuild)
        undo.callback(cache.close)
        if desk is None:
            desk = _open_desk(folder.desk, key)
            undo.callback(desk.close)
        files = DeskFiles(cache, desk, MediaCache(folder.copies, key, clock, most_copies), notice)
        undo.pop_all()
    return files


def open_cache_to_read(folder: DataFolder, key: Secret, *, check: bool = False) -> Cache:
    """Open the cache for reading on this thread; UserError when there is none, or none that can be read.

    ``check`` reads a small file through first; a screen leaves that to the engine, to be there at once.
    """
    path = folder.cache
    if not path.exists() or path.stat().st_size == 0:
        raise UserError(f"{path} is not there yet, so nothing can be searched: run tresen sync first.")
    try:
        cache = _open(path, key, "reader", check=check)
        if version(cache.state.db) != len(CACHE_STEPS):
            cache.close()
            raise _of_another_version(path)
    except WrongKey as error:
        if is_sealed_as_before(path, key.reveal(), "cache"):
            raise _of_another_version(path) from error
        raise
    except BrokenFile as error:
        raise _damaged(path) from error
    return cache


def put_aside(path: Path, clock: Clock) -> Path:
    """Rename a file and what belongs to it to ``<name>.broken-<time>`` and return the new path; the file must be closed."""
    stamp = times.to_text(clock.now()).replace(":", "").replace(".", "")
    target = path.with_name(f"{path.name}.broken-{stamp}")
    for ending in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(target.with_name(target.name + ending))
    path.rename(target)
    return target


def replace_cache(cache: Cache, key: Secret, clock: Clock) -> Cache:
    """Put an open cache that turned out to be damaged aside and return a new one; StorageTrouble when that fails."""
    cache.close()
    with storage_errors(cache.path):
        put_aside(cache.path, clock)
    return _open_cache(cache.path, key)


def empty_cache(cache: Cache) -> None:
    """Take everything out of the cache; runs inside the caller's transaction."""
    for model in cache.state.all():
        model.delete().execute()
    timelines.empty(cache.timeline)


def _open_or_replace(path: Path, key: Secret, clock: Clock, *, proven: bool, rebuild: bool) -> tuple[Cache, str | None]:
    try:
        return _open_cache(path, key), None
    except BrokenFile as error:
        reason = error.message
    except WrongKey as error:
        if is_sealed_as_before(path, key.reveal(), "cache"):
            _take_away(path)
            return _open_cache(path, key), None
        if not (proven or rebuild):
            raise
        reason = error.message
    except NewerFile as error:
        if not rebuild:
            raise NewerFile(f"{error.message.rstrip('.')}, or move the file away: it is fetched again from the hub.") from error
        reason = error.message
    kept = put_aside(path, clock)
    notice = f"The cache could not be used and is fetched again from the hub; the old one is kept as {kept.name}. ({reason})"
    return _open_cache(path, key), notice


def _open_cache(path: Path, key: Secret) -> Cache:
    cache = _open(path, key, "writer", check=True)
    try:
        with opening(path):
            migrate(cache.state.db, "cache", CACHE_STEPS, path)
    except BaseException:
        cache.close()
        raise
    return cache


def _open(path: Path, key: Secret, mode: Mode, *, check: bool) -> Cache:
    fresh = not path.exists() or path.stat().st_size == 0
    db = open_database(path, key.reveal(), kind="cache", mode=mode, synchronous="NORMAL")
    try:
        if check and not fresh and path.stat().st_size <= _CHECKED_BYTES:
            with opening(path):
                found = db.execute_sql("PRAGMA quick_check(1)").fetchone()
            if found != ("ok",):
                raise BrokenFile(f"{path} is damaged ({found[0].splitlines()[-1]}).")
    except BaseException:
        db.close()
        raise
    return Cache(path, states.tables(db), timelines.tables(db))


def _take_away(path: Path) -> None:
    """Delete a cache that an earlier program made: the hub has all that is in it."""
    with storage_errors(path):
        for ending in ("-wal", "-shm", ""):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _of_another_version(path: Path) -> UserError:
    return UserError(f"{path} is of another version of Tresen: update the program, or run tresen sync.")


def _damaged(path: Path) -> DamagedCacheError:
    return DamagedCacheError(f"{path} is damaged; run tresen sync, which keeps it aside and fetches a new one from the hub.")


def _open_desk(path: Path, key: Secret) -> DeskFile:
    try:
        db = open_database(path, key.reveal(), kind="desk", mode="writer", synchronous="FULL")
    except WrongKey as error:
        raise WrongKey(
            f"{path} does not open with this key: give the TRESEN_CACHE_KEY it was made with; it holds drafts and actions that"
            " nobody else has. If the file is damaged, move it away together with the cache."
        ) from error
    try:
        with opening(path):
            migrate(db, "desk", DESK_STEPS, path)
    except BaseException:
        db.close()
        raise
    return DeskFile(db)

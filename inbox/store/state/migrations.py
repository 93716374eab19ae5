"""Brings a file's tables to the version this program needs, after copying the file.

Called once at start by whoever opens a file for writing, before anything else uses it. A step is never changed once
released: tables grow first and shrink one release later, so that the copy made here is all an older program needs.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import peewee

from inbox.store.state.database import Kind, NewerFile, opening

Step = Callable[[peewee.SqliteDatabase], None]
"""Changes the tables of one version into those of the next; runs in a transaction of its own."""

_log = logging.getLogger("tresen.store")


def version(database: peewee.SqliteDatabase) -> int:
    """Return how many steps the file has behind it; 0 for a new file."""
    return int(database.execute_sql("PRAGMA user_version").fetchone()[0])


def migrate(database: peewee.SqliteDatabase, kind: Kind, steps: Sequence[Step], path: Path) -> int:
    """Run the steps the file does not have yet and return its version; NewerFile when it has more than we know.

    A file that already holds something is copied to ``<name>.v<version>`` beside it first.
    """
    known = version(database)
    if known > len(steps):
        raise NewerFile(
            f"{path} was written by a newer version of Tresen (format {known}, this program knows {len(steps)}); "
            "update the program."
        )
    if 0 < known < len(steps):
        # Before it begins: with millions of rows it takes minutes, for which whoever waits for this program must wait too.
        _log.info("%s file %s is brought from format %d to %d", kind, path.name, known, len(steps))
        _copy(database, path, known)
    for number, step in enumerate(steps[known:], start=known + 1):
        with opening(path), database.atomic("IMMEDIATE"):
            if version(database) >= number:
                continue  # another process opened the file at the same moment
            step(database)
            database.execute_sql(f"PRAGMA user_version = {number}")
        _log.info("%s file %s is now at format %d", kind, path.name, number)
    return len(steps)


def _copy(database: peewee.SqliteDatabase, path: Path, known: int) -> None:
    with opening(path):
        # Everything out of the write-ahead log, so that the one file is the whole database.
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy2(path, path.with_name(f"{path.name}.v{known}"))

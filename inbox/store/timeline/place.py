"""Where in which log a cache stands; written in the transaction that applied the events.

Called by ``inbox.desk.sync`` on the engine thread.
"""

from __future__ import annotations

import msgspec

from inbox.store.timeline.projection import PROJECTOR
from inbox.store.timeline.schema import TimelineTables

_ROW = 1


class Place(msgspec.Struct, frozen=True):
    """A cache's place. A new cache has no epoch; ``complete`` is False until the snapshot it begins with was taken whole.

    ``projector`` is the version of the projector that wrote the cache, ``skipped_seq`` the first event it could not read
    (0: none) and ``skipped_types`` what types these were.
    """

    epoch: str = ""
    cursor: int = 0
    complete: bool = False
    projector: int = PROJECTOR
    skipped_seq: int = 0
    skipped_types: frozenset[str] = frozenset()


def read(tables: TimelineTables) -> Place:
    """Return where the cache stands."""
    row = tables.db.execute_sql(
        "SELECT epoch, cursor, complete, projector, skipped_seq, skipped_types FROM place WHERE id = ?", (_ROW,)
    ).fetchone()
    if row is None:
        return Place()
    return Place(row[0], row[1], bool(row[2]), row[3], row[4], frozenset(row[5].split()))


def write(tables: TimelineTables, place: Place) -> None:
    """Keep where the cache stands; runs inside the caller's transaction."""
    tables.db.execute_sql(
        "INSERT OR REPLACE INTO place (id, epoch, cursor, complete, projector, skipped_seq, skipped_types) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            _ROW,
            place.epoch,
            place.cursor,
            place.complete,
            place.projector,
            place.skipped_seq,
            " ".join(sorted(place.skipped_types)),
        ),
    )

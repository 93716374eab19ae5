"""Which charges, refunds and disputes the hub was told of before their person was erased: hashes, and nothing else of them.

Written by ``erase`` in its transaction, read for the money journal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from inbox.domain.ids import SourceId
from inbox.hub.tables import HubTables
from inbox.store.state.identity import marks

_BYTES = 16


def note(hub: HubTables, names: Iterable[SourceId]) -> None:
    """Keep that these were known."""
    hub.db.cursor().executemany(
        "INSERT INTO erased_money (hash) VALUES (?) ON CONFLICT DO NOTHING", [(_hash(name),) for name in names]
    )


def among(hub: HubTables, names: Sequence[SourceId]) -> frozenset[SourceId]:
    """Return those of some hundred names that were known once."""
    by_hash = {_hash(name): name for name in names}
    rows = hub.db.execute_sql(
        f"SELECT hash FROM erased_money WHERE hash IN ({marks(names)})", tuple(by_hash)  # noqa: S608 - marks
    ).fetchall()
    return frozenset(by_hash[bytes(row[0])] for row in rows)


def _hash(name: SourceId) -> bytes:
    return hashlib.sha256(name.encode()).digest()[:_BYTES]

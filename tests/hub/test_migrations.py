"""A hub's file of an older format is brought to this one, with everything that is in it."""

from __future__ import annotations

from pathlib import Path

from inbox.hub.store import HubStore
from inbox.store.state.database import open_database
from inbox.system.clock import SystemClock, SystemIds

KEY = "5e" * 32


def test_files_known_before_pictures_had_sizes_are_still_known(tmp_path: Path) -> None:
    HubStore.open(tmp_path, None, KEY, SystemClock(), SystemIds()).close()
    db = open_database(tmp_path / "hub.db", KEY, kind="hub", mode="writer", synchronous="FULL")
    db.execute_sql("INSERT INTO media_file (id, state, at, attempts) VALUES ('m_1', 'stored', '2026', 0)")
    for name in ("width", "height"):
        db.execute_sql(f"ALTER TABLE media_file DROP COLUMN {name}")
    db.execute_sql("PRAGMA user_version = 2")
    db.close()
    store = HubStore.open(tmp_path, None, KEY, SystemClock(), SystemIds())
    with store.reader() as reader:
        row = reader.hub.MediaFile.get()
        assert (row.id, row.width, row.height) == ("m_1", None, None)
    store.close()

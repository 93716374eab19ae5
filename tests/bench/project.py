"""Projection: events of the hub's log into the desk's encrypted cache with its search index."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from inbox.store.state.database import open_database
from tests.bench.cache import KEY, build
from tests.bench.figures import Figure

_ROWS = 20_000


def raw_rows_per_second() -> float:
    """Return how many bare rows with a word index raw SQL writes into an encrypted file: the floor."""
    with TemporaryDirectory(prefix="tresen-bench-") as folder:
        db = open_database(Path(folder) / "raw.db", KEY.reveal(), kind="cache", mode="writer", synchronous="NORMAL")
        db.execute_sql("CREATE TABLE line (id INTEGER PRIMARY KEY, chat INTEGER, text TEXT)")
        db.execute_sql("CREATE VIRTUAL TABLE word USING fts5(text, prefix='2 3')")
        rows = [(n, n % 1000, f"Hallo, wo ist meine Bestellung {n}? Sie sollte gestern kommen.") for n in range(_ROWS)]
        began = time.perf_counter()
        for start in range(0, _ROWS, 500):
            with db.atomic():
                cursor = db.cursor()
                cursor.executemany("INSERT INTO line VALUES (?, ?, ?)", rows[start : start + 500])
                cursor.executemany(
                    "INSERT INTO word (rowid, text) VALUES (?, ?)",
                    [(row[0], row[2]) for row in rows[start : start + 500]],
                )
        took = time.perf_counter() - began
        db.close()
    return _ROWS / took


def run(scale: str) -> list[Figure]:
    """Build the cache of the scale."""
    built = build(scale)
    floor = raw_rows_per_second()
    note = f"{built.events:,} events, {built.megabytes:,.0f} MB encrypted; floor: raw rows with word index"
    whole = built.events / built.per_second
    return [
        Figure("project", "events per second, first sync", built.per_second, "/s", ">= 6,000", floor, note),
        Figure("project", "first chats usable", built.first_chats_seconds, "s", "<= 5"),
        Figure("project", "whole history", whole, "s", "<= 240 at 1M"),
    ]

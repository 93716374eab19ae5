"""Projection: events of the hub's log into the desk's encrypted cache with its search index, all at once and while one works."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from inbox.desk.files import open_files
from inbox.desk.sync import SyncStep
from inbox.store.state.database import open_database
from inbox.system.clock import SystemClock
from tests.bench.cache import EPOCH, KEY, Made, Taken, keep, made, pieces, project
from tests.bench.corpus import SCALES, History, Shape
from tests.bench.figures import Figure, percentile

_ROWS = 20_000
_PAGE = 500
"""Events in one answer of the hub."""


def run(scale: str) -> list[Figure]:
    """Project the whole history, then more of it in the small transactions of a desk at work."""
    history = History(Shape.of(scale))
    with TemporaryDirectory(prefix="tresen-bench-") as folder:
        place = Path(folder) / "made"
        taken = list(project(place, history))
        megabytes = Made(place, history).megabytes
        keep(scale, place)
    whole, floor = _sum(taken), raw_rows_per_second()
    note = f"{whole.events:,} events, {megabytes:,.0f} MB encrypted; floor: raw rows with word index"
    return [
        _per_second("first sync, events per second", whole, floor, note),
        Figure("project", "first sync, CPU per event", whole.cpu / whole.events * 1e6, "us", ""),
        Figure("project", "first sync, whole history", whole.seconds, "s", "<= 240 at 1M"),
        *_live(scale, floor),
    ]


def _live(scale: str, floor: float) -> list[Figure]:
    """Go on where the history ends, as a desk does that follows the log."""
    count = min(20_000, SCALES[scale])
    with made(scale).copy() as cache:
        files = open_files(cache.files, KEY, SystemClock())
        step = SyncStep(files.cache, SystemClock(), lambda events: None)
        pages = list(pieces(cache.history.going_on(step.place.cursor, count), _PAGE))
        spans: list[float] = []
        busy = time.process_time()
        for page in pages:
            began = time.perf_counter()
            for _ in step.apply(EPOCH, page):
                ended = time.perf_counter()
                spans.append(ended - began)
                began = ended
        taken = Taken(count, sum(spans), time.process_time() - busy)
        files.close()
    spans.sort()
    return [
        _per_second("while one works, events per second", taken, floor, f"{count / len(spans):.0f} in a transaction"),
        Figure("project", "while one works, CPU per event", taken.cpu / taken.events * 1e6, "us", ""),
        Figure("project", "while one works, transaction, p95", percentile(spans, 0.95) * 1e3, "ms", "about 8"),
    ]


def _per_second(what: str, taken: Taken, floor: float, note: str) -> Figure:
    return Figure("project", what, taken.events / taken.seconds, "/s", ">= 6,000", floor, note)


def _sum(taken: list[Taken]) -> Taken:
    return Taken(
        sum(each.events for each in taken), sum(each.seconds for each in taken), sum(each.cpu for each in taken)
    )


def raw_rows_per_second() -> float:
    """Return how many bare rows with a word index raw SQL writes into an encrypted file: the floor."""
    with TemporaryDirectory(prefix="tresen-bench-") as folder:
        db = open_database(Path(folder) / "raw.db", KEY.reveal(), kind="cache", mode="writer", synchronous="NORMAL")
        db.execute_sql("CREATE TABLE line (id INTEGER PRIMARY KEY, chat INTEGER, text TEXT)")
        db.execute_sql("CREATE VIRTUAL TABLE word USING fts5(text, prefix='2 3')")
        history = History(Shape.of("10k"))
        rows = [(number, number % 1000, history.text()) for number in range(_ROWS)]
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

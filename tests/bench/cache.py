"""The made history as a desk's encrypted cache, built once for each scale in a run."""

from __future__ import annotations

import functools
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from inbox.desk.files import open_files
from inbox.desk.reader import Reader
from inbox.desk.snapshot import Header
from inbox.desk.sync import BULK_ROWS, SyncStep
from inbox.domain.events import Event
from inbox.system.clock import SystemClock
from inbox.system.paths import data_folder
from inbox.system.secrets import Secret
from tests.bench.corpus import History, Shape

KEY = Secret("ab" * 32)
EPOCH = "bench"


@dataclass(frozen=True)
class Built:
    """A cache on the disk: where, what went in, and how fast."""

    folder: Path
    history: History
    events: int
    per_second: float
    first_chats_seconds: float
    megabytes: float

    def reader(self) -> Reader:
        """Open the cache as a screen does."""
        return Reader.open(data_folder(self.folder), KEY)


@functools.cache
def build(scale: str) -> Built:
    """Project the history of that scale as a first sync would."""
    folder = Path(tempfile.mkdtemp(prefix=f"tresen-bench-{scale}-"))
    shape = Shape.of(scale)
    history = History(shape)
    files = open_files(data_folder(folder), KEY, SystemClock())
    step = SyncStep(files.cache, SystemClock(), lambda events: None)
    step.begin_snapshot(Header(seq=0, epoch=EPOCH, events=0))
    spent, first, count = 0.0, 0.0, 0
    for piece in pieces(iter(history)):
        began = time.perf_counter()
        step.take_snapshot(piece)
        spent += time.perf_counter() - began
        first = first or spent
        count += len(piece)
    step.end_snapshot(Header(seq=count, epoch=EPOCH, events=count), count)
    files.close()
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    return Built(folder, history, count, count / spent, first, size)


def pieces(events: Iterator[Event]) -> Iterator[list[Event]]:
    """Yield the events in the pieces of a first sync."""
    while piece := list(islice(events, BULK_ROWS)):
        yield piece

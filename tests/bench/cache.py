"""The made history as a desk's encrypted cache: projected once for each scale, kept for later runs in the temporary folder.

What is kept is found again as long as tables, projector and history are the same. Whoever writes takes a copy.
"""

from __future__ import annotations

import getpass
import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from inbox.desk.files import CACHE_STEPS, open_files
from inbox.desk.reader import Reader
from inbox.desk.snapshot import Header
from inbox.desk.sync import BULK_ROWS, SyncStep
from inbox.domain.events import Event
from inbox.store import timeline as timelines
from inbox.system.clock import SystemClock
from inbox.system.paths import DataFolder, data_folder
from inbox.system.secrets import Secret
from tests.bench.corpus import History, Shape

KEY = Secret("ab" * 32)
EPOCH = "bench"


@dataclass(frozen=True)
class Made:
    """A cache on the disk and what it was made from."""

    folder: Path
    history: History

    @property
    def files(self) -> DataFolder:
        """Where its files are."""
        return data_folder(self.folder)

    @property
    def megabytes(self) -> float:
        """How much it takes on the disk."""
        return sum(path.stat().st_size for path in self.folder.iterdir()) / 1e6

    def reader(self) -> Reader:
        """Open the cache as a screen does."""
        return Reader.open(self.files, KEY)

    @contextmanager
    def copy(self) -> Iterator[Made]:
        """Give a copy that may be written to, gone when the block ends."""
        with tempfile.TemporaryDirectory(prefix="tresen-bench-") as folder:
            copied = Path(folder) / "copy"
            shutil.copytree(self.folder, copied)
            yield Made(copied, self.history)


def made(scale: str) -> Made:
    """Return the cache of a scale, projected now when it is not there."""
    place = _place(scale)
    if not place.exists():
        with tempfile.TemporaryDirectory(prefix="tresen-bench-") as folder:
            for _ in project(Path(folder) / "made", History(Shape.of(scale))):
                pass
            keep(scale, Path(folder) / "made")
    return Made(place, History(Shape.of(scale)))


def keep(scale: str, folder: Path) -> None:
    """Keep a cache of the whole history of a scale for later runs, unless one is kept already."""
    place = _place(scale)
    if not place.exists():
        place.parent.mkdir(mode=0o700, exist_ok=True)
        shutil.move(folder, place)


@dataclass(frozen=True)
class Taken:
    """One transaction: how many events it took, and seconds by the clock and of this process."""

    events: int
    seconds: float
    cpu: float


def project(folder: Path, history: History) -> Iterator[Taken]:
    """Project a history as a first sync does, in the order of the log; making the events is not counted."""
    count = history.shape.messages + len(range(0, history.shape.messages, history.every))
    files = open_files(data_folder(folder), KEY, SystemClock())
    step = SyncStep(files.cache, SystemClock(), lambda events: None)
    step.begin_snapshot(Header(seq=0, epoch=EPOCH, events=0))
    for piece in pieces(iter(history), BULK_ROWS):
        began, busy = time.perf_counter(), time.process_time()
        step.take_snapshot(piece)
        yield Taken(len(piece), time.perf_counter() - began, time.process_time() - busy)
    step.end_snapshot(Header(seq=count, epoch=EPOCH, events=count), count)
    files.close()


def pieces(events: Iterator[Event], size: int) -> Iterator[list[Event]]:
    """Yield the events in pieces."""
    while piece := list(islice(events, size)):
        yield piece


def _place(scale: str) -> Path:
    folder = Path(tempfile.gettempdir()) / f"tresen-bench-{getpass.getuser()}"
    return folder / f"{scale}-{_fingerprint()}"


def _fingerprint() -> str:
    """Return a name for how caches are made: their format, their tables, their projector, and the history."""
    with tempfile.TemporaryDirectory(prefix="tresen-bench-") as empty:
        files = open_files(data_folder(Path(empty)), KEY, SystemClock())
        tables = files.cache.state.db.execute_sql("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
        tables += files.cache.state.db.execute_sql("PRAGMA cipher_settings").fetchall()
        files.close()
    history = [Path(__file__).with_name(name).read_bytes() for name in ("corpus.py", "words.txt")]
    return hashlib.sha256(repr((len(CACHE_STEPS), tables, timelines.PROJECTOR, history)).encode()).hexdigest()[:12]

"""A new desk: everything the hub has comes as a snapshot, chats of today first, through the real engine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from inbox.desk.ports import PAGE
from inbox.desk.reader import Reader
from inbox.desk.snapshot import Header
from inbox.domain.ids import ActionId
from inbox.hub.snapshot import NEWEST
from inbox.store.timeline.views import Listing
from inbox.system.paths import data_folder
from tests.bench.cache import EPOCH, KEY
from tests.bench.corpus import History, Shape
from tests.bench.figures import Figure, percentile
from tests.bench.made_hub import MadeHub, engine
from tests.bench.project import raw_rows_per_second

_PIECE_BYTES = 64 * 1024
_NOTHING = ActionId("00000000-0000-4000-8000-000000000000")
_LOOK_SECONDS = 0.02
_PATIENCE = 1800.0


def run(scale: str) -> list[Figure]:
    """Let an engine with an empty folder take a snapshot."""
    lines = _Lines(History(Shape.of(scale)))
    floor = raw_rows_per_second()
    with TemporaryDirectory(prefix="tresen-bench-") as place:
        busy = time.process_time()
        seen = _watch(Path(place), MadeHub(snapshot=lines.pieces()))
        cpu = time.process_time() - busy
    return [
        Figure("snapshot", "first chat usable", seen.first_chat, "s", "<= 5"),
        Figure("snapshot", f"first {PAGE} chats usable", seen.first_page, "s", "<= 5"),
        Figure("snapshot", "all there", seen.whole, "s", "<= 240 at 1M", None, f"{lines.count:,} events"),
        Figure("snapshot", "events per second", lines.count / seen.whole, "/s", ">= 6,000", floor, "floor: raw rows"),
        Figure("snapshot", "CPU per event", cpu / lines.count * 1e6, "us", ""),
        Figure("snapshot", "a click waits for the engine, p95", percentile(seen.waits, 0.95) * 1e3, "ms", ""),
        Figure("snapshot", "a click waits for the engine, longest", seen.waits[-1] * 1e3, "ms", ""),
    ]


@dataclass(frozen=True)
class _Seen:
    """Seconds from the start until something was there; ``waits`` of clicks meanwhile, sorted."""

    first_chat: float
    first_page: float
    whole: float
    waits: list[float]


def _watch(place: Path, hub: MadeHub) -> _Seen:
    """Look at the cache as a screen does, and click, until all is there."""
    desk = engine(data_folder(place), hub, lambda: None)
    began = time.perf_counter()
    desk.start()
    reader = Reader.open(data_folder(place), KEY)
    when, waits, is_done = dict[int, float](), list[float](), False
    while not is_done:
        is_done = "everything" in desk.take().flags
        chats = len(reader.inbox(Listing("all"), limit=PAGE))
        for wanted in (1, PAGE):
            if chats >= wanted:
                when.setdefault(wanted, time.perf_counter() - began)
        clicked = time.perf_counter()
        desk.undo(_NOTHING).result(_PATIENCE)
        waits.append(time.perf_counter() - clicked)
        time.sleep(_LOOK_SECONDS)
    whole = time.perf_counter() - began
    reader.close()
    desk.stop()
    return _Seen(when.get(1, whole), when.get(PAGE, whole), whole, sorted(waits))


class _Lines:
    """The snapshot's lines in the hub's order: the conversations of today first, of each the newest, then what is older."""

    def __init__(self, history: History) -> None:
        self.count = 0
        self._by_conversation: dict[str | None, list[bytes]] = {}
        for event in history:
            # The newest last: who comes up again goes to the end.
            own = self._by_conversation.pop(event.conversation, [])
            own.append(msgspec.json.encode(event))
            self._by_conversation[event.conversation] = own
            self.count += 1

    def pieces(self) -> Iterator[bytes]:
        """Yield the snapshot as it comes over the wire."""
        waiting = [msgspec.json.encode(Header(self.count, EPOCH, self.count)), b"\n"]
        size = 0
        recent = list(reversed(self._by_conversation.values()))
        for part in (*(own[-NEWEST:] for own in recent), *(own[:-NEWEST] for own in recent)):
            for line in part:
                waiting += (line, b"\n")
                size += len(line)
                if size >= _PIECE_BYTES:
                    yield b"".join(waiting)
                    waiting, size = [], 0
        yield b"".join(waiting)

"""The whole hub in one object: what starts after what, and stops in the reverse order.

``with HubServer(...)`` runs it inside a process (tests, the demo); ``serve()`` runs it as the process, until a signal.
The threads: HTTP (one event loop), writer, feeder, three small pools, and those of the engine that carries out actions.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from types import FrameType
from typing import Self

from inbox.domain.ports import Clock, Ids
from inbox.domain.problems import OutsideError
from inbox.hub.core import HubCore, HubPlace, MakeEngine
from inbox.hub.decode import Decoder, DecodeStep
from inbox.hub.http_server import bind, url_of
from inbox.hub.media import FILE as MEDIA_FILE
from inbox.hub.media import MediaStore
from inbox.hub.metrics import Metrics
from inbox.hub.offline import database_text, make_token
from inbox.hub.presence import PresenceBoard
from inbox.hub.running import Running
from inbox.hub.store import HubStore
from inbox.hub.writer import Writer
from inbox.system.instance import only_one
from inbox.system.settings import HubSettings
from inbox.system.tidying import Tidying

STOP_SECONDS = 4.5
"""After this the process ends whatever still runs: everything is durable, and resumes at the next start."""

_TURN_SECONDS = 0.2
"""So often the main thread looks whether it was told to stop, whether all threads still run, and for garbage."""

_log = logging.getLogger("tresen.hub")


class HubServer:
    """One hub. ``start`` and ``stop`` once; UserError in one sentence when something is in the way."""

    def __init__(
        self,
        place: HubPlace,
        settings: HubSettings,
        clock: Clock,
        ids: Ids,
        decoders: Mapping[str, Decoder],
        make_engine: MakeEngine,
    ) -> None:
        self._place = place
        self._settings = settings
        self._clock = clock
        self._ids = ids
        self._decoders = decoders
        self._make_engine = make_engine
        self._undo = ExitStack()
        self._running: Running | None = None
        self.url = ""
        self.epoch = ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.stop()

    def start(self) -> None:
        """Bring everything up; when this returns, requests are answered."""
        with ExitStack() as undo:
            undo.enter_context(only_one("hub", self._place.folder))
            bound = bind(self._place.host, self._place.port)
            undo.callback(bound.close)
            core = self._open(undo, url_of(bound))
            self._running = Running(core, self._make_engine(core), self._place.host, bound)
            self._running.start(undo)
            self.url, self.epoch = core.url, self._running.stream.epoch
            self._undo = undo.pop_all()
        sys.stderr.write(f"hub listening on {self.url} (epoch {self.epoch})\n")
        sys.stderr.flush()

    def stop(self) -> None:
        """Answer what is open, then stop everything in the reverse order. Harmless when nothing runs."""
        self._undo.close()

    def token(self, name: str, role: str) -> str:
        """Return a new token, as ``tresen hub token`` makes it."""
        place = self._place
        return make_token(
            place.folder, self._settings.database, place.key, self._clock, self._ids, name=name, role=role
        )

    def serve(self) -> int:
        """Run as the process until SIGTERM or SIGINT and return the exit code; main thread only."""
        told = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            told.set()

        for number in _signals():
            signal.signal(number, stop)
        with self, Tidying() as tidying:
            while not told.wait(_TURN_SECONDS):
                tidying.tidy()
                if self._running is not None and not self._running.is_alive:
                    raise OutsideError("A part of the hub has ended; its log says why. Start it again.")
            _log.info("stopping")
            _end_in_time()
        return 0

    def _open(self, undo: ExitStack, url: str) -> HubCore:
        key = self._place.key.reveal()
        database = database_text(self._settings.database)
        store = HubStore.open(self._place.folder, database, key, self._clock, self._ids)
        undo.callback(store.close)
        media = MediaStore.open(self._place.folder / MEDIA_FILE, key, self._ids)
        undo.callback(media.close)
        decoding = DecodeStep(self._decoders)
        writer = Writer(store)
        writer.decode_with(decoding)
        metrics = Metrics(store, self._clock)
        board = PresenceBoard(self._clock)
        return HubCore(self._settings, store, writer, decoding, media, metrics, self._clock, self._ids, board, url)


def _signals() -> list[signal.Signals]:
    names = ["SIGTERM", "SIGINT", "SIGBREAK"]
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


def _end_in_time() -> None:
    """See to it that the process ends soon, even when a thread still waits for a platform.

    Whatever is cut off resumes at the next start as after a power cut.
    """

    def end() -> None:
        _log.warning("something still runs after %s seconds; it goes on at the next start", STOP_SECONDS)
        logging.shutdown()
        os._exit(0)

    timer = threading.Timer(STOP_SECONDS, end)
    timer.daemon = True
    timer.start()

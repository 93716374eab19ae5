"""The real window on a copy of a made cache, with its real engine, in this process; offscreen and without a hub's news.

Imported by the children of the window's benchmarks only, for it loads Qt.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

import msgspec
from PySide6.QtCore import QEventLoop, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from inbox.desk.files import open_files
from inbox.desk.reader import Reader
from inbox.desk.sync import SyncStep
from inbox.domain.events import Event
from inbox.store.state import Changes, merged
from inbox.store.timeline import place as places
from inbox.system.clock import SystemClock, SystemIds
from inbox.system.paths import data_folder
from inbox.ui.app.desk_app import Bell, Surroundings, make_app, open_window
from inbox.ui.app.desk_window import DeskWindow
from inbox.ui.app.tidying import Tidying
from inbox.ui.language import Language
from inbox.ui.theme.theme import Scheme, Theme
from tests.bench.cache import EPOCH, KEY
from tests.bench.made_hub import MadeHub, engine

SIZE = QSize(1200, 900)
_PATIENCE = 60.0
_BEAT_MS, _LOOK_MS = 5, 100


class Took(msgspec.Struct, frozen=True, array_like=True):
    """Milliseconds by the clock, and of this thread alone: what remains when others want the cores too."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class RealWindow:
    """The window and what is behind it."""

    app: QApplication
    shown: DeskWindow
    hub: MadeHub
    folder: Path
    reader: Reader

    @property
    def cursor(self) -> int:
        """Up to which event the engine has written."""
        # By the window's own connection: whoever waits asks a thousand times a second, and each new one leaves much garbage.
        return place_of(self.reader)

    def timed(self, act: Callable[[], object]) -> Took:
        """Return how long it takes until something was done and painted."""
        began, busy = time.perf_counter_ns(), time.thread_time_ns()
        act()
        self.app.processEvents()
        return Took((time.perf_counter_ns() - began) / 1e6, (time.thread_time_ns() - busy) / 1e6)

    def settle(self, is_done: Callable[[], bool] = lambda: True) -> None:
        """Let everything happen that is under way."""
        ends = time.monotonic() + _PATIENCE
        for _ in range(20):
            self.app.processEvents()
        while not is_done():
            if time.monotonic() > ends:
                raise RuntimeError("the window does not get ready")
            self.app.processEvents()
            time.sleep(0.001)

    def wait_for_all_rows(self) -> None:
        """Let the list learn the order of all chats."""
        count = self.shown.rows.state.views[0].count
        self.settle(lambda: self.shown.rows.model.rowCount() >= count)


@contextmanager
def real_window(folder: Path, log: Iterable[Event] = ()) -> Iterator[RealWindow]:
    """Open it; ``log`` is what its hub can tell later."""
    app = make_app()
    language, theme, bell = Language(app, "en"), Theme(app, Scheme.LIGHT), Bell()
    hub = MadeHub(log)
    desk = engine(data_folder(folder), hub, bell.ring)
    desk.start()
    reader = Reader.open(data_folder(folder), KEY)
    shown = open_window(theme, bell, reader, desk, Surroundings(SystemClock(), SystemIds(), UTC, language="en"))
    window = shown.widgets.window
    window.resize(SIZE)
    window.show()
    opened, tidying = RealWindow(app, shown, hub, folder, reader), Tidying()
    try:
        opened.settle(lambda: desk.view.status.online)
        tidying.begin()
        tidying.set_aside()
        yield opened
    finally:
        tidying.end()
        shown.close()
        window.hide()
        reader.close()
        desk.stop()
        language.remove()


def cursor_of(folder: Path) -> int:
    """Return up to which event the cache in a folder is written."""
    reader = Reader.open(data_folder(folder), KEY)
    cursor = place_of(reader)
    reader.close()
    return cursor


def place_of(reader: Reader) -> int:
    """Return up to which event what is read is written."""
    cursor: int = places.read(reader.cache.timeline).cursor
    return cursor


def late(window: RealWindow, seconds: float) -> list[Took]:
    """Return how late each turn of a 5 ms timer came, while there is a query and a repaint every 100 ms."""
    taken: list[Took] = []
    clock = [time.perf_counter()]
    beat, look = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=_BEAT_MS), QTimer(interval=_LOOK_MS)

    def on_beat() -> None:
        now = time.perf_counter()
        taken.append(Took(max(0.0, (now - clock[0]) * 1e3 - _BEAT_MS), 0.0))
        clock[0] = now

    def on_look() -> None:
        window.reader.counts()
        window.shown.widgets.rows.viewport().update()

    beat.timeout.connect(on_beat)
    look.timeout.connect(on_look)
    # A loop of its own: whoever lets the application quit has its windows closed, and measures nothing from then on.
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    beat.start()
    look.start()
    clock[0] = time.perf_counter()
    loop.exec()
    beat.stop()
    look.stop()
    return taken


class Writer:
    """Applies events as the engine does, on a connection of its own, so that one knows when and what has changed."""

    def __init__(self, folder: Path) -> None:
        self._files = open_files(data_folder(folder), KEY, SystemClock())
        self._step = SyncStep(self._files.cache, SystemClock(), lambda events: None)

    @property
    def cursor(self) -> int:
        """Where the cache stands."""
        return self._step.place.cursor

    def apply(self, events: list[Event]) -> Changes:
        """Apply events; returns what has changed."""
        return merged(list(self._step.apply(EPOCH, events)))

    def close(self) -> None:
        """Close the files."""
        self._files.close()


class BareWidget(QWidget):
    """A window of one colour: what any frame costs at least."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Fill the exposed part."""
        where: QRect = event.rect()
        QPainter(self).fillRect(where, 0xFFF4F5F7)

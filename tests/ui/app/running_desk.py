"""A desk with its window on a hub that runs elsewhere, opened and closed like the program itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from inbox.desk.engine import Engine
from inbox.desk.holds import HoldSettings
from inbox.desk.place import DeskPlace, World
from inbox.desk.reader import Reader
from inbox.domain.ports import Clock
from inbox.system.clock import SystemClock, SystemIds, SystemRandom
from inbox.system.paths import data_folder
from inbox.system.secrets import Secret
from inbox.ui.app.desk_app import Bell, Surroundings, open_window, take_away
from inbox.ui.app.desk_window import DeskWindow
from inbox.ui.theme.theme import Theme


@dataclass(frozen=True)
class RunningDesk:
    """One desk at work, as somebody sits at it."""

    engine: Engine
    reader: Reader
    shown: DeskWindow


@contextmanager
def running_desk(
    folder: Path,
    key: str,
    url: str,
    token: str,
    theme: Theme,
    bell: Bell,
    holds: HoldSettings,
    language: str = "en",
    clock: Clock | None = None,
) -> Iterator[RunningDesk]:
    """Start engine and window, show it, and end both in the order of the program; ``clock`` is the machine's own."""
    clock, ids = clock or SystemClock(), SystemIds()
    place = DeskPlace(data_folder(folder), Secret(key), url, Secret(token))
    with ExitStack() as undo:
        engine = Engine(place, World(clock, ids, SystemRandom()), bell.ring, holds)
        engine.start()
        undo.callback(engine.stop)
        reader = Reader.open(place.folder, place.key)
        undo.callback(reader.close)
        around = Surroundings(clock=clock, ids=ids, zone=UTC, files=engine.files, language=language)
        shown = open_window(theme, bell, reader, engine, around)
        window = shown.widgets.window
        undo.callback(take_away, window)
        undo.callback(shown.close)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        yield RunningDesk(engine, reader, shown)

"""``tresen``: the desk. The first start asks, every other one opens the inbox at once, offline too.

Runs on the main thread, which becomes Qt's. Imported only when a window is wanted, because it loads Qt.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import tzinfo
from typing import TYPE_CHECKING

from inbox.desk.engine import Engine
from inbox.desk.keeper import HubKeeper
from inbox.desk.place import DeskPlace, World
from inbox.desk.reader import Reader
from inbox.start.own import hub_of, start_of_environment, token_of
from inbox.system.instance import RunningError, only_one
from inbox.system.loading import loading
from inbox.system.paths import DataFolder
from inbox.system.secrets import EnvironmentSecrets, KeyringSecrets, SecretsInOrder
from inbox.system.settings import agent_token, cache_key, copies_bytes
from inbox.system.start_file import Start, TeamStart, read_start
from inbox.ui.app.application import kept_language, make_app, settings_in
from inbox.ui.app.one_window import Answer, Doorbell, ring, socket_name
from inbox.ui.language import system_zone

if TYPE_CHECKING:
    from inbox.ui.app.desk_app import Bell

_ENDING_SECONDS = 15.0
"""So long a window that was closed may take to end its hub."""


@dataclasses.dataclass(frozen=True)
class Opening:
    """How the desk is opened: in which folder, with which link to a chat, and for a hub named on the command line.

    ``demo`` opens the demo shop, which the doorbell then brings to the front, and returns its exit code.
    """

    folder: DataFolder
    environ: Mapping[str, str]
    world: World
    zone: tzinfo
    demo: Callable[[Doorbell], int]
    link: str = ""
    hub: str = ""

    @property
    def keyring(self) -> KeyringSecrets:
        """The keyring's entries of this folder."""
        return KeyringSecrets(mark=self.folder.mark)

    @property
    def secrets(self) -> SecretsInOrder:
        """Where the secrets of this desk come from; never another folder's."""
        return SecretsInOrder(EnvironmentSecrets(self.environ), self.keyring)


def open_desk(opening: Opening) -> int:
    """Show the desk's window until it is closed, or bring the one of this folder to the front; return the exit code."""
    make_app()
    name = socket_name(opening.folder.mark)
    with ExitStack() as undo:
        if not _be_the_first(opening, name, undo):
            return 0
        doorbell = Doorbell(name)
        undo.callback(doorbell.close)
        start = _start_of(opening) or _first_start(opening, doorbell)
        return start if isinstance(start, int) else _show(opening, start, doorbell)


def _be_the_first(opening: Opening, name: str, undo: ExitStack) -> bool:
    """Take the window's lock of this folder; False when another window has it and was called to the front.

    RunningError when it does not answer. One that was closed just now, and listens no more, may take a while to end its hub.
    """
    ends = opening.world.clock.monotonic() + _ENDING_SECONDS
    while True:
        try:
            undo.enter_context(only_one("window", opening.folder.root))
        except RunningError:
            answer = ring(name, opening.link)
            if answer is Answer.HEARD:
                return False
            if answer is Answer.SILENT or opening.world.clock.monotonic() > ends:
                raise
        else:
            return True


def _first_start(opening: Opening, doorbell: Doorbell) -> Start | int:
    """Ask what kind of desk this is to be; return that, or the exit code when nothing is to be shown after it."""
    # Late, because every other start does without: this loads what speaks to the platforms.
    from inbox.start.connecting import Connector
    from inbox.ui.app.first_start import Outcome, run_first_start

    folder, world = opening.folder, opening.world
    with ExitStack() as undo:

        def connect(bell: Bell) -> Connector:
            zone = system_zone()
            connector = Connector(
                folder, opening.keyring, opening.environ, world.clock, world.ids, bell.ring, zone=zone
            )
            undo.callback(connector.close)
            return connector

        first = run_first_start(connect, settings_in(folder.window), doorbell)
        outcome = first.outcome
        first.close()
    if outcome is Outcome.CLOSED:
        return 0
    if outcome is Outcome.DEMO:
        return opening.demo(doorbell)
    start = read_start(folder)
    assert start is not None
    return start


def _start_of(opening: Opening) -> Start | None:
    """Return what kind of desk this is: as the command line says, as remembered, as the environment says; None: not begun."""
    if opening.hub:
        return TeamStart(hub=opening.hub)
    return read_start(opening.folder) or start_of_environment(opening.environ)


def _show(opening: Opening, start: Start, doorbell: Doorbell) -> int:
    """Open the files, begin to look for the hub, and show the window."""
    settings = settings_in(opening.folder.window)
    bells: list[Bell] = []

    def knock() -> None:
        for bell in bells:
            bell.ring()

    with ExitStack() as undo:
        place, keeper = _place(opening, start)
        if keeper is not None:
            # Stopped after the engine, which says goodbye to the hub.
            undo.callback(keeper.stop)
        engine = Engine(place, opening.world, knock, rests=True)
        engine.begin()
        undo.callback(engine.stop)
        # While the engine opens and checks its files, the window is loaded.
        with loading():
            from inbox.ui.app.desk_app import Bell, Surroundings, run

        engine.start()
        bells.append(Bell())
        reader = Reader.open(opening.folder, place.key)
        undo.callback(reader.close)
        if keeper is not None:
            keeper.start(engine.hub_is)
        around = Surroundings(
            clock=opening.world.clock,
            ids=opening.world.ids,
            zone=opening.zone,
            files=engine.files,
            language=kept_language(settings),
        )
        return run(bells[0], reader, engine, around, settings, doorbell, opening.link)


def _place(opening: Opening, start: Start) -> tuple[DeskPlace, HubKeeper | None]:
    """Return where this desk's files and its hub are, and who keeps that hub running when it is its own."""
    folder, secrets = opening.folder, opening.secrets
    key, most = cache_key(secrets), copies_bytes(opening.environ)
    if isinstance(start, TeamStart):
        return DeskPlace(folder, key, start.hub, agent_token(secrets), most), None
    token = token_of(folder, secrets, opening.keyring, opening.environ, opening.world.clock, opening.world.ids)
    hub = hub_of(start, folder, secrets, opening.environ)
    return DeskPlace(folder, key, "", token, most), HubKeeper(hub, opening.world.clock)

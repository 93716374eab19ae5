"""The demo's shop: pretend platforms, a hub of its own as a child process, a desk; all data thrown away at the end.

Put together on the main thread. Every secret is made for this run and never written down.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from inbox.demo.colleague import Colleague
from inbox.demo.control import Control
from inbox.demo.counter import Counter, World
from inbox.demo.evidence import Telling
from inbox.demo.morning import JANA, TOM
from inbox.demo.pace import ShopPace
from inbox.demo.steps import CURRENCY, HOLDS, SHIPPING, Stage
from inbox.desk.child import OwnHub, own_hub
from inbox.desk.engine import Engine
from inbox.desk.holds import HoldSettings
from inbox.desk.hub_client import HubClient
from inbox.desk.keeper import HubKeeper
from inbox.desk.link import HubState
from inbox.desk.place import DeskPlace
from inbox.desk.place import World as DeskWorld
from inbox.desk.reader import Reader
from inbox.domain.ports import Random
from inbox.hub.offline import make_token
from inbox.sandbox.living import goods as living
from inbox.sandbox.living.bought import FREE_FROM
from inbox.sandbox.server import SandboxServer
from inbox.sandbox.shop import MERCHANT
from inbox.system.paths import DataFolder, data_folder
from inbox.system.secrets import Secret

AGENT = JANA
SETTLED = {
    "TRESEN_SHOP_NAME": MERCHANT,
    "TRESEN_SHOP_CURRENCY": CURRENCY,
    "TRESEN_SHOP_ADDRESS": "Deichstraße 1, 20459 Hamburg",
    "TRESEN_SHOP_COORDINATES": "53.5461, 9.9890",
    "TRESEN_SHOP_PHONE": "+4940555012",
    "TRESEN_SHOP_EMAIL": "hallo@nordlicht.example",
    "TRESEN_SHOP_WITHDRAWAL_TEXT": (
        "Rückgabe binnen 30 Tagen nach Erhalt, ungeöffnet und auf unsere Kosten. Erstattet wird binnen 14 Tagen auf dem Weg,"
        " auf dem bezahlt wurde. Geöffneter Kaffee wird nur ersetzt, wenn er fehlerhaft war."
    ),
    "TRESEN_SHOP_SHIPPING": ";".join(f"{each.label}:{each.amount}" for each in SHIPPING),
}
"""What the scripted shop has settled, as an owner writes it down."""
SETTLED_LIVING = SETTLED | {"TRESEN_SHOP_SHIPPING": f"DHL:{living.SHIPPING}:{FREE_FROM};{SHIPPING[-1].label}:0"}
"""The same of the living shop, whose customers have always had big orders sent free."""
_OURS = "TRESEN_"


def _nobody_listens() -> None:
    """Do nothing: the script looks by itself."""


@dataclasses.dataclass(frozen=True)
class LivingShop:
    """What a window on the living shop works with."""

    engine: Engine
    reader: Reader
    control: Control
    pace: ShopPace


@contextmanager
def open_shop(
    world: World,
    chance: Random,
    seed: int,
    telling: Telling,
    knock: Callable[[], None] = _nobody_listens,
    *,
    holds: HoldSettings = HOLDS,
    settled: Mapping[str, str] = SETTLED,
) -> Iterator[Stage]:
    """Open a shop whose eight customers wait to be told, and hand it out once desk and hub have found each other.

    ``knock`` is called on the engine's thread when something changed; a window listens to it. ``settled`` is what the shop
    has settled, as its owner writes it down. All of it is taken down again in the reverse order.
    """
    with ExitStack() as undo:
        rooms = _furnish(undo, world, SandboxServer(seed=seed), settled)
        url = rooms.hub.start()
        undo.callback(rooms.hub.stop)
        telling.say(f"pretend platforms at {rooms.sandbox}, hub at {url}, everything encrypted in {rooms.root}")
        engine, reader = _desk(undo, rooms, DeskWorld(world.clock, world.ids, chance), url, holds, knock)
        client = undo.enter_context(HubClient(url, rooms.token))
        counter = Counter(world, engine, reader, client)
        counter.until("the desk has reached its hub", lambda: engine.view.status.online)
        counter.until("the hub has told the shop's terms", lambda: engine.view.terms.name)
        yield Stage(_control(undo, rooms), counter, telling)


@contextmanager
def open_living(
    world: World, chance: Random, seed: int, telling: Telling, knock: Callable[[], None], speed: float
) -> Iterator[LivingShop]:
    """Open a shop of some fifty people with a past and minds of their own, who live ``speed`` times faster than life.

    It is handed out before its hub has started, so that a window can be there at once; people and chats come as the hub
    does.
    """
    with ExitStack() as undo:
        rooms = _furnish(undo, world, SandboxServer(seed=seed, living=True, speed=speed), SETTLED_LIVING)
        telling.say(f"pretend platforms at {rooms.sandbox}, everything encrypted in {rooms.root}")
        keeper = HubKeeper(rooms.hub, world.clock)
        # Stopped after the engine, which says goodbye to the hub.
        undo.callback(keeper.stop)
        control = _control(undo, rooms)
        colleague = _colleague(world, chance, rooms, control)
        undo.callback(colleague.stop)
        engine, reader = _desk(undo, rooms, DeskWorld(world.clock, world.ids, chance), "", HoldSettings(), knock)

        def hub_is(state: HubState, url: str, words: str) -> None:
            engine.hub_is(state, url, words)
            colleague.hub_is(url)

        keeper.start(hub_is)
        pace = ShopPace(control, speed)
        undo.callback(pace.close)
        yield LivingShop(engine, reader, control, pace)


def _colleague(world: World, chance: Random, rooms: _Rooms, control: Control) -> Colleague:
    """Return the colleague at the next desk, with a token of his own."""
    folder = data_folder(rooms.root / "hub")
    token = make_token(
        folder.root, folder.hub_database, rooms.hub_key, world.clock, world.ids, name=TOM, role="agent"
    )

    def people() -> dict[str, str]:
        return {one["user_id"]: who for who, one in control.customers().items()}

    return Colleague(world, chance, {JANA: rooms.token, TOM: Secret(token)}, people)


@dataclasses.dataclass(frozen=True)
class _Rooms:
    """A shop before anybody works in it: the address of its sandbox, its hub (not started), the desk's folder and secrets."""

    root: Path
    sandbox: str
    hub: OwnHub
    desk: DataFolder
    cache_key: Secret
    hub_key: Secret
    token: Secret


def _furnish(undo: ExitStack, world: World, server: SandboxServer, settled: Mapping[str, str]) -> _Rooms:
    root = Path(undo.enter_context(TemporaryDirectory(prefix="tresen-demo-", ignore_cleanup_errors=True)))
    sandbox = undo.enter_context(server)
    hub_folder, desk_folder = data_folder(root / "hub"), data_folder(root / "desk")
    hub_key, cache_key = Secret(world.ids.token(32)), Secret(world.ids.token(32))
    token = make_token(
        hub_folder.root, hub_folder.hub_database, hub_key, world.clock, world.ids, name=AGENT, role="owner"
    )
    given = {**sandbox.environment(), **settled, "TRESEN_HUB_KEY": hub_key.reveal()}
    hub = own_hub(hub_folder.root, plain_environment(os.environ), given)
    return _Rooms(root, sandbox.url, hub, desk_folder, cache_key, hub_key, Secret(token))


def _desk(
    undo: ExitStack, rooms: _Rooms, world: DeskWorld, url: str, holds: HoldSettings, knock: Callable[[], None]
) -> tuple[Engine, Reader]:
    place = DeskPlace(rooms.desk, rooms.cache_key, url, rooms.token)
    engine = Engine(place, world, knock=knock, holds=holds)
    engine.start()
    undo.callback(engine.stop)
    reader = Reader.open(rooms.desk, rooms.cache_key)
    undo.callback(reader.close)
    return engine, reader


def _control(undo: ExitStack, rooms: _Rooms) -> Control:
    control = Control(rooms.sandbox)
    undo.callback(control.close)
    return control


def plain_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without a real shop's settings: a demo must never reach anybody's accounts."""
    return {name: value for name, value in environ.items() if not name.startswith(_OURS)}

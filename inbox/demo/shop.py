"""The demo's shop: pretend platforms, a hub of its own as a child process, a desk; all data thrown away at the end.

Put together on the main thread. Every secret is made for this run and never written down.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from inbox.demo.control import Control
from inbox.demo.counter import Counter, World
from inbox.demo.evidence import Telling
from inbox.demo.steps import CURRENCY, HOLDS, SHIPPING, Stage
from inbox.desk.child import own_hub
from inbox.desk.core import DeskPlace
from inbox.desk.core import World as DeskWorld
from inbox.desk.engine import Engine
from inbox.desk.holds import HoldSettings
from inbox.desk.hub_client import HubClient
from inbox.desk.reader import Reader
from inbox.domain.ports import Random
from inbox.hub.offline import make_token
from inbox.sandbox.living.pulse import DEFAULT_SPEED
from inbox.sandbox.server import SandboxServer
from inbox.sandbox.shop import MERCHANT
from inbox.system.paths import data_folder
from inbox.system.secrets import Secret

AGENT = "Jana"
SETTLED = {
    "TRESEN_SHOP_NAME": MERCHANT,
    "TRESEN_SHOP_CURRENCY": CURRENCY,
    "TRESEN_SHOP_SHIPPING": ";".join(f"{each.label}:{each.amount}" for each in SHIPPING),
}
"""What the demo's shop has settled, as an owner writes it down."""
_OURS = "TRESEN_"


def _nobody_listens() -> None:
    """Do nothing: the script looks by itself."""


@contextmanager
def open_shop(
    world: World,
    chance: Random,
    seed: int,
    telling: Telling,
    knock: Callable[[], None] = _nobody_listens,
    *,
    living: bool = False,
    speed: float = DEFAULT_SPEED,
    holds: HoldSettings = HOLDS,
) -> Iterator[Stage]:
    """Open everything, hand out the stage, and take it all down again in the reverse order.

    ``knock`` is called on the engine's thread when something changed; a window listens to it. With ``living`` some fifty
    people have a past with the shop and minds of their own, ``speed`` times faster than life; else the eight scripted ones
    wait to be told.
    """
    with ExitStack() as undo:
        root = Path(undo.enter_context(TemporaryDirectory(prefix="tresen-demo-", ignore_cleanup_errors=True)))
        sandbox = undo.enter_context(SandboxServer(seed=seed, living=living, speed=speed))
        hub_folder, desk_folder = data_folder(root / "hub"), data_folder(root / "desk")
        hub_key, cache_key = Secret(world.ids.token(32)), Secret(world.ids.token(32))
        token = make_token(
            hub_folder.root, hub_folder.hub_database, hub_key, world.clock, world.ids, name=AGENT, role="owner"
        )
        given = {**sandbox.environment(), **SETTLED, "TRESEN_HUB_KEY": hub_key.reveal()}
        hub = own_hub(hub_folder.root, plain_environment(os.environ), given, world.clock)
        url = hub.start()
        undo.callback(hub.stop)
        telling.say(f"pretend platforms at {sandbox.url}, hub at {url}, everything encrypted in {root}")
        place = DeskPlace(desk_folder, cache_key, url, Secret(token))
        engine = Engine(place, DeskWorld(world.clock, world.ids, chance), knock=knock, holds=holds)
        engine.start()
        undo.callback(engine.stop)
        reader = Reader.open(desk_folder, cache_key)
        undo.callback(reader.close)
        client = undo.enter_context(HubClient(url, Secret(token)))
        control = Control(sandbox.url)
        undo.callback(control.close)
        counter = Counter(world, engine, reader, client)
        counter.until("the desk has reached its hub", lambda: engine.view.status.online)
        counter.until("the hub has told the shop's terms", lambda: engine.view.terms.name)
        yield Stage(control, counter, telling)


def plain_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without a real shop's settings: a demo must never reach anybody's accounts."""
    return {name: value for name, value in environ.items() if not name.startswith(_OURS)}

"""``tresen demo`` on a screen: the living shop with the desk's window on it.

Runs on the main thread, which becomes Qt's. Imported only when a window is wanted, because it loads Qt.
"""

from __future__ import annotations

from datetime import tzinfo

from inbox.demo.counter import World
from inbox.demo.evidence import Telling
from inbox.demo.shop import open_living
from inbox.domain.ports import Random
from inbox.sandbox.living.pulse import DEFAULT_SPEED
from inbox.ui.app.desk_app import Bell, Surroundings, make_app, run
from inbox.ui.app.one_window import Doorbell


def show(
    world: World,
    chance: Random,
    seed: int,
    zone: tzinfo,
    speed: float = DEFAULT_SPEED,
    doorbell: Doorbell | None = None,
) -> int:
    """Open the shop and its window; returns when the window is closed.

    ``speed`` is how many times faster than life the customers are; UserError when they cannot be. ``doorbell`` brings calls
    of later starts.
    """
    make_app()
    bell = Bell()
    telling = Telling(world.clock)
    with open_living(world, chance, seed, telling, bell.ring, speed) as shop:
        around = Surroundings(
            clock=world.clock,
            ids=world.ids,
            zone=zone,
            files=shop.engine.files,
            pace=shop.pace,
        )
        return run(bell, shop.reader, shop.engine, around, doorbell=doorbell)

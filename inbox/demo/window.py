"""``tresen demo`` on a screen: the living shop with the desk's window on it.

Runs on the main thread, which becomes Qt's. Imported only when a window is wanted, because it loads Qt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from inbox.demo.counter import World
from inbox.demo.evidence import Telling
from inbox.demo.shop import open_living
from inbox.domain.ports import Random
from inbox.sandbox.living.goods import LIVING_PRODUCTS
from inbox.sandbox.living.pulse import DEFAULT_SPEED
from inbox.ui.app.desk_app import Bell, Surroundings, make_app, run
from inbox.ui.models.presenters.desk import Product, Products


def show(world: World, chance: Random, seed: int, zone: tzinfo, speed: float = DEFAULT_SPEED) -> int:
    """Open the shop and its window; returns when the window is closed.

    ``speed`` is how many times faster than life the customers are; UserError when they cannot be.
    """
    make_app()
    bell = Bell()
    telling = Telling(world.clock)
    with open_living(world, chance, seed, telling, bell.ring, speed) as shop:
        around = Surroundings(
            clock=world.clock,
            ids=world.ids,
            zone=zone,
            catalogue=Products(_catalogue()),
            files=shop.engine.files,
        )
        return run(bell, shop.reader, shop.engine, around)


def _catalogue() -> Iterator[Product]:
    return (
        Product(
            sku=one.sku, name=one.name, price=one.price.minor, currency=one.price.currency, is_available=one.available
        )
        for one in LIVING_PRODUCTS
    )

"""``tresen demo --window``: the demo's shop with the desk's window on it; the eight customers write first.

Runs on the main thread, which becomes Qt's. Imported only when a window is wanted, because it loads Qt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from inbox.demo.control import Control
from inbox.demo.counter import World
from inbox.demo.evidence import Telling
from inbox.demo.shop import open_shop
from inbox.demo.steps import SHIPPING
from inbox.domain.ids import AgentId
from inbox.domain.ports import Random
from inbox.domain.roles import Actor
from inbox.sandbox.shop import MERCHANT, PRODUCTS
from inbox.ui.app.desk_app import Bell, Surroundings, make_app, run
from inbox.ui.models.presenters.desk import Product, Products, Terms

OPENINGS = (
    ("lena", "Hallo! Das Paket ist da, aber eine Tüte Guatemala war aufgerissen."),
    ("sophie", "Meine Karte wurde abgelehnt, was kann ich tun?"),
    ("oliver", "Hi, could you send me the tasting set again?"),
    ("marie", "Wo bleibt meine Bestellung 10234?"),
    ("farid", "I never ordered this. I told my bank."),
    ("thu", "Danke, ist gut angekommen!"),
)


def show(world: World, chance: Random, seed: int, zone: tzinfo) -> int:
    """Open the shop and its window; returns when the window is closed."""
    make_app()
    bell = Bell()
    telling = Telling(world.clock)
    with open_shop(world, chance, seed, telling, bell.ring) as stage:
        _customers_write(stage.control)
        me = stage.counter.me()
        around = Surroundings(
            clock=world.clock,
            ids=world.ids,
            zone=zone,
            me=Actor(AgentId(me.agent), me.name, me.role),
            terms=Terms(name=MERCHANT, shipping=SHIPPING, is_demo=True),
            catalogue=Products(_catalogue()),
        )
        return run(bell, stage.counter.reader, stage.counter.engine, around)


def _customers_write(control: Control) -> None:
    for customer, text in OPENINGS:
        control.say(customer, text)
    control.order("murat", {"HAFEN-1000": 2, "FILTER-100": 3})


def _catalogue() -> Iterator[Product]:
    return (
        Product(
            sku=one.sku, name=one.name, price=one.price.minor, currency=one.price.currency, is_available=one.available
        )
        for one in PRODUCTS
    )

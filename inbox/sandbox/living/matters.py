"""What people turn to the demo shop with: which matters there are, how often they come up, and what each needs.

Data and one pure choice; read by minds (how to begin) and by the director (who begins with what).
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import msgspec

from inbox.sandbox.living.goods import LIVING_BY_SKU, SPOKEN, Sort
from inbox.sandbox.living.hours import DAY
from inbox.sandbox.living.persona import Persona
from inbox.sandbox.living.turn import Stage


class Matter(msgspec.Struct, frozen=True):
    """One occasion to write.

    ``sorts`` are the kinds of goods it can be about (all when empty); ``needs_order`` asks for a payment of at most
    ``days`` ago, ``needs_number`` of one with an order number. ``photo`` is what is shown, ``weight`` how often it comes up.
    ``claim`` is the bank's reason when it ends badly.
    """

    key: str
    stage: Stage
    weight: float
    sorts: tuple[Sort, ...] = ()
    needs_order: bool = False
    needs_number: bool = False
    days: int = 30
    photo: str = ""
    claim: str = ""

    def written_on(self, sku: str) -> str:
        """Return the label in the photo: the thing itself, or another one when that is the trouble."""
        label = SPOKEN[sku].label if sku in SPOKEN else ""
        if self.key not in ("wrong", "missing"):
            return label
        return "HAFEN" if label != "HAFEN" else "BRASIL"

    @property
    def expects(self) -> bool:
        """Tell whether an answer is expected."""
        return self.stage != "done"


MATTERS: dict[str, Matter] = {
    matter.key: matter
    for matter in (
        Matter("cart", "cart", 24),
        Matter("ask", "asking", 14),
        Matter("where", "asking", 11, needs_order=True, needs_number=True, days=12, claim="product_not_received"),
        Matter("gift", "asking", 7),
        Matter("praise", "done", 7, ("bag", "club", "fragile", "pieces", "machine"), True),
        Matter("torn", "problem", 5, ("bag",), True, days=9, photo="torn", claim="product_unacceptable"),
        Matter("wrong", "problem", 4, ("bag",), True, days=9, photo="wrong", claim="product_unacceptable"),
        Matter("broken", "problem", 4, ("fragile",), True, days=12, photo="broken", claim="product_unacceptable"),
        Matter("machine", "problem", 1, ("machine",), True, days=20, photo="machine", claim="product_unacceptable"),
        Matter("wet", "problem", 3, ("bag", "pieces"), True, days=9, photo="wet", claim="product_unacceptable"),
        Matter(
            "missing",
            "problem",
            4,
            ("bag", "pieces", "fragile"),
            True,
            days=9,
            photo="missing",
            claim="product_not_received",
        ),
        Matter("return", "problem", 3, ("fragile", "pieces", "machine"), True, True, days=14),
        Matter("twice", "asking", 2, (), True, True, days=10, claim="duplicate"),
        Matter("voucher", "asking", 3, ("voucher",), True, True, days=10, claim="product_not_received"),
        Matter("address", "asking", 3, (), True, True, days=4),
        Matter("pickup", "asking", 3, (), True, True, days=5),
        Matter("office", "asking", 3, ("bag",)),
        Matter("stock", "asking", 3),
        Matter("voice", "asking", 2, ("bag",)),
        Matter("stop", "done", 0.25),
        Matter("buy", "done", 9),
    )
}


class Order(msgspec.Struct, frozen=True):
    """Something a person has bought: its number, what was in it, its charge, and when (seconds of life, negative for before)."""

    number: str
    skus: tuple[str, ...]
    charge: str
    at: float


class Topic(msgspec.Struct, frozen=True):
    """A matter with what it is about."""

    matter: str
    sku: str
    order: Order | None = None


def choose(
    who: Persona, orders: Sequence[Order], now: float, dice: Random, done: frozenset[str], *, is_calm: bool = False
) -> Topic:
    """Return something to turn to the shop with.

    ``orders`` are those nobody spoke of, ``done`` matters had before; ``is_calm`` leaves out what expects an answer.
    """
    matters = [matter for matter in MATTERS.values() if not (is_calm and matter.expects)]
    topics = [topic for matter in matters if (topic := topic_of(matter, orders, now, dice)) is not None]
    weights = [_weight(MATTERS[topic.matter], who, done) for topic in topics]
    return dice.choices(topics, weights)[0]


def _weight(matter: Matter, who: Persona, done: frozenset[str]) -> float:
    weight = matter.weight
    if matter.key in done and matter.key not in ("cart", "ask", "buy"):
        return weight / 100
    if who.temper == "angry" and matter.stage == "problem":
        weight *= 1.6
    if who.temper == "chatty" and matter.key in ("praise", "gift", "ask"):
        weight *= 1.6
    if who.temper == "terse" and matter.key in ("cart", "buy"):
        weight *= 1.5
    return weight


def topic_of(matter: Matter, orders: Sequence[Order], now: float, dice: Random) -> Topic | None:
    """Return what a matter could be about, None when this person has no occasion for it."""
    if not matter.needs_order:
        return Topic(matter.key, dice.choice(_skus(matter)))
    # What was bought a moment ago has not arrived yet, so nobody complains about it.
    soonest = DAY if matter.stage == "problem" or matter.key == "where" else 0.0
    candidates = [
        (order, sku)
        for order in orders
        if soonest <= now - order.at <= matter.days * DAY and (order.number or not matter.needs_number)
        for sku in order.skus
        if not matter.sorts or SPOKEN[sku].sort in matter.sorts
    ]
    if not candidates:
        return None
    order, sku = dice.choice(candidates)
    return Topic(matter.key, sku, order)


def _skus(matter: Matter) -> list[str]:
    if matter.key == "stock":
        return [sku for sku, product in LIVING_BY_SKU.items() if not product.available]
    return [sku for sku, spoken in SPOKEN.items() if not matter.sorts or spoken.sort in matter.sorts]

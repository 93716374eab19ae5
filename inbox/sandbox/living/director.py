"""Decides whose turn it is to want something of the demo shop, so that something happens every few seconds and never too much.

Pure but for its own dice; called by ``town.py``. Times are seconds of life.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from inbox.sandbox.living.acts import Begin
from inbox.sandbox.living.matters import MATTERS, Topic, choose, topic_of
from inbox.sandbox.living.residents import Resident
from inbox.sandbox.living.stories import FIRST

BEGINS_EVERY = 260.0
MOST_WAITING = 24
"""So many people may wait for an answer at a time; beyond that only those begin who expect none, and fewer of them."""
_CALM = 0.4
"""How often somebody begins in a shop that is full."""
RESTS_FOR = 3000.0


class Director:
    """Lets one person after another begin with something; first those of the story of the first minutes."""

    def __init__(self, seed: int) -> None:
        self._dice = Random(f"{seed}/director")  # noqa: S311 - a repeatable life is what is wanted
        self._first = list(FIRST)
        self._next = self._first[0][0] if self._first else self._gap(0.0)

    @property
    def next_at(self) -> float:
        """Return when the next person begins."""
        return self._next

    def begin(self, life: float, residents: Sequence[Resident]) -> tuple[Resident, Begin] | None:
        """Return who begins with what at ``life``, if it is time and there is somebody."""
        if life < self._next:
            return None
        if self._first:
            _, key, matter = self._first.pop(0)
            self._next = self._first[0][0] if self._first else self._gap(life)
            return self._told(key, matter, life, residents)
        self._next = self._gap(life)
        free = [one for one in residents if _is_free(one, life)]
        if not free:
            return None
        resident = self._dice.choice(free)
        is_full = sum(one.waits for one in residents) >= MOST_WAITING
        if is_full and self._dice.random() > _CALM:
            return None
        orders = resident.silent_orders()
        topic = choose(resident.persona, orders, life, self._dice, resident.matters, is_calm=is_full)
        return resident, _begin(topic)

    def _gap(self, life: float) -> float:
        return life + self._dice.uniform(0.3, 1.7) * BEGINS_EVERY

    def _told(self, key: str, matter: str, life: float, residents: Sequence[Resident]) -> tuple[Resident, Begin] | None:
        resident = next(one for one in residents if one.persona.id == key)
        topic = topic_of(MATTERS[matter], resident.silent_orders(), life, self._dice)
        if topic is None or resident.state.stage not in ("idle", "done"):
            return None
        return resident, _begin(topic)


def _is_free(resident: Resident, life: float) -> bool:
    customer = resident.customer
    is_quiet = resident.state.stage == "idle" and life - resident.rested_at >= RESTS_FOR
    return is_quiet and not customer.blocked_by_shop and not customer.blocks_shop


def _begin(topic: Topic) -> Begin:
    order = topic.order
    return Begin(topic.matter, topic.sku, order.number if order else "", order.charge if order else "")

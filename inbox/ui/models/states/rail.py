"""The rail at the left edge: the places of the program that exist for this agent, each with what waits there."""

from __future__ import annotations

import msgspec


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place to go to. ``badge`` is how many things wait there, 0 shows none."""

    id: str
    title: str
    icon: str
    badge: int = 0


class RailState(msgspec.Struct, frozen=True, kw_only=True):
    """``places`` from the top, ``last`` at the foot. A place that does not exist yet is not in it."""

    places: tuple[Place, ...]
    last: tuple[Place, ...] = ()
    chosen: str = ""

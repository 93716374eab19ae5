"""Where a desk is and what it takes from outside: what an engine is made of, without the engine. Frozen; any thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from inbox.desk.media_cache import MOST
from inbox.domain.ports import Clock, Ids, Random
from inbox.system.paths import DataFolder
from inbox.system.secrets import Secret

if TYPE_CHECKING:
    import httpx


class DeskPlace(msgspec.Struct, frozen=True):
    """Where a desk's files are, which hub it belongs to, and how many bytes of pictures and files it keeps copies of.

    ``url`` is empty for its own hub, which is being started.
    """

    folder: DataFolder
    key: Secret
    url: str
    token: Secret
    most_copies: int = MOST


class World(msgspec.Struct, frozen=True):
    """What the engine takes from outside; ``transport`` is for tests."""

    clock: Clock
    ids: Ids
    chance: Random
    transport: httpx.AsyncBaseTransport | None = None

"""The names under which the parts of a hub know each other: what is there before anything runs, and the engine's face.

Used by ``HubServer`` and by whoever makes the engine of actions and jobs.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Protocol

from inbox.domain.journal import Line
from inbox.domain.ports import Clock, Ids
from inbox.domain.terms import Terms
from inbox.hub.api_actions import Actions
from inbox.hub.api_backfill import Fetching
from inbox.hub.decode import DecodeStep
from inbox.hub.media import MediaStore
from inbox.hub.metrics import Metrics
from inbox.hub.presence import PresenceBoard
from inbox.hub.store import HubStore
from inbox.hub.writer import Writer
from inbox.system.secrets import Secret
from inbox.system.settings import HubSettings


@dataclasses.dataclass(frozen=True)
class HubPlace:
    """Where a hub lives and listens; ``key`` is 64 hex digits, port 0 is any free one."""

    folder: Path
    key: Secret
    host: str = "127.0.0.1"
    port: int = 0


@dataclasses.dataclass(frozen=True)
class HubCore:
    """What the engine gets to work with; the writer does not run yet when it is made."""

    settings: HubSettings
    store: HubStore
    writer: Writer
    decoding: DecodeStep
    """Hooks for statuses and Stripe objects are registered here."""
    media: MediaStore
    metrics: Metrics
    clock: Clock
    ids: Ids
    presence: PresenceBoard
    url: str
    """Where this hub listens, as this machine can call it."""


class Engine(Protocol):
    """Carries out actions and runs the jobs; made before the hub serves, started after."""

    @property
    def actions(self) -> Actions:
        """What the API's routes call."""
        ...

    @property
    def terms(self) -> Terms:
        """What the shop has settled, without its team."""
        ...

    def start(self) -> None:
        """Take up what is unfinished, and the jobs; must not wait for a platform."""
        ...

    def stop(self) -> None:
        """End the threads, started or not; what is unfinished stays as it is."""
        ...

    def read_catalog(self) -> None:
        """Have the shop's products listed anew, soon; does not wait for it."""
        ...

    def journal(self, month: str) -> Generator[Line, None, None]:
        """Return the money journal of a month (``2026-11``), read at Stripe as its lines are taken; HttpProblem for no month."""
        ...

    @property
    def backfill(self) -> Fetching | None:
        """What fetches older money; None without Stripe."""
        ...

    def stripe_as_of(self) -> str:
        """Return up to when everything Stripe has to tell was heard (RFC 3339), empty while nobody knows."""
        ...

    def clock_skew(self) -> int | None:
        """Return the seconds our clock is ahead of a platform's ``Date``, None while nobody knows."""
        ...


MakeEngine = Callable[[HubCore], Engine]
"""Makes the engine and registers its hooks and metrics."""

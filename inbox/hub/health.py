"""``/healthz`` and ``/readyz``: alive, and able to work.

``/healthz`` touches nothing, so that it is true as soon as the loop runs. ``/readyz`` really writes, in a worker thread,
at most once in five seconds however often it is asked. Both are open to anybody and say nothing but words.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inbox.domain import times
from inbox.domain.ports import Clock
from inbox.hub.http_answers import reply
from inbox.hub.transaction import Transaction
from inbox.hub.workers import Workers
from inbox.hub.writer import Writing
from inbox.store.state.database import StorageTrouble

LEAST_FREE_BYTES = 64 * 1024 * 1024
"""Below this the hub is not ready: the next busy hour would not fit."""
MOST_SKEW_SECONDS = 60
_KEPT_SECONDS = 5
_LAST = "readyz"


class Readiness(msgspec.Struct, frozen=True):
    """What was found; each check is ``ok`` or one sentence."""

    ready: bool
    checks: dict[str, str]


class Health:
    """Both routes. ``skew()`` says how many seconds our clock is ahead of a platform's, None while nobody knows."""

    def __init__(
        self, folder: Path, writer: Writing, workers: Workers, clock: Clock, skew: Callable[[], float | None]
    ) -> None:
        self._folder = folder
        self._writer = writer
        self._workers = workers
        self._clock = clock
        self._skew = skew
        self._lock = asyncio.Lock()
        self._found: Readiness | None = None
        self._found_at = 0.0

    def routes(self) -> list[Route]:
        """Return the routes for the app."""
        return [
            Route("/healthz", self._healthz, methods=["GET"]),
            Route("/readyz", self._readyz, methods=["GET"]),
        ]

    async def _healthz(self, request: Request) -> Response:
        return reply(200, {"status": "ok"})

    async def _readyz(self, request: Request) -> Response:
        async with self._lock:
            now = self._clock.monotonic()
            if self._found is None or not self._found.ready or now - self._found_at >= _KEPT_SECONDS:
                self._found = await self._workers.act(self.check)
                self._found_at = now
        return reply(200 if self._found.ready else 503, self._found)

    def check(self) -> Readiness:
        """Look at storage, disk and clock; blocks while the storage writes."""
        checks = {"storage": "ok", "disk": self._disk(), "clock": "ok"}
        try:
            checks["clock"] = self._writer.run(self._touch)
        except StorageTrouble:
            checks["storage"] = "nothing can be written"
        skew = self._skew()
        if skew is not None and abs(skew) > MOST_SKEW_SECONDS:
            checks["clock"] = f"the clock is {abs(skew):.0f} seconds {'ahead' if skew > 0 else 'behind'}; set it"
        return Readiness(all(said == "ok" for said in checks.values()), checks)

    def _disk(self) -> str:
        try:
            free = shutil.disk_usage(self._folder).free
        except OSError:
            return "the folder cannot be read"
        return "ok" if free >= LEAST_FREE_BYTES else "the disk is nearly full; free some space"

    def _touch(self, tx: Transaction) -> str:
        """Write the time, and tell whether it went back since it was last written."""
        last = tx.hub.get_meta(_LAST)
        tx.hub.set_meta(_LAST, times.to_text(tx.now))
        if last is not None and times.from_text(last) - tx.now > timedelta(seconds=MOST_SKEW_SECONDS):
            return "the clock was set back; set it right"
        return "ok"

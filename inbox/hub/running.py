"""The moving parts of a hub that serves: stream, register, presence, routes, and what keeps them in order.

Put together and started by ``HubServer``; ended through the stack it hands in, in the reverse order.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from typing import Any

from starlette.routing import Route

from inbox.domain.events import Event
from inbox.domain.problems import OutsideError
from inbox.domain.terms import Terms
from inbox.hub import log, lost_holds, media, shop, snapshot
from inbox.hub.access import Register
from inbox.hub.api_access import AccessRoutes
from inbox.hub.api_actions import ActionRoutes
from inbox.hub.api_backfill import BackfillRoutes
from inbox.hub.api_catalog import CatalogRoutes
from inbox.hub.api_events import EventsRoute, LogReads, SnapshotRoute
from inbox.hub.api_journal import JournalRoutes
from inbox.hub.api_media import MediaRoutes
from inbox.hub.api_presence import PresenceRoutes
from inbox.hub.app import HubApp
from inbox.hub.core import Engine, HubCore
from inbox.hub.guard import AllowedHosts, Guard
from inbox.hub.health import Health
from inbox.hub.http_server import HttpServer
from inbox.hub.metrics import Sample
from inbox.hub.presence import Vanished
from inbox.hub.problems import HttpProblem
from inbox.hub.stream import Feeder, Stream
from inbox.hub.tables import HubTables
from inbox.hub.webhooks import Shared, Webhooks
from inbox.hub.workers import Workers
from inbox.system.settings import HubSettings

_HOUSEKEEPING_SECONDS = 0.5

_log = logging.getLogger("tresen.hub")


class Running:
    """Everything of a hub that is made anew at each start."""

    def __init__(self, core: HubCore, engine: Engine, host: str, bound: socket.socket) -> None:
        self._core = core
        self._engine = engine
        with core.store.reader() as reader:
            head = log.head(reader.hub)
        self._workers = Workers()
        self.stream = Stream(core.store.epoch(), head)
        self._board = core.presence
        self._register = Register(self._read, self._tokens_ended)
        self._feeder = Feeder(lambda: self.stream.head, self._read_log, self._publish, self._register.refresh)
        self.http = HttpServer(self._app(host), bound, self._keep_house, self.stream.close)
        core.writer.on_commit(self._committed)
        core.metrics.add("tresen_waiting_desks", "gauge", "Open long polls.", lambda hub: [Sample(self.stream.waiting)])

    @property
    def is_alive(self) -> bool:
        """Whether the threads without which no desk hears anything still run."""
        return self.http.is_alive and self._feeder.is_alive

    def start(self, undo: ExitStack) -> None:
        """Start the threads; ``undo`` gets what ends them, HTTP first."""
        core = self._core
        self._register.refresh()
        undo.callback(self._workers.stop)
        undo.callback(core.writer.stop)
        core.writer.start()
        core.writer.run(media.forget_unsent)
        core.media.sweep(self._read(_known_files))
        undo.callback(self._feeder.stop)
        undo.callback(self._engine.stop)
        undo.callback(self.http.stop)
        self.http.start()
        self._feeder.start()
        self._engine.start()

    def _app(self, host: str) -> HubApp:
        core, stream, workers = self._core, self.stream, self._workers
        guard = Guard(AllowedHosts(host, core.settings.public_url), self._register, workers)
        reads = LogReads(self._read_log, self._head, self._floor, partial(snapshot.lines, core.store))
        events = EventsRoute(
            stream, self._board, reads, workers, self._register.is_valid, self._engine.stripe_as_of
        )
        whole = SnapshotRoute(reads, workers, self._register.is_valid)
        webhooks = Webhooks(core.writer, core.clock, _shared(core.settings))
        return HubApp(webhooks, guard, stream, events, whole, self._routes())

    def _routes(self) -> Sequence[Route]:
        core, workers = self._core, self._workers
        folder = core.store.path.parent
        return [
            *Health(folder, core.writer, workers, core.clock, self._engine.clock_skew).routes(),
            *core.metrics.routes(workers),
            *ActionRoutes(self._engine.actions, self.stream, workers).routes(),
            *MediaRoutes(core.media, core.writer, self._read, workers).routes(),
            *PresenceRoutes(self._board, self.stream).routes(),
            *JournalRoutes(self._engine.journal, workers, self._register.is_valid).routes(),
            *BackfillRoutes(self._engine.backfill, workers).routes(),
            *CatalogRoutes(self._engine.read_catalog).routes(),
            *AccessRoutes(self._register, core.writer, self._read, workers, core.metrics.heard, self._terms).routes(),
        ]

    def _terms(self, hub: HubTables) -> Terms:
        return shop.as_it_is(self._engine.terms, hub)

    def _read(self, job: Callable[[HubTables], Any]) -> Any:  # noqa: ANN401 - whatever the job returns
        with self._core.store.reader() as reader:
            return job(reader.hub)

    def _read_log(self, after: int, limit: int) -> list[bytes]:
        with self._core.store.reader() as reader:
            return log.read_events(reader.hub, after, limit)

    def _head(self) -> int:
        with self._core.store.reader() as reader:
            return log.head(reader.hub)

    def _floor(self) -> int:
        """Return the newest ``seq`` that is no longer kept: the log keeps every row so far."""
        with self._core.store.reader() as reader:
            row = reader.db.execute_sql("SELECT seq FROM log ORDER BY seq LIMIT 1").fetchone()
        return 0 if row is None else int(row[0]) - 1

    def _committed(self, events: Sequence[Event]) -> None:
        """Hand what was just committed to the desks, from the writing thread: nothing is quicker."""
        if any(event.type == "team.changed" for event in events):
            # Whoever is out must not be told so by a last page of the log.
            self._register.refresh()
        self._publish(events[0].seq, [log.encode(event) for event in events])

    def _publish(self, first: int, rows: list[bytes]) -> None:
        def publish() -> None:
            if not self.stream.publish(first, rows):
                self._feeder.kick()

        self.http.call(publish)

    def _tokens_ended(self, tokens: frozenset[str]) -> None:
        """Close what revoked tokens have open, from whichever thread noticed."""

        def end() -> None:
            for token in tokens:
                self._board.expire(token)
            self.stream.wake()

        self.http.call(end)

    async def _keep_house(self) -> None:
        """Let presence lapse, twice a second, and say what was lost with it."""
        while True:
            await asyncio.sleep(_HOUSEKEEPING_SECONDS)
            before = self._board.version
            for lost in self._board.purge():
                await self._tell(lost)
            if self._board.version != before:
                self.stream.wake()

    async def _tell(self, lost: Vanished) -> None:
        job = partial(lost_holds.tell, lost, self._engine.actions, self._core.writer)
        try:
            await self._workers.act(job)
        except OutsideError as error:
            _log.error("a lost hold (action %s) could not be told: %s", lost.activity.action, error.message)
        except HttpProblem as problem:
            _log.info("a desk of %s held what it could not: %s", lost.actor.name, problem.detail)


def _known_files(hub: HubTables) -> set[str]:
    return {row[0] for row in hub.MediaFile.select(hub.MediaFile.id).tuples()}


def _shared(settings: HubSettings) -> Shared:
    whatsapp, stripe = settings.whatsapp, settings.stripe
    return Shared(
        whatsapp=whatsapp.app_secrets if whatsapp is not None else (),
        stripe=stripe.webhook_secrets if stripe is not None else (),
        verify_token=whatsapp.verify_token if whatsapp is not None else None,
    )

"""``/v1/backfill``: older money fetched from Stripe; begun and stopped by supervisors and owners, seen by everybody.

Routes on the event loop; what they ask is answered in a worker thread.
"""

from __future__ import annotations

from typing import Protocol

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inbox.domain.backfill import Backfill
from inbox.domain.roles import Actor, at_least
from inbox.hub.http_answers import json_body, reply, session_of
from inbox.hub.problems import HttpProblem, forbidden_role
from inbox.hub.workers import Workers


class Fetching(Protocol):
    """What does it; HttpProblem where it does not."""

    def state(self) -> Backfill:
        """Return how far it has come."""
        ...

    def begin(self, actor: Actor, since: str) -> Backfill:
        """Begin to read back to a day."""
        ...

    def stop(self) -> Backfill:
        """Stop where it is."""
        ...


class _Begin(msgspec.Struct, forbid_unknown_fields=True):
    since: str
    """RFC 3339."""


class BackfillRoutes:
    """The routes; without Stripe there is nothing to fetch."""

    def __init__(self, fetching: Fetching | None, workers: Workers) -> None:
        self._fetching = fetching
        self._workers = workers

    def routes(self) -> list[Route]:
        """Return the routes for the app."""
        return [
            Route("/v1/backfill", self._get, methods=["GET"]),
            Route("/v1/backfill", self._begin, methods=["POST"]),
            Route("/v1/backfill", self._stop, methods=["DELETE"]),
        ]

    async def _get(self, request: Request) -> Response:
        session_of(request)
        if self._fetching is None:
            return reply(200, Backfill())
        return reply(200, await self._workers.read(self._fetching.state))

    async def _begin(self, request: Request) -> Response:
        fetching, actor = self._allowed(request)
        asked = await json_body(request, _Begin)
        return reply(202, await self._workers.act(lambda: fetching.begin(actor, asked.since)))

    async def _stop(self, request: Request) -> Response:
        fetching, _ = self._allowed(request)
        return reply(200, await self._workers.act(fetching.stop))

    def _allowed(self, request: Request) -> tuple[Fetching, Actor]:
        actor = session_of(request).actor
        if not at_least(actor.role, "supervisor"):
            raise forbidden_role("supervisor")
        if self._fetching is None:
            raise HttpProblem(409, "not-connected", "This hub is not connected to Stripe; connect it first.")
        return self._fetching, actor

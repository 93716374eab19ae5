"""``GET /v1/journal?month=2026-11``: the month's money, read at Stripe and compared with what this hub knows.

A route on the event loop; the reading is in a worker thread. For supervisors and owners.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inbox.domain.journal import Journal
from inbox.domain.roles import at_least
from inbox.hub.problems import forbidden_role
from inbox.hub.replies import reply, session_of
from inbox.hub.workers import Workers


class JournalRoutes:
    """The route; ``read`` may wait for Stripe and raises HttpProblem."""

    def __init__(self, read: Callable[[str], Journal], workers: Workers) -> None:
        self._read = read
        self._workers = workers

    def routes(self) -> list[Route]:
        """Return the routes for the app."""
        return [Route("/v1/journal", self._get, methods=["GET"])]

    async def _get(self, request: Request) -> Response:
        if not at_least(session_of(request).actor.role, "supervisor"):
            raise forbidden_role("supervisor")
        month = request.query_params.get("month", "")
        return reply(200, await self._workers.act(lambda: self._read(month)))

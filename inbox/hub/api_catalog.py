"""``POST /v1/catalog``: somebody has just changed a product at Meta or Stripe and does not want to wait for the timer.

A route on the event loop; the reading is the job's, and what it finds comes by the log.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inbox.domain.roles import at_least
from inbox.hub.http_answers import session_of
from inbox.hub.problems import forbidden_role


class CatalogRoutes:
    """The route; ``want`` asks for a reading and does not wait for it."""

    def __init__(self, want: Callable[[], None]) -> None:
        self._want = want

    def routes(self) -> list[Route]:
        """Return the routes for the app."""
        return [Route("/v1/catalog", self._post, methods=["POST"])]

    async def _post(self, request: Request) -> Response:
        if not at_least(session_of(request).actor.role, "agent"):
            raise forbidden_role("agent")
        self._want()
        return Response(status_code=202)

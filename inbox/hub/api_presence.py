"""``PUT /v1/presence``: a desk says what its agent is at.

A route on the event loop; nothing is stored.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inbox.domain.presence import PresenceReport
from inbox.hub.http_answers import json_body, session_of
from inbox.hub.presence import PresenceBoard
from inbox.hub.stream import Stream


class PresenceRoutes:
    """The route; waiting desks are woken when something changed for them."""

    def __init__(self, board: PresenceBoard, stream: Stream) -> None:
        self._board = board
        self._stream = stream

    def routes(self) -> list[Route]:
        """Return the routes for the app."""
        return [Route("/v1/presence", self._put, methods=["PUT"])]

    async def _put(self, request: Request) -> Response:
        session = session_of(request)
        report = await json_body(request, PresenceReport)
        if self._board.report(session.token, session.actor, report):
            self._stream.wake_soon()
        return Response(status_code=204)

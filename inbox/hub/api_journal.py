"""``GET /v1/journal?month=2026-11``: the month's money, read at Stripe and compared with what this hub knows.

NDJSON: how far it has come, then a row a movement, then what it ends with; the reading is in a worker thread, and stops when
the desk leaves. For supervisors and owners.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing

import msgspec
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from inbox.domain.journal import Line, Reading
from inbox.domain.roles import at_least
from inbox.hub.http_answers import session_of
from inbox.hub.long_answer import answer_lines
from inbox.hub.problems import forbidden_role
from inbox.hub.workers import FLUSH, Workers

_ENCODER = msgspec.json.Encoder()


class JournalRoutes:
    """The route. ``read`` raises HttpProblem for what is no month; its lines may wait for Stripe.

    ``is_valid(token)`` tells whether a token still counts; it is asked before every piece.
    """

    def __init__(
        self, read: Callable[[str], Generator[Line, None, None]], workers: Workers, is_valid: Callable[[str], bool]
    ) -> None:
        self._read = read
        self._workers = workers
        self._is_valid = is_valid

    def routes(self) -> list[Route]:
        """Return the routes for the app."""
        return [Route("/v1/journal", self, methods=["GET"])]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one reading."""
        request = Request(scope)
        session = session_of(request)
        if not at_least(session.actor.role, "supervisor"):
            raise forbidden_role("supervisor")
        lines = self._read(request.query_params.get("month", ""))

        def may_have_more() -> bool:
            return self._is_valid(session.token)

        await answer_lines(self._workers, lambda: _written(lines), receive, send, may_have_more, waits=True)


def _written(lines: Generator[Line, None, None]) -> Iterator[bytes]:
    """Yield the lines as JSON; how far it has come is sent at once."""
    percent = -1
    with closing(lines):
        for line in lines:
            if not isinstance(line, Reading):
                yield _ENCODER.encode(line) + b"\n"
            elif line.percent != percent:
                percent = line.percent
                yield _ENCODER.encode(line) + b"\n"
                yield FLUSH

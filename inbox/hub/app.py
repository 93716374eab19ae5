"""The hub as one ASGI application: webhooks first, then the guarded API, then what anybody may ask.

Made by the server, run by uvicorn on the event loop. Webhooks and the long poll are plain ASGI in front of Starlette,
because everything else together is asked less often.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from inbox.hub import problems, wire
from inbox.hub.api_events import EventsRoute, SnapshotRoute
from inbox.hub.guard import Guard, with_hub_headers
from inbox.hub.http_answers import SESSION
from inbox.hub.problems import HttpProblem
from inbox.hub.stream import Stream
from inbox.store.state.database import StorageTrouble

_log = logging.getLogger("tresen.http")

_UNGUARDED = frozenset({"/v1/enroll"})
"""Paths of the API that are called to get a token; their host and origin are checked all the same."""


class HubApp:
    """The application; ``routes`` are Starlette's, the rest is dispatched here."""

    def __init__(
        self,
        webhooks: ASGIApp,
        guard: Guard,
        stream: Stream,
        events: EventsRoute,
        snapshot: SnapshotRoute,
        routes: Sequence[Route],
    ) -> None:
        self._webhooks = webhooks
        self._guard = guard
        self._stream = stream
        self._events = events
        self._snapshot = snapshot
        self._rest = Starlette(
            routes=list(routes),
            exception_handlers={
                HTTPException: _http_error,
                HttpProblem: _http_problem,
                StorageTrouble: _storage_trouble,
                wire.Gone: _gone,
                Exception: _bug,
            },
        )
        self._rest.router.redirect_slashes = False
        self._own: dict[str, ASGIApp] = {"/v1/events": self._long_poll, "/v1/snapshot": self._take_snapshot}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; what is our bug goes on to uvicorn, which logs it."""
        if scope["type"] != "http":
            return
        path: str = scope["path"]
        stream = self._stream if path.startswith("/v1/") or path == "/v1" else None
        try:
            if stream is not None:
                await self._own.get(path, self._called)(scope, receive, send)
            elif path.startswith("/webhooks/"):
                await self._webhooks(scope, receive, send)
            elif path == "/metrics":
                await self._guarded(scope, receive, with_hub_headers(send, self._stream))
            else:
                await self._rest(scope, receive, send)
        except HttpProblem as problem:
            await _answer_problem(problem, send, stream)
        except StorageTrouble as error:
            _log.warning("storage trouble: %s", error.message)
            await _answer_problem(problems.storage_trouble(), send, stream)
        except wire.Gone:
            return

    async def _long_poll(self, scope: Scope, receive: Receive, send: Send) -> None:
        session = await self._guard.session(self._guard.check(scope))
        _only_get(scope)
        await self._events(scope, receive, send, session.token)

    async def _take_snapshot(self, scope: Scope, receive: Receive, send: Send) -> None:
        session = await self._guard.session(self._guard.check(scope))
        _only_get(scope)
        await self._snapshot(receive, with_hub_headers(send, self._stream), session.token)

    async def _called(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._guarded(scope, receive, with_hub_headers(send, self._stream))

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        authorization = self._guard.check(scope)
        if scope["path"] not in _UNGUARDED:
            scope[SESSION] = await self._guard.session(authorization)
        await self._rest(scope, receive, send)


async def _answer_problem(problem: HttpProblem, send: Send, stream: Stream | None) -> None:
    """Answer with a problem; with the headers of the API when ``stream`` is given."""
    await wire.answer_problem(send if stream is None else with_hub_headers(send, stream), problem)


def _only_get(scope: Scope) -> None:
    if scope["method"] not in ("GET", "HEAD"):
        raise problems.allow(["GET", "HEAD"])


def _response(problem: HttpProblem) -> Response:
    response = Response(problem.body(), problem.status)
    for name, value in problem.raw_headers():
        response.headers[name.decode("latin-1")] = value.decode("latin-1")
    return response


async def _http_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HttpProblem)
    return _response(error)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        return _response(problems.allow(sorted(method.strip() for method in allowed.split(","))))
    if error.status_code == 404:
        return _response(HttpProblem(404, *problems.NOT_FOUND))
    return _response(HttpProblem(error.status_code, "refused", str(error.detail)))


async def _storage_trouble(request: Request, error: Exception) -> Response:
    assert isinstance(error, StorageTrouble)
    _log.warning("storage trouble: %s", error.message)
    return _response(problems.storage_trouble())


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=400)


async def _bug(request: Request, error: Exception) -> Response:
    # Starlette raises the error again behind this answer, so that uvicorn logs it with its stack, and closes: the client
    # must know, or it sends its next request into a closed connection.
    return _response(HttpProblem(500, *problems.INTERNAL, headers={"Connection": "close"}))

"""The pretend Stripe over HTTP: reads requests, plays the faults of the connection, sends answers.

Mounted under ``/stripe`` by the sandbox's application, so that an SDK with base address ``.../stripe`` finds ``/v1/...``.
Runs on the sandbox's one loop; nothing awaits between a request's first and last change of state.
"""

from __future__ import annotations

import asyncio

from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from inbox.sandbox.connection import hang_up
from inbox.sandbox.stripe.account import StripeAccount
from inbox.sandbox.stripe.server import Request, StripeServer

LARGEST_BODY = 8 * 1024 * 1024


class StripeApi:
    """The ASGI application behind every path of the API."""

    def __init__(self, server: StripeServer) -> None:
        self._server = server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hang up on it when a fault says so."""
        http = HttpRequest(scope, receive)
        body = bytearray()
        async for chunk in http.stream():
            body += chunk
            if len(body) > LARGEST_BODY:
                await Response(status_code=413)(scope, receive, send)
                return
        request = Request(
            http.method,
            "/v1/" + http.path_params["path"],
            scope["query_string"],
            {name.lower(): value for name, value in http.headers.items()},
            bytes(body),
        )
        outcome = self._server.handle(request)
        if outcome.delay_ms:
            await asyncio.sleep(outcome.delay_ms / 1000)
        if outcome.finish is not None:
            outcome.finish()
        if outcome.answer is None:
            await hang_up(scope, receive)
            return
        answer = outcome.answer
        await Response(answer.body, answer.status, answer.headers)(scope, receive, send)


def stripe_routes(account: StripeAccount) -> list[Route]:
    """Return the route that takes every path of the account's API (``/v1/...``)."""
    return [Route("/v1/{path:path}", StripeApi(account.server))]

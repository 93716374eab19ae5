"""How the sandbox's server hangs up on a caller: the connection closes and no byte of an answer was sent.

uvicorn has no such call, so its HTTP protocol is extended to lend each request its transport. Used by the routes that
play the faults ``lose_answer_before`` and ``lose_answer_after``; needs a server made by ``server_config``.
"""

from __future__ import annotations

import asyncio

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_EXTENSION = "sandbox.connection"


class LendingProtocol(HttpToolsProtocol):
    """uvicorn's HTTP protocol, with the connection's transport put into every request's scope."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # uvicorn narrows it too
        """Wrap the application for this one connection."""
        super().connection_made(transport)
        inner: ASGIApp = self.app

        async def lend(scope: Scope, receive: Receive, send: Send) -> None:
            scope.setdefault("extensions", {})[_EXTENSION] = transport
            await inner(scope, receive, send)

        self.app = lend


async def hang_up(scope: Scope, receive: Receive) -> None:
    """Close the caller's connection without an answer and wait until the server has seen it closed."""
    transport = scope.get("extensions", {}).get(_EXTENSION)
    if transport is None:
        raise RuntimeError("this server cannot hang up: make it from inbox.sandbox.connection.server_config")
    transport.close()
    while (await receive())["type"] != "http.disconnect":
        pass


def server_config(app: ASGIApp, host: str, port: int) -> uvicorn.Config:
    """Return the settings every sandbox server runs with.

    uvicorn's own ``Date`` and ``Server`` headers are off: the pretend platforms send theirs from the sandbox's clock.
    """
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=LendingProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        date_header=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )

"""uvicorn as a part of the hub: a thread with one event loop on a socket that is bound already.

Started and stopped by ``HubServer``. uvicorn runs outside the main thread, so that it leaves the process's signals alone.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
import threading
from collections.abc import Callable, Coroutine
from ipaddress import ip_address

import uvicorn
from starlette.types import ASGIApp

from inbox.domain.problems import OutsideError, UserError
from inbox.hub.protocol import DeadlineProtocol

_log = logging.getLogger("tresen.http")


START_SECONDS = 10
GRACE_SECONDS = 2
"""How long running requests may go on after the hub was told to stop."""

KEEP_ALIVE_SECONDS = 75
"""Longer than any client of ours keeps an idle connection, so that none sends into one that is just being closed."""


def bind(host: str, port: int) -> socket.socket:
    """Return a bound socket; UserError when the port is taken or the address is not this machine's."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # With the protocol named, asyncio turns off Nagle's algorithm on what it accepts: small answers go out at once.
        bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if sys.platform == "win32":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
            # Listening at once settles whose port it is; requests wait until the loop runs.
            bound.listen(2048)
        except BaseException:
            bound.close()
            raise
    except OSError as error:
        raise UserError(
            f"The hub cannot listen on {host} port {port} ({error.strerror}): end what uses it, or choose another with --port."
        ) from error
    return bound


def url_of(bound: socket.socket) -> str:
    """Return the address of a bound socket as a URL this machine can call."""
    host, port = bound.getsockname()[:2]
    address = ip_address(host)
    if address.is_unspecified:
        host = "::1" if address.version == 6 else "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _Server(uvicorn.Server):
    """uvicorn's server, telling when it serves and when it is about to stop."""

    def __init__(self, config: uvicorn.Config, on_start: Callable[[], None], on_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_start = on_start
        self._on_stop = on_stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._on_stop()
        await super().shutdown(sockets)


class HttpServer:
    """Serves ``app`` on ``bound``; ``background`` runs beside it on the loop, ``on_stop`` on the loop before it ends."""

    def __init__(
        self,
        app: ASGIApp,
        bound: socket.socket,
        background: Callable[[], Coroutine[None, None, None]],
        on_stop: Callable[[], None],
    ) -> None:
        self._bound = bound
        self._background = background
        self._on_stop = on_stop
        self._task: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._serving = threading.Event()
        config = uvicorn.Config(
            app,
            loop="asyncio",
            http=DeadlineProtocol,
            ws="none",
            lifespan="off",
            interface="asgi3",
            access_log=False,
            log_config=None,
            log_level="warning",
            server_header=False,
            # Nothing is believed because of where it comes from, so what a proxy says of its client is of no use.
            proxy_headers=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        self._server = _Server(config, self._started, self._stopping)
        self._thread = threading.Thread(target=self._run, name="hub-http", daemon=True)

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Start the thread and return once requests are answered."""
        self._thread.start()
        if not self._serving.wait(START_SECONDS) or self._loop is None:
            raise OutsideError("The hub's HTTP server did not start; its log says why.")

    def call(self, job: Callable[[], None]) -> None:
        """Run ``job`` on the loop soon; from any thread. Nothing happens when the loop has ended."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            try:
                loop.call_soon_threadsafe(job)
            except RuntimeError:
                # The loop was closed between the two lines above: nobody is left to be told.
                return

    def stop(self) -> None:
        """Answer what is open, then end the thread."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join()
        self._bound.close()

    def _run(self) -> None:
        self._server.run(sockets=[self._bound])

    def _started(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._task = self._loop.create_task(self._background())
        self._task.add_done_callback(_tell_of_bug)
        self._serving.set()

    def _stopping(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._on_stop()


def _tell_of_bug(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.error("housekeeping has ended", exc_info=error)

"""Runs a sandbox: as the process behind ``tresen sandbox``, or on a thread of its own for tests and the demo.

All state lives on the server's one event loop. Listens on loopback unless told otherwise; logs go to stderr.
"""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import sys
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Self, TextIO

import msgspec
import uvicorn

from inbox.domain.problems import UserError
from inbox.sandbox.app import make_app
from inbox.sandbox.composition import SandboxConfig
from inbox.sandbox.connection import server_config
from inbox.sandbox.credentials import DEFAULT_SEED, credentials_for
from inbox.sandbox.living.pulse import DEFAULT_SPEED, checked

HOST = "127.0.0.1"
START_WITHIN = 20.0
STOP_WITHIN = 10.0
STOP_SEEN_WITHIN = 0.01
LARGEST_PORT = 65_535
BACKLOG = 512


def run(
    port: int,
    host: str = HOST,
    hub_url: str | None = None,
    seed: int = DEFAULT_SEED,
    output: TextIO | None = None,
    *,
    living: bool = False,
    speed: float = DEFAULT_SPEED,
) -> None:
    """Serve until interrupted, after writing the hub's settings as ``KEY=value`` lines to ``output`` (stdout).

    Raises UserError when the port is taken, ``hub_url`` is not on this machine or nothing is as fast as ``speed``. Port 0
    takes any free one. ``living`` and ``speed`` are those of ``SandboxConfig``.
    """
    listener, base_url, config = _prepare(host, port, SandboxConfig("", hub_url, seed, living, speed))
    server = uvicorn.Server(config)
    settings = credentials_for(seed).environment(base_url)
    lines = output or sys.stdout
    lines.write("".join(f"{name}={value}\n" for name, value in settings.items()))
    lines.flush()
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; UserError in one sentence when the port cannot be had."""
    if not 0 <= port <= LARGEST_PORT:
        raise UserError(f"{port} is no port; choose one from 1 to {LARGEST_PORT} with --port.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio turns off Nagle's algorithm on what it accepts; without it every answer takes 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise UserError(f"Port {port} is taken by another program; choose another one with --port.") from error
        raise UserError(
            f"Cannot listen on {host}:{port} ({error.strerror}); choose another --port or --host."
        ) from error
    return listener


def _prepare(host: str, port: int, wanted: SandboxConfig) -> tuple[socket.socket, str, uvicorn.Config]:
    """Return a listening socket, the sandbox's address with it, and the server's settings; UserError as ``run`` says."""
    try:
        checked(wanted.speed)
    except ValueError as error:
        raise UserError(f"The demo shop cannot live like that: {error}.") from error
    listener = listen(host, port)
    named = f"[{host}]" if ":" in host else host
    base_url = f"http://{named}:{listener.getsockname()[1]}"
    try:
        app = make_app(msgspec.structs.replace(wanted, base_url=base_url))
    except ValueError as error:
        listener.close()
        raise UserError(f"The hub's address cannot be used: {error}.") from error
    return listener, base_url, server_config(app, host, port)


class _ThreadServer(uvicorn.Server):
    """uvicorn's server, which sees a stop from another thread at once: tests start and stop many."""

    async def main_loop(self) -> None:
        """Wait for the stop."""
        while not self.should_exit:  # noqa: ASYNC110 - another thread or a signal sets it
            await asyncio.sleep(STOP_SEEN_WITHIN)


class SandboxServer:
    """A sandbox on its own thread: ``with SandboxServer() as sandbox: httpx.get(sandbox.url + "/_sandbox/books")``.

    ``url`` is where everything lives, without a slash at the end. Raises UserError as ``run`` does.
    """

    def __init__(
        self,
        port: int = 0,
        hub_url: str | None = None,
        seed: int = DEFAULT_SEED,
        *,
        living: bool = False,
        speed: float = DEFAULT_SPEED,
    ) -> None:
        self._listener, self.url, config = _prepare(HOST, port, SandboxConfig("", hub_url, seed, living, speed))
        self._credentials = credentials_for(seed)
        self._server = _ThreadServer(config)
        self._thread = threading.Thread(target=self._serve, name="sandbox", daemon=True)

    def environment(self) -> dict[str, str]:
        """Return the environment variables of a hub that is to talk to this sandbox."""
        return self._credentials.environment(self.url)

    def _serve(self) -> None:
        self._server.run(sockets=[self._listener])

    def start(self) -> None:
        """Start serving and return once it answers; RuntimeError when it does not come up."""
        self._thread.start()
        deadline = time.monotonic() + START_WITHIN
        while not self._server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise RuntimeError("the sandbox did not start; its reason is in the log")
            time.sleep(0.005)

    def stop(self) -> None:
        """Stop serving and wait for the thread's end."""
        self._server.should_exit = True
        self._thread.join(STOP_WITHIN)
        if self._thread.is_alive():
            raise RuntimeError("the sandbox did not stop")
        self._listener.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

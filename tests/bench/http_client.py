"""A keep-alive HTTP/1.1 connection with as little between the socket and the figures as can be.

Used by the load and the desks of the benchmarks, on loopback only: their own work must not be what is measured.
"""

from __future__ import annotations

import asyncio
from typing import cast
from urllib.parse import urlsplit

_END = b"\r\n\r\n"
_LENGTH = b"content-length:"
_READ_BYTES = 64 * 1024


class Answer:
    """One answer: ``began`` and ``ended`` are loop times at which its first and its last byte were here."""

    __slots__ = ("began", "body", "ended", "status")

    def __init__(self, status: int, began: float) -> None:
        self.status = status
        self.body = b""
        self.began = began
        self.ended = began


class Connection(asyncio.Protocol):
    """Sends one request at a time and waits for its answer, which must state its length."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._buffer = b""
        self._answer: Answer | None = None
        self._missing = 0
        self._waiter: asyncio.Future[Answer] | None = None
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def open(cls, url: str) -> Connection:
        """Connect to the server of ``url``."""
        parts = urlsplit(url)
        _, connection = await asyncio.get_running_loop().create_connection(cls, parts.hostname, parts.port)
        return connection

    def ask(self, request: bytes) -> asyncio.Future[Answer]:
        """Send a whole request; the future is its answer."""
        assert self._transport is not None
        self._waiter = self._loop.create_future()
        self._transport.write(request)
        return self._waiter

    def close(self) -> None:
        """Close the connection."""
        assert self._transport is not None
        self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        if hasattr(transport, "max_size"):
            # asyncio's own 256 KiB are mapped anew for each reading: more work than all the rest of a small answer.
            transport.max_size = _READ_BYTES

    def data_received(self, data: bytes) -> None:
        self._buffer = self._buffer + data if self._buffer else data
        if self._answer is None:
            end = self._buffer.find(_END)
            if end < 0:
                return
            self._begin(self._buffer[:end])
            self._buffer = self._buffer[end + len(_END) :]
        if len(self._buffer) >= self._missing:
            self._finish()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(ConnectionError("the server closed the connection"))

    def _begin(self, head: bytes) -> None:
        self._answer = Answer(int(head[9:12]), self._loop.time())
        lines = head.lower().split(b"\r\n")
        self._missing = next((int(line[len(_LENGTH) :]) for line in lines if line.startswith(_LENGTH)), 0)

    def _finish(self) -> None:
        answer, waiter = self._answer, self._waiter
        assert answer is not None
        assert waiter is not None
        answer.body, self._buffer = self._buffer[: self._missing], self._buffer[self._missing :]
        answer.ended = self._loop.time()
        self._answer = None
        if not waiter.done():
            waiter.set_result(answer)

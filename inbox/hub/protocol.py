"""The HTTP protocol of the hub: uvicorn's, with deadlines against clients that send their request by the drop.

One object per connection, on the event loop. uvicorn has no such deadlines of its own. It also reads and writes more
sparingly: every desk and every webhook pays for both.
"""

from __future__ import annotations

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_READ_BYTES = 64 * 1024
"""asyncio asks for 256 KiB whenever something comes, which the C library maps and unmaps anew each time."""


class Corked:
    """A transport that keeps the head of an answer until its body comes, so that both go out at once."""

    __slots__ = ("_head", "_transport")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""

    def write(self, data: bytes) -> None:
        """Send ``data``; the head of an answer is sent with what comes next."""
        if self._head:
            data, self._head = self._head + data, b""
        elif data.startswith(b"HTTP/1.1 ") and data.endswith(b"\r\n\r\n") and not data.startswith(b"HTTP/1.1 1"):
            self._head = data
            return
        self._transport.write(data)

    def flush(self) -> None:
        """Send what is kept."""
        if self._head:
            head, self._head = self._head, b""
            self._transport.write(head)

    def close(self) -> None:
        """Send what is kept, then close."""
        self.flush()
        self._transport.close()

    def is_closing(self) -> bool:
        """Tell whether the connection is closed, or about to be."""
        return self._transport.is_closing()

    def pause_reading(self) -> None:
        """Take nothing from the client for now."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Take from the client again."""
        self._transport.resume_reading()

    def get_extra_info(self, name: str, default: object = None) -> Any:  # noqa: ANN401 - as asyncio has it
        """Return what the transport knows under ``name``."""
        return self._transport.get_extra_info(name, default)


class DeadlineProtocol(HttpToolsProtocol):
    """Closes a connection whose request line and headers take too long.

    An answer may be complete before the body is (413): the rest is read and thrown away for a while, because closing at
    once would reset the connection before the client has read the answer.
    """

    HEAD_SECONDS = 10.0
    DRAIN_SECONDS = 10.0

    # Beside uvicorn's own attributes these would not fit into a dictionary whose keys all connections share, and each
    # desk that waits would hold one and a half kilobytes more.
    __slots__ = ("_alarm", "_body_is_complete", "_corked", "_head_is_complete")
    _alarm: asyncio.TimerHandle | None
    _head_is_complete: bool
    _body_is_complete: bool
    _corked: Corked

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Expect the first request soon."""
        self._alarm = None
        self._head_is_complete = self._body_is_complete = True
        if hasattr(transport, "max_size"):
            transport.max_size = _READ_BYTES
        self._corked = Corked(cast("asyncio.Transport", transport))
        super().connection_made(cast("asyncio.Transport", self._corked))
        self._arm(self.HEAD_SECONDS)

    def data_received(self, data: bytes) -> None:
        """Set the clock only when the headers did not come in one piece, as they nearly always do."""
        super().data_received(data)
        if not self._head_is_complete and self._alarm is None:
            self._arm(self.HEAD_SECONDS)

    def on_message_begin(self) -> None:
        """Note that a request has begun."""
        super().on_message_begin()
        self._head_is_complete = False
        self._body_is_complete = False

    def on_headers_complete(self) -> None:
        """Leave the deadline of the body to whoever reads it."""
        self._head_is_complete = True
        self._disarm()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Note that nothing of this request is to come."""
        self._body_is_complete = True
        self._disarm()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Give a client that still sends a body some seconds to notice its answer."""
        self._corked.flush()
        super().on_response_complete()
        if not self._body_is_complete:
            self._arm(self.DRAIN_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._disarm()
        super().connection_lost(exc)

    def _arm(self, seconds: float) -> None:
        self._disarm()
        self._alarm = self.loop.call_later(seconds, self._close)

    def _disarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _close(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()

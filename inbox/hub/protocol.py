"""The HTTP protocol of the hub: uvicorn's, with deadlines against clients that send their request by the drop.

One object per connection, on the event loop. uvicorn has no such deadlines of its own.
"""

from __future__ import annotations

import asyncio
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class DeadlineProtocol(HttpToolsProtocol):
    """Closes a connection whose request line and headers take too long.

    An answer may be complete before the body is (413): the rest is read and thrown away for a while, because closing at
    once would reset the connection before the client has read the answer.
    """

    HEAD_SECONDS = 10.0
    DRAIN_SECONDS = 10.0

    _alarm: asyncio.TimerHandle | None = None
    _head_is_complete = True
    _body_is_complete = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Expect the first request soon."""
        super().connection_made(cast("asyncio.Transport", transport))
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

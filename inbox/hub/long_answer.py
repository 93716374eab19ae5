"""A long answer in lines, sent while a worker thread still makes it: the snapshot of a new desk, the journal of a month.

On the event loop; one client's slow line holds one worker, not the loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator, Iterator

from starlette.types import Receive, Send

from inbox.hub import wire
from inbox.hub.workers import Workers

Lines = Callable[[], Iterator[bytes] | Generator[bytes, None, None]]


async def answer_lines(
    workers: Workers,
    lines: Lines,
    receive: Receive,
    send: Send,
    may_have_more: Callable[[], bool],
    *,
    waits: bool = False,
) -> None:
    """Answer with what ``lines()`` yields as NDJSON, as long as the client is there.

    ``may_have_more`` is asked before every piece: a token may be revoked meanwhile. ``waits`` tells that the lines wait for a
    platform.
    """
    sender = _Sender(send, may_have_more)
    leaving = asyncio.create_task(_until_gone(receive, sender))
    try:
        await workers.stream(lines, sender, waits=waits)
    finally:
        leaving.cancel()


class _Sender:
    """Sends the pieces of one long answer, as long as the client is there and may have them."""

    def __init__(self, send: Send, may_have_more: Callable[[], bool]) -> None:
        self._send = send
        self._may_have_more = may_have_more
        self._started = False
        self.gone = False

    async def __call__(self, piece: bytes, *, more: bool) -> bool:
        if self.gone or not self._may_have_more():
            return False
        if not self._started:
            self._started = True
            headers = [(b"content-type", b"application/x-ndjson"), (b"cache-control", b"no-store")]
            await self._send({"type": "http.response.start", "status": 200, "headers": headers})
        await wire.send_piece(self._send, piece, more=more)
        return True


async def _until_gone(receive: Receive, sender: _Sender) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    sender.gone = True

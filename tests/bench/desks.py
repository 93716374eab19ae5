"""Light desks in a process of their own: long polls over keep-alive connections, pages decoded as a desk decodes them.

``python -m tests.bench.desks URL DESKS MESSAGES`` reads the agent's token from ``TRESEN_TOKEN``, prints ``ready`` once
every desk waits, and, when each has had so many new messages, one JSON line, a ``Held``.
"""

from __future__ import annotations

import asyncio
import os
import sys
from urllib.parse import urlsplit

import msgspec

from tests.bench.http_client import Connection

PATIENCE = 60.0
_WAIT_SECONDS = 20


class Sighting(msgspec.Struct, array_like=True):
    """A message at one desk: when the first bytes of its page came, and when the desk held the event (monotonic clock)."""

    message: str
    came: float
    held: float


class Held(msgspec.Struct):
    """What the desks saw; ``pages`` is how many answers it took, all desks together."""

    seen: list[Sighting]
    pages: int


class _Message(msgspec.Struct):
    id: str
    text: str | None = None


class _Body(msgspec.Struct):
    message: _Message | None = None


class _Event(msgspec.Struct):
    seq: int
    at: str
    type: str
    actor: str
    conversation: str | None
    body: _Body


class _Page(msgspec.Struct):
    epoch: str
    events: list[_Event]
    next: int
    head: int
    more: bool


_PAGE = msgspec.json.Decoder(_Page)


def _poll(url: str, token: str, after: int, wait: int) -> bytes:
    return (
        f"GET /v1/events?after={after}&limit=500&wait={wait} HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\n"
        "Accept: */*\r\nAccept-Encoding: gzip, deflate\r\nConnection: keep-alive\r\nUser-Agent: tresen-bench\r\n"
        f"Authorization: Bearer {token}\r\nTresen-Api: 1\r\n\r\n"
    ).encode()


class Desks:
    """All desks of one run; they begin where the log ends."""

    def __init__(self, url: str, token: str, messages: int) -> None:
        self._url = url
        self._token = token
        self._messages = messages
        self.held = Held([], 0)

    async def run(self, count: int) -> Held:
        """Let ``count`` desks follow the log until each has had all messages."""
        opened = [await Connection.open(self._url) for _ in range(count)]
        starts = [await self._page(connection, 0, 0) for connection in opened]
        print("ready", flush=True)
        followers = [self._follow(connection, page.head) for connection, page in zip(opened, starts, strict=True)]
        await asyncio.wait_for(asyncio.gather(*followers), PATIENCE)
        return self.held

    async def _page(self, connection: Connection, after: int, wait: int) -> _Page:
        answer = await connection.ask(_poll(self._url, self._token, after, wait))
        if answer.status != 200:
            raise RuntimeError(f"the hub answered {answer.status}: {answer.body!r}")
        page = _PAGE.decode(answer.body)
        held = asyncio.get_running_loop().time()
        self.held.seen += [
            Sighting(event.body.message.id, answer.began, held)
            for event in page.events
            if event.type == "message.received" and event.body.message is not None
        ]
        self.held.pages += 1
        return page

    async def _follow(self, connection: Connection, after: int) -> None:
        missing = self._messages
        while missing > 0:
            page = await self._page(connection, after, _WAIT_SECONDS)
            missing -= sum(event.type == "message.received" for event in page.events)
            after = page.next
        connection.close()


def main() -> int:
    """Run the desks and print what they saw."""
    url, count, messages = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if urlsplit(url).hostname != "127.0.0.1":
        raise SystemExit("only this machine")
    held = asyncio.run(Desks(url, os.environ["TRESEN_TOKEN"], messages).run(count))
    print(msgspec.json.encode(held).decode(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A hub for one desk in its own process: answers an engine's calls from made events, over httpx's transport.

A snapshot comes in pieces of lines; the log behind it goes on at a given pace once it is let go. Used on the engine's loop,
``flow`` from any thread.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator

import httpx
import msgspec

from inbox.desk.engine import Engine
from inbox.desk.hub_calls import ActionView, Me
from inbox.desk.place import DeskPlace, World
from inbox.domain.events import Event
from inbox.domain.ids import AgentId
from inbox.domain.terms import Terms
from inbox.system.clock import SystemClock, SystemIds, SystemRandom
from inbox.system.paths import DataFolder
from inbox.system.secrets import Secret
from tests.bench.cache import EPOCH, KEY

URL = "http://127.0.0.1:9"
AGENT = AgentId("a_bench")
_PAGE = 500
_STEP_SECONDS = 0.01
"""A hub wakes its desks at most so often; while its log is held it answers empty."""
_HELD_SECONDS = 0.2


class MadeHub(httpx.AsyncBaseTransport):
    """``log`` are the events behind the desk's cursor, ``snapshot`` what a new desk is sent."""

    def __init__(self, log: Iterable[Event] = (), snapshot: Iterable[bytes] = ()) -> None:
        events = list(log)
        self._first = events[0].seq if events else 1
        self._lines = [msgspec.json.encode(event) for event in events]
        self._snapshot = snapshot
        self._began = 0.0
        self._pace = 0.0
        self._let_go = 0

    def flow(self, per_second: float) -> None:
        """Let the log go on at that pace from now; 0 holds it."""
        self._let_go = self._due()
        self._began, self._pace = time.monotonic(), per_second

    @property
    def last(self) -> int:
        """Number of the last event that was let go."""
        return self._first + self._due() - 1

    @property
    def told(self) -> int:
        """How many events of the log have been let go."""
        return self._due()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one call."""
        headers = {"Hub-Epoch": EPOCH, "Tresen-Api": "1"}
        match request.url.path:
            case "/v1/events":
                return httpx.Response(200, headers=headers, content=await self._events(request))
            case "/v1/snapshot":
                return httpx.Response(200, headers=headers, stream=_Pieces(self._snapshot))
            case "/v1/me":
                me = Me(AGENT, "Bench", "owner", Terms(name="Bench"))
                return httpx.Response(200, headers=headers, content=msgspec.json.encode(me))
            case "/v1/actions":
                return httpx.Response(202, headers=headers, content=_done(await request.aread()))
            case _:
                return httpx.Response(204, headers=headers)

    async def _events(self, request: httpx.Request) -> bytes:
        after, wait = int(request.url.params["after"]), float(request.url.params["wait"])
        start = max(0, after + 1 - self._first)
        if wait and self._due() <= start:
            await asyncio.sleep(_STEP_SECONDS if self._pace else _HELD_SECONDS)
        lines = self._lines[start : min(self._due(), start + _PAGE)]
        head = self._first + self._due() - 1 if self._lines else after
        following = after + len(lines)
        page = b'{"epoch":"%s","events":[%s],"next":%d,"head":%d,"more":%s}'
        more = b"true" if following < head else b"false"
        return page % (EPOCH.encode(), b",".join(lines), following, max(head, following), more)

    def _due(self) -> int:
        passed = int((time.monotonic() - self._began) * self._pace) if self._pace else 0
        return min(len(self._lines), self._let_go + passed)


def _done(body: bytes) -> bytes:
    """Answer an action as a hub does that has done it at once; an action without an answer would be posted again and again."""
    action = msgspec.json.decode(body)
    return msgspec.json.encode(ActionView(action["id"], action["kind"], "succeeded"))


class _Pieces(httpx.AsyncByteStream):
    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            await asyncio.sleep(0)
            yield piece


def engine(folder: DataFolder, hub: MadeHub, knock: Callable[[], None]) -> Engine:
    """Make a desk's engine on a folder, with that hub on the other end of the wire."""
    place = DeskPlace(folder, KEY, URL, Secret("tr_bench"))
    world = World(SystemClock(), SystemIds(), SystemRandom(), hub)
    return Engine(place, world, knock)

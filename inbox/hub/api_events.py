"""``GET /v1/events`` and ``GET /v1/snapshot``: the log by cursor, and everything a new desk needs at once.

Raw ASGI on the event loop, because every desk is here all the time. A page comes from the ring in memory; only a desk
that lags far behind is answered from the table, in a worker thread. Answers to desks in step are the same bytes.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Iterator

import msgspec
from starlette.types import Receive, Scope, Send

from inbox.hub import wire
from inbox.hub.guard import hub_headers
from inbox.hub.long_answer import answer_lines
from inbox.hub.presence import PresenceBoard
from inbox.hub.problems import HttpProblem, bad_parameter, unauthorized
from inbox.hub.stream import Stream, first_bytes
from inbox.hub.workers import Workers

MOST_EVENTS = 1000
LONGEST_WAIT_SECONDS = 30
_PAGE_BYTES = 2 * 1024 * 1024
"""A page is cut here even if ``limit`` allows more rows; ``more`` then says so."""
_KEPT_PAGES = 8
_KEPT = ("method", "http_version", "path", "query_string", "client")


class LogReads:
    """What the routes ask of the log; each function runs in a worker thread on a reading connection.

    ``read(after, limit)`` returns encoded rows, ``head()`` the newest ``seq`` in the table, ``floor()`` the newest
    ``seq`` whose row is no longer kept (0 while all are), ``snapshot()`` the lines of a snapshot.
    """

    def __init__(
        self,
        read: Callable[[int, int], list[bytes]],
        head: Callable[[], int],
        floor: Callable[[], int],
        snapshot: Callable[[], Iterator[bytes]],
    ) -> None:
        self.read = read
        self.head = head
        self.floor = floor
        self.snapshot = snapshot


class _Asked(msgspec.Struct, frozen=True):
    after: int
    limit: int
    wait: float
    epoch: str


class EventsRoute:
    """The long poll. ``is_valid(token)`` tells whether a token still counts; it is asked again after every ring.

    ``as_of()`` says up to when everything Stripe has to tell was heard (RFC 3339), empty while nobody knows.
    """

    def __init__(
        self,
        stream: Stream,
        presence: PresenceBoard,
        log: LogReads,
        workers: Workers,
        is_valid: Callable[[str], bool],
        as_of: Callable[[], str] = str,
    ) -> None:
        self._as_of = as_of
        self._stream = stream
        self._presence = presence
        self._log = log
        self._workers = workers
        self._is_valid = is_valid
        self._pages: dict[tuple[int, int], list[bytes]] = {}
        self._pages_of = (-1, -1, "")
        self._told: dict[str, int] = {}
        """The version of presence each token's desk was served last: what changed between two polls is told at once."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send, token: str) -> None:
        """Answer one long poll of the desk that came with ``token``."""
        asked = _asked(scope["query_string"])
        self._check_epoch(asked.epoch)
        if asked.after > self._stream.head:
            await self._check_ahead(asked.after)
        _forget(scope)
        loop, seen = asyncio.get_running_loop(), self._told.get(token, self._presence.version)
        until = loop.time() + asked.wait
        while asked.after >= self._stream.head and seen == self._presence.version and not self._stream.closed:
            left = until - loop.time()
            if left <= 0:
                break
            await self._stream.wait(left)
            if not self._is_valid(token):
                raise unauthorized()
        self._told[token] = self._presence.version
        page = await self._page(asked.after, asked.limit)
        await wire.answer_pieces(send, page, [(b"cache-control", b"no-store"), *hub_headers(self._stream)])

    def _check_epoch(self, epoch: str) -> None:
        if epoch not in ("", self._stream.epoch):
            raise HttpProblem(
                409,
                "epoch-changed",
                "The hub was restored from a backup since; start again from the snapshot.",
                members={"epoch": self._stream.epoch},
            )

    async def _check_ahead(self, after: int) -> None:
        # The row may be committed and not published yet, so the table decides.
        head = await self._workers.read(self._log.head)
        if after > head:
            raise HttpProblem(
                409,
                "cursor-ahead",
                "The cursor is ahead of this hub's log; start again from the snapshot.",
                members={"head": head},
            )

    async def _page(self, after: int, limit: int) -> list[bytes]:
        state = (self._stream.head, self._presence.version, self._as_of())
        if self._pages_of != state:
            self._pages.clear()
            self._pages_of = state
        known = self._pages.get((after, limit))
        if known is not None:
            return known
        rows = self._stream.ring.page(after, limit, _PAGE_BYTES) if after <= self._stream.head else []
        if rows is None:
            return self._assemble(after, await self._from_table(after, limit))
        page = self._assemble(after, rows)
        if sum(map(len, page)) <= wire.PIECE:
            if len(self._pages) >= _KEPT_PAGES:
                self._pages.clear()
            page = self._pages[after, limit] = [b"".join(page)]
        return page

    async def _from_table(self, after: int, limit: int) -> list[bytes]:
        def read() -> tuple[int, list[bytes]]:
            return self._log.floor(), self._log.read(after, limit)

        floor, rows = await self._workers.read(read)
        if after < floor:
            raise HttpProblem(
                410,
                "cursor-expired",
                "The log no longer reaches back that far; start again from the snapshot.",
                members={"floor": floor},
            )
        return first_bytes(rows, _PAGE_BYTES)

    def _assemble(self, after: int, rows: list[bytes]) -> list[bytes]:
        last = after + len(rows)
        # A row may be in the table before it is in the ring.
        head = max(self._stream.head, last)
        more = b"true" if last < head else b"false"
        pieces = [b'{"epoch":"%s","events":[' % self._stream.epoch.encode()]
        for index, row in enumerate(rows):
            if index:
                pieces.append(b",")
            pieces.append(row)
        end = b'],"next":%d,"head":%d,"more":%s,"presence":%s,"stripe":"%s"}'
        pieces.append(end % (last, head, more, self._presence.encoded(), self._as_of().encode()))
        return pieces


class SnapshotRoute:
    """The snapshot, streamed as NDJSON while it is read; one desk's slow line holds one worker, not the loop.

    ``is_valid(token)`` tells whether a token still counts; it is asked before every piece.
    """

    def __init__(self, log: LogReads, workers: Workers, is_valid: Callable[[str], bool]) -> None:
        self._log = log
        self._workers = workers
        self._is_valid = is_valid

    async def __call__(self, receive: Receive, send: Send, token: str) -> None:
        """Answer one snapshot of the desk that came with ``token``; its first line states the ``seq`` it holds for."""
        await answer_lines(self._workers, self._log.snapshot, receive, send, lambda: self._is_valid(token))


def _forget(scope: Scope) -> None:
    """Keep of a request only what the server still asks for: a desk that waits costs the hub what is left of it."""
    kept = {name: scope[name] for name in _KEPT}
    scope["headers"].clear()
    scope.clear()
    scope.update(kept)


@functools.lru_cache(64)
def _asked(query: bytes) -> _Asked:
    """Read the query of a long poll; desks in step all ask the same."""
    values = wire.query(query)
    return _Asked(
        after=wire.whole(values, "after", 0, 0, 10**18 - 1),
        limit=wire.whole(values, "limit", 500, 1, MOST_EVENTS),
        wait=_seconds(values.get("wait", "")),
        epoch=values.get("epoch", ""),
    )


def _seconds(text: str) -> float:
    if text == "":
        return 0
    whole, _, part = text.partition(".")
    digits = whole + part
    if (
        not (digits.isascii() and digits.isdigit() and len(digits) <= 12 and whole)
        or float(text) > LONGEST_WAIT_SECONDS
    ):
        raise bad_parameter("wait", f"seconds from 0 to {LONGEST_WAIT_SECONDS}")
    return float(text)

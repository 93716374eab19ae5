"""The log on its way to the desks: a ring of encoded rows, one bell for all who wait, and the thread that closes gaps.

``Ring`` and ``Stream`` live on the event loop, where the writer hands over what it has committed. ``Feeder`` is a thread
that reads back from the log what did not come that way, for other processes append too. There is no queue per desk: each
desk is nothing but its cursor.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence

from inbox.domain.problems import OutsideError

_MOST_ROWS = 20_000
_MOST_BYTES = 16 * 1024 * 1024
_ERASURE = b'"person.erased"'

_log = logging.getLogger("tresen.stream")


class Ring:
    """The newest rows of the log, encoded; rows are gapless by ``seq``, so a cursor is an index."""

    def __init__(self, head: int, most_rows: int = _MOST_ROWS, most_bytes: int = _MOST_BYTES) -> None:
        self._rows: list[bytes] = []
        self._first = head + 1
        self._bytes = 0
        self._most_rows = most_rows
        self._most_bytes = most_bytes

    @property
    def head(self) -> int:
        """The ``seq`` of the newest row."""
        return self._first + len(self._rows) - 1

    def add(self, first: int, rows: Sequence[bytes]) -> None:
        """Append rows of which the first has the number ``first``; older or doubled ones are left out.

        When a person was erased all older rows go: they may hold that person's words, which the table holds no more.
        """
        fresh = rows[max(0, self.head + 1 - first) :]
        if not fresh:
            return
        if first > self.head + 1:
            self._drop(len(self._rows))
            self._first = first
        erased = max((index for index, row in enumerate(fresh) if _ERASURE in row), default=None)
        if erased is not None:
            skipped = self.head + 1 + erased
            self._drop(len(self._rows))
            self._first = skipped
            fresh = fresh[erased:]
        self._rows.extend(fresh)
        self._bytes += sum(map(len, fresh))
        self._shrink()

    def page(self, after: int, limit: int, most_bytes: int) -> list[bytes] | None:
        """Return up to ``limit`` rows behind ``after`` (at least one, if there is any); None if they left the ring."""
        start = after + 1 - self._first
        if start < 0:
            return None
        rows = self._rows[start : start + limit]
        return first_bytes(rows, most_bytes)

    def _shrink(self) -> None:
        # In large steps: deleting from the front of a list moves all the rest.
        while len(self._rows) > self._most_rows or (self._bytes > self._most_bytes and len(self._rows) > 1):
            self._drop(max(len(self._rows) // 4, 1))

    def _drop(self, count: int) -> None:
        self._bytes -= sum(map(len, self._rows[:count]))
        del self._rows[:count]
        self._first += count


def first_bytes(rows: list[bytes], most_bytes: int) -> list[bytes]:
    """Return as many rows from the front as ``most_bytes`` allow, and never none of some."""
    total = 0
    for index, row in enumerate(rows):
        total += len(row)
        if total > most_bytes and index > 0:
            return rows[:index]
    return rows


class Pace:
    """How long to hold the bell back: not at all while rows are rare, so that the first one goes out at once.

    Every ring wakes every desk, so with many desks it rings less often, and rows are gathered meanwhile.
    """

    SECONDS_PER_DESK = 0.00025
    """Four times what it costs the event loop to wake one."""
    LONGEST_SECONDS = 0.02

    def __init__(self) -> None:
        self._rang = float("-inf")

    def delay(self, desks: int, now: float) -> float:
        """Return the seconds to wait before the next ring, with so many desks waiting."""
        gather = min(self.LONGEST_SECONDS, desks * self.SECONDS_PER_DESK)
        return max(0.0, gather - (now - self._rang))

    def rang(self, now: float) -> None:
        """Take note that the bell was rung just now."""
        self._rang = now


class Stream:
    """What the event loop knows of the log, and the bell that wakes everybody who waits for more.

    A waiter is one future in a set; ringing resolves them all. A closed stream lets nobody wait, so that a stopping hub
    answers every open long poll at once.
    """

    def __init__(self, epoch: str, head: int) -> None:
        self.epoch = epoch
        self.ring = Ring(head)
        self.closed = False
        self._desks = 0
        """How many the last ring woke."""
        self._waiters: set[asyncio.Future[None]] = set()
        self._pace = Pace()
        self._bell: asyncio.TimerHandle | None = None

    @property
    def head(self) -> int:
        """The newest row that may be served."""
        return self.ring.head

    @property
    def waiting(self) -> int:
        """How many wait at the bell."""
        return len(self._waiters)

    def publish(self, first: int, rows: Sequence[bytes]) -> bool:
        """Take committed rows, of which the first has the number ``first``, and wake everybody soon.

        False, and nothing taken, when rows are missing before them: somebody else appended those.
        """
        if first > self.head + 1:
            return False
        before = self.head
        self.ring.add(first, rows)
        if self.head > before:
            self.wake_soon()
        return True

    def wake_soon(self) -> None:
        """Ring the bell, a little later if it has rung just now."""
        if self._bell is not None:
            return
        loop = asyncio.get_running_loop()
        delay = self._pace.delay(max(self._desks, self.waiting), loop.time())
        if delay > 0:
            self._bell = loop.call_later(delay, self.wake)
        else:
            self.wake()

    def wake(self) -> None:
        """Ring the bell now."""
        if self._bell is not None:
            self._bell.cancel()
            self._bell = None
        self._pace.rang(asyncio.get_running_loop().time())
        waiters, self._waiters = self._waiters, set()
        self._desks = len(waiters)
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, seconds: float) -> None:
        """Return at the next ring, after ``seconds``, or at once if the stream is closed."""
        if self.closed or seconds <= 0:
            return
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[None] = loop.create_future()
        self._waiters.add(waiter)
        timer = loop.call_later(seconds, _resolve, waiter)
        try:
            await waiter
        finally:
            timer.cancel()
            self._waiters.discard(waiter)

    def close(self) -> None:
        """Send everybody home; called on the loop when the hub stops."""
        self.closed = True
        self.wake()


def _resolve(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)


class Feeder:
    """The thread that looks twice a second for what other processes did, and at once when it is told that rows are missing.

    ``head()`` is the newest row that the event loop has; ``read(after, limit)`` reads encoded rows behind a cursor on this
    thread's own connection; ``publish(first, rows)`` hands them to the event loop; ``watch()`` is called each time,
    before a page goes out, and looks for what others changed besides the log (tokens).
    """

    POLL_SECONDS = 0.5
    PAGE = 1000

    def __init__(
        self,
        head: Callable[[], int],
        read: Callable[[int, int], list[bytes]],
        publish: Callable[[int, list[bytes]], None],
        watch: Callable[[], None],
    ) -> None:
        self._head = head
        self._read = read
        self._publish = publish
        self._watch = watch
        self._kicked = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hub-feeder", daemon=True)

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def kick(self) -> None:
        """Say that rows are missing; any thread."""
        self._kicked.set()

    def stop(self) -> None:
        """Stop the thread and wait for it."""
        self._stopping.set()
        self._kicked.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def step(self) -> int:
        """Publish everything new and return how many rows it was."""
        first = cursor = self._head()
        rows = self._read(cursor, self.PAGE)
        # Whoever others have put out must not be told so by a last page of the log.
        self._watch()
        while rows:
            self._publish(cursor + 1, rows)
            cursor += len(rows)
            rows = self._read(cursor, self.PAGE)
            if rows:
                self._watch()
        return cursor - first

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._kicked.wait(self.POLL_SECONDS)
            self._kicked.clear()
            try:
                self.step()
            except OutsideError as error:
                # The rows are safe in the log; they are published when the storage is back.
                _log.warning("new rows cannot be read for the desks: %s", error.message)
                self._stopping.wait(self.POLL_SECONDS)

"""The event loop's way to the writer: what arrives in one turn of the loop is handed over together, and answered together.

Used by the webhook routes. One future and one wake-up of either thread serve all of it, however many requests it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from inbox.hub.writer import Arrival, Writing
from inbox.store.state.database import StorageTrouble

COMMIT_SECONDS = 10
"""Longer than this a platform should not wait; it comes again, and the same bytes make no second row."""

_MOST_BYTES = 8 * 1024 * 1024
"""Handed over at once without waiting for the end of the loop's turn."""


class Intake:
    """Lives on one event loop; ``store`` returns once the bytes are durable."""

    def __init__(self, writer: Writing) -> None:
        self._writer = writer
        self._arrivals: list[Arrival] = []
        self._waiters: list[asyncio.Future[None]] = []
        self._bytes = 0

    async def store(self, arrival: Arrival) -> None:
        """Store what a platform sent; StorageTrouble when that fails or takes too long.

        A request that ends meanwhile takes nothing back: what is handed over will be stored.
        """
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[None] = loop.create_future()
        if not self._arrivals:
            loop.call_soon(self._hand_over)
        self._arrivals.append(arrival)
        self._waiters.append(waiter)
        self._bytes += len(arrival.body)
        if self._bytes > _MOST_BYTES:
            self._hand_over()
        await waiter

    def _hand_over(self) -> None:
        if not self._arrivals:
            return
        arrivals, waiters = self._arrivals, self._waiters
        self._arrivals, self._waiters, self._bytes = [], [], 0
        loop = asyncio.get_running_loop()
        try:
            stored = self._writer.deliver_all(arrivals)
        except StorageTrouble as trouble:
            _settle(waiters, trouble)
            return
        timer = loop.call_later(COMMIT_SECONDS, _settle, waiters, StorageTrouble("The hub's storage does not answer."))

        def settle() -> None:
            timer.cancel()
            _settle(waiters, stored.exception())

        stored.add_done_callback(lambda done: _call(loop, settle))


def _settle(waiters: Sequence[asyncio.Future[None]], trouble: BaseException | None) -> None:
    for waiter in waiters:
        if waiter.done():
            continue
        if trouble is None:
            waiter.set_result(None)
        else:
            waiter.set_exception(trouble)


def _call(loop: asyncio.AbstractEventLoop, job: Callable[[], None]) -> None:
    """Run ``job`` on the loop, from the writer's thread; nobody waits any more on one that was closed."""
    try:
        loop.call_soon_threadsafe(job)
    except RuntimeError:
        if not loop.is_closed():
            raise

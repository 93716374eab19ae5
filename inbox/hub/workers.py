"""Threads for what must not run on the event loop: reading the database, acting, writing long answers.

Made by the server; used by the routes on the loop. Three pools, so that a slow platform cannot hold up a desk that only
reads, nor a new desk's snapshot the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

T = TypeVar("T")

FLUSH = b""
"""A line that is none: what came before it is sent now, however little it is."""

_PIECE = 64 * 1024
_LONGEST_PIECE_SECONDS = 90


class SendPiece(Protocol):
    """Sends one piece of a long answer; False when nobody reads it any more."""

    def __call__(self, piece: bytes, *, more: bool) -> Awaitable[bool]:
        """Send ``piece``, the last one if not ``more``."""
        ...


class Workers:
    """The three pools; ``stop()`` lets running work end."""

    def __init__(self) -> None:
        self._reads = ThreadPoolExecutor(4, "hub-read")
        self._acts = ThreadPoolExecutor(16, "hub-act")
        self._long = ThreadPoolExecutor(4, "hub-long")

    async def read(self, job: Callable[[], T]) -> T:
        """Run a short reading job."""
        return await asyncio.get_running_loop().run_in_executor(self._reads, job)

    async def act(self, job: Callable[[], T]) -> T:
        """Run a job that writes, or waits for a platform."""
        return await asyncio.get_running_loop().run_in_executor(self._acts, job)

    async def stream(self, lines: Callable[[], Iterator[bytes]], send: SendPiece, *, waits: bool = False) -> None:
        """Send what ``lines()`` yields while a thread reads it, 64 KiB at a time or up to a ``FLUSH``.

        ``waits`` tells that a platform is waited for meanwhile, which must not keep a new desk's snapshot waiting too.

        The thread waits for the client before it reads on, so that a slow client costs one piece of memory.
        """
        loop = asyncio.get_running_loop()

        def run() -> None:
            def push(piece: bytes, more: bool) -> bool:
                # The limit is for a loop that has stopped meanwhile; a slow client is timed by the sender.
                sent = asyncio.run_coroutine_threadsafe(_await(send(piece, more=more)), loop)
                return sent.result(timeout=_LONGEST_PIECE_SECONDS)

            held = bytearray()
            for line in lines():
                if line == FLUSH and held:
                    piece = bytes(held)
                    held.clear()
                    if not push(piece, True):
                        return
                held += line
                while len(held) >= _PIECE:
                    piece = bytes(held[:_PIECE])
                    del held[:_PIECE]
                    if not push(piece, True):
                        return
            push(bytes(held), False)

        await loop.run_in_executor(self._acts if waits else self._long, run)

    def stop(self) -> None:
        """Take no more work and forget what has not begun; running jobs end in their own time."""
        for pool in (self._reads, self._acts, self._long):
            pool.shutdown(wait=False, cancel_futures=True)


async def _await(sending: Awaitable[bool]) -> bool:
    return await sending

"""Reads several lists at once, because a long month of a large shop is hundreds of pages and each takes a while to come.

Safe for any thread; the threads end with the iteration, however that ends.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class _Came(msgspec.Struct, Generic[T], frozen=True):
    value: T


def together(lists: Sequence[Callable[[], Iterator[T]]], threads: int) -> Generator[T, None, None]:
    """Yield what the lists yield as it comes; a single one is read here, more by up to so many threads.

    The first error ends all of it and is raised. So does closing the iterator, as soon as the pages under way are here.
    """
    if len(lists) < 2:
        for read in lists:
            yield from read()
        return
    waiting, stopped = deque(lists), threading.Event()
    came = queue.SimpleQueue[_Came[T] | Future[None]]()

    def work() -> None:
        while not stopped.is_set() and (read := _next(waiting)) is not None:
            for value in read():
                came.put(_Came(value))
                if stopped.is_set():
                    return

    working = min(threads, len(lists))
    with ThreadPoolExecutor(working, "stripe-lists") as pool:
        try:
            for _ in range(working):
                pool.submit(work).add_done_callback(came.put)
            while working:
                item = came.get()
                if isinstance(item, _Came):
                    yield item.value
                else:
                    working -= 1
                    item.result()
        finally:
            stopped.set()


def _next(waiting: deque[Callable[[], Iterator[T]]]) -> Callable[[], Iterator[T]] | None:
    try:
        return waiting.popleft()
    except IndexError:
        return None

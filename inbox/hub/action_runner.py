"""Runs actions on threads, step by step: what belongs to one chat in its order, money side by side.

The thin shell around the engines. One scheduling thread decides whose turn it is, two small pools do the work, so that a
slow Stripe holds up no message. ``submit`` may be called from any thread, the writer's included, and never blocks.
"""

from __future__ import annotations

import heapq
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor

import msgspec

from inbox.domain.ids import ActionId
from inbox.domain.ports import Clock
from inbox.store.state.database import StorageTrouble

Step = Callable[[ActionId], int | None]
"""Does the next thing for an action; returns the milliseconds until the one after it, None at rest."""

_WORKERS = 6
_TROUBLE_MS = 2_000
_log = logging.getLogger("tresen.actions")


class Lane(msgspec.Struct, frozen=True):
    """Where an action queues: ``money`` or ``chat``, and whose turn it waits for (an action's own, or a conversation's)."""

    pool: str
    name: str


class ActionRunner:
    """Turns of actions. ``lane_of`` is asked on the scheduling thread; None means there is nothing to do (any more)."""

    def __init__(self, step: Step, lane_of: Callable[[ActionId], Lane | None], clock: Clock) -> None:
        self._step = step
        self._lane_of = lane_of
        self._clock = clock
        self._wake = threading.Condition()
        self._new: deque[ActionId] = deque()
        self._due: list[tuple[float, int, Lane]] = []
        self._count = 0
        self._lanes: dict[Lane, deque[ActionId]] = {}
        self._running: set[Lane] = set()
        self._again: set[ActionId] = set()
        """Actions submitted while they were having their turn, which may have looked too early."""
        self._stopping = False
        self._pools = {name: ThreadPoolExecutor(_WORKERS, f"hub-{name}") for name in ("money", "chat")}
        self._thread = threading.Thread(target=self._schedule, name="hub-actions", daemon=True)

    def start(self) -> None:
        """Begin to work on what is submitted."""
        self._thread.start()

    def submit(self, actions: Iterable[ActionId]) -> None:
        """Let actions have a turn; ones that already wait for theirs do not get a second."""
        with self._wake:
            self._new.extend(actions)
            self._wake.notify()

    def stop(self) -> None:
        """Begin nothing more and wait for the steps that are under way; the rest is resumed by the next start."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)

    def _schedule(self) -> None:
        while True:
            with self._wake:
                while not self._stopping and not self._new and not self._is_due():
                    self._wake.wait(self._pause())
                if self._stopping:
                    return
                arrived, self._new = self._new, deque()
                ready = self._take_due()
            for lane in ready:
                self._run(lane)
            for action in arrived:
                self._enter(action)

    def _enter(self, action: ActionId) -> None:
        try:
            lane = self._lane_of(action)
        except StorageTrouble as trouble:
            _log.warning("action %s waits: %s", action, trouble.message)
            lane = Lane("money", action)
        if lane is None:
            return
        with self._wake:
            waiting = self._lanes.setdefault(lane, deque())
            if action in waiting:
                self._again.add(action)
                return
            waiting.append(action)
            is_first = len(waiting) == 1
        if is_first:
            self._run(lane)

    def _run(self, lane: Lane) -> None:
        """Give the first action of a lane its turn."""
        with self._wake:
            if self._stopping or lane in self._running or not self._lanes.get(lane):
                return
            self._running.add(lane)
            action = self._lanes[lane][0]
            turn = self._pools[lane.pool].submit(self._step, action)
        turn.add_done_callback(lambda done: self._after(lane, action, done))

    def _after(self, lane: Lane, action: ActionId, turn: Future[int | None]) -> None:
        if turn.cancelled():
            return
        error = turn.exception()
        if isinstance(error, StorageTrouble):
            _log.warning("action %s waits: %s", action, error.message)
            wait: int | None = _TROUBLE_MS
        elif error is not None:
            # Our bug: the action stays as it is in the database and is looked at again when the hub starts.
            _log.error("action %s was given up", action, exc_info=error)
            wait = None
        else:
            wait = turn.result()
        with self._wake:
            self._running.discard(lane)
            if wait is None:
                self._lanes[lane].popleft()
                if action in self._again:
                    self._again.discard(action)
                    self._new.append(action)
                if not self._lanes[lane]:
                    del self._lanes[lane]
                wait = 0
            self._count += 1
            heapq.heappush(self._due, (self._clock.monotonic() + wait / 1000, self._count, lane))
            self._wake.notify()

    def _is_due(self) -> bool:
        return bool(self._due) and self._due[0][0] <= self._clock.monotonic()

    def _pause(self) -> float | None:
        return max(0.0, self._due[0][0] - self._clock.monotonic()) if self._due else None

    def _take_due(self) -> list[Lane]:
        ready: list[Lane] = []
        while self._is_due():
            ready.append(heapq.heappop(self._due)[2])
        return ready

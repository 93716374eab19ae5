"""Follows the hub's log on the engine's event loop: a snapshot for a new desk, then the long poll, for ever.

Every transaction is short and the loop gets its turn after each, so that clicks are never kept waiting. What the network
does ends in waiting and asking again; only what waiting cannot mend is told to the agent.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from inbox.desk import hub_calls
from inbox.desk.hub_client import AsyncHubClient
from inbox.desk.hub_errors import ApiRangeError, CursorLostError, EpochChangedError, HubBusyError, WrongTokenError
from inbox.desk.link import Link
from inbox.desk.mailbox import Mailbox
from inbox.desk.snapshot import SnapshotLines
from inbox.desk.sync import LogGapError, SyncStep
from inbox.domain.events import Event
from inbox.domain.ports import Random
from inbox.domain.presence import Presence
from inbox.domain.problems import OutsideError
from inbox.store.state import Changes

PIECE_ROWS = 250
"""Events of a snapshot applied at once; then the loop takes its turn, for clicks are not kept waiting."""

_BACKOFF = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
_LOCKED_OUT_SECONDS = 60.0
_BREATH_SECONDS = 0.1
_EVERYTHING = Changes(flags=frozenset(("everything",)))

_log = logging.getLogger("tresen.sync")


class Following:
    """One task of the engine. ``seen`` is called with the presence of all desks whenever it came."""

    def __init__(
        self,
        client: AsyncHubClient,
        step: SyncStep,
        link: Link,
        mailbox: Mailbox,
        chance: Random,
        seen: Callable[[tuple[Presence, ...]], None],
    ) -> None:
        self._client = client
        self._step = step
        self._link = link
        self._mailbox = mailbox
        self._chance = chance
        self._seen = seen
        self._presence: tuple[Presence, ...] = ()
        self._failures = 0
        self._again = asyncio.Event()

    def hurry(self) -> None:
        """Ask again at once: the agent has mended something, or the network is back."""
        self._again.set()

    async def run(self) -> None:
        """Follow until cancelled. DamagedCacheError is the caller's."""
        while True:
            try:
                await self._turn()
                self._failures = 0
            except (EpochChangedError, CursorLostError) as error:
                _log.warning("%s", error.message)
                self._step.begin_again()
                self._mailbox.put(_EVERYTHING)
                await self._pause()
            except LogGapError as error:
                _log.error("%s", error.message)
                await self._pause()
            except OutsideError as error:
                self._link.away(error)
                await self._pause(error.seconds if isinstance(error, HubBusyError) else None)
            except (WrongTokenError, ApiRangeError) as error:
                self._link.away(error)
                await self._pause(_LOCKED_OUT_SECONDS)

    async def _turn(self) -> None:
        if self._step.needs_snapshot:
            await self._take_snapshot()
        if (after := self._step.replay_after) is not None:
            await self._replay(after)
            return
        place = self._step.place
        wait = hub_calls.LONG_POLL_SECONDS if self._link.status.online else 0
        page = await self._client.send(hub_calls.events(place.cursor, place.epoch, wait=wait))
        self._link.reached(page.epoch, page.stripe)
        if tuple(page.presence) != self._presence:
            self._presence = tuple(page.presence)
            self._seen(self._presence)
        for changes in self._step.apply(page.epoch, page.events, live=not page.more):
            self._mailbox.put(changes)
            await asyncio.sleep(0)
        if wait and not page.events:
            # Also a hub that answers empty at once, for it is about to stop, is not asked without a pause.
            await asyncio.sleep(_BREATH_SECONDS)

    async def _take_snapshot(self) -> None:
        lines = SnapshotLines()
        waiting: list[Event] = []
        taken = 0
        try:
            async with self._client.stream(hub_calls.snapshot()) as pieces:
                async for piece in pieces:
                    is_first = lines.header is None
                    waiting += lines.feed(piece)
                    if lines.header is None:
                        continue
                    if is_first:
                        self._step.begin_snapshot(lines.header)
                        self._link.reached(lines.header.epoch)
                    while len(waiting) >= PIECE_ROWS:
                        self._mailbox.put(self._step.take_snapshot(waiting[:PIECE_ROWS]))
                        taken, waiting = taken + PIECE_ROWS, waiting[PIECE_ROWS:]
                        self._link.progress(taken, lines.header.events)
                        await asyncio.sleep(0)
            header = lines.finish()
            self._mailbox.put(self._step.take_snapshot(waiting))
        finally:
            self._mailbox.put(self._step.leave_snapshot())
        self._step.end_snapshot(header, lines.count)
        self._link.progress(0, 0)
        self._mailbox.put(_EVERYTHING)

    async def _replay(self, after: int) -> None:
        page = await self._client.send(hub_calls.events(after, self._step.place.epoch))
        self._mailbox.put(self._step.replay(page.events))

    async def _pause(self, seconds: float | None = None) -> None:
        """Wait longer after each failure, never as long as the other desks, until there is a reason to hurry."""
        longest = _BACKOFF[min(self._failures, len(_BACKOFF) - 1)]
        self._failures += 1
        pause = longest * (0.5 + self._chance.random() / 2) if seconds is None else seconds
        self._again.clear()
        try:
            async with asyncio.timeout(pause):
                await self._again.wait()
        except TimeoutError:
            return

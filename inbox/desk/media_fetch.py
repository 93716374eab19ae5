"""Fetches copies of files from the hub: what a screen asks for at once, new pictures and voice notes before anybody asks.

One task of the engine, and one for each file on the wire. What was asked for last comes first, for that is what the agent
looks at now. A file counts as here when its bytes have the hash that the log told; until then nobody sees any of it. One
that broke off goes on where it stopped.
"""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

import msgspec

from inbox.desk import hub_calls
from inbox.desk.attachments import is_local
from inbox.desk.file_state import FileState
from inbox.desk.hub_client import AsyncHubClient, Download
from inbox.desk.hub_errors import HubBusyError, HubRefusedError, NotThereError
from inbox.desk.link import Link
from inbox.desk.media_cache import PIECE, MediaCache, MediaLostError
from inbox.desk.media_facts import MediaFacts, facts_in
from inbox.domain.events import Event
from inbox.domain.ids import ConversationId, MediaId
from inbox.domain.ports import Clock
from inbox.domain.problems import OutsideError, Problem, UserError
from inbox.store.state.database import StorageTrouble

LARGEST = 128 * 1024 * 1024
"""Bytes of a file the hub can have at all."""

_AT_ONCE = 2
_AHEAD = 64
"""So many new pictures and recordings are fetched before they are asked for, the newest ones."""
_AHEAD_BYTES = 5 * 1024 * 1024
_NEW = timedelta(hours=24)
_PAUSES = (1.0, 3.0, 8.0)
"""Seconds before each further try; after the last one the agent is told."""
_REMEMBERED = 200
_WORTH_TELLING = 1024 * 1024
_TELL_SECONDS = 0.1
_NO_SUCH_RANGE = 416

_log = logging.getLogger("tresen.media")

_UNREACHABLE = "media-unreachable"
_GONE = Problem("media-gone", "The hub does not have this file any more; ask for it again in the chat.")
_DAMAGED = Problem("media-damaged", "The file arrived damaged several times; try again, or ask for it again in the chat.")
_OFFLINE = Problem("media-offline", "There is no connection to the hub and the file is not here; try again when it is back.")
_STOPPED = Problem("media-stopped", "Fetching the file was stopped; the next time it goes on from there.")
_TOO_LARGE = Problem("media-too-large", "The file is larger than it should be, so it was not fetched.")


@dataclasses.dataclass(slots=True)
class _Want:
    tries: int = 0
    due: float = 0.0
    is_moving: bool = False
    done: int = 0
    total: int = 0
    told: float = 0.0


class _DamagedError(OutsideError):
    """What came is not the file the log told of."""


class MediaFetch:
    """Everything that is wanted. ``changed`` is called with the files that are here now, or are not and why."""

    def __init__(
        self,
        client: AsyncHubClient,
        cache: MediaCache,
        link: Link,
        clock: Clock,
        changed: Callable[[Iterable[MediaId]], None],
    ) -> None:
        self._client = client
        self._cache = cache
        self._link = link
        self._clock = clock
        self._changed = changed
        self._wants: dict[MediaId, _Want] = {}
        """In the order in which they were asked for."""
        self._failed: dict[MediaId, Problem] = {}
        self._waiters: dict[MediaId, list[asyncio.Future[Problem | None]]] = {}
        self._on_wire: set[MediaId] = set()
        """With a task that fetches them, also when nobody wants them any more."""
        self._kicked = asyncio.Event()

    def want(self, media: MediaId) -> None:
        """Fetch a file before all others; one that failed is tried again."""
        self._failed.pop(media, None)
        if is_local(media):
            return  # nobody else has it
        try:
            if self._is_here(media):
                self._changed((media,))
                return
        except MediaLostError:
            pass  # and begun anew: it is fetched like any other
        known = self._wants.pop(media, None)
        self._wants[media] = known or _Want(is_moving=media in self._on_wire)
        self._wants[media].due = 0.0
        self._changed(())
        self.kick()

    def leave(self, media: MediaId) -> None:
        """Fetch a file no further; what has come of it stays, and the next time it goes on from there."""
        if self._wants.pop(media, None) is not None:
            self._tell_waiters(media, _STOPPED)
            self._changed((media,))

    async def brought(self, media: MediaId) -> Problem | None:
        """Wait until a file is here; return why it is not, at once when the hub is away."""
        self.want(media)
        if media not in self._wants:
            return None
        if not self._link.status.online:
            return _OFFLINE
        waiter: asyncio.Future[Problem | None] = asyncio.get_running_loop().create_future()
        self._waiters.setdefault(media, []).append(waiter)
        return await waiter

    def kick(self) -> None:
        """Say that something changed: the network, a file that is wanted."""
        self._kicked.set()

    def states(self) -> tuple[FileState, ...]:
        """Return what is on its way and what failed."""
        on_the_way = (
            FileState(media, "moving" if want.is_moving else "waiting", want.done, want.total)
            for media, want in self._wants.items()
        )
        return (*on_the_way, *(FileState(media, "failed", problem=why) for media, why in self._failed.items()))

    def hear(self, events: Sequence[Event]) -> None:
        """Take down what the log says of files, and fetch new small ones at once. Called before the events are committed."""
        told = facts_in(events)
        self._guarded(lambda: self._cache.note(facts for facts, _ in told))
        oldest = self._clock.now() - _NEW
        ahead = [facts for facts, at in told if at > oldest and _is_wanted_soon(facts)][-_AHEAD:]
        for facts in ahead:
            if facts.id not in self._wants:
                # Before all that was asked for, so that it comes last.
                self._wants = {facts.id: _Want(), **self._wants}
        if ahead:
            self.kick()

    def forget_person(self, conversation: ConversationId) -> None:
        """Throw away the copies of an erased person's files, and fetch no more of them."""
        gone: list[MediaId] = []
        self._guarded(lambda: gone.extend(self._cache.erase(conversation)))
        for media in gone:
            self._wants.pop(media, None)
            self._failed.pop(media, None)
            self._tell_waiters(media, _GONE)
        if gone:
            self._changed(gone)

    async def run(self) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as arrivals:
            while True:
                self._kicked.clear()
                while (media := self._next()) is not None:
                    self._wants[media].is_moving = True
                    self._on_wire.add(media)
                    arrivals.create_task(self._bring(media), name=f"media {media}")
                try:
                    async with asyncio.timeout(self._pause()):
                        await self._kicked.wait()
                except TimeoutError:
                    continue

    # -- inside ------------------------------------------------------------------------------------------------------

    def _next(self) -> MediaId | None:
        if not self._link.status.online or len(self._on_wire) >= _AT_ONCE:
            return None
        now = self._clock.monotonic()
        idle = (media for media, want in reversed(self._wants.items()) if not want.is_moving and want.due <= now)
        return next(idle, None)

    def _pause(self) -> float | None:
        if not self._link.status.online:
            return None
        now = self._clock.monotonic()
        waits = [want.due - now for want in self._wants.values() if not want.is_moving and want.due > now]
        return min(waits, default=None)

    async def _bring(self, media: MediaId) -> None:
        try:
            await self._fetch(media)
        except NotThereError:
            self._fail(media, _GONE)
        except HubRefusedError as error:
            self._fail(media, Problem(error.slug, error.message))
        except StorageTrouble as error:
            self._fail(media, Problem("media-storage", error.message))
        except HubBusyError as error:
            self._again(media, Problem(_UNREACHABLE, error.message), error.seconds)
        except (_DamagedError, MediaLostError) as error:
            _log.info("file %s: %s", media, error.message)
            self._again(media, _DAMAGED)
        except OutsideError as error:
            self._again(media, Problem(_UNREACHABLE, error.message))
        except UserError as error:
            self._fail(media, Problem("no-entry", error.message))
        finally:
            self._on_wire.discard(media)
            self.kick()

    async def _fetch(self, media: MediaId) -> None:
        if self._cache.has(media):
            self._arrived(media)
            return
        facts = self._cache.facts(media)
        arrival = _Arrival(self._cache, facts)
        try:
            async with self._client.download(hub_calls.download(media, arrival.size, facts.sha256)) as download:
                await self._take(arrival, download)
        except HubRefusedError as error:
            if error.status != _NO_SUCH_RANGE:
                raise
            self._cache.drop(media)
            raise _DamagedError("what is here of the file is more than the hub has") from error

    async def _take(self, arrival: _Arrival, download: Download) -> None:
        """Keep what comes, a piece at a time, and check it at the end."""
        facts = arrival.facts
        if download.start != arrival.size:
            arrival.begin_again()
        async for data in download.pieces:
            if facts.id not in self._wants:
                return  # it was stopped, or its person erased: nothing more of it is kept
            arrival.take(data)
            if arrival.size > LARGEST:
                self._cache.drop(facts.id)
                self._fail(facts.id, _TOO_LARGE)
                return
            self._moved(facts, arrival.size)
        if facts.id not in self._wants:
            return
        if not arrival.finish(facts.sha256 or download.sha256, download.mime):
            self._cache.drop(facts.id)
            raise _DamagedError("what the hub sent is not the file the log tells of")
        self._arrived(facts.id)

    def _moved(self, facts: MediaFacts, size: int) -> None:
        want = self._wants[facts.id]
        now = self._clock.monotonic()
        want.done, want.total = size, facts.size
        if facts.size > _WORTH_TELLING and now - want.told > _TELL_SECONDS:
            want.told = now
            self._changed((facts.id,))

    def _arrived(self, media: MediaId) -> None:
        self._wants.pop(media, None)
        self._tell_waiters(media, None)
        self._changed((media,))

    def _tell_waiters(self, media: MediaId, problem: Problem | None) -> None:
        for waiter in self._waiters.pop(media, []):
            if not waiter.done():
                waiter.set_result(problem)

    def _again(self, media: MediaId, why: Problem, seconds: float | None = None) -> None:
        """Try again after a pause, or say why not any more; a lost network is waited for however long it takes."""
        want = self._wants.get(media)
        if want is None:
            return
        want.is_moving = False
        if self._link.status.online:
            want.tries += 1
        if want.tries > len(_PAUSES):
            self._fail(media, why)
            return
        want.due = self._clock.monotonic() + (_PAUSES[max(0, want.tries - 1)] if seconds is None else seconds)

    def _fail(self, media: MediaId, why: Problem) -> None:
        if self._wants.pop(media, None) is None:
            return
        _log.info("file %s is not fetched: %s", media, why.detail)
        self._failed[media] = why
        self._tell_waiters(media, why)
        if len(self._failed) > _REMEMBERED:
            del self._failed[next(iter(self._failed))]
        self._changed((media,))

    def _is_here(self, media: MediaId) -> bool:
        """Tell whether a file is here and can be read, which a damaged one that is asked for again cannot."""
        if not self._cache.has(media):
            return False
        for _ in self._cache.pieces(media):
            pass
        return True

    def _guarded(self, do: Callable[[], object]) -> None:
        """Do something that the log asks for; following it must not end because the copies cannot be written."""
        try:
            do()
        except (MediaLostError, StorageTrouble) as error:
            _log.warning("%s", error.message)


class _Arrival:
    """A file on its way in: what is here already, and its hash as far as it has come."""

    def __init__(self, cache: MediaCache, facts: MediaFacts) -> None:
        self.facts = facts
        self.size = 0
        self._cache = cache
        self._digest = hashlib.sha256()
        self._buffer = bytearray()
        self._n = 0
        for piece in cache.pieces(facts.id):
            if len(piece) == PIECE and facts.sha256:
                self._digest.update(piece)
                self.size += PIECE
                self._n += 1

    def begin_again(self) -> None:
        """Forget what is here: the file comes from its beginning."""
        self._cache.drop(self.facts.id)
        self._digest, self.size, self._n = hashlib.sha256(), 0, 0

    def take(self, data: bytes) -> None:
        """Take what came."""
        self.size += len(data)
        self._digest.update(data)
        self._buffer += data
        while len(self._buffer) >= PIECE:
            self._keep(PIECE)

    def finish(self, sha256: str, mime: str) -> bool:
        """Keep the rest; False, and nothing is to be used, when it is another file than the one with this hash."""
        facts = self.facts
        if self._digest.hexdigest() != sha256 or (facts.size and facts.size != self.size):
            return False
        if self._buffer:
            self._keep(len(self._buffer))
        said = facts.mime or mime.partition(";")[0]
        self._cache.complete(msgspec.structs.replace(facts, mime=said, sha256=sha256, size=self.size))
        return True

    def _keep(self, size: int) -> None:
        self._cache.put(self.facts.id, self._n, bytes(self._buffer[:size]))
        del self._buffer[:size]
        self._n += 1


def _is_wanted_soon(facts: MediaFacts) -> bool:
    return facts.mime.startswith(("image/", "audio/")) and 0 < facts.size <= _AHEAD_BYTES

"""Brings attached files to the hub, one after the other, and lets their actions go on once it has them.

One task of the engine. Until the hub has a file nothing was sent, so an upload that was lost is simply made again. A file
that waits for the network waits with its action; what the hub does not take is told at the action.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable

import msgspec

from inbox.desk.attachments import Attachment, Attachments
from inbox.desk.clicks import attached
from inbox.desk.desk_file import Item
from inbox.desk.file_state import FileState
from inbox.desk.hub_client import AsyncHubClient
from inbox.desk.hub_errors import HubBusyError, HubRefusedError
from inbox.desk.link import Link
from inbox.desk.media_cache import PIECE, MediaCache, MediaLostError
from inbox.desk.media_facts import MediaFacts
from inbox.desk.outbox import Outbox
from inbox.domain.actions import decode_action
from inbox.domain.ids import ActionId, MediaId
from inbox.domain.ports import Clock
from inbox.domain.problems import OutsideError, Problem, UserError
from inbox.store.state.database import StorageTrouble
from inbox.system.logs import about_action

_PAUSES = (1.0, 2.0, 5.0, 15.0, 30.0)
_TELL_SECONDS = 0.1
_MISSING = Problem("file-missing", "The file is no longer on this computer; attach it again.")
_WITH_FILES = frozenset({"send_media", "send_template", "plan_send"})
_NO_MORE = frozenset({"succeeded", "pending", "expired"})
"""States after which nobody sends the file again."""

_log = logging.getLogger("tresen.media")


class Uploads:
    """``changed`` is called with a file's action when more of it has gone; ``states`` says how far each has come."""

    def __init__(
        self,
        client: AsyncHubClient,
        outbox: Outbox,
        files: Attachments,
        cache: MediaCache,
        link: Link,
        clock: Clock,
        changed: Callable[[ActionId], None],
    ) -> None:
        self._client = client
        self._outbox = outbox
        self._files = files
        self._cache = cache
        self._link = link
        self._clock = clock
        self._changed = changed
        self._kicked = asyncio.Event()
        self._state: FileState | None = None
        self._told = 0.0
        self._due: dict[ActionId, float] = {}
        self._tries: dict[ActionId, int] = {}

    def start(self) -> None:
        """Let go of files whose actions are over."""
        self._files.sweep({item.id for item in self._outbox.items() if item.state not in _NO_MORE})

    def kick(self) -> None:
        """Say that something changed: a click, the network."""
        self._kicked.set()

    def states(self) -> tuple[FileState, ...]:
        """Return the file that is on its way."""
        return () if self._state is None else (self._state,)

    def heard(self, action: ActionId) -> None:
        """Look at an action whose state changed: its file may be wanted, or wanted no more."""
        item = self._outbox.item(action)
        if item is None or item.kind not in _WITH_FILES:
            return
        if item.state in _NO_MORE:
            for file in self._files.all():
                if file.action == action:
                    self._files.remove(file.id)
        self.kick()

    async def run(self) -> None:
        """Work until cancelled; a file that is on its way then is brought anew at the next start."""
        while True:
            self._kicked.clear()
            item = self._next()
            if item is not None:
                with about_action(item.id):
                    await self._bring(item)
                self._state = None
                continue
            try:
                async with asyncio.timeout(self._pause()):
                    await self._kicked.wait()
            except TimeoutError:
                continue

    # -- inside ------------------------------------------------------------------------------------------------------

    def _next(self) -> Item | None:
        if not self._link.status.online:
            return None
        now = self._clock.monotonic()
        return next((item for item in self._outbox.uploading() if self._due.get(item.id, 0.0) <= now), None)

    def _pause(self) -> float | None:
        if not self._link.status.online:
            return None
        now = self._clock.monotonic()
        return min((max(0.0, self._due.get(item.id, 0.0) - now) for item in self._outbox.uploading()), default=None)

    async def _bring(self, item: Item) -> None:
        try:
            await self._upload(item)
        except HubRefusedError as error:
            self._outbox.refused(item.id, Problem(error.slug, error.message))
        except HubBusyError as error:
            self._again(item.id, error.seconds)
        except _WithdrawnError:
            _log.info("the upload was given up: the click was taken back")
        except StorageTrouble as error:
            self._link.away(error)
            self._again(item.id)
        except OutsideError as error:
            _log.info("the upload did not arrive: %s", error.message)
            self._again(item.id)
        except UserError as error:
            self._link.away(error)
            self._again(item.id, _PAUSES[-1])

    async def _upload(self, item: Item) -> None:
        media = attached(decode_action(item.body))
        file = None if media is None else self._files.find(media)
        if file is None:
            self._outbox.refused(item.id, _MISSING)
            return
        if file.media is None or file.epoch != self._client.epoch:
            known = await self._client.upload(self._content(item.id, file), file.size, file.mime, file.name)
            self._files.uploaded(file.id, known.id, self._client.epoch)
            self._keep_copy(file, known.id)
            file = msgspec.structs.replace(file, media=known.id)
        self._due.pop(item.id, None)
        self._tries.pop(item.id, None)
        self._outbox.uploaded(item.id, file.media or MediaId(""))

    async def _content(self, action: ActionId, file: Attachment) -> AsyncIterator[bytes]:
        done = 0
        for piece in self._files.pieces(file.id):
            item = self._outbox.item(action)
            if item is None or item.state != "uploading":
                raise _WithdrawnError("taken back")
            yield piece
            done += len(piece)
            self._tell(action, FileState(file.id, "moving", done, file.size))

    def _tell(self, action: ActionId, state: FileState) -> None:
        self._state = state
        now = self._clock.monotonic()
        if now - self._told > _TELL_SECONDS:
            self._told = now
            self._changed(action)

    def _keep_copy(self, file: Attachment, media: MediaId) -> None:
        """Keep a picture under the hub's name of it too: it is on the screen and need not come back over the network."""
        if file.kind != "image":
            return
        facts = MediaFacts(media, file.conversation, file.mime, file.sha256, file.size)
        content = b"".join(self._files.pieces(file.id))
        with contextlib.suppress(MediaLostError, StorageTrouble):
            self._cache.note((facts,))
            for n, start in enumerate(range(0, len(content), PIECE)):
                self._cache.put(media, n, content[start : start + PIECE])
            self._cache.complete(facts)

    def _again(self, action: ActionId, seconds: float | None = None) -> None:
        tries = self._tries[action] = self._tries.get(action, 0) + 1
        pause = _PAUSES[min(tries, len(_PAUSES)) - 1] if seconds is None else seconds
        self._due[action] = self._clock.monotonic() + pause


class _WithdrawnError(OutsideError):
    """The click was taken back while its file was on its way."""

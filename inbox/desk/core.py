"""What runs on the engine's thread, put together: files, outbox, the hub's client, and the three tasks around them.

Made and used on that thread only; ``view`` and ``mailbox`` are what other threads look at.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from inbox.desk import hub_calls
from inbox.desk.attaching import Attaching
from inbox.desk.desk_file import Begun, Draft
from inbox.desk.files import DamagedCacheError, DeskFiles, replace_cache
from inbox.desk.following import Following
from inbox.desk.holds import HoldSettings
from inbox.desk.hub_client import AsyncHubClient
from inbox.desk.journal_lines import read_journal
from inbox.desk.journal_reading import JournalReading
from inbox.desk.link import HubState, Link
from inbox.desk.mailbox import Mailbox
from inbox.desk.media_fetch import MediaFetch
from inbox.desk.media_reader import MediaReader
from inbox.desk.media_save import load, save, save_bytes, save_pieces
from inbox.desk.outbox import Outbox
from inbox.desk.place import DeskPlace, World
from inbox.desk.ports import DeskView
from inbox.desk.presence import PresenceReporter
from inbox.desk.pump import Pump
from inbox.desk.reply_files import ReplyFiles
from inbox.desk.standing import Standing
from inbox.desk.sync import SyncStep
from inbox.desk.uploads import Uploads
from inbox.desk.verdicts import Verdicts
from inbox.domain import journal_csv, times
from inbox.domain.backfill import Backfill
from inbox.domain.events import ActionBody, Event, decode_body
from inbox.domain.ids import ActionId, AgentId, ConversationId, MediaId
from inbox.domain.journal import Journal
from inbox.domain.journal_csv import CsvWords
from inbox.domain.presence import Presence
from inbox.domain.problems import OutsideError
from inbox.store.state import Changes
from inbox.store.timeline import chat_list

_CACHE_REPLACED = Changes(flags=frozenset(("cache-replaced", "everything")))

_NOT_ASKED = "There is no connection to the hub, so the products were not asked for; try again when it is back."

_NOT_HANDED_OVER = "There is no connection to the hub, so the file is not there; try again when it is back."
_NO_JOURNAL = "There is no connection to the hub, which reads the journal in Stripe; try again when it is back."

_log = logging.getLogger("tresen.desk")


class Core:
    """One desk at work; made inside the running event loop."""

    def __init__(
        self,
        files: DeskFiles,
        place: DeskPlace,
        world: World,
        knock: Callable[[], None],
        holds: HoldSettings,
        copies: MediaReader,
    ) -> None:
        self._desk, self._cache = files.desk, files.cache
        self._copies = copies
        self._place = place
        self._world = world
        self._presence_of_all: tuple[Presence, ...] = ()
        self.stopping = asyncio.Event()
        self.awake = asyncio.Event()
        self.view = DeskView()
        self.mailbox = Mailbox(knock, asyncio.get_running_loop().call_later)
        self.outbox = Outbox(files.desk, world.clock, holds, self._window_ends, self._outbox_changed)
        self._link = Link(self.outbox, self._status_changed, files.notice)
        self._client = AsyncHubClient(place.url, place.token, world.transport)
        self._pump = Pump(self._client, self.outbox, self._link)
        self.verdicts = Verdicts(self._client, self._link)
        self.media = MediaFetch(self._client, files.media, self._link, world.clock, self._media_changed)
        self.attaching = Attaching(files.desk.attachments, world.ids, world.clock, self._attachments_changed)
        self.reply_files = ReplyFiles(self._client, self._link, self.attaching)
        self._uploads = Uploads(
            self._client,
            self.outbox,
            files.desk.attachments,
            files.media,
            self._link,
            world.clock,
            self._upload_moved,
        )
        self.presence = PresenceReporter(self._client, self.outbox, self._link, world.ids.token(8))
        self.following = self._follow_with()
        self._standing = Standing(self._client, files.desk, lambda: self._changed("terms"))
        self.outbox.start()
        self._uploads.start()
        self._renew()

    def _follow_with(self) -> Following:
        step = SyncStep(self._cache, self._world.clock, self._tell)
        return Following(self._client, step, self._link, self.mailbox, self._world.chance, self._see)

    def hurry(self) -> None:
        """Ask the hub again at once, or for the first time."""
        self.awake.set()
        self.following.hurry()

    def stop(self) -> None:
        """End ``run``."""
        self.stopping.set()
        self.awake.set()

    def tell_everything(self) -> None:
        """Report all that ``view`` has: until now there was less of it to be seen."""
        flags = frozenset(("status", "drafts", "attachments", "terms"))
        self.mailbox.put(Changes(actions=frozenset(item.id for item in self.view.items), flags=flags))

    async def rest(self, seconds: float) -> None:
        """Leave the network alone until somebody is in a hurry; at most so long."""
        try:
            async with asyncio.timeout(seconds):
                await self.awake.wait()
        except TimeoutError:
            return

    async def run(self) -> None:
        """Work until it is stopped; an error of ours ends it and is raised."""
        try:
            if self.stopping.is_set():
                self.outbox.let_go("closed")  # Ended while it rested: the hub has heard of nothing.
            else:
                await self._work()
        finally:
            await self._client.aclose()
            self._cache.close()

    async def _work(self) -> None:
        parts = (self._pump, self.presence, self._standing, self.media, self._uploads)
        work = (self._follow(), *(part.run() for part in parts))
        tasks = [asyncio.create_task(task) for task in work]
        told = asyncio.create_task(self.stopping.wait())
        try:
            done, _ = await asyncio.wait([told, *tasks], return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
            await self._say_goodbye()
        finally:
            for task in (told, *tasks):
                task.cancel()
            await asyncio.gather(told, *tasks, return_exceptions=True)

    async def _follow(self) -> None:
        while True:
            try:
                await self.following.run()
            except DamagedCacheError as error:
                _log.warning("%s", error.message)
                self._cache = replace_cache(self._cache, self._place.key, self._world.clock)
                self.following = self._follow_with()
                self._link.notice(error.message)
                self.mailbox.put(_CACHE_REPLACED)

    async def _say_goodbye(self) -> None:
        abandoned = self.outbox.abandoned
        self.outbox.let_go("closed")
        await self.presence.say_goodbye(abandoned)
        await self._pump.finish()

    # -- commands that are more than one call --------------------------------------------------------------------------

    def send_now(self, action: ActionId) -> bool:
        """End a hold at once."""
        ended = self.outbox.send_now(action)
        self._pump.kick()
        return ended

    async def save_media(self, media: MediaId, path: Path) -> Path:
        """Save a file where the agent wants it."""
        return await save(self.media, self._copies, media, path)

    async def save_bytes(self, path: Path, content: bytes) -> Path:
        """Save what was made here where the agent wants it."""
        return await save_bytes(path, content)

    def keep_draft(self, draft: Draft) -> None:
        """Keep what is being typed."""
        self._desk.keep_draft(draft)
        self._changed("drafts")

    def keep_begun(self, begun: Begun) -> None:
        """Keep a page that is being worked on."""
        self._desk.keep_begun(begun)
        self._changed("drafts")

    async def read_media(self, media: MediaId) -> bytes:
        """Return a whole file."""
        return await load(self.media, self._copies, media)

    async def read_catalog(self) -> None:
        """Have the hub list the products anew; OutsideError in words when it cannot be asked."""
        if not self._link.status.online:
            raise OutsideError(_NOT_ASKED)
        await self._client.send(hub_calls.read_catalog())

    async def backfill(self, call: hub_calls.Call[Backfill]) -> Backfill:
        """Ask about older money, or have it fetched; OutsideError in words when the hub cannot be asked."""
        if not self._link.status.online:
            raise OutsideError(_NO_JOURNAL)
        return await self._client.send(call)

    async def read_journal(self, reading: JournalReading) -> Journal:
        """Have the hub read a month's money; OutsideError in words when it cannot be asked."""
        if not self._link.status.online:
            raise OutsideError(_NO_JOURNAL)
        return await read_journal(self._client, reading)

    async def save_journal(self, path: Path, journal: Journal, words: CsvWords) -> Path:
        """Save the rows of a journal as a file where the agent wants it."""
        return await save_pieces(path, journal_csv.pieces(journal, words))

    async def hand_over(self, name: str, mime: str, content: bytes) -> MediaId:
        """Bring what was made here to the hub; OutsideError in words when that cannot be."""
        if not self._link.status.online:
            raise OutsideError(_NOT_HANDED_OVER)
        taken = await self._client.send(hub_calls.upload(content, mime, name))
        return taken.id

    async def name_deputy(self, agent: AgentId, until: str | None) -> None:
        """Have a deputy named; what the team is then comes with the shop's terms."""
        await self.verdicts.name_deputy(agent, until)

    def hub_is(self, state: HubState, url: str, words: str) -> None:
        """Note how the desk's own hub stands, and where."""
        self._link.own_hub(state, words)
        if url:
            self._client.move_to(url)
            self.hurry()

    # -- what the parts tell -------------------------------------------------------------------------------------------

    def _tell(self, events: Sequence[Event]) -> None:
        """Look at events just before they are committed to the cache."""
        self.media.hear(events)
        for event in events:
            if event.type == "person.erased" and event.conversation is not None:
                self.outbox.forget_person(event.conversation)
                self.media.forget_person(event.conversation)
                self._changed("drafts")
                self._changed("attachments")
            elif event.type in ("deputy.changed", "team.changed"):
                self._standing.ask_again()
            elif event.type == "action.changed" and not event.erased:
                try:
                    body = decode_body(event.type, event.body)
                except msgspec.ValidationError:
                    continue  # of a newer hub; the projector notes that it was skipped
                if isinstance(body, ActionBody):
                    self.outbox.heard(body)

    def _status_changed(self) -> None:
        self._standing.link_is(online=self._link.status.online)
        self._changed("status")

    def _see(self, presence: tuple[Presence, ...]) -> None:
        self._presence_of_all = presence
        self._changed("presence")

    def _outbox_changed(self, action: ActionId) -> None:
        item = self.outbox.item(action)
        # What was not sent may be a draft again.
        flags = ("drafts",) if item is not None and item.state in ("cancelled", "refused") else ()
        self.mailbox.put(Changes(actions=frozenset((action,)), flags=frozenset(flags)))
        self._uploads.heard(action)
        self._renew()
        self._pump.kick()
        self.presence.kick()

    def _changed(self, flag: str) -> None:
        self.mailbox.put(Changes(flags=frozenset((flag,))))
        self._renew()
        self._pump.kick()
        self.media.kick()
        self._uploads.kick()

    def _media_changed(self, files: Iterable[MediaId]) -> None:
        self._renew_files()
        self.mailbox.put(Changes(media=frozenset(files)))

    def _attachments_changed(self) -> None:
        self._changed("attachments")

    def _upload_moved(self, action: ActionId) -> None:
        self._renew_files()
        self.mailbox.put(Changes(actions=frozenset((action,))))

    def _renew_files(self) -> None:
        self.view = msgspec.structs.replace(self.view, files=(*self.media.states(), *self._uploads.states()))

    def _renew(self) -> None:
        self.view = DeskView(
            status=self._link.status,
            items=tuple(self.outbox.items()),
            drafts=tuple(self._desk.drafts()),
            begun=tuple(self._desk.begun()),
            presence=self._presence_of_all,
            me=self._standing.me,
            terms=self._standing.terms,
            files=(*self.media.states(), *self._uploads.states()),
            attachments=tuple(self._desk.attachments.all()),
        )

    def _window_ends(self, conversation: ConversationId) -> datetime | None:
        try:
            with self._cache.using():
                (chat,) = chat_list.chats(self._cache.timeline, [conversation]) or (None,)
        except DamagedCacheError:
            return None  # the agent is asked; the next event that comes replaces the cache
        return times.from_unix(chat.window_end) if chat is not None and chat.window_end else None

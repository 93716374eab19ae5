"""The desk's engine: one thread with one event loop, the only one that writes and the only one that talks to the hub.

Started and stopped on the main thread by ``bootstrap`` or a window; everything else reaches it through ``ports.Commands``,
which any thread may call. A click is on the disk and in ``view`` within milliseconds, whatever the network does.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import Future, wait
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from inbox.desk import hub_calls
from inbox.desk.attachments import Attachment
from inbox.desk.desk_file import Begun, Draft, Item
from inbox.desk.files import DeskFiles, open_files
from inbox.desk.holds import HoldSettings
from inbox.desk.journal_reading import JournalReading
from inbox.desk.link import HubState, Status, unasked
from inbox.desk.media_reader import MediaReader
from inbox.desk.place import DeskPlace, World
from inbox.desk.ports import DeskView
from inbox.domain.actions import AnyAction
from inbox.domain.backfill import Backfill
from inbox.domain.ids import ActionId, AgentId, ConversationId, MediaId
from inbox.domain.journal import Journal
from inbox.domain.journal_csv import CsvWords
from inbox.domain.presence import Activity
from inbox.domain.problems import OutsideError, UserError
from inbox.domain.replies import ReplyFile
from inbox.store.state import Changes
from inbox.system.instance import only_one

if TYPE_CHECKING:
    # Loaded on the engine's thread once it has work: a window is on the screen first.
    import asyncio

    from inbox.desk.core import Core

STOP_SECONDS = 8.0

REST_SECONDS = 3.0

T = TypeVar("T")

_CLOSED = "The desk is not running; start tresen again."

_log = logging.getLogger("tresen.desk")


class NotRunningError(OutsideError):
    """The engine has not begun or has ended."""

    slug = "not-running"


class Engine:
    """One desk at work. ``knock`` is called on the engine's thread when there is something to ``take``.

    With ``rests`` it opens its files and then loads and asks nothing of the network before ``hurry`` is called, for some seconds
    at most: so that a window is on the screen first. What it is told before its first click waits until then, too.
    """

    def __init__(
        self,
        place: DeskPlace,
        world: World,
        knock: Callable[[], None],
        holds: HoldSettings | None = None,
        *,
        rests: bool = False,
    ) -> None:
        self._rest_seconds = REST_SECONDS if rests else 0.0
        self._place = place
        self._world = world
        self._knock = knock
        self._holds = holds or HoldSettings()
        self._thread = threading.Thread(target=self._run, name="desk-engine", daemon=True)
        self._began: Future[None] = Future()
        self._ends = threading.Event()
        """Set by what ends the first part of a rest."""
        self._lock = threading.Lock()
        self._early: list[tuple[Future[Any], Callable[[Core], None]]] | None = None
        """What it was told while it rested; None when it does not."""
        self._resting = DeskView()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._core: Core | None = None
        self._asking: set[asyncio.Task[Any]] = set()
        """Questions on the wire; the loop itself holds its tasks only weakly."""
        self._words = _CLOSED
        self.files = MediaReader(place.folder, place.key, world.clock)
        """The copies of pictures and files, for other threads to read."""

    def begin(self) -> None:
        """Begin to open the files; ``start`` waits for them."""
        self._thread.start()

    def start(self) -> None:
        """Open the files and begin; raises UserError or OutsideError when the files cannot be used."""
        if self._thread.ident is None:
            self.begin()
        self._began.result()

    def stop(self) -> None:
        """End holds, let posts land, close the files. Harmless when it does not run."""
        if self._thread.ident is None:
            return
        wait([self._began], STOP_SECONDS)
        self._call(lambda core: core.stop())
        self._thread.join(STOP_SECONDS)
        self.files.let_go()
        if self._thread.is_alive():
            _log.error("the engine did not end within %s seconds", STOP_SECONDS)

    @property
    def view(self) -> DeskView:
        """How things stand."""
        core = self._core
        if core is not None:
            return core.view
        return DeskView(Status(words=self._words, needs_agent=True)) if self._early is None else self._resting

    def take(self) -> Changes:
        """Return what has changed since the last call."""
        core = self._core
        return Changes() if core is None else core.mailbox.take()

    def click(self, action: AnyAction, targets: Iterable[str] = ()) -> Future[Item]:
        """Take an action; the future fails with LiveError or OfflineError, whose words are for the agent."""
        return self._call(lambda core: core.outbox.click(action, targets))

    def undo(self, action: ActionId) -> Future[bool]:
        """Take a click back; False when it is too late."""
        return self._call(lambda core: core.outbox.undo(action))

    def send_now(self, action: ActionId) -> Future[bool]:
        """End a hold at once."""
        return self._call(lambda core: core.send_now(action))

    def agree(self, action: ActionId) -> Future[bool]:
        """Send a text that waited too long after all."""
        return self._call(lambda core: core.outbox.agree(action))

    def dismiss(self, action: ActionId) -> Future[bool]:
        """Put away an action the hub knows nothing of."""
        return self._call(lambda core: core.outbox.dismiss(action))

    def name_deputy(self, agent: AgentId, until: str | None) -> Future[None]:
        """Let an agent stand in for a supervisor until a time (RFC 3339), or no longer; VerdictError in words."""
        return self._ask(lambda core: core.name_deputy(agent, until))

    def approve(self, action: ActionId, *, alone: bool = False) -> Future[str]:
        """Let an action go ahead that waits for a second person."""
        return self._ask(lambda core: core.verdicts.approve(action, alone=alone))

    def reject(self, action: ActionId, reason: str = "") -> Future[str]:
        """Refuse an action that waits for a second person."""
        return self._ask(lambda core: core.verdicts.reject(action, reason))

    def try_again(self, action: ActionId) -> Future[str]:
        """Let the hub repeat a refund of unknown outcome."""
        return self._ask(lambda core: core.verdicts.try_again(action))

    def resolve(self, action: ActionId, *, moved: bool) -> Future[str]:
        """Say how an action of unknown outcome ended."""
        return self._ask(lambda core: core.verdicts.resolve(action, moved=moved))

    def keep_draft(self, draft: Draft) -> Future[None]:
        """Keep what is being typed; an empty text forgets the draft."""
        return self._call(lambda core: core.keep_draft(draft))

    def keep_begun(self, begun: Begun) -> Future[None]:
        """Keep a page that is being worked on; an empty body forgets it."""
        return self._call(lambda core: core.keep_begun(begun))

    def read_media(self, media: MediaId) -> Future[bytes]:
        """Return a whole file, fetching it first; the future fails with FileProblemError."""
        return self._ask(lambda core: core.read_media(media))

    def fetch_media(self, media: MediaId) -> Future[None]:
        """Fetch the copy of a file that is not here, or that failed before."""
        return self._call(lambda core: core.media.want(media))

    def leave_media(self, media: MediaId) -> Future[None]:
        """Fetch a file no further."""
        return self._call(lambda core: core.media.leave(media))

    def read_catalog(self) -> Future[None]:
        """Have the products listed anew; what has changed comes by the log."""
        return self._ask(lambda core: core.read_catalog())

    def read_backfill(self) -> Future[Backfill]:
        """Ask how far older money has been fetched from Stripe."""
        return self._ask(lambda core: core.backfill(hub_calls.read_backfill()))

    def begin_backfill(self, since: str) -> Future[Backfill]:
        """Have older money fetched back to a day (RFC 3339)."""
        return self._ask(lambda core: core.backfill(hub_calls.begin_backfill(since)))

    def stop_backfill(self) -> Future[Backfill]:
        """Have no more of it fetched."""
        return self._ask(lambda core: core.backfill(hub_calls.stop_backfill()))

    def read_journal(self, reading: JournalReading) -> Future[Journal]:
        """Have a month's money read at Stripe; the future fails with words when that cannot be."""
        return self._ask(lambda core: core.read_journal(reading))

    def save_journal(self, path: Path, journal: Journal, words: CsvWords) -> Future[Path]:
        """Save the rows of a journal where the agent wants it; the future fails with FileProblemError."""
        return self._ask(lambda core: core.save_journal(path, journal, words))

    def hand_over(self, name: str, mime: str, content: bytes) -> Future[MediaId]:
        """Bring what was made here to the hub; the future has its id there, or fails with words."""
        return self._ask(lambda core: core.hand_over(name, mime, content))

    def save_media(self, media: MediaId, path: Path) -> Future[Path]:
        """Save a file where the agent wants it, fetching it first; the future fails with FileProblemError."""
        return self._ask(lambda core: core.save_media(media, path))

    def save_bytes(self, path: Path, content: bytes) -> Future[Path]:
        """Save what was made here where the agent wants it; the future fails with FileProblemError."""
        return self._ask(lambda core: core.save_bytes(path, content))

    def attach(self, conversation: ConversationId, path: Path) -> Future[Attachment]:
        """Attach a file of this computer to a chat's draft; the future fails with FileProblemError."""
        return self._ask(lambda core: core.attaching.take_file(conversation, path))

    def attach_bytes(self, conversation: ConversationId, name: str, content: bytes) -> Future[Attachment]:
        """Attach what was pasted, under a name; the future fails with FileProblemError."""
        return self._ask(lambda core: core.attaching.take_bytes(conversation, name, content))

    def bring_reply_file(self, path: Path) -> Future[ReplyFile]:
        """Bring a file of this computer to the hub, to go with a reply; the future fails with words."""
        return self._ask(lambda core: core.reply_files.bring(path))

    def attach_reply_file(self, conversation: ConversationId, file: ReplyFile) -> Future[Attachment]:
        """Attach the file of a reply to a chat's draft, fetching it first; the future fails with words."""
        return self._ask(lambda core: core.reply_files.attach(conversation, file))

    def leave_out(self, file: MediaId) -> Future[bool]:
        """Take a file out of its draft; False when it is not there any more."""
        return self._call(lambda core: core.attaching.leave_out(file))

    def be_at(self, activities: tuple[Activity, ...]) -> Future[None]:
        """Say what the agent looks at, types or has open."""
        return self._call(lambda core: core.presence.be_at(activities), wakes=False)

    def lock(self) -> Future[None]:
        """End every hold: the screen was locked."""
        return self._call(lambda core: core.outbox.let_go("locked"))

    def hurry(self) -> Future[None]:
        """Ask the hub again at once."""
        return self._call(lambda core: core.hurry())

    def hub_is(self, state: HubState, url: str = "", words: str = "") -> Future[None]:
        """Say how the hub stands that this desk runs for itself, and where it listens."""
        return self._call(lambda core: core.hub_is(state, url, words), wakes=False)

    def _call(self, do: Callable[[Core], T], *, wakes: bool = True) -> Future[T]:
        """Do something on the engine's thread; the future has what comes of it."""
        future: Future[T] = Future()

        def run(core: Core) -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = do(core)
            except (UserError, OutsideError) as error:
                future.set_exception(error)
            except BaseException as error:
                future.set_exception(error)
                raise
            else:
                future.set_result(result)

        with self._lock:
            loop, core = self._loop, self._core
            if core is None and self._early is not None:
                self._early.append((future, run))
                if wakes:
                    self._ends.set()
                return future
        if loop is None or core is None:
            future.set_exception(NotRunningError(_CLOSED))
            return future
        try:
            loop.call_soon_threadsafe(run, core)
        except RuntimeError:
            # The loop was closed between the look and the call.
            future.set_exception(NotRunningError(_CLOSED))
        return future

    def _ask(self, ask: Callable[[Core], Coroutine[object, object, T]]) -> Future[T]:
        """Ask the hub on the engine's loop without keeping anything else waiting; the future has the answer."""
        answer: Future[T] = Future()

        def begin(core: Core) -> None:
            import asyncio

            task = asyncio.get_running_loop().create_task(ask(core))
            self._asking.add(task)
            task.add_done_callback(partial(self._answered, answer))

        begun = self._call(begin)
        if begun.done() and (error := begun.exception()) is not None:
            answer.set_exception(error)
        return answer

    def _answered(self, answer: Future[T], task: asyncio.Task[T]) -> None:
        self._asking.discard(task)
        if task.cancelled():
            answer.set_exception(NotRunningError(_CLOSED))
        elif (error := task.exception()) is not None:
            answer.set_exception(error)
        else:
            answer.set_result(task.result())

    def _run(self) -> None:
        try:
            with ExitStack() as undo:
                self._work(self._open(undo))
        except (UserError, OutsideError) as error:
            self._end(error)
        except BaseException as error:
            self._end(error)
            raise
        finally:
            with self._lock:
                self._core = None
                early, self._early = self._early or [], None
            for future, _ in early:
                future.set_exception(NotRunningError(_CLOSED))
            self._knock()

    def _end(self, error: BaseException) -> None:
        """Hand the error that ended the engine to who waits for the start, or show it."""
        if not self._began.done():
            self._began.set_exception(error)
        elif isinstance(error, UserError | OutsideError):
            self._words = error.message
            _log.error("the engine has stopped: %s", error.message)

    def _open(self, undo: ExitStack) -> DeskFiles:
        place = self._place
        undo.enter_context(only_one("desk", place.folder.root))
        files = open_files(place.folder, place.key, self._world.clock, most_copies=place.most_copies)
        undo.callback(files.close)
        files.media.serve(self.files)
        return files

    def _work(self, files: DeskFiles) -> None:
        if self._rest_seconds:
            self._resting = DeskView(
                status=unasked(files.notice),
                drafts=tuple(files.desk.drafts()),
                begun=tuple(files.desk.begun()),
                attachments=tuple(files.desk.attachments.all()),
            )
            self._early = []
            self._began.set_result(None)
            self._ends.wait(self._rest_seconds)
        import asyncio

        asyncio.run(self._main(files))

    async def _main(self, files: DeskFiles) -> None:
        import asyncio

        from inbox.desk.core import Core

        loop = asyncio.get_running_loop()
        core = Core(files, self._place, self._world, self._knock, self._holds, self.files)
        with self._lock:
            self._loop, self._core = loop, core
            early, self._early = self._early, None
            for _, run in early or ():
                loop.call_soon(run, core)
        if early is None:
            self._began.set_result(None)
        else:
            core.tell_everything()
            await core.rest(self._rest_seconds)
        await core.run()

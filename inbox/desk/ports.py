"""What a screen may ask of the desk: reads of its own, commands, and what changed. The only door from the UI to here.

``Reads`` is used on the GUI thread with that thread's own connection. ``Commands`` may be called from any thread and
return at once; what comes of them is in the future they return and, for everybody, in the next ``take``.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

import msgspec

from inbox.desk.attachments import Attachment
from inbox.desk.desk_file import Begun, Draft, Item
from inbox.desk.file_state import FileProblemError, FileState
from inbox.desk.hub_errors import VerdictError
from inbox.desk.journal_reading import JournalReading
from inbox.desk.link import NOT_ASKED, HubState, Status
from inbox.desk.media_reader import Held
from inbox.desk.reading import Files, Reads
from inbox.domain.actions import AnyAction
from inbox.domain.backfill import Backfill
from inbox.domain.ids import ActionId, AgentId, ConversationId, MediaId
from inbox.domain.journal import Journal
from inbox.domain.journal_csv import CsvWords
from inbox.domain.planned import Planned
from inbox.domain.presence import Activity, Presence
from inbox.domain.products import Product
from inbox.domain.replies import ReplyFile
from inbox.domain.roles import Actor
from inbox.domain.terms import Colleague, ShippingRate, Terms
from inbox.store.state import Changes
from inbox.store.state.asked import AskedAnswer, AskedRefund
from inbox.store.state.changing import AskedChange
from inbox.store.state.finder import Found as FoundPayment
from inbox.store.state.likeness import Alike, Traits
from inbox.store.state.likeness import Person as Whole
from inbox.store.state.paid import Money
from inbox.store.state.papers import MissingNote, Papers
from inbox.store.state.payer import Payer
from inbox.store.state.sales import SHIPPING, Sale, given_back
from inbox.store.state.subscribed import Subscribed
from inbox.store.timeline.asks import Asks, CartAsk, DisputeAsk, FraudAsk, TwiceAsk
from inbox.store.timeline.chat_list import PAGE, ChatView, Count
from inbox.store.timeline.finder import Found, Hit, Person
from inbox.store.timeline.reads import EntryView, Quote, Reaction
from inbox.store.timeline.views import MONEY, NEVER, NEWEST, VIEWS, WAITING, WINDOW, Listing, Soon, ways

__all__ = [
    "MONEY",
    "NEVER",
    "NEWEST",
    "NOT_ASKED",
    "PAGE",
    "SHIPPING",
    "VIEWS",
    "WAITING",
    "WINDOW",
    "Alike",
    "AskedAnswer",
    "AskedChange",
    "AskedRefund",
    "Asks",
    "Attachment",
    "Begun",
    "CartAsk",
    "Changes",
    "ChatView",
    "Colleague",
    "Commands",
    "Count",
    "DeskView",
    "DisputeAsk",
    "Draft",
    "EntryView",
    "FileProblemError",
    "FileState",
    "Files",
    "Found",
    "FoundPayment",
    "FraudAsk",
    "Held",
    "Hit",
    "HubState",
    "Item",
    "JournalReading",
    "Listing",
    "MissingNote",
    "Money",
    "Papers",
    "Payer",
    "Person",
    "Planned",
    "Presence",
    "Product",
    "Quote",
    "Reaction",
    "Reads",
    "Sale",
    "ShippingRate",
    "Soon",
    "Status",
    "Subscribed",
    "Terms",
    "Traits",
    "TwiceAsk",
    "VerdictError",
    "Whole",
    "given_back",
    "ways",
]

NOBODY = Actor(AgentId(""), "", "viewer")
"""Who is at a desk that has never heard from its hub: somebody who may look."""


class DeskView(msgspec.Struct, frozen=True):
    """What the engine knows beside the cache: replaced as a whole, so that any thread may look at it at any time."""

    status: Status = Status()
    items: tuple[Item, ...] = ()
    """Every action of this desk that is not forgotten, in the order of the clicks."""
    drafts: tuple[Draft, ...] = ()
    begun: tuple[Begun, ...] = ()
    """Pages begun here and not sent; a change is flagged ``drafts``."""
    presence: tuple[Presence, ...] = ()
    """What everybody is at, this desk included."""
    me: Actor = NOBODY
    """The agent at this desk and what the shop has settled, as the hub last told; a change is flagged ``terms``."""
    terms: Terms = Terms()
    files: tuple[FileState, ...] = ()
    """Files on their way, and those that could not be fetched."""
    attachments: tuple[Attachment, ...] = ()
    """Files attached here, in the order in which they were; a change is flagged ``attachments``."""


class Commands(Protocol):
    """What an agent does. ``view`` is how things stand, ``take`` what has changed since it was last called."""

    @property
    def view(self) -> DeskView:
        """How things stand."""
        ...

    def take(self) -> Changes:
        """Return what has changed since the last call."""
        ...

    def click(self, action: AnyAction, targets: Iterable[str] = ()) -> Future[Item]:
        """Take an action; the future fails with LiveError or OfflineError, whose words are for the agent."""
        ...

    def undo(self, action: ActionId) -> Future[bool]:
        """Take a click back; False when it is too late."""
        ...

    def send_now(self, action: ActionId) -> Future[bool]:
        """End a hold at once."""
        ...

    def agree(self, action: ActionId) -> Future[bool]:
        """Send a text that waited too long after all."""
        ...

    def dismiss(self, action: ActionId) -> Future[bool]:
        """Put away an action the hub knows nothing of."""
        ...

    def approve(self, action: ActionId, *, alone: bool = False) -> Future[str]:
        """Let an action go ahead that waits for a second person, or ``alone`` where there is none.

        The future has its state, or fails with VerdictError.
        """
        ...

    def name_deputy(self, agent: AgentId, until: str | None) -> Future[None]:
        """Let an agent stand in for a supervisor until a time (RFC 3339), or no longer; VerdictError when that is not taken."""
        ...

    def reject(self, action: ActionId, reason: str = "") -> Future[str]:
        """Refuse an action that waits for a second person; VerdictError when the hub does not take that."""
        ...

    def try_again(self, action: ActionId) -> Future[str]:
        """Let the hub repeat a refund of unknown outcome; VerdictError when that is no longer safe."""
        ...

    def resolve(self, action: ActionId, *, moved: bool) -> Future[str]:
        """Say how an action of unknown outcome ended; VerdictError when the hub does not take that."""
        ...

    def keep_draft(self, draft: Draft) -> Future[None]:
        """Keep what is being typed; an empty text forgets the draft."""
        ...

    def keep_begun(self, begun: Begun) -> Future[None]:
        """Keep a page that is being worked on; an empty body forgets it."""
        ...

    def read_media(self, media: MediaId) -> Future[bytes]:
        """Return a whole file, fetching it first; the future fails with FileProblemError."""
        ...

    def fetch_media(self, media: MediaId) -> Future[None]:
        """Fetch the copy of a file that is not here, or that failed before; ``take`` names it when it is here or is not."""
        ...

    def leave_media(self, media: MediaId) -> Future[None]:
        """Fetch a file no further; what has come of it stays. A save that waits for it fails with words."""
        ...

    def read_catalog(self) -> Future[None]:
        """Have the products listed anew at Meta and Stripe; the future fails with words when the hub cannot be asked."""
        ...

    def read_backfill(self) -> Future[Backfill]:
        """Ask how far older money has been fetched from Stripe; the future fails with words when the hub cannot be asked."""
        ...

    def begin_backfill(self, since: str) -> Future[Backfill]:
        """Have older money fetched back to a day (RFC 3339); the future fails with words when that is not taken."""
        ...

    def stop_backfill(self) -> Future[Backfill]:
        """Have no more of it fetched."""
        ...

    def read_journal(self, reading: JournalReading) -> Future[Journal]:
        """Have a month's money read at Stripe; ``reading`` tells how far it is. The future fails with words when it cannot be."""
        ...

    def save_journal(self, path: Path, journal: Journal, words: CsvWords) -> Future[Path]:
        """Save the rows of a journal as a file for a bookkeeper; the future fails with FileProblemError."""
        ...

    def hand_over(self, name: str, mime: str, content: bytes) -> Future[MediaId]:
        """Bring what was made here to the hub; the future has its id there, or fails with words."""
        ...

    def save_media(self, media: MediaId, path: Path) -> Future[Path]:
        """Save a file where the agent wants it, fetching it first; the future fails with FileProblemError."""
        ...

    def save_bytes(self, path: Path, content: bytes) -> Future[Path]:
        """Save what was made here where the agent wants it; the future fails with FileProblemError."""
        ...

    def attach(self, conversation: ConversationId, path: Path) -> Future[Attachment]:
        """Attach a file of this computer to a chat's draft; the future fails with FileProblemError."""
        ...

    def attach_bytes(self, conversation: ConversationId, name: str, content: bytes) -> Future[Attachment]:
        """Attach what was pasted, under a name; the future fails with FileProblemError."""
        ...

    def bring_reply_file(self, path: Path) -> Future[ReplyFile]:
        """Bring a file of this computer to the hub, to go with a reply; the future fails with words."""
        ...

    def attach_reply_file(self, conversation: ConversationId, file: ReplyFile) -> Future[Attachment]:
        """Attach the file of a reply to a chat's draft, fetching it first; the future fails with words."""
        ...

    def leave_out(self, file: MediaId) -> Future[bool]:
        """Take a file out of its draft; False when it is not there any more."""
        ...

    def be_at(self, activities: tuple[Activity, ...]) -> Future[None]:
        """Say what the agent looks at, types or has open."""
        ...

    def lock(self) -> Future[None]:
        """End every hold: the screen was locked."""
        ...

    def hurry(self) -> Future[None]:
        """Ask the hub again at once."""
        ...

"""The timeline of the open chat: loaded by pages, kept up to date, with what is still on its way at the end.

GUI thread only. Owns the clicks on cards and bubbles: links from carts, sending again, closing links.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import PAGE, Changes, ChatView, EntryView
from inbox.domain import times
from inbox.domain.actions import CancelPaymentRequest, MarkRead, SendReaction
from inbox.domain.ids import ActionId, ConversationId, MediaId, MessageId
from inbox.domain.payments import Checkout, Payment, Refund
from inbox.domain.roles import at_least
from inbox.ui.models.days import with_separators
from inbox.ui.models.presenters import carts, jumps, money_lines, places, wording
from inbox.ui.models.presenters.again import again
from inbox.ui.models.presenters.cart_asks import CartAsks
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.entries import Entries
from inbox.ui.models.presenters.made_lines import MadeLines
from inbox.ui.models.presenters.pending import DISCARD, SEND_ANYWAY, pending
from inbox.ui.models.presenters.planned_lines import planned_lines
from inbox.ui.models.presenters.quotes import menu
from inbox.ui.models.presenters.refund_state import is_moving
from inbox.ui.models.states.chat import MessageMenu
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import PLAYED, Bubble, Item, Timeline

translate = QCoreApplication.translate

_MOST = 600
"""Lines kept; beyond, the far end is let go and read again when the reader comes back."""


class ChatPresenter(QObject):
    """``state`` is the loaded part of the chat. ``link_form_wanted`` carries the cart that is to be changed, as a ``LinkSeed``.

    ``picture_wanted`` names a message whose picture is to be seen whole, ``save_wanted`` one whose file is to be saved,
    ``play_wanted`` one whose recording is to be played or paused; ``speed_wanted`` asks for another speed of all of them.
    ``page_wanted`` is the address of a page to open, ``chat_wanted`` another chat, ``told`` a sentence for the agent.
    """

    changed = Signal()
    copied = Signal(str)
    picture_wanted = Signal(str)
    save_wanted = Signal(str)
    play_wanted = Signal(str)
    speed_wanted = Signal()
    link_form_wanted = Signal(object)
    page_wanted = Signal(str)
    chat_wanted = Signal(str)
    told = Signal(str)

    def __init__(self, desk: Desk, clicks: Clicks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._entries: list[EntryView] = []
        self._chat: ChatView | None = None
        self._has_older = self._has_newer = False
        self._unread_row: int | None = None
        self._read_up_to = ""
        self._own = frozenset[ActionId]()
        self._asks = CartAsks(desk, clicks)
        self._made = MadeLines()
        self._shown_on = self._today()
        self.state = Timeline()

    @property
    def conversation(self) -> ConversationId | None:
        """The open chat."""
        return None if self._chat is None else self._chat.conversation

    def open(self, conversation: ConversationId) -> None:
        """Show another chat at its end, with a line before what was not read."""
        self._chat = next(iter(self._desk.reads.chats([conversation])), None)
        self._entries, self._unread_row, self._read_up_to = [], None, ""
        self._asks.forget()
        if self._chat is None:
            self._render(Timeline())
            return
        self._load_newest()
        # Kept while the chat is open: that it has been read since does not move the line.
        self._unread_row = self._desk.reads.first_unread(conversation) if self._chat.unread else None
        self.show()

    def tick(self) -> None:
        """Name the days anew when another one has begun; called once a minute."""
        if self._chat is not None and self._today() != self._shown_on:
            self.show()

    def _today(self) -> date:
        return self._desk.moments.day(self._desk.clock.now())

    def older(self) -> None:
        """Load the page before the first line."""
        if self._chat is not None and self._entries and self._has_older:
            page = self._desk.reads.conversation(self._chat.conversation, before=self._entries[0].id)
            self._has_older = len(page) == PAGE
            self._entries = [*page, *self._entries]
            self._has_newer = self._has_newer or len(self._entries) > _MOST
            self._entries = self._entries[:_MOST]
            self.show()

    def newer(self) -> None:
        """Load the page behind the last line."""
        if self._chat is not None and self._entries and self._has_newer:
            page = self._desk.reads.conversation(self._chat.conversation, after=self._entries[-1].id)
            self._has_newer = len(page) == PAGE
            self._entries = [*self._entries, *page]
            self._has_older = self._has_older or len(self._entries) > _MOST
            self._entries = self._entries[-_MOST:]
            self.show()

    def newest(self) -> None:
        """Load the newest page."""
        if self._chat is not None:
            self._load_newest()
            self.show()

    @property
    def entries(self) -> list[EntryView]:
        """The loaded lines, oldest first."""
        return self._entries

    @property
    def unread_row(self) -> int | None:
        """The first line nobody had read when the chat was opened; None when all was."""
        return self._unread_row

    def load(self, part: jumps.Part) -> None:
        """Show another part of the chat, read by a jump."""
        self._entries, self._has_older, self._has_newer = part.entries, part.has_older, part.has_newer
        self.show()

    def take(self, changes: Changes) -> None:
        """Read again what may have changed in the open chat."""
        if self._chat is None:
            return
        if "status" in changes.flags or self._shows(changes.media):
            self.show()
        before, self._own = self._own, self._desk.own_actions(self._chat.conversation)
        named = self._chat.conversation in changes.conversations or changes.flags & (_ALL | _NAMES)
        is_told = any(entry.key in changes.objects for entry in self._entries) if changes.objects else False
        if named or is_told or changes.actions & (before | self._own):
            self._refresh(changes)

    def mark_read(self) -> None:
        """Tell the team and WhatsApp that the newest message was seen, by somebody who may answer it."""
        chat = self._chat
        if not at_least(self._desk.me.role, "agent"):
            return
        last = next((entry.key for entry in reversed(self._entries) if entry.direction == "in"), "")
        if chat is None or not chat.unread or not last or last == self._read_up_to:
            return
        self._read_up_to = last
        seen = MarkRead(id=self._clicks.new_id(), conversation=chat.conversation, message=MessageId(last))
        # No click of anybody's hand, that something should wait or hurry for it.
        self._clicks.decide(self._desk.commands.click(seen))

    def act(self, item: str, intent: str) -> None:
        """Do what a button of an item asks for."""
        acts: dict[str, Callable[[str], None]] = {
            carts.SEND_LINK: self._send_link,
            carts.SEND_BOTH: self._send_both,
            carts.CHANGE: self._change_cart,
            Intent.COPY_LINK: self._copy_link,
            Intent.CANCEL_REQUEST: self._cancel_request,
            Intent.RETRY: self._send_again,
            Intent.MEDIA_OPEN: self.picture_wanted.emit,
            Intent.MEDIA_SAVE: self.save_wanted.emit,
            Intent.MEDIA_PLAY: self.play_wanted.emit,
            Intent.SOUND_SEEK: self.play_wanted.emit,  # by key, which names no place
            Intent.SOUND_SPEED: lambda _: self.speed_wanted.emit(),
            Intent.MEDIA_RETRY: self._fetch_again,
            Intent.MEDIA_STOP: self._fetch_no_further,
            Intent.MAP_OPEN: self._open_map,
            Intent.PLACE_COPY: self._copy_place,
            Intent.CONTACT_OPEN: self._open_contact,
            SEND_ANYWAY: self._send_anyway,
            DISCARD: self._discard,
        }
        if intent in acts:
            acts[intent](item)

    def recording(self, item: str) -> str:
        """Return the key of a shown message's recording; empty when it has none that could be played."""
        found = (bubble for bubble in self.recordings() if bubble.id == item)
        return next((bubble.media.key for bubble in found if bubble.media is not None), "")

    def recordings(self) -> list[Bubble]:
        """Return the shown messages with a recording that can be played, oldest first."""
        bubbles = (item for item in self.state.items if isinstance(item, Bubble) and not item.is_revoked)
        return [each for each in bubbles if each.media is not None and each.media.kind in PLAYED and each.media.key]

    def entry(self, key: str) -> EntryView | None:
        """Return a loaded line."""
        return next((entry for entry in self._entries if entry.key == key), None)

    def menu(self, item: str) -> MessageMenu | None:
        """Return what can be done with a message, None for what is none."""
        entry = self.entry(item)
        if entry is None or not entry.direction or self._chat is None:
            return None
        return menu(self._desk, self._chat, entry)

    def react(self, message: str, emoji: str) -> None:
        """React to a message; without an emoji, take the reaction back."""
        chat = self._chat
        if chat is not None:
            wish = SendReaction(
                id=self._clicks.new_id(), conversation=chat.conversation, message=MessageId(message), emoji=emoji
            )
            self._clicks.click(wish)

    def show(self) -> None:
        """Make the items anew from what is loaded."""
        chat = self._chat
        if chat is None:
            return
        moments = self._desk.moments
        today = self._shown_on = self._today()
        planned = [] if self._has_newer else [(today, line) for line in planned_lines(self._desk, chat)]
        items = [*self._items(chat), *self._pending(chat), *planned]
        self._render(
            Timeline(
                conversation=chat.conversation,
                items=with_separators(items, lambda day: moments.long_day(day, today), self._first_unread),
                has_older=self._has_older,
                has_newer=self._has_newer,
                arrived_below=chat.unread if self._has_newer else 0,
            )
        )

    # -- inside --------------------------------------------------------------------------------------------------------

    @property
    def _first_unread(self) -> str:
        """The loaded line that nobody had read first; empty when it is further up."""
        row = self._unread_row
        if row is None or not self._entries or row < self._entries[0].id:
            return ""
        return next((entry.key for entry in self._entries if entry.id >= row and entry.direction == "in"), "")

    def _items(self, chat: ChatView) -> list[tuple[date, Item]]:
        # Few lines tell of money, and every message that comes looks at all of them: only those few are asked what they are.
        told = [each for each in self._entries if each.object is not None]
        paid = {str(each.object.id): each.object for each in told if isinstance(each.object, Payment)}
        hidden = jumps.told_elsewhere(self._entries) if any(isinstance(each.object, Checkout) for each in told) else set()
        name = wording.shown_name(chat.name)
        cases = money_lines.cases_of(self._desk, chat.conversation, told)
        moving = tuple(each.object for each in told if isinstance(each.object, Refund) and is_moving(each.object))
        make = Entries(self._desk, name, self._asks.of(chat, self._entries), paid, cases, moving)
        shown = [entry for entry in self._entries if entry.key not in hidden] if hidden else self._entries
        surroundings = (chat.conversation, name, self._desk.me, self._desk.terms, self._desk.names, cases, moving)
        return self._made.of(shown, make.item, self._desk.moments.day, surroundings)

    def _pending(self, chat: ChatView) -> list[tuple[date, Item]]:
        if self._has_newer:
            return []
        known = {each for entry in self._entries for each in (entry.key, entry.action) if each is not None}
        since, until = (self._entries[0].at, self._entries[-1].at) if self._entries else ("", "")
        found = pending(self._desk, self._desk.items_of(chat.conversation), known, since, until)
        day = self._desk.moments.day
        return [(day(times.from_text(item.clicked_at)), shown) for item, shown in found]

    def _load_newest(self) -> None:
        assert self._chat is not None
        self._entries = self._desk.reads.conversation(self._chat.conversation)
        self._has_older, self._has_newer = len(self._entries) == PAGE, False

    def _shows(self, media: frozenset[MediaId]) -> bool:
        return bool(media) and any(one.media is not None and one.media.id in media for one in self._entries)

    def _refresh(self, changes: Changes) -> None:
        """Read what is new in the newest page and what has changed of the loaded lines; all else stays as it was read."""
        assert self._chat is not None
        which = self._chat.conversation
        self._chat = next(iter(self._desk.reads.chats([which])), self._chat)
        if not self._entries or changes.flags & _ALL:
            self._load_newest()
            self.show()
            return
        named: frozenset[str] = changes.messages | changes.objects | changes.actions
        stale = {entry.id for entry in self._entries if _is_about(entry, named)}
        known = {entry.id: entry for entry in self._entries if entry.id not in stale}
        page = [] if self._has_newer else self._desk.reads.newest_rows(which)
        wanted = [*stale, *(row for row in page if row not in known and row not in stale)]
        known |= {entry.id: entry for entry in self._desk.reads.lines_at(which, wanted)} if wanted else {}
        rows = [entry.id for entry in self._entries]
        if not self._has_newer:
            first = page[0] if page else 0
            above = [row for row in rows if row < first]
            if above and len(page) == PAGE and rows[-1] < first:
                # More came at once than a page holds: there would be a hole between the old lines and the new.
                above, self._has_older = [], True
            rows = [*above, *page]
        self._entries = [known[row] for row in rows if row in known][-_MOST:]
        if self._entries and not self._has_older and named - {entry.key for entry in self._entries}:
            # A new desk gets what is older last, and so does one whose shop takes over the history of its phone.
            self._has_older = bool(self._desk.reads.conversation(which, before=self._entries[0].id, limit=1))
        self.show()

    def _render(self, state: Timeline) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _send_link(self, key: str) -> None:
        if self._chat is not None and (entry := self.entry(key)) is not None:
            self._asks.send(self._chat, entry, self._entries)
            self.show()

    def _send_both(self, key: str) -> None:
        if self._chat is not None and (entry := self.entry(key)) is not None:
            self._asks.send(self._chat, entry, self._entries, keeps=True)
            self.show()

    def _change_cart(self, key: str) -> None:
        entry = self.entry(key)
        if entry is not None and entry.cart is not None:
            self.link_form_wanted.emit(carts.seed_of(self._desk, entry))

    def _copy_link(self, key: str) -> None:
        entry = self.entry(key)
        if entry is not None and isinstance(entry.object, Checkout) and entry.object.url:
            self.copied.emit(entry.object.url)

    def _open_map(self, key: str) -> None:
        entry = self.entry(key)
        if entry is not None and (link := places.map_link(entry)):
            self.page_wanted.emit(link)

    def _copy_place(self, key: str) -> None:
        entry = self.entry(key)
        if entry is not None:
            self.copied.emit(places.copied(entry))

    def _open_contact(self, key: str) -> None:
        """Open the chat of a contact card's person, if that person ever wrote; only they can begin one."""
        entry = self.entry(key)
        for number in () if entry is None else places.numbers(entry):
            people = self._desk.reads.search(number).people
            if len(people) == 1:
                self.chat_wanted.emit(people[0].conversation)
                return
        self.told.emit(translate("Places", "This person has not written to the shop yet."))

    def _cancel_request(self, key: str) -> None:
        entry = self.entry(key)
        if entry is not None and isinstance(entry.object, Checkout):
            self._clicks.click(
                CancelPaymentRequest(id=self._clicks.new_id(), conversation=self.conversation, request=entry.object.id)
            )

    def _send_again(self, key: str) -> None:
        """Send the same as a new action: again after refused or failed is a new wish."""
        chat = self._chat
        wish = None if chat is None else again(self._desk, chat.conversation, self.entry(key), key, self._clicks.new_id())
        if wish is not None:
            self._clicks.click(wish)

    def _fetch_again(self, key: str) -> None:
        entry = self.entry(key)
        if entry is not None and entry.media is not None and entry.media.id is not None:
            self._desk.commands.fetch_media(entry.media.id)

    def _fetch_no_further(self, key: str) -> None:
        entry = self.entry(key)
        if entry is not None and entry.media is not None and entry.media.id is not None:
            self._desk.commands.leave_media(entry.media.id)

    def _send_anyway(self, action: str) -> None:
        self._desk.commands.agree(ActionId(action))

    def _discard(self, action: str) -> None:
        self._desk.commands.undo(ActionId(action))


_ALL = frozenset({"everything", "cache-replaced", "people"})
_NAMES = frozenset({"terms", "products"})
"""What lines name from elsewhere: colleagues, products."""


def _is_about(entry: EntryView, named: frozenset[str]) -> bool:
    """Tell whether a line shows something of what is named."""
    return entry.key in named or entry.action in named or (entry.quote is not None and entry.quote.key in named)

"""Whether somebody else is the same person: who may be, bringing two chats together, taking them apart. GUI thread only.

Part of the panel's presenter. Nothing is brought together by itself here: a reason is shown, and the agent's click is held
like any other. People who have both paid take a second look.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import Alike, ChatView, EntryView, Money, Traits, Whole
from inbox.domain import phones
from inbox.domain.actions import MergePeople
from inbox.domain.ids import ConversationId
from inbox.domain.roles import at_least
from inbox.ui.models.presenters import places, wording
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.undo_bar import hold_note
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Entry, HoldNote
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

SECTION = "person"
_MOST = 5
_LIVE = frozenset({"held", "posting", "queued", "sending"})


class SamePerson:
    """The section at the end of the panel of one open chat."""

    def __init__(self, desk: Desk, clicks: Clicks) -> None:
        self._desk = desk
        self._clicks = clicks
        self._chat: ChatView | None = None
        self._payments: Sequence[Money] = ()
        self._whole = Whole(ConversationId(""))
        self._alike: Sequence[Alike] = ()
        self._asked_about: tuple[ConversationId, Traits] | None = None
        """Whom, and with which traits, ``_alike`` is about; None when it may be another one by now."""
        self._query: str | None = None
        self._asked = ""
        self.acts: dict[str, Callable[[str], None]] = {
            Intent.FIND_PERSON: self._find,
            Intent.MERGE: self._merge,
            Intent.MERGE_PAID: self._merge_paid,
            Intent.MERGE_LEAVE: self._leave,
            Intent.PART: self._part,
        }
        """What each button does; the other conversation comes with it."""

    def begin(self) -> None:
        """Another chat is opened: nothing is looked for any more."""
        self._query, self._asked = None, ""
        self.forget()

    def forget(self) -> None:
        """Look anew who is alike: somebody's number, name or money has changed, this person's or another's."""
        self._asked_about = None

    def search(self, query: str) -> None:
        """Look for people by what was typed."""
        self._query = query

    def find(self) -> None:
        """Open the search, for the key and the palette."""
        self._query = self._query or ""

    def look(self, chat: ChatView | None, payments: Sequence[Money], entries: Sequence[EntryView], email: str) -> None:
        """Take over who the chat's person is now; ``entries`` and the ``email`` typed in them say more about them."""
        self._chat, self._payments = chat, payments
        if chat is None or not at_least(self._desk.me.role, "agent"):
            self._whole, self._alike = Whole(ConversationId("")), ()
            return
        paid = [each.payment for each in payments]
        told = [number for entry in entries if _gave_number(entry) for number in places.numbers(entry)]
        traits = Traits(
            phones=tuple(dict.fromkeys([*told, *(each.phone for each in paid if each.phone)])),
            emails=tuple(dict.fromkeys([*([email] if email else []), *(each.email for each in paid if each.email)])),
            customers=tuple(dict.fromkeys(each.customer for each in paid if each.customer)),
        )
        self._whole = self._desk.reads.person(chat.conversation)
        if self._asked_about != (chat.conversation, traits):
            self._asked_about = (chat.conversation, traits)
            self._alike = self._desk.reads.alike(chat.conversation, traits)

    def section(self) -> Section | None:
        """Return who may be the same person, who is one already, and the way to look for somebody."""
        chat = self._chat
        if chat is None or not at_least(self._desk.me.role, "agent"):
            return None
        link = CardButton(intent=Intent.FIND_PERSON, text=translate("SamePerson", "Same person as …"))
        if self._query is not None:
            link = CardButton(intent=Intent.FIND_PERSON, text=translate("SamePerson", "Close"))
        why = {each.conversation: _why(each) for each in self._alike}
        found = [] if self._query is None else self._found(chat)
        names = self._names([*why, *found, *self._whole.joined])
        entries = [self._entry(each, names, why.get(each, "")) for each in dict.fromkeys([*why, *found]) if each in names]
        entries += [self._joined(each, names) for each in self._whole.joined if each in names]
        nothing = self._query and not found
        return Section(
            id=SECTION,
            title=translate("SamePerson", "Person"),
            link=link,
            details=(translate("SamePerson", "Nobody found."),) if nothing else (),
            hold=self._hold(chat, names),
            query=self._query,
            query_name=translate("SamePerson", "Name, number, e-mail, order number"),
            entries=tuple(entries),
        )

    # -- what is shown -------------------------------------------------------------------------------------------------

    def _found(self, chat: ChatView) -> list[ConversationId]:
        if not (self._query or "").strip():
            return []
        people = self._desk.reads.search(self._query or "").people
        own = {chat.conversation, self._whole.shown, *self._whole.joined}
        return [each.conversation for each in people if each.conversation not in own][:_MOST]

    def _names(self, conversations: Sequence[ConversationId]) -> dict[ConversationId, str]:
        if not conversations:
            return {}
        reads = self._desk.reads
        return {each.conversation: wording.shown_name(each.name) for each in reads.chats(list(conversations))}

    def _entry(self, other: ConversationId, names: dict[ConversationId, str], why: str) -> Entry:
        contact = wording.number_of(self._desk.reads.contact(other))
        details = tuple(part for part in (why, contact if contact != names[other] else "") if part)
        if other == self._asked:
            words = translate("SamePerson", "Both have paid here. Bring them together only if you are certain.")
            buttons = (
                CardButton(intent=Intent.MERGE_PAID, text=translate("SamePerson", "They are one person")),
                CardButton(intent=Intent.MERGE_LEAVE, text=translate("SamePerson", "Leave apart"), is_primary=True),
            )
            return Entry(id=other, title=names[other], details=(*details, words), buttons=buttons)
        join = CardButton(
            intent=Intent.MERGE, text=translate("SamePerson", "Bring together"), is_enabled=self._desk.is_online
        )
        see = CardButton(intent=Intent.OPEN_CHAT, text=translate("SamePerson", "Open chat"))
        return Entry(id=other, title=names[other], details=details, buttons=(join, see))

    def _joined(self, other: ConversationId, names: dict[ConversationId, str]) -> Entry:
        part = CardButton(
            intent=Intent.PART, text=translate("SamePerson", "Separate again"), is_enabled=self._desk.is_online
        )
        words = translate("SamePerson", "Brought together with this chat")
        return Entry(id=other, title=names[other], details=(words,), side=part)

    def _hold(self, chat: ChatView, names: dict[ConversationId, str]) -> HoldNote | None:
        for item in self._desk.items_of(chat.conversation):
            if item.kind == "merge_people" and item.state == "held":
                return hold_note(self._desk, item, translate("SamePerson", "Two chats become one"))
        return None

    # -- what is clicked -----------------------------------------------------------------------------------------------

    def _find(self, _section: str) -> None:
        self._query = "" if self._query is None else None

    def _merge(self, other: str) -> None:
        reads = self._desk.reads
        has_paid = bool(self._payments) or (self._chat is not None and bool(reads.open_requests(self._chat.conversation)))
        which = ConversationId(other)
        if has_paid and (reads.payments(which) or reads.open_requests(which)):
            self._asked = other
        else:
            self._click(other)

    def _merge_paid(self, other: str) -> None:
        self._click(other, confirmed=("both-paid",))

    def _leave(self, _other: str) -> None:
        self._asked = ""

    def _part(self, other: str) -> None:
        self._click(other, apart=True)

    def _click(self, other: str, *, apart: bool = False, confirmed: tuple[str, ...] = ()) -> None:
        if self._chat is None:
            return
        reason = next((each.reason for each in self._alike if each.conversation == other), None)
        self._query, self._asked = None, ""
        wish = MergePeople(
            id=self._clicks.new_id(),
            conversation=self._chat.conversation,
            other=ConversationId(other),
            apart=apart,
            reason=None if apart else reason,
            confirmed=confirmed,
        )
        self._clicks.click(wish, targets=(other,))


def _gave_number(entry: EntryView) -> bool:
    """Tell whether a line is the card with which somebody answered the question for the own number."""
    return entry.kind == "contacts" and entry.direction == "in" and (entry.extra or {}).get("origin") == "contact_request"


def _why(found: Alike) -> str:
    what = phones.display(found.what) if found.reason == "phone" else found.what
    words = {
        "phone": translate("SamePerson", "Same number: {what}"),
        "email": translate("SamePerson", "Same e-mail: {what}"),
        "customer": translate("SamePerson", "Same customer in Stripe: {what}"),
        "id": translate("SamePerson", "Same id at WhatsApp"),
    }
    return words[found.reason].format(what=what)

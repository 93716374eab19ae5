"""The list of conversations: its views with counts, its rows, and what a search finds. GUI thread only.

What changes is read again chat by chat; nothing here takes longer in a shop with a hundred thousand conversations.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from inbox.desk.ports import PAGE, VIEWS, Changes, ChatView, Hit, HubState
from inbox.domain import times
from inbox.domain.ids import ConversationId
from inbox.ui.models.conversation_list import ConversationListModel
from inbox.ui.models.presenters import closing_soon, deciding, money_lines, wording
from inbox.ui.models.presenters.act_chips import act_chip
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.order_reader import OrderReader
from inbox.ui.models.rows import ListRow, ViewPill
from inbox.ui.models.states.conversations import ListState
from inbox.ui.models.states.parts import Blank, Choice, Empty, Loading

translate = QCoreApplication.translate

FIRST_VIEWS = ("all", "mine", "unassigned", "waiting_money")
"""The views that are always on screen; the others are in the menu behind them."""
URGENT_VIEWS = ("refund_problems", "to_approve", "disputes", "closing")
"""The views that are on screen, and coloured, while there is something in them (to hurry for)."""
_FEW = 100
"""Chats that are read one by one; when more have changed at once, the order of all is read again."""

_OF_DRAFTS = frozenset({"drafts", "attachments"})
_SEARCH_REST_MS = 1000
"""What was found is looked for again at most so often while messages come in."""


class ConversationListPresenter(QObject):
    """``state`` is what the pane shows, ``model`` its rows. ``opened`` names the conversation that was chosen."""

    changed = Signal()
    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = FIRST_VIEWS[0]
        self._query = ""
        self._drafts: dict[ConversationId, str] = {}
        self._hits: dict[str, str] = {}
        self._names = {view: view_name(view) for view in VIEWS}
        self.model = ConversationListModel(self._rows, self._number_of, self)
        self._order = OrderReader(desk, self.model, self)
        self._order.joined.connect(self._show)
        self._search_again = QTimer(self, singleShot=True, interval=_SEARCH_REST_MS)
        self._search_again.timeout.connect(self._show_found)
        self.state = ListState()
        self.unread = 0
        """How many conversations somebody works on have something unread."""
        self.read()

    def choose_view(self, view: str) -> None:
        """Show another view."""
        if view in VIEWS:
            self._view, self._query = view, ""
            self.read()

    def search(self, query: str) -> None:
        """Show what fits the words typed; nothing typed shows the view again."""
        was_searching, self._query = self._is_searching, query
        if self._is_searching:
            self._order.stop()
            self._show_found(is_other=True)
        elif was_searching:
            self.read()
        else:
            self._show()

    def take(self, changes: Changes) -> None:
        """Read again what has changed."""
        if changes.flags & _ANEW:
            self.read()
            return
        if changes.flags & _PEOPLE or len(changes.conversations) > _FEW:
            self._take_many()
        elif changes.conversations:
            self._take_few(list(changes.conversations))
        if changes.flags & _OF_DRAFTS:
            self._take_drafts()
        if "terms" in changes.flags:
            self.refresh()
        is_waiting = self.state.blank is not None and "status" in changes.flags
        if is_waiting or changes.conversations or changes.flags & _PEOPLE:
            self._show()

    def hit_of(self, conversation: str) -> str:
        """Return the line for which a chat was found; empty for one found by name, or while nothing is looked for."""
        return self._hits.get(conversation, "")

    def neighbour(self, conversation: str, step: int) -> ConversationId | None:
        """Return the row so many steps below (above, when negative) a conversation."""
        place = self.model.row_of(ConversationId(conversation)) + step if conversation else 0
        return self.model.row_at(place).conversation if 0 <= place < self.model.rowCount() else None

    def read(self) -> None:
        """Read views and rows, from the top."""
        desk = self._desk
        self._drafts = self._drafted()
        if self._is_searching:
            self._show_found(is_other=True)
            return
        self._search_again.stop()
        self._hits = {}
        chats = desk.reads.inbox(self._view, desk.me.agent, None, PAGE, desk.soon)
        self._order.stop()
        self.model.show_spots([(chat.rank_in(self._view), chat.num) for chat in chats], self._made(chats))
        if len(chats) == PAGE:
            self._order.begin(self._view, chats[-1].rank_in(self._view))
        self._show()

    def refresh(self) -> None:
        """Let the rows say what is true now: time has passed."""
        if self._is_searching:
            self._show_found()
        else:
            self.model.refresh()
            if self._view == closing_soon.VIEW:
                self._order.read_again(self._view)
            self._show()

    def stop(self) -> None:
        """Read nothing any more: the window is being closed."""
        self._search_again.stop()
        self._order.stop()

    # -- inside --------------------------------------------------------------------------------------------------------

    @property
    def _is_searching(self) -> bool:
        return bool(self._query.strip())

    def _take_few(self, conversations: list[ConversationId]) -> None:
        if self._is_searching:
            self._search_again.start()
            return
        desk = self._desk
        standing = desk.reads.standing(self._view, desk.me.agent, conversations, desk.soon)
        shown = [chat for chat, _ in standing if self.model.is_at_hand(chat.num)]
        ranks = {chat.num: chat.rank_in(self._view) if is_in else None for chat, is_in in standing}
        self.model.place(ranks, self._made(shown))
        if len(standing) < len(conversations):
            self._order.read_again(self._view)  # somebody was erased, whose number nobody knows any more

    def _take_many(self) -> None:
        if self._is_searching:
            self._search_again.start()
            return
        self.model.refresh()
        self._order.read_again(self._view)

    def _take_drafts(self) -> None:
        before, self._drafts = self._drafts, self._drafted()
        changed = {which for which, _ in before.items() ^ self._drafts.items()}
        numbers = [self.model.number_of(conversation) for conversation in changed]
        if self._is_searching:
            self._search_again.start()
        else:
            self.model.renew(self._rows([number for number in numbers if self.model.is_at_hand(number)]))

    def _drafted(self) -> dict[ConversationId, str]:
        """Return what is begun in each chat; a file alone is named as one."""
        view = self._desk.commands.view
        attached = (file.conversation for file in view.attachments if file.action is None)
        begun = dict.fromkeys(attached, translate("ConversationList", "a file"))
        return begun | {draft.conversation: " ".join(draft.text.split()) for draft in view.drafts}

    def _show_found(self, *, is_other: bool = False) -> None:
        found = self._desk.reads.search(self._query)
        people = [person.conversation for person in found.people]
        hits = {hit.conversation: hit for hit in reversed(found.hits) if hit.conversation}
        names = dict.fromkeys([*people, *reversed(hits)])
        # Who was found by name shows what was said last, like anywhere else.
        told = {conversation: hit for conversation, hit in hits.items() if conversation not in people}
        self._hits = {conversation: hit.id for conversation, hit in told.items()}
        lines = self._lines(list(told.values()))
        known = {chat.conversation: chat for chat in self._desk.reads.chats([ConversationId(name) for name in names])}
        now = self._desk.clock.now()
        chats = [known[ConversationId(name)] for name in names if name in known]
        self.model.show_rows(
            [self._row(chat, now, lines.get(chat.conversation, "")) for chat in chats], is_other=is_other
        )
        self._show()

    def _lines(self, hits: list[Hit]) -> dict[str, str]:
        """Return what a row says of what was found in its chat."""
        money = {hit.id for hit in hits if hit.kind not in ("message", "note")}
        entries = {entry.key: entry for entry in self._desk.reads.entries(list(money))} if money else {}
        return {
            hit.conversation: money_lines.words_of(self._desk, entries[hit.id]) if hit.id in entries else hit.text
            for hit in hits
        }

    def _rows(self, numbers: list[int]) -> dict[int, ListRow]:
        """Return the rows of chats by number; called by the model for rows that are looked at."""
        return self._made(self._desk.reads.numbered(numbers)) if numbers else {}

    def _number_of(self, conversation: ConversationId) -> int:
        return next((chat.num for chat in self._desk.reads.chats([conversation])), 0)

    def _made(self, chats: Iterable[ChatView]) -> dict[int, ListRow]:
        now = self._desk.clock.now()
        return {chat.num: self._row(chat, now) for chat in chats}

    def _row(self, chat: ChatView, now: datetime, found: str = "") -> ListRow:
        moments = self._desk.moments
        words, icon = (" ".join(found.split()), "") if found else wording.last_line(chat)
        # What a customer wrote since is worth more than what was begun before.
        draft = "" if found or chat.unread else self._drafts.get(chat.conversation, "")
        if draft:
            words, icon = draft, ""
        is_closing = self._view == closing_soon.VIEW and not self._is_searching
        name = wording.shown_name(chat.name, None if chat.name else self._desk.reads.contact(chat.conversation))
        return ListRow(
            conversation=chat.conversation,
            name=name,
            initials=wording.initials(name),
            colour=wording.colour(chat.conversation),
            time=moments.brief(times.from_unix(chat.last_at), now) if chat.last else "",
            last=words,
            icon=icon,
            unread=chat.unread,
            is_unread=chat.unread > 0,
            chip=act_chip(self._desk, chat, now, open_sum=closing_soon.open_sums(self._desk, [chat]) if is_closing else ""),
            window=wording.window_chip(chat, now, moments, is_asked=is_closing),
            has_draft=bool(draft),
        )

    def _show(self) -> None:
        counts = self._desk.reads.counts(self._desk.me.agent)
        counts[closing_soon.VIEW] = self._desk.reads.closing(self._desk.soon)
        pills = tuple(self._pill(view, counts[view].chats) for view in VIEWS)
        pinned = tuple(pill for pill in pills if pill.view in FIRST_VIEWS or pill.is_urgent)
        self._render(
            counts["all"].unread,
            ListState(
                query=self._query,
                views=pinned,
                more=tuple(pill for pill in pills if pill not in pinned),
                chosen=self._view,
                blank=None if self.model.rowCount() else self._blank(),
            ),
        )

    def _pill(self, view: str, count: int) -> ViewPill:
        """Return a view's pill; whoever may not approve is not called to it, and nobody to what cannot be hurried."""
        is_mine = view != "to_approve" or deciding.may_decide(self._desk)
        is_urgent = view in URGENT_VIEWS and count > 0 and is_mine
        if view == closing_soon.VIEW:
            is_urgent = is_urgent and closing_soon.is_urgent(self._desk)
        return ViewPill(view, self._names[view], count, is_urgent=is_urgent)

    def _blank(self) -> Blank:
        status = self._desk.commands.view.status
        if self._is_searching:
            return Empty(text=translate("ConversationList", "Nothing found."), icon="search")
        if self._desk.me.agent and not status.total:
            return Empty(text=_nothing_in(self._view), icon="inbox")
        if status.total or status.own_hub not in (HubState.ELSEWHERE, HubState.DOWN):
            return Loading()
        return Empty(text=translate("ConversationList", "Nothing fetched yet. It comes with a connection."), icon="inbox")

    def _render(self, unread: int, state: ListState) -> None:
        if (unread, state) != (self.unread, self.state):
            self.unread, self.state = unread, state
            self.changed.emit()


_ANEW = frozenset({"everything", "cache-replaced"})
_PEOPLE = frozenset({"people"})


def _nothing_in(view: str) -> str:
    """Return what it means that a view is empty."""
    return {
        "mine": translate("ConversationList", "Nothing is assigned to you."),
        "unassigned": translate("ConversationList", "Every chat has somebody who answers it."),
        "waiting_customer": translate("ConversationList", "No chat waits for a customer's answer."),
        "waiting_money": translate("ConversationList", "No chat waits for a payment."),
        "snoozed": translate("ConversationList", "Nothing is snoozed."),
        "resolved": translate("ConversationList", "Nothing is resolved yet."),
        "to_approve": translate("ConversationList", "No refund waits for approval."),
        "refund_problems": translate("ConversationList", "No refund has a problem."),
        "disputes": translate("ConversationList", "There is no open dispute."),
        "closing": translate("ConversationList", "No chat that waits for an answer locks before the shop opens again."),
    }.get(view, translate("ConversationList", "All answered. The next message appears here."))


def view_name(view: str) -> str:
    """Return what a view is called."""
    return {
        "all": translate("Views", "All"),
        "mine": translate("Views", "Mine"),
        "unassigned": translate("Views", "Unassigned"),
        "waiting_customer": translate("Views", "Waiting for customer"),
        "waiting_money": translate("Views", "Waiting for money"),
        "snoozed": translate("Views", "Snoozed"),
        "resolved": translate("Views", "Resolved"),
        "to_approve": translate("Views", "To approve"),
        "refund_problems": translate("Views", "Refund problems"),
        "disputes": translate("Views", "Disputes"),
        "closing": translate("Views", "Closing soon"),
    }[view]


def view_choices() -> tuple[Choice, ...]:
    """Return all views for keys and palette, those on screen first."""
    order = (*FIRST_VIEWS, *(view for view in VIEWS if view not in FIRST_VIEWS))
    return tuple(Choice(id=view, text=view_name(view)) for view in order)

"""The list of conversations: its views with counts, its rows, and what a search finds. GUI thread only.

What changes is read again chat by chat; nothing here takes longer in a shop with a hundred thousand conversations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from inbox.desk.ports import MONEY, PAGE, VIEWS, WAITING, WINDOW, Changes, ChatView, Hit, HubState, Listing, Soon, ways
from inbox.domain import times
from inbox.domain.ids import ConversationId
from inbox.ui.models.conversation_list import ConversationListModel
from inbox.ui.models.gaps import readable
from inbox.ui.models.presenters import closing_soon, money_lines, unanswered, wording
from inbox.ui.models.presenters.act_chips import act_chip
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.order_reader import OrderReader
from inbox.ui.models.presenters.view_words import FIRST_VIEWS, nothing_in, sort_name, view_name
from inbox.ui.models.rows import ListRow, ViewPill
from inbox.ui.models.states.conversations import ListState
from inbox.ui.models.states.parts import Blank, Choice, Empty, Loading

translate = QCoreApplication.translate

URGENT_VIEWS = ("refund_problems", "to_approve", "disputes", "closing")
"""The views that are on screen, and coloured, while there is something in them (to hurry for)."""
_FEW = 100
"""Chats that are read one by one; when more have changed at once, the order of all is read again."""

_OF_DRAFTS = frozenset({"drafts", "attachments"})
_SEARCH_REST_MS = 1000
"""What was found is looked for again at most so often while messages come in."""


class ConversationListPresenter(QObject):
    """``state`` is what the pane shows, ``model`` its rows. ``opened`` names the conversation that was chosen.

    ``sorted`` tells that somebody wants a view sorted another way, with the ``sorts`` that are to be remembered,
    ``top_wanted`` that somebody asked what comes first: by another view or another way to sort it.
    """

    changed = Signal()
    opened = Signal(str)
    sorted = Signal(dict)
    top_wanted = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = FIRST_VIEWS[0]
        self._sorts: dict[str, str] = {}
        self._looked = 0
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
            self.top_wanted.emit()

    def choose_sort(self, sort: str) -> None:
        """Sort the view that is shown another way, now and whenever it is shown again."""
        if sort in ways(self._view) and sort != self._sort:
            self._sorts[self._view] = sort
            if not self._is_searching:
                self.read()
            self.sorted.emit(self.sorts)
            self.top_wanted.emit()

    @property
    def sorts(self) -> dict[str, str]:
        """How views are sorted that are not sorted in their usual way."""
        return {view: sort for view, sort in self._sorts.items() if sort != ways(view)[0]}

    def take_sorts(self, sorts: Mapping[str, str]) -> None:
        """Sort views as they were before; what is no view and no way to sort one any more is left out."""
        known = {view: sort for view, sort in sorts.items() if view in VIEWS and sort in ways(view)}
        if known != self.sorts:
            self._sorts = known
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
        soon = desk.soon
        chats = desk.reads.inbox(Listing(self._view, desk.me.agent, soon, self._sort), limit=PAGE)
        self._looked = soon.now
        self._order.stop()
        self.model.show_spots([(self._rank(chat, soon), chat.num) for chat in chats], self._made(chats))
        if len(chats) == PAGE:
            self._order.begin(self._view, self._sort, self._rank(chats[-1], soon))
        self._show()

    def refresh(self) -> None:
        """Let the rows say what is true now: time has passed."""
        if self._is_searching:
            self._show_found()
        else:
            self.model.refresh()
            self._let_time_pass()
            self._show()

    def stop(self) -> None:
        """Read nothing any more: the window is being closed."""
        self._search_again.stop()
        self._order.stop()

    # -- inside --------------------------------------------------------------------------------------------------------

    @property
    def _is_searching(self) -> bool:
        return bool(self._query.strip())

    @property
    def _sort(self) -> str:
        return self._sorts.get(self._view) or ways(self._view)[0]

    def _rank(self, chat: ChatView, soon: Soon) -> int:
        return chat.rank_in(self._view, self._sort, soon)

    def _let_time_pass(self) -> None:
        """Put elsewhere what has become urgent or has locked since the last look."""
        soon, since = self._desk.soon, self._looked
        self._looked = soon.now
        if self._view == closing_soon.VIEW:
            self._order.read_again(self._view, self._sort)
            return
        crossed = self._desk.reads.crossed(Listing(self._view, soon=soon, sort=self._sort), since)
        if len(crossed) > _FEW:
            self._order.read_again(self._view, self._sort)
        elif crossed:
            self._take_few(crossed)

    def _take_few(self, conversations: list[ConversationId]) -> None:
        if self._is_searching:
            self._search_again.start()
            return
        desk, soon = self._desk, self._desk.soon
        standing = desk.reads.standing(Listing(self._view, desk.me.agent, soon), conversations)
        shown = [chat for chat, _ in standing if self.model.is_at_hand(chat.num)]
        ranks = {chat.num: self._rank(chat, soon) if is_in else None for chat, is_in in standing}
        self.model.place(ranks, self._made(shown))
        if len(standing) < len(conversations):
            self._order.read_again(self._view, self._sort)  # somebody was erased, whose number nobody knows any more

    def _take_many(self) -> None:
        if self._is_searching:
            self._search_again.start()
            return
        self.model.refresh()
        self._order.read_again(self._view, self._sort)

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
        return begun | {draft.conversation: " ".join(readable(draft.text).split()) for draft in view.drafts}

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
        now, soon = self._desk.clock.now(), self._desk.soon
        return {chat.num: self._row(chat, now, soon=soon) for chat in chats}

    def _row(self, chat: ChatView, now: datetime, found: str = "", soon: Soon | None = None) -> ListRow:
        """Return a row; without ``soon`` it was found and is in no order."""
        moments, sort = self._desk.moments, "" if soon is None else self._sort
        words, icon = (" ".join(found.split()), "") if found else wording.last_line(self._desk, chat)
        # What a customer wrote since is worth more than what was begun before.
        draft = "" if found or chat.unread else self._drafts.get(chat.conversation, "")
        if draft:
            words, icon = draft, ""
        # What the view is sorted by stands in its rows.
        at = chat.waiting_since if sort == WAITING and chat.waits else chat.last_at
        asked = closing_soon.open_sums(self._desk, [chat]) if sort in (MONEY, WINDOW) else ""
        name = wording.shown_name(chat.name, None if chat.name else self._desk.reads.contact(chat.conversation))
        return ListRow(
            conversation=chat.conversation,
            name=name,
            initials=wording.initials(name),
            colour=wording.colour(chat.conversation),
            time=moments.brief(times.from_unix(at), now) if chat.last else "",
            last=words,
            icon=icon,
            unread=chat.unread,
            is_unread=chat.unread > 0,
            chip=act_chip(self._desk, chat, now, open_sum=asked),
            window=wording.window_chip(chat, now, moments, is_asked=sort == WINDOW),
            has_draft=bool(draft),
            is_pinned=soon is not None and chat.is_pinned_in(self._view, sort, soon),
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
                sorts=() if self._is_searching else self._sort_choices(),
                blank=None if self.model.rowCount() else self._blank(),
            ),
        )

    def _sort_choices(self) -> tuple[Choice, ...]:
        ways_here = ways(self._view)
        return tuple(Choice(id=way, text=sort_name(way), is_chosen=way == self._sort) for way in ways_here)

    def _pill(self, view: str, count: int) -> ViewPill:
        """Return a view's pill; whoever may not approve what is in it is not called, and nobody to what cannot be hurried."""
        is_urgent = view in URGENT_VIEWS and count > 0
        if view == unanswered.VIEW:
            is_urgent = is_urgent and unanswered.is_called(self._desk)
        if view == closing_soon.VIEW:
            is_urgent = is_urgent and closing_soon.is_urgent(self._desk)
        return ViewPill(view, self._names[view], count, is_urgent=is_urgent)

    def _blank(self) -> Blank:
        status = self._desk.commands.view.status
        if self._is_searching:
            return Empty(text=translate("ConversationList", "Nothing found."), icon="search")
        if self._desk.me.agent and not status.total:
            return Empty(text=nothing_in(self._view), icon="inbox")
        if status.total or status.own_hub not in (HubState.ELSEWHERE, HubState.DOWN):
            return Loading()
        return Empty(text=translate("ConversationList", "Nothing fetched yet. It comes with a connection."), icon="inbox")

    def _render(self, unread: int, state: ListState) -> None:
        if (unread, state) != (self.unread, self.state):
            self.unread, self.state = unread, state
            self.changed.emit()


_ANEW = frozenset({"everything", "cache-replaced"})
_PEOPLE = frozenset({"people"})

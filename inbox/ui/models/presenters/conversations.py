"""The list of conversations: its views with counts, its rows, and what a search finds. GUI thread only."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import PAGE, VIEWS, Changes, ChatView
from inbox.domain import times
from inbox.domain.ids import ConversationId
from inbox.ui.models.conversation_list import ConversationListModel
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.rows import ListRow, ViewPill
from inbox.ui.models.states.conversations import ListState
from inbox.ui.models.states.parts import Choice, Empty

translate = QCoreApplication.translate

FIRST_VIEWS = ("all", "mine", "unassigned", "waiting_money")
"""The views that are always on screen; the others are in the menu behind them."""
_MOST = 500


class ConversationListPresenter(QObject):
    """``state`` is what the pane shows, ``model`` its rows. ``opened`` names the conversation that was chosen."""

    changed = Signal()
    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = FIRST_VIEWS[0]
        self._query = ""
        self._wanted = PAGE
        self.model = ConversationListModel(self)
        self.model.more_wanted.connect(self._on_more)
        self.state = ListState()
        self.unread = 0
        """How many conversations somebody works on have something unread."""
        self.read()

    def choose_view(self, view: str) -> None:
        """Show another view."""
        if view in VIEWS:
            self._view, self._query, self._wanted = view, "", PAGE
            self.read()

    def search(self, query: str) -> None:
        """Show what fits the words typed; nothing typed shows the view again."""
        self._query, self._wanted = query, PAGE
        self.read()

    def take(self, changes: Changes) -> None:
        """Read again what may have changed."""
        if changes.conversations or changes.messages or changes.objects or changes.flags & _FLAGS:
            self.read()

    def neighbour(self, conversation: str, step: int) -> ConversationId | None:
        """Return the row so many steps below (above, when negative) a conversation."""
        rows = self.model.rows()
        place = self.model.row_of(ConversationId(conversation)) + step if conversation else 0
        return rows[place].conversation if 0 <= place < len(rows) else None

    def read(self) -> None:
        """Read views and rows."""
        desk = self._desk
        if self._query.strip():
            rows, has_more = self._found(), False
        else:
            chats = desk.reads.inbox(self._view, desk.me.agent, None, self._wanted + 1)
            has_more = len(chats) > self._wanted and self._wanted < _MOST
            rows = self._rows(chats[: self._wanted])
        self.model.show_rows(rows, has_more)
        self._show(bool(rows))

    def _found(self) -> tuple[ListRow, ...]:
        found = self._desk.reads.search(self._query)
        lines = {hit.conversation: hit.text for hit in reversed(found.hits) if hit.conversation}
        names = dict.fromkeys([*(person.conversation for person in found.people), *reversed(lines)])
        known = {chat.conversation: chat for chat in self._desk.reads.chats([ConversationId(name) for name in names])}
        return self._rows([known[ConversationId(name)] for name in names if name in known], lines)

    def _rows(self, chats: list[ChatView], lines: dict[str, str] | None = None) -> tuple[ListRow, ...]:
        now = self._desk.clock.now()
        drafts = {draft.conversation for draft in self._desk.commands.view.drafts}
        return tuple(self._row(chat, now, drafts, (lines or {}).get(chat.conversation, "")) for chat in chats)

    def _row(self, chat: ChatView, now: datetime, drafts: set[ConversationId], found: str) -> ListRow:
        moments = self._desk.moments
        words, icon = (found, "") if found else wording.last_line(chat)
        name = chat.name or wording.shown_name("", self._desk.reads.contact(chat.conversation))
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
            chip=wording.money_chip(chat.chips),
            window=wording.window_chip(chat, now, moments),
            has_draft=chat.conversation in drafts,
        )

    def _show(self, has_rows: bool) -> None:
        counts = self._desk.reads.counts(self._desk.me.agent)
        pills = tuple(ViewPill(view, view_name(view), counts[view].chats) for view in VIEWS)
        text = translate("ConversationList", "All answered. The next message appears here.")
        if self._query.strip():
            text = translate("ConversationList", "Nothing found.")
        self._render(
            counts["all"].unread,
            ListState(
                query=self._query,
                views=tuple(pill for pill in pills if pill.view in FIRST_VIEWS),
                more=tuple(pill for pill in pills if pill.view not in FIRST_VIEWS),
                chosen=self._view,
                blank=None if has_rows else Empty(text=text, icon="search" if self._query.strip() else "inbox"),
            ),
        )

    def _render(self, unread: int, state: ListState) -> None:
        if (unread, state) != (self.unread, self.state):
            self.unread, self.state = unread, state
            self.changed.emit()

    def _on_more(self) -> None:
        self._wanted = min(_MOST, self._wanted + PAGE)
        self.read()


_FLAGS = frozenset({"people", "drafts", "everything", "cache-replaced", "terms"})


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
    }[view]


def view_choices() -> tuple[Choice, ...]:
    """Return all views for keys and palette, those on screen first."""
    order = (*FIRST_VIEWS, *(view for view in VIEWS if view not in FIRST_VIEWS))
    return tuple(Choice(id=view, text=view_name(view)) for view in order)

"""The list pane: search and views above the conversations, or what stands there when there are none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inbox.ui.models.states.conversations import ListState
from inbox.ui.panes.blank_page import BlankPage
from inbox.ui.panes.focus import keep_keyboard
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.pills import PillBar
from inbox.ui.widgets.search_field import SearchField
from inbox.ui.widgets.sort_pill import SortPill

translate = QCoreApplication.translate


class ConversationsPane(QFrame):
    """``conversations`` is the list view with its own model. Esc in the search gives the keyboard back to it."""

    query_edited = Signal(str)
    view_chosen = Signal(str)
    sort_chosen = Signal(str)
    acted = Signal(str, str)

    def __init__(self, theme: Theme, conversations: QWidget, *, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.conversations = conversations
        self.setAccessibleName(translate("ConversationsPane", "Conversations"))
        self._search = _Search(theme, translate("ConversationsPane", "Messages, payments, people"), keys, self)
        self._search.setAccessibleName(translate("ConversationsPane", "Search messages, payments, people"))
        self._search.textEdited.connect(self.query_edited)
        self._search.given_up.connect(self._on_given_up)
        self._search.gone_down.connect(self.focus_list)
        self._views = PillBar(theme, self)
        self._views.chosen.connect(self.view_chosen)
        self._views.sort_chosen.connect(self.sort_chosen)
        self._head = _Head(theme, self)
        self._blank = BlankPage(theme, parent=self)
        self._blank.acted.connect(self.acted)
        self._sort = SortPill(theme, names=False)
        self._sort.sort_chosen.connect(self.sort_chosen)
        self._head_column = QVBoxLayout(self._head)
        self._search_row = QHBoxLayout()
        self._search_row.addWidget(self._search, 1)
        self._search_row.addWidget(self._sort)
        self._head_column.addLayout(self._search_row)
        self._head_column.addWidget(self._views)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(conversations, 1)
        column.addWidget(self._blank, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, state: ListState) -> None:
        """Show this state."""
        if self._search.text() != state.query:
            self._search.setText(state.query)
        self._views.show_views(state.views, state.more, state.chosen)
        self._views.show_sorts(state.sorts)
        self._sort.show_sorts(state.sorts)
        if state.blank is not None:
            # Not to the search field, where the letters of commands would be words.
            keep_keyboard(self.conversations)
        self._blank.show_state(state.blank)
        self.conversations.setVisible(state.blank is None)
        if state.blank is None and self.hasFocus():
            self.focus_list()

    def focus_search(self) -> None:
        """Give the search field the keyboard."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def focus_list(self) -> None:
        """Give the list the keyboard; while there are no rows, the pane keeps it for them."""
        keeper = self if self.conversations.isHidden() else self.conversations
        keeper.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self._theme.look.tokens.surface)

    def _on_given_up(self) -> None:
        if self._search.text():
            self.query_edited.emit("")
        self.focus_list()

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._head_column.setContentsMargins(px(12), px(10), px(12), px(8))
        self._head_column.setSpacing(px(8))
        self._search_row.setSpacing(px(4))


class _Head(QFrame):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, self._theme.look.tokens.line)


class _Search(SearchField):
    """Esc gives the search up, Down and Enter go to what was found."""

    given_up = Signal()
    gone_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.gone_down.emit()
        else:
            super().keyPressEvent(event)

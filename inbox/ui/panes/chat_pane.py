"""The middle of the window: head, timeline, undo bar and composer of the open chat, or what stands there without one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from inbox.ui.models.states.chat import ChatState
from inbox.ui.models.states.intents import Intent
from inbox.ui.panes.blank_page import BlankPage
from inbox.ui.panes.chat_head import ChatHeadView
from inbox.ui.panes.composer import Composer
from inbox.ui.panes.notices import Notices
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.undo_bar import UndoBar

translate = QCoreApplication.translate


class ChatPane(QFrame):
    """``acted`` carries intents of holds (the action's id), of bars and of the blank page.

    ``timeline`` is the chat view, which has a model and signals of its own; so has the ``composer``. The undo bar is
    there without an open chat too, for a hold can be undone from anywhere.
    """

    acted = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        timeline: QWidget,
        composer: Composer,
        *,
        undo_keys: str = "",
        resolve_keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(translate("ChatPane", "Chat"))
        self.head = ChatHeadView(theme, resolve_keys, self)
        self.timeline = timeline
        self.composer = composer
        self._notices = Notices(theme, self)
        self._notices.acted.connect(self.acted)
        timeline.setParent(self)
        self._blank = BlankPage(theme, "chat", self)
        self._blank.acted.connect(self.acted)
        self._undo = UndoBar(theme, undo_keys, self)
        self._undo.undone.connect(self._on_undone)
        self._undo.sent_now.connect(self._on_sent_now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._notices)
        column.addWidget(self.timeline, 1)
        column.addWidget(self._blank, 1)
        column.addWidget(self._undo)
        column.addWidget(self.composer)
        self.show_state(ChatState())

    def show_state(self, state: ChatState) -> None:
        """Show this state."""
        self.head.setVisible(state.head is not None)
        if state.head is not None:
            self.head.show_state(state.head)
        self._notices.show_state(state.notices)
        self._blank.show_state(state.blank)
        self.timeline.setVisible(state.blank is None)
        self.composer.setVisible(state.head is not None and state.blank is None)
        self._undo.show_holds(state.holds)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, for the moment before the timeline is there."""
        QPainter(self).fillRect(self.rect(), self._theme.look.tokens.chat)

    def _on_undone(self, action: str) -> None:
        self.acted.emit(Intent.UNDO, action)

    def _on_sent_now(self, action: str) -> None:
        self.acted.emit(Intent.SEND_NOW, action)

"""The middle of the window: head, timeline, undo bar and composer of the open chat, or what stands there without one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from inbox.ui.models.states.chat import ChatState
from inbox.ui.models.states.intents import Intent
from inbox.ui.panes.blank_page import BlankPage
from inbox.ui.panes.chat_head import ChatHeadView
from inbox.ui.panes.composer import Composer
from inbox.ui.panes.composer_edit import local_files
from inbox.ui.panes.notices import Notices
from inbox.ui.theme.fonts import CHAT
from inbox.ui.theme.painting import CENTER, box, text_line
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
        self._veil = _DropVeil(theme, self)
        self.setAcceptDrops(True)
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
        self._bring_keyboard_home({hold.action for hold in state.holds})
        self._undo.show_holds(state.holds)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say that files can be dropped here."""
        if self.composer.isVisible() and self.composer.takes_files and local_files(event.mimeData()):
            event.acceptProposedAction()
            self._veil.cover(self.timeline.geometry().united(self.composer.geometry()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Say so no longer."""
        self._veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped: never sent by that alone."""
        self._veil.hide()
        event.acceptProposedAction()
        self.composer.offer_files(local_files(event.mimeData()))

    def _bring_keyboard_home(self, held: set[str]) -> None:
        """Let what is typed after a hold is over be text, when its button had the keyboard."""
        focused = QApplication.focusWidget()
        if focused is not None and self._undo.isAncestorOf(focused) and focused.objectName() not in held:
            self.setFocus()
            self.composer.focus_edit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, for the moment before the timeline is there."""
        QPainter(self).fillRect(self.rect(), self._theme.look.tokens.chat)

    def _on_undone(self, action: str) -> None:
        self.acted.emit(Intent.UNDO, action)

    def _on_sent_now(self, action: str) -> None:
        self.acted.emit(Intent.SEND_NOW, action)


class _DropVeil(QWidget):
    """Lies over the chat while files are dragged over it, and says what dropping them does."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self, where: QRect) -> None:
        self.setGeometry(where)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._theme.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(*(look.px(side) for side in (12, 12, -12, -12)))
        ground = QColor(look.tokens.surface)
        ground.setAlphaF(0.92)
        box(painter, inside, look.px(12), ground, look.tokens.accent, Qt.PenStyle.DashLine)
        words = translate("ChatPane", "Drop to attach; nothing is sent by that")
        text_line(painter, inside, words, look.fonts.of(CHAT), look.tokens.text, CENTER)

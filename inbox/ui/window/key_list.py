"""All keys on one page, over the window; printed from the commands that run them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.panes.focus import keep_keyboard
from inbox.ui.panes.keys import keys_text
from inbox.ui.theme.controls import ButtonFace, ButtonKind
from inbox.ui.theme.fonts import BOLD, CHAT, SMALL
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.labels import KeyHint, LineLabel
from inbox.ui.widgets.scroll_bar import ThinScrollBar
from inbox.ui.window.commands import Command, Group, group_title

translate = QCoreApplication.translate

_WIDTH, _HEIGHT = 860, 580
_MOST_KEYS = 3


class KeyList(QWidget):
    """Fills its parent and dims it. Any of Esc, F1 and a click beside it closes."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page: QWidget | None = None
        self.setAccessibleName(translate("KeyList", "All keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._box = QFrame(self)
        self._title = LineLabel(theme, (Span(translate("KeyList", "All keys")),), size=CHAT, weight=BOLD)
        face = ButtonFace(translate("KeyList", "Close"), ButtonKind.QUIET, is_small=True, keys="Esc")
        self._close = Button(theme, face)
        self._close.clicked.connect(self.close_list)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ThinScrollBar(theme, self._scroll)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        self._column = QVBoxLayout(self._box)
        self._column.addLayout(head)
        self._column.addWidget(self._scroll, 1)
        self.hide()

    def open_with(self, commands: Sequence[Command]) -> None:
        """Open with these commands."""
        self._page = _page(self._theme, commands)
        self._scroll.setWidget(self._page)
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_list(self) -> None:
        """Go away, and let the window give the keyboard back."""
        keep_keyboard(self)
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc, scroll by the keys that scroll."""
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if event.key() == Qt.Key.Key_Escape:
            self.close_list()
        elif event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the box closes."""
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the box in its place."""
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window and paint the box."""
        painter, look = QPainter(self), self._theme.look
        painter.fillRect(self.rect(), QColor(0, 0, 0, 70))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self._box.geometry()), look.px(12), look.tokens.surface, look.tokens.line)

    def _place(self) -> None:
        px = self._theme.look.px
        width, height = min(px(_WIDTH), self.width() - px(32)), min(px(_HEIGHT), self.height() - px(32))
        self._box.setGeometry((self.width() - width) // 2, (self.height() - height) // 2, width, height)
        self._column.setContentsMargins(px(20), px(14), px(16), px(14))
        self._column.setSpacing(px(10))


def _page(theme: Theme, commands: Sequence[Command]) -> QWidget:
    """Return the groups in two columns: chats at the left, the rest at the right."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, theme.look.px(12), 0)
    row.setSpacing(theme.look.px(36))
    columns = (QVBoxLayout(), QVBoxLayout())
    for group, members in groupby(commands, key=lambda command: command.group):
        column = columns[0 if group is Group.CHATS else 1]
        column.addWidget(LineLabel(theme, (Span(group_title(group)),), color="muted", size=SMALL, weight=BOLD))
        for command in members:
            if command.keys:
                column.addLayout(_line(theme, command))
        column.addSpacing(theme.look.px(14))
    for column in columns:
        column.setSpacing(theme.look.px(5))
        column.addStretch(1)
        row.addLayout(column, 1)
    return page


def _line(theme: Theme, command: Command) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(theme.look.px(4))
    line.addWidget(LineLabel(theme, (Span(command.text),)), 1)
    for key in command.keys[:_MOST_KEYS]:
        line.addWidget(KeyHint(theme, keys_text(key)))
    return line

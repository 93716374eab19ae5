"""Places without content: one sentence and one button where nothing is, grey shapes where something is being read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from inbox.ui.theme.controls import ButtonFace, ButtonKind
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button

PATIENCE_MS = 200
"""What is there sooner than that is not announced."""
_ROW = 64


class _Sign(QLabel):
    """A large faint icon."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self.setFixedSize(theme.look.px(40), theme.look.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        look = self._theme.look
        look.icons.draw(QPainter(self), self._icon, look.tokens.faint, QRectF(self.rect()))


class EmptyState(QWidget):
    """Says in one sentence why there is nothing here and offers one thing to do."""

    clicked = Signal()

    def __init__(self, theme: Theme, icon: str, sentence: str, button: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(sentence)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = Button(theme, ButtonFace(button, ButtonKind.PRIMARY))
        self._button.setVisible(bool(button))
        self._button.clicked.connect(self.clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.look.px(24), 0, theme.look.px(24), 0)
        column.setSpacing(theme.look.px(12))
        column.addStretch(1)
        column.addWidget(_Sign(theme, icon), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._words)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)


class SkeletonRows(QWidget):
    """The shapes of list rows. ``begin`` shows them after a moment, ``end`` takes them away at once."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._timer = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def begin(self) -> None:
        """Something is being read."""
        self._timer.start()

    def end(self) -> None:
        """It is there."""
        self._timer.stop()
        self.hide()

    def sizeHint(self) -> QSize:
        """Return the size of a few rows."""
        return QSize(self._theme.look.px(316), self._theme.look.px(6 * _ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as many shapes as there is room for, fainter downwards."""
        painter, look = QPainter(self), self._theme.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.tokens.surface)
        tall, px = look.px(_ROW), look.px
        for number in range(self.height() // tall + 1):
            painter.setOpacity(max(0.15, 1 - number * 0.14))
            top = number * tall
            box(painter, QRectF(px(12), top + px(9), px(36), px(36)), px(18), look.tokens.line)
            room = self.width() - px(70)
            first = room * (0.4 + 0.12 * (number % 3))
            box(painter, QRectF(px(58), top + px(13), first, px(9)), px(4), look.tokens.line)
            second = room * (0.75 - 0.15 * (number % 2))
            box(painter, QRectF(px(58), top + px(33), second, px(9)), px(4), look.tokens.line)

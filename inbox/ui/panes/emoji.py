"""A small board of the emoji that support work uses, and the key of the system's own picker for all others."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.painting import box, focus_ring
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import SpanLabel

translate = QCoreApplication.translate

_EMOJI = (
    "😊", "🙂", "😀", "😂", "😉", "😍", "🥰", "😅", "😕", "😢",
    "🙏", "👍", "👌", "👏", "💪", "🤝", "❤️", "🧡", "💚", "🎉",
    "✨", "⭐", "🔥", "☀️", "☕", "📦", "🚚", "🛒", "💳", "🧾",
    "🎁", "🌱", "✅", "❌", "⚠️", "⏰", "📅", "📷", "📍", "📞",
)  # fmt: skip
_COLUMNS = 8


class EmojiBoard(QFrame):
    """A popup; ``chosen`` carries the emoji. Esc or a click beside it closes it."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self.setAccessibleName(translate("Emoji", "Emoji"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.look.px(8), theme.look.px(8), theme.look.px(8), theme.look.px(8))
        grid = QGridLayout()
        grid.setSpacing(theme.look.px(2))
        for place, emoji in enumerate(_EMOJI):
            button = _Cell(theme, emoji, self)
            button.clicked.connect(self._on_clicked)
            grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        column.addLayout(grid)
        hint = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self)
        hint.show_spans((Span(_system_hint()),) if _system_hint() else ())
        column.addWidget(hint)

    def open_above(self, button: QWidget) -> None:
        """Open above a button, its left edge on the button's."""
        self.adjustSize()
        self.move(button.mapToGlobal(QPoint(0, -self.sizeHint().height() - self._theme.look.px(6))))
        self.show()
        self.setFocus()
        self.focusNextChild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go among the emoji with the arrows."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_COLUMNS, Qt.Key.Key_Down: _COLUMNS}
        cells = self.findChildren(_Cell)
        step, focused = steps.get(Qt.Key(event.key()), 0), self.focusWidget()
        if step and isinstance(focused, _Cell):
            place = cells.index(focused) + step
            if 0 <= place < len(cells):
                cells[place].setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter, tokens = QPainter(self), self._theme.look.tokens
        painter.fillRect(self.rect(), tokens.surface)
        painter.setPen(tokens.line)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _on_clicked(self) -> None:
        cell = self.sender()
        assert isinstance(cell, _Cell)
        self.close()
        self.chosen.emit(cell.text())


class _Cell(QPushButton):
    def __init__(self, theme: Theme, emoji: str, parent: QWidget) -> None:
        super().__init__(emoji, parent)
        self._theme = theme
        self.setAutoDefault(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        font = QFont(theme.look.fonts.of().font)
        font.setPixelSize(theme.look.px(19))
        self.setFont(font)

    def sizeHint(self) -> QSize:
        side = self._theme.look.px(32)
        return QSize(side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, where = self._theme.look, QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            box(painter, where, look.px(7), look.tokens.hovered)
        painter.setPen(look.tokens.text)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            focus_ring(painter, look, where, look.px(7))


def _system_hint() -> str:
    if sys.platform == "win32":
        return translate("Emoji", "All others: Windows key and full stop")
    if sys.platform == "darwin":
        return translate("Emoji", "All others: Control, Command and Space")
    return ""

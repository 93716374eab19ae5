"""The pill over the chat that says how many messages came in below, and takes the reader there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from inbox.ui.theme.fonts import MEDIUM, SMALL
from inbox.ui.theme.painting import LEFT, box, focus_ring, text_line
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import leave_keyboard

translate = QCoreApplication.translate


class NewsPill(QPushButton):
    """Hidden while the reader is at the end."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = ""
        self._told: tuple[int, bool] | None = None
        self.setToolTip(translate("Timeline", "To the newest message"))
        leave_keyboard(self)
        theme.changed.connect(self.adjustSize)
        self.hide()

    def tell(self, count: int, is_far: bool) -> None:
        """Say that ``count`` messages came in; without any, only offer the way down when the reader ``is_far`` up."""
        if self._told == (count, is_far):
            return
        self._told = (count, is_far)
        self._words = translate("Timeline", "{count} new").format(count=count) if count else ""
        self.setAccessibleName(self._words or translate("Timeline", "To the newest message"))
        self.setVisible(bool(count) or is_far)
        self.adjustSize()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that fits the words and the arrow."""
        look = self._theme.look
        words = look.fonts.of(SMALL, MEDIUM).width(self._words) + look.px(6) if self._words else 0
        return QSize(round(words) + look.px(32), look.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        look = self._theme.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(self.rect()).adjusted(1, 1, -1, -2)
        if not look.tokens.is_dark:
            box(painter, where.translated(0, 1), where.height() / 2, QColor(16, 24, 32, 26))
        fill = look.tokens.hovered if self.underMouse() else look.tokens.surface
        box(painter, where, where.height() / 2, fill, look.tokens.line)
        side = look.px(14)
        look.icons.draw(
            painter, "arrow-down", look.tokens.accent, QRectF(look.px(9), where.center().y() - side / 2, side, side)
        )
        if self._words:
            inside = where.adjusted(look.px(27), 0, 0, 0)
            text_line(painter, inside, self._words, look.fonts.of(SMALL, MEDIUM), look.tokens.accent, LEFT)
        if self.hasFocus():
            focus_ring(painter, look, where, where.height() / 2)

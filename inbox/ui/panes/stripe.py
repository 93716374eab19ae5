"""The striped band over the window that nobody can overlook: a demo shop, or Stripe's test mode; with a choice at its end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from inbox.ui.models.states.parts import Choice
from inbox.ui.panes.choice_button import ChoiceButton
from inbox.ui.theme.fonts import BOLD, SMALL
from inbox.ui.theme.painting import CENTER, text_line
from inbox.ui.theme.theme import Theme

_HEIGHT, _STEP = 22, 14


class Stripe(QLabel):
    """Hidden while everything is real. ``choice`` stands at its end once there is something to choose."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choice = ChoiceButton(theme, is_small=True, parent=self)
        theme.changed.connect(self.updateGeometry)
        self.hide()

    def show_state(self, words: str) -> None:
        """Show these words, or nothing."""
        self.setText(words)
        self.setVisible(bool(words))

    def show_choice(self, text: str, choices: Sequence[Choice], name: str) -> None:
        """Offer these choices at the end of the band; ``name`` says to a screen reader what is chosen."""
        self.choice.show_state(text, choices, name)
        self.updateGeometry()
        self._place()

    def sizeHint(self) -> QSize:
        """Return the size of the band."""
        return QSize(self._theme.look.px(200), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the layout may not go."""
        return QSize(1, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the choice at the end."""
        super().resizeEvent(event)
        self._place()

    def _height(self) -> int:
        px = self._theme.look.px
        room = 0 if self.choice.isHidden() else self.choice.sizeHint().height() + px(6)
        return max(px(_HEIGHT), room)

    def _place(self) -> None:
        size, px = self.choice.sizeHint(), self._theme.look.px
        self.choice.setGeometry(self.width() - size.width() - px(8), px(3), size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the stripes, and the words on a plain piece of them."""
        look, tokens, where = self._theme.look, self._theme.look.tokens, QRectF(self.rect())
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.warn_soft)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, height = look.px(_STEP), where.height()
        painter.setPen(QPen(tokens.note_line, step / 2))
        x = -height
        while x < where.width():
            painter.drawLine(QPointF(x, height + 2), QPointF(x + height + 2, -2))
            x += step * 1.4
        face = look.fonts.of(SMALL, BOLD)
        shown = face.elided(self.text(), where.width() - look.px(24))
        plain = QRectF(0, 0, face.width(shown) + look.px(24), height)
        plain.moveCenter(where.center())
        painter.fillRect(plain, tokens.warn_soft)
        text_line(painter, where, shown, face, tokens.warn, CENTER)
        painter.fillRect(QRectF(0, height - 1, where.width(), 1), tokens.line)

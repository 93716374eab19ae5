"""The ring that counts down the seconds of a hold."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from inbox.ui.theme.controls import ring
from inbox.ui.theme.theme import Theme

translate = QCoreApplication.translate


class CountdownRing(QLabel):
    """Shows what it is told; whoever owns the hold tells it again as time passes. ``ground`` and ``color`` name colours."""

    def __init__(self, theme: Theme, ground: str = "bg", color: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground = ground
        self._color = color
        self._part = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_left(self, seconds: int, part: float) -> None:
        """Show ``seconds`` and how much of the ring is left, 1.0 to 0.0."""
        self._part = part
        self.setText(str(seconds))
        self.setAccessibleName(translate("Countdown", "{seconds} seconds left").format(seconds=seconds))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the ring."""
        side = self._theme.look.px(20)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring and the seconds."""
        painter, tokens = QPainter(self), self._theme.look.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, color = getattr(tokens, self._ground), getattr(tokens, self._color)
        ring(painter, self._theme.look, QRectF(self.rect()), self._part, self.text(), ground, color)

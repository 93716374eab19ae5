"""A person's initials on their colour, by themselves: in the chat's header and in the panel."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from inbox.ui.theme.painting import avatar
from inbox.ui.theme.theme import Theme


class Avatar(QLabel):
    """``side`` is in design pixels. It says nothing to a screen reader; the name stands beside it."""

    def __init__(self, theme: Theme, side: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._side = side
        self._initials = ""
        self._colour = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_person(self, initials: str, colour: int) -> None:
        """Show another person."""
        if (initials, colour) != (self._initials, self._colour):
            self._initials, self._colour = initials, colour
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the disc."""
        side = self._theme.look.px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        avatar(painter, self._theme.look, QRectF(self.rect()), self._initials, self._colour)

"""What all forms in the place of the message have in common: the ground they stand on, and Esc, which closes them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inbox.ui.panes.acts import ActButton
from inbox.ui.theme.controls import ButtonFace, ButtonKind
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button


class FormFrame(QFrame):
    """``column`` takes the parts from top to bottom, ``acts`` is the line with the buttons; it ends with both of them.

    ``closed`` is the quiet button or Esc; ``send`` is the button that sends, which the form shows.
    """

    closed = Signal()

    def __init__(self, theme: Theme, name: str, leave: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.column, self.acts = QVBoxLayout(self), QHBoxLayout()
        self._leave = Button(theme, ButtonFace(leave, ButtonKind.QUIET, keys="Esc"), parent=self)
        self._leave.clicked.connect(self.closed)
        self.send = ActButton(theme, is_small=False, parent=self)
        theme.changed.connect(self._space)
        self._space()

    def end_acts(self) -> None:
        """Put the two buttons behind what stands in their line, and the line at the end of the form."""
        self.acts.addStretch(1)
        self.acts.addWidget(self._leave)
        self.acts.addWidget(self.send)
        self.column.addLayout(self.acts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter, look = QPainter(self), self._theme.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.px(10), look.tokens.bg, look.tokens.line)

    def _space(self) -> None:
        px = self._theme.look.px
        self.column.setContentsMargins(px(12), px(10), px(12), px(10))
        self.column.setSpacing(px(8))
        self.acts.setSpacing(px(8))

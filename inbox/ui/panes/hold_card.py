"""A held action inside the card it is about: the ring, what goes out when it ends, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import HoldNote
from inbox.ui.models.timeline import CardButton
from inbox.ui.panes.acts import ActButton
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.countdown import CountdownRing
from inbox.ui.widgets.labels import SpanLabel

translate = QCoreApplication.translate


class HoldCard(QFrame):
    """``acted`` carries the undo and the action's id."""

    acted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ring = CountdownRing(theme, parent=self)
        self._words = SpanLabel(theme, parent=self)
        self._undo = ActButton(theme, parent=self)
        self._undo.acted.connect(self.acted)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._ring)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._undo)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_state(self, hold: HoldNote | None) -> None:
        """Show this hold, or none."""
        self.setVisible(hold is not None)
        if hold is None:
            return
        self._ring.show_left(hold.seconds_left, hold.part_left)
        self._words.show_spans((Span(hold.text),))
        self._undo.show_state(CardButton(intent=Intent.UNDO, text=translate("HoldCard", "Undo")), hold.action)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter, look = QPainter(self), self._theme.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.px(10), look.tokens.bg, look.tokens.line)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._row.setContentsMargins(px(12), px(8), px(12), px(8))
        self._row.setSpacing(px(8))

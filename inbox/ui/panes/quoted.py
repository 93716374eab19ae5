"""The quoted message over the field, with a way to leave it out. Takes no room without one. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.composer import QuotedMessage
from inbox.ui.theme.controls import ButtonFace, ButtonKind
from inbox.ui.theme.fonts import MEDIUM, SMALL
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.labels import LineLabel

translate = QCoreApplication.translate

_BAR = 3


class QuotedView(QFrame):
    """``removed`` wants the reply to quote nothing."""

    removed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._author = LineLabel(theme, color="accent", size=SMALL, weight=MEDIUM, parent=self)
        self._text = LineLabel(theme, color="muted", size=SMALL, parent=self)
        face = ButtonFace(icon="close", kind=ButtonKind.QUIET, is_small=True)
        self._remove = Button(theme, face, translate("Composer", "Do not quote"), self)
        self._remove.clicked.connect(self.removed)
        self._words, self._row = QVBoxLayout(), QHBoxLayout(self)
        self._words.addWidget(self._author)
        self._words.addWidget(self._text)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self._remove)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_state(self, quote: QuotedMessage | None) -> None:
        """Show what is quoted, or nothing."""
        self.setVisible(quote is not None)
        if quote is None:
            return
        self._author.show_spans((Span(quote.author),) if quote.author else ())
        self._text.show_spans((Span(quote.text),))
        said = translate("Composer", "Quoted: {text}").format(text=f"{quote.author}: {quote.text}")
        self.setAccessibleName(said)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the bar of a quote."""
        look, painter = self._theme.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.px(8), look.tokens.bg, None)
        bar = QRectF(0, look.px(5), look.px(_BAR), self.height() - look.px(10))
        box(painter, bar, look.px(1), look.tokens.accent, None)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._row.setContentsMargins(px(12), px(5), px(4), px(5))
        self._row.setSpacing(px(8))
        self._words.setSpacing(px(1))

"""A bubble with a message as the customer will read it: heading, text, small print, and what can be tapped."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.theme.fonts import BOLD, CHAT, SMALL
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import SpanLabel

translate = QCoreApplication.translate

_NEW_LINE = "\u2028"
"""What a label takes for the beginning of a new line."""


class AsRead(QFrame):
    """Takes no more room than its words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._header = SpanLabel(theme, size=CHAT, pitch=20, weight=BOLD, parent=self)
        self._text = SpanLabel(theme, size=CHAT, pitch=20, parent=self)
        self._footer = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self)
        self._labels = SpanLabel(theme, color="accent", pitch=18, parent=self)
        self._column = QVBoxLayout(self)
        for part in (self._header, self._text, self._footer, self._labels):
            self._column.addWidget(part)
        self._column.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_message(self, header: str, text: str, footer: str, labels: tuple[str, ...]) -> None:
        """Show this message."""
        for label, words in (
            (self._header, header),
            (self._text, text),
            (self._footer, footer),
            (self._labels, "\n".join(labels)),
        ):
            label.show_spans((Span(words.replace("\n", _NEW_LINE)),) if words else ())
            label.setVisible(bool(words))
        said = ", ".join(part for part in (header, text, footer, *labels) if part)
        self.setAccessibleName(translate("TemplateForm", "The customer reads: {text}").format(text=said))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of an outgoing bubble."""
        painter, look = QPainter(self), self._theme.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.px(11), look.tokens.outgoing, look.tokens.outline)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._column.setContentsMargins(px(12), px(9), px(12), px(9))
        self._column.setSpacing(px(4))

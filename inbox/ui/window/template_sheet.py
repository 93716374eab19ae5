"""The page of all templates over the window: a list by language with each one's state, and beside it how the customer reads it.

GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.template_page import TemplatePage, TemplatePreview
from inbox.ui.panes.acts import ActButton
from inbox.ui.panes.as_read import AsRead
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import SpanLabel
from inbox.ui.widgets.segmented import Segmented
from inbox.ui.window.page_rows import PageRows
from inbox.ui.window.sheet import Sheet

translate = QCoreApplication.translate

_SIZE = (900, 620)
_PREVIEW = 300


class TemplateSheet(Sheet):
    """``acted`` carries an intent and a template, ``group_chosen`` and ``row_chosen`` what is to be shown."""

    acted = Signal(str, str)
    group_chosen = Signal(str)
    row_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, translate("TemplatePage", "Templates"), parent, _SIZE)
        self._segments: Segmented | None = None
        self._keys: tuple[str, ...] = ()
        self._tabs = QHBoxLayout()
        self._tabs.addStretch(1)
        self._all = ActButton(theme, parent=self._box)
        self._all.acted.connect(self.acted)
        self._tabs.addWidget(self._all)
        self._list = PageRows(theme, self.body)
        self._list.acted.connect(self.acted)
        self._list.chosen.connect(self.row_chosen)
        self._phone = _Phone(theme, self._box)
        self._note = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self._box)
        self._sides = QHBoxLayout()
        self.column.removeWidget(self.body)
        self._sides.addWidget(self.body, 1)
        self._sides.addWidget(self._phone)
        self.column.addLayout(self._tabs)
        self.column.addLayout(self._sides, 1)
        self.column.addWidget(self._note)

    def show_state(self, shown: TemplatePage) -> None:
        """Show the page."""
        self._show_groups(shown)
        self._list.show_rows(shown.rows)
        self._all.show_state(shown.submit_all, "")
        self._phone.show_state(shown.preview)
        self._note.show_spans((Span(shown.note),) if shown.note else ())

    def _show_groups(self, shown: TemplatePage) -> None:
        keys = tuple(group.id for group in shown.groups)
        if keys != self._keys:
            self._keys = keys
            if self._segments is not None:
                self._tabs.removeWidget(self._segments)
                self._segments.deleteLater()
            pairs = tuple((group.id, group.text) for group in shown.groups)
            self._segments = Segmented(self._theme, pairs, translate("TemplatePage", "Language"))
            self._segments.chosen.connect(self._on_group)
            self._tabs.insertWidget(0, self._segments)
        chosen = next((group.id for group in shown.groups if group.is_chosen), None)
        if self._segments is not None and chosen is not None:
            self._segments.choose(chosen)

    def _on_group(self, group: str) -> None:
        self.body.verticalScrollBar().setValue(0)
        self.group_chosen.emit(group)


class _Phone(QFrame):
    """The ground of a chat with the one bubble on it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bubble = AsRead(theme, self)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._bubble)
        self._column.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, shown: TemplatePreview | None) -> None:
        self._bubble.setVisible(shown is not None)
        if shown is not None:
            self._bubble.show_message(shown.header or shown.media, shown.text, shown.footer, shown.labels)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter, look = QPainter(self), self._theme.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.px(10), look.tokens.chat, look.tokens.line)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self.setFixedWidth(px(_PREVIEW))
        self._column.setContentsMargins(px(14), px(14), px(14), px(14))

"""The page of all templates over the window: a list by language with each one's state, and beside it how the customer reads it.

GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inbox.ui.models.rows import Chip, Span
from inbox.ui.models.states.template_page import TemplatePage, TemplatePreview, TemplateRow
from inbox.ui.panes.acts import ActButton
from inbox.ui.panes.as_read import AsRead
from inbox.ui.panes.keyed import Keyed
from inbox.ui.theme.fonts import MEDIUM, SMALL
from inbox.ui.theme.painting import box, focus_ring
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import ChipLabel, LineLabel, SpanLabel
from inbox.ui.widgets.segmented import Segmented
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
        self._list = QWidget()
        self._list.setStyleSheet("background: transparent;")
        rows = QVBoxLayout()
        self._rows: Keyed[TemplateRow, _Row] = Keyed(self._new_row, rows)
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(rows)
        column.addStretch(1)
        self.body.setWidget(self._list)
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setStyleSheet("background: transparent;")
        self._phone = _Phone(theme, self._box)
        self._note = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self._box)
        self._sides = QHBoxLayout()
        self.column.removeWidget(self.body)
        self._sides.addWidget(self.body, 1)
        self._sides.addWidget(self._phone)
        self.column.addLayout(self._tabs)
        self.column.addLayout(self._sides, 1)
        self.column.addWidget(self._note)
        rows.setSpacing(0)

    def show_state(self, shown: TemplatePage) -> None:
        """Show the page."""
        self._show_groups(shown)
        for row, widget in self._rows.show([(row.id, row) for row in shown.rows]):
            widget.show_state(row)
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

    def _new_row(self, _row: TemplateRow) -> _Row:
        row = _Row(self._theme, self._list)
        row.acted.connect(self.acted)
        row.chosen.connect(self.row_chosen)
        row.chosen.connect(self._on_row)
        return row

    def _on_row(self, _template: str) -> None:
        row = self.sender()
        if isinstance(row, QWidget):
            self.body.ensureWidgetVisible(row, 0, 0)


class _Row(QFrame):
    """A template: name and state, what it is charged as, and its button. The pointer or the keyboard on it shows it."""

    acted = Signal(str, str)
    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._id = ""
        self._is_chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = LineLabel(theme, weight=MEDIUM, parent=self)
        self._chip = ChipLabel(theme, Chip(""), self)
        self._detail = LineLabel(theme, color="muted", size=SMALL, parent=self)
        self._problem = SpanLabel(theme, color="danger", size=SMALL, pitch=16, parent=self)
        self._button = ActButton(theme, parent=self)
        self._button.acted.connect(self.acted)
        self._head, self._words, self._line = QHBoxLayout(), QVBoxLayout(), QHBoxLayout(self)
        self._head.addWidget(self._title)
        self._head.addWidget(self._chip)
        self._head.addStretch(1)
        self._words.addLayout(self._head)
        for part in (self._detail, self._problem):
            self._words.addWidget(part)
        self._line.addLayout(self._words, 1)
        self._line.addWidget(self._button)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, row: TemplateRow) -> None:
        self._id, self._is_chosen = row.id, row.is_chosen
        self._title.show_spans((Span(row.title),))
        self._chip.show_chip(row.chip)
        self._detail.show_spans((Span(row.detail),))
        self._problem.show_spans((Span(row.problem),) if row.problem else ())
        self._problem.setVisible(bool(row.problem))
        self._button.show_state(row.button, row.id, row.title)
        self.setAccessibleName(" · ".join(part for part in (row.title, row.chip.text, row.detail, row.problem) if part))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show this one."""
        super().mousePressEvent(event)
        self.chosen.emit(self._id)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show this one."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.chosen.emit(self._id)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next or the one before by the arrows."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self._step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the chosen one, and the ring of the one with the keyboard."""
        painter, look = QPainter(self), self._theme.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._is_chosen:
            box(painter, where, look.px(8), look.tokens.selected, look.tokens.outline)
        if self.hasFocus():
            focus_ring(painter, look, where, look.px(8))

    def _step(self, by: int) -> None:
        parent = self.parentWidget()
        assert parent is not None
        rows = sorted((row for row in parent.findChildren(_Row) if not row.isHidden()), key=lambda row: row.y())
        place = rows.index(self) + by
        if 0 <= place < len(rows):
            rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._line.setContentsMargins(px(10), px(7), px(10), px(7))
        self._line.setSpacing(px(10))
        self._head.setSpacing(px(7))
        self._words.setSpacing(px(2))


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

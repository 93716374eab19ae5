"""The rows of a page that lists something: each with its state and a button, one of them chosen. GUI thread only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inbox.ui.models.rows import Chip, Span
from inbox.ui.models.states.page_rows import PageRow
from inbox.ui.panes.acts import ActButton
from inbox.ui.panes.keyed import Keyed
from inbox.ui.theme.fonts import MEDIUM, SMALL
from inbox.ui.theme.painting import box, focus_ring
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import ChipLabel, LineLabel, SpanLabel
from inbox.ui.window.accessible_rows import ListedRow, RowList, install


class PageRows(RowList):
    """Stands in ``body``, which scrolls to the chosen row. ``acted`` carries an intent and a row, ``chosen`` a row.

    Tab comes to the rows that have a button, and to the chosen one of those that have none, between which the arrows go.
    """

    acted = Signal(str, str)
    chosen = Signal(str)

    def __init__(self, theme: Theme, body: QScrollArea) -> None:
        super().__init__()
        install()
        self._theme = theme
        self._body = body
        self.setStyleSheet("background: transparent;")
        rows = QVBoxLayout()
        rows.setSpacing(0)
        self._rows: Keyed[PageRow, _Row] = Keyed(self._new_row, rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(rows)
        column.addStretch(1)
        body.setWidget(self)
        body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body.setStyleSheet("background: transparent;")

    def show_rows(self, rows: Sequence[PageRow]) -> None:
        """Show these rows; those that stay keep the keyboard."""
        for row, widget in self._rows.show([(row.id, row) for row in rows]):
            widget.show_state(row)
            has_tab = row.is_chosen or row.button is not None
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_tab else Qt.FocusPolicy.ClickFocus)

    def _new_row(self, _row: PageRow) -> _Row:
        row = _Row(self._theme, self)
        row.acted.connect(self.acted)
        row.chosen.connect(self.chosen)
        row.chosen.connect(self._on_row)
        return row

    def _on_row(self, _chosen: str) -> None:
        row = self.sender()
        if isinstance(row, QWidget):
            self._body.ensureWidgetVisible(row, 0, 0)


class _Row(ListedRow):
    """A title and its state, a line below it, and a button. The pointer or the keyboard on it chooses it."""

    acted = Signal(str, str)
    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._id = ""
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

    def show_state(self, row: PageRow) -> None:
        self._id, self.is_chosen = row.id, row.is_chosen
        self._title.show_spans((Span(row.title),))
        self._chip.setVisible(row.chip is not None)
        if row.chip is not None:
            self._chip.show_chip(row.chip)
        self._detail.show_spans((Span(row.detail),))
        self._detail.setVisible(bool(row.detail))
        self._problem.show_spans((Span(row.problem),) if row.problem else ())
        self._problem.setVisible(bool(row.problem))
        self._button.show_state(row.button, row.id, row.title)
        said = (row.title, "" if row.chip is None else row.chip.text, row.detail, row.problem)
        self.setAccessibleName(" · ".join(part for part in said if part))
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
        if self.is_chosen:
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

"""The replies kept ready, over the field while a slash begins the draft. The field keeps the keyboard. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span, plain
from inbox.ui.models.states.composer import ReplyList, ReplyRow
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import CardButton
from inbox.ui.panes.acts import LinkAct
from inbox.ui.panes.keyed import Keyed
from inbox.ui.theme.fonts import MEDIUM, SMALL
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import LineLabel

translate = QCoreApplication.translate


class ReplyListView(QFrame):
    """``picked`` carries the reply that was clicked, ``acted`` that the page of all of them is wanted."""

    picked = Signal(str)
    acted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(translate("Replies", "Replies kept ready"))
        self._rows_box = QVBoxLayout()
        self._rows_box.setSpacing(0)
        self._rows: Keyed[ReplyRow, _Row] = Keyed(self._new_row, self._rows_box)
        self._hint = LineLabel(theme, color="faint", size=SMALL, parent=self)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._rows_box)
        self._below = QHBoxLayout()
        self._below.addWidget(self._hint, 1)
        self._page = LinkAct(theme, parent=self)
        self._page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page.acted.connect(self.acted)
        self._below.addWidget(self._page)
        self._column.addLayout(self._below)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_state(self, replies: ReplyList | None) -> None:
        """Show these replies, or nothing."""
        self.setVisible(replies is not None)
        if replies is None:
            return
        for row, widget in self._rows.show([(row.id, row) for row in replies.rows]):
            widget.show_state(row)
        self._page.show_state(CardButton(intent=Intent.REPLY_PAGE, text=translate("Replies", "Write and change ›")), "")
        words = translate("Replies", "{count} replies · ↑ ↓ choose · Enter takes one · Esc closes")
        if replies.count == 1:
            words = translate("Replies", "One reply · Enter takes it · Esc closes")
        self._hint.show_spans((Span(words.format(count=replies.count)),))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter, look = QPainter(self), self._theme.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.px(10), look.tokens.raised, look.tokens.line)

    def _new_row(self, _row: ReplyRow) -> _Row:
        row = _Row(self._theme, self)
        row.picked.connect(self.picked)
        return row

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._column.setContentsMargins(px(6), px(6), px(6), px(6))
        self._column.setSpacing(px(4))
        self._below.setContentsMargins(px(8), 0, px(8), 0)


class _Row(QWidget):
    """A reply's title and how it begins."""

    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = ReplyRow(id="", title="", text=())
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = LineLabel(theme, weight=MEDIUM, parent=self)
        self._text = LineLabel(theme, color="muted", size=SMALL, parent=self)
        line = QHBoxLayout(self)
        px = theme.look.px
        line.setContentsMargins(px(8), px(5), px(8), px(5))
        line.setSpacing(px(10))
        line.addWidget(self._title, 2)
        line.addWidget(self._text, 5)

    def show_state(self, row: ReplyRow) -> None:
        self._row = row
        self._title.show_spans((Span(row.title),))
        self._text.show_spans(row.text)
        self.setAccessibleName(f"{row.title}: {plain(row.text)}")
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self._row.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._theme.look
        if self._row.is_chosen or self.underMouse():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            fill = look.tokens.selected if self._row.is_chosen else look.tokens.hovered
            box(painter, QRectF(self.rect()), look.px(6), fill, look.tokens.outline)

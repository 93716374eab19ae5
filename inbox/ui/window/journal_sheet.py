"""The money journal over the window: month and file in its head, sums, whether the books agree, and every movement."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QGridLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inbox.ui.models.journal_table import COLUMNS, JournalModel, column_words
from inbox.ui.models.rows import Span
from inbox.ui.models.states.journal import JournalState, SumLine
from inbox.ui.panes.blank_page import BlankPage
from inbox.ui.panes.choice_button import ChoiceButton
from inbox.ui.theme.controls import ButtonFace
from inbox.ui.theme.fonts import BASE, BOLD, SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.labels import LineLabel, SpanLabel
from inbox.ui.widgets.scroll_bar import ThinScrollBar
from inbox.ui.window.sheet import Sheet

translate = QCoreApplication.translate

_SIZE = (1080, 720)
_ROW = 28
_ROWS_AT_LEAST = 6
_GAP = 8


class JournalSheet(Sheet):
    """``month_chosen`` carries a month, ``save_wanted`` that the file is to be saved, ``acted`` the intent of a page's button."""

    month_chosen = Signal(str)
    save_wanted = Signal()
    acted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, translate("Journal", "Money journal"), parent, _SIZE)
        self._month = ChoiceButton(theme, is_small=True, parent=self)
        self._month.chosen.connect(self.month_chosen)
        self._save = Button(theme, ButtonFace(translate("Journal", "Save as CSV …"), is_small=True))
        self._save.clicked.connect(self.save_wanted)
        self.head.insertWidget(1, self._month)
        self.head.insertWidget(2, self._save)
        self._page = QWidget()
        self._sums = _Sums(theme, self._page)
        self._verdict = SpanLabel(theme, weight=BOLD, parent=self._page)
        self._differences = SpanLabel(theme, color="warn", size=SMALL, pitch=17, parent=self._page)
        self._table = _table(theme, self._page)
        self._foot = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self._page)
        self._blank = BlankPage(theme, parent=self._page)
        self._blank.acted.connect(self.acted)
        inside = QVBoxLayout(self._page)
        inside.setContentsMargins(0, 0, theme.look.px(8), 0)
        inside.setSpacing(theme.look.px(10))
        for part in (self._sums, self._verdict, self._differences):
            inside.addWidget(part)
        inside.addWidget(self._table, 1)
        inside.addWidget(self._blank, 1)
        inside.addWidget(self._foot)
        self.body.setWidget(self._page)
        theme.changed.connect(self._restyle)
        self._restyle()

    def serve(self, model: JournalModel) -> None:
        """Show the rows of this model."""
        self._table.setModel(model)
        head = self._table.horizontalHeader()
        for place, column in enumerate(COLUMNS):
            modes = QHeaderView.ResizeMode
            head.setSectionResizeMode(place, modes.Stretch if column in ("customer", "agent") else modes.ResizeToContents)

    def show_state(self, state: JournalState) -> None:
        """Show this state."""
        chosen = next((each.text for each in state.months if each.is_chosen), "")
        self._month.show_state(chosen, state.months, translate("Journal", "Month: {name}").format(name=chosen))
        self._save.setEnabled(state.can_save)
        self._sums.show_lines(state.sums)
        self._verdict.show_spans((Span(state.verdict),) if state.verdict else ())
        self._differences.show_spans((Span("\n".join(state.differences)),) if state.differences else ())
        self._table.setVisible(state.blank is None)
        self._blank.show_state(state.blank)
        foot = " · ".join(part for part in (state.balance, state.as_of) if part)
        self._foot.show_spans((Span(foot),) if foot else ())

    def _restyle(self) -> None:
        look = self._theme.look
        tokens = look.tokens
        palette = self._table.palette()
        for role, color in (
            (QPalette.ColorRole.Base, tokens.surface),
            (QPalette.ColorRole.AlternateBase, tokens.bg),
            (QPalette.ColorRole.Text, tokens.text),
            (QPalette.ColorRole.Highlight, tokens.accent_soft),
            (QPalette.ColorRole.HighlightedText, tokens.text),
        ):
            palette.setColor(role, color)
        self._table.setPalette(palette)
        self._table.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        self._table.setMinimumHeight(look.px(_ROW * _ROWS_AT_LEAST))


class _Cells(QStyledItemDelegate):
    """Leaves room beside the text of a cell, so that a right-aligned amount does not touch the column behind it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a cell with the room beside its text."""
        return super().sizeHint(option, index) + QSize(2 * self._theme.look.px(_GAP), 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint a cell; the ground of a chosen row goes from edge to edge."""
        inner = QStyleOptionViewItem(option)
        rect: QRect = option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.look.tokens.accent_soft)
        # Qt's own delegate leaves some room beside the text, too; the name of the column stands without it.
        gap = self._theme.look.px(_GAP) - _margin(option)
        inner.rect = rect.adjusted(gap, 0, -gap, 0)
        super().paint(painter, inner, index)


def _margin(option: QStyleOptionViewItem) -> int:
    """Return how far Qt's own delegate keeps a text from the edges of its cell."""
    return QApplication.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option) + 1


class _Head(QHeaderView):
    """Names of columns over their cells: muted words and one line below, nothing to press."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsClickable(False)
        self.setResizeContentsPrecision(50)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one name."""
        look, model = self._theme.look, self.model()
        painter.fillRect(rect, look.tokens.surface)
        painter.setPen(look.tokens.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(look.tokens.muted)
        painter.setFont(self.font())
        gap = look.px(_GAP)
        roles = Qt.ItemDataRole
        text = model.headerData(section, Qt.Orientation.Horizontal, roles.DisplayRole)
        stands = model.headerData(section, Qt.Orientation.Horizontal, roles.TextAlignmentRole)
        painter.drawText(rect.adjusted(gap, 0, -gap, 0), int(stands), str(text))


class _Sums(QWidget):
    """One line a kind and currency, amounts below each other."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(5, 1)
        self._lines: tuple[SumLine, ...] = ()

    def show_lines(self, lines: Sequence[SumLine]) -> None:
        """Show these sums."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        while (item := self._grid.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        if not lines:
            return
        words = column_words()
        heads = (words["kind"], translate("Journal", "Number"), words["gross"], words["fee"], words["net"])
        self._put(0, heads, color="muted")
        for place, line in enumerate(lines, 1):
            self._put(place, (line.kind, line.count, line.gross, line.fee, line.net))
        self._grid.setHorizontalSpacing(self._theme.look.px(24))
        self._grid.setVerticalSpacing(self._theme.look.px(4))

    def _put(self, row: int, cells: Sequence[str], color: str = "text") -> None:
        for column, text in enumerate(cells):
            label = LineLabel(self._theme, (Span(text),), color=color, size=BASE if row else SMALL, parent=self)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(label, row, column, right if column else Qt.AlignmentFlag.AlignVCenter)
            label.show()


def _table(theme: Theme, parent: QWidget) -> QTableView:
    table = QTableView(parent)
    table.setAccessibleName(translate("Journal", "Movements"))
    table.setItemDelegate(_Cells(theme, table))
    table.setFrameShape(QTableView.Shape.NoFrame)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    table.setCornerButtonEnabled(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    ThinScrollBar(theme, table)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    head = _Head(theme, table)
    head.setMinimumSectionSize(theme.look.px(72))
    table.setHorizontalHeader(head)
    return table

"""The conversation list on screen: a table of one column with rows of one height, which stays quick with any number.

Tells what is chosen and which chip is clicked; the presenter owns the model. GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QCursor, QFocusEvent, QMouseEvent, QPainter, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from inbox.domain.ids import ConversationId
from inbox.ui.list.painted_rows import PaintedRows
from inbox.ui.list.row_painter import RowState, chips, height
from inbox.ui.models.conversation_list import ROW_ROLE, ConversationListModel
from inbox.ui.models.rows import Chip, ListRow
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.scroll_bar import ThinScrollBar

translate = QCoreApplication.translate

_Index = QModelIndex | QPersistentModelIndex

AIMING_MS = 2000
"""How long rows stand still after the pointer moved or pressed over them: a click aimed at one chat opens no other."""


class _RowDelegate(QStyledItemDelegate):
    """Paints rows; the view tells it which chip is under the pointer."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painted = PaintedRows()
        self.hovered_row = -1
        self.hovered_chip = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        row: ListRow = index.data(ROW_ROLE)
        flags = option.state
        rect: QRect = option.rect
        is_hovered = self.hovered_row == index.row()
        state = RowState(
            is_selected=bool(flags & QStyle.StateFlag.State_Selected),
            is_hovered=is_hovered,
            has_focus=bool(flags & QStyle.StateFlag.State_HasFocus)
            and bool(flags & QStyle.StateFlag.State_KeyboardFocusChange),
            chip=self.hovered_chip if is_hovered else "",
        )
        self._painted.draw(painter, self._theme.look, row, rect, state)


class ConversationListView(QTableView):
    """The list. All its signals name a conversation.

    ``chosen``: it became current by pointer or key. ``opened``: Enter was pressed on it. ``chip_clicked``: with the intent
    of its chip. ``context_wanted``: with a place on the screen for its menu.
    """

    chosen = Signal(str)
    chip_clicked = Signal(str, str)
    opened = Signal(str)
    context_wanted = Signal(str, QPoint)

    def __init__(self, theme: Theme, model: ConversationListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = model
        self._delegate = _RowDelegate(theme, self)
        self._is_following = False
        self._current = ConversationId("")
        self._pressed: tuple[str, str] | None = None
        self._is_over_money = False
        self._aiming = QTimer(self, singleShot=True, interval=AIMING_MS)
        self._aiming.timeout.connect(self._hold)
        self._top = 0
        self._top_offset = 0
        # Before there are rows: with 100,000 of them it takes seconds.
        self.verticalHeader().setMinimumSectionSize(1)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(translate("ConversationList", "Conversations"))
        self._set_up()
        theme.changed.connect(self._restyle)
        self._restyle()
        model.about_to_change.connect(self._remember_place)
        model.has_changed.connect(self._restore_place)

    def _set_up(self) -> None:
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ThinScrollBar(self._theme, self)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_context_menu)
        self.pressed.connect(self._on_pressed)
        self.activated.connect(self._on_opened)

    def show_current(self, conversation: ConversationId) -> None:
        """Mark the conversation that is open, without telling that it was chosen; it need not be in the list."""
        self._current = conversation
        self._select_current()

    def stop(self) -> None:
        """Move no rows any more: the window is being closed."""
        self._aiming.stop()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell which conversation was chosen by pointer or key."""
        super().currentChanged(current, previous)
        if not self._is_following and current.isValid():
            self._choose(current)

    def rowsAboutToBeRemoved(self, parent: _Index, start: int, end: int) -> None:
        """Let an open conversation that leaves the list stay open; its neighbour is not chosen in its place."""
        self._is_following = True
        if start <= self.currentIndex().row() <= end:
            self.selectionModel().clear()
        super().rowsAboutToBeRemoved(parent, start, end)
        self._is_following = False

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go to the first and last row by Home and End; there is nothing to the left and right."""
        moves = QAbstractItemView.CursorAction
        if action in (moves.MoveHome, moves.MoveEnd) and self._rows.rowCount():
            return self._rows.index(0 if action is moves.MoveHome else self._rows.rowCount() - 1)
        if action in (moves.MoveLeft, moves.MoveRight):
            return self.currentIndex()
        return super().moveCursor(action, modifiers)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover rows and chips; rows stand still while the pointer moves, and as long as it is over a chip that moves money."""
        self._aim()
        if not event.buttons():
            self._hover(event.position().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row, or begin to press a chip."""
        self._aim()
        place = event.position().toPoint()
        found = self._chip_at(place)
        if event.button() is Qt.MouseButton.LeftButton and found is not None:
            self._pressed = (found[0].conversation, found[1].intent)
            return
        self._pressed = None
        index, before = self.indexAt(place), self._current
        again = index.isValid() and index.data(ROW_ROLE).conversation == before
        super().mousePressEvent(event)
        if again and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(before)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A chip counts when it is released on itself."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
            return
        found = self._chip_at(event.position().toPoint())
        if found is not None and (found[0].conversation, found[1].intent) == pressed:
            self.chip_clicked.emit(*pressed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; what comes under the pointer stands still."""
        self._aim()
        super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard; Qt makes the first row the current one where none is, and that is no choice."""
        self._is_following = True
        super().focusInEvent(event)
        self._is_following = False

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer, which went elsewhere."""
        super().leaveEvent(event)
        self._aiming.stop()
        self._hover(QPoint(-1, -1))

    def _hover(self, place: QPoint) -> None:
        index, found = self.indexAt(place), self._chip_at(place)
        row, intent = index.row(), found[1].intent if found is not None else ""
        before = (self._delegate.hovered_row, self._delegate.hovered_chip)
        if (row, intent) != before:
            self._delegate.hovered_row, self._delegate.hovered_chip = row, intent
            for changed in {row, before[0]}:
                self.update(self._rows.index(changed))
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if found is not None else Qt.CursorShape.ArrowCursor
        )
        self._is_over_money = found is not None and found[1].moves_money
        self._hold()

    def _aim(self) -> None:
        self._aiming.start()
        self._hold()

    def _hold(self) -> None:
        self._rows.hold_order(self._is_over_money or self._aiming.isActive())

    def _chip_at(self, place: QPoint) -> tuple[ListRow, Chip] | None:
        """Return the row and its chip under a point, when the chip can be clicked."""
        index = self.indexAt(place)
        if not index.isValid():
            return None
        row: ListRow = index.data(ROW_ROLE)
        for shown, where in chips(self._theme.look, row, QRectF(self.visualRect(index))):
            if shown.intent and where.contains(place.toPointF()):
                return row, shown
        return None

    def _on_context_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            row: ListRow = index.data(ROW_ROLE)
            self.context_wanted.emit(row.conversation, self.viewport().mapToGlobal(place))

    def _on_pressed(self, index: QModelIndex) -> None:
        """Choose a row that was the current one without being open, as the first row is when the list got the keyboard."""
        row: ListRow = index.data(ROW_ROLE)
        if row.conversation != self._current:
            self._choose(index)

    def _choose(self, index: _Index) -> None:
        row: ListRow = index.data(ROW_ROLE)
        self._current = row.conversation
        self.chosen.emit(row.conversation)

    def _on_opened(self, index: QModelIndex) -> None:
        row: ListRow = index.data(ROW_ROLE)
        self.opened.emit(row.conversation)

    def _remember_place(self) -> None:
        top = self.rowAt(0)
        is_scrolled = self.verticalScrollBar().value() > 0 and top >= 0
        self._top = self._rows.number_at(top) if is_scrolled else 0
        self._top_offset = self.rowViewportPosition(top) if is_scrolled else 0

    def _restore_place(self) -> None:
        # Whatever came, nobody asked for the open chat: where the list stands is where it was scrolled to.
        self.setAutoScroll(False)
        self._select_current()
        self.setAutoScroll(True)
        top, self._top = self._rows.row_of_number(self._top) if self._top else -1, 0
        if top >= 0:
            self.verticalScrollBar().setValue(top * height(self._theme.look) - self._top_offset)
        if self.viewport().underMouse():
            self._hover(self.viewport().mapFromGlobal(QCursor.pos()))

    def _select_current(self) -> None:
        """Follow the open conversation wherever its row is now."""
        place = self._rows.row_of(self._current)
        if place == self.currentIndex().row():
            return
        self._is_following = True
        if place < 0:
            self.selectionModel().clear()
        else:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._rows.index(place), flags)
        self._is_following = False

    def _restyle(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, self._theme.look.tokens.surface)
        self.setPalette(palette)
        tall = height(self._theme.look)
        self.verticalHeader().setDefaultSectionSize(tall)
        self.verticalScrollBar().setSingleStep(tall)
        self.viewport().update()

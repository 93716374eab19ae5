"""The command palette over the window: a few letters find any command with its key, any person, any chat.

A child of the window, not a dialog: nothing is modal, and no event loop is nested. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from inbox.domain.fuzzy import ranked
from inbox.ui.models.states.palette import Kind, PaletteRow
from inbox.ui.panes.focus import keep_keyboard
from inbox.ui.theme.fonts import BASE, SMALL
from inbox.ui.theme.painting import LEFT, RIGHT, box, key_hint, key_hint_width, text_line
from inbox.ui.theme.palette import faded
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.scroll_bar import ThinScrollBar
from inbox.ui.widgets.search_field import SearchField

translate = QCoreApplication.translate

_ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_WIDTH, _ROW_HEIGHT, _ROWS, _TOP = 560, 34, 10, 90
_MOST_FOUND = 60


class Palette(QWidget):
    """Fills its parent and dims it. ``chosen`` carries kind and id; ``query_edited`` lets people be looked up meanwhile."""

    chosen = Signal(str, str)
    query_edited = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._commands: tuple[PaletteRow, ...] = ()
        self._people: tuple[PaletteRow, ...] = ()
        self._box = QFrame(self)
        words = translate("Palette", "Find a command or a person")
        self._search = SearchField(theme, words, "Esc", self._box)
        self._search.textEdited.connect(self._on_edited)
        self._search.installEventFilter(self)
        self._found = _Found(self)
        self._list = QListView(self._box)
        self._set_up()
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def _set_up(self) -> None:
        self._list.setModel(self._found)
        self._list.setItemDelegate(_RowPainter(self._theme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setMouseTracking(True)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ThinScrollBar(self._theme, self._list)
        self._list.setAccessibleName(translate("Palette", "Found"))
        self._list.clicked.connect(self._on_row)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._column = QVBoxLayout(self._box)
        self._column.addWidget(self._search)
        self._column.addWidget(self._list)

    def open_with(self, commands: Sequence[PaletteRow]) -> None:
        """Open with these commands, empty; people come with ``show_people``."""
        self._commands, self._people = tuple(commands), ()
        self._search.clear()
        self._find()
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)

    def search(self, query: str) -> None:
        """Search as if this had been typed."""
        self._search.setText(query)
        self._on_edited(query)

    def show_people(self, people: Sequence[PaletteRow]) -> None:
        """Show people that fit what is typed now, below the commands that do."""
        self._people = tuple(people)
        if not self.isHidden():
            self._find()

    def close_palette(self) -> None:
        """Go away, and let the window give the keyboard back."""
        keep_keyboard(self)
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go among the found rows while the search has the keyboard."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
        if event.key() in steps:
            last = self._found.rowCount() - 1
            place = min(max(self._list.currentIndex().row() + steps[Qt.Key(event.key())], 0), last)
            self._list.setCurrentIndex(self._found.index(place))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_row(self._list.currentIndex())
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.close_palette()
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the box closes."""
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window and paint the box."""
        painter, look = QPainter(self), self._theme.look
        painter.fillRect(self.rect(), QColor(0, 0, 0, 70))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self._box.geometry()), look.px(12), look.tokens.surface, look.tokens.line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the box in its place."""
        self._place()

    def _on_edited(self, text: str) -> None:
        self._people = ()
        self._find()
        self.query_edited.emit(text)

    def _find(self) -> None:
        query = self._search.text()
        commands = ranked(query, self._commands, _words)
        # What cannot be done now stands behind what can, people too: Enter takes the first.
        found = sorted((*commands, *self._people), key=lambda row: not row.is_enabled)
        self._found.show_rows(tuple(found[:_MOST_FOUND]))
        self._list.setCurrentIndex(self._found.index(0))
        self._place()

    def _on_row(self, index: QModelIndex) -> None:
        row = index.data(_ROW_ROLE)
        if isinstance(row, PaletteRow) and row.is_enabled:
            self.close_palette()
            self.chosen.emit(row.kind.value, row.id)

    def _place(self) -> None:
        px = self._theme.look.px
        width = min(px(_WIDTH), self.width() - px(32))
        rows = min(self._found.rowCount(), _ROWS)
        height = min(px(60) + rows * px(_ROW_HEIGHT), self.height() - px(32))
        top = min(px(_TOP), max(px(16), (self.height() - height) // 3))
        self._box.setGeometry((self.width() - width) // 2, top, width, height)
        self.update()

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._column.setContentsMargins(px(8), px(8), px(8), px(8))
        self._column.setSpacing(px(6))
        self._place()


class _Found(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[PaletteRow, ...] = ()

    def show_rows(self, rows: tuple[PaletteRow, ...]) -> None:
        # Another question has other answers: there is no place in the list to keep.
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == _ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.detail, row.keys) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        row = self._rows[index.row()]
        return super().flags(index) if row.is_enabled else Qt.ItemFlag.NoItemFlags | Qt.ItemFlag.ItemIsSelectable


class _RowPainter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._theme.look.px(200), self._theme.look.px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, tokens = self._theme.look, self._theme.look.tokens
        row: PaletteRow = index.data(_ROW_ROLE)
        where = QRectF(option.rect)
        state = option.state
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            box(painter, where, look.px(7), tokens.selected, tokens.outline)
        inside = where.adjusted(look.px(10), 0, -look.px(10), 0)
        color = tokens.text if row.is_enabled else faded(tokens.muted, tokens.surface)
        if row.kind is Kind.PERSON:
            side = look.px(16)
            spot = QRectF(inside.left(), inside.center().y() - side / 2, side, side)
            look.icons.draw(painter, "contact", tokens.muted, spot)
            inside.setLeft(inside.left() + look.px(24))
        if row.keys:
            width, tall = key_hint_width(look, row.keys), look.px(17)
            spot = QRectF(inside.right() - width, inside.center().y() - tall / 2, width, tall)
            key_hint(painter, look, spot, row.keys, tokens.muted, tokens.line)
            inside.setRight(spot.left() - look.px(10))
        small, face = look.fonts.of(SMALL), look.fonts.of(BASE)
        if row.detail:
            room = inside.width() / 2
            shown = small.elided(row.detail, room)
            text_line(painter, inside, shown, small, tokens.faint, RIGHT)
            inside.setRight(inside.right() - small.width(shown) - look.px(10))
        text_line(painter, inside, face.elided(row.title, inside.width()), face, color, LEFT)


def _words(row: PaletteRow) -> str:
    return f"{row.title} {row.also}" if row.also else row.title

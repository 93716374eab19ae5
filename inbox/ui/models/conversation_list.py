"""The item model of the conversation list: takes whole lists of rows and tells the view only what became different.

Owned by the list's presenter; GUI thread only. It never resets, so that selection and scroll position stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from inbox.domain.ids import ConversationId
from inbox.ui.models.diff import Change, Insert, Move, Remove, Step, steps
from inbox.ui.models.rows import ListRow
from inbox.ui.models.spoken import spoken_row

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Returns the frozen ``ListRow`` for the painter."""

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class ConversationListModel(QAbstractListModel):
    """Rows of conversations. ``show_rows`` is the only way in; ``more_wanted`` asks for the page behind the last row."""

    more_wanted = Signal()
    about_to_change = Signal()
    has_changed = Signal()
    """Around all steps of one ``show_rows``, so that a view can keep its place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ListRow] = []
        self._waiting: tuple[ListRow, ...] | None = None
        self._is_held = False
        self._has_more = False
        self._has_asked = False

    def rows(self) -> tuple[ListRow, ...]:
        """Return the rows as they are shown now."""
        return tuple(self._rows)

    def row_of(self, conversation: ConversationId) -> int:
        """Return where a conversation stands, -1 when it is not in the list."""
        return next((place for place, row in enumerate(self._rows) if row.conversation == conversation), -1)

    def show_rows(self, rows: Sequence[ListRow], has_more: bool = False) -> None:
        """Show these rows. While the order is held, rows change in their places and move when it is released."""
        self._has_more = has_more
        self._has_asked = False
        if self._is_held:
            self._waiting = tuple(rows)
            newest = {row.conversation: row for row in rows}
            rows = [newest.get(row.conversation, row) for row in self._rows]
        found = steps(self._rows, rows, _key)
        if not found:
            return
        self.about_to_change.emit()
        for step in found:
            self._take(step)
        self.has_changed.emit()

    def hold_order(self, is_held: bool) -> None:
        """Keep every row where it is, while the pointer is over something that moves money; then catch up."""
        self._is_held = is_held
        if not is_held and self._waiting is not None:
            rows, self._waiting = self._waiting, None
            self.show_rows(rows, self._has_more)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the row for the painter, its name for typing ahead, or what a screen reader says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_row(row)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> None:
        """Return nothing: rows have no numbers, neither on screen nor read aloud."""

    def canFetchMore(self, parent: _Index) -> bool:
        """Tell whether there is a page behind the last row that was not asked for yet."""
        return not parent.isValid() and self._has_more and not self._has_asked

    def fetchMore(self, parent: _Index) -> None:
        """Ask for the next page; it comes with a later ``show_rows``."""
        if self.canFetchMore(parent):
            self._has_asked = True
            self.more_wanted.emit()

    def _take(self, step: Step[ListRow]) -> None:
        if isinstance(step, Remove):
            self.beginRemoveRows(_ROOT, step.at, step.at + step.count - 1)
            del self._rows[step.at : step.at + step.count]
            self.endRemoveRows()
        elif isinstance(step, Insert):
            self.beginInsertRows(_ROOT, step.at, step.at + len(step.rows) - 1)
            self._rows[step.at : step.at] = step.rows
            self.endInsertRows()
        elif isinstance(step, Move):
            # Qt counts the target before the row is taken out, we count it after.
            target = step.target + 1 if step.target > step.source else step.target
            self.beginMoveRows(_ROOT, step.source, step.source, _ROOT, target)
            self._rows.insert(step.target, self._rows.pop(step.source))
            self.endMoveRows()
        else:
            self._rows[step.at] = step.row
            self._say_changed(step)

    def _say_changed(self, step: Change[ListRow]) -> None:
        index = self.index(step.at)
        self.dataChanged.emit(index, index)


def _key(row: ListRow) -> str:
    return row.conversation

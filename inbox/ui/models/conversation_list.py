"""The item model of the conversation list: knows the order of all its rows, and reads a row when it is first looked at.

Owned by the list's presenter; GUI thread only. It never resets, so that selection and scroll position stay, and tells the
view only what became different. A view of the inbox is given as an order that changes chat by chat; what a search found is
given as a whole list of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from inbox.domain.ids import ConversationId
from inbox.ui.models.diff import Insert, Move, Remove, Step, steps
from inbox.ui.models.order import Order, Spot, runs
from inbox.ui.models.rows import ListRow
from inbox.ui.models.rows_at_hand import Read, RowsAtHand
from inbox.ui.models.spoken import spoken_row

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Returns the frozen ``ListRow`` for the painter."""

BLOCK = 32
"""Rows read at once around one that is looked at."""

_TYPED_THROUGH = 200
"""Rows whose names are compared with what is typed on the list."""

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex

Find = Callable[[ConversationId], int]
"""Returns the number of a conversation's chat; 0 when there is none."""


def _nothing(_numbers: list[int]) -> Mapping[int, ListRow]:
    return {}


def _nobody(_conversation: ConversationId) -> int:
    return 0


class ConversationListModel(QAbstractListModel):
    """Rows of conversations. Chats are told apart by number, which is their place in the cache."""

    about_to_change = Signal()
    """Before rows are put elsewhere, so that a view can keep its place; not when another list is shown."""
    has_changed = Signal()

    def __init__(self, read: Read = _nothing, find: Find = _nobody, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._order = Order()
        self._rows = RowsAtHand(read)
        self._numbers: dict[ConversationId, int] = {}
        self._is_whole = True
        self._is_held = False
        self._waiting: dict[int, int | None] = {}
        self._waiting_rows: tuple[ListRow, ...] | None = None

    # -- what is shown -------------------------------------------------------------------------------------------------

    def row_at(self, row: int) -> ListRow:
        """Return a row, read when it is not at hand."""
        start = row - row % BLOCK
        return self._rows.look(self._order.number_at(row), lambda: self._order.numbers(start, start + BLOCK))

    def number_at(self, row: int) -> int:
        """Return which chat stands in a row."""
        return self._order.number_at(row)

    def row_of_number(self, number: int) -> int:
        """Return where a chat stands, -1 when it is not in the list."""
        return self._order.row_of(number)

    def row_of(self, conversation: ConversationId) -> int:
        """Return where a conversation stands, -1 when it is not in the list."""
        number = self.number_of(conversation)
        return self._order.row_of(number) if number else -1

    def number_of(self, conversation: ConversationId) -> int:
        """Return the number of a conversation's chat, in the list or not; 0 when there is none."""
        known = self._numbers.get(conversation, 0)
        if not known and conversation and not self._is_whole:
            known = self._find(conversation)
            if known:
                self._numbers[conversation] = known
        return known

    def rank_at(self, row: int) -> int:
        """Return the rank of a row."""
        return self._order.spots(row, row + 1)[0][0]

    # -- ways in -------------------------------------------------------------------------------------------------------

    def show_spots(self, spots: Sequence[Spot], rows: Mapping[int, ListRow]) -> None:
        """Show another view of the inbox: the first of its order, ``rows`` being those at hand. More comes by ``join``."""
        self._forget()
        self._is_whole = False
        self._rows.put(rows)
        self._insert(0, spots)
        self.has_changed.emit()

    def join(self, piece: Sequence[Spot], below: int | None, *, is_last: bool) -> None:
        """Bring a stretch of the order up to what was read: all ranks below ``below`` down to the piece's last, or to the end."""
        start = 0 if below is None else self._order.row_for(below)
        end = len(self._order) if is_last or not piece else self._order.row_for(piece[-1][0])
        standing = self._order.spots(start, end)
        if standing == list(piece):
            return
        wanted = {number for _, number in piece}
        gone = {number: None for _, number in standing if number not in wanted}
        moved = {number: rank for rank, number in piece if number in self._order and self._order.rank_of(number) != rank}
        added = [spot for spot in piece if spot[1] not in self._order]
        if self._is_held and start < len(self._order):
            self._waiting |= gone | moved | {number: rank for rank, number in added}
            return
        self.about_to_change.emit()
        self._remove([row for row, (_, number) in enumerate(standing, start) if number in gone])
        for number, rank in moved.items():
            self._place(number, rank)
        self._insert_sorted(added)
        self.has_changed.emit()

    def place(self, ranks: Mapping[int, int | None], rows: Mapping[int, ListRow]) -> None:
        """Let chats stand at these ranks, or in no row where the rank is None; ``rows`` is what they show now.

        While the order is held, rows change in their places and move when it is released.
        """
        self.renew(rows)
        if self._is_held and len(self._order):
            self._waiting |= ranks
            return
        changed = {number: rank for number, rank in ranks.items() if self._order.rank_of(number) != rank}
        if not changed:
            return
        self.about_to_change.emit()
        for number, rank in changed.items():
            self._place(number, rank)
        self.has_changed.emit()

    def renew(self, rows: Mapping[int, ListRow]) -> None:
        """Show what chats say now, of those whose rows are at hand; the others are read when they are looked at."""
        for number, row in rows.items():
            if self._rows.change(number, row):
                self._say_changed(self._order.row_of(number))

    def is_at_hand(self, number: int) -> bool:
        """Tell whether the row of a chat was looked at, so that it is to be renewed."""
        return number in self._rows

    def refresh(self) -> None:
        """Make the rows anew that are looked at; the others are read again when they are."""
        if not self._is_whole:
            self.renew(self._rows.read_again())

    def show_rows(self, rows: Sequence[ListRow], *, is_other: bool = False) -> None:
        """Show these rows and no others. While the order is held, rows change in their places and move when released.

        ``is_other``: somebody asked for another list than the one shown, which waits for no pointer.
        """
        if not self._is_whole:
            self._forget()
            self._is_whole = is_other = True
        for row in rows:
            self._numbers.setdefault(row.conversation, len(self._numbers) + 1)
        old = [self.row_at(row) for row in range(len(self._order))]
        self._waiting_rows = None
        if self._is_held and not is_other:
            self._waiting_rows = tuple(rows)
            newest = {row.conversation: row for row in rows}
            rows = [newest.get(row.conversation, row) for row in old]
        found = steps(old, rows, _key)
        if found:
            self.about_to_change.emit()
            for step in found:
                self._take(step)
            self.has_changed.emit()

    def hold_order(self, is_held: bool) -> None:
        """Keep every row where it is, while the pointer aims at one; then catch up."""
        self._is_held = is_held
        if is_held:
            return
        ranks, self._waiting = self._waiting, {}
        rows, self._waiting_rows = self._waiting_rows, None
        if ranks:
            self.place(ranks, {})
        if rows is not None:
            self.show_rows(rows)

    # -- Qt ------------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the row for the painter, its name for typing ahead, or what a screen reader says."""
        if not index.isValid():
            return None
        if role == ROW_ROLE:
            return self.row_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.row_at(index.row()).name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_row(self.row_at(index.row()))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> None:
        """Return nothing: rows have no numbers, neither on screen nor read aloud."""

    def match(
        self,
        start: _Index,
        role: int,
        value: Any,  # noqa: ANN401 - Qt's own signature
        hits: int = 1,
        flags: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith,
    ) -> list[QModelIndex]:
        """Return the next row whose name begins with what is typed, among so many as can be read in the time of a key."""
        words, count = str(value).casefold(), len(self._order)
        near = ((start.row() + step) % count for step in range(min(count, _TYPED_THROUGH)))
        return next(([self.index(row)] for row in near if self.row_at(row).name.casefold().startswith(words)), [])

    # -- inside --------------------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        """Take everything out, to show another list."""
        if len(self._order):
            self._remove_run(0, len(self._order))
        self._rows.clear()
        self._numbers = {}
        self._waiting, self._waiting_rows = {}, None

    def _place(self, number: int, rank: int | None) -> None:
        row = self._order.row_of(number)
        if rank is None:
            if row >= 0:
                self._remove([row])
        elif row < 0:
            self._insert(self._order.row_for(rank), [(rank, number)])
        else:
            self._move(row, rank)

    def _move(self, source: int, rank: int) -> None:
        target = self._order.row_for(rank)
        if target in (source, source + 1):
            self._order.move(source, source, rank)
            return
        # Qt counts the target before the row is taken out, the order counts it after.
        self.beginMoveRows(_ROOT, source, source, _ROOT, target)
        self._order.move(source, target - 1 if target > source else target, rank)
        self.endMoveRows()

    def _insert_sorted(self, spots: Sequence[Spot]) -> None:
        """Insert chats in as few stretches as there are gaps they go into."""
        start = 0
        while start < len(spots):
            row = self._order.row_for(spots[start][0])
            following = self._order.spots(row, row + 1)
            end = start + 1
            while end < len(spots) and (not following or spots[end][0] < following[0][0]):
                end += 1
            self._insert(row, spots[start:end])
            start = end

    def _insert(self, row: int, spots: Sequence[Spot]) -> None:
        if spots:
            self.beginInsertRows(_ROOT, row, row + len(spots) - 1)
            self._order.insert(row, spots)
            self.endInsertRows()

    def _remove(self, rows: Sequence[int]) -> None:
        for row, count in reversed(runs(rows)):
            self._remove_run(row, count)

    def _remove_run(self, row: int, count: int) -> None:
        self.beginRemoveRows(_ROOT, row, row + count - 1)
        self._rows.drop(self._order.numbers(row, row + count))
        self._order.remove(row, count)
        self.endRemoveRows()

    def _take(self, step: Step[ListRow]) -> None:
        """Do one step towards a list that was given as a whole."""
        if isinstance(step, Remove):
            self._remove_run(step.at, step.count)
        elif isinstance(step, Insert):
            spots = [(step.at + place, self._numbers[row.conversation]) for place, row in enumerate(step.rows)]
            self._rows.put({number: row for (_, number), row in zip(spots, step.rows, strict=True)})
            self._insert(step.at, spots)
        elif isinstance(step, Move):
            target = step.target + 1 if step.target > step.source else step.target
            self.beginMoveRows(_ROOT, step.source, step.source, _ROOT, target)
            self._order.move(step.source, step.target, step.target)
            self.endMoveRows()
        else:
            self._rows.change(self._order.number_at(step.at), step.row)
            self._say_changed(step.at)
        self._order.count_anew()

    def _say_changed(self, row: int) -> None:
        index = self.index(row)
        self.dataChanged.emit(index, index)


def _key(row: ListRow) -> str:
    return row.conversation

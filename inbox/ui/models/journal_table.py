"""The item model of the money journal: one row a movement, cells made when they are looked at. GUI thread only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from inbox.domain.journal import Entry, Row
from inbox.domain.money import Money

translate = QCoreApplication.translate

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
COLUMNS = ("day", "kind", "customer", "gross", "fee", "net", "agent")
AMOUNTS = frozenset({"gross", "fee", "net"})
_STANDS = tuple(_RIGHT if column in AMOUNTS else _LEFT for column in COLUMNS)
_DISPLAY, _ALIGNMENT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.TextAlignmentRole)
_TOOL_TIP, _ACCESSIBLE = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole)


class JournalModel(QAbstractTableModel):
    """``show_rows`` shows another month."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._rows: tuple[Row, ...] = ()
        self._kinds = kind_words()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these movements and no others."""
        if self._rows:
            self.beginRemoveRows(_ROOT, 0, len(self._rows) - 1)
            self._rows = ()
            self.endRemoveRows()
        if rows:
            self.beginInsertRows(_ROOT, 0, len(rows) - 1)
            self._rows = tuple(rows)
            self.endInsertRows()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many movements there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a column is called; rows have no names."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_words()[COLUMNS[section]]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if COLUMNS[section] in AMOUNTS else _LEFT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the text of a cell, how it stands, and what else is known when the pointer rests on it."""
        # Each cell is asked for half a dozen roles whenever it is painted, of which there is nothing to say to most.
        if role == _DISPLAY:
            return self._text(self._rows[index.row()], COLUMNS[index.column()]) if index.isValid() else None
        if role == _ALIGNMENT:
            return _STANDS[index.column()] if index.isValid() else None
        if role == _TOOL_TIP and index.isValid():
            return self._more(self._rows[index.row()])
        if role == _ACCESSIBLE and index.isValid():
            column = COLUMNS[index.column()]
            return f"{column_words()[column]}: {self._text(self._rows[index.row()], column)}"
        return None

    def _text(self, row: Row, column: str) -> str:
        moved, entry = row.movement, row.entry
        if column in AMOUNTS:
            minor = {"gross": moved.amount, "fee": -moved.fee, "net": moved.net}[column]
            return Money(minor, moved.currency).text(self._language) if minor or column != "fee" else ""
        if column == "day":
            year, month, day = row.day.split("-")
            return f"{day}.{month}.{year}" if self._language == "de" else f"{day}/{month}/{year}"
        if column == "kind":
            return self._kinds[row.kind]
        known = None if entry is None else entry.customer if column == "customer" else entry.agent
        return known or ""

    def _more(self, row: Row) -> str:
        entry = row.entry
        about: tuple[str | None, ...] = ()
        if entry is not None:
            papers = (entry.invoice, entry.credit_note)
            about = (entry.order_number, *papers, entry.reason, _approver(entry), entry.payment)
        return " · ".join(part for part in (*about, row.movement.source, row.movement.id, row.movement.payout) if part)


def kind_words() -> dict[str, str]:
    """Return what the kinds of movements are called."""
    return {
        "payment": translate("Journal", "Payment"),
        "refund": translate("Journal", "Refund"),
        "refund_failure": translate("Journal", "Failed refund"),
        "dispute": translate("Journal", "Dispute"),
        "dispute_reversal": translate("Journal", "Dispute won"),
        "fee": translate("Journal", "Fee"),
        "payout": translate("Journal", "Payout"),
        "other": translate("Journal", "Other"),
    }


def column_words() -> dict[str, str]:
    """Return what the columns are called, on screen and in the file."""
    return {
        "day": translate("Journal", "Date"),
        "date": translate("Journal", "Date"),
        "kind": translate("Journal", "Kind"),
        "customer": translate("Journal", "Customer"),
        "gross": translate("Journal", "Gross"),
        "tax": translate("Journal", "Tax"),
        "fee": translate("Journal", "Fee"),
        "net": translate("Journal", "Net"),
        "currency": translate("Journal", "Currency"),
        "payment": translate("Journal", "Payment"),
        "source": translate("Journal", "Stripe object"),
        "transaction": translate("Journal", "Transaction"),
        "payout": translate("Journal", "Payout"),
        "invoice": translate("Journal", "Invoice"),
        "credit_note": translate("Journal", "Credit note"),
        "order": translate("Journal", "Order"),
        "reason": translate("Journal", "Reason"),
        "agent": translate("Journal", "Agent"),
        "approver": translate("Journal", "Approved by"),
        "conversation": translate("Journal", "Chat"),
    }


def _approver(entry: Entry) -> str | None:
    """Return who approved; names are unique in a team, so whoever approved their own was alone."""
    if entry.approver is None or entry.approver != entry.agent:
        return entry.approver
    return translate("Journal", "{name}, alone").format(name=entry.approver)

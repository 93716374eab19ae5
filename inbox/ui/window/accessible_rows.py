"""The rows of a page for screen readers: a list and its entries, not frames around words. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QFrame, QWidget

_INSTALLED = "rows-are-readable"


class ListedRow(QFrame):
    """A row that is told as an entry of a list; ``is_chosen`` is whether it is the one that is shown."""

    is_chosen = False
    accessible: QAccessibleInterface | None = None
    """Kept as long as the row: Qt deletes it, never Python."""


class RowList(QWidget):
    """What holds such rows."""

    accessible: QAccessibleInterface | None = None
    """As of a row."""


def install() -> None:
    """Make every such row readable from now on; harmless when they are."""
    app = QCoreApplication.instance()
    if app is not None and not app.property(_INSTALLED):
        app.setProperty(_INSTALLED, True)
        QAccessible.installFactory(_make)


def _make(_class_name: str, asked: QObject | None) -> QAccessibleInterface | None:
    if isinstance(asked, ListedRow):
        asked.accessible = _AccessibleRow(asked)
        return asked.accessible
    if isinstance(asked, RowList):
        asked.accessible = QAccessibleWidget(asked, QAccessible.Role.List)
        return asked.accessible
    return None


class _AccessibleRow(QAccessibleWidget):
    def __init__(self, row: ListedRow) -> None:
        super().__init__(row, QAccessible.Role.ListItem)

    def state(self) -> QAccessible.State:
        """Return what Qt knows of the row, with whether it is the chosen one."""
        state, row = super().state(), self.widget()
        state.selectable = True
        state.selected = isinstance(row, ListedRow) and row.is_chosen
        return state

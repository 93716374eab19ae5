"""A menu whose closing click goes on into the field it was aimed at. GUI thread only.

With a menu open, a click elsewhere closes it; X11 and macOS then keep the click to themselves, Windows passes it on. Somebody
who clicks into a field types on, and letters that no field takes are commands here: the first one could resolve a chat.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget


class Menu(QMenu):
    """Used like Qt's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aimed_at = QPoint()
        # When it is gone, and the keyboard is back with whoever had it before.
        self._then = QTimer(self, singleShot=True, interval=0)
        self._then.timeout.connect(self._go_on)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a press beside the menu, and go on where it was aimed at."""
        where = event.position().toPoint()
        super().mousePressEvent(event)
        if not self.rect().contains(where):
            self._aimed_at = event.globalPosition().toPoint()
            self._then.start()

    def _go_on(self) -> None:
        aimed = QApplication.widgetAt(self._aimed_at)
        field = aimed if isinstance(aimed, QLineEdit) else None if aimed is None else aimed.parentWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit) and field.isEnabled() and not self.isVisible():
            field.setFocus(Qt.FocusReason.MouseFocusReason)

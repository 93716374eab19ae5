"""Tells when the window is on the screen, so that the engine and others load what is heavy only then. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from inbox.ui.models.presenters.desk import Commands


class FirstPaint(QObject):
    """Watches a window until it was painted once; then the engine may ask the hub, and ``came`` is emitted."""

    came = Signal()

    def __init__(self, window: QWidget, commands: Commands) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        # After the paint, with everything else that is to be painted at once.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._on_painted)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the first paint."""
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            self._later.start()
        return False

    def _on_painted(self) -> None:
        self._commands.hurry()
        self.came.emit()

"""An empty PySide6 window in a process of its own, ended after its first paint: what any start costs at least."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.first_paint import report


class Bare(QMainWindow):
    """Reports when it is painted."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint nothing."""
        super().paintEvent(event)
        QTimer.singleShot(0, report)


if __name__ == "__main__":
    app = QApplication([])
    window = Bare()
    window.resize(1440, 900)
    window.show()
    sys.exit(app.exec())

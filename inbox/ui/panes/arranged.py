"""Widgets that place their own parts, each measured once.

Qt's nested layouts measure every sentence a dozen times for one change and settle only frames later; the panel is to be
right in the first frame after a click. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from inbox.ui.theme.theme import Theme


class Arranged(QFrame):
    """Says how high it is for a width, and places its parts when it has got its size.

    Subclasses override ``_arrange`` and call ``changed`` when their parts have changed; whoever holds the outermost one
    settles it then.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measured: tuple[int, int] | None = None
        """The last width and its height, while nothing has changed."""
        self._is_settled = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def changed(self) -> None:
        """Measure again next time, and what is around too."""
        self._measured, self._is_settled = None, False
        around = self.parentWidget()
        if isinstance(around, Arranged):
            around.changed()
        else:
            self.updateGeometry()

    def settle(self) -> None:
        """Place the parts, if anything has changed since they were placed."""
        if not self._is_settled:
            self._is_settled = True
            self._arrange(self.width(), is_real=True)

    def hasHeightForWidth(self) -> bool:
        """Tell a layout around it that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        if self._measured is None or self._measured[0] != width:
            self._measured = (width, self._arrange(width, is_real=False))
        return self._measured[1]

    def sizeHint(self) -> QSize:
        """Return the present width with the height that it needs."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts."""
        super().resizeEvent(event)
        self._is_settled = False
        self.settle()

    def _arrange(self, width: int, *, is_real: bool) -> int:
        """Return the height at ``width``; with ``is_real`` put the parts where they belong."""
        return 0


class Stack(Arranged):
    """Parts under each other, in the order in which ``parts`` names them when they are placed."""

    def __init__(self, theme: Theme, parts: Callable[[], Iterable[QWidget]], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._parts = parts

    def _arrange(self, width: int, *, is_real: bool) -> int:
        return stacked(self._parts(), 0, 0, width, is_real=is_real)


def stacked(parts: Iterable[QWidget], left: int, top: int, width: int, gap: int = 0, *, is_real: bool) -> int:
    """Put parts under each other, ``gap`` apart, and return where the last one ends; hidden ones take no room."""
    bottom, is_first = top, True
    for part in parts:
        if part.isHidden():
            continue
        bottom += 0 if is_first else gap
        is_first = False
        height = height_of(part, width)
        if is_real:
            put(part, left, bottom, width, height)
        bottom += height
    return bottom


def height_of(part: QWidget, width: int) -> int:
    """Return how high a part is at a width."""
    height = part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
    return max(0, min(max(height, part.minimumHeight()), part.maximumHeight()))


def put(part: QWidget, left: int, top: int, width: int, height: int) -> None:
    """Give a part its place, and its own parts theirs."""
    part.setGeometry(left, top, width, height)
    if isinstance(part, Arranged):
        part.settle()

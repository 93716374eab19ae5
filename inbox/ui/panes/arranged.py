"""Widgets that place their own parts, each measured once: what says how high it is notes where each part goes, too.

Qt's nested layouts measure every sentence a dozen times for one change and settle only frames later; the panel is to be
right in the first frame after a click. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from inbox.ui.theme.theme import Theme

Places = list[tuple[QWidget, int, int, int, int]]
"""Parts with left, top, width and height in what holds them, in pixels."""


class Arranged(QFrame):
    """Says how high it is for a width, and places its parts when it has got its size.

    Subclasses override ``_arrange`` and call ``changed`` when their parts have changed; whoever holds the outermost one
    settles it then.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measured: tuple[int, int, Places] | None = None
        """The last width with its height and where the parts go, while nothing has changed."""
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
            for part, left, top, width, height in self._at(self.width())[2]:
                part.setGeometry(left, top, width, height)
                if isinstance(part, Arranged):
                    part.settle()

    def placed(self) -> list[QWidget]:
        """Return the parts that are shown, in the order in which they are read."""
        return [place[0] for place in self._at(self.width())[2]]

    def hasHeightForWidth(self) -> bool:
        """Tell a layout around it that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._at(width)[1]

    def sizeHint(self) -> QSize:
        """Return the present width with the height that it needs."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts."""
        super().resizeEvent(event)
        self._is_settled = False
        self.settle()

    def _at(self, width: int) -> tuple[int, int, Places]:
        measured = self._measured
        if measured is None or measured[0] != width:
            places: Places = []
            self._measured = measured = (width, self._arrange(width, places), places)
        return measured

    def _arrange(self, width: int, places: Places) -> int:
        """Return the height at ``width``, and note in ``places`` where the parts that are shown belong."""
        return 0


class Stack(Arranged):
    """Parts under each other, in the order in which ``parts`` names them when they are placed."""

    def __init__(self, theme: Theme, parts: Callable[[], Iterable[QWidget]], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._parts = parts

    def _arrange(self, width: int, places: Places) -> int:
        return stacked(self._parts(), 0, 0, width, places)


def stacked(parts: Iterable[QWidget], left: int, top: int, width: int, places: Places, gap: int = 0) -> int:
    """Put parts under each other, ``gap`` apart, and return where the last one ends; hidden ones take no room."""
    bottom, is_first = top, True
    for part in parts:
        if part.isHidden():
            continue
        bottom += 0 if is_first else gap
        is_first = False
        height = height_of(part, width)
        places.append((part, left, bottom, width, height))
        bottom += height
    return bottom


def height_of(part: QWidget, width: int) -> int:
    """Return how high a part is at a width."""
    height = part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
    return max(0, min(max(height, part.minimumHeight()), part.maximumHeight()))

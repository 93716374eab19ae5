"""Rows of the list as they were painted last: when a chat goes to the top, all others are the same, one place lower.

Painting a row anew takes ten times as long as putting its picture elsewhere. Owned by the list's delegate; GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

from inbox.ui.list.row_painter import RowState, paint_row
from inbox.ui.models.rows import ListRow
from inbox.ui.theme.look import Look

KEPT = 32
"""Pictures kept, which is what fits on a high screen; beyond, those not shown for longest go. Each takes a hundred kilobytes."""

_Key = tuple[ListRow, RowState, int, int, float]


class PaintedRows:
    """The pictures of rows in one look, those shown last at the end."""

    def __init__(self) -> None:
        self._look: Look | None = None
        self._known: dict[_Key, QPixmap] = {}

    def draw(self, painter: QPainter, look: Look, row: ListRow, where: QRect, state: RowState) -> None:
        """Paint one conversation."""
        ratio = painter.device().devicePixelRatio()
        if not ratio.is_integer():
            # Between whole pixels a picture is not what would be painted.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_row(painter, look, row, QRectF(where), state)
            return
        if look is not self._look:
            self._look, self._known = look, {}
        key = (row, state, where.width(), where.height(), ratio)
        picture = self._known.pop(key, None)
        if picture is None:
            picture = _painted(look, row, where, state, ratio)
            while len(self._known) >= KEPT:
                del self._known[next(iter(self._known))]
        self._known[key] = picture
        painter.drawPixmap(where.topLeft(), picture)


def _painted(look: Look, row: ListRow, where: QRect, state: RowState, ratio: float) -> QPixmap:
    picture = QPixmap(round(where.width() * ratio), round(where.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(look.tokens.surface)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_row(painter, look, row, QRectF(0, 0, where.width(), where.height()), state)
    painter.end()
    return picture

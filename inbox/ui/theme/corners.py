"""Rounded bodies painted quickly: the four corners are painted once and remembered, the rest is plain filling.

Rounding each bubble anew with smooth edges takes half of a frame of the chat. GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

SHADOW = QColor(16, 24, 32, 18)
"""Under bubbles and cards in the light theme, one pixel below them."""


_Quarters = tuple[QPixmap, QPixmap, QPixmap, QPixmap]


class Corners:
    """The remembered corners of one look; there are only a few colours and radii."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, bool, float], _Quarters] = {}

    def draw(self, painter: QPainter, where: QRect, radius: int, fill: QColor, shadow: QColor | None) -> None:
        """Paint a body at whole pixels; its shadow is one pixel below ``where``."""
        left, top, width, height = where.x(), where.y(), where.width(), where.height()
        radius = min(radius, width // 2, height // 2)
        ratio = painter.device().devicePixelRatio()
        if not ratio.is_integer():
            # Between whole pixels the quarters would show their seams.
            _draw_anew(painter, where, radius, fill, shadow)
            return
        key = (radius, fill.rgba(), shadow is not None, ratio)
        if key not in self._known:
            self._known[key] = _painted(radius, fill, shadow, ratio)
        quarters = self._known[key]
        right, low = left + width - radius, top + height - radius
        painter.drawPixmap(left, top, quarters[0])
        painter.drawPixmap(right, top, quarters[1])
        painter.drawPixmap(left, low, quarters[2])
        painter.drawPixmap(right, low, quarters[3])
        painter.fillRect(left + radius, top, width - 2 * radius, height, fill)
        if height > 2 * radius:
            painter.fillRect(left, top + radius, radius, height - 2 * radius, fill)
            painter.fillRect(right, top + radius, radius, height - 2 * radius, fill)
        if shadow is not None:
            painter.fillRect(left + radius, top + height, width - 2 * radius, 1, shadow)


def _draw_anew(painter: QPainter, where: QRect, radius: int, fill: QColor, shadow: QColor | None) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(where, radius, radius)
    if shadow is not None:
        painter.fillRect(where.x() + radius, where.y() + where.height(), where.width() - 2 * radius, 1, shadow)


def _painted(radius: int, fill: QColor, shadow: QColor | None, ratio: float) -> _Quarters:
    """Return the four quarters of a disc; the lower ones are one pixel higher, for the shadow."""
    side = max(1, radius)
    pixmap = QPixmap(round(2 * side * ratio), round((2 * side + 1) * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    disc = QRectF(0, 0, 2 * side, 2 * side)
    if shadow is not None:
        painter.setBrush(shadow)
        painter.drawEllipse(disc.translated(0, 1))
    painter.setBrush(fill)
    painter.drawEllipse(disc)
    painter.end()
    half, low = round(side * ratio), pixmap.height() - round(side * ratio)
    return (
        pixmap.copy(0, 0, half, half),
        pixmap.copy(half, 0, half, half),
        pixmap.copy(0, half, half, low),
        pixmap.copy(half, half, half, low),
    )

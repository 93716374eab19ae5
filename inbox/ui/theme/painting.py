"""The strokes everything is painted with: rounded boxes, single lines of text, people, counters and key hints.

Pure functions of painter, look and place; they leave the painter's pen and brush as they like. GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from inbox.ui.theme.fonts import BOLD, MICRO, REGULAR, SMALL, TINY, Face
from inbox.ui.theme.look import Look
from inbox.ui.theme.tokens import ON_AVATAR

LEFT, CENTER, RIGHT = 0.0, 0.5, 1.0
"""Where a line stands in the width it has. Right-to-left words stand on the side that the design has for them, too."""


def box(
    painter: QPainter,
    where: QRectF,
    radius: float,
    fill: QColor | None,
    line: QColor | None = None,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """Paint a rounded box; its hairline lies inside ``where``."""
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(line, 1.0, style)
        if style is not Qt.PenStyle.SolidLine:
            pen.setDashPattern([3.0, 3.0])
        painter.setPen(pen)
        where = where.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(where, radius, radius)


def gap_ground(painter: QPainter, look: Look, where: QRectF, *, is_chosen: bool = False) -> None:
    """Paint what lies under the name of a gap that still has to be filled in."""
    tokens = look.tokens
    line = QColor(tokens.accent)
    if tokens.outline is None and not is_chosen:
        line.setAlphaF(0.4)
    # A little less than the line is high, so that two of them under each other do not touch.
    spot = where.adjusted(0.5, 0.5, -0.5, -0.5)
    box(painter, spot, look.px(5), tokens.highlight if is_chosen else tokens.accent_soft, line)


def text_line(painter: QPainter, where: QRectF, text: str, face: Face, color: QColor, align: float = LEFT) -> None:
    """Paint one line of text, in the middle of the height of ``where``; it is not elided and not clipped."""
    line = face.line(text)
    size = line.size()
    x = where.left() + (where.width() - size.width()) * align
    painter.setFont(face.font)
    painter.setPen(color)
    painter.drawStaticText(QPointF(x, where.top() + (where.height() - size.height()) / 2), line)


def avatar(painter: QPainter, look: Look, where: QRectF, initials: str, colour: int) -> None:
    """Paint a person's initials on their colour."""
    look.corners.draw(painter, where.toRect(), round(where.height() / 2), look.avatar(colour), None)
    text_line(painter, where, initials, look.fonts.of(SMALL, BOLD), ON_AVATAR, CENTER)


def counter_width(look: Look, text: str) -> int:
    """Return how wide the round counter of ``text`` is."""
    return max(look.px(17), round(look.fonts.of(TINY, BOLD, figures=True).width(text)) + look.px(8))


def counter(painter: QPainter, look: Look, where: QRectF, text: str) -> None:
    """Paint how many messages wait, in the accent."""
    look.corners.draw(painter, where.toRect(), round(where.height() / 2), look.tokens.accent, None)
    text_line(painter, where, text, look.fonts.of(TINY, BOLD, figures=True), look.tokens.on_accent, CENTER)


def badge(painter: QPainter, look: Look, where: QRectF, text: str) -> None:
    """Paint the red count at a place of the rail."""
    look.corners.draw(painter, where.toRect(), round(where.height() / 2), look.tokens.danger, None)
    text_line(painter, where, text, look.fonts.of(MICRO, BOLD, figures=True), look.tokens.on_danger, CENTER)


def key_hint_width(look: Look, keys: str) -> int:
    """Return how wide the key hint for ``keys`` is."""
    return round(look.fonts.of(TINY).width(keys)) + look.px(12)


def key_hint(
    painter: QPainter, look: Look, where: QRectF, keys: str, color: QColor, line: QColor, fill: QColor | None = None
) -> None:
    """Paint the name of a key in its small frame."""
    box(painter, where, look.px(4), fill, line)
    text_line(painter, where, keys, look.fonts.of(TINY, REGULAR), color, CENTER)


def focus_ring(painter: QPainter, look: Look, where: QRectF, radius: float) -> None:
    """Paint the ring around what has the keyboard, inside ``where``."""
    painter.setPen(QPen(look.tokens.accent, 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(where.adjusted(1, 1, -1, -1), radius, radius)

"""Every text that is painted on a widget, with its colour and what it was painted upon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, QRect
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QTransform
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from inbox.ui.theme.tokens import contrast

_NUMBERS = re.compile(r"-?[\d.]+(?:e-?\d+)?")
_EMOJI = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")


class Painted(NamedTuple):
    """One run of text, where it stands on the widget, and its colours."""

    text: str
    color: QColor
    behind: QColor
    where: QRect


def painted_texts(widget: QWidget) -> Iterator[Painted]:
    """Yield what can be read on a widget that is shown; emoji, which have their own colours, are left out."""
    picture = widget.grab().toImage()
    # A field paints the words that are selected in it twice, each time with half of them cut away, which is not told here:
    # on the ground of a selection, the better of the two is the one that is seen.
    seen: dict[tuple[str, tuple[int, ...]], Painted] = {}
    for group in ElementTree.fromstring(_as_svg(widget)).iter("{http://www.w3.org/2000/svg}g"):
        transform = _transform(group.get("transform", ""))
        for text in group.findall("{http://www.w3.org/2000/svg}text"):
            words = "".join(text.itertext()).strip()
            if not words or _EMOJI.search(words):
                continue
            where = _place(text, words, transform).intersected(picture.rect())
            if where.width() > 2 and where.height() > 2:
                painted = Painted(words, QColor(text.get("fill", "")), _behind(picture, where), where)
                place = (words, where.getRect())
                seen[place] = max(seen.get(place, painted), painted, key=lambda each: contrast(each.color, each.behind))
    yield from seen.values()


def _as_svg(widget: QWidget) -> bytes:
    buffer, generator = QBuffer(), QSvgGenerator()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    painter = QPainter(generator)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    return bytes(buffer.data().data())


def _transform(written: str) -> QTransform:
    numbers = [float(number) for number in _NUMBERS.findall(written)]
    return QTransform(*numbers) if len(numbers) == 6 else QTransform()


def _place(text: ElementTree.Element, words: str, transform: QTransform) -> QRect:
    font = QFont(text.get("font-family", "").split(","))
    font.setPixelSize(int(float(text.get("font-size", "10"))))
    font.setWeight(QFont.Weight(int(text.get("font-weight", "400"))))
    metrics = QFontMetricsF(font)
    start = transform.map(QPointF(float(text.get("x", "0")), float(text.get("y", "0"))))
    top, height = start.y() - metrics.ascent() + 1, metrics.ascent() + metrics.descent() - 2
    return QRect(round(start.x()) - 2, round(top), round(metrics.horizontalAdvance(words)) + 4, round(height))


def _behind(picture: QImage, where: QRect) -> QColor:
    """Return the colour most of a place has: text covers less of it than what is behind."""
    cut = QRect(where.left(), where.top(), where.width() - 1, where.height() - 1)
    part = picture.copy(cut).convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(part.constBits()).cast("I")
    return QColor(Counter(pixels).most_common(1)[0][0])

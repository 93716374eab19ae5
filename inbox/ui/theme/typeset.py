"""Running text, laid out once and painted often: paragraphs with marks, selection, links and both writing directions.

A ``TextBlock`` belongs to one width and one look. Places in it are counted in UTF-16 units, as Qt does; ``between`` gives
the Python text back. GUI thread only.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from inbox.ui.models.formatting import Mark, MarkKind, Paragraph, ParagraphKind
from inbox.ui.models.rows import Span
from inbox.ui.theme.fonts import BOLD, CHAT, Face
from inbox.ui.theme.look import Look
from inbox.ui.theme.painting import LEFT, text_line

_WRAPPING = QTextOption()
_WRAPPING.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

_KEPT_TOGETHER = re.compile(r"(?<=\d) (?=(?:k?g|m?l|[€%×])(?!\w))|(?<=\d ×) ")
"""Blanks at which no line ends, although the text has ordinary ones: "250 g", "2 × Espresso"."""

Selection = tuple[int, int]
"""From and up to, in UTF-16 units of the whole block."""


def is_right_to_left(text: str) -> bool:
    """Tell which way a paragraph runs: as its first letter of a direction says."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def units(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text) if text and max(text) > "\uffff" else len(text)


class _Set(msgspec.Struct):
    """One paragraph in its place."""

    layout: QTextLayout
    source: Paragraph
    start: int
    length: int
    indent: float
    top: float
    height: float
    width: float
    last_width: float
    is_rtl: bool


class TextBlock:
    """Paragraphs under each other.

    ``width`` is what they need, ``last_width`` what their last line needs; infinite when nothing fits beside that.
    """

    def __init__(self, look: Look, paragraphs: Sequence[Paragraph], face: Face, pitch: float, most: float) -> None:
        self._look = look
        self._face = face
        self._pitch = pitch
        self._sets: list[_Set] = []
        self.height = 0.0
        start = 0
        for paragraph in paragraphs:
            placed = self._set(paragraph, start, most)
            self._sets.append(placed)
            start += placed.length + 1
            self.height += placed.height
        self.length = max(0, start - 1)
        self.width = max((placed.indent + placed.width for placed in self._sets), default=0.0)
        last = self._sets[-1] if self._sets else None
        # A right-to-left last line ends on the left, where nothing can stand beside it.
        self.last_width = 0.0 if last is None else math.inf if last.is_rtl else last.indent + last.last_width

    def justify(self, width: float) -> None:
        """Move right-to-left paragraphs to the right edge of a block that is ``width`` wide."""
        for placed in self._sets:
            if not placed.is_rtl:
                continue
            for number in range(placed.layout.lineCount()):
                line = placed.layout.lineAt(number)
                line.setPosition(QPointF(width - placed.indent - line.naturalTextWidth(), line.y()))

    def draw(self, painter: QPainter, at: QPointF, color: QColor, selection: Selection | None = None) -> None:
        """Paint the block with its upper left corner at ``at``."""
        for placed in self._sets:
            corner = QPointF(at.x() + (0.0 if placed.is_rtl else placed.indent), at.y() + placed.top)
            if placed.source.kind is not ParagraphKind.PLAIN:
                self._draw_margin(painter, placed, at, color)
            painter.setPen(color)
            placed.layout.draw(painter, corner, self._selected(placed, selection))

    def place_at(self, point: QPointF) -> int:
        """Return the place between two letters that is nearest to a point of the block."""
        for placed in self._sets:
            if point.y() < placed.top + placed.height or placed is self._sets[-1]:
                x = point.x() - (0.0 if placed.is_rtl else placed.indent)
                return placed.start + _place_in(placed.layout, x, point.y() - placed.top)
        return 0

    def link_at(self, point: QPointF) -> str:
        """Return the address of the link under a point of the block, or nothing."""
        for placed in self._sets:
            if not placed.top <= point.y() < placed.top + placed.height or not placed.source.marks:
                continue
            x, y = point.x() - (0.0 if placed.is_rtl else placed.indent), point.y() - placed.top
            place = _letter_at(placed.layout, x, y)
            for mark in placed.source.marks:
                if mark.kind is MarkKind.LINK and place >= 0:
                    begin, end = units(placed.source.text[: mark.start]), units(placed.source.text[: mark.end])
                    if begin <= place < end:
                        return mark.target
        return ""

    def word_at(self, place: int) -> Selection:
        """Return the word around a place, for the double click."""
        for placed in self._sets:
            if place <= placed.start + placed.length:
                inside = place - placed.start
                start = inside
                while start > 0 and not _between(placed.source.text, start - 1, start).isspace():
                    start -= 1
                end = inside
                while end < placed.length and not _between(placed.source.text, end, end + 1).isspace():
                    end += 1
                return placed.start + start, placed.start + end
        return place, place

    def between(self, selection: Selection) -> str:
        """Return the selected text; a list item that is selected from its beginning comes with its marker."""
        start, end = min(selection), max(selection)
        lines: list[str] = []
        for placed in self._sets:
            if placed.start <= end and start <= placed.start + placed.length:
                first, last = max(0, start - placed.start), min(placed.length, end - placed.start)
                text = _between(placed.source.text, first, last)
                has_marker = placed.source.marker and first == 0 and end > placed.start
                lines.append(f"{placed.source.marker} {text}" if has_marker else text)
        return "\n".join(lines)

    def _set(self, paragraph: Paragraph, start: int, most: float) -> _Set:
        layout = QTextLayout(kept_together(paragraph.text), self._face.font)
        layout.setCacheEnabled(True)
        layout.setTextOption(_WRAPPING)
        if paragraph.marks:
            layout.setFormats(_formats(self._look, paragraph))
        indent = self._indent(paragraph)
        y = width = last = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, most - indent))
            height = line.height()
            line.setPosition(QPointF(0.0, y + max(0.0, (self._pitch - height) / 2)))
            y += max(self._pitch, height)
            last = line.naturalTextWidth()
            width = max(width, last)
        layout.endLayout()
        is_rtl = is_right_to_left(paragraph.text)
        length = units(paragraph.text)
        return _Set(layout, paragraph, start, length, indent, self.height, max(y, self._pitch), width, last, is_rtl)

    def _indent(self, paragraph: Paragraph) -> float:
        if paragraph.kind is ParagraphKind.PLAIN:
            return 0.0
        if paragraph.kind is ParagraphKind.QUOTE:
            return float(self._look.px(10))
        return self._face.width(paragraph.marker) + self._look.px(7)

    def _draw_margin(self, painter: QPainter, placed: _Set, at: QPointF, color: QColor) -> None:
        """Paint what stands beside a list item or a quote, on the side where its lines begin."""
        look, top = self._look, at.y() + placed.top
        if placed.source.kind is ParagraphKind.QUOTE:
            left = at.x() + (self.width - look.px(3) if placed.is_rtl else 0)
            bar = QRectF(left, top + look.px(2), look.px(3), placed.height - look.px(4))
            painter.fillRect(bar, look.tokens.faint)
            return
        left = at.x() + (self.width - placed.indent + look.px(7) if placed.is_rtl else 0)
        text_line(painter, QRectF(left, top, placed.indent, self._pitch), placed.source.marker, self._face, color, LEFT)

    def _selected(self, placed: _Set, selection: Selection | None) -> list[QTextLayout.FormatRange]:
        if selection is None:
            return []
        start = max(0, min(selection) - placed.start)
        end = min(placed.length, max(selection) - placed.start)
        if end <= start:
            return []
        form = QTextCharFormat()
        form.setBackground(self._look.tokens.highlight)
        form.setForeground(self._look.tokens.on_highlight)
        return [_range(start, end, form)]


def kept_together(text: str) -> str:
    """Return a text as long as ``text`` in which no line ends between a number and its unit."""
    return _KEPT_TOGETHER.sub("\u00a0", text)


def message_block(look: Look, paragraphs: Sequence[Paragraph], most: float) -> TextBlock:
    """Lay out the text of a message, at most ``most`` wide."""
    return TextBlock(look, paragraphs, look.fonts.of(CHAT), look.px(20), most)


def span_block(look: Look, spans: Sequence[Span], face: Face, pitch: float, most: float) -> TextBlock:
    """Lay out one sentence of plain and bold pieces, at most ``most`` wide; bold ones are in the text's colour."""
    text, marks = "", list[Mark]()
    for span in spans:
        if span.bold:
            marks.append(Mark(MarkKind.BOLD, len(text), len(text) + len(span.text), _STRONG))
        text += span.text
    return TextBlock(look, [Paragraph(text, tuple(marks))], face, pitch, most)


_STRONG = "strong"
"""Marks a bold piece that is also darker than the muted sentence around it."""


def _formats(look: Look, paragraph: Paragraph) -> list[QTextLayout.FormatRange]:
    ranges: list[QTextLayout.FormatRange] = []
    for mark in paragraph.marks:
        form = QTextCharFormat()
        if mark.kind is MarkKind.BOLD:
            form.setFontWeight(BOLD)
            if mark.target == _STRONG:
                form.setForeground(look.tokens.text)
        elif mark.kind is MarkKind.ITALIC:
            form.setFontItalic(True)
        elif mark.kind is MarkKind.STRIKE:
            form.setFontStrikeOut(True)
        elif mark.kind is MarkKind.CODE:
            form.setFontFamilies(look.fonts.mono)
            form.setFontFixedPitch(True)
        else:
            form.setForeground(look.tokens.info)
            form.setFontUnderline(True)
        ranges.append(_range(units(paragraph.text[: mark.start]), units(paragraph.text[: mark.end]), form))
    return ranges


def _range(start: int, end: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, form
    return found


def _place_in(layout: QTextLayout, x: float, y: float) -> int:
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if y < line.y() + line.height() or number == layout.lineCount() - 1:
            return int(line.xToCursor(x))
    return 0


def _letter_at(layout: QTextLayout, x: float, y: float) -> int:
    """Return the letter under a point, -1 beside the lines."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if line.y() <= y < line.y() + line.height() and line.naturalTextRect().contains(QPointF(x, line.y() + 1)):
            return int(line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter))
    return -1


def _between(text: str, start: int, end: int) -> str:
    if units(text) == len(text):
        return text[start:end]
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "replace")

"""The pack of evidence as PDF on A4: case ids, the statement, every line in the order of time, page numbers.

Called on a worker thread: nothing of the window is touched, and Qt's text layout may be used on any thread. What people
typed is laid out as text, never read as mark-up, with the fonts the system has for each script.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from inbox.domain.evidence_pack import Printed, PrintedPack
from inbox.ui.documents.legible import Letters

_DPI = 96
_MARGIN_MM = 18
_FOOT_PX, _INSIDE_PX = 28, 6
_FAMILIES = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans")
_TEXT, _MUTED, _LINE = QColor("#16191d"), QColor("#59616b"), QColor("#c9ced5")


def render(pack: PrintedPack) -> Printed:
    """Return the pages as PDF."""
    letters = Letters(_FAMILIES, pack.picture, pack.character)
    pack = _drawable(pack, letters)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(f"{pack.title} · {pack.foot}")
    writer.setCreator("Tresen")
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    page = QSizeF(writer.width(), writer.height() - _FOOT_PX)
    looks = _Looks((*_FAMILIES, *letters.others))
    document = _Written(pack, page, writer, looks).document
    painter = QPainter(writer)
    try:
        count = document.pageCount()
        for number in range(count):
            if number:
                writer.newPage()
            _paint_page(painter, document, page, number)
            painter.setFont(looks.font(8))
            _paint_foot(painter, pack, page, number + 1, count)
    finally:
        painter.end()
        buffer.close()
    return Printed(bytes(buffer.data().data()), count, letters.missing)


def _drawable(pack: PrintedPack, letters: Letters) -> PrintedPack:
    """Return the pack with words in brackets for what no font here can draw."""
    said = letters.legible
    return msgspec.structs.replace(
        pack,
        title=said(pack.title),
        facts=tuple((label, said(value)) for label, value in pack.facts),
        rows=tuple((when, who, said(meaning), said(text), status) for when, who, meaning, text, status in pack.rows),
        statement=(pack.statement[0], said(pack.statement[1])),
        policy=(pack.policy[0], said(pack.policy[1])),
        foot=said(pack.foot),
    )


class _Looks:
    """Fonts and formats over the families that have every sign there is."""

    def __init__(self, families: Sequence[str]) -> None:
        self._families = list(families)

    def font(self, points: float, *, bold: bool = False) -> QFont:
        """Return a font."""
        font = QFont(self._families)
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def said(self, points: float, *, bold: bool = False, color: QColor = _TEXT) -> QTextCharFormat:
        """Return how words look."""
        look = QTextCharFormat()
        look.setFont(self.font(points, bold=bold))
        look.setForeground(color)
        return look


class _Written:
    """The pack as a document, in which no head stands alone at the foot of a page."""

    def __init__(self, pack: PrintedPack, page: QSizeF, writer: QPdfWriter, looks: _Looks) -> None:
        self._looks = looks
        self.document = QTextDocument()
        self.document.documentLayout().setPaintDevice(writer)
        # So that no mark above a letter of the next page's first line shows at the foot of this one.
        self.document.setDocumentMargin(_INSIDE_PX)
        self.document.setDefaultFont(looks.font(9.5))
        self.document.setPageSize(page)
        self._cursor = QTextCursor(self.document)
        self._heads: list[tuple[int, int]] = []
        """The first and the last paragraph of each that must begin on one page."""
        self._write(pack)
        for first, last in self._heads:
            self._keep(first, last, page.height())

    def _write(self, pack: PrintedPack) -> None:
        looks = self._looks
        self._line(pack.title, looks.said(18, bold=True), after=10, is_first=True)
        self._facts(pack)
        self._part(pack.statement)
        for place, (when, who, meaning, text, status) in enumerate(pack.rows):
            head = " · ".join(part for part in (when, who, status) if part)
            first = 0
            if not place and pack.course:
                first = self._line(pack.course, looks.said(11, bold=True), before=14)
            begun = self._line(head, looks.said(8, color=_MUTED), before=4 if first else 9)
            last = self._line(meaning, looks.said(10, bold=True), after=1)
            for line in text.splitlines():
                self._line(line, looks.said(9.5), left=10)
            self._heads.append((first or begun, last + bool(text)))
        self._part(pack.policy)

    def _part(self, part: tuple[str, str]) -> None:
        """Add a heading and the text below it, where there is any."""
        heading, text = part
        if not text:
            return
        begun = self._line(heading, self._looks.said(11, bold=True), before=14, after=2)
        for line in text.splitlines():
            self._line(line, self._looks.said(9.5), after=2)
        self._heads.append((begun, begun + 1))

    def _facts(self, pack: PrintedPack) -> None:
        if not pack.facts:
            return
        look = QTextTableFormat()
        look.setBorder(0)
        look.setCellPadding(1.5)
        look.setCellSpacing(0)
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        look.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, 26), QTextLength(QTextLength.Type.PercentageLength, 74)]
        )
        look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        table = self._cursor.insertTable(len(pack.facts), 2, look)
        for row, (label, value) in enumerate(pack.facts):
            table.cellAt(row, 0).firstCursorPosition().insertText(label, self._looks.said(9, color=_MUTED))
            table.cellAt(row, 1).firstCursorPosition().insertText(value, self._looks.said(9.5))
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _line(
        self,
        text: str,
        look: QTextCharFormat,
        *,
        before: float = 0,
        after: float = 0,
        left: float = 0,
        is_first: bool = False,
    ) -> int:
        """Add a paragraph and return its number."""
        block = QTextBlockFormat()
        block.setTopMargin(before)
        block.setBottomMargin(after)
        block.setLeftMargin(left)
        # Each paragraph reads in the direction of its own letters.
        block.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if is_first:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)
        self._cursor.insertText(text, look)
        return self._cursor.blockNumber()

    def _keep(self, first: int, last: int, height: float) -> None:
        """Begin on a new page where a head would be on another one than the first line below it."""
        head, below = (self.document.findBlockByNumber(number) for number in (first, last))
        if int(_first_line(head) // height) == int(_first_line(below) // height):
            return
        broken = head.blockFormat()
        broken.setPageBreakPolicy(QTextFrameFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        QTextCursor(head).setBlockFormat(broken)


def _first_line(block: QTextBlock) -> float:
    """Return where a paragraph's first line ends, from the top of the document."""
    layout = block.layout()
    line = layout.lineAt(0)
    return layout.position().y() + (line.rect().bottom() if line.isValid() else 0)


def _paint_page(painter: QPainter, document: QTextDocument, page: QSizeF, number: int) -> None:
    painter.save()
    painter.translate(0, -number * page.height())
    clip = QRectF(0, number * page.height(), page.width(), page.height())
    painter.setClipRect(clip)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = clip
    document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_foot(painter: QPainter, pack: PrintedPack, page: QSizeF, number: int, count: int) -> None:
    painter.setPen(_LINE)
    painter.drawLine(0, round(page.height()) + 8, round(page.width()), round(page.height()) + 8)
    painter.setPen(_MUTED)
    where = QRectF(0, page.height() + 10, page.width(), _FOOT_PX - 10)
    flags = Qt.AlignmentFlag
    painter.drawText(where, flags.AlignLeft | flags.AlignVCenter, pack.foot)
    painter.drawText(where, flags.AlignRight | flags.AlignVCenter, pack.page.format(page=number, pages=count))

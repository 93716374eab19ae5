"""The pack of evidence as PDF on A4: case ids, the statement, every line in the order of time, page numbers.

Called on a worker thread: nothing of the window is touched, and Qt's text layout may be used on any thread. What people
typed is laid out as text, never read as mark-up, with the fonts the system has for each script.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from inbox.domain.evidence_pack import PrintedPack

_DPI = 96
_MARGIN_MM = 18
_FOOT_PX, _INSIDE_PX = 28, 6
_FAMILIES = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans")
_TEXT, _MUTED, _LINE = QColor("#16191d"), QColor("#59616b"), QColor("#c9ced5")


def render(pack: PrintedPack) -> bytes:
    """Return the pages as PDF."""
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
    document = _document(pack, page, writer)
    painter = QPainter(writer)
    try:
        count = document.pageCount()
        for number in range(count):
            if number:
                writer.newPage()
            _paint_page(painter, document, page, number)
            _paint_foot(painter, pack, page, number + 1, count)
    finally:
        painter.end()
        buffer.close()
    return bytes(buffer.data().data())


def _document(pack: PrintedPack, page: QSizeF, writer: QPdfWriter) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    # So that no mark above a letter of the next page's first line shows at the foot of this one.
    document.setDocumentMargin(_INSIDE_PX)
    document.setDefaultFont(_font(9.5))
    document.setPageSize(page)
    cursor = QTextCursor(document)
    _line(cursor, pack.title, _said(18, bold=True), after=10, is_first=True)
    _facts(cursor, pack)
    if pack.statement:
        _line(cursor, "", _said(4))
        for line in pack.statement.splitlines():
            _line(cursor, line, _said(9.5), after=2)
    _line(cursor, "", _said(4))
    for when, who, meaning, text, status in pack.rows:
        head = " · ".join(part for part in (when, who, status) if part)
        _line(cursor, head, _said(8, color=_MUTED), before=9, keeps=True)
        _line(cursor, meaning, _said(10, bold=True), after=1, keeps=bool(text))
        if text:
            _line(cursor, text, _said(9.5), left=10)
    return document


def _facts(cursor: QTextCursor, pack: PrintedPack) -> None:
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
    table = cursor.insertTable(len(pack.facts), 2, look)
    for row, (label, value) in enumerate(pack.facts):
        table.cellAt(row, 0).firstCursorPosition().insertText(label, _said(9, color=_MUTED))
        table.cellAt(row, 1).firstCursorPosition().insertText(value, _said(9.5))
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _line(
    cursor: QTextCursor,
    text: str,
    look: QTextCharFormat,
    *,
    before: float = 0,
    after: float = 0,
    left: float = 0,
    keeps: bool = False,
    is_first: bool = False,
) -> None:
    """Add a paragraph; ``keeps`` holds it on the page of what follows."""
    block = QTextBlockFormat()
    block.setTopMargin(before)
    block.setBottomMargin(after)
    block.setLeftMargin(left)
    # Each paragraph reads in the direction of its own letters.
    block.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    if keeps:
        block.setNonBreakableLines(True)
        block.setPageBreakPolicy(QTextFrameFormat.PageBreakFlag.PageBreak_Auto)
    if is_first:
        cursor.setBlockFormat(block)
    else:
        cursor.insertBlock(block)
    cursor.insertText(text, look)


def _said(points: float, *, bold: bool = False, color: QColor = _TEXT) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(_font(points, bold=bold))
    look.setForeground(color)
    return look


def _font(points: float, *, bold: bool = False) -> QFont:
    font = QFont(list(_FAMILIES))
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


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
    painter.setFont(_font(8))
    where = QRectF(0, page.height() + 10, page.width(), _FOOT_PX - 10)
    flags = Qt.AlignmentFlag
    painter.drawText(where, flags.AlignLeft | flags.AlignVCenter, pack.foot)
    painter.drawText(where, flags.AlignRight | flags.AlignVCenter, pack.page.format(page=number, pages=count))

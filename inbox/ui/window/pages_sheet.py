"""The pages of a PDF over the window, as whoever gets them sees them: read here, so that no copy in clear lies on the disk.

GUI thread only. A page is drawn when it comes into sight, and only the last few are remembered.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import LineLabel
from inbox.ui.window.sheet import Sheet

translate = QCoreApplication.translate

_SIZE = (860, 1100)
_MOST_DRAWN = 4
_PAPER = QColor("#ffffff")


class PagesSheet(Sheet):
    """Shows one file at a time; nothing of it is kept once it is put away."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, translate("Pages", "Pages"), parent, _SIZE)
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._drawn: dict[int, QImage] = {}
        self._said = LineLabel(theme, color="muted", size=SMALL, parent=self._box)
        self.column.insertWidget(1, self._said)
        self._paper = QWidget()
        self._papers = QVBoxLayout(self._paper)
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setWidget(self._paper)
        self.closed.connect(self._forget)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_file(self, name: str, about: str, content: bytes) -> None:
        """Show a file from its first page on; ``about`` is what is said of it: pages and size."""
        self._forget()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._said.show_spans((Span(" · ".join(part for part in (name, about) if part)),))
        count = self._document.pageCount()
        for number in range(count):
            size = self._document.pagePointSize(number)
            paper = _Paper(self, number, size.height() / max(1.0, size.width()))
            paper.setAccessibleName(translate("Pages", "Page {page} of {pages}").format(page=number + 1, pages=count))
            self._papers.addWidget(paper)
        self.body.verticalScrollBar().setValue(0)

    def picture(self, number: int, size: QSize) -> QImage:
        """Return a page drawn in so many pixels."""
        drawn = self._drawn.pop(number, None)
        if drawn is None or drawn.size() != size:
            drawn = self._document.render(number, size)
        self._drawn[number] = drawn
        while len(self._drawn) > _MOST_DRAWN:
            del self._drawn[next(iter(self._drawn))]
        return drawn

    def _forget(self) -> None:
        while (item := self._papers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._drawn.clear()
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())

    def _restyle(self) -> None:
        look = self._theme.look
        palette = QPalette(self.body.viewport().palette())
        palette.setColor(QPalette.ColorRole.Window, look.tokens.bg)
        for widget in (self.body.viewport(), self._paper):
            widget.setPalette(palette)
            widget.setAutoFillBackground(True)
        self._papers.setContentsMargins(look.px(12), look.px(12), look.px(16), look.px(12))
        self._papers.setSpacing(look.px(12))


class _Paper(QWidget):
    """A page, as high as its width asks for; white in the dark too, for so it is read."""

    def __init__(self, sheet: PagesSheet, number: int, ratio: float) -> None:
        super().__init__()
        self._sheet = sheet
        self._number = number
        self._ratio = ratio
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that belongs to the width."""
        self.setFixedHeight(round(self.width() * self._ratio))
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _PAPER)
        scale = self.devicePixelRatioF()
        size = QSize(round(self.width() * scale), round(self.height() * scale))
        picture = self._sheet.picture(self._number, size)
        painter.drawImage(QRectF(self.rect()), picture)

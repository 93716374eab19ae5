"""The files that go out with the next send: small cards with picture, name, size, what stands against it, a way out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from inbox.ui.chat.pieces import Canvas, Picture, Pictures
from inbox.ui.models.rows import Span
from inbox.ui.models.states.composer import AttachedFile
from inbox.ui.panes.keyed import Keyed
from inbox.ui.theme.controls import ButtonFace, ButtonKind
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.flow_layout import FlowLayout
from inbox.ui.widgets.labels import LineLabel, SpanLabel
from inbox.ui.widgets.scroll_bar import ThinScrollBar

translate = QCoreApplication.translate

_WIDTH, _SIDE = 220, 36
_MOST_ROWS = 2
"""Rows of cards on screen; more of them are scrolled to, for the messages above need the room."""


class AttachedRow(QScrollArea):
    """``removed`` carries the id of a file that is to be left out. Takes no room without files."""

    removed = Signal(str)

    def __init__(self, theme: Theme, pictures: Pictures | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = pictures
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ThinScrollBar(theme, self)
        self.viewport().setAutoFillBackground(False)
        self._page = QWidget()
        self._flow = FlowLayout(self._page, theme.look.px(6))
        self.setWidget(self._page)
        self._page.setAutoFillBackground(False)
        self._files: Keyed[AttachedFile, _Card] = Keyed(self._new)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_state(self, files: Sequence[AttachedFile]) -> None:
        """Show these files."""
        shown = self._files.show([(file.id, file) for file in files])
        for file, card in shown:
            card.show_state(file)
        while self._flow.takeAt(0) is not None:
            continue
        for _, card in shown:
            self._flow.addWidget(card)
        self.setVisible(bool(files))
        self._fit()

    def picture_ready(self, key: str) -> None:
        """Paint anew when a picture has come."""
        for card in self._files.children().values():
            card.picture_ready(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See how many rows it are in this width."""
        super().resizeEvent(event)
        self._fit()

    def _new(self, _file: AttachedFile) -> _Card:
        card = _Card(self._theme, self._pictures, self._page)
        card.removed.connect(self.removed)
        return card

    def _fit(self) -> None:
        cards = list(self._files.children().values())
        if not cards:
            return
        row = max(card.sizeHint().height() for card in cards)
        most = _MOST_ROWS * row + (_MOST_ROWS - 1) * self._theme.look.px(6)
        height = min(self._flow.heightForWidth(self.viewport().width()), most)
        if height != self.height():
            self.setFixedHeight(height)

    def _restyle(self) -> None:
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.set_gap(self._theme.look.px(6))
        self._fit()


class _Card(QFrame):
    removed = Signal(str)

    def __init__(self, theme: Theme, pictures: Pictures | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = pictures
        self._file = AttachedFile(id="", name="")
        self._name = LineLabel(theme, parent=self)
        self._detail = LineLabel(theme, color="muted", size=SMALL, parent=self)
        self._problem = SpanLabel(theme, color="danger", size=SMALL, pitch=15, parent=self)
        face = ButtonFace(icon="close", kind=ButtonKind.QUIET, is_small=True)
        self._remove = Button(theme, face, translate("Attached", "Leave out"), self)
        self._remove.clicked.connect(self._on_removed)
        self._words = QVBoxLayout()
        for label in (self._name, self._detail, self._problem):
            self._words.addWidget(label)
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, file: AttachedFile) -> None:
        self._file = file
        for label, text in ((self._name, file.name), (self._detail, file.detail), (self._problem, file.problem)):
            label.show_spans((Span(text),) if text else ())
            label.setVisible(bool(text))
        self._remove.setAccessibleName(translate("Attached", "Leave out {name}").format(name=file.name))
        self.setAccessibleName(", ".join(part for part in (file.name, file.detail, file.problem) if part))
        self.updateGeometry()
        self.update()

    def picture_ready(self, key: str) -> None:
        if key and key == self._file.picture:
            self.update()

    def sizeHint(self) -> QSize:
        look = self._theme.look
        width = look.px(_WIDTH)
        inside = width - look.px(_SIDE + 26) - self._remove.sizeHint().width()
        words = look.px(38)
        if self._file.problem:
            words = look.px(20) + self._problem.heightForWidth(inside)
        return QSize(width, max(look.px(_SIDE), words) + look.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._theme.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = look.tokens.danger if self._file.problem else look.tokens.line
        box(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(8), look.tokens.raised, edge)
        side, margin = look.px(_SIDE), look.px(6)
        where = QRectF(margin, margin, side, side)
        icon = "warning" if self._file.problem else "document"
        Picture(where, self._file.picture, look.px(6), icon).paint(Canvas(painter, look, self._pictures))

    def _on_removed(self) -> None:
        self.removed.emit(self._file.id)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._row.setContentsMargins(px(_SIDE + 14), px(5), px(4), px(5))
        self._row.setSpacing(px(4))
        self._words.setSpacing(0)
        self.updateGeometry()

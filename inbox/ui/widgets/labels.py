"""Words on the window: chips, lines and sentences with bold pieces, section titles, key hints. All are labels to a reader."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from inbox.ui.models.rows import Chip, Span, Tone, plain
from inbox.ui.theme.controls import CHIP_HEIGHT, ButtonFace, ButtonKind, chip, chip_width
from inbox.ui.theme.fonts import BASE, BOLD, REGULAR, SMALL, Face
from inbox.ui.theme.painting import gap_ground, key_hint, key_hint_width
from inbox.ui.theme.theme import Theme
from inbox.ui.theme.typeset import TextBlock, span_block
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.tips import tip


class ChipLabel(QLabel):
    """A chip that stands by itself."""

    def __init__(self, theme: Theme, shown: Chip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chip = shown
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.hide()
        self.show_chip(shown)

    def show_chip(self, shown: Chip) -> None:
        """Show another chip; one without words is hidden."""
        if shown == self._chip and shown.text == self.text() and self.isHidden() != bool(shown.text):
            return
        self._chip = shown
        self.setText(shown.text)
        self.setVisible(bool(shown.text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the chip."""
        return QSize(chip_width(self._theme.look, self._chip.text), self._theme.look.px(CHIP_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the layout may not go."""
        return QSize(self._theme.look.px(24), self._theme.look.px(CHIP_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chip(painter, self._theme.look, QRectF(self.rect()), self._chip)


class SpanLabel(QLabel):
    """A sentence with bold pieces, wrapped to the width it gets. ``color`` names a colour of the theme.

    ``size`` is in design pixels and ``pitch`` from line to line.
    """

    def __init__(
        self,
        theme: Theme,
        spans: tuple[Span, ...] = (),
        *,
        color: str = "text",
        size: int = BASE,
        pitch: int = 18,
        weight: QFont.Weight = REGULAR,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spans = spans
        self._color = color
        self._size = size
        self._pitch = pitch
        self._weight = weight
        self._block: TextBlock | None = None
        self._block_width = -1
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)
        self.hide()
        self.show_spans(spans)

    def show_spans(self, spans: tuple[Span, ...], color: str = "") -> None:
        """Show another sentence, in another ``color`` where one is given; an empty one takes no place."""
        if spans == self._spans and color in ("", self._color) and self.isHidden() != bool(spans):
            return
        self._spans = spans
        self._color = color or self._color
        self.setText(plain(spans))
        self.setVisible(bool(spans))
        self._restyle()

    def hasHeightForWidth(self) -> bool:
        """Tell the layout that lines wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped lines."""
        return math.ceil(self._laid(width).height)

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        return QSize(math.ceil(self._face().width(self.text())) + 1, self._theme.look.px(self._pitch))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest size; the lines wrap."""
        return QSize(self._theme.look.px(40), self._theme.look.px(self._pitch))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        color = getattr(self._theme.look.tokens, self._color)
        self._laid(self.width()).draw(painter, QPointF(0, 0), color)

    def _face(self) -> Face:
        return self._theme.look.fonts.of(self._size, self._weight, figures=True)

    def _laid(self, width: int) -> TextBlock:
        if self._block is None or self._block_width != width:
            look = self._theme.look
            self._block = span_block(look, self._spans, self._face(), look.px(self._pitch), max(width, 1))
            self._block_width = width
        return self._block

    def _restyle(self) -> None:
        self._block = None
        self.updateGeometry()
        self.update()


class LineLabel(QLabel):
    """One line with bold pieces; what does not fit ends in an ellipsis, and the whole is the tooltip."""

    def __init__(
        self,
        theme: Theme,
        spans: tuple[Span, ...] = (),
        *,
        color: str = "text",
        bold_color: str = "",
        size: int = BASE,
        weight: QFont.Weight = REGULAR,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spans = spans
        self._color = color
        self._bold_color = bold_color or color
        self._size = size
        self._weight = weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.show_spans(spans)

    def show_spans(self, spans: tuple[Span, ...]) -> None:
        """Show another line."""
        if spans == self._spans and self.text():
            return
        self._spans = spans
        self.setText(plain(spans))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size at which nothing is cut."""
        wide = sum(self._face(span).width(span.text) + 2 * self._beside(span) for span in self._spans)
        return QSize(math.ceil(wide) + 1, self._theme.look.px(self._size + 5))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest size; the line is cut."""
        return QSize(self._theme.look.px(24), self._theme.look.px(self._size + 5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pieces one after the other."""
        painter, look = QPainter(self), self._theme.look
        x, right, is_cut = 0.0, float(self.width()), False
        for span in self._spans:
            face, beside = self._face(span), self._beside(span)
            shown = face.elided(span.text, right - x - 2 * beside + 0.5)
            if span.is_gap and shown:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                gap_ground(painter, look, QRectF(x, 0, face.width(shown) + 2 * beside, self.height()))
            x += beside
            painter.setFont(face.font)
            painter.setPen(getattr(look.tokens, self._bold_color if span.bold else self._color))
            middle = (self.height() + face.metrics.ascent() - face.metrics.descent()) / 2
            painter.drawText(QPointF(x, middle), shown)
            x += face.width(shown) + beside
            if shown != span.text:
                is_cut = True
                break
        whole = tip(self.text()) if is_cut else ""
        if whole != self.toolTip():
            self.setToolTip(whole)

    def _beside(self, span: Span) -> int:
        """Return how far the ground of a gap goes on at each of its ends."""
        return self._theme.look.px(4) if span.is_gap else 0

    def _face(self, span: Span) -> Face:
        return self._theme.look.fonts.of(self._size, BOLD if span.bold else self._weight, figures=True)


class KeyHint(QLabel):
    """The name of a key in its small frame. ``color`` and ``line`` name colours of the theme."""

    def __init__(self, theme: Theme, keys: str, color: str = "muted", line: str = "line") -> None:
        super().__init__(keys)
        self._theme = theme
        self._color = color
        self._line = line
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the size of the frame."""
        return QSize(key_hint_width(self._theme.look, self.text()), self._theme.look.px(17))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame and the key."""
        painter, look = QPainter(self), self._theme.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color, line = getattr(look.tokens, self._color), getattr(look.tokens, self._line)
        key_hint(painter, look, QRectF(self.rect()), self.text(), color, line)


class SectionHeader(QWidget):
    """The title of a part of the panel, with a chip or a link at its end."""

    link_clicked = Signal()

    def __init__(self, theme: Theme, title: str, link: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = LineLabel(theme, (Span(title),), color="muted", size=SMALL, weight=BOLD)
        self._chip = ChipLabel(theme, Chip(""))
        self._link = Button(theme, ButtonFace(link, ButtonKind.QUIET, is_small=True))
        self._link.clicked.connect(self.link_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._title, 1)
        row.addWidget(self._chip)
        row.addWidget(self._link)
        self.show_end(Chip("", Tone.NEUTRAL), link)

    def show_end(self, shown: Chip, link: str = "") -> None:
        """Show another chip and another link at the end; empty ones are hidden."""
        self._chip.show_chip(shown)
        self._link.show_face(ButtonFace(link, ButtonKind.QUIET, is_small=True))
        self._link.setVisible(bool(link))

"""Fields and switches inside of forms, in the shape of the design. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.theme.fonts import BASE, SMALL
from inbox.ui.theme.look import Look
from inbox.ui.theme.painting import LEFT, box, focus_ring, text_line
from inbox.ui.theme.palette import faded
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import shows_focus
from inbox.ui.widgets.labels import LineLabel
from inbox.ui.widgets.tips import tip


def paint_body(field: QWidget, look: Look, *, has_problem: bool, has_focus: bool) -> None:
    """Paint the body of a field, of one line or of several, from its ``paintEvent``."""
    where = QRectF(field.rect())
    painter = QPainter(field)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = look.tokens.danger if has_problem else look.tokens.line
    box(painter, where, look.px(7), look.tokens.raised, line)
    if has_focus:
        focus_ring(painter, look, where, look.px(6))


class Field(QWidget):
    """A line to type in, with a few words behind it ("of 54,70 €"). ``edit`` is Qt's own field."""

    def __init__(self, theme: Theme, name: str, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_problem = False
        self.edit = _Edit(self)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(name)
        self._after = LineLabel(theme, color="faint", size=SMALL, parent=self)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.edit, 1)
        self._row.addWidget(self._after)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_text(self, text: str, after: str = "", *, has_problem: bool = False) -> None:
        """Show a text and the words behind it; a text that stands there already keeps cursor and selection."""
        if self.edit.text() != text:
            self.edit.setText(text)
        self._after.show_spans((Span(after),) if after else ())
        self._after.setVisible(bool(after))
        self._has_problem = has_problem
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the field."""
        return QSize(self._theme.look.px(140), self._theme.look.px(30))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the layout may not go."""
        return QSize(self._theme.look.px(64), self._theme.look.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the body of the field."""
        paint_body(self, self._theme.look, has_problem=self._has_problem, has_focus=self.edit.hasFocus())

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._row.setContentsMargins(px(9), 0, px(9), 0)
        self._row.setSpacing(px(6))
        self.edit.setFont(self._theme.look.fonts.of(BASE, figures=True).font)
        palette = QPalette(self.edit.palette())
        palette.setColor(QPalette.ColorRole.Base, self._theme.look.tokens.raised)
        self.edit.setPalette(palette)
        self.updateGeometry()


class _Edit(QLineEdit):
    """Without a frame; leaves Enter to whoever listens to ``returnPressed`` and Esc to the form around it."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._field = field
        self.setFrame(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._field.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._field.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # What Enter does here is done; nothing around the field may take it for its own.
            event.accept()


class Check(QCheckBox):
    """A box to tick, with its words, and an amount at the right end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._after = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.updateGeometry)

    def show_words(self, words: str, after: str = "") -> None:
        """Show other words."""
        self._after = after
        self.setText(words)
        self.setToolTip("")
        self.setAccessibleName(", ".join(part for part in (words, after) if part))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size at which nothing is cut."""
        look = self._theme.look
        face = look.fonts.of(SMALL, figures=True)
        after = face.width(self._after) + look.px(12) if self._after else 0
        return QSize(round(face.width(self.text()) + after) + look.px(24), look.px(22))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the layout may not go; the words may be cut."""
        return QSize(self._theme.look.px(80), self._theme.look.px(22))

    def hitButton(self, _place: object) -> bool:
        """Let the words tick the box too."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box and the words."""
        look, tokens, px = self._theme.look, self._theme.look.tokens, self._theme.look.px
        painter, where = QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(14)
        spot = QRectF(where.left() + 1, where.center().y() - side / 2, side, side)
        is_on = self.isChecked() and self.isEnabled()
        edge = tokens.accent if is_on else tokens.faint if self.isEnabled() else tokens.line
        box(painter, spot, px(4), tokens.accent if is_on else tokens.raised, edge)
        if self.isChecked():
            self._tick(painter, spot)
        face = look.fonts.of(SMALL, figures=True)
        color = tokens.text if self.isEnabled() else faded(tokens.muted, tokens.bg)
        words = where.adjusted(px(22), 0, 0, 0)
        if self._after:
            after = face.width(self._after)
            at_end = QRectF(where.right() - after, where.top(), after + 1, where.height())
            text_line(painter, at_end, self._after, face, tokens.muted)
            words.setRight(at_end.left() - px(8))
        shown = face.elided(self.text(), words.width())
        self.setToolTip("" if shown == self.text() else tip(self.text()))
        text_line(painter, words, shown, face, color, LEFT)
        if shows_focus(self):
            focus_ring(painter, look, where, px(5))

    def _tick(self, painter: QPainter, spot: QRectF) -> None:
        tokens = self._theme.look.tokens
        color = tokens.on_accent if self.isEnabled() else tokens.faint
        pen = QPen(color, spot.height() / 7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        side = spot.width()
        steps = ((0.24, 0.53), (0.43, 0.72), (0.77, 0.3))
        painter.drawPolyline([spot.topLeft() + QPointF(side * x, side * y) for x, y in steps])

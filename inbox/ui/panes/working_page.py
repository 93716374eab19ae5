"""What stands in a pane while something takes a while: what it is, how far it has come, and how to end it. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.parts import Working
from inbox.ui.panes.acts import ActRow
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import SpanLabel

_WIDE, _THICK = 360, 4
_WHOLE = 100


class WorkingPage(QWidget):
    """``acted`` carries the intent of the button that ends it."""

    acted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = SpanLabel(theme, color="muted", parent=self)
        self._bar = ProgressBar(theme, self)
        self._acts = ActRow(theme, self)
        self._acts.acted.connect(self.acted)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        for part in (self._text, self._bar, self._acts):
            self._column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, working: Working) -> None:
        """Show how far it is; the button keeps the keyboard meanwhile."""
        self._text.show_spans((Span(working.text),))
        self._bar.show_percent(working.percent)
        self._bar.setAccessibleName(f"{working.text} · {working.percent} %")
        self._acts.show_state((working.button,), "")

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._column.setContentsMargins(px(24), 0, px(24), 0)
        self._column.setSpacing(px(10))
        self._text.setFixedWidth(px(_WIDE))
        self._acts.setFixedWidth(px(_WIDE))
        self._bar.updateGeometry()


class ProgressBar(QWidget):
    """A thin bar, filled as far as something has come."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._percent = 0

    def show_percent(self, percent: int) -> None:
        """Show so many of a hundred."""
        if percent != self._percent:
            self._percent = percent
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the bar."""
        return QSize(self._theme.look.px(_WIDE), self._theme.look.px(_THICK))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the whole way and, over it, what is behind us."""
        painter, look = QPainter(self), self._theme.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rail = QRectF(self.rect())
        round_by = rail.height() / 2
        box(painter, rail, round_by, look.tokens.line)
        if self._percent:
            wide = max(rail.height(), rail.width() * min(self._percent, _WHOLE) / _WHOLE)
            box(painter, QRectF(rail.topLeft(), QSizeF(wide, rail.height())), round_by, look.tokens.accent)

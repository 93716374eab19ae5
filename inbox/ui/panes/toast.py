"""Quiet news over the chat: what happened and a way there; goes away by itself, never takes the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from inbox.ui.models.rows import Span, Tone
from inbox.ui.models.states.parts import Toast
from inbox.ui.panes.acts import LinkAct
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.announce import announce
from inbox.ui.widgets.labels import SpanLabel

_STAYS_MS = 6000
_WIDEST = 460


class ToastView(QFrame):
    """Lies over its parent, below the upper edge of ``over``: far from every button that sends or moves money.

    ``closed`` carries the id of a toast whose time is over.
    """

    acted = Signal(str, str)
    closed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, over: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._over = over
        self._toast: Toast | None = None
        self._words = SpanLabel(theme, parent=self)
        self._act = LinkAct(theme, parent=self)
        self._act.acted.connect(self.acted)
        self._act.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._act)
        # Placed again when the layout has settled: whatever it stands over may still move in this turn.
        self._placing = QTimer(self, singleShot=True, interval=0)
        self._placing.timeout.connect(self._place)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS_MS)
        self._timer.timeout.connect(self._on_timeout)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_state(self, toast: Toast | None) -> None:
        """Show this toast, or none."""
        if toast == self._toast:
            return
        self._toast = toast
        self.setVisible(toast is not None)
        if toast is None:
            self._timer.stop()
            return
        self._words.show_spans((Span(toast.text),))
        self.setAccessibleName(toast.text)
        announce(self, toast.text)
        self._act.show_state(toast.button, toast.id)
        self._timer.start()
        self.place()

    def place(self) -> None:
        """Find the place again, after something was resized."""
        if not self.isHidden():
            self._place()
            self._placing.start()

    def _place(self) -> None:
        parent, px = self.parentWidget(), self._theme.look.px
        assert parent is not None
        width = min(self.sizeHint().width(), px(_WIDEST), self._over.width() - px(32))
        left = (self._over.width() - width) // 2
        corner = self._over.mapTo(parent, QPoint(left, px(12)))
        # Why a click was not taken is often two lines, and is to be read to its end.
        self.setGeometry(corner.x(), corner.y(), width, max(self.heightForWidth(width), self.minimumSizeHint().height()))
        self.raise_()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while it is being read."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go on with going away."""
        self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground with its shadow and the tone's edge."""
        look, where = self._theme.look, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, where, look.px(10), look.tokens.raised, look.tokens.line)
        tone = self._toast.tone if self._toast is not None else Tone.NEUTRAL
        spot = QRectF(look.px(12), 0, look.px(8), look.px(8))
        spot.moveTop((where.height() - spot.height()) / 2)
        box(painter, spot, spot.height() / 2, look.tone(tone)[0])

    def _on_timeout(self) -> None:
        if self._toast is not None:
            gone, self._toast = self._toast.id, None
            self.hide()
            self.closed.emit(gone)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._row.setContentsMargins(px(30), px(9), px(14), px(9))
        self._row.setSpacing(px(14))

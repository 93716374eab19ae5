"""A page over the window: a title, what it shows, and Esc or a click beside it to be rid of it. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayoutItem, QScrollArea, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.panes.focus import keep_keyboard
from inbox.ui.theme.controls import ButtonFace, ButtonKind
from inbox.ui.theme.fonts import BOLD, CHAT
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.labels import LineLabel
from inbox.ui.widgets.scroll_bar import ThinScrollBar

translate = QCoreApplication.translate

_WIDTH, _HEIGHT = 860, 580
_RADIUS = 12
_EVERYWHERE = QRect(-16_000, -16_000, 32_000, 32_000)


class Sheet(QWidget):
    """Fills its parent and dims it. What a subclass adds stands in ``head`` beside the title, and in ``body``."""

    closed = Signal()

    def __init__(self, theme: Theme, title: str, parent: QWidget, size: tuple[int, int] = (_WIDTH, _HEIGHT)) -> None:
        """``size`` is the box's at 100 %, as far as the window has room for it."""
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._box = QFrame(self)
        face = ButtonFace(translate("Sheet", "Close"), ButtonKind.QUIET, is_small=True, keys="Esc")
        self._close = Button(theme, face)
        self._close.clicked.connect(self.put_away)
        self.body = QScrollArea()
        self.body.setWidgetResizable(True)
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ThinScrollBar(theme, self.body)
        self.head = QHBoxLayout()
        self.head.addWidget(LineLabel(theme, (Span(title),), size=CHAT, weight=BOLD), 1)
        self.head.addWidget(self._close)
        self.column = QVBoxLayout(self._box)
        self.column.addLayout(self.head)
        self.column.addWidget(self.body, 1)
        self.hide()

    @property
    def sides(self) -> tuple[QWidget, ...]:
        """What Tab goes through one after the other; where things stand side by side, left before right."""
        return (self,)

    def open(self) -> None:
        """Come up over everything and take the keyboard."""
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def put_away(self) -> None:
        """Go away, and let the window give the keyboard back."""
        keep_keyboard(self)
        self.hide()
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Leave out of what is below all that the box covers."""
        super().showEvent(event)
        for pane in self._below():
            pane.installEventFilter(self)
        self._cut_out()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let what is below be whole again."""
        super().hideEvent(event)
        for pane in self._below():
            pane.removeEventFilter(self)
            pane.clearMask()
        parent = self.parentWidget()
        for other in () if parent is None else parent.findChildren(Sheet, options=Qt.FindChildOption.FindDirectChildrenOnly):
            other._cut_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is below when a bar above it comes or goes."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._cut_out()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc, scroll by the keys that scroll."""
        bar = self.body.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the box closes."""
        if not self._box.geometry().contains(event.position().toPoint()):
            self.put_away()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the box in its place."""
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window and paint the box."""
        painter, look = QPainter(self), self._theme.look
        painter.fillRect(self.rect(), QColor(0, 0, 0, 70))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self._box.geometry()), look.px(_RADIUS), look.tokens.surface, look.tokens.line)

    def content_height(self, _width: int) -> int | None:
        """Return how high what stands in ``body`` is at a width; None where it fills whatever room there is."""
        return None

    def _place(self) -> None:
        px = self._theme.look.px
        width, most = min(px(self._size[0]), self.width() - px(32)), min(px(self._size[1]), self.height() - px(32))
        left, above, right, below = px(20), px(14), px(16), px(14)
        self.column.setContentsMargins(left, above, right, below)
        self.column.setSpacing(px(10))
        content = self.content_height(width - left - right)
        height = most if content is None else min(most, above + self.head.sizeHint().height() + px(10) + content + below)
        # The title stays where it is while what stands below it grows.
        self._box.setGeometry((self.width() - width) // 2, (self.height() - most) // 2, width, height)
        self._cut_out()
        self.update()

    def _below(self) -> list[QWidget]:
        parent = self.parentWidget()
        return [] if parent is None else _laid_out(parent.layout())

    def _cut_out(self) -> None:
        """Keep what is below from being painted anew under the box whenever the page is scrolled."""
        if not self.isVisible():
            return
        inset = self._theme.look.px(_RADIUS) // 2  # there the round corners are behind it, and the box is of one colour
        hole = self._box.geometry().adjusted(inset, inset, -inset, -inset).translated(self.pos())
        for pane in self._below():
            # The mask is larger than the pane, so that one that grows is not cut off.
            pane.setMask(QRegion(_EVERYWHERE).subtracted(QRegion(hole.translated(-pane.pos()))))


def _laid_out(item: QLayoutItem | None) -> list[QWidget]:
    """Return the widgets that a layout places, also by layouts inside of it."""
    inside = None if item is None else item.layout()
    if inside is not None:
        return [pane for place in range(inside.count()) for pane in _laid_out(inside.itemAt(place))]
    pane = None if item is None else item.widget()
    return [] if pane is None else [pane]

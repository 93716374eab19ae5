"""A thin scroll bar: a rounded handle over the edge of what it scrolls, nothing when there is nothing to scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QStyle, QStyleOptionSlider

from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme

WIDTH = 10


class ThinScrollBar(QScrollBar):
    """Stands in for the vertical scroll bar of ``area``, over its right edge, so that rows reach from edge to edge."""

    def __init__(self, theme: Theme, area: QAbstractScrollArea, *, on_viewport: bool = False) -> None:
        # A widget over the viewport keeps Qt from pushing the picture along; one that is a child of it does not. But a
        # view of Qt's own moves the children of its viewport when it scrolls, so that there it has to be over it.
        super().__init__(Qt.Orientation.Vertical, area.viewport() if on_viewport else area)
        self._theme = theme
        self._area = area
        self._is_hovered = False
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        real = area.verticalScrollBar()
        real.rangeChanged.connect(self._follow)
        real.valueChanged.connect(self.setValue)
        self.valueChanged.connect(real.setValue)
        area.installEventFilter(self)
        theme.changed.connect(self.update)
        # The wheel and the keys go to the area; this one is for the pointer alone.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._follow()

    def sizeHint(self) -> QSize:
        """Return the thin width."""
        return QSize(WIDTH, super().sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the right edge of the area."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._area.width() - WIDTH, 0, WIDTH, self._area.height())
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the handle more clearly."""
        self._is_hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Let the handle step back."""
        self._is_hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the handle."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_clear = self._is_hovered or self.isSliderDown()
        inside = QRectF(handle).adjusted(2, 2, -2, -2) if is_clear else QRectF(handle).adjusted(4, 2, -2, -2)
        painter.setOpacity(0.9 if is_clear else 0.45)
        box(painter, inside, inside.width() / 2, self._theme.look.tokens.faint)

    def _follow(self) -> None:
        real = self._area.verticalScrollBar()
        self.setPageStep(real.pageStep())
        self.setSingleStep(real.singleStep())
        self.setRange(real.minimum(), real.maximum())
        self.setValue(real.value())
        self.setVisible(real.maximum() > real.minimum())

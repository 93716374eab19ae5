"""The switch of two or three words, of which one is chosen: Reply or Note above the composer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from inbox.ui.theme.fonts import BASE, MEDIUM
from inbox.ui.theme.painting import CENTER, box, focus_ring, text_line
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import shows_focus


class _Segment(QPushButton):
    """One word of the switch."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the size of the word."""
        look = self._theme.look
        return QSize(round(look.fonts.of(BASE, MEDIUM).width(self.text())) + look.px(24), look.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the word, raised when it is the chosen one."""
        painter, look, where = QPainter(self), self._theme.look, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            if not look.tokens.is_dark:
                box(painter, where.adjusted(0, 1, 0, 0), look.px(6), QColor(16, 24, 32, 18))
            box(painter, where.adjusted(0, 0, 0, -1), look.px(6), look.tokens.raised, look.tokens.outline)
        color = look.tokens.text if self.isChecked() or self.underMouse() else look.tokens.muted
        text_line(painter, where, self.text(), look.fonts.of(BASE, MEDIUM), color, CENTER)
        if shows_focus(self):
            focus_ring(painter, look, where, look.px(6))


class Segmented(QFrame):
    """``chosen`` carries the id of the segment that was chosen by pointer or key."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, segments: tuple[tuple[str, str], ...], name: str) -> None:
        super().__init__()
        self._theme = theme
        self._buttons: dict[str, _Segment] = {}
        self._group = QButtonGroup(self)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(0)
        for key, text in segments:
            button = _Segment(theme, text, self)
            button.setObjectName(key)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._buttons[key] = button
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonClicked.connect(self._on_clicked)
        self.choose(segments[0][0])

    @property
    def choice(self) -> str:
        """The id of the chosen segment."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Choose a segment without telling."""
        self._buttons[key].setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the groove."""
        painter, look = QPainter(self), self._theme.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.px(8), look.tokens.bg, look.tokens.line)

    def _on_clicked(self, button: QPushButton) -> None:
        self.chosen.emit(button.objectName())

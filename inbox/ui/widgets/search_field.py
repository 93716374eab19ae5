"""The search field, with the key that leads there while it is empty."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from inbox.ui.theme.painting import box, focus_ring, key_hint, key_hint_width
from inbox.ui.theme.theme import Theme


class SearchField(QLineEdit):
    """``keys`` is how the shortcut is written on this system; who owns the shortcut focuses the field."""

    def __init__(self, theme: Theme, placeholder: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFrame(False)
        self.setClearButtonEnabled(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self.textChanged.connect(self._fit)
        self._restyle()

    def sizeHint(self) -> QSize:
        """Return the size of the field."""
        return QSize(self._theme.look.px(200), self._theme.look.px(32))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the layout may not go."""
        return QSize(self._theme.look.px(80), self._theme.look.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field's body, then the text, then the key."""
        look, where = self._theme.look, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, where, look.px(8), look.tokens.bg, look.tokens.line)
        if self.hasFocus():
            focus_ring(painter, look, where, look.px(7))
        painter.end()
        super().paintEvent(event)
        if self._shows_keys():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width, tall = key_hint_width(look, self._keys), look.px(17)
            spot = QRectF(where.right() - width - look.px(10), where.center().y() - tall / 2, width, tall)
            key_hint(painter, look, spot, self._keys, look.tokens.muted, look.tokens.line, look.tokens.surface)
            painter.end()

    def _shows_keys(self) -> bool:
        return bool(self._keys) and not self.text()

    def _restyle(self) -> None:
        palette = QPalette(self.palette())
        # The style would fill it over the rounded body.
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.PlaceholderText, self._theme.look.tokens.faint)
        self.setPalette(palette)
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        look = self._theme.look
        right = key_hint_width(look, self._keys) + look.px(8) if self._shows_keys() else 0
        self.setTextMargins(look.px(8), 0, right + look.px(4), 0)

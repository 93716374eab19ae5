"""The body around the field for the message. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from inbox.ui.panes.composer_edit import ComposerEdit
from inbox.ui.theme.painting import box, focus_ring
from inbox.ui.theme.theme import Theme


class EditFrame(QFrame):
    """``edit`` is the field itself; a note's frame is of other paper."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_note = False
        self.edit = ComposerEdit(theme, self)
        self.edit.focus_changed.connect(self.update)
        self.setFocusProxy(self.edit)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.edit)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_mode(self, *, is_note: bool) -> None:
        """Say whether a note is written."""
        self._is_note = is_note
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the body of the field."""
        look, where = self._theme.look, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = look.tokens.note_line if self._is_note else look.tokens.line
        # Here the keyboard is at home: a quiet line and the cursor say so, not a ring all day long.
        box(painter, where, look.px(10), look.tokens.raised, look.tokens.accent if self.edit.hasFocus() else line)
        if self.edit.hasFocus() and look.tokens.outline is not None:
            focus_ring(painter, look, where, look.px(9))  # lines are everywhere there

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._column.setContentsMargins(px(12), px(9), px(6), px(9))

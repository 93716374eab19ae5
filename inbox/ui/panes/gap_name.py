"""The popover in which a gap of a reply is given its name: what belongs there each time. GUI thread only.

It closes by Enter with the name, by Esc or a click elsewhere without.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.panes.fields import Field
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import LineLabel

translate = QCoreApplication.translate

_LONGEST = 60
_WIDE = 240


class GapName(QFrame):
    """``named`` carries what was typed, without braces."""

    named = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        name = translate("ReplyPage", "What belongs here?")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(name)
        self._field = Field(theme, name, placeholder=translate("ReplyPage", "day"), parent=self)
        self._field.edit.setMaxLength(_LONGEST)
        self._field.edit.returnPressed.connect(self._on_done)
        column = QVBoxLayout(self)
        column.addWidget(LineLabel(theme, (Span(name),), color="muted", size=SMALL, parent=self))
        column.addWidget(self._field)

    def open_at(self, place: QPoint, name: str) -> None:
        """Show the popover below a place of the screen, with the name it has now."""
        px, column = self._theme.look.px, self.layout()
        assert column is not None
        column.setContentsMargins(*(px(10),) * 4)
        column.setSpacing(px(4))
        self._field.show_text(name)
        self.setFixedWidth(px(_WIDE))
        self.adjustSize()
        room = (QGuiApplication.screenAt(place) or self.screen()).availableGeometry()
        left = max(room.left(), min(place.x(), room.right() + 1 - self.width()))
        top = max(room.top(), min(place.y(), room.bottom() + 1 - self.height()))
        self.move(left, top)
        self.show()
        self._field.edit.setFocus(Qt.FocusReason.PopupFocusReason)
        self._field.edit.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _on_done(self) -> None:
        name = " ".join(self._field.edit.text().replace("{", "").replace("}", "").split())
        self.close()
        if name:
            self.named.emit(name)

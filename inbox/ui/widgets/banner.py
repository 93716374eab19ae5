"""The thin strip over a pane that says what is different now: offline and what still works, or a match to confirm."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from inbox.ui.models.rows import Span, Tone
from inbox.ui.theme.controls import ButtonFace
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.labels import SpanLabel

_ICONS = {Tone.WARN: "warning", Tone.DANGER: "warning", Tone.INFO: "info", Tone.OK: "done", Tone.NEUTRAL: "offline"}


class _ToneIcon(QLabel):
    """The icon of a tone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tone = Tone.NEUTRAL
        self.setFixedSize(theme.look.px(16), theme.look.px(16))

    def show_tone(self, tone: Tone) -> None:
        """Show another tone's icon."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        color, _ = self._theme.look.tone(self._tone)
        self._theme.look.icons.draw(QPainter(self), _ICONS[self._tone], color, QRectF(self.rect()))


class Banner(QFrame):
    """One sentence and at most one button. Hidden while there is nothing to say; never over anything else."""

    clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = Tone.NEUTRAL
        self._icon = _ToneIcon(theme)
        self._words = SpanLabel(theme, size=SMALL, pitch=16)
        self._button = Button(theme, ButtonFace(is_small=True, text="…"))
        self._button.clicked.connect(self.clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.look.px(16), theme.look.px(6), theme.look.px(12), theme.look.px(6))
        row.setSpacing(theme.look.px(10))
        row.addWidget(self._icon)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._button)
        self.hide()

    def say(self, words: str, tone: Tone = Tone.NEUTRAL, button: str = "") -> None:
        """Say something, or nothing any more with empty ``words``."""
        self._tone = tone
        self._icon.show_tone(tone)
        self._words.show_spans((Span(words),) if words else ())
        self._button.show_face(ButtonFace(button, is_small=True))
        self._button.setVisible(bool(button))
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tone's ground and a hairline below."""
        painter, look = QPainter(self), self._theme.look
        painter.fillRect(self.rect(), look.tone(self._tone)[1])
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.tokens.line)

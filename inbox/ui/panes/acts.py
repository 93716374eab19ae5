"""Buttons that states describe: each shows a ``CardButton`` and says its intent together with whose it is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inbox.ui.models.timeline import CardButton
from inbox.ui.panes.focus import keep_keyboard
from inbox.ui.theme.controls import ButtonFace, ButtonKind
from inbox.ui.theme.fonts import BOLD, MEDIUM, SMALL
from inbox.ui.theme.painting import LEFT, text_line
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button, SplitButton, leaves_enter, show_tip, shows_focus
from inbox.ui.widgets.flow_layout import FlowLayout

_NOTHING = CardButton(intent="", text="")


class ActButton(Button):
    """``acted`` carries the intent and the subject; ``touched`` tells that the pointer came to it."""

    acted = Signal(str, str)
    touched = Signal()

    def __init__(self, theme: Theme, *, is_small: bool = True, parent: QWidget | None = None) -> None:
        self._is_small = is_small
        self._shown, self._subject, self._about = _NOTHING, "", ""
        super().__init__(theme, self._faced(_NOTHING), parent=parent)
        self.setAutoDefault(False)
        self.clicked.connect(self._on_clicked)
        self.hide()

    def show_state(self, shown: CardButton | None, subject: str, about: str = "") -> None:
        """Show this button, or none; ``about`` says whom and what it is about to a screen reader."""
        is_other = shown is None or shown.intent != self._shown.intent or subject != self._subject
        self._subject = subject
        if is_other:
            keep_keyboard(self)
        self.setVisible(shown is not None)
        if shown is None or (shown, about) == (self._shown, self._about):
            return
        self._shown, self._about = shown, about
        self.show_face(self._faced(shown))
        self.allow(shown.is_enabled, shown.reason, about)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be pressed by Space; by Enter only where no money moves."""
        if not (self._shown.moves_money and leaves_enter(event)):
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is one click: what is sent is sent once."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell whoever keeps cards in their places."""
        super().enterEvent(event)
        self.touched.emit()

    def _faced(self, shown: CardButton) -> ButtonFace:
        kind = ButtonKind.PRIMARY if shown.is_primary else ButtonKind.NEUTRAL
        return ButtonFace(shown.text, kind, self._is_small)

    def _on_clicked(self) -> None:
        self.acted.emit(self._shown.intent, self._subject)


class LinkAct(ActButton):
    """Words alone, as high as a line, for what leads somewhere: "All 9 ›"."""

    def sizeHint(self) -> QSize:
        """Return the room of the words."""
        look = self._theme.look
        return QSize(round(look.fonts.of(SMALL, MEDIUM, figures=True).width(self.text())) + 2, look.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, underlined while they are touched."""
        look, where = self._theme.look, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = shows_focus(self)
        color = look.tokens.accent if has_focus else look.tokens.text if self.underMouse() else look.tokens.muted
        text_line(painter, where, self.text(), look.fonts.of(SMALL, MEDIUM, figures=True), color)
        if has_focus or self.underMouse():
            thick = 2 if has_focus else 1
            painter.fillRect(QRectF(where.left(), where.bottom() - look.px(1) - thick, where.width(), thick), color)


class TitleAct(ActButton):
    """A card's title that leads somewhere; where, is its tooltip."""

    def show_title(self, title: str, act: CardButton | None, subject: str, about: str, state: str = "") -> None:
        """Show a title that does what ``act`` says, or none without one; ``state`` is what the chip beside it says."""
        named = None if act is None else CardButton(intent=act.intent, text=title)
        self.show_state(named, subject, about)
        if act is not None:
            show_tip(self, act.text)
            self.setAccessibleName(f"{title} {state}".strip() + f": {act.text}")

    def sizeHint(self) -> QSize:
        """Return the room of the words."""
        look = self._theme.look
        face = look.fonts.of(weight=BOLD, figures=True)
        return QSize(math.ceil(face.width(self.text())) + 1, look.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, underlined while they are touched."""
        look, where = self._theme.look, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = shows_focus(self)
        color = look.tokens.accent if has_focus else look.tokens.text
        face = look.fonts.of(weight=BOLD, figures=True)
        text_line(painter, where, face.elided(self.text(), where.width()), face, color, LEFT)
        if has_focus or self.underMouse():
            thick = 2 if has_focus else 1
            painter.fillRect(QRectF(where.left(), where.bottom() - thick, where.width(), thick), color)


class SplitAct(SplitButton):
    """A split button of two ``CardButton``s: the act itself, and on the arrow the form."""

    acted = Signal(str, str)
    touched = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent=parent)
        self._body_shown, self._arrow_shown, self._subject, self._about = _NOTHING, _NOTHING, "", ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._on_body)
        self.arrow_clicked.connect(self._on_arrow)
        self.hide()

    def show_state(self, body: CardButton | None, arrow: CardButton | None, subject: str, about: str = "") -> None:
        """Show both halves, or nothing when one is missing."""
        if body is None or arrow is None or subject != self._subject:
            keep_keyboard(self)
        self._subject = subject
        self.setVisible(body is not None and arrow is not None)
        if body is None or arrow is None or (body, arrow, about) == (self._body_shown, self._arrow_shown, self._about):
            return
        self._body_shown, self._arrow_shown, self._about = body, arrow, about
        self.show_text(body.text)
        self.allow(body.is_enabled, body.reason, about)

    @property
    def was_shown(self) -> bool:
        """Whether it has stood where it belongs, though it may be hidden now."""
        return self._body_shown is not _NOTHING

    def take_keyboard(self) -> None:
        """Give the arrow the keyboard, from which the form was opened."""
        self._arrow.setFocus(Qt.FocusReason.OtherFocusReason)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell whoever keeps cards in their places."""
        super().enterEvent(event)
        self.touched.emit()

    def _on_body(self) -> None:
        self.acted.emit(self._body_shown.intent, self._subject)

    def _on_arrow(self) -> None:
        self.acted.emit(self._arrow_shown.intent, self._subject)


class ActRow(QWidget):
    """Buttons in a row that wraps; hidden without any."""

    acted = Signal(str, str)
    touched = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons: list[ActButton] = []
        self._flow = FlowLayout(self, theme.look.px(8))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_state(self, buttons: Sequence[CardButton], subject: str, about: str = "") -> None:
        """Show these buttons; a button keeps its place among them."""
        while len(self._buttons) < len(buttons):
            self._buttons.append(self._new())
        for place, button in enumerate(self._buttons):
            button.show_state(buttons[place] if place < len(buttons) else None, subject, about)
        self.setVisible(bool(buttons))

    def _new(self) -> ActButton:
        button = ActButton(self._theme, parent=self)
        button.acted.connect(self.acted)
        button.touched.connect(self.touched)
        self._flow.addWidget(button)
        return button

    def _restyle(self) -> None:
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.set_gap(self._theme.look.px(8))

"""Buttons: primary, neutral, quiet and small ones, icons alone, and the split button whose arrow opens a form."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QStyle, QStyleOption, QWidget

from inbox.ui.theme.controls import (
    ButtonFace,
    ButtonKind,
    ButtonState,
    arrow,
    button,
    button_ground,
    button_height,
    button_text_face,
    button_width,
)
from inbox.ui.theme.painting import CENTER, text_line
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.tips import tip

translate = QCoreApplication.translate

_ARROW = 28
"""At least so wide, that a hand that hurries does not hit the other half."""


def shows_focus(widget: QWidget) -> bool:
    """Tell whether a widget's focus ring is due: it has the keyboard, and the keyboard is what is being used."""
    if not widget.hasFocus():
        return False
    option = QStyleOption()
    option.initFrom(widget)
    return bool(option.state & QStyle.StateFlag.State_KeyboardFocusChange)


def leave_keyboard(button: QAbstractButton) -> None:
    """Let a click leave the keyboard where it is; Tab still comes here.

    An agent clicks and types on. A button that took the keyboard would make commands of her letters.
    """
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def leaves_enter(event: QKeyEvent) -> bool:
    """Tell whether a key is Enter, and pass it on: on some desktops it would press, and no bare Enter moves money."""
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if is_enter:
        event.ignore()
    return is_enter


def show_tip(widget: QWidget, words: str) -> None:
    """Let a tooltip say this; the same words again tell nobody that they have changed."""
    if words != widget.toolTip():
        widget.setToolTip(words)


class Button(QPushButton):
    """A button with a face. An icon alone needs a ``name`` for screen readers, which is its tooltip too."""

    def __init__(self, theme: Theme, face: ButtonFace, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face = face
        self._name: str | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        leave_keyboard(self)
        self.show_face(face, name)
        theme.changed.connect(self.updateGeometry)

    def show_face(self, face: ButtonFace, name: str = "") -> None:
        """Show other words or another icon; the same cost nothing, neither a layout nor a paint."""
        if face == self._face and name == self._name:
            return
        self._face, self._name = face, name
        self.setText(face.text)
        self.setAccessibleName(name or face.text)
        if not face.text:
            show_tip(self, tip(name))
        self.updateGeometry()
        self.update()

    def allow(self, is_allowed: bool, reason: str = "", about: str = "") -> None:
        """Let the button be used, or grey it and say why when the pointer rests on it.

        ``about`` says whom and what it is about to who cannot see what stands around it.
        """
        self.setEnabled(is_allowed)
        show_tip(self, tip(reason if not is_allowed else "" if self._face.text else self.accessibleName()))
        self.setAccessibleDescription(reason or about)

    def sizeHint(self) -> QSize:
        """Return the size at which nothing is cut."""
        look = self._theme.look
        return QSize(button_width(look, self._face), button_height(look, self._face.is_small))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the layout may not go."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        button(painter, self._theme.look, QRectF(self.rect()), self._face, state_of(self))


def state_of(widget: QPushButton) -> ButtonState:
    """Return what is being done to a button."""
    return ButtonState(
        is_enabled=widget.isEnabled(),
        is_hovered=widget.underMouse() and widget.isEnabled(),
        is_pressed=widget.isDown(),
        is_focused=shows_focus(widget),
    )


class _Half(QPushButton):
    """One half of a split button; both are painted as parts of one body."""

    def __init__(self, theme: Theme, text: str, kind: ButtonKind, is_arrow: bool, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.kind = kind
        self._theme = theme
        self._is_arrow = is_arrow
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        leave_keyboard(self)
        theme.changed.connect(self.updateGeometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be pressed by Space, never by Enter."""
        if not leaves_enter(event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the size of this half."""
        look = self._theme.look
        tall = button_height(look, is_small=True)
        wide = look.px(_ARROW) if self._is_arrow else button_width(look, ButtonFace(self.text(), is_small=True))
        return QSize(max(wide, _ARROW) if self._is_arrow else wide, tall)

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the layout may not go."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint this half of the body and what stands on it."""
        look, where = self._theme.look, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(where)
        beyond = look.px(12)
        body = where.adjusted(-beyond, 0, 0, 0) if self._is_arrow else where.adjusted(0, 0, beyond, 0)
        color = button_ground(painter, look, body, self.kind, state_of(self))
        if not self._is_arrow:
            text_line(painter, where, self.text(), button_text_face(look, is_small=True), color, CENTER)
            return
        line = look.tokens.on_accent if self.kind is ButtonKind.PRIMARY else look.tokens.line
        painter.fillRect(QRectF(0, 0, 1, where.height()), line)
        is_plain = self.kind is ButtonKind.NEUTRAL and self.isEnabled()
        arrow(painter, look, where.center() + QPointF(0.5, 0), look.tokens.muted if is_plain else color)


class SplitButton(QWidget):
    """Does the usual thing on its body (``clicked``) and opens the form on its arrow (``arrow_clicked``)."""

    clicked = Signal()
    arrow_clicked = Signal()

    def __init__(
        self, theme: Theme, text: str, kind: ButtonKind = ButtonKind.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._body = _Half(theme, text, kind, False, self)
        self._arrow = _Half(theme, "", kind, True, self)
        self._body.clicked.connect(self.clicked)
        self._arrow.clicked.connect(self.arrow_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show other words on the body."""
        if text == self._body.text() and self._arrow.accessibleName():
            return
        self._body.setText(text)
        self._body.setAccessibleName(text)
        name = translate("SplitButton", "More choices: {text}").format(text=text)
        self._arrow.setAccessibleName(name)
        show_tip(self._arrow, translate("SplitButton", "More choices"))
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the size of both halves beside each other."""
        body, arrow = self._body.sizeHint(), self._arrow.sizeHint()
        return QSize(body.width() + arrow.width(), max(body.height(), arrow.height()))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which a layout may not go."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the halves."""
        super().resizeEvent(event)
        self._place()

    def _fit(self) -> None:
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        # By hand: a layout would ask both how large they are several times for each new word on them.
        arrow = self._arrow.sizeHint().width()
        body = max(0, self.width() - arrow)
        self._body.setGeometry(0, 0, body, self.height())
        self._arrow.setGeometry(body, 0, arrow, self.height())

    def allow(self, is_allowed: bool, reason: str = "", about: str = "") -> None:
        """Let the body be used, or grey it and say why; the arrow stays, for the form says more."""
        self._body.setEnabled(is_allowed)
        show_tip(self._body, "" if is_allowed else tip(reason))
        self._body.setAccessibleDescription(reason or about)
        self._arrow.setAccessibleDescription(about)

"""A picture of the chat, whole, over the window: larger and smaller, the next and the one before, saved and copied.

A child of the window, not a dialog: nothing is modal, and no event loop is nested. While it is open, keys without Ctrl or
Alt are its own. GUI thread only.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.lightbox import LightboxState
from inbox.ui.panes.focus import keep_keyboard
from inbox.ui.panes.keys import keys_text
from inbox.ui.theme.controls import ButtonFace, ButtonKind
from inbox.ui.theme.fonts import BOLD, SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.flow_layout import FlowLayout
from inbox.ui.widgets.labels import LineLabel, SpanLabel
from inbox.ui.widgets.tips import tip
from inbox.ui.widgets.zoom_stage import ZoomStage

translate = QCoreApplication.translate

_WORDS = 220
"""Room for whose picture it is and when it came, beside the buttons."""
_GROUND = QColor(14, 16, 18, 238)


class WholePictures(Protocol):
    """Knows pictures as a whole."""

    def whole(self, key: str) -> QImage | None:
        """Return a whole picture; None while it is not there, it is fetched meanwhile."""
        ...

    def nearest(self, key: str) -> QPixmap | None:
        """Return the picture in whatever size it is there."""
        ...

    def is_refused(self, key: str) -> bool:
        """Tell whether what is there cannot be shown as a picture."""
        ...


class Lightbox(QWidget):
    """Fills its parent. ``stepped`` asks for the next picture (1) or the one before (-1); the rest name what is wanted."""

    stepped = Signal(int)
    save_wanted = Signal()
    copy_wanted = Signal()
    close_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures: WholePictures | None = None
        self._state: LightboxState | None = None
        self.setAccessibleName(translate("Lightbox", "Picture"))
        self._bar = QWidget(self)
        self._title = LineLabel(theme, weight=BOLD, parent=self._bar)
        self._detail = LineLabel(theme, color="muted", size=SMALL, parent=self._bar)
        self._count = LineLabel(theme, color="muted", size=SMALL, parent=self._bar)
        self._acts = QWidget(self._bar)
        self.stage = ZoomStage(theme, self)
        self._foot = QWidget(self)
        self._caption = SpanLabel(theme, parent=self._foot)
        self._buttons = self._make_buttons()
        self._bar_row, self._foot_row, self._column = QHBoxLayout(self._bar), QHBoxLayout(self._foot), QVBoxLayout(self)
        self._flow = FlowLayout(self._acts, theme.look.px(8))
        self._set_up()
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def _make_buttons(self) -> dict[str, Button]:
        words = {
            "smaller": ("minus", translate("Lightbox", "Smaller"), self.stage.smaller),
            "fit": ("", translate("Lightbox", "Fit"), self.stage.fit),
            "larger": ("plus", translate("Lightbox", "Larger"), self.stage.larger),
            "previous": ("chevron-left", translate("Lightbox", "Previous picture"), self._on_previous),
            "next": ("chevron-right", translate("Lightbox", "Next picture"), self._on_next),
            "copy": ("copy", translate("Lightbox", "Copy"), self.copy_wanted.emit),
            "save": ("download", translate("Lightbox", "Save as …"), self.save_wanted.emit),
            "close": ("close", translate("Lightbox", "Close"), self.close_wanted.emit),
        }
        keys = {"copy": "Ctrl+C", "save": "Ctrl+S", "close": "Esc"}
        made = {}
        for name, (icon, text, act) in words.items():
            hint = keys_text(keys[name]) if name in keys else ""
            has_words = name in ("fit", "copy", "save")
            face = ButtonFace(text if has_words else "", ButtonKind.NEUTRAL, is_small=True, icon="" if has_words else icon)
            made[name] = Button(self._theme, face, text, self._acts)
            made[name].setToolTip(f"{text} ({hint})" if hint else text)
            made[name].clicked.connect(act)
        return made

    def _set_up(self) -> None:
        for label in (self._title, self._detail, self._count):
            self._bar_row.addWidget(label)
        self._bar_row.addStretch(1)
        for button in self._buttons.values():
            self._flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._acts.setSizePolicy(policy)
        self._bar_row.addWidget(self._acts)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._bar)
        self._column.addWidget(self.stage, 1)
        self._foot_row.addWidget(self._caption)
        self._column.addWidget(self._foot)
        self.stage.zoomed.connect(self._show_zoom)

    def serve(self, pictures: WholePictures) -> None:
        """Take pictures from here."""
        self._pictures = pictures

    def show_state(self, state: LightboxState | None) -> None:
        """Show this picture, or go away and let the window give the keyboard back."""
        was, self._state = self._state, state
        if state is None:
            if not self.isHidden():
                keep_keyboard(self)
                self.hide()
                self.stage.clear()
                self.closed.emit()
            return
        self._title.show_spans((Span(state.title),))
        self._detail.show_spans((Span(state.detail),))
        several = translate("Lightbox", "{place} of {count}").format(place=state.place, count=state.count)
        self._count.show_spans((Span(several if state.count > 1 else ""),))
        self._buttons["previous"].allow(state.place > 1)
        self._buttons["next"].allow(state.place < state.count)
        self._caption.show_spans((Span(state.caption),) if state.caption else ())
        self._foot.setVisible(bool(state.caption))
        self.stage.setAccessibleName(state.spoken)
        if was is None or was.key != state.key:
            self.stage.clear()
        self._show_picture()
        if self.isHidden():
            self._open()

    def picture_ready(self, key: str) -> None:
        """Show a picture that has come, or say that it cannot be shown."""
        if self._state is not None and key == self._state.key:
            self._show_picture()

    def _open(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.stage.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_picture(self) -> None:
        state, pictures = self._state, self._pictures
        if state is None or pictures is None:
            return
        if pictures.is_refused(state.key):
            words = translate("Lightbox", "This file cannot be shown here. It can still be saved.")
            self.stage.say(words)
            self._buttons["copy"].allow(False, words)
            return
        whole = pictures.whole(state.key)
        self._buttons["copy"].allow(whole is not None)
        if whole is not None:
            self.stage.show_image(whole)
        elif (small := pictures.nearest(state.key)) is not None:
            self.stage.show_meanwhile(small)

    def event(self, event: QEvent) -> bool:
        """Keep the window's single letters asleep: what is typed here is about the picture."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
            is_ours = event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Save)
            if is_ours or (not held and event.key() < Qt.Key.Key_F1):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, step, save, copy, close."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        zooms = {
            Qt.Key.Key_Plus: self.stage.larger,
            Qt.Key.Key_Equal: self.stage.larger,
            Qt.Key.Key_Minus: self.stage.smaller,
            Qt.Key.Key_0: self.stage.fit,
            Qt.Key.Key_1: self.stage.full_size,
        }
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Save):
            self.save_wanted.emit()
        elif event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() in zooms:
            zooms[Qt.Key(event.key())]()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
        # Any other key means nothing here, and must mean nothing to the window below.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the picture closes."""
        self.close_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Darken the window; the bar keeps the theme's own ground."""
        painter, look = QPainter(self), self._theme.look
        painter.fillRect(self.rect(), _GROUND)
        painter.fillRect(self._bar.geometry(), look.tokens.surface)
        if self._foot.isVisible():
            painter.fillRect(self._foot.geometry(), look.tokens.surface)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where they have no room beside them."""
        super().resizeEvent(event)
        self._fit_bar()

    def _fit_bar(self) -> None:
        px = self._theme.look.px
        wide = sum(button.sizeHint().width() + px(8) for button in self._buttons.values())
        is_narrow = wide + px(_WORDS) > self.width()
        self._bar_row.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self._acts.setMinimumWidth(0 if is_narrow else wide)

    def _show_zoom(self, percent: int) -> None:
        description = translate("Lightbox", "{percent} % of its size").format(percent=percent)
        self.stage.setAccessibleDescription(description)
        self._buttons["fit"].setToolTip(tip(f"{translate('Lightbox', 'Fit')} · {description}"))

    def _on_previous(self) -> None:
        self.stepped.emit(-1)

    def _on_next(self) -> None:
        self.stepped.emit(1)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._bar_row.setContentsMargins(px(16), px(8), px(12), px(8))
        self._bar_row.setSpacing(px(8))
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.set_gap(px(8))
        self._fit_bar()
        self._foot_row.setContentsMargins(px(16), px(10), px(16), px(12))

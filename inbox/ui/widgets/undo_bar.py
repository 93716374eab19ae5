"""The undo bar between timeline and composer: every held action with its seconds, what, for whom, and the way back.

Shows the rows it is given and reports clicks; the shortcuts belong to the window. No key inside of it sends a hold: both
buttons can be reached by Tab and pressed by Space, Enter does nothing here.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from inbox.ui.models.rows import HoldRow, plain
from inbox.ui.theme.fonts import BASE, BOLD, MEDIUM
from inbox.ui.theme.painting import CENTER, box, text_line
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.announce import announce
from inbox.ui.widgets.button import leave_keyboard, leaves_enter, shows_focus
from inbox.ui.widgets.countdown import CountdownRing
from inbox.ui.widgets.labels import KeyHint, LineLabel

translate = QCoreApplication.translate


class _BarButton(QPushButton):
    """Words on the dark bar. Enter does not press it; it goes on to the window."""

    def __init__(self, theme: Theme, text: str, color: str, is_strong: bool, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._color = color
        self._weight = BOLD if is_strong else MEDIUM
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        leave_keyboard(self)

    def sizeHint(self) -> QSize:
        """Return the size of the words with room to hit them."""
        look = self._theme.look
        return QSize(round(look.fonts.of(BASE, self._weight).width(self.text())) + look.px(12), look.px(26))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the layout may not go."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the window, so that no bare Enter ever sends or undoes anything."""
        if not leaves_enter(event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, and a lighter ground under the pointer."""
        painter, look, where = QPainter(self), self._theme.look, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or shows_focus(self):
            line = look.tokens.bar_accent if shows_focus(self) else None
            box(painter, where, look.px(6), look.tokens.bar.lighter(140), line)
        color = getattr(look.tokens, self._color)
        text_line(painter, where, self.text(), look.fonts.of(BASE, self._weight), color, CENTER)


class _HoldLine(QWidget):
    """One held action."""

    def __init__(self, theme: Theme, undo_keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.row: HoldRow | None = None
        self._ring = CountdownRing(theme, "bar", "bar_text")
        self._words = LineLabel(theme, color="bar_text")
        self.undo = _BarButton(theme, translate("UndoBar", "Undo"), "bar_accent", True, self)
        self._keys = KeyHint(theme, undo_keys, "bar_muted", "bar_line")
        self.send_now = _BarButton(theme, "", "bar_muted", False, self)
        self._is_newest = True
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.look.px(14), theme.look.px(5), theme.look.px(8), theme.look.px(5))
        line.setSpacing(theme.look.px(8))
        line.addWidget(self._ring)
        line.addSpacing(theme.look.px(4))
        line.addWidget(self._words, 1)
        for part in (self.undo, self._keys, self.send_now):
            line.addWidget(part)
            part.raise_()  # a screen reader reads the words first

    def show_row(self, row: HoldRow, is_newest: bool) -> None:
        """Show a hold; the newest one says which keys undo it."""
        self.row = row
        self._is_newest = is_newest
        self._ring.show_left(row.seconds_left, row.part_left)
        self._words.show_spans(row.what)
        self.send_now.setText(row.now)
        self.send_now.updateGeometry()
        self.send_now.setVisible(row.can_send_now)
        self._fit()
        what = plain(row.what)
        self.undo.setAccessibleName(translate("UndoBar", "Undo: {what}").format(what=what))
        self.send_now.setAccessibleName(f"{row.now}: {what}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the key hint out where the words need its place."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dark ground."""
        painter, look = QPainter(self), self._theme.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.px(10), look.tokens.bar, look.tokens.outline)

    def _fit(self) -> None:
        others = sum(part.sizeHint().width() for part in (self._words, self.undo, self._keys, self.send_now))
        self._keys.setVisible(self._is_newest and others + self._theme.look.px(90) <= self.width())


class UndoBar(QFrame):
    """All holds, the newest lowest. ``undone`` and ``sent_now`` carry the action's id."""

    undone = Signal(str)
    sent_now = Signal(str)

    def __init__(self, theme: Theme, undo_keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._undo_keys = undo_keys
        self._lines: dict[str, _HoldLine] = {}
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(theme.look.px(16), 0, theme.look.px(16), theme.look.px(10))
        self._stack.setSpacing(theme.look.px(6))
        self.setAccessibleName(translate("UndoBar", "Can be undone"))
        self.hide()

    def show_holds(self, rows: tuple[HoldRow, ...]) -> None:
        """Show these holds, oldest first; without any the bar is hidden."""
        for action in [action for action in self._lines if all(row.action != action for row in rows)]:
            line = self._lines.pop(action)
            self._stack.removeWidget(line)
            line.deleteLater()
        for row in rows:
            if row.action not in self._lines:
                self._lines[row.action] = self._new_line(row)
                # A hold is short: it is said at once, with the way back.
                announce(self, self._spoken(row), is_urgent=True)
            self._lines[row.action].show_row(row, is_newest=row is rows[-1])
        self.setVisible(bool(rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chat's ground between the holds."""
        QPainter(self).fillRect(self.rect(), self._theme.look.tokens.chat)

    def _new_line(self, row: HoldRow) -> _HoldLine:
        line = _HoldLine(self._theme, self._undo_keys, self)
        line.undo.setObjectName(row.action)
        line.send_now.setObjectName(row.action)
        line.undo.clicked.connect(self._on_undo)
        line.send_now.clicked.connect(self._on_send_now)
        self._stack.addWidget(line)
        line.show()  # at once: a hold of three seconds cannot wait for the layout's turn
        return line

    def _spoken(self, row: HoldRow) -> str:
        words = translate("UndoBar", "{what}, in {seconds} seconds. Undo: {keys}")
        return words.format(what=plain(row.what), seconds=row.seconds_left, keys=self._undo_keys)

    def _on_undo(self) -> None:
        self.undone.emit(self.sender().objectName())

    def _on_send_now(self) -> None:
        self.sent_now.emit(self.sender().objectName())

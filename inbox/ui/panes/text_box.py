"""A field of several lines inside of a form: Enter goes on, Shift and Enter break the line. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QPalette, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from inbox.ui.models.gaps import is_own
from inbox.ui.models.states.composer import Gaps
from inbox.ui.panes.fields import paint_body
from inbox.ui.panes.gap_edit import GapEdit
from inbox.ui.panes.gap_name import GapName
from inbox.ui.theme.fonts import BASE
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.scroll_bar import ThinScrollBar

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAST_LINES, _MOST_LINES = 2, 7
_MARGIN = 1


class TextBox(QWidget):
    """``edit`` is Qt's own field; grows from two lines to seven. ``breaks_lines`` makes a plain Enter break the line."""

    edited = Signal(str)
    done = Signal()
    entered = Signal()
    resized = Signal()
    """It has another height: more or fewer lines, be it only because it has become wider."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_problem = False
        self._gap_name: GapName | None = None
        self.edit = _Edit(theme, self)
        ThinScrollBar(theme, self.edit)
        self.edit.done.connect(self.done)
        self.edit.entered.connect(self.entered)
        self.edit.textChanged.connect(self.fit)
        self.edit.edited.connect(self.edited)
        self.edit.name_wanted.connect(self._on_name_wanted)
        self.edit.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.edit.horizontalScrollBar().valueChanged.connect(self._stay_left)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.edit)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_text(
        self, text: str, *, has_problem: bool = False, breaks_lines: bool = False, gaps: Gaps = Gaps.NONE
    ) -> None:
        """Show a text; one that stands there already keeps cursor and selection."""
        self.edit.breaks_lines = breaks_lines
        self.edit.gaps, self.edit.takes_gaps = gaps, gaps is not Gaps.NONE
        if self.edit.show_raw(text):
            self.fit()
        self._has_problem = has_problem
        self.update()

    def insert(self, text: str) -> None:
        """Write a text where the cursor is; a gap that wants a name is asked for it."""
        self.edit.insertPlainText(text)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.edit.gaps is Gaps.NAME and is_own(text) and self.edit.choose_before():
            self._on_name_wanted()

    def sizeHint(self) -> QSize:
        """Return the size of the lines there are."""
        lines = min(max(round(self.edit.document().size().height()), _LEAST_LINES), _MOST_LINES)
        line = self.edit.fontMetrics().lineSpacing()
        return QSize(self._theme.look.px(200), round(lines * line) + self._theme.look.px(10) + 2 * _MARGIN + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the layout may not go."""
        return QSize(self._theme.look.px(64), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the body of the field."""
        paint_body(self, self._theme.look, has_problem=self._has_problem, has_focus=self.edit.hasFocus())

    def _on_name_wanted(self) -> None:
        spot = self.edit.selected_gap()
        if spot is None or self.edit.isReadOnly() or not is_own(spot.raw):
            return
        if self._gap_name is None:
            self._gap_name = GapName(self._theme, self)
            self._gap_name.named.connect(self._on_named)
        corner = self.edit.rects(spot)[-1].bottomLeft().toPoint() + QPoint(0, self._theme.look.px(4))
        self._gap_name.open_at(self.edit.viewport().mapToGlobal(corner), spot.name)

    def _on_named(self, name: str) -> None:
        spot = self.edit.selected_gap()
        if spot is not None:
            self.edit.put_over(spot, f"{{{{?{name}}}}}")
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Be as high as the lines there are at the present width."""
        if self.height() != self.sizeHint().height():
            self.setFixedHeight(self.sizeHint().height())
            self.resized.emit()
        if self.edit.document().size().height() <= _MOST_LINES:
            # All of it is seen; Qt had scrolled to the cursor while there was less room.
            self.edit.verticalScrollBar().setValue(0)

    def _stay_left(self, _value: int) -> None:
        """Keep the first letters in sight: Qt scrolls by some pixels for a cursor behind a line that just fits."""
        self.edit.horizontalScrollBar().setValue(0)

    def _restyle(self) -> None:
        look = self._theme.look
        self._column.setContentsMargins(look.px(8), look.px(5), look.px(4), look.px(5))
        self.edit.setFont(look.fonts.of(BASE).font)
        palette = QPalette(self.edit.palette())
        palette.setColor(QPalette.ColorRole.Base, look.tokens.raised)
        self.edit.setPalette(palette)
        self.fit()


class _Edit(GapEdit):
    done = Signal()
    entered = Signal()
    name_wanted = Signal()

    def __init__(self, theme: Theme, field: TextBox) -> None:
        super().__init__(theme, field)
        self._field = field
        self.breaks_lines = False
        self.gaps = Gaps.NONE
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_MARGIN)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._field.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._field.update()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._field.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self._names():
            self.name_wanted.emit()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        fills = self.gaps is Gaps.FILL and self.step_gap(1 if is_next else -1)
        return fills or super().focusNextPrevChild(is_next)

    def _names(self) -> bool:
        spot = self.selected_gap() if self.gaps is Gaps.NAME else None
        return spot is not None and is_own(spot.raw)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape or (event.key() in _ENTER and held == Qt.KeyboardModifier.ControlModifier):
            event.ignore()
        elif event.key() in (*_ENTER, Qt.Key.Key_F2) and held == Qt.KeyboardModifier.NoModifier and self._names():
            self.name_wanted.emit()
        elif event.key() in _ENTER and held == Qt.KeyboardModifier.NoModifier and not self.breaks_lines:
            if not event.isAutoRepeat():
                self.done.emit()
        elif event.key() in _ENTER:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

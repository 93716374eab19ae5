"""The form of a message of a rarer kind: a field for each part, and beside them what the customer will read.

Enter goes to the next field, from the last one it sends, as Ctrl and Enter do from anywhere: no money moves here. Esc
closes. GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.composer import FormField, FormKind, MessageForm
from inbox.ui.panes.as_read import AsRead
from inbox.ui.panes.choice_button import ChoiceButton
from inbox.ui.panes.fields import Field
from inbox.ui.panes.form_frame import FormFrame
from inbox.ui.panes.keyed import Keyed
from inbox.ui.panes.text_box import TextBox
from inbox.ui.theme.fonts import BOLD, SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import LineLabel, SpanLabel
from inbox.ui.widgets.scroll_bar import ThinScrollBar

translate = QCoreApplication.translate

_HIGHEST = 300
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MessageFormView(FormFrame):
    """``field_edited`` carries the field and its text, ``preset_chosen`` a ready-made form, ``acted`` the intent and the kind."""

    field_edited = Signal(str, str)
    preset_chosen = Signal(str)
    acted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", translate("MessageForm", "Cancel"), parent)
        self._form: MessageForm | None = None
        self._title = LineLabel(theme, weight=BOLD, parent=self)
        self._presets = ChoiceButton(theme, is_small=True, parent=self)
        self._presets.chosen.connect(self.preset_chosen)
        self._left = QWidget(self)
        self._left_column, self._fields_box = QVBoxLayout(self._left), QVBoxLayout()
        self._left_column.addLayout(self._fields_box)
        self._left_column.addStretch(1)
        self._fields: Keyed[FormField, _FormRow] = Keyed(self._new_row, self._fields_box)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self._left)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ThinScrollBar(theme, self._scroll)
        self._preview = AsRead(theme, self)
        self._problem = SpanLabel(theme, color="danger", size=SMALL, pitch=16, parent=self)
        self.send.acted.connect(self._on_send)
        self._head, self._sides, self._beside = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._presets)
        self._beside.addWidget(self._preview)
        self._beside.addStretch(1)
        self._sides.addWidget(self._scroll, 3)
        self._sides.addLayout(self._beside, 2)
        self.column.addLayout(self._head)
        self.column.addLayout(self._sides)
        self.acts.addWidget(self._problem, 10)
        self.end_acts()
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, form: MessageForm) -> None:
        """Show this form."""
        self._form = form
        self.setAccessibleName(form.title)
        self._title.show_spans((Span(form.title, True),))
        ready = translate("MessageForm", "Ready-made")
        if form.kind is FormKind.LATER:
            ready = translate("MessageForm", "Times")
        self._presets.show_state(ready, form.presets, ready)
        rows = self._fields.show([(f"{form.kind}.{field.id}", field) for field in form.fields])
        for field, row in rows:
            row.show_state(field, breaks_lines=form.kind is FormKind.LIST and field.id == "rows")
        self._preview.show_message(form.header, form.text, form.footer, form.labels)
        self._preview.setVisible(bool(form.header or form.text or form.labels))
        self._problem.show_spans((Span(form.problem),) if form.problem else ())
        self.send.show_state(form.button, form.kind)
        self._fit()

    def begin(self) -> None:
        """Give the first empty field the keyboard, the first one when none is empty."""
        rows = list(self._fields.children().values())
        chosen = next((row for row in rows if not row.text), rows[0] if rows else None)
        if chosen is not None:
            chosen.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send on Ctrl and Enter, close on Esc."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and held == Qt.KeyboardModifier.ControlModifier:
            self._on_send()
        else:
            super().keyPressEvent(event)

    def _new_row(self, _field: FormField) -> _FormRow:
        row = _FormRow(self._theme, self._left)
        row.edited.connect(self.field_edited)
        row.done.connect(self._on_done)
        row.grown.connect(self._fit)
        return row

    def _on_done(self) -> None:
        """Go on from a field to the next one; from the last one send, if nothing is missing."""
        rows, sender = list(self._fields.children().values()), self.sender()
        place = next((place for place, row in enumerate(rows) if row is sender), len(rows))
        if place + 1 < len(rows):
            rows[place + 1].take_keyboard()
        else:
            self._on_send()

    def _on_send(self) -> None:
        form = self._form
        if form is not None and form.button.is_enabled:
            self.acted.emit(form.button.intent, form.kind)

    def _fit(self) -> None:
        self._left_column.activate()
        height = max(self._left.sizeHint().height(), self._preview.sizeHint().height())
        self._scroll.setFixedHeight(min(self._theme.look.px(_HIGHEST), height))

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._sides.setSpacing(px(14))
        self._left_column.setContentsMargins(px(2), px(2), px(6), px(2))
        self._fields_box.setSpacing(px(8))
        self._left.setStyleSheet("background: transparent;")
        self._scroll.setStyleSheet("background: transparent;")


class _FormRow(QWidget):
    """A field's name and counter over it; one line or several."""

    edited = Signal(str, str)
    done = Signal()
    grown = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._id, self._is_long = "", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._label = LineLabel(theme, color="muted", size=SMALL, parent=self)
        self._counter = LineLabel(theme, color="faint", size=SMALL, parent=self)
        self._over = LineLabel(theme, color="danger", size=SMALL, parent=self)
        self._line = Field(theme, "", parent=self)
        self._line.edit.textEdited.connect(self._on_edited)
        self._line.edit.returnPressed.connect(self.done)
        self._box = TextBox(theme, self)
        self._box.edited.connect(self._on_edited)
        self._box.done.connect(self.done)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self._label, 1)
        head.addWidget(self._counter)
        head.addWidget(self._over)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.look.px(2))
        column.addLayout(head)
        column.addWidget(self._line)
        column.addWidget(self._box)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self._box.edit.toPlainText() if self._is_long else self._line.edit.text()

    def take_keyboard(self) -> None:
        """Give the field the keyboard, all of a single line chosen."""
        if self._is_long:
            self._box.edit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._line.edit.setFocus(Qt.FocusReason.TabFocusReason)
            self._line.edit.selectAll()

    def show_state(self, field: FormField, *, breaks_lines: bool) -> None:
        """Show this field."""
        self._id, self._is_long = field.id, field.is_long
        self._label.show_spans((Span(field.label),))
        self._counter.show_spans((Span(field.counter),) if field.counter and not field.is_over else ())
        self._over.show_spans((Span(field.counter),) if field.counter and field.is_over else ())
        self._counter.setVisible(bool(field.counter) and not field.is_over)
        self._over.setVisible(bool(field.counter) and field.is_over)
        self._line.setVisible(not field.is_long)
        self._box.setVisible(field.is_long)
        if field.is_long:
            self._box.edit.setAccessibleName(field.label)
            self._box.edit.setPlaceholderText(field.hint)
            self._box.show_text(field.value, has_problem=field.is_over, breaks_lines=breaks_lines)
        else:
            self._line.edit.setAccessibleName(field.label)
            self._line.edit.setPlaceholderText(field.hint)
            self._line.show_text(field.value, has_problem=field.is_over)

    def _on_edited(self, text: str) -> None:
        self.edited.emit(self._id, text)
        self.grown.emit()

"""A field of a form with its name and its counter over it: one line or several."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.composer import FormField
from inbox.ui.panes.fields import Field
from inbox.ui.panes.text_box import TextBox
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import LineLabel


class FormRow(QWidget):
    """``edited`` carries the field's id and its text, ``done`` is Enter, ``grown`` that it may need another height.

    ``entered`` tells that the cursor came into a field of several lines.
    """

    edited = Signal(str, str)
    done = Signal()
    grown = Signal()
    entered = Signal()

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
        self._box.entered.connect(self.entered)
        self._box.resized.connect(self._on_resized)
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
        return self._box.edit.raw() if self._is_long else self._line.edit.text()

    @property
    def is_long(self) -> bool:
        """Whether it is one of several lines."""
        return self._is_long

    def take_keyboard(self) -> None:
        """Give the field the keyboard, all of a single line chosen."""
        if self._is_long:
            self._box.edit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._line.edit.setFocus(Qt.FocusReason.TabFocusReason)
            self._line.edit.selectAll()

    def insert(self, text: str) -> None:
        """Write a text where the cursor is in a field of several lines, and go on there."""
        self._box.insert(text)

    def show_state(self, field: FormField, *, breaks_lines: bool = False) -> None:
        """Show this field; with ``breaks_lines`` Enter begins a new line in it."""
        self._id, self._is_long = field.id, field.is_long
        self._label.show_spans((Span(field.label),))
        self._counter.show_spans((Span(field.counter),) if field.counter and not field.is_over else ())
        self._over.show_spans((Span(field.counter),) if field.counter and field.is_over else ())
        self._counter.setVisible(bool(field.counter) and not field.is_over)
        self._over.setVisible(bool(field.counter) and field.is_over)
        self._line.setVisible(not field.is_long)
        self._box.setVisible(field.is_long)
        self._line.edit.setReadOnly(field.is_fixed)
        self._box.edit.setReadOnly(field.is_fixed)
        if field.is_long:
            self._box.edit.setAccessibleName(field.label)
            self._box.edit.setPlaceholderText(field.hint)
            self._box.show_text(field.value, has_problem=field.is_over, breaks_lines=breaks_lines, gaps=field.gaps)
        else:
            self._line.edit.setAccessibleName(field.label)
            self._line.edit.setPlaceholderText(field.hint)
            self._line.show_text(field.value, has_problem=field.is_over)

    def _on_resized(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()  # so that what is around measures this row anew
        self.grown.emit()

    def _on_edited(self, text: str) -> None:
        self.edited.emit(self._id, text)
        self.grown.emit()

"""The small form of a template with open gaps: a field for each, and beside them what the customer will read.

Enter goes to the next field and never sends; Esc goes back. GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.composer import TemplateForm
from inbox.ui.panes.acts import ActButton
from inbox.ui.panes.fields_form import FieldsForm
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import SpanLabel

translate = QCoreApplication.translate

_SHARES = (1, 1)


class TemplateFormView(FieldsForm):
    """``acted`` carries the intent and the template; ``closed`` wants the list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        name = translate("TemplateForm", "Fill in the template")
        super().__init__(theme, name, translate("TemplateForm", "Back"), _SHARES, parent)
        self._file = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self.left)
        self._choose = ActButton(theme, parent=self.left)
        self._choose.acted.connect(self.acted)
        self.left_column.insertWidget(0, self._file)
        self.left_column.insertWidget(1, self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._later = ActButton(theme, parent=self)
        self._later.acted.connect(self.acted)
        self.head.addWidget(self._later)
        self.send.acted.connect(self.acted)
        self.end_acts()

    def show_state(self, form: TemplateForm) -> None:
        """Show this form."""
        self._show_title(form.title)
        times = translate("MessageForm", "Times")
        self.presets.show_state(times, form.times, times)
        self._later.show_state(form.later, form.id)
        self._show_fields([(field.id, field) for field in form.fields])
        self._file.show_spans((Span(form.file),) if form.file else ())
        self._choose.show_state(form.choose, form.id, form.file)
        self._show_preview(form.header, form.text, form.footer, form.labels)
        self._show_problem(form.problem)
        self.send.show_state(form.button, form.id)
        self._fit()

    def begin(self) -> None:
        """Give the first empty gap the keyboard; without any, what is to be pressed next."""
        if self._rows():
            super().begin()
        elif not self.send.isEnabled() and self._choose.isVisibleTo(self):
            self._choose.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.send.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self) -> None:
        """Go on to the button, which it takes another key to press."""
        self.send.setFocus(Qt.FocusReason.TabFocusReason)

"""The form of a message of a rarer kind: a field for each part, and beside them what the customer will read.

Enter goes to the next field, from the last one it sends, as Ctrl and Enter do from anywhere: no money moves here. Esc
closes. GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inbox.ui.models.states.composer import FormKind, MessageForm
from inbox.ui.panes.fields_form import FieldsForm
from inbox.ui.theme.theme import Theme

translate = QCoreApplication.translate

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHARES = (3, 2)


class MessageFormView(FieldsForm):
    """``acted`` carries the intent and the kind."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", translate("MessageForm", "Cancel"), _SHARES, parent)
        self._form: MessageForm | None = None
        self.send.acted.connect(self._finish)
        self.end_acts()

    def show_state(self, form: MessageForm) -> None:
        """Show this form."""
        self._form = form
        self.setAccessibleName(form.title)
        self._show_title(form.title)
        ready = translate("MessageForm", "Ready-made")
        if form.kind is FormKind.LATER:
            ready = translate("MessageForm", "Times")
        self.presets.show_state(ready, form.presets, ready)
        fields = [(f"{form.kind}.{field.id}", field) for field in form.fields]
        self._show_fields(fields, ("rows",) if form.kind is FormKind.LIST else ())
        self._show_preview(form.header, form.text, form.footer, form.labels)
        self._show_problem(form.problem or form.warning, "danger" if form.problem else "warn")
        self.send.show_state(form.button, form.kind)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send on Ctrl and Enter, close on Esc."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and held == Qt.KeyboardModifier.ControlModifier:
            self._finish()
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        """Send, if nothing is missing."""
        form = self._form
        if form is not None and form.button.is_enabled:
            self.acted.emit(form.button.intent, form.kind)

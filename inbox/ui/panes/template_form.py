"""The small form of a template with open gaps: a field for each, and beside them what the customer will read.

Enter goes to the next field and never sends; Esc goes back. GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.composer import TemplateField, TemplateForm
from inbox.ui.panes.acts import ActButton
from inbox.ui.panes.as_read import AsRead
from inbox.ui.panes.fields import Field
from inbox.ui.panes.form_frame import FormFrame
from inbox.ui.panes.keyed import Keyed
from inbox.ui.theme.fonts import BOLD, SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import LineLabel, SpanLabel
from inbox.ui.widgets.scroll_bar import ThinScrollBar

translate = QCoreApplication.translate

_HIGHEST = 210


class TemplateFormView(FormFrame):
    """``field_edited`` carries the gap and its text, ``acted`` the intent and the template; ``closed`` wants the list."""

    field_edited = Signal(str, str)
    acted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        name = translate("TemplateForm", "Fill in the template")
        super().__init__(theme, name, translate("TemplateForm", "Back"), parent)
        self._title = LineLabel(theme, weight=BOLD, parent=self)
        self._left = QWidget(self)
        self._left_column = QVBoxLayout(self._left)
        self._fields_box = QVBoxLayout()
        self._file = LineLabel(theme, color="muted", size=SMALL, parent=self._left)
        self._choose = ActButton(theme, parent=self._left)
        self._choose.acted.connect(self.acted)
        self._heading = QHBoxLayout()
        self._heading.addWidget(self._file, 1)
        self._heading.addWidget(self._choose)
        self._left_column.addLayout(self._heading)
        self._left_column.addLayout(self._fields_box)
        self._left_column.addStretch(1)
        self._fields: Keyed[TemplateField, _Gap] = Keyed(self._new_field, self._fields_box)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self._left)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ThinScrollBar(theme, self._scroll)
        self._preview = AsRead(theme, self)
        self._problem = SpanLabel(theme, color="danger", size=SMALL, pitch=16, parent=self)
        self.send.acted.connect(self.acted)
        self._sides = QHBoxLayout()
        self._set_up()
        theme.changed.connect(self._restyle)
        self._restyle()

    def _set_up(self) -> None:
        self._sides.addWidget(self._scroll, 1)
        self._sides.addWidget(self._preview, 1)
        self.column.addWidget(self._title)
        self.column.addLayout(self._sides)
        self.acts.addWidget(self._problem, 10)
        self.end_acts()

    def show_state(self, form: TemplateForm) -> None:
        """Show this form."""
        self._title.show_spans((Span(form.title, True),))
        for field, gap in self._fields.show([(field.id, field) for field in form.fields]):
            gap.show_state(field)
        self._file.show_spans((Span(form.file),) if form.file else ())
        self._file.setVisible(bool(form.file))
        self._choose.show_state(form.choose, form.id, form.file)
        self._preview.show_message(form.header, form.text, form.footer, form.labels)
        self._problem.show_spans((Span(form.problem),) if form.problem else ())
        self.send.show_state(form.button, form.id)
        self._fit()

    def begin(self) -> None:
        """Give the first empty gap the keyboard."""
        gaps = list(self._fields.children().values())
        chosen = next((gap for gap in gaps if not gap.field.edit.text()), gaps[0] if gaps else None)
        if chosen is None and not self.send.isEnabled() and self._choose.isVisibleTo(self):
            self._choose.setFocus(Qt.FocusReason.OtherFocusReason)
        elif chosen is None:
            self.send.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            chosen.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            chosen.field.edit.selectAll()

    def _new_field(self, _field: TemplateField) -> _Gap:
        gap = _Gap(self._theme, self._left)
        gap.edited.connect(self.field_edited)
        gap.done.connect(self._on_done)
        return gap

    def _on_done(self) -> None:
        """Go on from a gap to the next one, from the last to the button, which it takes another key to press."""
        gaps = list(self._fields.children().values())
        sender = self.sender()
        place = next((place for place, gap in enumerate(gaps) if gap is sender), len(gaps))
        following = gaps[place + 1].field.edit if place + 1 < len(gaps) else self.send
        following.setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self) -> None:
        most = self._theme.look.px(_HIGHEST)
        height = max(self._left.sizeHint().height(), self._preview.sizeHint().height())
        self._scroll.setFixedHeight(min(most, height))
        self._preview.setMaximumHeight(most)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._sides.setSpacing(px(14))
        self._left_column.setContentsMargins(px(2), px(2), px(6), px(2))
        self._fields_box.setSpacing(px(8))
        self._left.setStyleSheet("background: transparent;")
        self._scroll.setStyleSheet("background: transparent;")


class _Gap(QWidget):
    """A gap's name over its field."""

    edited = Signal(str, str)
    done = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._id = ""
        self._label = LineLabel(theme, color="muted", size=SMALL, parent=self)
        self.field = Field(theme, "", parent=self)
        self.field.edit.textEdited.connect(self._on_edited)
        self.field.edit.returnPressed.connect(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.look.px(2))
        column.addWidget(self._label)
        column.addWidget(self.field)

    def show_state(self, field: TemplateField) -> None:
        self._id = field.id
        self._label.show_spans((Span(field.label),))
        self.field.edit.setAccessibleName(field.label)
        self.field.show_text(field.value)

    def _on_edited(self, text: str) -> None:
        self.edited.emit(self._id, text)

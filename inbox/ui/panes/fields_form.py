"""A form of fields, and beside them what the customer will read: what the rarer kinds and the templates have in common.

Enter goes from field to field; what it does in the last one is up to the form. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.composer import FormField
from inbox.ui.panes.as_read import AsRead
from inbox.ui.panes.choice_button import ChoiceButton
from inbox.ui.panes.form_frame import FormFrame
from inbox.ui.panes.form_row import FormRow
from inbox.ui.panes.keyed import Keyed
from inbox.ui.theme.fonts import BOLD, SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import LineLabel, SpanLabel
from inbox.ui.widgets.scroll_bar import ThinScrollBar

_HIGHEST = 300


class FieldsForm(FormFrame):
    """``field_edited`` carries the field and its text, ``acted`` an intent and what it is about.

    ``head`` is the line of the title, ``left_column`` what stands over and under the fields. ``shares`` are the parts of
    the width that the fields and the preview get. ``preset_chosen`` carries what was taken from the menu in the head.
    """

    field_edited = Signal(str, str)
    preset_chosen = Signal(str)
    acted = Signal(str, str)

    def __init__(self, theme: Theme, name: str, leave: str, shares: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(theme, name, leave, parent)
        self._title = LineLabel(theme, weight=BOLD, parent=self)
        self.left = QWidget(self)
        self.left_column, self._fields_box = QVBoxLayout(self.left), QVBoxLayout()
        self.left_column.addLayout(self._fields_box)
        self.left_column.addStretch(1)
        self._fields: Keyed[FormField, FormRow] = Keyed(self._new_row, self._fields_box)
        self._preview = AsRead(theme, self)
        self._beside = _Side(theme, self._preview, self)
        self._scroll = _Side(theme, self.left, self)
        for side in (self._scroll, self._beside):
            side.changed.connect(self._fit)
        self._problem = SpanLabel(theme, color="danger", size=SMALL, pitch=16, parent=self)
        self.head, self._sides = QHBoxLayout(), QHBoxLayout()
        self.presets = ChoiceButton(theme, is_small=True, parent=self)
        self.presets.chosen.connect(self.preset_chosen)
        self.head.addWidget(self._title, 1)
        self.head.addWidget(self.presets)
        self._sides.addWidget(self._scroll, shares[0])
        self._sides.addWidget(self._beside, shares[1], Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self.head)
        self.column.addLayout(self._sides)
        self.acts.addWidget(self._problem, 10)
        theme.changed.connect(self._restyle)
        self._restyle()

    def begin(self) -> None:
        """Give the first empty field the keyboard, the first one when none is empty."""
        rows = self._rows()
        chosen = next((row for row in rows if not row.text), rows[0] if rows else None)
        if chosen is not None:
            chosen.take_keyboard()

    def _show_title(self, title: str) -> None:
        self._title.show_spans((Span(title, True),))

    def _show_fields(self, fields: Sequence[tuple[str, FormField]], line_breaks: Sequence[str] = ()) -> None:
        """Show the fields under their keys; ``line_breaks`` are the ids of those in which Enter begins a line."""
        for field, row in self._fields.show(fields):
            row.show_state(field, breaks_lines=field.id in line_breaks)

    def _show_preview(self, header: str, text: str, footer: str, labels: tuple[str, ...]) -> None:
        self._preview.show_message(header, text, footer, labels)
        self._beside.setVisible(bool(header or text or labels))

    def _show_problem(self, problem: str, color: str = "danger") -> None:
        self._problem.show_spans((Span(problem),) if problem else (), color)

    def _finish(self) -> None:
        """Do what Enter in the last field means."""
        raise NotImplementedError

    def _rows(self) -> list[FormRow]:
        return list(self._fields.children().values())

    def _new_row(self, _field: FormField) -> FormRow:
        row = FormRow(self._theme, self.left)
        row.edited.connect(self.field_edited)
        row.done.connect(self._on_done)
        row.grown.connect(self._fit)
        return row

    def _on_done(self) -> None:
        rows, sender = self._rows(), self.sender()
        place = next((place for place, row in enumerate(rows) if row is sender), len(rows))
        if place + 1 < len(rows):
            rows[place + 1].take_keyboard()
        else:
            self._finish()

    def _fit(self) -> None:
        """Be as high as the higher side needs, until it would push the chat away; then scroll."""
        left, beside = self._scroll.needed(), self._beside.needed()
        most = self._theme.look.px(_HIGHEST)
        self._scroll.setFixedHeight(min(most, max(left, 0 if self._beside.isHidden() else beside)))
        self._beside.setFixedHeight(min(most, beside))

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._sides.setSpacing(px(14))
        self.left_column.setContentsMargins(px(2), px(2), px(6), px(2))
        self.left_column.setSpacing(px(8))
        self._fields_box.setSpacing(px(8))
        self.left.setStyleSheet("background: transparent;")
        for side in (self._scroll, self._beside):
            side.setStyleSheet("background: transparent;")
        self._fit()


class _Side(QScrollArea):
    """One side of the form: lines wrap to its width; what is higher than it gets scrolls.

    ``changed`` is that it may need another height: it has another width, or something in it has another size.
    """

    changed = Signal()

    def __init__(self, theme: Theme, inside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._inside = inside
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ThinScrollBar(theme, self)

    def needed(self) -> int:
        """Return the height at which nothing of it is cut."""
        layout = self._inside.layout()
        if layout is not None:
            layout.activate()
        height = self._inside.sizeHint().height()
        if self._inside.hasHeightForWidth():
            height = self._inside.heightForWidth(self.viewport().width())
        self._inside.setMinimumHeight(height)
        return height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of what changed inside: a field that was just made or hidden has its size only now."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._inside:
            self.changed.emit()
        return super().eventFilter(watched, event)

"""The page of the replies kept ready over the window: what there is on the left, the chosen one to be changed on the right.

GUI thread only. Enter goes from field to field or begins a line; only a click or the key of a button saves.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.composer import FormField
from inbox.ui.models.states.reply_page import ReplyForm, ReplyPage
from inbox.ui.panes.acts import ActButton, ActRow
from inbox.ui.panes.choice_button import ChoiceButton
from inbox.ui.panes.form_row import FormRow
from inbox.ui.panes.keyed import Keyed
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import LineLabel, SpanLabel
from inbox.ui.widgets.scroll_bar import ThinScrollBar
from inbox.ui.widgets.search_field import SearchField
from inbox.ui.window.page_rows import PageRows
from inbox.ui.window.sheet import Sheet

translate = QCoreApplication.translate

_SIZE = (980, 680)
_LIST = 340


class ReplySheet(Sheet):
    """``acted`` carries an intent and a reply, ``edited`` a field and its text; the rest is what is to be shown."""

    acted = Signal(str, str)
    edited = Signal(str, str)
    query_edited = Signal(str)
    row_chosen = Signal(str)
    category_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, translate("ReplyPage", "Replies"), parent, _SIZE)
        self._new = ActButton(theme, parent=self._box)
        self._new.acted.connect(self.acted)
        self.head.insertWidget(1, self._new)
        self._sides, self._left, self._side = QHBoxLayout(), QVBoxLayout(), QWidget(self._box)
        self._search = SearchField(theme, translate("ReplyPage", "Find a reply"), "", self._box)
        self._search.textEdited.connect(self.query_edited)
        self._list = PageRows(theme, self.body)
        self._list.acted.connect(self.acted)
        self._list.chosen.connect(self.row_chosen)
        self._empty = SpanLabel(theme, color="muted", parent=self._box)
        self._form = _Form(theme, self._box)
        self._form.acted.connect(self.acted)
        self._form.edited.connect(self.edited)
        self._form.category_chosen.connect(self.category_chosen)
        self._note = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self._box)
        self._side.setLayout(self._left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self.column.removeWidget(self.body)
        for part in (self._search, self._empty):
            self._left.addWidget(part)
        self._left.addWidget(self.body, 1)
        self._sides.addWidget(self._side)
        self._sides.addWidget(self._form, 1)
        self.column.addLayout(self._sides, 1)
        self.column.addWidget(self._note)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def sides(self) -> tuple[QWidget, ...]:
        """The list, and then what is chosen in it."""
        return (self._side, self._form, self)

    def show_state(self, shown: ReplyPage) -> None:
        """Show the page."""
        if self._search.text() != shown.query:
            self._search.setText(shown.query)
        self._list.show_rows(shown.rows)
        self._empty.show_spans((Span(shown.empty),) if shown.empty else ())
        self._empty.setVisible(bool(shown.empty))
        self._new.show_state(shown.new, "")
        self._form.show_state(shown.form)
        self._note.show_spans((Span(shown.note),) if shown.note else ())
        self._note.setVisible(bool(shown.note))

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._side.setFixedWidth(px(_LIST))
        self._left.setSpacing(px(8))
        self._sides.setSpacing(px(18))


class _Form(QFrame):
    """The chosen reply. A gap is put where the cursor last was in one of the texts."""

    acted = Signal(str, str)
    edited = Signal(str, str)
    category_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = ""
        self._last: FormRow | None = None
        self._page = QWidget()
        self._page.setStyleSheet("background: transparent;")
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self._page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setStyleSheet("background: transparent;")
        ThinScrollBar(theme, self._scroll)
        self._category = ChoiceButton(theme, is_small=True, parent=self)
        self._category.chosen.connect(self.category_chosen)
        self._gaps = ChoiceButton(theme, is_small=True, parent=self)
        self._gaps.chosen.connect(self._put)
        self._file = LineLabel(theme, color="muted", size=SMALL, parent=self)
        self._file_act = ActButton(theme, parent=self)
        self._file_act.acted.connect(self.acted)
        self._problem = SpanLabel(theme, color="danger", size=SMALL, pitch=16, parent=self)
        self._acts = ActRow(theme, self)
        self._acts.acted.connect(self.acted)
        self._fields_box, self._inside = QVBoxLayout(), QVBoxLayout(self._page)
        self._fields: Keyed[FormField, FormRow] = Keyed(self._new_row, self._fields_box)
        self._inside.addLayout(self._fields_box)
        self._inside.addStretch(1)
        self._tools, self._column = QHBoxLayout(), QVBoxLayout(self)
        self._tools.addWidget(self._category)
        self._tools.addWidget(self._gaps)
        self._tools.addWidget(self._file_act)
        self._tools.addWidget(self._file, 1)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._tools)
        self._column.addWidget(self._scroll, 1)
        self._column.addWidget(self._problem)
        self._column.addWidget(self._acts)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, form: ReplyForm | None) -> None:
        self.setVisible(form is not None)
        if form is None:
            return
        is_other, self._shown = form.id != self._shown, form.id
        for field, row in self._fields.show([(field.id, field) for field in form.fields]):
            row.show_state(field, breaks_lines=True)
        listed = translate("ReplyPage", "Category: {name}").format(name=form.category)
        self._category.show_state(form.category, form.categories, listed)
        insert = translate("ReplyPage", "Insert")
        self._gaps.show_state(insert, form.gaps, translate("ReplyPage", "Insert what fills itself"))
        self._file.show_spans((Span(form.file),) if form.file else ())
        self._file_act.show_state(form.file_button, form.id)
        self._problem.show_spans((Span(form.problem),) if form.problem else ())
        self._problem.setVisible(bool(form.problem))
        self._acts.show_state(form.buttons, form.id)
        if is_other:
            self._last = None
            self._scroll.verticalScrollBar().setValue(0)
            if not any(field.value for field in form.fields):
                self._rows()[0].take_keyboard()

    def _rows(self) -> list[FormRow]:
        return list(self._fields.children().values())

    def _new_row(self, _field: FormField) -> FormRow:
        row = FormRow(self._theme, self._page)
        row.edited.connect(self.edited)
        row.done.connect(self._on_done)
        row.entered.connect(self._on_entered)
        return row

    def _on_done(self) -> None:
        """Go on to the next field."""
        rows = self._rows()
        place = next((place for place, row in enumerate(rows) if row is self.sender()), len(rows))
        if place + 1 < len(rows):
            rows[place + 1].take_keyboard()

    def _on_entered(self) -> None:
        row = self.sender()
        assert isinstance(row, FormRow)
        self._last = row

    def _put(self, gap: str) -> None:
        rows = self._rows()
        row = self._last if self._last in rows else next((each for each in rows if each.is_long), None)
        if row is not None:
            row.insert(gap)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._column.setSpacing(px(8))
        self._fields_box.setSpacing(px(10))
        self._inside.setContentsMargins(px(2), px(2), px(10), px(2))
        self._tools.setSpacing(px(8))

"""The page of evidence over the window: lines to tick in the order of time, beside them Stripe's fields, below what is missing.

GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.evidence import EvidenceField, EvidenceLine, EvidencePage
from inbox.ui.panes.acts import ActButton
from inbox.ui.panes.fields import Check, Field
from inbox.ui.panes.keyed import Keyed
from inbox.ui.panes.text_box import TextBox
from inbox.ui.theme.fonts import BOLD, MEDIUM, SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import LineLabel, SpanLabel
from inbox.ui.widgets.segmented import Segmented
from inbox.ui.window.sheet import Sheet

translate = QCoreApplication.translate

_SIZE = (1060, 720)
_SHARES = (3, 2)
_INDENT = 22
_AT_ONCE, _MORE = 24, 12
"""Lines with which the page comes up, and how many follow at a time: it is there at once however long the list is."""


class EvidenceSheet(Sheet):
    """``acted`` carries an intent and the dispute; the others what was ticked, typed or chosen."""

    acted = Signal(str, str)
    ticked = Signal(str, bool)
    meaning_edited = Signal(str, str)
    field_edited = Signal(str, str)
    language_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, translate("Evidence", "Evidence for the dispute"), parent, _SIZE)
        self._languages: Segmented | None = None
        self._all: tuple[EvidenceLine, ...] = ()
        self._room = _AT_ONCE
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_more)
        self._page = QWidget()
        self._page.setStyleSheet("background: transparent;")
        self.body.setStyleSheet("background: transparent;")
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._intro = SpanLabel(theme, color="muted", size=SMALL, pitch=17, parent=self._box)
        self._lines_head = LineLabel(theme, weight=BOLD, parent=self._page)
        self._reach = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self._page)
        lines, fields = QVBoxLayout(), QVBoxLayout()
        self._lines: Keyed[EvidenceLine, _Line] = Keyed(self._new_line, lines)
        self._short: Keyed[EvidenceField, _Short] = Keyed(self._new_short, fields)
        long_fields = QVBoxLayout()
        self._long: Keyed[EvidenceField, _Long] = Keyed(self._new_long, long_fields)
        self._left, self._right, self._sides = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(self._page)
        for part in (self._lines_head, self._reach):
            self._left.addWidget(part)
        self._back = QHBoxLayout()
        self._left.addLayout(self._back)
        self._left.addLayout(lines)
        self._left.addStretch(1)
        self._fields_head = LineLabel(
            theme, (Span(translate("Evidence", "What the bank is told")),), weight=BOLD, parent=self._page
        )
        self._right.addWidget(self._fields_head)
        self._right.addLayout(fields)
        self._right.addLayout(long_fields)
        self._right.addStretch(1)
        self._sides.addLayout(self._left, _SHARES[0])
        self._sides.addLayout(self._right, _SHARES[1])
        self.body.setWidget(self._page)
        self._foot = QHBoxLayout()
        self._missing = SpanLabel(theme, color="warn", size=SMALL, pitch=16, parent=self._box)
        self._problem = SpanLabel(theme, color="danger", size=SMALL, pitch=16, parent=self._box)
        self._counted = LineLabel(theme, color="muted", size=SMALL, parent=self._box)
        self._further, self._look, self._save, self._stage = (ActButton(theme, parent=self._box) for _ in range(4))
        self._foot.addWidget(self._counted, 1)
        for button in (self._look, self._save, self._stage):
            self._foot.addWidget(button)
        self._back.addWidget(self._further)
        self._back.addStretch(1)
        for button in (self._further, self._look, self._save, self._stage):
            button.acted.connect(self.acted)
        self.column.insertWidget(1, self._intro)
        for part in (self._missing, self._problem):
            self.column.addWidget(part)
        self.column.addLayout(self._foot)
        self._inner = (lines, fields, long_fields)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, page: EvidencePage) -> None:
        """Show the page."""
        self._show_languages(page)
        self._intro.show_spans((Span(page.intro),))
        self._lines_head.show_spans((Span(page.lines_head),))
        self._reach.show_spans((Span(page.reach),))
        self._all = page.lines
        self._show_lines()
        for field, short in self._short.show([(field.id, field) for field in page.fields if not field.is_long]):
            short.show_state(field)
        for field, long in self._long.show([(field.id, field) for field in page.fields if field.is_long]):
            long.show_state(field)
        self._say(self._missing, page.missing)
        self._say(self._problem, page.problem)
        self._counted.show_spans((Span(page.progress or page.counted),))
        self._further.setVisible(page.further is not None)
        if page.further is not None:
            self._further.show_state(page.further, page.dispute)
        self._look.show_state(page.look, page.dispute)
        self._save.show_state(page.save, page.dispute)
        self._stage.show_state(page.stage, page.dispute)

    def put_away(self) -> None:
        """Go away; the next one begins with its first lines."""
        self._later.stop()
        self._room = _AT_ONCE
        super().put_away()

    def _show_lines(self) -> None:
        for line, row in self._lines.show([(line.id, line) for line in self._all[: self._room]]):
            row.show_state(line)
        if self._room < len(self._all):
            self._later.start()

    def _show_more(self) -> None:
        self._room += _MORE
        self._show_lines()

    def _say(self, label: SpanLabel, text: str) -> None:
        label.show_spans((Span(text),) if text else ())
        label.setVisible(bool(text))

    def _show_languages(self, page: EvidencePage) -> None:
        if self._languages is None:
            pairs = tuple((choice.id, choice.text) for choice in page.languages)
            self._languages = Segmented(self._theme, pairs, translate("Evidence", "Language of the pages"))
            self._languages.chosen.connect(self.language_chosen)
            self.head.insertWidget(1, self._languages)
        chosen = next((choice.id for choice in page.languages if choice.is_chosen), None)
        if chosen is not None:
            self._languages.choose(chosen)

    def _new_line(self, _line: EvidenceLine) -> _Line:
        row = _Line(self._theme, self._page)
        row.ticked.connect(self.ticked)
        row.edited.connect(self.meaning_edited)
        return row

    def _new_short(self, _field: EvidenceField) -> _Short:
        made = _Short(self._theme, self._page)
        made.edited.connect(self.field_edited)
        return made

    def _new_long(self, _field: EvidenceField) -> _Long:
        made = _Long(self._theme, self._page)
        made.edited.connect(self.field_edited)
        return made

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._sides.setContentsMargins(0, 0, px(12), 0)
        self._sides.setSpacing(px(24))
        for column in (self._left, self._right):
            column.setSpacing(px(6))
        for column in self._inner:
            column.setSpacing(px(10))
        self._foot.setSpacing(px(8))


class _Line(QWidget):
    """A line of the pack: ticked or not, what was said, and what it means, which can be typed over."""

    ticked = Signal(str, bool)
    edited = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._id = ""
        self._check = Check(theme, self)
        self._check.clicked.connect(self._on_clicked)
        self._text = SpanLabel(theme, color="muted", size=SMALL, pitch=17, parent=self)
        self._meaning = Field(theme, translate("Evidence", "What it means"), parent=self)
        self._meaning.edit.textEdited.connect(self._on_edited)
        self._column = QVBoxLayout(self)
        self._indented = QVBoxLayout()
        for part in (self._text, self._meaning):
            self._indented.addWidget(part)
        self._column.addWidget(self._check)
        self._column.addLayout(self._indented)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, line: EvidenceLine) -> None:
        """Show this line."""
        self._id = line.id
        self._check.setChecked(line.is_taken)
        self._check.show_words(line.head)
        self._check.setAccessibleName(", ".join(part for part in (line.head, line.text) if part))
        self._text.show_spans((Span(line.text),) if line.text else ())
        self._text.setVisible(bool(line.text))
        self._meaning.show_text(line.meaning)
        _from_the_start(self._meaning)
        self._meaning.edit.setAccessibleName(translate("Evidence", "What it means: {head}").format(head=line.head))
        self._meaning.setEnabled(line.is_taken)

    def _on_clicked(self, is_taken: bool) -> None:
        self.ticked.emit(self._id, is_taken)

    def _on_edited(self, text: str) -> None:
        self.edited.emit(self._id, text)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(2))
        self._indented.setContentsMargins(px(_INDENT), 0, 0, 0)
        self._indented.setSpacing(px(4))


class _Named(QWidget):
    """A field below its name."""

    edited = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._id = ""
        self._label = LineLabel(theme, size=SMALL, weight=MEDIUM, parent=self)
        self._count = LineLabel(theme, color="muted", size=SMALL, parent=self)
        self._column, self._top = QVBoxLayout(self), QHBoxLayout()
        self._top.addWidget(self._label, 1)
        self._top.addWidget(self._count)
        self._column.addLayout(self._top)
        theme.changed.connect(self._space)
        self._space()

    def _name(self, field: EvidenceField) -> None:
        self._id = field.id
        self._label.show_spans((Span(field.label),))
        self._count.show_spans((Span(field.count),) if field.count else ())
        self._count.setVisible(bool(field.count))

    def _on_edited(self, text: str) -> None:
        self.edited.emit(self._id, text)

    def _space(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self._theme.look.px(3))


class _Short(_Named):
    """A field of one line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._field = Field(theme, "", parent=self)
        self._field.edit.textEdited.connect(self._on_edited)
        self._column.addWidget(self._field)

    def show_state(self, field: EvidenceField) -> None:
        """Show this field."""
        self._name(field)
        self._field.edit.setAccessibleName(field.label)
        self._field.show_text(field.text, has_problem=field.has_problem)
        _from_the_start(self._field)


class _Long(_Named):
    """A field of several lines, in which Enter breaks the line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._field = TextBox(theme, self)
        self._field.edited.connect(self._on_edited)
        self._column.addWidget(self._field)

    def show_state(self, field: EvidenceField) -> None:
        """Show this field."""
        self._name(field)
        self._field.edit.setAccessibleName(field.label)
        self._field.show_text(field.text, has_problem=field.has_problem, breaks_lines=True)


def _from_the_start(field: Field) -> None:
    """Show how a text begins that is longer than its field, unless somebody is typing there."""
    if not field.edit.hasFocus():
        field.edit.setCursorPosition(0)

"""A card for one thing and what can be done about it: a payment with its refund, a request, a dispute, an approval.

The panel and the template picker are made of these. A card never changes its place under a pointer that came to a
button: it says ``held`` until the pointer has left it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from inbox.ui.models.rows import Chip, Span
from inbox.ui.models.states.parts import Entry, Tick
from inbox.ui.panes.acts import ActButton, ActRow, SplitAct, TitleAct
from inbox.ui.panes.arranged import Arranged, Places, stacked
from inbox.ui.panes.fields import Check
from inbox.ui.panes.focus import has_keyboard, keep_keyboard
from inbox.ui.panes.refund_form import RefundFormView
from inbox.ui.theme.fonts import BOLD, SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import ChipLabel, LineLabel, SpanLabel

_USUAL_DETAILS = 2
"""Made with the card, so that a screen reader finds them before what comes below them."""
_MOST_BESIDE = 2
"""So many lines of details stand beside a button; more go below it."""
_PITCH = 15


class EntryCard(Arranged):
    """Renders an ``Entry``. ``acted`` carries an intent and the entry's id; the form's edits carry the payment."""

    acted = Signal(str, str)
    held = Signal(bool)
    amount_edited = Signal(str, str)
    line_ticked = Signal(str, str, bool)
    share_chosen = Signal(str, str)
    reason_chosen = Signal(str, str)
    tell_ticked = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._entry: Entry | None = None
        self._is_first = True
        self._person = ""
        self._is_held = False
        self._title = LineLabel(theme, weight=BOLD, parent=self)
        self._jump = TitleAct(theme, parent=self)
        self._chip = ChipLabel(theme, Chip(""), self)
        self._details = [self._new_detail() for _ in range(_USUAL_DETAILS)]
        self._progress = SpanLabel(theme, color="muted", size=SMALL, pitch=_PITCH, parent=self)
        self._side = ActButton(theme, parent=self)
        self._split = SplitAct(theme, self)
        self._explanation = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self)
        self._tick: _TickPart | None = None
        self._acts = ActRow(theme, self)
        self._form: RefundFormView | None = None
        for part in (self._jump, self._side, self._split, self._acts):
            part.acted.connect(self.acted)
            part.touched.connect(self._hold)

    def show_state(self, entry: Entry, *, is_first: bool = False, person: str = "") -> None:
        """Show this entry, which is about ``person``; the first of a list has no line above it."""
        if (entry, is_first, person) == (self._entry, self._is_first, self._person):
            return
        self._entry, self._is_first, self._person = entry, is_first, person
        about = " · ".join(part for part in (person, entry.title, *entry.details[:1]) if part)
        self.setAccessibleName(entry.title)
        self._title.show_spans((Span(entry.title),) if entry.jump is None else ())
        self._title.setVisible(entry.jump is None)
        self._jump.show_title(entry.title, entry.jump, entry.id, about, entry.chip.text if entry.chip is not None else "")
        self._chip.show_chip(entry.chip or Chip(""))
        self._show_details(entry.details)
        self._progress.show_spans(entry.progress)
        self._side.show_state(entry.side if entry.arrow is None else None, entry.id, about)
        self._split.show_state(entry.side, entry.arrow, entry.id, about)
        self._explanation.show_spans(entry.explanation, "danger" if entry.is_wrong else "muted")
        self._show_tick(entry)
        self._acts.show_state(entry.buttons, entry.id, about)
        self._show_form(entry, about)
        self.changed()
        self.update()

    def show_in_place(self, entry: Entry, *, is_first: bool = False, person: str = "") -> None:
        """Show this entry as far as it takes the room of what is shown now, so that nothing around it moves."""
        before, was_first, whom = self._entry, self._is_first, self._person
        if before is None or (before.form is None) != (entry.form is None):
            return
        height = self.heightForWidth(self.width())
        self.show_state(entry, is_first=is_first, person=person)
        if self.heightForWidth(self.width()) != height:
            self.show_state(before, is_first=was_first, person=whom)

    def leaveEvent(self, event: QEvent) -> None:
        """Let things move again."""
        super().leaveEvent(event)
        if self._is_held:
            self._is_held = False
            self.held.emit(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line above."""
        if not self._is_first:
            QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.look.tokens.line)

    def _arrange(self, width: int, places: Places) -> int:
        px = self._theme.look.px
        button = next((part for part in (self._side, self._split) if not part.isHidden()), None)
        aside = button.sizeHint() if button is not None else None
        room = width - (aside.width() + px(10) if aside is not None else 0)
        top = px(8)
        told = (*self._details, self._progress)
        if button is None or aside is None:
            head = self._arrange_head(top + self._lead_before(width), width, places)
            bottom = stacked(told, 0, head, width, places)
        elif self._is_cut(room):
            # The chip is said in full, so it stands below the button, where there is all of the width.
            bottom = stacked(told, 0, self._arrange_below(top, aside.height(), room, width, places), width, places)
            places.append((button, width - aside.width(), top, aside.width(), aside.height()))
        elif self._is_long(room):
            # In few wide lines below the button instead of many narrow ones beside it.
            head = self._arrange_head(top + self._lead(aside.height(), room), room, places)
            bottom = stacked(told, 0, max(top + aside.height() + px(3), head), width, places)
            places.append((button, width - aside.width(), top, aside.width(), aside.height()))
        else:
            words = stacked(told, 0, self._arrange_head(top, room, places), room, places)
            bottom = max(words, top + aside.height())
            middle = (top + bottom - aside.height()) // 2
            places.append((button, width - aside.width(), middle, aside.width(), aside.height()))
        forms = [self._form] if self._form is not None else []
        below = [self._explanation, *([self._tick] if self._tick is not None else []), self._acts, *forms]
        if any(not part.isHidden() for part in below):
            bottom = stacked(below, 0, bottom + px(6), width, places, px(6))
        return bottom + px(8)

    def _lead(self, height: int, room: int) -> int:
        """Return how far the title stands below the upper edge, beside a button of ``height``."""
        if self._is_cut(room):
            shown = self._title if self._jump.isHidden() else self._jump
            return max(0, height - shown.sizeHint().height()) // 2
        return max(0, height - self._arrange_head(0, room, [])) // 2 if self._is_long(room) else 0

    def _lead_before(self, width: int) -> int:
        """Return the same for the button that the open form has taken the place of: the title stays where it was."""
        if self._entry is None or self._entry.form is None or not self._split.was_shown:
            return 0
        gone = self._split.sizeHint()
        return self._lead(gone.height(), width - gone.width() - self._theme.look.px(10))

    def _is_long(self, room: int) -> bool:
        """Tell whether what is always said of it takes many lines beside the button; what comes and goes moves nothing."""
        most = _MOST_BESIDE * self._theme.look.px(_PITCH)
        return stacked(self._details, 0, 0, room, []) > most

    def _is_cut(self, room: int) -> bool:
        """Tell whether there is no room for the chip beside the button."""
        return not self._chip.isHidden() and self._chip.sizeHint().width() > room

    def _arrange_below(self, top: int, height: int, room: int, width: int, places: Places) -> int:
        """Place the title beside a button of ``height`` and the chip below both; return where that ends."""
        px = self._theme.look.px
        shown = self._title if self._jump.isHidden() else self._jump
        title, chip = shown.sizeHint(), self._chip.sizeHint()
        middle = top + self._lead(height, room)
        places.append((shown, 0, middle, min(title.width(), room), title.height()))
        below = top + max(height, title.height()) + px(3)
        places.append((self._chip, 0, below, min(chip.width(), width), chip.height()))
        return below + chip.height() + px(2)

    def _arrange_head(self, top: int, room: int, places: Places) -> int:
        """Place title and chip, beside each other or, where that is too narrow, one below the other; return where they end.

        The title mostly is an amount and never cut for the chip.
        """
        px = self._theme.look.px
        shown = self._title if self._jump.isHidden() else self._jump
        title, chip, has_chip = shown.sizeHint(), self._chip.sizeHint(), not self._chip.isHidden()
        if has_chip and title.width() + chip.width() + px(7) > room:
            below = top + title.height() + px(2)
            places.append((shown, 0, top, min(title.width(), room), title.height()))
            places.append((self._chip, 0, below, min(chip.width(), room), chip.height()))
            return below + chip.height()
        height = max(title.height(), chip.height())
        width = max(0, min(title.width(), room - (chip.width() + px(7) if has_chip else 0)))
        places.append((shown, 0, top, width, height))
        places.append((self._chip, width + px(7), top + (height - chip.height()) // 2, chip.width(), chip.height()))
        return top + height

    def _show_details(self, details: tuple[str, ...]) -> None:
        while len(self._details) < len(details):
            self._details.append(self._new_detail())
        for place, label in enumerate(self._details):
            label.show_spans((Span(details[place]),) if place < len(details) and details[place] else ())

    def _new_detail(self) -> SpanLabel:
        return SpanLabel(self._theme, color="muted", size=SMALL, pitch=_PITCH, parent=self)

    def _show_tick(self, entry: Entry) -> None:
        if self._tick is None and entry.tick is not None:
            self._tick = _TickPart(self._theme, self)
            self._tick.stackUnder(self._acts)  # a screen reader reads in that order
            self._tick.acted.connect(self.acted)
        if self._tick is not None:
            self._tick.show_state(entry.tick, entry.id)

    def _show_form(self, entry: Entry, about: str) -> None:
        is_open = self._form is not None and not self._form.isHidden()
        if entry.form is None:
            if self._form is not None and is_open:
                self._close(self._form)
            return
        if self._form is None:
            self._form = self._new_form()
        self._form.show_state(entry.form, about)
        if not is_open:
            self._form.show()
            self._form.begin()

    def _close(self, form: RefundFormView) -> None:
        if has_keyboard(form) and not self._split.isHidden():
            self._split.take_keyboard()
        else:
            keep_keyboard(form)
        form.hide()

    def _new_form(self) -> RefundFormView:
        form = RefundFormView(self._theme, self)
        form.hide()
        form.acted.connect(self.acted)
        form.amount_edited.connect(self.amount_edited)
        form.line_ticked.connect(self.line_ticked)
        form.share_chosen.connect(self.share_chosen)
        form.reason_chosen.connect(self.reason_chosen)
        form.tell_ticked.connect(self.tell_ticked)
        return form

    def _hold(self) -> None:
        self._is_held = True
        self.held.emit(True)


class _TickPart(Arranged):
    """A box to tick with the words that go with it, or why there is none to tick."""

    acted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._intent, self._subject = "", ""
        self._check = Check(theme, self)
        self._check.clicked.connect(self._on_clicked)
        self._words = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self)

    def show_state(self, tick: Tick | None, subject: str) -> None:
        if tick is None:
            keep_keyboard(self._check)
        self.setVisible(tick is not None)
        if tick is None:
            return
        self._intent, self._subject = tick.intent, subject
        self._check.setVisible(tick.is_ticked is not None)
        self._check.show_words(tick.text)
        self._check.setChecked(bool(tick.is_ticked))
        self._check.setAccessibleDescription(tick.words)
        words = tick.text if tick.is_ticked is None else tick.words
        self._words.show_spans((Span(words),) if words else ())
        self.changed()

    def _arrange(self, width: int, places: Places) -> int:
        px, bottom = self._theme.look.px, 0
        if not self._check.isHidden():
            bottom = px(22)
            places.append((self._check, 0, 0, width, bottom))
        return stacked((self._words,), 0, bottom + (px(2) if bottom else 0), width, places)

    def _on_clicked(self) -> None:
        self.acted.emit(self._intent, self._subject)

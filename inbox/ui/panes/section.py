"""A titled part of the panel: what is open, the payments, what can be sent, what is known."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from inbox.ui.chat.pieces import Pictures
from inbox.ui.models.rows import Chip, Span
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Entry, Fact
from inbox.ui.panes.acts import ActRow, LinkAct
from inbox.ui.panes.arranged import Arranged, Places, stacked
from inbox.ui.panes.entry_card import EntryCard
from inbox.ui.panes.focus import keep_keyboard
from inbox.ui.panes.form_edits import FormEdits
from inbox.ui.panes.hold_card import HoldCard
from inbox.ui.panes.keyed import Keyed
from inbox.ui.panes.tiles import TileGrid
from inbox.ui.theme.fonts import BOLD, SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import ChipLabel, LineLabel, SpanLabel
from inbox.ui.widgets.search_field import SearchField

translate = QCoreApplication.translate


class SectionView(Arranged):
    """``acted`` carries an intent and the id of what it is about; a section's own buttons carry the section's id."""

    acted = Signal(str, str)
    query_edited = Signal(str, str)
    card_held = Signal(object, bool)

    def __init__(self, theme: Theme, pictures: Pictures | None, form_edits: FormEdits, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._pictures = pictures
        self._form_edits = form_edits
        self._section: Section | None = None
        self._person = ""
        self._title = LineLabel(theme, color="muted", size=SMALL, weight=BOLD, parent=self)
        self._chip = ChipLabel(theme, Chip(""), self)
        self._link = LinkAct(theme, parent=self)
        self._text = SpanLabel(theme, parent=self)
        self._details = [self._new_detail()]
        self._hold = HoldCard(theme, self)
        self._search: SearchField | None = None
        self._entries: Keyed[Entry, EntryCard] = Keyed(self._new_card)
        self._tiles: TileGrid | None = None
        self._facts: Keyed[Fact, _FactLine] = Keyed(self._new_fact)
        self._acts = ActRow(theme, self)
        for part in (self._link, self._hold, self._acts):
            part.acted.connect(self.acted)

    def show_state(self, section: Section, person: str = "") -> None:
        """Show this section, which is about ``person``; the panel settles it afterwards."""
        if (section, person) == (self._section, self._person):
            return
        is_asked_for = self._section is not None and self._section.query is None and section.query is not None
        self._section, self._person = section, person
        self.setAccessibleName(section.title)
        self._title.show_spans((Span(section.title),))
        self._chip.show_chip(section.chip or Chip(""))
        self._link.show_state(section.link, section.id)
        self._text.show_spans((Span(section.text),) if section.text else ())
        self._show_details(section.details)
        self._hold.show_state(section.hold)
        self._show_search(section)
        for place, (entry, card) in enumerate(self._entries.show([(entry.id, entry) for entry in section.entries])):
            card.show_state(entry, is_first=place == 0 and section.query is None, person=person)
        self._show_tiles(section)
        for fact, line in self._facts.show([(fact.label, fact) for fact in section.facts]):
            line.show_state(fact)
        self._acts.show_state(section.buttons, section.id, person)
        if section.asks_last and self._search is not None:
            # A screen reader goes through them as they stand.
            self._search.raise_()
            self._acts.raise_()
        self.changed()
        if is_asked_for and self._search is not None:
            self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def cards(self) -> dict[str, EntryCard]:
        """Return the cards on screen, by the id of their entry."""
        return self._entries.children()

    def picture_ready(self, key: str) -> None:
        """Paint anew when a picture has come."""
        if self._tiles is not None:
            self._tiles.picture_ready(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line below."""
        tokens = self._theme.look.tokens
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, tokens.line)

    def _arrange(self, width: int, places: Places) -> int:
        px = self._theme.look.px
        left, room = px(16), width - 2 * px(16)
        y = self._arrange_head(left, px(11), room, places)
        y = stacked((self._text, *self._details), left, y + px(2), room, places, px(1))
        asked: list[QWidget] = [self._search] if self._search is not None else []
        asks_last = self._section is not None and self._section.asks_last
        rows: list[list[QWidget]] = [
            [self._hold],
            [] if asks_last else asked,
            [*self._entries.children().values()],
            [self._tiles] if self._tiles is not None else [],
            [*self._facts.children().values()],
            asked if asks_last else [],
            [self._acts],
        ]
        for parts in rows:
            if any(not part.isHidden() for part in parts):
                # A card has room above it in itself.
                gap = 0 if isinstance(parts[0], EntryCard) else px(5)
                between = px(4) if isinstance(parts[0], _FactLine) else 0
                y = stacked(parts, left, y + gap, room, places, between)
        return y + px(11)

    def _arrange_head(self, left: int, top: int, room: int, places: Places) -> int:
        """Place the title and what stands at its end; return where they end."""
        px, height = self._theme.look.px, self._theme.look.px(18)
        right = left + room
        for part in (self._link, self._chip):
            if not part.isHidden():
                hint = part.sizeHint()
                right -= hint.width()
                places.append((part, right, top + (height - hint.height()) // 2, hint.width(), hint.height()))
                right -= px(8)
        places.append((self._title, left, top, right - left, height))
        return top + height

    def _show_details(self, details: tuple[str, ...]) -> None:
        while len(self._details) < len(details):
            self._details.append(self._new_detail())
        for place, label in enumerate(self._details):
            label.show_spans((Span(details[place]),) if place < len(details) else ())

    def _new_detail(self) -> SpanLabel:
        return SpanLabel(self._theme, color="muted", size=SMALL, pitch=16, parent=self)

    def _show_search(self, section: Section) -> None:
        if section.query is not None and self._search is None:
            name = section.query_name or translate("Section", "Order number, e-mail, amount, last four digits")
            self._search = SearchField(self._theme, name, "", self)
            self._search.textEdited.connect(self._on_query)
        if self._search is not None:
            if section.query is None:
                keep_keyboard(self._search)
            self._search.setVisible(section.query is not None)
            if section.query is not None and section.query != self._search.text():
                self._search.setText(section.query)

    def _show_tiles(self, section: Section) -> None:
        if section.tiles and self._tiles is None:
            self._tiles = TileGrid(self._theme, self._pictures, parent=self)
            self._tiles.sent.connect(self._on_tile)
        if self._tiles is not None:
            self._tiles.setVisible(bool(section.tiles))
            self._tiles.show_state(section.tiles)

    def _new_card(self, _entry: Entry) -> EntryCard:
        card = EntryCard(self._theme, self)
        card.acted.connect(self.acted)
        card.held.connect(self._on_held)
        self._form_edits.take(card)
        return card

    def _new_fact(self, _fact: Fact) -> _FactLine:
        return _FactLine(self._theme, self)

    def _on_held(self, is_held: bool) -> None:
        self.card_held.emit(self.sender(), is_held)

    def _on_tile(self, sku: str) -> None:
        self.acted.emit(Intent.SEND_PRODUCT, sku)

    def _on_query(self, text: str) -> None:
        self.query_edited.emit(self._section.id if self._section else "", text)


class _FactLine(Arranged):
    """What it is at the left, what is known at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._label = LineLabel(theme, color="muted", parent=self)
        self._value = SpanLabel(theme, parent=self)

    def show_state(self, fact: Fact) -> None:
        self._label.show_spans((Span(fact.label),))
        self._value.show_spans((Span(fact.value),) if fact.value else ())
        self.setAccessibleName(f"{fact.label}: {fact.value}")
        self.changed()

    def _arrange(self, width: int, places: Places) -> int:
        px, label = self._theme.look.px, self._label.sizeHint()
        value = min(self._value.sizeHint().width(), max(width - label.width() - px(10), width // 2))
        height = max(label.height(), self._value.heightForWidth(value))
        places.append((self._label, 0, 0, width - value - px(10), label.height()))
        places.append((self._value, width - value, 0, value, height))
        return height

"""The panel beside the chat: the customer's money, what is open about it, what can be sent. GUI thread only.

While the pointer is on a card whose money button it came to, only that card changes, and of the others what moves nothing;
the rest catches up afterwards, so that nothing slides under a click. Once there is nothing of money left to click in that
card the rest tells at once how things stand, and only the card keeps its place.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from inbox.ui.chat.pieces import Pictures
from inbox.ui.models.rows import Span
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import PanelState, Section
from inbox.ui.models.states.parts import Notice
from inbox.ui.panes import held_card, tab_order
from inbox.ui.panes.arranged import Arranged, Places, Stack, stacked
from inbox.ui.panes.blank_page import BlankPage
from inbox.ui.panes.entry_card import EntryCard
from inbox.ui.panes.form_edits import FormEdits
from inbox.ui.panes.keyed import Keyed
from inbox.ui.panes.section import SectionView
from inbox.ui.theme.fonts import CHAT, SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.banner import Banner
from inbox.ui.widgets.labels import SpanLabel
from inbox.ui.widgets.scroll_bar import ThinScrollBar

translate = QCoreApplication.translate

_ORDER_MS = 50
_LEAVES = frozenset({Intent.PAPER_LEAVE, Intent.MERGE_LEAVE, Intent.SUBSCRIPTION_LEAVE})
"""What lets things be as they are, where something was asked first; what is open about a refund is never left by a key."""


class Panel(QFrame):
    """``acted`` carries an intent and whose it is; ``refund`` says what is edited in an open refund form."""

    acted = Signal(str, str)
    query_edited = Signal(str, str)

    def __init__(self, theme: Theme, pictures: Pictures | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = pictures
        self.refund = FormEdits(self)
        self._state = PanelState()
        self._waiting: PanelState | None = None
        self._held: EntryCard | None = None
        self._notice = Banner(theme, self)
        self._notice.clicked.connect(self._on_notice)
        self._blank = BlankPage(theme, parent=self)
        self._blank.acted.connect(self.acted)
        self._sections: Keyed[Section, SectionView] = Keyed(self._new_section)
        self._body = Stack(theme, self._parts)
        self._head = _Head(theme, self._body)
        self._scroll = QScrollArea(self)
        self._set_up()
        # When the theme has changed, every label must have heard of it before anything is measured.
        self._restyling = QTimer(self, singleShot=True, interval=0)
        self._restyling.timeout.connect(self._measure_anew)
        # Nobody presses Tab in the frame that shows another chat.
        self._ordering = QTimer(self, singleShot=True, interval=_ORDER_MS)
        self._ordering.timeout.connect(self._order)
        self._stops: list[QWidget] = []
        theme.changed.connect(self._restyle)
        self._restyle()

    def _set_up(self) -> None:
        self.setAccessibleName(translate("Panel", "Customer and payments"))
        self._scroll.setWidget(self._body)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ThinScrollBar(self._theme, self._scroll)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((self._notice, 0), (self._scroll, 1), (self._blank, 1)):
            column.addWidget(part, stretch)

    @property
    def theme(self) -> Theme:
        """How everything here looks."""
        return self._theme

    def show_state(self, state: PanelState) -> None:
        """Show this state; while a card is held that money can be moved in, only what it says of that card."""
        is_other = state.conversation != self._state.conversation
        if self._held is not None and not is_other:
            self._waiting = state
            if held_card.moves_money(state, self._name_of(self._held)):
                self._render_held(self._held, state)
            else:
                self._render_around(self._held, state)
            return
        self._held, self._waiting = None, None
        self._render(state)
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)

    def _render(self, state: PanelState) -> None:
        self._state = state
        self._blank.show_state(state.blank)
        self._scroll.setVisible(state.blank is None)
        notice = state.notice or Notice(id="", text="")
        self._notice.say(notice.text, notice.tone, notice.button.text if notice.button else "")
        self._head.show_state(state)
        for section, view in self._sections.show([(section.id, section) for section in state.sections]):
            view.show_state(section, state.person)
        self._settle()

    def card(self, entry: str) -> EntryCard | None:
        """Return the card of an entry, None when it is not on screen."""
        cards = (view.cards().get(entry) for view in self._sections.children().values())
        return next((card for card in cards if card is not None), None)

    def reveal(self, entry: str) -> None:
        """Bring a card on screen."""
        if (card := self.card(entry)) is not None:
            self._scroll.ensureWidgetVisible(card, 0, self._theme.look.px(16))

    def leave_question(self) -> bool:
        """Close the search that is open, or answer a question with its way out, as a click would; False when none is open.

        A notice with one button alone is no question: it stays until it is read.
        """
        for section in (self._waiting or self._state).sections:
            if section.query is not None and section.link is not None:
                self.acted.emit(section.link.intent, section.id)
                return True
            for subject, acts in ((section.id, section.buttons), *((each.id, each.buttons) for each in section.entries)):
                way_out = next((act for act in acts if act.intent in _LEAVES), None)
                if way_out is not None and len(acts) > 1:
                    self.acted.emit(way_out.intent, subject)
                    return True
        return False

    def picture_ready(self, key: str) -> None:
        """Paint anew when a product's picture has come."""
        for view in self._sections.children().values():
            view.picture_ready(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self._theme.look.tokens.surface)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width."""
        super().resizeEvent(event)
        self._settle()

    def _parts(self) -> list[QWidget]:
        return [self._head, *self._sections.children().values()]

    def _settle(self) -> None:
        """Lay everything out, at once: the next frame shows it in its place."""
        self._body.changed()
        width = self._scroll.viewport().width()
        self._body.resize(width, self._body.heightForWidth(width))
        self._body.settle()
        if not self._ordering.isActive():
            self._ordering.start()

    def _order(self) -> None:
        """Let Tab go through the panel as it is read, whenever its parts were made."""
        stops = tab_order.in_reading_order(self)
        if stops != self._stops:
            tab_order.put_behind(None, stops)
        self._stops = stops

    def _name_of(self, card: EntryCard) -> str:
        """Return of which entry a card is."""
        names = (entry.id for section in self._state.sections for entry in section.entries)
        return next((name for name in names if self.card(name) is card), "")

    def _render_around(self, held: EntryCard, state: PanelState) -> None:
        """Show everything but leave the held card where it is, also when it is about what is settled by now."""
        port, bar = self._scroll.viewport(), self._scroll.verticalScrollBar()
        before = held.mapTo(port, QPoint(0, 0)).y()
        self._render(held_card.keep(self._state, state, self._name_of(held)))
        wanted = bar.value() + held.mapTo(port, QPoint(0, 0)).y() - before
        if wanted > bar.maximum():
            # What came in above pushed the card down: there is room below for as long as the pointer stays.
            self._body.resize(self._body.width(), port.height() + wanted)
        bar.setValue(wanted)

    def _render_held(self, held: EntryCard, state: PanelState) -> None:
        width = self._head.width()
        height = self._head.heightForWidth(width)
        self._head.show_state(state)
        if self._head.heightForWidth(width) != height:
            self._head.show_state(self._state)
        for section in state.sections:
            for place, entry in enumerate(section.entries):
                card, is_first = self.card(entry.id), place == 0 and section.query is None
                if card is held:
                    held.show_state(held_card.calm(self._state, entry), is_first=is_first, person=state.person)
                elif card is not None:
                    card.show_in_place(entry, is_first=is_first, person=state.person)
        self._settle()

    def _new_section(self, _section: Section) -> SectionView:
        view = SectionView(self._theme, self._pictures, self.refund, self._body)
        view.acted.connect(self.acted)
        view.query_edited.connect(self.query_edited)
        view.card_held.connect(self._on_card_held)
        return view

    def _on_card_held(self, card: EntryCard, is_held: bool) -> None:
        self._held = card if is_held else None
        if is_held:
            # The pointer comes to a card more than once, and what waits since the first time goes on waiting.
            return
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.show_state(waiting)

    def _on_notice(self) -> None:
        notice = self._state.notice
        if notice is not None and notice.button is not None:
            self.acted.emit(notice.button.intent, notice.id)

    def _restyle(self) -> None:
        palette = QPalette(self._body.palette())
        palette.setColor(QPalette.ColorRole.Window, self._theme.look.tokens.surface)
        self._scroll.viewport().setPalette(palette)
        self._restyling.start()

    def _measure_anew(self) -> None:
        for part in self._body.findChildren(Arranged):
            part.changed()
        self._settle()


class _Head(Arranged):
    """The sum of it, and how sure and how fresh it is."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._headline = SpanLabel(theme, size=CHAT, pitch=20, parent=self)
        self._as_of = SpanLabel(theme, color="faint", size=SMALL, pitch=18, parent=self)

    def show_state(self, state: PanelState) -> None:
        self.setVisible(bool(state.headline or state.as_of))
        self._headline.show_spans(state.headline)
        self._as_of.show_spans((Span(state.as_of),) if state.as_of else ())
        self.changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, self._theme.look.tokens.line)

    def _arrange(self, width: int, places: Places) -> int:
        px = self._theme.look.px
        bottom = stacked((self._headline, self._as_of), px(16), px(11), width - 2 * px(16), places)
        return bottom + px(11)

"""What opens in the place of the message: the catalog to pick a product from, and the approved templates."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inbox.ui.chat.pieces import Pictures
from inbox.ui.models.rows import Span
from inbox.ui.models.states.composer import ProductPicker, TemplateList
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Blank, Entry
from inbox.ui.panes.acts import ActButton, LinkAct
from inbox.ui.panes.arranged import Arranged, Stack
from inbox.ui.panes.blank_page import BlankPage
from inbox.ui.panes.choice_button import ChoiceButton
from inbox.ui.panes.entry_card import EntryCard
from inbox.ui.panes.fields import Field
from inbox.ui.panes.keyed import Keyed
from inbox.ui.panes.tiles import SHELF, TileGrid
from inbox.ui.theme.controls import ButtonFace
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.labels import LineLabel, SpanLabel
from inbox.ui.widgets.scroll_bar import WIDTH, ThinScrollBar
from inbox.ui.widgets.search_field import SearchField

translate = QCoreApplication.translate

_HIGHEST = 200


class Picker(QWidget):
    """A search field over a list that scrolls. ``acted`` carries what was picked; Esc closes."""

    query_edited = Signal(str)
    acted = Signal(str, str)
    closed = Signal()

    def __init__(self, theme: Theme, name: str, body: Arranged, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._body = body
        self.setAccessibleName(name)
        self._search = SearchField(theme, name, "", self)
        self._search.textEdited.connect(self.query_edited)
        self._close = Button(theme, ButtonFace(icon="close"), translate("Picker", "Close"), self)
        self._close.clicked.connect(self.closed)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(body)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ThinScrollBar(theme, self._scroll)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._note = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self)
        self._note.hide()
        self._blank = BlankPage(theme, parent=self)
        self._blank.acted.connect(self.acted)
        self._head = QHBoxLayout()
        self._head.addWidget(self._search, 1)
        self._head.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(self._note)
        self._column.addWidget(self._scroll)
        self._column.addWidget(self._blank)

    def begin(self) -> None:
        """Give the search field the keyboard, if there is one to see."""
        if self._search.isVisibleTo(self.window()):
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape and not self._close.isHidden():
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, query: str, blank: Blank | None, *, can_close: bool, can_search: bool) -> None:
        if self._search.text() != query:
            self._search.setText(query)
        self._search.setVisible(can_search)
        self._close.setVisible(can_close)
        self._blank.show_state(blank)
        self._scroll.setVisible(blank is None)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the new width needs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what there is to pick, until it would push the chat away; then scroll."""
        most, width = self._theme.look.px(_HIGHEST), self.width()
        height = self._body.heightForWidth(width)
        if height > most:
            width -= self._theme.look.px(WIDTH)  # the bar stands over nothing that can be clicked
            height = self._body.heightForWidth(width)
        self._body.resize(width, height)
        self._body.settle()
        self._scroll.setFixedHeight(min(height, most))
        self._blank.setFixedHeight(most)


class ProductPickerView(Picker):
    """One click on a product sends it, or chooses it while a list is put together."""

    def __init__(self, theme: Theme, pictures: Pictures | None, parent: QWidget) -> None:
        tiles = TileGrid(theme, pictures, SHELF)
        super().__init__(theme, translate("Picker", "Search products, numbers, prices"), tiles, parent)
        self._tiles = tiles
        self._tiles.sent.connect(self._on_sent)
        again = translate("Picker", "Ask Meta and Stripe for the products again")
        self._again = Button(theme, ButtonFace(icon="retry"), again, self)
        self._again.clicked.connect(self._on_again)
        self._several = Button(theme, ButtonFace(icon="list"), translate("Picker", "Choose several"), self)
        self._several.clicked.connect(self._on_several)
        self._head.insertWidget(1, self._several)
        self._head.insertWidget(2, self._again)
        self._all = LinkAct(theme, parent=self)
        self._all.acted.connect(self.acted)
        self._head.insertWidget(1, self._all)
        self._chosen: tuple[str, ...] | None = None
        self._count = LineLabel(theme, color="muted", size=SMALL, parent=self)
        self._send = ActButton(theme, is_small=False, parent=self)
        self._send.acted.connect(self.acted)
        self._problem = SpanLabel(theme, color="danger", size=SMALL, pitch=16, parent=self)
        self._groups = ChoiceButton(theme, is_small=True, parent=self)
        self._groups.chosen.connect(self._on_group)
        self._name = Field(theme, "", parent=self)
        self._name.edit.textEdited.connect(self._on_name)
        self._line = QHBoxLayout()
        self._line.addWidget(self._groups)
        self._line.addWidget(self._name, 1)
        self._column.addLayout(self._line)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._count, 1)
        self._foot.addWidget(self._problem, 1)
        self._foot.addWidget(self._send)
        self._column.addLayout(self._foot)

    def show_state(self, picker: ProductPicker) -> None:
        """Show these products."""
        self._tiles.show_state(picker.tiles)
        self._note.show_spans((Span(picker.note),))
        self._note.setVisible(bool(picker.note))
        self._all.show_state(picker.note_button, "")
        self._chosen = picker.chosen
        words = translate("Picker", "Several") if picker.chosen is None else translate("Picker", "Only one")
        self._several.show_face(ButtonFace(words, icon="list"), translate("Picker", "Choose several"))
        self._count.show_spans((Span(picker.count),) if picker.count else ())
        self._problem.show_spans((Span(picker.problem),) if picker.problem else ())
        self._count.setVisible(not picker.problem)
        self._show_groups(picker)
        self._send.show_state(picker.button, "")
        self._show(picker.query, picker.blank, can_close=True, can_search=True)

    def picture_ready(self, key: str) -> None:
        """Paint anew when a picture has come."""
        self._tiles.picture_ready(key)

    def _show_groups(self, picker: ProductPicker) -> None:
        name = picker.group_name
        spoken = translate("Picker", "Groups of the list: {name}").format(name=picker.group)
        self._groups.show_state(picker.group, picker.groups, spoken)
        self._name.setVisible(name is not None)
        if name is not None:
            self._name.edit.setAccessibleName(name.label)
            self._name.edit.setPlaceholderText(name.label)
            self._name.show_text(name.value, name.counter, has_problem=name.is_over)

    def _on_group(self, choice: str) -> None:
        self.acted.emit(Intent.CHOOSE_GROUP, choice)

    def _on_name(self, text: str) -> None:
        self.acted.emit(Intent.NAME_GROUP, text)

    def _on_again(self) -> None:
        self.acted.emit(Intent.READ_CATALOG, "")

    def _on_several(self) -> None:
        self.acted.emit(Intent.CHOOSE_SEVERAL, "")

    def _on_sent(self, sku: str) -> None:
        self.acted.emit(Intent.SEND_PRODUCT if self._chosen is None else Intent.CHOOSE_PRODUCT, sku)


class TemplateListView(Picker):
    """The approved templates, each with its text and its send button."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        cards: Keyed[Entry, EntryCard] = Keyed(self._new_card)
        body = Stack(theme, lambda: cards.children().values())
        super().__init__(theme, translate("Picker", "Search templates"), body, parent)
        self._cards = cards

    def show_state(self, templates: TemplateList, *, can_close: bool) -> None:
        """Show these templates."""
        for place, (entry, card) in enumerate(self._cards.show([(entry.id, entry) for entry in templates.entries])):
            card.show_state(entry, is_first=place == 0)
        can_search = bool(templates.query) or len(templates.entries) > 4 or can_close
        self._show(templates.query, templates.blank, can_close=can_close, can_search=can_search)

    def _new_card(self, _entry: Entry) -> EntryCard:
        card = EntryCard(self._theme, self._body)
        card.acted.connect(self.acted)
        return card

"""The products to pick from, as far as they fit what was typed: one to send with a click, or several for a list.

Used by the composer's forms, one picker for each chat. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from inbox.domain.actions import SendProducts
from inbox.domain.ids import ConversationId
from inbox.domain.send_actions import PRODUCTS
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.presenters.products import differing_words, link_tiles, tiles
from inbox.ui.models.states.composer import ProductPicker
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Empty, ProductTile
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_MOST = 24


class Picker:
    """``query`` is what is looked for, None while the picker is closed; ``chosen`` a list that is put together."""

    def __init__(self, desk: Desk, clicks: Clicks) -> None:
        self._desk = desk
        self._clicks = clicks
        self.query: str | None = None
        self.chosen: tuple[str, ...] | None = None
        self._is_asked = False
        """Whether the products were asked for anew since the picker was opened."""

    def open(self, *, several: bool = False) -> None:
        """Show what is wanted most; with ``several`` a click chooses for a list."""
        self.query, self._is_asked = "", False
        self.chosen = () if several else None

    def close(self) -> None:
        """Forget what was looked for and chosen."""
        self.query = self.chosen = None

    def ask_anew(self) -> None:
        """Ask Meta and Stripe for the products."""
        self._clicks.decide(self._desk.commands.read_catalog())
        self._is_asked = True

    def toggle_several(self) -> None:
        """Put a list together, or send with a click again."""
        self.chosen = () if self.chosen is None else None

    def toggle(self, sku: str) -> None:
        """Put a product into the list, or take it out."""
        if self.chosen is None:
            return
        if sku in self.chosen:
            self.chosen = tuple(each for each in self.chosen if each != sku)
        elif len(self.chosen) < PRODUCTS:
            self.chosen = (*self.chosen, sku)

    def send(self, conversation: ConversationId, came_back: Callable[[], None]) -> None:
        """Send the list that was put together; ``came_back`` is called when it was not taken and is there again."""
        chosen = self.chosen
        if not chosen:
            return

        def give_back() -> None:
            if self.query is None:
                self.query, self.chosen = "", chosen
                came_back()

        wish = SendProducts(id=self._clicks.new_id(), conversation=conversation, products=chosen)
        self._clicks.click(wish, undone=give_back)
        self.close()

    def shown(self) -> ProductPicker:
        """Return the open picker."""
        query, trouble = self.query or "", words_of(self._desk.catalogue.trouble(), self._desk.language)
        found = self._desk.catalogue.find(query, _MOST)
        blank = None
        if not found and not self._desk.reads.products_at_stripe(query, 1):
            words = (not query.strip() and trouble) or translate("Composer", "No product fits.")
            blank = Empty(text=words, icon="search")
        shown = tiles(self._desk, found)
        if self.chosen is None:
            shown = (*shown, *link_tiles(self._desk, query, _MOST - len(shown)))
        if self.chosen is None:
            return ProductPicker(
                query=query, tiles=shown, note=self._note(query), note_button=self._all(query), blank=blank
            )
        return ProductPicker(
            query=query,
            tiles=tuple(self._choosable(tile) for tile in shown),
            note=self._note(query),
            note_button=self._all(query),
            blank=blank,
            chosen=self.chosen,
            count=translate("Picker", "{count} of {most} chosen").format(count=len(self.chosen), most=PRODUCTS),
            button=self._button(),
        )

    def _choosable(self, tile: ProductTile) -> ProductTile:
        assert self.chosen is not None
        is_chosen = tile.sku in self.chosen
        if is_chosen or len(self.chosen) < PRODUCTS:
            return replace(tile, is_chosen=is_chosen, is_enabled=tile.is_enabled or is_chosen)
        full = translate("Picker", "WhatsApp takes {most} products in one list.").format(most=PRODUCTS)
        return replace(tile, is_chosen=False, is_enabled=False, reason=full)

    def _button(self) -> CardButton:
        count = len(self.chosen or ())
        text = translate("Picker", "Send list") if count != 1 else translate("Picker", "Send product")
        return CardButton(
            intent=Intent.SEND_PRODUCTS,
            text=text,
            is_primary=True,
            is_enabled=count > 0,
            reason="" if count else translate("Picker", "Choose the products first."),
        )

    def _all(self, query: str) -> CardButton | None:
        """Return the way to the page of all differences, where there is one."""
        if query.strip() or not self._desk.catalogue.has_differences():
            return None
        return CardButton(intent=Intent.COMPARE_CATALOG, text=translate("Picker", "Compare with Stripe"))

    def _note(self, query: str) -> str:
        if self._is_asked:
            return translate("Picker", "The products were asked for anew; what has changed appears by itself.")
        if query.strip():
            return ""
        catalogue = self._desk.catalogue
        trouble = catalogue.trouble() if catalogue.find("", 1) else None
        return words_of(trouble or catalogue.price_trouble(), self._desk.language) or differing_words(self._desk)

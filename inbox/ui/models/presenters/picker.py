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
from inbox.ui.models.presenters.product_groups import ProductGroups
from inbox.ui.models.presenters.products import differing_words, link_tiles, tiles
from inbox.ui.models.states.composer import ProductPicker
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Empty, ProductTile
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_MOST = 24


class Picker:
    """``query`` is what is looked for, None while the picker is closed; ``groups`` the list that is put together."""

    def __init__(self, desk: Desk, clicks: Clicks) -> None:
        self._desk = desk
        self._clicks = clicks
        self.query: str | None = None
        self.groups: ProductGroups | None = None
        self._is_asked = False
        """Whether the products were asked for anew since the picker was opened."""

    @property
    def chosen(self) -> tuple[str, ...] | None:
        """The products of the list; None while a click sends."""
        return None if self.groups is None else self.groups.skus

    def open(self, *, several: bool = False) -> None:
        """Show what is wanted most; with ``several`` a click chooses for a list."""
        self.query, self._is_asked = "", False
        self.groups = ProductGroups() if several else None

    def close(self) -> None:
        """Forget what was looked for and chosen."""
        self.query = self.groups = None

    def ask_anew(self) -> None:
        """Ask Meta and Stripe for the products."""
        self._clicks.decide(self._desk.commands.read_catalog())
        self._is_asked = True

    def toggle_several(self) -> None:
        """Put a list together, or send with a click again."""
        self.groups = ProductGroups() if self.groups is None else None

    def toggle(self, sku: str) -> None:
        """Put a product into the list, or take it out."""
        if self.groups is not None:
            self.groups = self.groups.toggle(sku)

    def choose_group(self, choice: str) -> None:
        """Choose for another group, or let the list have other groups."""
        if self.groups is not None:
            self.groups = self.groups.choose(choice, self._category)

    def name_group(self, name: str) -> None:
        """Name the group that is chosen for."""
        if self.groups is not None:
            self.groups = self.groups.name(name)

    def send(self, conversation: ConversationId, came_back: Callable[[], None]) -> None:
        """Send the list that was put together; ``came_back`` is called when it was not taken and is there again."""
        groups = self.groups
        if groups is None or not groups.skus or groups.problem():
            return

        def give_back() -> None:
            if self.query is None:
                self.query, self.groups = "", groups
                came_back()

        sections, name = groups.sections(), self._clicks.new_id()
        wish = SendProducts(id=name, conversation=conversation, products=() if sections else groups.skus, sections=sections)
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
        groups = self.groups
        if groups is None:
            shown = (*shown, *link_tiles(self._desk, query, _MOST - len(shown)))
            return ProductPicker(
                query=query, tiles=shown, note=self._note(query), note_button=self._all(query), blank=blank
            )
        return ProductPicker(
            query=query,
            tiles=tuple(self._choosable(tile, groups) for tile in shown),
            note=self._note(query),
            note_button=self._all(query),
            blank=blank,
            chosen=groups.skus,
            count=translate("Picker", "{count} of {most} chosen").format(count=len(groups.skus), most=PRODUCTS),
            button=self._button(groups),
            groups=groups.choices(self._category),
            group=groups.label(groups.at) if len(groups.groups) > 1 else translate("Picker", "Groups"),
            group_name=groups.field(),
            problem=groups.problem(),
        )

    def _category(self, sku: str) -> str:
        product = self._desk.catalogue.product(sku)
        return "" if product is None else product.category

    def _choosable(self, tile: ProductTile, groups: ProductGroups) -> ProductTile:
        is_chosen = tile.sku in groups.skus
        if is_chosen or len(groups.skus) < PRODUCTS:
            is_enabled = tile.is_enabled or is_chosen
            return replace(tile, is_chosen=is_chosen, is_enabled=is_enabled, group=groups.mark(tile.sku))
        full = translate("Picker", "WhatsApp takes {most} products in one list.").format(most=PRODUCTS)
        return replace(tile, is_chosen=False, is_enabled=False, reason=full)

    def _button(self, groups: ProductGroups) -> CardButton:
        count, problem = len(groups.skus), groups.problem()
        text = translate("Picker", "Send list") if count != 1 else translate("Picker", "Send product")
        return CardButton(
            intent=Intent.SEND_PRODUCTS,
            text=text,
            is_primary=True,
            is_enabled=count > 0 and not problem,
            reason=problem if count else translate("Picker", "Choose the products first."),
        )

    def _all(self, query: str) -> CardButton | None:
        """Return the way to the page of all differences, where there is one."""
        if query.strip() or not self._desk.catalogue.has_differences():
            return None
        return CardButton(intent=Intent.COMPARE_CATALOG, text=translate("Picker", "Compare with Stripe"))

    def _note(self, query: str) -> str:
        if self._is_asked:
            return translate("Picker", "The products were asked for again; what has changed appears by itself.")
        if query.strip():
            return ""
        catalogue = self._desk.catalogue
        trouble = catalogue.trouble() if catalogue.find("", 1) else None
        return words_of(trouble or catalogue.price_trouble(), self._desk.language) or differing_words(self._desk)

"""The shop's products as this desk has them: read from the cache when they are needed, and remembered until they change.

GUI thread only. A strip of products is drawn at every tick of a hold, so it must not be looked up each time; and its tiles
must not change places while somebody is about to click one.
"""

from __future__ import annotations

from inbox.desk import ports
from inbox.desk.ports import Changes, Reads
from inbox.domain.problems import Problem
from inbox.domain.products import PRICE_DIFFERS
from inbox.ui.models.presenters.desk import Product

_STALE = frozenset({"products", "everything", "cache-replaced"})
_MOST_REMEMBERED = 500
_SHELF = 60
"""So many products are looked up at once: more are on no screen."""


class ShopCatalogue:
    """A ``desk.Catalogue`` over the desk's reads."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._known: dict[str, Product | None] = {}
        self._orders: dict[str, list[str]] = {}
        """Under what was typed, the products on screen in their places; for the last words, and for none."""
        self._shelves: dict[str, tuple[Product, ...]] = {}
        self._differs = False
        self._told: tuple[dict[str, Problem], tuple[Product, ...]] | None = None

    def product(self, sku: str) -> Product | None:
        """Return one product, also one that is no longer on sale."""
        if sku not in self._known:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            said = self._reads.product(sku)
            self._known[sku] = None if said is None else _shown(said)
        return self._known[sku]

    def find(self, words: str, limit: int) -> tuple[Product, ...]:
        """Return the products that fit, the most wanted ones first."""
        words = words.strip()
        if words not in self._shelves:
            for other in [each for each in self._orders if each not in ("", words)]:
                self._orders.pop(other)
                self._shelves.pop(other, None)
            self._shelves[words] = self._stocked(words)
        return self._shelves[words][:limit]

    def trouble(self) -> Problem | None:
        """Return why WhatsApp's products cannot be listed."""
        return self._facts()[0].get("whatsapp")

    def price_trouble(self) -> Problem | None:
        """Return why Stripe's prices cannot be listed."""
        return self._facts()[0].get("stripe")

    def has_differences(self) -> bool:
        """Tell whether the catalog and Stripe differ in anything, be it that one of them lacks a product."""
        self._facts()
        return self._differs

    def differing(self, limit: int) -> tuple[Product, ...]:
        """Return products that do not cost at Stripe what the catalog says."""
        return self._facts()[1][:limit]

    def take(self, changes: Changes) -> None:
        """Forget what may be another way now, but not in which order it stands."""
        if changes.flags & _STALE:
            self._known.clear()
            self._shelves.clear()
            self._told = None

    def renew(self) -> None:
        """Order anew by what was sent and ordered of late."""
        self._orders.clear()
        self._shelves.clear()

    def _facts(self) -> tuple[dict[str, Problem], tuple[Product, ...]]:
        if self._told is None:
            differing = self._reads.differing_products(_SHELF)
            self._differs = bool(differing)
            priced = tuple(_shown(said) for said in differing if PRICE_DIFFERS in said.mismatches)
            self._told = (self._reads.catalog_problems(), priced)
        return self._told

    def _stocked(self, words: str) -> tuple[Product, ...]:
        """Return what fits, in the places it has: one that is sold out meanwhile keeps its own, and new ones come last."""
        found = {said.sku: _shown(said) for said in self._reads.products(words, _SHELF)}
        placed = [found.pop(sku, None) or self.product(sku) for sku in self._orders.get(words, [])]
        shelf = [each for each in placed if each is not None] + list(found.values())
        self._orders[words] = [each.sku for each in shelf]
        return tuple(shelf)


def _shown(said: ports.Product) -> Product:
    currency = said.currency or said.stripe_currency or ""
    return Product(
        sku=said.sku,
        name=said.name,
        price=None if said.is_doubtful else said.price,
        currency=currency,
        detail=said.detail,
        category=said.category,
        picture=said.picture or "",
        is_available=said.is_sendable,
        price_text=said.price_text or "",
        charged=said.stripe_amount if said.stripe_currency == currency else None,
    )

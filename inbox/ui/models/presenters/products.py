"""Products as tiles that one click sends. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from inbox.ui.models.presenters.desk import Desk, Product
from inbox.ui.models.states.parts import ProductTile

translate = QCoreApplication.translate

_NAMED = 3


def tiles(desk: Desk, products: Iterable[Product], reason: str = "") -> tuple[ProductTile, ...]:
    """Return the tiles; with a ``reason`` none of them can be sent now, without one only those on sale can."""
    sold_out = translate("Products", "Not on sale any more.")
    return tuple(
        ProductTile(
            sku=product.sku,
            name=product.name,
            price=price_words(desk, product),
            thumbnail=product.picture,
            is_enabled=product.is_available and not reason,
            reason=reason or ("" if product.is_available else sold_out),
        )
        for product in products
    )


def price_words(desk: Desk, product: Product | None) -> str:
    """Return what a product costs, in the catalog's own words where they could be read in two ways; empty for none."""
    if product is None:
        return ""
    return product.price_text if product.price is None else desk.amount(product.price, product.currency)


def differing_words(desk: Desk) -> str:
    """Return in one line which products cost something else at Stripe; empty when none does."""
    found = desk.catalogue.differing(_NAMED + 1)
    if not found:
        return ""
    each = translate("Products", "{name} {here}, at Stripe {there}")
    named = "; ".join(
        each.format(
            name=product.name, here=price_words(desk, product), there=desk.amount(product.charged or 0, product.currency)
        )
        for product in found[:_NAMED]
    )
    more = "…" if len(found) > _NAMED else ""
    return translate("Products", "Prices differ: {products}").format(products=named + more)

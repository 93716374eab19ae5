"""Products as tiles that one click sends. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from inbox.ui.models.presenters.desk import Desk, Product
from inbox.ui.models.states.parts import ProductTile


def tiles(desk: Desk, products: Iterable[Product], reason: str = "") -> tuple[ProductTile, ...]:
    """Return the tiles; with a ``reason`` none of them can be sent now."""
    return tuple(
        ProductTile(
            sku=product.sku,
            name=product.name,
            price=desk.amount(product.price, product.currency),
            thumbnail=product.picture,
            is_enabled=not reason,
            reason=reason,
        )
        for product in products
    )

"""Carts as customers send them: SKUs, quantities, and the prices they saw. Pure; called by ``shoppers.py``.

Documented at developers.facebook.com, Cloud API > Webhooks > order messages.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from inbox.domain.money import Money
from inbox.sandbox.whatsapp.catalogue import Catalogue

MOST_PIECES = 99


class OrderLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a cart; ``item_price`` (minor units) is what the customer saw, the catalogue's price when not given."""

    sku: str
    quantity: int = 1
    item_price: int | None = None


def order_content(lines: Sequence[OrderLine], catalogue: Catalogue, catalog_id: str, text: str) -> dict[str, object]:
    """Return an ``order`` message; prices are JSON numbers in major units. ValueError in words on a bad line."""
    if not lines:
        raise ValueError('an order needs items, a list of {"sku", "quantity"}')
    items = [_item(line, catalogue) for line in lines]
    return {"type": "order", "order": {"catalog_id": catalog_id, "text": text, "product_items": items}}


def _item(line: OrderLine, catalogue: Catalogue) -> dict[str, object]:
    product = catalogue.product(line.sku)
    if product is None:
        raise ValueError(f"no product {line.sku!r}; there are {', '.join(sorted(catalogue.skus()))}")
    if not 1 <= line.quantity <= MOST_PIECES:
        raise ValueError(f"quantity is 1 to {MOST_PIECES}")
    price = product.price if line.item_price is None else Money(line.item_price, product.price.currency)
    return {
        "product_retailer_id": line.sku,
        "quantity": line.quantity,
        "item_price": Decimal(price.digits()),
        "currency": price.currency.upper(),
    }

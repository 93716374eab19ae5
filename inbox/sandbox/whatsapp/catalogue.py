"""Meta's side of the shop's goods: the catalogue connected to the business account.

Starts equal to ``inbox.sandbox.shop``; the control side may change prices and availability, as a shop owner who edits
one side only does. Documented at developers.facebook.com, Marketing API > Product Catalog > products.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import msgspec

from inbox.domain.money import Money
from inbox.sandbox.shop import PRODUCTS, Product
from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.world import SeededIds


class Catalogue:
    """The products by SKU, with the numbers Meta gives them."""

    def __init__(self, ids: SeededIds, base_url: str, products: Iterable[Product] = PRODUCTS) -> None:
        self._base_url = base_url
        self._products = {product.sku: product for product in products}
        self._numbers = {sku: ids.digits(16) for sku in self._products}

    def skus(self) -> frozenset[str]:
        """Return every SKU."""
        return frozenset(self._products)

    def product(self, sku: str) -> Product | None:
        """Return one product as Meta knows it."""
        return self._products.get(sku)

    def change(self, sku: str, price: int | None = None, available: bool | None = None) -> Product:
        """Change a price (minor units) or the availability on Meta's side only; KeyError on an unknown SKU."""
        old = self._products[sku]
        new_price = old.price if price is None else Money(price, old.price.currency)
        new = msgspec.structs.replace(old, price=new_price, available=old.available if available is None else available)
        self._products[sku] = new
        return new

    def listed(self, filter_text: str | None) -> list[dict[str, object]]:
        """Return the products that pass Graph's ``filter`` parameter (JSON, see ``_passes``)."""
        wanted = _filter(filter_text)
        items = [self._item(product) for product in self._products.values()]
        return [item for item in items if _passes(item, wanted)]

    def picture(self, sku: str) -> str:
        """Return the address of a product's picture."""
        return f"{self._base_url}/pictures/{sku}.png"

    def _item(self, product: Product) -> dict[str, object]:
        return {
            "id": self._numbers[product.sku],
            "retailer_id": product.sku,
            "name": product.name,
            "description": product.description,
            # Meta answers prices as text in the catalogue's locale, not as a number.
            "price": product.price.text("de"),
            "currency": product.price.currency.upper(),
            "availability": "in stock" if product.available else "out of stock",
            "image_url": self.picture(product.sku),
            "brand": "Nordlicht",
            "category": product.category,
            "visibility": "published",
            "review_status": "approved",
            "retailer_product_group_id": product.sku.partition("-")[0],
        }


def _filter(text: str | None) -> dict[str, dict[str, str]]:
    if not text:
        return {}
    try:
        return msgspec.convert(json.loads(text), dict[str, dict[str, str]])
    except ValueError as error:
        raise GraphError(100, "Param filter must be a JSON object of fields with one comparison each.") from error


def _passes(item: dict[str, object], wanted: dict[str, dict[str, str]]) -> bool:
    """Apply ``eq``, ``neq``, ``contains`` and ``i_contains``."""
    for field, comparisons in wanted.items():
        value = str(item.get(field, ""))
        for operator, operand in comparisons.items():
            fits = {
                "eq": value == operand,
                "neq": value != operand,
                "contains": operand in value,
                "i_contains": operand.casefold() in value.casefold(),
            }
            if operator not in fits:
                raise GraphError(100, f"Param filter: {operator} is not one of {', '.join(fits)}.")
            if not fits[operator]:
                return False
    return True

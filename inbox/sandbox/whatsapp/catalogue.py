"""Meta's side of the shop's goods: the catalogue connected to the business account.

Starts equal to ``inbox.sandbox.shop``; the control side may change, hide and remove products, as a shop owner who edits one
side only (or Meta's review) does. Documented at developers.facebook.com, Marketing API > Product Catalog > products.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import msgspec

from inbox.domain.money import Money
from inbox.sandbox.shop import PRODUCTS, Product
from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.world import SeededIds


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be another way at Meta; ``price`` in minor units, ``price_text`` as it is to be written."""

    price: int | None = None
    available: bool | None = None
    price_text: str | None = None
    availability: str | None = None
    visibility: str | None = None
    review_status: str | None = None
    name: str | None = None
    removed: bool = False


_SAID = ("availability", "visibility", "review_status", "name")


class Catalogue:
    """The products by SKU, with the numbers Meta gives them."""

    def __init__(self, ids: SeededIds, base_url: str, products: Iterable[Product] = PRODUCTS) -> None:
        self._base_url = base_url
        self._products = {product.sku: product for product in products}
        self._numbers = {sku: ids.digits(16) for sku in self._products}
        self._said: dict[str, dict[str, object]] = {}
        """Fields the control side has put into Meta's mouth."""

    def skus(self) -> frozenset[str]:
        """Return every SKU."""
        return frozenset(self._products)

    def product(self, sku: str) -> Product | None:
        """Return one product as Meta knows it."""
        return self._products.get(sku)

    def change(self, sku: str, change: Change) -> Product:
        """Change a product on Meta's side only and return it as it is now, or last was; KeyError on an unknown SKU."""
        old = self._products[sku]
        if change.removed:
            return self._products.pop(sku)
        new = msgspec.structs.replace(
            old,
            price=old.price if change.price is None else Money(change.price, old.price.currency),
            available=old.available if change.available is None else change.available,
        )
        said = {name: value for name in _SAID if (value := getattr(change, name)) is not None}
        if change.price_text is not None:
            said["price"] = change.price_text
        self._said.setdefault(sku, {}).update(said)
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
            "image_cdn_urls": [{"key": "400", "value": self.picture(product.sku)}],
            "brand": "Nordlicht",
            "category": product.category,
            "visibility": "published",
            "review_status": "approved",
            "retailer_product_group_id": product.sku.partition("-")[0],
            **self._said.get(product.sku, {}),
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

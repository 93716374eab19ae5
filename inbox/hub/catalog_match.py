"""Brings Meta's catalog and Stripe's price list together: one product each, and in what the two differ. Pure.

Used by ``catalog`` on whatever was last listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from inbox.domain import times
from inbox.domain.ids import MediaId, SourceId
from inbox.domain.products import NOT_AT_STRIPE, NOT_AT_WHATSAPP, PRICE_DIFFERS, Product
from inbox.platforms.stripe.prices import Price
from inbox.platforms.whatsapp import listings
from inbox.platforms.whatsapp.prices import read_price

_LONGEST_NAME = 200
_LONGEST_CATEGORY = 60
_LONGEST_DETAIL = 1000


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """An entry of Meta's catalog; ``picture`` is the key of its picture, where there is one that may be fetched."""

    product: listings.Product
    picture: str | None = None


class Shelves(msgspec.Struct, frozen=True):
    """What each side last listed, in its order; None where a side was never read, so that nothing can be missing there."""

    items: tuple[Item, ...] | None = None
    prices: tuple[Price, ...] | None = None


def combine(shelves: Shelves, pictures: Mapping[str, MediaId], now: datetime) -> list[Product]:
    """Return every product of the shop, those of the catalog first; ``pictures`` are the stored ones by key."""
    items, prices = shelves.items or (), shelves.prices or ()
    choose = _Prices(prices).of
    matched = {item.product.sku: choose(item.product) for item in items}
    found = [
        _of_item(item, matched[item.product.sku], pictures.get(item.picture or ""), now, priced=bool(prices))
        for item in items
    ]
    taken = {price.product for price in matched.values() if price is not None}
    return found + [
        _of_price(price, pictures.get(price.image or ""), listed=bool(items)) for price in _alone(prices, taken)
    ]


def alone_at_stripe(shelves: Shelves) -> list[Price]:
    """Return the prices of what Stripe alone has, one of each product."""
    choose = _Prices(shelves.prices or ()).of
    matched = (choose(item.product) for item in shelves.items or ())
    return list(_alone(shelves.prices or (), {price.product for price in matched if price is not None}))


class _Prices:
    """Stripe's prices, to be found by content id, or by a name that only one product has."""

    def __init__(self, prices: Iterable[Price]) -> None:
        self._by_sku: dict[str, list[Price]] = {}
        self._by_name: dict[str, list[Price]] = {}
        for price in prices:
            for sku in price.skus:
                self._by_sku.setdefault(sku, []).append(price)
            if price.name is not None:
                self._by_name.setdefault(_spoken(price.name), []).append(price)

    def of(self, product: listings.Product) -> Price | None:
        """Return the price that counts: in the catalog's currency before others, the product's own one, else the newest."""
        fitting = self._by_sku.get(product.sku) or self._by_name.get(_spoken(product.name or ""), [])
        if product.sku not in self._by_sku and len({price.product for price in fitting}) > 1:
            return None
        return max(
            fitting,
            key=lambda price: (price.currency == product.currency, price.is_default, price.created, price.id),
            default=None,
        )


def _spoken(name: str) -> str:
    return " ".join(name.split()).casefold()


def _of_item(item: Item, price: Price | None, picture: MediaId | None, now: datetime, *, priced: bool) -> Product:
    listed = item.product
    text = _text_now(listed, now)
    read = read_price(text, listed.currency)
    is_same = read is not None and price is not None and (price.amount, price.currency) == (read.minor, read.currency)
    is_doubtful = text is not None and (read is None or (read.is_doubtful and not is_same))
    mismatches: tuple[str, ...] = (NOT_AT_STRIPE,) if price is None and priced else ()
    if price is not None and price.amount is not None and read is not None and not is_doubtful and not is_same:
        mismatches = (PRICE_DIFFERS,)
    product = Product(
        id=SourceId(listed.sku),
        sku=listed.sku,
        name=_name(listed.name, listed.sku),
        detail=(listed.description or "")[:_LONGEST_DETAIL],
        category=_narrowest(listed.category),
        price=None if read is None else read.minor,
        currency=listed.currency if read is None else read.currency,
        price_text=text,
        is_doubtful=is_doubtful,
        availability=listed.availability,
        visibility=listed.visibility,
        review=listed.review_status,
        is_sendable=listed.can_be_offered(),
        picture=picture,
        mismatches=mismatches,
    )
    return product if price is None else _with_stripe(product, price)


def _text_now(listed: listings.Product, now: datetime) -> str | None:
    """Return the price a customer sees at the moment: a sale counts from its beginning to its end."""
    if listed.sale_price_text is None:
        return listed.price_text
    moment = times.to_text(now)
    has_begun = listed.sale_from is None or listed.sale_from <= moment
    is_over = listed.sale_until is not None and listed.sale_until < moment
    return listed.sale_price_text if has_begun and not is_over else listed.price_text


def _alone(prices: Iterable[Price], taken: set[SourceId]) -> Iterable[Price]:
    """Return what is at Stripe only, once each: what somebody has given a price of its own, not what a page made up."""
    return {price.product: price for price in prices if price.is_default and price.product not in taken}.values()


def _of_price(price: Price, picture: MediaId | None, *, listed: bool) -> Product:
    product = Product(
        id=price.product,
        sku=price.skus[0] if price.skus else price.product,
        name=_name(price.name, price.product),
        detail=(price.description or "")[:_LONGEST_DETAIL],
        price=price.amount,
        currency=price.currency,
        picture=picture,
        mismatches=(NOT_AT_WHATSAPP,) if listed else (),
    )
    return _with_stripe(product, price)


def _with_stripe(product: Product, price: Price) -> Product:
    return msgspec.structs.replace(
        product,
        stripe_product=price.product,
        stripe_price=price.id,
        stripe_amount=price.amount,
        stripe_currency=price.currency,
    )


def _narrowest(category: str | None) -> str:
    """Return the last step of a path such as "Food > Beverages > Coffee"."""
    return (category or "").rpartition(">")[2].strip()[:_LONGEST_CATEGORY]


def _name(said: str | None, other: str) -> str:
    return " ".join((said or other).split())[:_LONGEST_NAME] or other

"""The picture over a payment link for one product that WhatsApp's catalog cannot show: the hub's own copy of Stripe's or Meta's.

Asked by the send engine inside its transactions.
"""

from __future__ import annotations

import msgspec

from inbox.domain.actions import RequestPayment
from inbox.domain.ids import MediaId
from inbox.domain.products import Product
from inbox.hub.catalog_sources import STRIPE
from inbox.hub.transaction import Transaction
from inbox.platforms.stripe.prices import Price

_LARGEST = 5 * 1024 * 1024
"""Bytes of a picture over a message (developers.facebook.com, Cloud API > Media > Supported media types)."""
_KINDS = ("image/jpeg", "image/png")

_PRICE, _PRODUCT = msgspec.json.Decoder(Price), msgspec.json.Decoder(Product)


def picture_of(tx: Transaction, wish: RequestPayment) -> MediaId | None:
    """Return the stored picture that goes with a request for one product; None for any other request, and without one."""
    if wish.template is not None or len(wish.lines) != 1:
        return None
    line = wish.lines[0]
    names = [line.sku] if line.price is None else [_product_of(tx, line.price), line.sku]
    for name in names:
        row = None if name is None else tx.hub.CatalogProduct.get_or_none(tx.hub.CatalogProduct.id == name)
        picture = None if row is None else _PRODUCT.decode(bytes(row.body)).picture
        if picture is not None and _can_be_sent(tx, picture):
            return picture
    return None


def _product_of(tx: Transaction, price: str) -> str | None:
    """Return which product of Stripe's a price is of, as its list last said."""
    table = tx.hub.CatalogListing
    row = table.get_or_none((table.source == STRIPE) & (table.key == price))
    return None if row is None else _PRICE.decode(bytes(row.body)).product


def _can_be_sent(tx: Transaction, picture: MediaId) -> bool:
    row = tx.hub.MediaFile.get_or_none(tx.hub.MediaFile.id == picture)
    return row is not None and row.mime in _KINDS and 0 < (row.size or 0) <= _LARGEST

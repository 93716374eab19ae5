"""What the shop sells, as Meta's catalog and Stripe's price list say together. Pure.

Made by the hub from both listings; a desk keeps it and offers it. A difference between the two is not an error but a fact
of the product.
"""

from __future__ import annotations

import msgspec

from inbox.domain.ids import MediaId, SourceId

PRICE_DIFFERS = "price"
NOT_AT_STRIPE = "not-at-stripe"
NOT_AT_WHATSAPP = "not-at-whatsapp"

NO_CATALOG = "catalog-none"
"""Code of the problem that a shop's WhatsApp account has no catalog at all."""


class Product(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something on sale; sums in minor units, None where nobody says.

    ``id`` is the content id (SKU) of what is in Meta's catalog, otherwise Stripe's ``prod_``. ``price`` is what a customer
    sees in WhatsApp now, a running sale counted in; of what is at Stripe alone it is Stripe's.
    """

    id: SourceId
    sku: str
    name: str
    detail: str = ""
    price: int | None = None
    currency: str | None = None
    price_text: str | None = None
    """The price as Meta writes it, in words for people."""
    is_doubtful: bool = False
    """Whether that text can be read in two ways, or not at all: show the text, trust no sum made of it."""
    category: str = ""
    """The narrowest category the catalog names, as the shop keeps it."""
    availability: str | None = None
    """``in stock``, ``out of stock``, ``available for order``, ``preorder``, ``discontinued`` ..."""
    visibility: str | None = None
    """``published`` or ``staging``."""
    review: str | None = None
    """``approved``, ``pending``, ``rejected``, ``outdated``."""
    is_sendable: bool = False
    """Whether WhatsApp would show it to a customer."""
    picture: MediaId | None = None
    stripe_product: SourceId | None = None
    stripe_price: SourceId | None = None
    stripe_amount: int | None = None
    stripe_currency: str | None = None
    mismatches: tuple[str, ...] = ()
    """In what Meta and Stripe differ: ``price``, ``not-at-stripe``, ``not-at-whatsapp``."""
    removed: bool = False
    """Whether it is in neither listing any more; it is still named where it was once sent."""

"""Stripe's price list: what one piece of each product costs there (docs.stripe.com/api/prices).

Read from answers by ``client``; pure. A product's own data comes expanded with its price, so that one list tells both.
"""

from __future__ import annotations

import msgspec

from inbox.domain.ids import SourceId
from inbox.platforms.stripe import fields
from inbox.platforms.stripe.fields import Json

SKU_KEYS = ("sku", "SKU", "retailer_id", "content_id", "product_retailer_id")
"""Metadata names under which shops tie a product at Stripe to Meta's catalog."""


class Price(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A price that is charged once, of a product on sale; ``amount`` in minor units, None when a piece has no fixed one."""

    id: SourceId
    product: SourceId
    amount: int | None = None
    currency: str | None = None
    name: str | None = None
    description: str | None = None
    skus: tuple[str, ...] = ()
    """Under which content ids the product may be in Meta's catalog, the surest first."""
    image: str | None = None
    """Where the product's first picture lies, which can be anywhere."""
    is_default: bool = False
    """Whether it is what the product costs unless something else is said."""
    created: int = 0


def price(row: Json) -> Price | None:
    """Read a price with its expanded product; None for one that is not on sale, or repeats."""
    product = fields.table(row, "product")
    own, its = fields.source_id(row), fields.source_id(row, "product")
    is_on_sale = fields.flag(row, "active") is not False and fields.flag(product, "active") is not False
    if own is None or its is None or not is_on_sale or fields.text(row, "type") not in (None, "one_time"):
        return None
    metadata = [fields.table(source, "metadata") for source in (row, product)]
    named = [fields.text(each, key) for each in metadata for key in SKU_KEYS]
    skus = [sku for sku in (*named, fields.text(row, "lookup_key"), its) if sku]
    return Price(
        id=own,
        product=its,
        amount=fields.whole(row, "unit_amount"),
        currency=(fields.text(row, "currency") or "").lower() or None,
        name=fields.text(product, "name"),
        description=fields.text(product, "description"),
        skus=tuple(dict.fromkeys(skus)),
        image=fields.first_text(product, "images"),
        is_default=fields.source_id(product, "default_price") == own,
        created=fields.whole(row, "created") or 0,
    )

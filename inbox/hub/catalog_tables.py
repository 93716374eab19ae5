"""The tables of the catalog's mirror: what each platform last listed, what desks were told of it, and the pictures.

``build`` is called by ``inbox.hub.tables``.
"""

from __future__ import annotations

from typing import Any

import peewee


def build(base: type[peewee.Model]) -> dict[str, Any]:
    """Return the classes by name, made for the database of ``base``."""

    class CatalogListing(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """One entry of a platform's list, as it last said it; ``place`` is where in the list it stood."""

        source = peewee.TextField()
        key = peewee.TextField()
        place = peewee.IntegerField()
        body = peewee.BlobField()

        class Meta:
            table_name = "catalog_listing"
            primary_key = peewee.CompositeKey("source", "key")

    class CatalogProduct(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """A product as desks were last told of it; ``revision`` counts how often they were."""

        id = peewee.TextField(primary_key=True)
        revision = peewee.IntegerField()
        body = peewee.BlobField()

        class Meta:
            table_name = "catalog_product"

    class CatalogPicture(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """A product's picture, by what it is known again under; ``media`` names the hub's own copy."""

        key = peewee.TextField(primary_key=True)
        url = peewee.TextField()
        state = peewee.TextField()
        """``waiting``, ``stored`` or ``failed`` (until it lies somewhere else)."""
        media = peewee.TextField(null=True)
        attempts = peewee.IntegerField(default=0)
        retry_at = peewee.TextField(null=True)

        class Meta:
            table_name = "catalog_picture"

    return {"CatalogListing": CatalogListing, "CatalogProduct": CatalogProduct, "CatalogPicture": CatalogPicture}

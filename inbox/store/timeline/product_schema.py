"""The tables of what the shop sells: one row for each product, one for how each platform's list of them was found.

Made by ``schema`` with the timeline's other tables; the statements are in ``products``.
"""

from __future__ import annotations

import peewee

from inbox.store.state.schema import TableClass


def product(base: type[peewee.Model]) -> TableClass:
    """Return the class of products, made for the database of ``base``."""

    class Product(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """A product as the hub last told it; one that was removed stays, for it is still named where it was sent."""

        id = peewee.TextField(primary_key=True)
        version = peewee.TextField()
        first = peewee.IntegerField()
        """The lowest ``seq`` that told of it: the order of the catalog."""
        sku = peewee.TextField(index=True)
        words = peewee.TextField()
        """Everything it is found under, folded: name, content id, prices."""
        offered = peewee.BooleanField()
        """Whether it can be sent."""
        differs = peewee.BooleanField()
        """Whether Meta and Stripe do not say the same of it."""
        body = peewee.BlobField()
        """``domain.products.Product`` as JSON."""

        class Meta:
            table_name = "product"

    return Product


def listing(base: type[peewee.Model]) -> TableClass:
    """Return the class of the lists, made for the database of ``base``."""

    class Listing(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """How a platform's list of products was last found; without ``problem`` it can be read."""

        source = peewee.TextField(primary_key=True)
        seq = peewee.IntegerField()
        problem = peewee.BlobField(null=True)

        class Meta:
            table_name = "listing"

    return Listing

"""The two lists a shop's products come from: Meta's catalog, page by page, and Stripe's prices.

Read by ``catalog`` on its job's thread. What a key may not read is a problem with words for whoever looks for products;
everything else that can happen passes by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import msgspec

from inbox.domain import products
from inbox.domain.problems import OutsideError, Problem
from inbox.hub.catalog_match import Item
from inbox.platforms.stripe import errors as stripe_errors
from inbox.platforms.stripe.gateway import Answer
from inbox.platforms.stripe.prices import Price
from inbox.platforms.whatsapp import listings
from inbox.platforms.whatsapp.client import Picture
from inbox.platforms.whatsapp.errors import LostAnswer, NotSent, WhatsAppError

WHATSAPP, STRIPE = "whatsapp", "stripe"

_OFTEN = 600.0
_SELDOM = 6 * 3600.0
NO_CATALOG = Problem(
    products.NO_CATALOG, "No catalog is connected to the WhatsApp account; connect one in Meta's Commerce Manager."
)
_ENCODER = msgspec.json.Encoder(order="deterministic")


class Entry(msgspec.Struct, frozen=True):
    """One entry of a list as it is kept, and where its picture lies."""

    key: str
    body: bytes
    picture: Picture | None = None


class Source(Protocol):
    """A list. ``every`` is after how many seconds it is read again by itself."""

    name: str
    every: float

    def read(self) -> list[Entry]:
        """Read all of it, in its own order; raises ``Unreadable`` or another OutsideError, which passes."""
        ...


class Unreadable(OutsideError):  # noqa: N818 - an outcome to be told, not a fault of ours
    """The list is not ours to read, or there is none; ``problem`` says so."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


class CatalogReads(Protocol):
    """What of WhatsApp's client is used here."""

    def catalogs(self) -> list[listings.Catalog]:
        """List the catalogs connected to the account; WhatsApp allows one."""
        ...

    def product_pages(self, catalog_id: str) -> Iterator[list[listings.Product]]:
        """Yield a catalog's products page by page."""
        ...

    def picture_of(self, product: listings.Product) -> Picture | None:
        """Return where a product's picture can be had."""
        ...


class PriceReads(Protocol):
    """What of Stripe's client is used here."""

    def prices(self) -> Answer[tuple[Price, ...]]:
        """List what is on sale with its prices."""
        ...

    def picture_of(self, price: Price) -> str | None:
        """Return where the picture of a price's product can be had."""
        ...


class WhatsAppCatalog:
    """Meta's catalog; ``catalog`` is its id where the settings say it, else Meta is asked."""

    name = WHATSAPP
    every = _OFTEN

    def __init__(self, client: CatalogReads, catalog: str | None) -> None:
        self._client = client
        self._catalog = catalog

    def read(self) -> list[Entry]:
        """See ``Source``."""
        try:
            catalog = self._catalog or next((each.id for each in self._client.catalogs()), None)
            if catalog is None:
                raise Unreadable(NO_CATALOG)
            return [self._entry(product) for page in self._client.product_pages(catalog) for product in page]
        except (LostAnswer, NotSent):
            raise
        except WhatsAppError as error:
            if error.retry == "auto":
                raise
            raise Unreadable(_refused(error)) from error

    def _entry(self, product: listings.Product) -> Entry:
        picture = self._client.picture_of(product)
        # Addresses of pictures are signed anew every day: kept apart, they do not make the product look changed.
        item = Item(msgspec.structs.replace(product, image_urls=()), None if picture is None else picture.key)
        return Entry(product.sku, _ENCODER.encode(item), picture)


class StripePrices:
    """Stripe's prices; a hundred cost one of the reads Stripe allots, so they are read seldom, and when it tells of news."""

    name = STRIPE
    every = _SELDOM

    def __init__(self, client: PriceReads) -> None:
        self._client = client

    def read(self) -> list[Entry]:
        """See ``Source``."""
        try:
            return [self._entry(price) for price in self._client.prices().value]
        except stripe_errors.Forbidden as refusal:
            named = refusal.permission or "the one for Products"
            detail = f"The Stripe key lacks a permission ({named}), so prices are not compared; add it in the Dashboard."
            raise Unreadable(Problem("prices-not-allowed", detail, facts={"permission": named})) from refusal
        except (stripe_errors.KeyRefused, stripe_errors.Refused) as refusal:
            raise Unreadable(Problem("prices-refused", f"Stripe does not list its prices: {refusal.message}")) from refusal

    def _entry(self, price: Price) -> Entry:
        # What does not lie at Stripe is not fetched, and as good as not there.
        return Entry(price.id, _ENCODER.encode(msgspec.structs.replace(price, image=self._client.picture_of(price))))


def source_of(picture: str) -> str:
    """Return whose picture is known by a key: Stripe's by its whole address, which stays, Meta's by the path of it."""
    return WHATSAPP if picture.startswith("/") else STRIPE


def _refused(error: WhatsAppError) -> Problem:
    # Graph does not tell an object that is not there from one the token may not see (code 100, subcode 33).
    is_hidden = error.code in (3, 10) or error.subcode == 33 or (error.code or 0) in range(200, 300)
    if is_hidden or error.status == 403:
        detail = (
            "The WhatsApp token may not read the catalog: in Meta's business settings give its System User the catalog and"
            " the permission catalog_management."
        )
        return Problem("catalog-not-allowed", detail, request_id=error.fbtrace_id)
    detail = f"WhatsApp does not list the catalog: {error.detail}"
    return Problem("catalog-refused", detail, facts={"details": error.detail}, request_id=error.fbtrace_id)

"""Products as tiles that one click sends. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from inbox.desk import ports
from inbox.domain.products import NOT_AT_STRIPE, PRICE_DIFFERS
from inbox.ui.models.presenters.desk import Desk, Product
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.states.parts import Fact, ProductTile

translate = QCoreApplication.translate

_NAMED = 3
_COMPARED = 200


def tiles(desk: Desk, products: Iterable[Product], reason: str = "") -> tuple[ProductTile, ...]:
    """Return the tiles; with a ``reason`` none of them can be sent now, without one only those on sale can."""
    sold_out = translate("Products", "Not on sale any more.")
    return tuple(
        ProductTile(
            sku=product.sku,
            name=product.name,
            price=price_words(desk, product),
            thumbnail=product.picture,
            doubt=doubt_words(desk, product),
            charged=_charged_words(desk, product),
            is_enabled=product.is_available and not reason,
            reason=reason or ("" if product.is_available else sold_out),
        )
        for product in products
    )


def link_tiles(desk: Desk, words: str, limit: int) -> tuple[ProductTile, ...]:
    """Return the tiles of what Stripe alone has: asked for by a payment link, for WhatsApp shows no card of it."""
    if limit <= 0:
        return ()
    return tuple(
        ProductTile(
            sku=each.id,
            name=each.name,
            price=desk.amount(each.stripe_amount or 0, each.stripe_currency),
            thumbnail=each.picture or "",
            by_link=True,
        )
        for each in desk.reads.products_at_stripe(words, limit)
    )


def price_words(desk: Desk, product: Product | None) -> str:
    """Return what a product costs, in the catalog's own words where they could be read in two ways; empty for none."""
    if product is None:
        return ""
    return product.price_text if product.price is None else desk.amount(product.price, product.currency)


def doubt_words(desk: Desk, product: Product) -> str:
    """Return what Stripe charges where that is not what a customer sees; empty where both say the same."""
    if product.charged is None or product.price is None or product.charged == product.price:
        return ""
    words = translate("Products", "Stripe charges {there}")
    return words.format(there=desk.amount(product.charged, product.currency))


def _charged_words(desk: Desk, product: Product) -> str:
    if not doubt_words(desk, product):
        return ""
    return f"Stripe {desk.amount(product.charged or 0, product.currency)}"


def compared(desk: Desk) -> tuple[str, tuple[Fact, ...]]:
    """Return what is to be said of Meta's catalog and Stripe beside each other: a sentence, and each difference in words."""
    trouble = desk.catalogue.trouble() or desk.catalogue.price_trouble()
    if trouble is not None:
        return words_of(trouble, desk.language), ()
    found = desk.reads.differing_products(_COMPARED)
    if not found:
        return translate("Products", "Everything costs the same in both, and nothing is missing from either."), ()
    intro = translate("Products", "Customers pay the price Stripe has. Correct what differs in Commerce Manager or in Stripe.")
    return intro, tuple(Fact(f"{each.name} · {each.sku}" if each.sku else each.name, _difference(desk, each)) for each in found)


def _difference(desk: Desk, product: ports.Product) -> str:
    here = product.price_text or ""
    if product.price is not None and not product.is_doubtful:
        here = desk.amount(product.price, product.currency)
    there = "" if product.stripe_amount is None else desk.amount(product.stripe_amount, product.stripe_currency)
    if PRICE_DIFFERS in product.mismatches:
        return translate("Products", "Price: customers see {here}, Stripe charges {there}").format(here=here, there=there)
    if NOT_AT_STRIPE in product.mismatches:
        words = translate("Products", "Not in Stripe: a cart with it is asked for at {here}")
        if product.is_doubtful:
            words = translate("Products", "Not in Stripe, and the price can be read in two ways: {here}")
        return words.format(here=here or translate("Products", "no price"))
    return translate("Products", "Not in the catalog: {there} in Stripe, to be sold by a payment link").format(there=there)


def differing_words(desk: Desk) -> str:
    """Return in one line which products cost something else in Stripe; empty when none does."""
    found = desk.catalogue.differing(_NAMED + 1)
    if not found:
        return ""
    each = translate("Products", "{name} {here}, in Stripe {there}")
    named = "; ".join(
        each.format(
            name=product.name, here=price_words(desk, product), there=desk.amount(product.charged or 0, product.currency)
        )
        for product in found[:_NAMED]
    )
    more = "…" if len(found) > _NAMED else ""
    return translate("Products", "Prices differ: {products}").format(products=named + more)

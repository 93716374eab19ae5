"""What a message that says nothing in words is about, as the row of its chat keeps it: products, a place, a person, a file.

Pure. How that is said is for the screen, which knows the products' names and the language.
"""

from __future__ import annotations

from collections.abc import Mapping

from inbox.domain.messages import Cart
from inbox.store.timeline.rest import Rest

KINDS = frozenset({"order", "product", "product_list", "location", "contacts", "document"})
"""The kinds of messages that are about something by themselves."""
_LONGEST = 120

_NOTHING = (0, "")
_Parts = Mapping[str, object]


def about(kind: str, rest: Rest) -> tuple[int, str]:
    """Return how many things a message is about, and the first of them or what all are called; (0, "") for none.

    Of a cart that is its sum ("6240 eur") when every price is known, of products the first one's number.
    """
    if kind not in KINDS or rest.revoked:
        return _NOTHING
    extra = rest.extra or {}
    if kind == "order":
        return _NOTHING if rest.cart is None else (rest.cart.pieces, _sum(rest.cart))
    if kind == "location":
        place = _table(extra.get("location"))
        return 1, _text(place.get("name")) or _text(place.get("address"))
    if kind == "contacts":
        cards = _rows(extra.get("contacts"))
        return len(cards), _text(_table(_table(cards[0]).get("name")).get("formatted_name")) if cards else ""
    if kind == "document":
        return 1, _text(None if rest.media is None else rest.media.filename)
    skus = [_text(sku) for sku in _rows(extra.get("products"))] or [_text(_product(extra))]
    return len(skus), skus[0]


def _sum(cart: Cart) -> str:
    currencies = {line.currency for line in cart.lines}
    if len(currencies) != 1 or None in currencies or any(line.unit is None for line in cart.lines):
        return ""
    return f"{sum(line.quantity * (line.unit or 0) for line in cart.lines)} {currencies.pop()}"


def _product(extra: _Parts) -> object:
    """Return the product of a message that the platform itself shows, which names one alone."""
    said = _table(extra.get("interactive"))
    return next((each for name in ("product", "action") if (each := _table(said.get(name)).get("product_retailer_id"))), None)


def _table(value: object) -> _Parts:
    return value if isinstance(value, dict) else {}


def _rows(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return " ".join(value.split())[:_LONGEST] if isinstance(value, str) else ""

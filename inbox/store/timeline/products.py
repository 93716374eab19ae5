"""What the shop sells, on the desk: kept as the hub tells it, and found by any part of name, content id or price.

Written by ``projection`` in its transaction, read on any thread with that thread's own tables. A shop has some thousand
products, so that looking through all of them is a matter of a few milliseconds and needs no index of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import msgspec

from inbox.domain.events import CatalogBody, Event, ProductBody
from inbox.domain.money import Money, MoneyError
from inbox.domain.problems import Problem
from inbox.domain.products import Product
from inbox.store.state import NONE, Changes
from inbox.store.timeline.folding import fold, spelt_out
from inbox.store.timeline.rest import read_rest
from inbox.store.timeline.schema import SENT_PRODUCTS, TimelineTables

CHANGED = Changes(flags=frozenset(("products",)))
"""Something of the catalog has changed."""

_RECENT = 300
"""So many of the newest messages with products say what is wanted."""
_MOST_WORDS = 8
_ENCODER = msgspec.json.Encoder()
_PRODUCT, _PROBLEM = msgspec.json.Decoder(Product), msgspec.json.Decoder(Problem)

_WRITE = """
INSERT INTO product (id, version, first, sku, words, offered, differs, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    sku = {newer} excluded.sku ELSE product.sku END,
    words = {newer} excluded.words ELSE product.words END,
    offered = {newer} excluded.offered ELSE product.offered END,
    differs = {newer} excluded.differs ELSE product.differs END,
    body = {newer} excluded.body ELSE product.body END,
    version = max(excluded.version, product.version),
    first = min(excluded.first, product.first)
""".format(newer="CASE WHEN excluded.version > product.version THEN")
_FIND = """
INSERT INTO listing (source, seq, problem) VALUES (?, ?, ?)
ON CONFLICT (source) DO UPDATE SET seq = excluded.seq, problem = excluded.problem WHERE excluded.seq > listing.seq
"""
_WANTED = (
    f"SELECT body FROM entry INDEXED BY entry_products WHERE {SENT_PRODUCTS} AND (direction = 'out' OR kind = 'order') "  # noqa: S608
    "ORDER BY id DESC LIMIT ?"
)


def project(tables: TimelineTables, told: Iterable[tuple[Event, msgspec.Struct]]) -> Changes:
    """Keep what events say of the catalog; all others are left alone."""
    changes = NONE
    for event, body in told:
        match body:
            case ProductBody():
                tables.db.execute_sql(_WRITE, _row(event.seq, body))
            case CatalogBody():
                problem = None if body.problem is None else _ENCODER.encode(body.problem)
                tables.db.execute_sql(_FIND, (body.source, event.seq, problem))
            case _:
                continue
        changes = CHANGED
    return changes


def _row(seq: int, body: ProductBody) -> tuple[str | int | bool | bytes, ...]:
    said = body.object
    is_there = not said.removed
    words = _words(said) if is_there else ""
    differs = is_there and bool(said.mismatches)
    return (said.id, body.version, seq, said.sku, words, is_there and said.is_sendable, differs, _ENCODER.encode(said))


def find(tables: TimelineTables, text: str, limit: int) -> list[Product]:
    """Return what can be sent and fits every word typed; what was sent or ordered most of late comes first."""
    wanted = _wanted(tables)
    conditions, values = _conditions(text)
    rows = tables.db.execute_sql(
        f"SELECT id, sku FROM product WHERE offered {conditions} ORDER BY first",  # noqa: S608 - placeholders only
        values,
    ).fetchall()
    rows.sort(key=lambda row: wanted.get(row[1], 0), reverse=True)
    return _named(tables, [row[0] for row in rows[:limit]])


def at_stripe_only(tables: TimelineTables, text: str, limit: int) -> list[Product]:
    """Return what Stripe alone has, with a price, and fits every word typed: it can be asked for by a payment link."""
    conditions, values = _conditions(text)
    rows = tables.db.execute_sql(
        f"SELECT body FROM product WHERE NOT offered AND words != '' AND id LIKE 'prod!_%' ESCAPE '!' {conditions} "  # noqa: S608
        "ORDER BY first LIMIT ?",
        [*values, limit],
    ).fetchall()
    found = (_PRODUCT.decode(row[0]) for row in rows)
    return [each for each in found if each.stripe_amount]


def of_sku(tables: TimelineTables, sku: str) -> Product | None:
    """Return the product with a content id, also one that is no longer on sale."""
    row = tables.db.execute_sql("SELECT body FROM product WHERE sku = ? ORDER BY offered DESC, first DESC", (sku,)).fetchone()
    return None if row is None else _PRODUCT.decode(row[0])


def differing(tables: TimelineTables, limit: int) -> list[Product]:
    """Return the products of which Meta and Stripe do not say the same, in the order of the catalog."""
    rows = tables.db.execute_sql("SELECT body FROM product WHERE differs ORDER BY first LIMIT ?", (limit,))
    return [_PRODUCT.decode(row[0]) for row in rows.fetchall()]


def problems(tables: TimelineTables) -> dict[str, Problem]:
    """Return why a platform's list (``whatsapp``, ``stripe``) cannot be read; those that can be are left out."""
    rows = tables.db.execute_sql("SELECT source, problem FROM listing WHERE problem IS NOT NULL").fetchall()
    return {source: _PROBLEM.decode(problem) for source, problem in rows}


def _named(tables: TimelineTables, names: list[str]) -> list[Product]:
    marks = ", ".join("?" * len(names))
    rows = tables.db.execute_sql(f"SELECT id, body FROM product WHERE id IN ({marks})", names).fetchall()  # noqa: S608
    bodies = {name: _PRODUCT.decode(body) for name, body in rows}
    return [bodies[name] for name in names]


def _wanted(tables: TimelineTables) -> dict[str, int]:
    """Return a rank for each content id that was sent or ordered of late: how often first, then how lately."""
    ranks: dict[str, int] = {}
    rows = tables.db.execute_sql(_WANTED, (_RECENT,)).fetchall()
    for age, row in enumerate(rows):
        rest = read_rest(row[0])
        listed = (rest.extra or {}).get("products")
        skus = {str(sku) for sku in listed} if isinstance(listed, list) else set()
        skus |= {line.sku for line in rest.cart.lines} if rest.cart is not None else set()
        for sku in skus:
            ranks[sku] = ranks.get(sku, _RECENT - age) + 2 * _RECENT
    return ranks


def _conditions(text: str) -> tuple[str, list[str]]:
    """Return a condition for each word typed, which may be met in either form of its umlauts."""
    words = dict.fromkeys((fold(word).strip(), spelt_out(word).strip()) for word in _plain(text).split())
    forms = [tuple(dict.fromkeys(pair)) for pair in words if all(pair)][:_MOST_WORDS]
    met = ("(" + " OR ".join("instr(words, ?)" for _ in pair) + ")" for pair in forms)
    return "".join(f" AND {each}" for each in met), [form for pair in forms for form in pair]


def _plain(text: str) -> str:
    """Return what was typed or written with plain blanks and composed letters."""
    return " ".join(unicodedata.normalize("NFC", text[:400].encode(errors="replace").decode()).split())


def _words(product: Product) -> str:
    said = _plain(f"{product.name} {product.sku}")
    forms = [fold(said), spelt_out(said), *_price_words(product.price, product.currency)]
    forms += [fold(_plain(text)) for text in (product.price_text, product.detail) if text]
    return "\n".join(dict.fromkeys(forms))


def _price_words(minor: int | None, currency: str | None) -> list[str]:
    """Return a price in every way it may be typed: 24,90 and 24.90, with its sign and with its code."""
    try:
        money = Money(minor or 0, currency or "")
    except MoneyError:
        return []
    if minor is None:
        return []
    texts = (money.text("de"), money.text("en"), f"{money.digits()} {money.currency}", money.digits().replace(".", ","))
    return [" ".join(text.split()).casefold() for text in texts]

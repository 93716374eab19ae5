"""Products found as one types, offline: two thousand of them beside the whole history, encrypted, as a screen reads them."""

from __future__ import annotations

from functools import partial
from random import Random

import msgspec
from peewee import SqliteDatabase

from inbox.desk.files import open_files
from inbox.domain import times
from inbox.domain.events import VERSION, Event, MessageBody, ProductBody, encode_body
from inbox.domain.ids import ConversationId, MessageId, SourceId
from inbox.domain.messages import Contact, Message
from inbox.domain.products import Product
from inbox.store import timeline as timelines
from inbox.system.clock import SystemClock
from tests.bench.cache import KEY, made
from tests.bench.figures import Figure, samples, spread

_PRODUCTS = 2000
_SENT = 3000
_CALLS = 200
_NAMES = ("Espresso", "Röstkaffee", "Filter", "Becher", "Mühle", "Größe", "Straße", "Karaffe", "Gutschein", "Kanne")
_CHAT = ConversationId("c_" + "ca" * 12)
_GOAL = "p95 <= 50 ms"


def run(scale: str) -> list[Figure]:
    """Look for words, numbers and prices of a catalog drawn from a seed."""
    random = Random(17)
    goods = [_product(number, random) for number in range(_PRODUCTS)]
    with made(scale).copy() as cache:
        files = open_files(cache.files, KEY, SystemClock())
        with files.cache.transaction():
            timelines.project(files.cache.timeline, files.cache.state, _events(goods, random))
        files.close()
        reader = cache.reader()
        try:
            return _figures(reader.products, reader.cache.timeline.db, goods, random)
        finally:
            reader.close()


def _figures(find, db: SqliteDatabase, goods: list[Product], random: Random) -> list[Figure]:
    names = [random.choice(_NAMES)[: random.choice((3, 4, 20))].lower() for _ in range(_CALLS)]
    spelt = [random.choice(("roestkaffee", "grosse", "strasse", "muehle", "röst")) for _ in range(_CALLS)]
    numbers = [random.choice(goods).sku[:6] for _ in range(_CALLS)]
    prices = [f"{(random.choice(goods).price or 0) / 100:.2f}".replace(".", ",") for _ in range(_CALLS)]
    floor = samples([partial(_bare, db, word) for word in names])
    figures: list[Figure] = []
    for what, words in (
        ("word of a name", names),
        ("umlauts in either form", spelt),
        ("content id", numbers),
        ("price", prices),
        ("two words", [f"{name} {price}" for name, price in zip(names, prices, strict=True)]),
        ("nothing typed", [""] * _CALLS),
    ):
        taken = samples([partial(find, word, 24) for word in words])
        figures += spread("catalog", what, taken, _GOAL, floor if what == "word of a name" else None)
    return figures


def _product(number: int, random: Random) -> Product:
    name = f"{random.choice(_NAMES)} {random.choice(_NAMES)} {number}"
    price = random.randrange(100, 50_000)
    detail = " ".join(random.choices(_NAMES, k=12))
    return Product(
        id=SourceId(f"SKU-{number:05d}"),
        sku=f"SKU-{number:05d}",
        name=name,
        detail=detail,
        price=price,
        currency="eur",
        is_sendable=random.random() < 0.9,
    )


def _events(goods: list[Product], random: Random) -> list[Event]:
    """Return the catalog as the log tells it, and messages that say what is wanted."""
    at = times.to_text(times.from_unix(1_795_000_000))
    found = [_event(n, "product.changed", ProductBody(one.id, f"{1:012d}", one), at, None) for n, one in enumerate(goods, 1)]
    for number in range(_SENT):
        skus: dict[str, object] = {"products": [random.choice(goods[:200]).sku]}
        name = MessageId(f"wamid.bench.product.{number}")
        said = Message(id=name, kind="product", at=at, direction="out", channel="1066", extra=skus)
        body = MessageBody(said, Contact(wa_id="4915100000000"))
        found.append(_event(_PRODUCTS + number + 1, "message.sent", body, at, _CHAT))
    return found


def _event(seq: int, kind: str, body: msgspec.Struct, at: str, conversation: ConversationId | None) -> Event:
    return Event(seq, at, VERSION, kind, "hub", conversation, msgspec.Raw(encode_body(body)))


def _bare(db: SqliteDatabase, word: str) -> object:
    """Only look through the words: what any search costs at least."""
    return db.execute_sql("SELECT id FROM product WHERE offered AND instr(words, ?)", (word,)).fetchall()

"""What the shop sells, as a desk keeps and finds it."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from inbox.domain.events import CatalogBody, ProductBody
from inbox.domain.ids import MediaId, SourceId
from inbox.domain.messages import Cart, CartLine
from inbox.domain.problems import Problem
from inbox.domain.products import Product
from inbox.store.timeline import products
from tests.store.timeline.kit import Cache


def product(sku: str, name: str = "", price: int | None = 2490, **more: object) -> Product:
    facts: dict[str, object] = {"currency": "eur", "is_sendable": True, **more}
    return Product(id=SourceId(sku), sku=sku, name=name or f"Kaffee {sku}", price=price, **facts)  # type: ignore[arg-type]  # facts by name


def told(said: Product, version: int = 1) -> ProductBody:
    return ProductBody(said.id, f"{version:012d}", said)


def names(cache: Cache, words: str = "", limit: int = 50) -> list[str]:
    return [each.sku for each in products.find(cache.timeline, words, limit)]


@pytest.fixture
def shop(cache: Cache) -> Cache:
    goods = [
        product("HAFEN-1000", "Espresso „Hafen“ 1 kg", 2490),
        product("ROEST-250", "Röstkaffee Größe L", 123450),
        product("STRASSE", "Becher Straße", 500, currency="jpy"),
        product("NAIV-1", "Café naïve", None, price_text="1.234 €", is_doubtful=True),
        product("FILTER_100", "100% Filter", 450, detail="Papier, ungebleicht"),
    ]
    for each in goods:
        cache.tell(told(each), None)
    return cache


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hafen", ["HAFEN-1000"]),
        ("HAFEN 1 kg", ["HAFEN-1000"]),
        ("afen", ["HAFEN-1000"]),
        ("hafen-1000", ["HAFEN-1000"]),
        ("24,90", ["HAFEN-1000"]),
        ("24.9", ["HAFEN-1000"]),
        ("24,90 €", ["HAFEN-1000"]),
        ("€24.90", ["HAFEN-1000"]),
        ("24.90 EUR", ["HAFEN-1000"]),
        ("1.234,50", ["ROEST-250"]),
        ("1234,50", ["ROEST-250"]),
        ("röst größe", ["ROEST-250"]),
        ("roest groesse", ["ROEST-250"]),
        ("rost grosse", ["ROEST-250"]),
        ("strasse", ["STRASSE"]),
        ("straße", ["STRASSE"]),
        ("jpy 500", ["STRASSE"]),
        ("cafe naive", ["NAIV-1"]),
        ("1.234 €", ["ROEST-250", "NAIV-1"]),
        ("100%", ["FILTER_100"]),
        ("filter_", ["FILTER_100"]),
        ("ungebleicht", ["FILTER_100"]),
        ("%", ["FILTER_100"]),
        ("hafen filter", []),
        ("' OR 1=1 --", []),
        ("\udcff\x00", []),
    ],
)
def test_a_product_is_found_by_any_part_of_name_id_and_price(shop: Cache, words: str, found: list[str]) -> None:
    assert names(shop, words) == found


def test_nothing_typed_is_the_catalog_in_its_order(shop: Cache) -> None:
    assert names(shop) == ["HAFEN-1000", "ROEST-250", "STRASSE", "NAIV-1", "FILTER_100"]
    assert names(shop, "", 2) == ["HAFEN-1000", "ROEST-250"]


def test_what_was_sent_and_ordered_most_of_late_comes_first(shop: Cache) -> None:
    shop.say(None, kind="product", direction="out", extra={"products": ["STRASSE"]})
    for _ in range(2):
        shop.say(None, kind="order", cart=Cart((CartLine("FILTER_100", 3, 450, "eur"), CartLine("GONE", 1))))
    shop.say(None, kind="product_list", direction="out", extra={"products": ["ROEST-250", "FILTER_100"]})
    assert names(shop) == ["FILTER_100", "ROEST-250", "STRASSE", "HAFEN-1000", "NAIV-1"]
    shop.say("Hafen?", kind="product", extra={"products": ["HAFEN-1000"]})
    assert names(shop)[0] == "FILTER_100", "what a customer forwards is no sale"


def test_what_cannot_be_sent_is_not_offered_but_still_has_its_name(shop: Cache) -> None:
    shop.tell(told(product("HAFEN-1000", "Hafen", is_sendable=False), 2), None)
    shop.tell(told(product("STRASSE", "Becher", removed=True, is_sendable=False), 2), None)
    assert names(shop) == ["ROEST-250", "NAIV-1", "FILTER_100"]
    gone = products.of_sku(shop.timeline, "STRASSE")
    assert gone is not None
    assert (gone.name, gone.removed) == ("Becher", True)
    assert products.of_sku(shop.timeline, "nobody's") is None


def test_any_order_and_any_repetition_leave_the_newest(cache: Cache) -> None:
    versions = [
        told(product("A", "eins"), 1),
        told(product("A", "zwei", picture=MediaId("m_1")), 2),
        told(product("A", "drei", removed=True, is_sendable=False), 3),
        told(product("A", "vier", mismatches=("price",)), 4),
    ]
    kept: set[tuple[object, ...]] = set()
    for order in permutations(versions):
        cache.empty()
        events = [cache.event(each, None) for each in versions]
        by_version = dict(zip([each.version for each in versions], events, strict=True))
        cache.apply([by_version[each.version] for each in order])
        cache.apply([random.Random(1).choice(events)])
        kept.add(tuple(cache.db.execute_sql("SELECT * FROM product").fetchall()))
    (only,) = kept
    found = products.of_sku(cache.timeline, "A")
    assert found is not None
    assert (found.name, found.mismatches) == ("vier", ("price",))
    assert only[0][2] == 1, "its place in the catalog is where it was first told of"


def test_changes_say_that_products_changed(cache: Cache) -> None:
    done = cache.tell(told(product("A")), None)
    assert done.changes.flags == {"products"}
    assert not done.skipped_seq


def test_what_differs_is_listed(shop: Cache) -> None:
    shop.tell(told(product("FILTER_100", mismatches=("price",), stripe_amount=420), 2), None)
    alone = product("prod_9", "Nur bei Stripe", is_sendable=False, mismatches=("not-at-whatsapp",))
    shop.tell(told(alone), None)
    assert [each.sku for each in products.differing(shop.timeline, 10)] == ["FILTER_100", "prod_9"]
    assert "prod_9" not in names(shop)


def test_why_a_list_cannot_be_read_is_known_until_it_can(cache: Cache) -> None:
    problem = Problem("catalog-not-allowed", "The token may not read the catalog.")
    bad, good = cache.event(CatalogBody("whatsapp", problem), None), cache.event(CatalogBody("whatsapp"), None)
    cache.apply([bad])
    assert products.problems(cache.timeline) == {"whatsapp": problem}
    cache.apply([good])
    cache.apply([bad])
    assert products.problems(cache.timeline) == {}


def test_looking_for_what_is_wanted_meets_its_index(cache: Cache) -> None:
    plan = cache.db.execute_sql(f"EXPLAIN QUERY PLAN {products._WANTED}", (10,)).fetchall()
    assert any("entry_products" in row[-1] for row in plan)


def test_a_cache_that_begins_again_has_no_products(shop: Cache) -> None:
    shop.tell(CatalogBody("stripe", Problem("x", "y")), None)
    shop.empty()
    assert names(shop) == []
    assert products.problems(shop.timeline) == {}


def test_what_stripe_alone_has_with_a_price_can_be_asked_for(shop: Cache) -> None:
    alone = {"is_sendable": False, "stripe_currency": "eur"}
    shop.tell(told(product("prod_1", "Gutschein", 5000, stripe_amount=5000, **alone)), None)
    shop.tell(told(product("prod_2", "Ohne Preis", None, **alone)), None)
    shop.tell(told(product("prod_3", "Fort", 100, stripe_amount=100, removed=True, **alone)), None)
    shop.tell(told(product("SOLD", "Ausverkauft", 100, stripe_amount=100, **alone)), None)

    def asked(words: str) -> list[str]:
        return [each.id for each in products.at_stripe_only(shop.timeline, words, 10)]

    assert (asked(""), asked("gutsch"), asked("50,00"), asked("fort")) == (["prod_1"], ["prod_1"], ["prod_1"], [])

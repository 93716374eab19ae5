"""The mirror of the shop's products: only what changed is told, a half-read list changes nothing, trouble has words."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from inbox.domain.events import Decoded, UnknownBody
from inbox.hub.catalog import CatalogMirror
from inbox.hub.catalog_pictures import CatalogPictures
from inbox.hub.catalog_sources import StripePrices, WhatsAppCatalog
from inbox.sandbox.stripe.prices import create_price, create_product, update_price, update_product
from tests.hub.actions.hub_world import Hub
from tests.hub.actions.meta_catalog import HOST, PNG, MetaCatalog, item, refuse


@pytest.fixture
def meta() -> MetaCatalog:
    return MetaCatalog([item("A-1"), item("B-2", "9,80 €", availability="out of stock")])


@pytest.fixture
def mirror(hub: Hub, meta: MetaCatalog) -> CatalogMirror:
    return new_mirror(hub, meta)


def new_mirror(hub: Hub, meta: MetaCatalog) -> CatalogMirror:
    clients = {"whatsapp": meta.client, "stripe": hub.stripe.client}
    pictures = CatalogPictures(hub.store, hub.writer, hub.media, clients, hub.clock)
    sources = [WhatsAppCatalog(meta.client, None), StripePrices(hub.stripe.client)]
    mirror = CatalogMirror(hub.store, hub.writer, hub.clock, sources, pictures)
    hub.decoding.on_unknown.append(mirror.hear)
    return mirror


def sell(hub: Hub, sku: str, amount: int = 2490, currency: str = "eur") -> dict[str, str]:
    """Put a product into Stripe; returns its ids under ``product`` and ``price``."""
    price = {"currency": currency, "unit_amount": amount}
    fields = {"name": f"Kaffee {sku}", "metadata": {"sku": sku}, "default_price_data": price}
    made = create_product(hub.stripe.account.state, "", fields)
    return {"product": made["id"], "price": made["default_price"]}


def rest(hub: Hub, mirror: CatalogMirror) -> None:
    """Let all rounds pass that are due at once."""
    for _ in range(100):
        if mirror.run() > 0:
            return
    raise AssertionError("the mirror does not come to rest")


def later(hub: Hub, mirror: CatalogMirror, seconds: float = 601) -> None:
    hub.clock.pass_time(seconds)
    rest(hub, mirror)


def products(hub: Hub) -> dict[str, dict]:
    """Return the newest version of each product, as a desk takes them."""
    found: dict[str, dict] = {}
    for body in hub.bodies("product.changed"):
        if body["version"] > found.get(body["source_id"], {"version": ""})["version"]:
            found[body["source_id"]] = body
    return {name: body["object"] for name, body in found.items()}


def changes(hub: Hub) -> list[tuple[str, str]]:
    return [(body["source_id"], body["version"]) for body in hub.bodies("product.changed")]


def found(hub: Hub) -> list[tuple[str, str | None]]:
    return [(body["source"], body.get("problem", {}).get("code")) for body in hub.bodies("catalog.changed")]


def test_what_meta_lists_is_told_once_with_its_picture(hub: Hub, mirror: CatalogMirror, meta: MetaCatalog) -> None:
    rest(hub, mirror)
    told = products(hub)
    assert list(told) == ["A-1", "B-2"]
    one = told["A-1"]
    assert (one["name"], one["price"], one["currency"], one["is_sendable"]) == ("Kaffee A-1", 2490, "eur", True)
    assert (told["B-2"].get("is_sendable", False), told["B-2"]["availability"]) == (False, "out of stock")
    assert hub.media.read(one["picture"]) == PNG
    assert found(hub) == [("whatsapp", None), ("stripe", None)]

    before = len(hub.events())
    later(hub, mirror)
    later(hub, new_mirror(hub, meta))
    assert len(hub.events()) == before, "nothing has changed, so nothing is told"


@pytest.mark.parametrize(
    ("said", "told"),
    [("Kaffee", "Kaffee"), ("Food > Beverages > Coffee", "Coffee"), ("", ""), (None, ""), (7, "7"), ("x" * 200, "x" * 60)],
)
def test_the_narrowest_category_is_kept(said: object, told: str, hub: Hub) -> None:
    meta = MetaCatalog([item("A-1", category=said)])
    rest(hub, new_mirror(hub, meta))
    assert products(hub)["A-1"].get("category", "") == told


def test_every_page_is_read_and_only_what_changed_is_told(hub: Hub, mirror: CatalogMirror, meta: MetaCatalog) -> None:
    meta.page = 7
    meta.items = [item(f"S-{n}", image_url=None) for n in range(250)]
    rest(hub, mirror)
    assert len(products(hub)) == 250
    assert sum(path.endswith("products?7") for path in meta.asked) == 1
    meta.items[100] = item("S-100", "25,90 €", image_url=None)
    del meta.items[7]
    meta.items.append(item("S-new", image_url=None))
    told = len(changes(hub))
    later(hub, mirror)
    assert [name for name, _ in changes(hub)[told:]] == ["S-100", "S-new", "S-7"]
    assert products(hub)["S-100"]["price"] == 2590
    assert products(hub)["S-7"]["removed"] is True
    assert products(hub)["S-7"].get("is_sendable", False) is False


def test_a_product_that_comes_back_is_told_again(hub: Hub, mirror: CatalogMirror, meta: MetaCatalog) -> None:
    rest(hub, mirror)
    kept = meta.items.pop(0)
    later(hub, mirror)
    meta.items.insert(0, kept)
    later(hub, mirror)
    versions = [version for name, version in changes(hub) if name == "A-1"]
    assert versions == sorted(set(versions))
    assert "removed" not in products(hub)["A-1"]


def test_a_list_that_breaks_off_changes_nothing(hub: Hub, mirror: CatalogMirror, meta: MetaCatalog) -> None:
    rest(hub, mirror)
    meta.page = 1
    meta.answer = lambda request: httpx.Response(503) if request.url.params.get("after") else None
    before = len(hub.events())
    hub.clock.pass_time(601)
    waits = []
    for _ in range(3):
        waits.append(mirror.run())
        hub.clock.pass_time(waits[-1])
    assert len(hub.events()) == before
    assert waits == [15, 30, 60]
    meta.answer = lambda request: None
    rest(hub, mirror)
    assert len(hub.events()) == before


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (refuse(200, 403), "catalog-not-allowed"),
        (refuse(10), "catalog-not-allowed"),
        (refuse(100, 404, 33), "catalog-not-allowed"),
        (refuse(100), "catalog-refused"),
    ],
)
def test_a_catalog_that_may_not_be_read_is_missing_with_words(
    hub: Hub, mirror: CatalogMirror, meta: MetaCatalog, answer: httpx.Response, code: str
) -> None:
    sell(hub, "A-1")
    meta.answer = lambda request: answer
    rest(hub, mirror)
    assert found(hub) == [("whatsapp", code), ("stripe", None)]
    assert [one["sku"] for one in products(hub).values()] == ["A-1"]
    meta.answer = lambda request: None
    later(hub, mirror, 3601)
    assert found(hub)[-1] == ("whatsapp", None)
    assert "A-1" in products(hub)


def test_without_a_catalog_nothing_can_be_sent_any_more(hub: Hub, mirror: CatalogMirror, meta: MetaCatalog) -> None:
    rest(hub, mirror)
    meta.catalogs = []
    later(hub, mirror)
    assert found(hub)[-1] == ("whatsapp", "catalog-none")
    assert all(one["removed"] for one in products(hub).values())


def test_prices_the_key_may_not_read_are_named_and_the_catalog_stays(
    hub: Hub, mirror: CatalogMirror, meta: MetaCatalog
) -> None:
    for permission in ("rak_product_read", "rak_product_write"):
        hub.stripe.account.set_permission(permission, granted=False)
    rest(hub, mirror)
    (told,) = [body for body in hub.bodies("catalog.changed") if body["source"] == "stripe"]
    assert told["problem"]["code"] == "prices-not-allowed"
    assert "rak_" in told["problem"]["detail"]
    assert products(hub)["A-1"].get("mismatches", []) == []


def test_a_price_that_differs_is_a_fact_of_the_product(hub: Hub, mirror: CatalogMirror, meta: MetaCatalog) -> None:
    same, other = sell(hub, "A-1", 2490), sell(hub, "B-2", 990)
    alone = sell(hub, "C-3", 500)
    meta.items.append(item("D-4"))
    rest(hub, mirror)
    told = products(hub)
    assert (told["A-1"]["stripe_price"], told["A-1"].get("mismatches", [])) == (same["price"], [])
    assert (told["B-2"]["stripe_product"], told["B-2"]["mismatches"]) == (other["product"], ["price"])
    assert (told["B-2"]["price"], told["B-2"]["stripe_amount"]) == (980, 990)
    assert told["D-4"]["mismatches"] == ["not-at-stripe"]
    assert (told[alone["product"]]["sku"], told[alone["product"]]["mismatches"]) == ("C-3", ["not-at-whatsapp"])
    assert told[alone["product"]].get("is_sendable", False) is False


def test_a_doubtful_price_is_marked_until_stripe_says_the_same(
    hub: Hub, mirror: CatalogMirror, meta: MetaCatalog
) -> None:
    sell(hub, "A-1", 123400)
    meta.items = [item("A-1", "1.234 €"), item("B-2", "1.234 €"), item("C-3", "auf Anfrage")]
    rest(hub, mirror)
    told = products(hub)
    assert told["A-1"].get("is_doubtful", False) is False
    assert (told["B-2"]["is_doubtful"], told["B-2"]["price"], told["B-2"]["price_text"]) == (True, 123400, "1.234 €")
    assert (told["C-3"]["is_doubtful"], told["C-3"].get("price")) == (True, None)


def test_a_sale_counts_from_its_beginning_to_its_end(hub: Hub, mirror: CatalogMirror, meta: MetaCatalog) -> None:
    dates = {"sale_price_start_date": "2026-11-22T10:30:00+0100", "sale_price_end_date": "2026-11-22T12:00:00+0000"}
    meta.items = [item("A-1", sale_price="19,90 €", **dates)]
    rest(hub, mirror)
    assert products(hub)["A-1"]["price"] == 2490
    later(hub, mirror, 3600)
    assert products(hub)["A-1"]["price"] == 1990
    later(hub, mirror, 3 * 3600)
    assert products(hub)["A-1"]["price"] == 2490


def test_stripe_telling_of_a_new_price_has_the_list_read_again(hub: Hub, mirror: CatalogMirror, meta: MetaCatalog) -> None:
    made = sell(hub, "A-1", 2490)
    rest(hub, mirror)
    state = hub.stripe.account.state
    price = create_price(state, "", {"currency": "eur", "unit_amount": 2590, "product": made["product"]})
    update_product(state, made["product"], {"default_price": price["id"]})
    update_price(state, made["price"], {"active": False})
    reads = hub.stripe.client.reads
    hub.deliver()
    assert mirror.is_wanted
    later(hub, mirror, 301)
    assert (products(hub)["A-1"]["stripe_amount"], products(hub)["A-1"]["mismatches"]) == (2590, ["price"])
    assert hub.stripe.client.reads == reads + 1, "a hundred prices are one read"


def test_a_payment_link_that_makes_a_price_of_its_own_costs_no_read(hub: Hub, mirror: CatalogMirror) -> None:
    hidden = b'{"data":{"object":{"active":false}}}'
    hub.writer.run(lambda tx: mirror.hear(tx, unknown("price.created", hidden)))
    assert not mirror.is_wanted
    hub.writer.run(lambda tx: mirror.hear(tx, unknown("charge.updated", b"{}")))
    assert not mirror.is_wanted
    hub.writer.run(lambda tx: mirror.hear(tx, unknown("price.updated", hidden)))
    assert mirror.is_wanted


def unknown(what: str, raw: bytes) -> Decoded:
    body = UnknownBody(platform="stripe", what=what, raw=raw)  # type: ignore[arg-type]  # Raw is bytes
    return Decoded(type="platform.unknown", at="", body=body, dedup=what, actor="stripe")


def test_somebody_may_ask_for_a_reading_but_not_without_end(
    hub: Hub, mirror: CatalogMirror, meta: MetaCatalog
) -> None:
    rest(hub, mirror)
    readings = meta.readings()
    for _ in range(5):
        mirror.want()
        mirror.run()
    assert meta.readings() == readings, "the last one is only a moment ago"
    later(hub, mirror, 11)
    assert meta.readings() == readings + 1


def test_a_restart_goes_on_where_power_was_lost(hub: Hub, mirror: CatalogMirror, meta: MetaCatalog) -> None:
    meta.items = [item(f"S-{n}", image_url=None) for n in range(150)]
    commits = 0

    class Dark(BaseException):
        pass

    def cut(place: str) -> None:
        nonlocal commits
        commits += place == "after commit"
        if commits == 4:
            raise Dark

    hub.cut = cut
    with pytest.raises(Dark):
        rest(hub, mirror)
    hub.cut = lambda place: None
    hub.restart()
    rest(hub, new_mirror(hub, meta))
    names = [name for name, _ in changes(hub)]
    assert sorted(names) == sorted(set(names))
    assert len(names) == 150


# -- pictures ----------------------------------------------------------------------------------------------------------


def test_a_picture_comes_from_meta_only_and_without_the_token(
    hub: Hub, mirror: CatalogMirror, meta: MetaCatalog
) -> None:
    meta.items = [
        item("A-1", image_url="http://169.254.169.254/latest/meta-data"),
        item("B-2", image_url="file:///etc/passwd"),
        item("C-3", image_url="https://shop.example/c.png", image_cdn_urls=[{"key": "1", "value": f"{HOST}/cdn/c.png"}]),
        item("D-4", image_url="http://["),
    ]
    rest(hub, mirror)
    told = products(hub)
    assert [name for name, one in told.items() if "picture" in one] == ["C-3"]
    assert meta.tokens == [""]


def test_a_redirect_away_from_meta_is_not_followed(hub: Hub, mirror: CatalogMirror, meta: MetaCatalog) -> None:
    meta.items = [item("A-1")]
    away = httpx.Response(302, headers={"location": "http://127.0.0.1:9/secret"})
    meta.answer = lambda request: away if request.url.path.startswith("/pictures/") else None
    rest(hub, mirror)
    assert "picture" not in products(hub)["A-1"]
    assert not any("secret" in path for path in meta.asked)


@pytest.mark.parametrize("content", [b"<html>no picture</html>", PNG + bytes(9 * 1024 * 1024), b""])
def test_what_is_no_picture_is_not_kept(
    hub: Hub, mirror: CatalogMirror, meta: MetaCatalog, content: bytes
) -> None:
    meta.items = [item("A-1")]
    meta.pictures["A-1.png"] = content
    rest(hub, mirror)
    later(hub, mirror)
    assert "picture" not in products(hub)["A-1"]
    assert sum("/pictures/" in path for path in meta.asked) == 1


def test_the_same_picture_signed_anew_is_not_fetched_again(
    hub: Hub, mirror: CatalogMirror, meta: MetaCatalog
) -> None:
    rest(hub, mirror)
    before = len(hub.events())
    meta.items = [{**each, "image_url": f"{each['image_url']}2"} for each in meta.items]
    later(hub, mirror)
    assert len(hub.events()) == before
    assert sum("/pictures/" in path for path in meta.asked) == 2


def test_another_picture_takes_the_place_of_the_old_one(hub: Hub, mirror: CatalogMirror, meta: MetaCatalog) -> None:
    meta.items = [item("A-1")]
    rest(hub, mirror)
    old = products(hub)["A-1"]["picture"]
    meta.items = [item("A-1", image_url=f"{HOST}/pictures/new.png")]
    later(hub, mirror)
    new = products(hub)["A-1"]["picture"]
    assert hub.media.read(new) == PNG
    assert new != old
    assert hub.media.read(old) == b""
    with hub.store.reader() as reader:
        assert [row.id for row in reader.hub.MediaFile.select()] == [new]


@pytest.mark.parametrize("trouble", [lambda: httpx.Response(404), lambda: httpx.Response(503)])
def test_a_picture_that_cannot_be_had_now_is_asked_for_later(
    hub: Hub, mirror: CatalogMirror, meta: MetaCatalog, trouble: Callable[[], httpx.Response]
) -> None:
    meta.items = [item("A-1")]
    meta.answer = lambda request: trouble() if request.url.path.startswith("/pictures/") else None
    rest(hub, mirror)
    later(hub, mirror, 40)
    assert "picture" not in products(hub)["A-1"]
    meta.answer = lambda request: None
    later(hub, mirror, 100)
    assert "picture" in products(hub)["A-1"]

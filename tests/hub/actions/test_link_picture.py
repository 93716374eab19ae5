"""What Meta's catalog cannot show goes out as picture, price and payment link; a picture that cannot be had stops no link."""

from __future__ import annotations

import httpx
import pytest

from inbox.domain.ids import MediaId
from inbox.hub.catalog import CatalogMirror
from inbox.hub.catalog_pictures import CatalogPictures
from inbox.hub.catalog_sources import StripePrices
from inbox.sandbox.stripe.prices import create_product
from tests.hub.actions.hub_world import ANNA, Hub, wish
from tests.hub.actions.stripe_world import URL

PNG = b"\x89PNG\r\n\x1a\n" + bytes(1000)
WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(1000)


def shelf(hub: Hub, *, picture: bytes | None = PNG, url: str = f"{URL}/pictures/mug.png") -> dict[str, str]:
    """Sell a mug at Stripe alone, have its picture fetched, and return the line of a request for it."""
    hub.stripe.wire.paper = lambda path: httpx.Response(404) if picture is None else httpx.Response(200, content=picture)
    made = create_product(
        hub.stripe.account.state,
        "",
        {"name": "Becher", "images": [url], "default_price_data": {"currency": "eur", "unit_amount": 1490}},
    )
    clients = {"stripe": hub.stripe.client}
    pictures = CatalogPictures(hub.store, hub.writer, hub.media, clients, hub.clock)
    mirror = CatalogMirror(hub.store, hub.writer, hub.clock, [StripePrices(hub.stripe.client)], pictures)
    for _ in range(5):
        mirror.run()
    return {"name": "Becher", "unit_amount": 1490, "sku": made["id"], "price": made["default_price"]}


def request(chat: str, *lines: dict, **more: object) -> dict:
    return wish("request_payment", conversation=chat) | {"currency": "eur", "lines": list(lines), **more}


def fetched(hub: Hub) -> list[str]:
    """Return what was asked for that is no call of the API."""
    return [str(sent.url) for sent in hub.stripe.wire.sent if not sent.url.path.startswith("/v1/")]


def test_a_product_outside_the_catalog_goes_out_as_picture_price_and_link(hub: Hub) -> None:
    line = shelf(hub)
    told = hub.bodies("product.changed")[-1]["object"]
    assert hub.media.read(MediaId(told["picture"])) == PNG

    chat = hub.customer_writes()
    done = hub.do(ANNA, request(chat, line))
    assert done.state == "succeeded"
    (sent,) = hub.meta.taken
    assert sent["interactive"]["header"] == {"type": "image", "image": {"id": "9001"}}
    assert sent["interactive"]["body"]["text"].endswith("Becher · 14,90\u00a0€")
    assert PNG in hub.meta.uploads[0]
    message = hub.bodies("message.sent")[-1]["message"]
    assert (message["kind"], message["media"]["id"], message["media"]["mime"]) == ("cta_url", told["picture"], "image/png")
    # The picture is the shop's and not hers: it stays when she is erased.
    row = hub.writer.run(lambda tx: tx.hub.MediaFile.get(tx.hub.MediaFile.id == told["picture"]))
    assert row.conversation is None


def test_the_picture_is_asked_for_without_the_key(hub: Hub) -> None:
    shelf(hub)
    assert fetched(hub) == [f"{URL}/pictures/mug.png"]
    asked = next(sent for sent in hub.stripe.wire.sent if sent.url.path.startswith("/pictures/"))
    assert "authorization" not in asked.headers


def test_several_lines_have_no_picture_over_them(hub: Hub) -> None:
    line = shelf(hub)
    hub.do(ANNA, request(hub.customer_writes(), line, {"name": "Filter", "unit_amount": 450}))
    assert "header" not in hub.meta.taken[0]["interactive"]
    assert hub.meta.uploads == []


@pytest.mark.parametrize("picture", [None, WEBP, b"<html>no picture</html>"])
def test_a_link_without_a_picture_that_can_be_sent_goes_out_all_the_same(hub: Hub, picture: bytes | None) -> None:
    line = shelf(hub, picture=picture)
    done = hub.do(ANNA, request(hub.customer_writes(), line))
    assert done.state == "succeeded"
    assert "header" not in hub.meta.taken[0]["interactive"]
    assert "media" not in hub.bodies("message.sent")[-1]["message"]


def test_a_picture_that_meta_does_not_take_stops_no_link(hub: Hub) -> None:
    line = shelf(hub)
    takes = hub.meta.handle_request

    def refuse(asked: httpx.Request) -> httpx.Response:
        if asked.url.path.endswith("/media"):
            return httpx.Response(400, json={"error": {"message": "(#131053) no", "code": 131053, "fbtrace_id": "A1"}})
        return takes(asked)

    hub.meta.handle_request = refuse
    done = hub.do(ANNA, request(hub.customer_writes(), line))
    assert (done.state, done.problem) == ("succeeded", None)
    assert "header" not in hub.meta.taken[0]["interactive"]
    assert "picture" not in done.result


@pytest.mark.parametrize("url", ["https://elsewhere.example/mug.png", "http://10.0.0.1/mug.png", "mug.png", "http://[::1"])
def test_nothing_is_fetched_from_anywhere_but_stripe(hub: Hub, url: str) -> None:
    line = shelf(hub, url=url)
    assert fetched(hub) == []
    assert "picture" not in hub.bodies("product.changed")[-1]["object"]
    assert hub.do(ANNA, request(hub.customer_writes(), line)).state == "succeeded"

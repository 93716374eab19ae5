"""The way out for webhooks: signatures, retries, faults, and who gets them."""

from __future__ import annotations

import hashlib
import hmac
import socket
import time
from collections.abc import Iterator

import pytest

from inbox.sandbox.webhooks import ids_in, loopback
from tests.sandbox.fake_hub import FakeHub, Hit
from tests.sandbox.kit import Kit


@pytest.fixture
def other() -> Iterator[FakeHub]:
    with FakeHub() as hub:
        yield hub


@pytest.fixture
def nobody() -> Iterator[str]:
    """A URL where nobody listens, and nobody else can meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def texts(kit: Kit) -> list[str]:
    return [message["text"]["body"] for message in kit.hub.messages()]


def stripe_hits(hub: FakeHub) -> list[Hit]:
    return [hit for hit in hub.hits if "stripe-signature" in hit.headers]


def signed(hit: Hit, secret: str) -> bool:
    parts = dict(part.split("=", 1) for part in hit.headers["stripe-signature"].split(","))
    digest = hmac.new(secret.encode(), f"{parts['t']}.".encode() + hit.body, hashlib.sha256).hexdigest()
    return parts["v1"] == digest and abs(int(parts["t"]) - time.time()) < 60


def test_whatsapp_bodies_are_ascii_and_signed_over_their_bytes(kit: Kit) -> None:
    wamid = kit.act("lena", "say", text="Grüße 😀 https://a.example/")["message"]
    [hit] = kit.hub.wait(lambda: kit.hub.hits)
    digest = hmac.new(kit.credentials.whatsapp_app_secret.encode(), hit.body, hashlib.sha256).hexdigest()
    assert hit.headers["x-hub-signature-256"] == f"sha256={digest}"
    assert hit.headers["content-type"] == "application/json"
    assert hit.body.isascii()
    assert b"https:\\/\\/" in hit.body
    entry = hit.json["entry"][0]
    value = entry["changes"][0]["value"]
    assert (hit.json["object"], entry["id"]) == ("whatsapp_business_account", kit.credentials.business_account_id)
    assert value["metadata"] == {
        "display_phone_number": "4940555012",
        "phone_number_id": kit.credentials.phone_number_id,
    }
    assert value["contacts"][0]["wa_id"] == "491701234567"
    [message] = value["messages"]
    assert (message["id"], message["from"], message["text"]) == (
        wamid,
        "491701234567",
        {"body": "Grüße 😀 https://a.example/"},
    )
    assert message["timestamp"].isdigit()


def test_a_webhook_comes_again_until_it_is_taken(kit: Kit) -> None:
    kit.hub.answers = [503, 500, 201]
    wamid = kit.act("lena", "say", text="Hallo")["message"]
    kit.hub.wait(lambda: kit.books()["webhooks"]["acknowledged"]["whatsapp"] == [wamid])
    assert len(kit.hub.hits) == 4
    assert len({hit.body for hit in kit.hub.hits}) == 1
    books = kit.books()["webhooks"]
    assert (books["attempts"]["whatsapp"], books["waiting"]["whatsapp"]) == (4, 0)


def test_webhooks_wait_in_order_while_the_hub_is_away(kit: Kit, nobody: str) -> None:
    kit.control("POST", "webhooks", {"hub": nobody})
    for text in ("eins", "zwei", "drei"):
        kit.act("lena", "say", text=text)
    assert kit.books()["webhooks"]["waiting"]["whatsapp"] == 3
    kit.control("POST", "webhooks", {"hub": kit.hub.url})
    kit.hub.wait(lambda: len(kit.hub.hits) == 3)
    assert texts(kit) == ["eins", "zwei", "drei"]
    assert kit.hub.wait(lambda: len(kit.books()["webhooks"]["acknowledged"]["whatsapp"]) == 3)


def test_without_a_hub_webhooks_are_dropped_and_counted(kit: Kit) -> None:
    kit.control("POST", "webhooks", {"hub": None})
    kit.act("lena", "say", text="Hallo")
    assert kit.books()["webhooks"]["unheard"]["whatsapp"] == 1
    assert kit.hub.hits == []


def test_a_duplicate_is_the_same_bytes_twice(kit: Kit) -> None:
    kit.fault("webhooks.whatsapp", "duplicate_webhook")
    kit.act("lena", "say", text="Hallo")
    kit.hub.wait(lambda: len(kit.hub.hits) == 2)
    assert kit.hub.hits[0].body == kit.hub.hits[1].body
    kit.act("lena", "say", text="Nochmal")
    kit.hub.wait(lambda: len(kit.hub.hits) == 3)


def test_reordering_lets_later_ones_overtake(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inbox.sandbox.webhooks.OVERTAKEN_AFTER", 2.0)  # a slow machine needs time to say the later one
    kit.fault("whatsapp.messages", "reorder_webhooks")
    kit.act("lena", "say", text="eins")
    kit.act("lena", "say", text="zwei")
    kit.hub.wait(lambda: len(kit.hub.hits) == 2)
    assert texts(kit) == ["zwei", "eins"]


@pytest.mark.parametrize(
    ("kind", "more", "arrivals"),
    [
        ("lose_answer_before", {}, 1),
        ("lose_answer_after", {}, 2),
        ("status", {"status": 502}, 1),
        ("delay", {"ms": 5}, 1),
    ],
)
def test_faults_on_the_way_never_lose_a_webhook(kit: Kit, kind: str, more: dict[str, int], arrivals: int) -> None:
    kit.fault("webhooks.whatsapp", kind, **more)
    wamid = kit.act("lena", "say", text="Hallo")["message"]
    kit.hub.wait(lambda: kit.books()["webhooks"]["acknowledged"]["whatsapp"] == [wamid])
    assert len(kit.hub.hits) == arrivals


def test_stripe_webhooks_are_signed_anew_for_every_attempt_by_the_real_clock(kit: Kit) -> None:
    kit.control("POST", "clock", {"shift_seconds": -86_400})
    kit.hub.answers = [500]
    kit.stripe("POST", "customers", 200, name="Ümit")
    kit.hub.wait(lambda: len(stripe_hits(kit.hub)) == 2)
    assert all(signed(hit, kit.credentials.stripe_webhook_secret) for hit in stripe_hits(kit.hub))
    [event] = {hit.json["id"] for hit in stripe_hits(kit.hub)}
    kit.hub.wait(lambda: kit.books()["webhooks"]["acknowledged"]["stripe"] == [event])
    assert kit.stripe("GET", f"events/{event}")["pending_webhooks"] == 0


def test_endpoints_registered_by_api_get_their_events_too(kit: Kit, other: FakeHub) -> None:
    fields = {"url": f"{other.url}/own", "enabled_events[0]": "customer.created"}
    endpoint = kit.stripe("POST", "webhook_endpoints", 200, **fields)
    kit.stripe("POST", "customers", 200, name="Eva")
    other.wait(lambda: other.hits)
    kit.hub.wait(lambda: stripe_hits(kit.hub))
    assert other.hits[0].path == "/own"
    assert signed(other.hits[0], endpoint["secret"])
    kit.control("POST", "webhooks", {"hub": None})
    kit.stripe("POST", "customers", 200, name="Ada")
    other.wait(lambda: len(other.hits) == 2)


def test_a_dead_endpoint_does_not_hold_up_the_hub(kit: Kit, nobody: str) -> None:
    kit.stripe("POST", "webhook_endpoints", 200, **{"url": f"{nobody}/", "enabled_events[0]": "*"})
    for name in ("Eva", "Ada", "Ida"):
        kit.stripe("POST", "customers", 200, name=name)
    kit.hub.wait(lambda: len(kit.hub.values("stripe")) == 3)
    # What the hub has just taken is struck off a moment later; what the dead endpoint owes stays.
    kit.hub.wait(lambda: kit.books()["webhooks"]["waiting"]["stripe"] == 3)


def test_nothing_but_this_machine_is_ever_called(kit: Kit) -> None:
    for url in (
        "http://192.0.2.1",
        "https://127.0.0.1",
        "http://127.0.0.1.example.com",
        "file:///x",
        "hub",
        "http://127.0.0.1:99999",
    ):
        assert "machine" in kit.control("POST", "webhooks", {"hub": url}, 400)["error"]
    assert kit.control("GET", "webhooks")["whatsapp"] == f"{kit.hub.url}/webhooks/whatsapp"
    for url in ("http://127.0.0.1:1", "http://localhost/x", "http://[::1]:9", "http://127.9.9.9"):
        assert loopback(url) == url


def test_ids_of_every_kind_of_webhook() -> None:
    value = b'{"messages":[{"id":"m1"},{},1],"statuses":[{"id":"m2","status":"sent"}],"errors":[{}]}'
    body = b'{"entry":[{"changes":[{"value":%b},{"value":3},{}]},{"changes":"none"}]}' % value
    assert ids_in("whatsapp", body) == ["m1", "m2:sent"]
    assert ids_in("stripe", b'{"id":"evt_1","type":"x"}') == ["evt_1"]

"""What the demo shop's hub hears first: everybody's conversation so far, with its real times, and media that are there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from inbox.sandbox.server import SandboxServer
from tests.sandbox.fake_hub import FakeHub
from tests.sandbox.living.simulation import DAY, MORNING, Simulation

HOUR = 3600


@pytest.fixture(scope="module")
def opened() -> Simulation:
    shop = Simulation()
    shop.town.open()
    return shop


@pytest.fixture(scope="module")
def heard() -> Iterator[FakeHub]:
    with FakeHub() as hub, SandboxServer(hub_url=hub.url, living=True) as server:
        httpx.post(f"{server.url}/_sandbox/living", json={"paused": True}, trust_env=False, timeout=20).raise_for_status()
        hub.wait(lambda: len(hub.statuses()) > 100)
        yield hub


def lines(hub: FakeHub) -> dict[str, list[tuple[int, str]]]:
    """Return time and direction of everything told, by business-scoped user id, oldest first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for value in hub.values():
        for message in value.get("messages", []):
            found.setdefault(message["from_user_id"], []).append((int(message["timestamp"]), "in"))
        for message in value.get("message_echoes", []):
            found.setdefault(message["to_user_id"], []).append((int(message["timestamp"]), "out"))
        for chunk in value.get("history", []):
            for thread in chunk["threads"]:
                for message in thread["messages"]:
                    way = "out" if "to_user_id" in message else "in"
                    found.setdefault(thread["context"]["user_id"], []).append((int(message["timestamp"]), way))
    return {user: sorted(told) for user, told in found.items()}


def test_everybody_has_talked_to_the_shop_before(heard: FakeHub) -> None:
    told = lines(heard)
    assert len(told) >= 44
    assert sum(map(len, told.values())) > 250
    assert sum(len(lines) >= 3 for lines in told.values()) > 30
    ids = [message["id"] for message in heard.messages()]
    assert len(ids) == len(set(ids))


def test_it_comes_in_few_webhooks_that_are_signed(heard: FakeHub) -> None:
    hits = [hit for hit in heard.hits if hit.path == "/webhooks/whatsapp"]
    assert len(hits) == 3
    assert all(hit.headers["x-hub-signature-256"].startswith("sha256=") for hit in hits)
    assert all(len(hit.body) < 3_000_000 for hit in hits)


def test_windows_are_open_closing_and_closed(heard: FakeHub) -> None:
    newest = [int(message["timestamp"]) for message in heard.messages()]
    last: dict[str, int] = {}
    for message in heard.messages():
        last[message["from_user_id"]] = max(last.get(message["from_user_id"], 0), int(message["timestamp"]))
    now = max(newest) + 200
    ages = [now - at for at in last.values()]
    assert all(age < DAY for age in ages)
    assert 15 <= len(ages) <= len(lines(heard)) - 15
    assert 3 <= sum(age > 20 * HOUR for age in ages) <= 8


def test_some_are_answered_some_wait_and_nobody_is_from_the_future(heard: FakeHub) -> None:
    told = lines(heard)
    last = [way for lines in told.values() for way in [lines[-1][1]]]
    assert 8 < last.count("in") < len(last) - 8


def test_every_answer_of_the_shop_has_its_ticks(heard: FakeHub) -> None:
    out = sum(way == "out" for told in lines(heard).values() for _, way in told)
    statuses = heard.statuses()
    assert len(statuses) == out
    assert {status["status"] for status in statuses} == {"read", "delivered"}


def test_people_are_named_and_hidden_phones_stay_hidden(heard: FakeHub) -> None:
    contacts = [contact for value in heard.values() for contact in value.get("contacts", [])]
    names = {contact["profile"]["name"] for contact in contacts}
    assert {"Lena Brandt", "Jürgen Größmann", "نور حداد", "יעל לוי", "Trần Văn Minh", "João Pereira"} <= names
    nele = [contact for contact in contacts if contact["profile"].get("username") == "nele.auf.see"]
    assert nele
    assert all("wa_id" not in contact for contact in nele)


def said(shop: Simulation, who: str) -> list[Any]:
    received = [one for one in shop.whatsapp.receipts.received.values() if one.customer.id == who]
    return sorted(received, key=lambda one: one.at)


def test_the_day_begins_as_everybody_knows_it(opened: Simulation) -> None:
    by_id = opened.by_id
    assert by_id["lena"].state.stage == "problem"
    assert (by_id["murat"].state.stage, by_id["sophie"].state.stage) == ("cart", "declined")
    assert by_id["joao"].state.stage == "cart"
    assert by_id["farid"].state.stage == "bank"
    assert by_id["marie"].state.order == "10234"
    assert by_id["marie"].state.charge in opened.stripe.books()["charges"]
    assert said(opened, "lena")[-1].kind == "image"
    assert [one.kind for one in said(opened, "murat")[-2:]] == ["text", "order"]
    assert said(opened, "anke")[-1].kind == "audio"
    assert sum(one.waits for one in opened.town.residents) >= 12


def test_murats_cart_has_a_price_that_changed(opened: Simulation) -> None:
    body = next(body for source, body in opened.mail.bodies if source == "whatsapp" and b"smb_message_echoes" in body)
    assert b'"product_retailer_id":"FILTER-100","quantity":3,"item_price":4.50' in body
    prices = {price["id"]: price["unit_amount"] for price in opened.stripe.state.prices.newest()}
    [paper] = [one for one in opened.stripe.state.products.newest() if one["metadata"].get("sku") == "FILTER-100"]
    assert prices[paper["default_price"]] == 420


def test_a_link_that_waits_can_be_paid(opened: Simulation) -> None:
    paid = opened.shoppers.pay(opened.by_id["sophie"].customer)
    assert paid["status"] == "succeeded"
    failed = [
        one
        for one in opened.stripe.books()["declined"].values()
        if one["description"] == "Yirgacheffe 2 ×, Becher „Möwe“, Versand nach Wien"
    ]
    assert [one["amount"] for one in failed] == [3850]


def test_photos_and_voices_can_be_fetched(opened: Simulation) -> None:
    files = list(opened.whatsapp.media._files.values())
    assert {file.bare_mime for file in files} == {"image/png", "audio/ogg", "image/webp"}
    assert all(opened.whatsapp.media.find(file.id) is not None for file in files)


def test_the_past_at_the_till_is_months_long_and_has_everything(opened: Simulation) -> None:
    shop = Simulation()
    books = shop.stripe.books()
    ages = [(MORNING - charge["created"]) / DAY for charge in books["charges"].values()]
    assert len(ages) > 100
    assert sum(age < 29 for age in ages) > 50
    assert max(ages) > 60
    assert all(age > 0 for age in ages)
    assert len(books["declined"]) >= 5
    assert len(books["refunds"]) >= 5
    assert sum(charge["disputed"] for charge in books["charges"].values()) == 1
    assert {charge["customer"] is None for charge in books["charges"].values()} == {True, False}
    assert not [body for source, body in shop.mail.bodies if source == "stripe"]
    states = {link["state"] for link in books["links"].values()}
    assert states == {"open", "paid"}

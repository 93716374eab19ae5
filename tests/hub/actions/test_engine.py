"""The whole engine on its threads: a hub that really listens beside pretend platforms that really answer."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from inbox.hub import ingest
from inbox.hub.core import HubPlace
from inbox.hub.decode import Decoder
from inbox.hub.engine import HubEngine, make_engine
from inbox.hub.server import HubServer
from inbox.platforms.stripe import decode as stripe
from inbox.platforms.whatsapp import decode as whatsapp
from inbox.sandbox.server import SandboxServer
from inbox.system.clock import SystemClock, SystemIds, SystemRandom
from inbox.system.secrets import Secret
from inbox.system.settings import HubSettings, hub_settings
from tests.hub.actions.hub_world import refund, wish

LENA = "+491701234567"


class Shop:
    """A hub and a sandbox, and what a test does with them."""

    def __init__(self, folder: Path, sandbox: SandboxServer) -> None:
        self.sandbox = sandbox
        self.settings: HubSettings = hub_settings(sandbox.environment(), folder / "hub.db")
        self.folder = folder
        self.engine: HubEngine | None = None
        self.server = self.new_server()
        self.control = httpx.Client(base_url=f"{sandbox.url}/_sandbox", timeout=20, trust_env=False)
        self.api = httpx.Client(timeout=30, trust_env=False)

    def new_server(self) -> HubServer:
        decoders = {
            ingest.WHATSAPP: Decoder(whatsapp.tell, self.settings.whatsapp.phone_number_id),
            ingest.STRIPE: Decoder(stripe.tell),
        }

        def make(core):
            self.engine = make_engine(core, SystemRandom())
            return self.engine

        place = HubPlace(self.folder, Secret("5a" * 32))
        return HubServer(place, self.settings, SystemClock(), SystemIds(), decoders, make)

    def start(self) -> None:
        self.server.start()
        self.api.base_url = self.server.url
        self.api.headers["Authorization"] = f"Bearer {self.server.token('Anna', 'agent')}"

    def stop(self) -> None:
        self.server.stop()

    def restart(self) -> None:
        self.stop()
        self.server = self.new_server()
        self.start()

    def events(self, kind: str) -> list[dict]:
        answer = self.api.get("/v1/events", params={"limit": 1000}).raise_for_status().json()
        return [event for event in answer["events"] if event["type"] == kind]

    def payment_of(self, request: str) -> str | None:
        """Return the payment of a request, None while it is not paid."""
        told = (event["body"]["object"] for event in self.events("checkout.changed"))
        return next((one["payment"] for one in told if one["id"] == request and one.get("status") == "paid"), None)

    def conversation(self) -> str:
        """Let Lena write until the hub has heard her: it tells the platforms where it is only after it has started."""

        def heard() -> list[dict]:
            self.control.post(f"/customers/{LENA}/say", json={"text": "Hallo"})
            return self.events("message.received")

        return until(heard)[0]["conversation"]

    def post(self, asked: dict) -> dict:
        answer = self.api.post("/v1/actions", json=asked)
        assert answer.status_code == 202, answer.text
        return answer.json()

    def settled(self, asked: dict) -> dict:
        def at_rest() -> dict | None:
            view = self.api.get(f"/v1/actions/{asked['id']}").raise_for_status().json()
            return None if view["state"] in ("queued", "sending") else view

        return until(at_rest)

    def books(self) -> dict:
        return self.control.get("/books").raise_for_status().json()

    def fault(self, target: str, kind: str, **more: object) -> None:
        self.control.post("/faults", json={"target": target, "kind": kind, **more}).raise_for_status()


def until(found: Callable[[], object]):
    deadline = time.monotonic() + 20
    while not (result := found()):
        assert time.monotonic() < deadline, "it does not happen"
        time.sleep(0.05)
    return result


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with SandboxServer() as sandbox:
        shop = Shop(tmp_path, sandbox)
        shop.start()
        yield shop
        shop.stop()
        shop.control.close()
        shop.api.close()


def test_answer_ask_for_money_get_it_and_give_it_back(shop: Shop) -> None:
    chat = shop.conversation()
    text = wish("send_text", conversation=chat, text="Hallo Lena")
    shop.post(text)
    assert shop.settled(text)["state"] == "succeeded"
    until(lambda: [event for event in shop.events("message.status") if event["body"].get("action") == text["id"]])

    asked = wish("request_payment", conversation=chat, currency="eur", amount=4990, purpose="Mühle")
    shop.post(asked)
    made = shop.settled(asked)
    assert made["state"] == "succeeded"
    shop.control.post(f"/customers/{LENA}/pay", json={"link": made["result"]["url"]}).raise_for_status()
    payment = until(lambda: shop.payment_of(made["result"]["request"]))
    told = [event for event in shop.events("payment.changed") if event["body"]["source_id"] == payment]
    assert {event["conversation"] for event in told} == {chat}

    shop.fault("stripe.refunds", "lose_answer_after", times=1)
    back = refund(payment, 1500, conversation=chat, tell="15,00 € sind unterwegs.")
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: shop.api.post("/v1/actions", json=back).status_code, range(16)))
    assert answers == [202] * 16
    assert shop.settled(back)["state"] == "succeeded"
    books = shop.books()
    (made_refund,) = [one for one in books["refunds"].values() if one["metadata"].get("action_id") == back["id"]]
    assert (made_refund["amount"], made_refund["metadata"]["conversation"]) == (1500, chat)
    until(lambda: any("unterwegs" in str(message) for message in shop.books()["messages"]))

    rivals = [refund(payment, 2000, confirmed=["recent-refund"]) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(shop.post, rivals))
    states = [shop.settled(rival)["state"] for rival in rivals]
    assert states.count("succeeded") == 1
    assert shop.books()["charges"][made_refund["charge"]]["amount_refunded"] == 3500

    assert shop.engine.clock_skew() in (-1, 0, 1, 2)
    metrics = shop.api.get("/metrics")
    assert "tresen_stripe_reads_month" in metrics.text
    assert metrics.headers["hub-epoch"] == shop.api.get("/v1/me").headers["hub-epoch"]


def test_a_restart_takes_up_what_was_left(shop: Shop) -> None:
    chat = shop.conversation()
    charges = shop.books()["charges"].items()
    charge = next(name for name, one in charges if not one["disputed"] and not one["amount_refunded"])
    shop.fault("stripe.refunds", "lose_answer_after", times=1)
    asked = refund(charge, 100, confirmed=["recent-refund"])
    shop.post(asked)
    shop.restart()
    assert shop.settled(asked)["state"] == "succeeded"
    made = [one for one in shop.books()["refunds"].values() if one["metadata"].get("action_id") == asked["id"]]
    assert len(made) == 1
    assert shop.events("message.received")[0]["conversation"] == chat
    unheard = str(uuid.uuid4())
    assert shop.api.get(f"/v1/actions/{unheard}").status_code == 404


def test_the_shops_products_are_mirrored_with_their_pictures(shop: Shop) -> None:
    def told() -> dict[str, dict]:
        return {event["body"]["source_id"]: event["body"]["object"] for event in shop.events("product.changed")}

    until(lambda: [one for one in told().values() if "picture" in one])
    assert shop.api.get("/healthz").status_code == 200
    mug = until(lambda: told()["MUG-300"].get("picture") and told()["MUG-300"])
    assert (mug["price"], mug["currency"], mug["is_sendable"], mug["stripe_amount"]) == (1400, "eur", True, 1400)
    assert shop.api.get(f"/v1/media/{mug['picture']}").content.startswith(b"\x89PNG")
    assert told()["CARAFE-6"].get("is_sendable", False) is False

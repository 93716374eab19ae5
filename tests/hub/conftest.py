"""A hub that really runs: own folder, real files, real HTTP on loopback; only the engine of actions is a fake."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import msgspec
import pytest

from inbox.domain.events import Decoded, MessageBody, NoteBody, Told
from inbox.domain.messages import Contact, Message
from inbox.hub.core import HubCore, HubPlace
from inbox.hub.decode import Decoder
from inbox.hub.server import HubServer
from inbox.system.clock import SystemClock, SystemIds
from inbox.system.secrets import Secret
from inbox.system.settings import HubSettings, StripeSettings, WhatsAppSettings
from tests.hub.fake_engine import FakeEngine

KEY = "5a" * 32
APP_SECRET = "canary-app-secret"
WEBHOOK_SECRET = "whsec_canary"
VERIFY_TOKEN = "canary-verify-token"


def settings_for(folder: Path, public_url: str | None = None) -> HubSettings:
    whatsapp = WhatsAppSettings(
        token=Secret("canary-token"),
        app_secrets=(Secret(APP_SECRET),),
        verify_token=Secret(VERIFY_TOKEN),
        phone_number_id="1066",
        business_account_id="2077",
    )
    stripe = StripeSettings(key=Secret("rk_test_canary"), webhook_secrets=(Secret(WEBHOOK_SECRET),))
    return HubSettings(database=folder / "hub.db", whatsapp=whatsapp, stripe=stripe, public_url=public_url)


def tell_plain(body: bytes, received: str) -> Told:
    """Read ``{"id", "text"}`` into one message; everything else is a note of what came."""
    said = msgspec.json.decode(body)
    at = "2026-11-22T09:00:00.000Z"
    if isinstance(said, dict) and "text" in said:
        message = Message(id=said["id"], kind="text", at=at, direction="in", text=said["text"])
        contact = Contact(wa_id=said.get("from", "491700000001"))
        body_ = MessageBody(message=message, contact=contact)
        told = Decoded(type="message.received", at=at, body=body_, dedup=said["id"], actor="whatsapp", contact=contact)
        return Told([told])
    key = hashlib.sha256(body).hexdigest()
    note = NoteBody(id=key, text="other")
    return Told([Decoded(type="note.added", at=at, body=note, dedup=key, actor="stripe")])


class RunningHub:
    """A hub under test with what a test wants of it."""

    def __init__(self, server: HubServer, engine: FakeEngine, folder: Path) -> None:
        self.server = server
        self.engine = engine
        self.folder = folder
        self.url = server.url
        self.owner_token = server.token("Olga", "owner")
        self.owner = self.client(self.owner_token)

    def client(self, token: str | None = None, **headers: str) -> httpx.Client:
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return httpx.Client(base_url=self.url, headers=headers, timeout=20, trust_env=False)

    def agent(self, name: str, role: str) -> httpx.Client:
        return self.client(self.server.token(name, role))

    def say(self, name: str, text: str, sender: str = "491700000001") -> httpx.Response:
        """Deliver a message by a signed webhook."""
        body = msgspec.json.encode({"id": name, "text": text, "from": sender})
        return self.owner.post("/webhooks/whatsapp", content=body, headers={"X-Hub-Signature-256": signed(body)})

    def head(self) -> int:
        """The head once everything delivered so far is served."""
        return int(self.owner.get("/v1/me").headers["Hub-Head"])

    def grown_to(self, head: int) -> int:
        """Wait until the log has grown to ``head``."""
        until(lambda: self.head() >= head)
        return self.head()


def signed(body: bytes, secret: str = APP_SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def stripe_signed(body: bytes, at: int | None = None, secret: str = WEBHOOK_SECRET) -> str:
    stamp = int(time.time()) if at is None else at
    return f"t={stamp},v1=" + hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for something that happens on another thread."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


@contextmanager
def run_hub(folder: Path, public_url: str | None = None) -> Iterator[RunningHub]:
    engines: list[FakeEngine] = []

    def make(core: HubCore) -> FakeEngine:
        engines.append(FakeEngine(core))
        return engines[0]

    decoders = {name: Decoder(tell_plain) for name in ("whatsapp", "stripe")}
    place = HubPlace(folder, Secret(KEY))
    server = HubServer(place, settings_for(folder, public_url), SystemClock(), SystemIds(), decoders, make)
    with server:
        hub = RunningHub(server, engines[0], folder)
        yield hub
        hub.owner.close()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    """One hub for a module: its tests must not mind what the others did."""
    with run_hub(tmp_path_factory.mktemp("hub")) as running:
        yield running


@pytest.fixture
def own_hub(tmp_path: Path) -> Iterator[RunningHub]:
    """A hub of this test's own."""
    with run_hub(tmp_path) as running:
        yield running

"""A first start against the pretend platforms and a real hub: what is found, what is kept and where, what nothing is kept of."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from keyring.backends.fail import Keyring as NoBackend

from inbox.desk import hub_calls
from inbox.desk.child import own_hub
from inbox.desk.hub_client import HubClient
from inbox.hub.offline import make_token
from inbox.sandbox.server import SandboxServer
from inbox.start.connecting import Connector
from inbox.system.clock import SystemClock, SystemIds
from inbox.system.paths import DataFolder, data_folder
from inbox.system.secrets import KeyringSecrets, Secret
from inbox.system.start_file import OwnStart, TeamStart, read_start
from inbox.ui.models.connecting import Looked, Seen, Settled, Trouble, WhatsAppKeys
from tests.system.memory_keyring import MemoryKeyring

PATIENCE = 30.0
HUB_KEY = Secret("ab" * 32)


class First:
    """A first start whose news can be waited for."""

    def __init__(self, folder: DataFolder, ring: KeyringSecrets, environ: dict[str, str], **more: object) -> None:
        self._knocked = threading.Event()
        self.connector = Connector(
            folder, ring, environ, SystemClock(), SystemIds(), self._knocked.set, zone="Europe/Berlin", **more
        )

    def end_of(self, task: int) -> tuple[list[Looked], Settled | Trouble]:
        """Return what was looked at in a task, and how it ended."""
        looked: list[Looked] = []
        ends = time.monotonic() + PATIENCE
        while True:
            self._knocked.clear()
            for news in self.connector.take():
                assert news.task == task
                if not isinstance(news, Looked):
                    return looked, news
                looked.append(news)
            assert self._knocked.wait(ends - time.monotonic()), "no more news came"


Start = Callable[..., First]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxServer]:
    with SandboxServer() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return data_folder(tmp_path / "desk")


@pytest.fixture
def backend() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def first(folder: DataFolder, backend: MemoryKeyring, sandbox: SandboxServer) -> Iterator[First]:
    settings = sandbox.environment()
    for_tests = {name: settings[name] for name in ("TRESEN_STRIPE_URL", "TRESEN_GRAPH_URL")}
    made = First(folder, KeyringSecrets(backend), for_tests)
    yield made
    made.connector.close()


def keys_of(sandbox: SandboxServer, **changes: str) -> WhatsAppKeys:
    said = {name.removeprefix("TRESEN_WHATSAPP_").lower(): text for name, text in sandbox.environment().items()}
    typed = {
        "number": said["phone_number_id"],
        "account": said["business_account_id"],
        "token": said["token"],
        "app_secret": said["app_secret"],
        "verify_token": said["verify_token"],
    }
    return WhatsAppKeys(**(typed | changes))


@pytest.mark.allow_logs("an unrestricted test key")
def test_good_keys_are_kept_in_the_keyring_and_nowhere_else(
    first: First, folder: DataFolder, backend: MemoryKeyring, sandbox: SandboxServer
) -> None:
    key = sandbox.environment()["TRESEN_STRIPE_KEY"]
    assert first.end_of(first.connector.check_stripe(key, "order[id]"))[1] == Trouble(1, "order-keys")
    looked, end = first.end_of(first.connector.check_stripe(key, " shop_order,ref,"))
    assert [(one.code, one.seen) for one in looked] == [(code, Seen.GOOD) for code in first.connector.permissions]
    assert end == Settled(2)
    looked, end = first.end_of(first.connector.check_whatsapp(keys_of(sandbox)))
    assert {"token", "number"} <= {one.code for one in looked}
    assert end == Settled(3)
    assert backend.entries == {}, "nothing is kept before it is wanted"
    assert not folder.start.exists()

    assert first.end_of(first.connector.set_up("Nordlicht", "de"))[1] == Settled(4)
    kept = {name: text for (_, name), text in backend.entries.items()}
    for name in ("TRESEN_STRIPE_KEY", "TRESEN_WHATSAPP_TOKEN", "TRESEN_WHATSAPP_APP_SECRET"):
        assert kept[name] == sandbox.environment()[name]
    assert len(kept["TRESEN_HUB_KEY"]) == len(kept["TRESEN_CACHE_KEY"]) == 64
    assert kept["TRESEN_HUB_KEY"] != kept["TRESEN_CACHE_KEY"]
    start = OwnStart(shop="Nordlicht", language="de", zone="Europe/Berlin", order_keys="shop_order, ref")
    assert read_start(folder) == start
    written = b"".join(file.read_bytes() for file in folder.root.rglob("*") if file.is_file())
    assert not any(text.encode() in written for text in kept.values())


def test_the_keys_of_data_that_is_there_stay(first: First, backend: MemoryKeyring) -> None:
    ring = KeyringSecrets(backend)
    ring.set("TRESEN_HUB_KEY", HUB_KEY)
    assert first.end_of(first.connector.set_up("Nordlicht", "de"))[1] == Settled(1)
    assert ring.get("TRESEN_HUB_KEY") == HUB_KEY


def test_a_missing_permission_is_named(first: First, sandbox: SandboxServer) -> None:
    keys = f"{sandbox.url}/_sandbox/keys"
    httpx.post(keys, json={"remove": ["rak_charge_write"]}, timeout=20).raise_for_status()
    try:
        looked, end = first.end_of(first.connector.check_stripe(sandbox.environment()["TRESEN_STRIPE_KEY"]))
    finally:
        httpx.post(keys, json={"add": ["rak_charge_write"]}, timeout=20).raise_for_status()
    missing = [(one.code, one.detail) for one in looked if one.seen is Seen.MISSING]
    assert missing == [("charges.write", "rak_charge_write")]
    assert end == Settled(1)


@pytest.mark.parametrize(("key", "code"), [("rk_test_wrong", "stripe-key"), ("rk_live_wrong", "other")])
def test_a_key_that_stripe_does_not_know_comes_to_nothing(first: First, key: str, code: str) -> None:
    end = first.end_of(first.connector.check_stripe(key))[1]
    assert isinstance(end, Trouble)
    assert end.code == code
    assert key not in repr(end)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"token": "EAAwrong"}, "whatsapp-token"),
        ({"number": "12345678"}, "whatsapp-token"),
        ({"public_url": "http://shop.example.com"}, "public-address"),
    ],
)
def test_keys_that_meta_does_not_take_come_to_nothing(
    first: First, sandbox: SandboxServer, changes: dict[str, str], code: str
) -> None:
    end = first.end_of(first.connector.check_whatsapp(keys_of(sandbox, **changes)))[1]
    assert isinstance(end, Trouble)
    assert end.code == code


def test_platforms_that_do_not_answer_are_said(folder: DataFolder, backend: MemoryKeyring, sandbox: SandboxServer) -> None:
    nobody = {"TRESEN_STRIPE_URL": "http://127.0.0.1:9", "TRESEN_GRAPH_URL": "http://127.0.0.1:9"}
    first = First(folder, KeyringSecrets(backend), nobody)
    try:
        stripe = first.end_of(first.connector.check_stripe("rk_test_abc"))[1]
        meta = first.end_of(first.connector.check_whatsapp(keys_of(sandbox)))[1]
    finally:
        first.connector.close()
    assert [getattr(end, "code", "") for end in (stripe, meta)] == ["stripe-away", "whatsapp-away"]


def test_without_a_keyring_nothing_is_even_asked(folder: DataFolder) -> None:
    first = First(folder, KeyringSecrets(NoBackend()), {})
    try:
        ends = [
            first.end_of(first.connector.check_stripe("rk_test_abc"))[1],
            first.end_of(first.connector.join("https://hub.example.com", "K7PM-3XQ9-TR4W"))[1],
        ]
    finally:
        first.connector.close()
    assert ends == [Trouble(1, "keyring-missing"), Trouble(2, "keyring-missing")]


@pytest.fixture
def team(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A team's hub: its address, and a one-time code."""
    place = data_folder(tmp_path / "hub")
    clock, ids = SystemClock(), SystemIds()
    token = make_token(place.root, place.hub_database, HUB_KEY, clock, ids, name="Olga", role="owner")
    hub = own_hub(place.root, os.environ, {"TRESEN_HUB_KEY": HUB_KEY.reveal()})
    url = hub.start()
    headers = {"Authorization": f"Bearer {token}"}
    answer = httpx.post(f"{url}/v1/agents", json={"name": "Jana", "role": "agent"}, headers=headers, timeout=20)
    yield url, answer.raise_for_status().json()["code"]
    hub.stop()


def test_a_code_is_good_for_a_token_once(
    first: First, folder: DataFolder, backend: MemoryKeyring, team: tuple[str, str]
) -> None:
    url, code = team
    assert first.end_of(first.connector.join(url, code))[1] == Settled(1)
    token = KeyringSecrets(backend).get("TRESEN_TOKEN")
    assert token is not None
    with HubClient(url, token) as client:
        assert client.send(hub_calls.me()).name == "Jana"
    assert read_start(folder) == TeamStart(hub=url)
    assert KeyringSecrets(backend).get("TRESEN_HUB_KEY") is None
    for wrong in (code, "no", "K" * 60):
        end = first.end_of(first.connector.join(url, wrong))[1]
        assert isinstance(end, Trouble)
        assert end.code == "code-refused"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://hub.example.com", "hub-plain"),
        ("hub example", "hub-address"),
        ("ftp://hub.example.com", "hub-address"),
        ("http://127.0.0.1:9", "hub-away"),
    ],
)
def test_an_address_that_leads_to_no_hub_is_said(first: First, address: str, code: str) -> None:
    end = first.end_of(first.connector.join(address, "K7PM-3XQ9-TR4W"))[1]
    assert isinstance(end, Trouble)
    assert end.code == code


def test_another_server_is_not_taken_for_a_hub(first: First, sandbox: SandboxServer) -> None:
    end = first.end_of(first.connector.join(sandbox.url, "K7PM-3XQ9-TR4W"))[1]
    assert isinstance(end, Trouble)
    assert end.code == "hub-strange"


def test_a_lost_answer_says_that_the_code_may_be_used_up(folder: DataFolder, backend: MemoryKeyring) -> None:
    def lost(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("no answer", request=request)

    first = First(folder, KeyringSecrets(backend), {}, transport=httpx.MockTransport(lost))
    try:
        end = first.end_of(first.connector.join("hub.example.com", "K7PM-3XQ9-TR4W"))[1]
    finally:
        first.connector.close()
    assert end == Trouble(1, "hub-unknown")
    assert backend.entries == {}



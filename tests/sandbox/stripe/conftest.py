"""A pretend Stripe on a real server, and the real SDK in front of it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec
import pytest
import stripe
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from inbox.sandbox.connection import server_config
from inbox.sandbox.stripe import AccountSettings, StripeAccount, stripe_routes
from inbox.sandbox.world import Fault, SandboxClock, Source, World

NOW = 1_795_000_000
LENA = {"name": "Lena Vogt", "line1": "Weg 1", "city": "Kiel", "postal_code": "24103", "country": "DE"}

T = TypeVar("T")

stripe.enable_telemetry = False


class Recorder:
    """An Outbound that keeps what it is given."""

    def __init__(self) -> None:
        self.posted: list[tuple[Source, bytes, Mapping[str, str]]] = []

    def post(self, source: Source, body: bytes, headers: Mapping[str, str]) -> None:
        self.posted.append((source, body, headers))

    def types(self) -> list[str]:
        """Return the event types in the order they were sent."""
        return [msgspec.json.decode(body)["type"] for _, body, _ in self.posted]

    def last(self, kind: str) -> Any:
        """Return the newest event of a type."""
        events = [msgspec.json.decode(body) for _, body, _ in self.posted]
        return next(event for event in reversed(events) if event["type"] == kind)


class Shop:
    """One account with its clock, its recorded webhooks, and SDK clients for it."""

    def __init__(self, base: str, settings: AccountSettings | None = None) -> None:
        self.base = base
        self.clock = SandboxClock(lambda: NOW)
        self.webhooks = Recorder()
        self.world = World(seed=7, clock=self.clock, outbound=self.webhooks)
        self.account = StripeAccount(self.world, base, settings)

    def sdk(self, key: str | None = None, retries: int = 0) -> stripe.StripeClient:
        """Return a client with the restricted key, or another one."""
        addresses: Any = {"api": f"{self.base}/stripe", "files": f"{self.base}/stripe"}
        return stripe.StripeClient(
            key or self.account.restricted_key,
            base_addresses=addresses,
            http_client=stripe.RequestsClient(timeout=(5, 10)),
            max_network_retries=retries,
        )

    def fault(self, kind: Any, resource: str = "refunds", **more: Any) -> None:
        """Register a fault at a Stripe resource."""
        self.world.faults.add(Fault(f"stripe.{resource}", kind, **more))

    def paid(self, amount: int = 5000, currency: str = "eur", **more: Any) -> Any:
        """Make a payment just now and return its charge."""
        return self.account.create_charge_for_seed(None, amount, currency, **more)

    def charge(self, key: str) -> Any:
        """Return a charge as the books have it."""
        return self.account.books()["charges"][key]


def until(look: Callable[[], T]) -> T:
    """Return the first answer that is something, of a server that may be slow."""
    deadline = time.monotonic() + 30
    while not (answer := look()):
        assert time.monotonic() < deadline, f"this never happened: {look}"
        time.sleep(0.01)
    return answer


class _Switch:
    """Puts a fresh account behind a server that is started only once: a start costs more than most tests."""

    def __init__(self) -> None:
        self.app: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def _server() -> Iterator[tuple[_Switch, str]]:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    switch = _Switch()
    config = server_config(switch, "127.0.0.1", port)
    config.lifespan = "off"
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.005)
    yield switch, f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(30)
    listener.close()
    assert not thread.is_alive()


@pytest.fixture
def shop(_server: tuple[_Switch, str]) -> Shop:
    """Return a fresh account behind the running server."""
    switch, base = _server
    made = Shop(base)
    switch.app = Starlette(routes=[Mount("/stripe", routes=stripe_routes(made.account))])
    return made

"""The pretend Stripe behind a transport, without sockets: real SDK, real bytes, honest books, and faults on request."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import httpx

from inbox.platforms.stripe.client import StripeClient
from inbox.sandbox.pdf import page
from inbox.sandbox.stripe.account import StripeAccount
from inbox.sandbox.stripe.server import Request, StripeServer
from inbox.sandbox.world import Fault, SandboxClock, Source, World
from inbox.system.secrets import Secret
from inbox.system.settings import StripeSettings
from tests.hub.actions.clocks import HandClock

URL = "http://127.0.0.1:1"


class Mail:
    """Webhooks on their way: kept until a test delivers them."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def post(self, source: Source, body: bytes, headers: Mapping[str, str]) -> None:
        self.waiting.append(body)


class Wire(httpx.BaseTransport):
    """Carries requests to the pretend Stripe and remembers them; ``cut`` is asked before each one."""

    def __init__(self, server: StripeServer) -> None:
        self._server = server
        self.sent: list[httpx.Request] = []
        self.cut: Callable[[httpx.Request], None] = lambda request: None
        self.after: Callable[[httpx.Request], None] = lambda request: None
        self.down = False
        self.paper: Callable[[str], httpx.Response] = lambda path: httpx.Response(404)
        """Answers the addresses of papers, which are no part of the API."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.cut(request)
        if self.down:
            raise httpx.ConnectError("no route")
        self.sent.append(request)
        headers = {name.lower(): value for name, value in request.headers.items()}
        path = request.url.path
        if path.startswith(("/invoice/", "/credit_notes/", "/pictures/")):
            return self.paper(path)
        outcome = self._server.handle(Request(request.method, path, request.url.query, headers, request.read()))
        if outcome.finish is not None:
            outcome.finish()
        self.after(request)
        if outcome.answer is None:
            raise httpx.RemoteProtocolError("Server disconnected without sending a response.")
        return httpx.Response(outcome.answer.status, headers=outcome.answer.headers, content=outcome.answer.body)

    def posts(self, path: str) -> list[httpx.Request]:
        return [request for request in self.sent if request.method == "POST" and request.url.path == path]


class StripeWorld:
    """One account, its client, its webhooks. ``offset`` moves Stripe's own clock against the hub's."""

    def __init__(self, clock: HandClock, seed: int = 7) -> None:
        self._clock = clock
        self._begin = clock.monotonic()
        self.offset = 0.0
        base = clock.now().timestamp()
        self.mail = Mail()
        self.world = World(seed, SandboxClock(lambda: base + clock.monotonic() - self._begin + self.offset), self.mail)
        self.account = StripeAccount(self.world, URL)
        self.wire = Wire(self.account.server)
        settings = StripeSettings(key=Secret(self.account.restricted_key), url=URL)
        self.client = StripeClient(settings, self.wire)
        self.wire.paper = self._paper

    def payment(self, amount: int = 10_000, **more: object) -> dict[str, str]:
        """Make a paid charge; returns its ids under ``charge`` and ``payment``."""
        charge = self.account.create_charge_for_seed(None, amount, **more)
        return {"charge": charge["id"], "payment": charge["payment_intent"]}

    def invoiced(self, amount: int = 10_000, *, tax_percent: int = 19, **more: object) -> dict[str, str]:
        """Make a paid charge with an invoice over it; returns its ids and the invoice's."""
        customer = self.account.create_customer(name="Eva")["id"]
        charge = self.account.create_charge_for_seed(customer, amount, **more)
        made = self.account.invoice(customer, [("Kaffee", amount)], tax_percent=tax_percent, charge=charge["id"])
        return {"charge": charge["id"], "payment": charge["payment_intent"], "invoice": made["id"], "number": made["number"]}

    def notes(self) -> list[dict[str, object]]:
        """Return every credit note in the books, newest first."""
        return [dict(note) for note in self.account.state.credit_notes.newest()]

    def _paper(self, path: str) -> httpx.Response:
        paper = self.account.paper(path.split("/")[3])
        if paper is None:
            return httpx.Response(404)
        made = page(f"Rechnung {paper['number']}", [])
        return httpx.Response(200, headers={"content-type": "application/pdf"}, content=made)

    def fault(self, kind: str, target: str = "stripe.refunds", **more: object) -> None:
        self.world.faults.add(Fault(target, kind, **more))

    def refunds(self) -> list[dict[str, object]]:
        """Return every refund in the books, newest first."""
        return [dict(refund) for refund in self.account.state.refunds.newest()]

    def refunded(self, charge: str) -> int:
        """Return what the books say was given back of a charge."""
        return int(self.account.state.charges.need(charge)["amount_refunded"])

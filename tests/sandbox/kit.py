"""A running sandbox, a hub that listens, and short words for what tests do with them."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

import httpx

from inbox.sandbox.credentials import Credentials, credentials_for
from inbox.sandbox.server import SandboxServer
from tests.sandbox.fake_hub import FakeHub

LENA = "+491701234567"


class Kit:
    """``hub`` gets the webhooks of ``server`` from the start."""

    def __init__(self) -> None:
        self.credentials: Credentials = credentials_for()
        self.hub = FakeHub(self.credentials.whatsapp_verify_token)
        self.server = SandboxServer(hub_url=self.hub.url)
        self.url = self.server.url
        self.http = httpx.Client(base_url=self.url, trust_env=False, timeout=20, verify=False)

    def __enter__(self) -> Self:
        self.hub.__enter__()
        self.server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.http.close()
        self.server.stop()
        self.hub.__exit__(kind, error, trace)

    def control(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        """Call the control side and return its JSON."""
        answer = self.http.request(method, f"/_sandbox/{path}".rstrip("/"), json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    def act(self, customer: str, act: str, status: int = 200, /, **body: Any) -> Any:
        """Let a customer do something."""
        return self.control("POST", f"customers/{customer}/{act}", body, status)

    def books(self) -> Any:
        return self.control("GET", "books")

    def fault(self, target: str, kind: str, **more: Any) -> None:
        self.control("POST", "faults", {"target": target, "kind": kind, **more})

    def graph(
        self, method: str, path: str, *, version: str = "v25.0/", token: str | None = None, **more: Any
    ) -> httpx.Response:
        """Call Graph; ``{number}``, ``{account}`` and ``{catalog}`` in ``path`` are the sandbox's."""
        known = self.credentials
        ids = {"number": known.phone_number_id, "account": known.business_account_id, "catalog": known.catalog_id}
        headers = {"Authorization": f"Bearer {known.whatsapp_token if token is None else token}"}
        return self.http.request(method, f"/graph/{version}{path.format(**ids)}", headers=headers, **more)

    def post(self, kind: str = "text", content: Any = None, **more: Any) -> httpx.Response:
        """Send a message to Lena, or to whom ``more`` names."""
        body = {"messaging_product": "whatsapp", "type": kind, kind: content or {"body": "Moin"}} | more
        if "to" not in body and "recipient" not in body:
            body["to"] = LENA
        return self.graph("POST", "{number}/messages", json=body)

    def send(self, kind: str = "text", content: Any = None, **more: Any) -> str:
        """Send a message that is accepted and return its id."""
        answer = self.post(kind, content, **more)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["messages"][0]["id"])

    def ends(self, wamid: str, status: str) -> Any:
        """Wait for a status of a message and return it."""
        return self.hub.wait(lambda: next((one for one in self.hub.statuses(wamid) if one["status"] == status), None))

    def stripe(self, method: str, path: str, status: int = 200, /, **fields: Any) -> Any:
        """Call the pretend Stripe with form fields and return its JSON."""
        headers = {"Authorization": f"Bearer {self.credentials.stripe_key}"}
        given = {"data": fields} if method == "POST" else {"params": fields}
        answer = self.http.request(method, f"/stripe/v1/{path}", headers=headers, **given)
        assert answer.status_code == status, answer.text
        return answer.json()

    def session(self, amount: int = 4980, **more: Any) -> Any:
        """Make a Checkout Session of one line."""
        line = {
            "line_items[0][price_data][currency]": "eur",
            "line_items[0][price_data][unit_amount]": str(amount),
            "line_items[0][price_data][product_data][name]": "Espresso „Hafen“ <1 kg>",
            "line_items[0][quantity]": "1",
        }
        return self.stripe(
            "POST", "checkout/sessions", 200, mode="payment", success_url="https://shop.example/", **line, **more
        )

    def send_link(self, url: str, **more: Any) -> str:
        """Send a payment link as a button message."""
        action = {"name": "cta_url", "parameters": {"display_text": "Jetzt zahlen", "url": url}}
        return self.send("interactive", {"type": "cta_url", "body": {"text": "49,80 €"}, "action": action}, **more)

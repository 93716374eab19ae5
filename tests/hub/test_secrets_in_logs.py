"""Whatever goes wrong at the hub's door, no log record holds a secret, not even the chattiest one."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from inbox.system.logs import LineFormatter
from tests.hub.conftest import APP_SECRET, KEY, VERIFY_TOKEN, WEBHOOK_SECRET, RunningHub, signed, stripe_signed

CARD = "4242424242424242"


class Everything(logging.Handler):
    """Keeps every record as it would be written to stderr."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(LineFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def everything() -> Iterator[Everything]:
    """Every log record of the process, at the chattiest level."""
    handler, root = Everything(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.mark.allow_logs(".")
def test_no_secret_is_logged_whatever_goes_wrong(own_hub: RunningHub, everything: Everything) -> None:
    hub = own_hub
    body = b'{"id":"wamid.1","text":"' + CARD.encode() + b'"}'
    code = hub.owner.post("/v1/agents", json={"name": "Carla", "role": "agent"}).json()["code"]
    token = hub.server.token("Leaver", "agent")
    broken = b'{"id":"wamid.2","text":"' + CARD.encode()
    with hub.client(token) as desk, hub.client("tr_" + "0" * 12 + "_" + "1" * 64) as stranger:
        answers = [
            hub.owner.get("/webhooks/whatsapp", params={"hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN}),
            hub.owner.get("/webhooks/whatsapp", params={"hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN + "x"}),
            hub.owner.post("/webhooks/whatsapp", content=body, headers={"X-Hub-Signature-256": APP_SECRET}),
            hub.owner.post("/webhooks/whatsapp", content=broken, headers={"X-Hub-Signature-256": signed(broken)}),
            hub.owner.post("/webhooks/stripe", content=broken, headers={"Stripe-Signature": stripe_signed(broken)}),
            hub.owner.post("/webhooks/stripe", content=body, headers={"Stripe-Signature": WEBHOOK_SECRET}),
            stranger.get("/v1/me"),
            desk.post("/v1/enroll", json={"code": code[:-1] + "0"}),
            desk.post("/v1/actions", json={"neither": token}),
            desk.get("/v1/events", params={"after": 10**9}),
            desk.put("/v1/presence", content=b"\xff" + token.encode()),
        ]
        assert {answer.status_code for answer in answers} >= {200, 400, 401, 403, 409, 500}
        hub.owner.delete(f"/v1/tokens/{token.split('_')[1]}")
        assert desk.get("/v1/me").status_code == 401
    written = "\n".join(everything.lines)
    assert "could not be decoded" in written
    assert "Exception in ASGI application" in written
    secrets = [APP_SECRET, WEBHOOK_SECRET, VERIFY_TOKEN, KEY, token, hub.owner_token, code, CARD, "canary-token"]
    assert [secret for secret in secrets if secret in written] == []

"""The platforms are told where the hub is, until they know; a refusal is no reason to stop."""

from __future__ import annotations

from inbox.hub.registration import Registration
from inbox.platforms.whatsapp.errors import LostAnswer
from inbox.system.secrets import Secret
from tests.hub.actions.hub_world import Hub

URL = "http://127.0.0.1:8610"


class Subscriptions:
    def __init__(self, troubles: int = 0) -> None:
        self.troubles = troubles
        self.told: list[tuple[str, str]] = []

    def subscribe(self, callback_uri: str, verify_token: str) -> None:
        if self.troubles:
            self.troubles -= 1
            raise LostAnswer("reset")
        self.told.append((callback_uri, verify_token))


def test_both_are_told_once(hub: Hub) -> None:
    whatsapp = Subscriptions()
    for _ in range(2):
        assert Registration(URL, whatsapp, Secret("verify"), hub.stripe.client).run() > 3600
    assert whatsapp.told == [(f"{URL}/webhooks/whatsapp", "verify")] * 2
    assert hub.stripe.account.webhook_urls("refund.created") == [f"{URL}/webhooks/stripe"]


def test_trouble_is_repeated(hub: Hub) -> None:
    whatsapp = Subscriptions(troubles=2)
    hub.stripe.wire.down = True
    job = Registration(URL, whatsapp, Secret("verify"), hub.stripe.client)
    assert [job.run(), job.run()] == [4, 8]
    hub.stripe.wire.down = False
    assert job.run() > 3600
    assert len(whatsapp.told) == 1
    assert hub.stripe.account.webhook_urls("refund.created") == [f"{URL}/webhooks/stripe"]


def test_a_key_that_may_not_is_no_reason_to_stop(hub: Hub) -> None:
    for permission in ("rak_webhook_read", "rak_webhook_write"):
        hub.stripe.account.set_permission(permission, granted=False)
    assert Registration(URL, None, None, hub.stripe.client).run() > 3600

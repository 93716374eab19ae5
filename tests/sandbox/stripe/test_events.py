"""The event log and its signed webhooks."""

from __future__ import annotations

import msgspec
import pytest
import stripe

from inbox.sandbox.stripe.events import difference
from tests.sandbox.stripe.conftest import NOW, Shop

DAY = 86400


def test_every_webhook_is_signed_over_its_bytes(shop: Shop) -> None:
    shop.account.create_customer(name="Lena")
    shop.account.dashboard_refund(shop.paid()["id"], 100)
    assert len(shop.webhooks.posted) == 3
    for source, body, headers in shop.webhooks.posted:
        assert source == "stripe"
        signature, secret = headers["Stripe-Signature"], shop.account.webhook_secret
        assert signature.startswith(f"t={NOW},v1=")
        assert stripe.WebhookSignature.verify_header(body.decode(), signature, secret)
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.WebhookSignature.verify_header(body.decode() + " ", signature, secret)
        event = stripe.Webhook.construct_event(body, signature, secret, tolerance=0)
        assert event.api_version == "2026-10-28.endive"


def test_a_repeated_delivery_is_signed_anew(shop: Shop) -> None:
    shop.account.create_customer(name="Lena")
    _, body, headers = shop.webhooks.posted[-1]
    shop.clock.shift(600)
    again = shop.account.webhook_headers(body)
    assert again["Stripe-Signature"].startswith(f"t={NOW + 600},v1=")
    assert again["Stripe-Signature"] != headers["Stripe-Signature"]


def test_an_event_is_complete(shop: Shop) -> None:
    made = shop.sdk().v1.customers.create({"name": "Lena"}, {"idempotency_key": "k"})
    event = msgspec.json.decode(shop.webhooks.posted[-1][1])
    assert event["id"].startswith("evt_")
    assert {key: event[key] for key in ("object", "type", "created", "livemode", "pending_webhooks")} == {
        "object": "event",
        "type": "customer.created",
        "created": NOW,
        "livemode": False,
        "pending_webhooks": 1,
    }
    assert event["data"] == {"object": made.to_dict()}
    assert shop.sdk().v1.events.retrieve(event["id"]).to_dict() == event


def test_an_event_keeps_the_object_as_it_was(shop: Shop) -> None:
    key = shop.account.create_customer(name="Lena")["id"]
    shop.sdk().v1.customers.update(key, {"name": "Lena Berg"})
    newest, first = shop.sdk().v1.events.list({"types": ["customer.created", "customer.updated"]}).data
    assert (first.data.object["name"], newest.data.object["name"]) == ("Lena", "Lena Berg")
    assert newest.data.previous_attributes is not None
    assert newest.data.previous_attributes.to_dict() == {"name": "Lena"}


def test_polling_walks_from_the_last_seen_event_to_the_newest(shop: Shop) -> None:
    shop.account.create_customer(name="0")
    events = shop.sdk().v1.events
    cursor = events.list({"limit": 1}).data[0].id
    for number in range(1, 8):
        shop.account.create_customer(name=str(number))
    walked = events.list({"ending_before": cursor, "limit": 3, "types": ["customer.created"]}).auto_paging_iter()
    assert [event.data.object["name"] for event in walked] == [str(number) for number in range(1, 8)]
    assert events.list({"ending_before": cursor, "types": ["refund.created"]}).data == []


def test_a_clock_set_back_hides_no_event_from_the_cursor(shop: Shop) -> None:
    shop.account.create_customer(name="A")
    cursor = shop.sdk().v1.events.list({"limit": 1}).data[0].id
    shop.clock.shift(-DAY)
    shop.account.create_customer(name="B")
    (event,) = shop.sdk().v1.events.list({"ending_before": cursor}).data
    assert (event.data.object["name"], event.created) == ("B", NOW - DAY)


def test_types_can_be_named_one_or_many_not_both(shop: Shop) -> None:
    shop.paid()
    shop.account.create_customer(name="A")
    events = shop.sdk().v1.events
    assert [event.type for event in events.list({"type": "customer.created"}).data] == ["customer.created"]
    assert {event.type for event in events.list({"type": "charge.*"}).data} == {"charge.succeeded", "charge.updated"}
    with pytest.raises(stripe.InvalidRequestError, match="only specify one"):
        events.list({"type": "a", "types": ["b"]})
    with pytest.raises(stripe.InvalidRequestError, match="at most 20"):
        events.list({"types": [f"charge.x{number}" for number in range(21)]})


def test_events_last_thirty_days(shop: Shop) -> None:
    shop.account.create_customer(name="A")
    old = shop.sdk().v1.events.list().data[0].id
    shop.clock.shift(30 * DAY)
    assert [event.id for event in shop.sdk().v1.events.list().data] == [old]
    shop.clock.shift(1)
    events = shop.sdk().v1.events
    assert events.list().data == []
    for ask in (lambda: events.retrieve(old), lambda: events.list({"ending_before": old})):
        with pytest.raises(stripe.InvalidRequestError, match=f"No such event: '{old}'") as caught:
            ask()
        assert (caught.value.http_status, caught.value.code) == (404, "resource_missing")


def test_undelivered_events_can_be_asked_for(shop: Shop) -> None:
    shop.account.create_customer(name="A")
    shop.account.create_customer(name="B")
    events = shop.sdk().v1.events
    b, a = (event.id for event in events.list().data)
    shop.account.mark_delivered(a)
    assert [event.id for event in events.list({"delivery_success": False}).data] == [b]
    assert [event.id for event in events.list({"delivery_success": True}).data] == [a]


def test_what_was_seeded_is_in_the_log_but_was_never_sent(shop: Shop) -> None:
    shop.account.create_charge_for_seed(None, 1000, created=NOW - 3 * DAY)
    assert shop.webhooks.posted == []
    listed = shop.sdk().v1.events.list().data
    assert {event.type for event in listed} >= {"charge.succeeded", "payment_intent.succeeded"}
    assert {event.created for event in listed} == {NOW - 3 * DAY}
    assert {event.pending_webhooks for event in listed} == {0}


def test_the_difference_goes_key_by_key() -> None:
    before = {"a": 1, "b": {"c": 1, "d": 2}, "e": [1], "f": None}
    after = {"a": 1, "b": {"c": 1, "d": 3, "x": 1}, "e": [2], "f": {"g": 1}, "h": 5}
    assert difference(before, after) == {"b": {"d": 2, "x": None}, "e": [1], "f": None, "h": None}


def test_endpoints_registered_by_api(shop: Shop) -> None:
    v1 = shop.sdk().v1
    made = v1.webhook_endpoints.create({"url": "http://127.0.0.1:9/hook", "enabled_events": ["refund.created"]})
    assert made.secret == shop.account.webhook_secret
    assert "secret" not in v1.webhook_endpoints.retrieve(made.id)
    assert shop.account.webhook_urls("refund.created") == ["http://127.0.0.1:9/hook"]
    assert shop.account.webhook_urls("refund.failed") == []
    assert [one.id for one in v1.webhook_endpoints.list().data] == [made.id]
    with pytest.raises(stripe.InvalidRequestError, match="nothing but the loopback"):
        v1.webhook_endpoints.create({"url": "https://shop.example/hook", "enabled_events": ["*"]})
    assert v1.webhook_endpoints.delete(made.id).deleted is True
    assert shop.account.webhook_urls("refund.created") == []

"""Webhook bodies as events: every kind the program keeps, and whatever else may come without ever raising."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inbox.domain.events import Decoded, UnknownBody, encode_body
from inbox.platforms.stripe.decode import tell

CREATED = 1_795_338_000
CHAT = "c_" + "ab" * 12
ACTION = "0c9f3c6e-8a57-4b0e-9f0f-3b8f1a9a7f01"
RECEIVED = "2026-11-22T09:00:05.000Z"


def decode(body: bytes, received: str = "1970-01-01T00:00:00.000Z") -> list[Decoded]:
    return tell(body, received).items


def masked(body: bytes) -> bytes | None:
    return tell(body).masked


def event(kind: str, obj: dict, **more: object) -> bytes:
    data = {"id": "evt_1", "object": "event", "type": kind, "created": CREATED, "data": {"object": obj}}
    return json.dumps(data | more).encode()


def one(body: bytes) -> Decoded:
    (decoded,) = decode(body, RECEIVED)
    return decoded


CHARGE = {
    "id": "ch_1",
    "object": "charge",
    "payment_intent": "pi_1",
    "amount": 5000,
    "amount_captured": 4990,
    "amount_refunded": 1000,
    "captured": True,
    "currency": "eur",
    "status": "succeeded",
    "disputed": False,
    "created": CREATED - 60,
    "customer": {"id": "cus_1", "object": "customer"},
    "billing_details": {"email": "eva@example.com", "name": "Eva Lang", "phone": "+4915112345678"},
    "payment_method_details": {"type": "card", "card": {"brand": "amex", "last4": "0005"}},
    "metadata": {"conversation": CHAT, "bestellnummer": "10234"},
    "shipping": {"name": "Eva Lang", "address": {"line1": "Weg 1", "city": "Berlin", "country": "DE", "state": None}},
    "balance_transaction": {"currency": "eur", "fee": 87},
    "livemode": False,
}


def test_a_charge_is_its_payment() -> None:
    decoded = one(event("charge.refunded", CHARGE))
    assert (decoded.type, decoded.dedup, decoded.at) == ("payment.changed", "evt_1", "2026-11-22T09:00:00.000Z")
    assert decoded.conversation == CHAT
    assert (decoded.body.source_id, decoded.body.version) == ("pi_1", f"{CREATED:012d}.e")
    said = msgspec.to_builtins(decoded.body.object)
    assert said == {
        "id": "pi_1",
        "charge": "ch_1",
        "amount": 4990,
        "amount_refunded": 1000,
        "currency": "eur",
        "status": "succeeded",
        "created": "2026-11-22T08:59:00.000Z",
        "customer": "cus_1",
        "method": "card",
        "method_label": "American Express 0005",
        "disputed": False,
        "email": "eva@example.com",
        "phone": "+4915112345678",
        "name": "Eva Lang",
        "order_number": "10234",
        "conversation": CHAT,
        "fee": 87,
        "shipping": {"name": "Eva Lang", "line1": "Weg 1", "city": "Berlin", "country": "DE"},
        "livemode": False,
        "paid_at": "2026-11-22T08:59:00.000Z",
    }


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"captured": False}, "requires_capture"),
        ({"status": "pending"}, "processing"),
        ({"status": "failed", "outcome": {"reason": "insufficient_funds"}}, None),
        ({"status": "failed", "payment_intent": None}, "failed"),
        ({"status": "something new"}, None),
    ],
)
def test_the_status_of_a_charge(change: dict, status: str | None) -> None:
    assert one(event("charge.updated", CHARGE | change)).body.object.status == status


def test_an_intent_knows_what_it_knows() -> None:
    intent = {
        "id": "pi_1",
        "object": "payment_intent",
        "amount": 5000,
        "amount_received": 4990,
        "currency": "eur",
        "status": "succeeded",
        "latest_charge": "ch_1",
        "metadata": {"action_id": ACTION},
    }
    said = one(event("payment_intent.succeeded", intent)).body.object
    assert (said.amount, said.charge, said.amount_refunded, said.disputed) == (4990, "ch_1", None, None)
    failed = intent | {"status": "requires_payment_method", "last_payment_error": {"decline_code": "expired_card"}}
    said = one(event("payment_intent.payment_failed", failed)).body.object
    assert (said.amount, said.failure_code) == (5000, "expired_card")


def test_a_refund_carries_its_action() -> None:
    refund = {
        "id": "re_1",
        "object": "refund",
        "charge": "ch_1",
        "payment_intent": "pi_1",
        "amount": 2490,
        "currency": "eur",
        "status": "failed",
        "failure_reason": "lost_or_stolen_card",
        "reason": "requested_by_customer",
        "metadata": {"action_id": ACTION, "conversation": CHAT, "reason": "damaged"},
        "destination_details": {"card": {"reference": "12345678901234567890123"}},
    }
    decoded = one(event("refund.failed", refund))
    said = decoded.body.object
    assert decoded.type == "refund.changed"
    assert (said.action, said.conversation, said.reason, said.payment) == (ACTION, CHAT, "damaged", "pi_1")
    assert (said.status, said.failure_reason, said.reference) == (
        "failed",
        "lost_or_stolen_card",
        "12345678901234567890123",
    )


def test_disputes_customers_subscriptions_invoices() -> None:
    dispute = {
        "id": "du_1", "object": "dispute", "charge": "ch_1", "status": "needs_response", "amount": 4990,
        "is_charge_refundable": False, "evidence_details": {"due_by": CREATED + 86_400},
    }  # fmt: skip
    said = one(event("charge.dispute.created", dispute)).body.object
    assert (said.due_by, said.refundable, said.payment) == ("2026-11-23T09:00:00.000Z", False, "ch_1")
    customer = {"id": "cus_1", "object": "customer", "email": "e@x.de", "metadata": {"wa_id": "49151"}}
    assert one(event("customer.deleted", customer)).body.object.deleted is True
    assert one(event("customer.updated", customer)).body.object.wa_id == "49151"
    price = {"unit_amount": 1500, "recurring": {"interval": "month"}, "nickname": "Abo"}
    item = {"price": price, "quantity": 2, "current_period_end": CREATED}
    subscription = {"id": "sub_1", "object": "subscription", "status": "past_due", "items": {"data": [item]}}
    said = one(event("customer.subscription.updated", subscription)).body.object
    assert (said.amount, said.interval, said.label, said.period_end) == (
        3000,
        "month",
        "Abo",
        "2026-11-22T09:00:00.000Z",
    )
    invoice = {"id": "in_1", "object": "invoice", "total": 3000, "hosted_invoice_url": "https://x", "number": "R-1"}
    assert one(event("invoice.paid", invoice)).body.object.hosted_url == "https://x"


@pytest.mark.parametrize(
    ("kind", "change", "status"),
    [
        ("checkout.session.completed", {"status": "complete", "payment_status": "paid"}, "paid"),
        ("checkout.session.completed", {"status": "complete", "payment_status": "no_payment_required"}, "paid"),
        ("checkout.session.completed", {"status": "complete", "payment_status": "unpaid"}, "processing"),
        ("checkout.session.async_payment_failed", {"status": "complete", "payment_status": "unpaid"}, "failed"),
        ("checkout.session.expired", {"status": "expired"}, "expired"),
        ("checkout.session.updated", {"status": "open"}, "open"),
        ("checkout.session.updated", {"status": "new word"}, None),
    ],
)
def test_the_status_of_a_session(kind: str, change: dict, status: str | None) -> None:
    session = {"id": "cs_1", "object": "checkout.session", "payment_link": "plink_1", "amount_total": 4990}
    said = one(event(kind, session | change)).body.object
    assert (said.status, said.kind, said.link, said.amount) == (status, "session", "plink_1", 4990)


@pytest.mark.parametrize(
    ("ends", "status", "url"),
    [(-1, "expired", "https://x.example/r"), (0, "expired", "https://x.example/r"), (1, "cancelled", None)],
)
def test_a_page_that_was_closed_before_its_end_did_not_run_out(ends: int, status: str, url: str | None) -> None:
    session = {"id": "cs_1", "object": "checkout.session", "status": "expired", "expires_at": CREATED + ends}
    recovery = {"after_expiration": {"recovery": {"enabled": True, "url": "https://x.example/r"}}}
    said = one(event("checkout.session.expired", session | recovery)).body.object
    assert (said.status, said.recovery_url) == (status, url)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"active": True}, "open"),
        ({"active": False}, "cancelled"),
        ({"active": False, "restrictions": {"completed_sessions": {"count": 1, "limit": 1}}}, None),
        ({"active": False, "restrictions": {"completed_sessions": {"count": 0, "limit": 1}}}, "cancelled"),
        ({}, None),
    ],
)
def test_the_status_of_a_link(change: dict, status: str | None) -> None:
    assert (
        one(event("payment_link.updated", {"id": "plink_1", "object": "payment_link"} | change)).body.object.status
        == status
    )


def test_somebody_elses_metadata_is_none_of_ours() -> None:
    decoded = one(event("charge.updated", CHARGE | {"metadata": {"conversation": "../../etc", "order": "7"}}))
    assert (decoded.conversation, decoded.body.object.order_number) == (None, "7")


@pytest.mark.parametrize(
    "body",
    [
        event("payout.paid", {"id": "po_1", "object": "payout"}),
        event("charge.updated", {"object": "charge"}),
        b'{"object":"v2.core.event","id":"evt_2","type":"v1.billing.meter.no_meter_found"}',
        b"{}",
    ],
)
def test_what_is_not_known_is_kept_whole(body: bytes) -> None:
    decoded = one(body)
    assert decoded.type == "platform.unknown"
    assert isinstance(decoded.body, UnknownBody)
    assert json.loads(bytes(decoded.body.raw)) == json.loads(body)


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[]", b"7", b"null", b'"x"', b"{", b'{"a":' * 3000])
def test_what_cannot_be_read_is_one_unknown(body: bytes) -> None:
    decoded = one(body)
    assert decoded.type == "platform.unknown"
    assert decoded.at == RECEIVED


def test_card_numbers_are_masked_in_event_and_delivery() -> None:
    body = event("charge.updated", CHARGE | {"description": "Karte 4242 4242 4242 4242"})
    assert one(body).body.object.description == "Karte •••• 4242"
    clean = masked(body)
    assert clean is not None
    assert b"4242 4242" not in clean
    assert masked(clean) is None
    assert masked(event("charge.updated", CHARGE)) is None
    assert b"4242424242424242" not in (masked(b"{4242424242424242") or b"")
    in_unknown = event("payout.paid", {"id": "po_1", "object": "payout", "note": "4242424242424242"})
    assert b"42424242" not in encode_body(one(in_unknown).body)


def test_an_identifier_is_never_masked() -> None:
    body = event("charge.updated", CHARGE | {"id": "4242424242424242"})
    assert one(body).body.object.charge == "4242424242424242"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
KINDS = [
    "charge",
    "payment_intent",
    "refund",
    "dispute",
    "customer",
    "checkout.session",
    "payment_link",
    "subscription",
    "invoice",
]
KEYS = ["id", "amount", "status", "metadata", "items", "created", "billing_details", "payment_intent", "restrictions"]


@given(JSON, st.sampled_from(KINDS), st.dictionaries(st.sampled_from(KEYS), JSON), JSON)
@example(None, "subscription", {"id": "sub_1", "items": {"data": [{"price": {"unit_amount": True}}]}}, 10**30)
def test_no_json_breaks_it(whatever: object, kind: str, fields: dict, created: object) -> None:
    wild = json.dumps(whatever).encode()
    shaped = event("x.y", {"object": kind, **fields}, created=created)
    for body in (wild, shaped):
        for decoded in decode(body, RECEIVED):
            encode_body(decoded.body)
        masked(body)


@given(st.binary(max_size=200))
def test_no_bytes_break_it(body: bytes) -> None:
    assert len(decode(body, RECEIVED)) == 1
    masked(body)


@pytest.mark.parametrize(("booked", "fee"), [({"currency": "usd", "fee": 95}, None), ("txn_1", None), (None, None)])
def test_a_fee_kept_in_another_currency_is_not_the_fee_of_the_charge(booked: object, fee: int | None) -> None:
    decoded = one(event("charge.updated", {**CHARGE, "balance_transaction": booked}))
    assert decoded.body.object.fee is fee

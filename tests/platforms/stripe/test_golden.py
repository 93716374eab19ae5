"""One whole body of each object type is read as what the program keeps of it; no field is kept that no body tells."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from inbox.domain.payments import CreditNote, Customer, Dispute, Invoice, Payment, Refund
from inbox.domain.subscriptions import Subscription
from inbox.platforms.stripe import convert
from tests.platforms.stripe import golden
from tests.sandbox.stripe.shapes import problems

CHAT = "c_0123456789abcdef01234567"
NOON = "2026-11-23T12:00:00.000Z"
ELSEWHERE = {("Checkout", "expires_at"), ("Checkout", "shipping_label"), ("Refund", "credit_note")}
"""Fields that are told by our own answers, not by a body."""


def read(body: dict[str, Any]) -> Any:
    return convert.READERS[body["object"]](body)


def test_there_is_a_body_for_every_type_the_program_reads() -> None:
    assert {body["object"] for body in golden.BODIES} == set(convert.READERS)


@pytest.mark.parametrize("body", golden.BODIES, ids=lambda body: body["id"])
def test_the_bodies_hold_nothing_the_sdk_does_not_know(body: dict[str, Any]) -> None:
    """What is expanded stands where an id would, and what is not needed is left out."""
    fine = (" is missing", ".deleted is unknown to Customer", " is no <class 'str'>")
    assert [words for words in problems(body) if not words.endswith(fine)] == []


def test_a_payment_is_read_with_its_fee_and_what_our_metadata_says() -> None:
    paid = read(golden.CHARGE)
    assert paid == msgspec.structs.replace(
        Payment(id="pi_3Golden", charge="ch_3Golden", amount=5470, amount_refunded=490, currency="eur", status="succeeded"),
        created=NOON, customer="cus_Golden", method="card", method_label="Visa 4242", card_expires="2027-01", disputed=True,
        description="Order 10234",
        email="lena@example.com", phone="+4915112345678", name="Lena Brandt", order_number="10234", conversation=CHAT,
        receipt_url="https://pay.stripe.com/receipts/golden", fee=112, pays_back="re_9Wrong", livemode=True,
        shipping={"name": "Lena Brandt", "line1": "Hafen 1", "city": "Kiel", "country": "DE"},
        presented=5120, presented_currency="chf", paid_at=NOON,
    )  # fmt: skip
    intent = read(golden.INTENT)
    assert (intent.id, intent.charge, intent.amount, intent.status) == ("pi_3Golden", "ch_3Golden", 5470, "succeeded")
    declined = read(golden.DECLINED)
    assert (declined.id, declined.status, declined.failure_code) == ("ch_3Declined", "failed", "insufficient_funds")
    assert declined.paid_at is None
    assert read(golden.INVOICE_PAYMENT) == Payment(id="pi_3Golden", invoice="in_1Golden")


def test_a_payment_that_went_through_at_the_second_attempt_knows_when_that_was() -> None:
    first = golden.NOON - 1620
    paid = read({**golden.INTENT, "created": first})
    assert (paid.created, paid.paid_at, paid.when) == ("2026-11-23T11:33:00.000Z", NOON, NOON)
    tried = {**golden.DECLINED, "payment_intent": "pi_3Golden", "created": first}
    unpaid = read({**golden.INTENT, "created": first, "status": "requires_payment_method", "latest_charge": tried})
    assert (unpaid.paid_at, unpaid.when) == (None, unpaid.created)


def test_a_refund_a_dispute_and_a_customer() -> None:
    refund = read(golden.REFUND)
    assert refund == Refund(
        id="re_3Golden", payment="pi_3Golden", charge="ch_3Golden", amount=490, currency="eur", status="failed",
        action="6f1c8a3e-4a54-4a5c-9b2b-0c1d2e3f4a5b", conversation=CHAT, reason=refund.reason,
        failure_reason="expired_or_canceled_card", reference="74627846364", created=NOON, lines=("0", "shipping"),
    )  # fmt: skip
    assert refund.reason in ("damaged", "requested_by_customer")
    assert read(golden.DISPUTE) == Dispute(
        id="du_1Golden", charge="ch_3Golden", payment="pi_3Golden", amount=5470, currency="eur", status="needs_response",
        reason="product_not_received", due_by="2026-11-24T12:00:00.000Z", refundable=False, created=NOON, fee=2000,
        has_evidence=True, submissions=0, past_due=False, answerable=True, network_code="13.1",
        evidence={"product_description": "Coffee", "customer_communication": "file_1"},
    )  # fmt: skip
    assert read(golden.CUSTOMER) == Customer(
        id="cus_Golden", email="lena@example.com", phone="+49 151 12345678", name="Lena Brandt", wa_id="4915112345678",
        created=NOON,
    )  # fmt: skip
    assert read(golden.GONE).deleted is True


def test_a_page_and_a_link_and_what_billing_keeps() -> None:
    page, link = read(golden.SESSION), read(golden.LINK)
    assert (page.status, page.amount, page.payment, page.link, page.tax) == ("paid", 5470, "pi_3Golden", "plink_1Golden", 873)
    assert (page.invoice, page.recovery_url) == ("in_1Golden", "https://buy.stripe.com/r/golden")
    assert [(line.name, line.amount, line.quantity) for line in page.lines] == [("Guatemala", 4980, 2)]
    assert (link.status, link.url, link.conversation) == ("open", "https://buy.stripe.com/golden", CHAT)
    assert (link.amount, link.shared) == (5470, False)
    invoice = read(golden.INVOICE)
    assert isinstance(invoice, Invoice)
    assert (invoice.number, invoice.tax, invoice.credited, invoice.payments) == ("R-1042", 873, 490, ("pi_3Golden",))
    assert (invoice.subscription, invoice.remaining, invoice.attempts) == ("sub_1Golden", 0, 1)
    note = read(golden.CREDIT_NOTE)
    assert isinstance(note, CreditNote)
    assert (note.invoice, note.amount, note.tax, note.refunds) == ("in_1Golden", 490, 78, ("re_3Golden",))
    regular = read(golden.SUBSCRIPTION)
    assert isinstance(regular, Subscription)
    assert (regular.amount, regular.interval, regular.period_end) == (4980, "month", "2026-12-23T12:00:00.000Z")
    assert (regular.pause, regular.cancel_at_period_end, regular.items[0].name) == ("void", True, "Coffee club 1 kg")


def asking(more: dict[str, Any]) -> dict[str, Any]:
    return {"line_items": {"data": [golden.LINK["line_items"]["data"][0] | more]}}


@pytest.mark.parametrize(
    ("changed", "amount"),
    [
        ({"shipping_options": []}, 4980),
        ({"shipping_options": [{"shipping_amount": 490}, {"shipping_amount": 0}]}, 4980),
        (asking({"adjustable_quantity": {"enabled": True}}), None),
        (asking({"price": {"custom_unit_amount": {"minimum": 50}}}), None),
        ({"line_items": None}, None),
    ],
    ids=["no shipping", "ways to choose from", "as many as she wants", "as much as she wants", "a webhook"],
)
def test_what_a_link_asks_for_is_known_where_its_page_leaves_nothing_open(changed: dict, amount: int | None) -> None:
    assert read(golden.LINK | changed).amount == amount


@pytest.mark.parametrize(
    ("restrictions", "is_shared"),
    [(None, True), ({"completed_sessions": {"limit": 9}}, True), ({"completed_sessions": {"limit": 1}}, False)],
)
def test_a_link_that_is_not_paid_once_is_one_that_others_can_pay_too(restrictions: dict | None, *, is_shared: bool) -> None:
    assert read(golden.LINK | {"restrictions": restrictions}).shared is is_shared


def test_no_field_is_kept_that_no_body_tells() -> None:
    told: dict[str, set[str]] = {}
    for body in golden.BODIES:
        found = read(body)
        names = told.setdefault(type(found).__name__, set())
        names |= {name for name in found.__struct_fields__ if getattr(found, name) is not None}
    kinds = {type(read(body)) for body in golden.BODIES}
    lacking = {(kind.__name__, name) for kind in kinds for name in kind.__struct_fields__ if name not in told[kind.__name__]}
    assert lacking - ELSEWHERE == set()

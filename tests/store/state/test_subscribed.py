"""What a person is subscribed to: by whose customers, in which order, with which bill, and what a later body does not undo."""

from __future__ import annotations

from inbox.domain.events import CustomerBody, InvoiceBody, PaymentBody, SubscriptionBody
from inbox.domain.ids import SourceId
from inbox.domain.messages import Contact
from inbox.domain.payments import Customer, Invoice, Payment
from inbox.domain.subscriptions import Subscription, SubscriptionItem
from inbox.store.state import StateTables
from inbox.store.state.subscribed import Subscribed, subscriptions_of
from tests.store.state.kit import Log, text

EVA = Contact(wa_id="4915112345678")
CHAT = "c_eva"


def _known(log: Log, name: str, version: str = "1.e", **more: object) -> None:
    told = Subscription(id=SourceId(name), customer=SourceId("cus_1"), **more)
    log.add(SubscriptionBody(SourceId(name), version, told), None)


def _person(log: Log) -> None:
    log.add(text("m1", EVA), CHAT)
    log.add(CustomerBody(SourceId("cus_1"), "1.e", Customer(id=SourceId("cus_1"), phone="+49 151 12345678")), None)


def test_the_newest_first_with_its_bill_and_what_was_tried_on_it(log: Log, state: StateTables) -> None:
    _person(log)
    _known(log, "sub_1", status="active", created="2026-01-01T00:00:00.000Z")
    _known(
        log, "sub_2", status="past_due", created="2026-05-01T00:00:00.000Z",
        latest_invoice=SourceId("in_1"), latest_payment=SourceId("pi_1"),
    )  # fmt: skip
    log.add(InvoiceBody(SourceId("in_1"), "1.e", Invoice(id=SourceId("in_1"), status="open", amount=900)), None)
    log.add(PaymentBody(SourceId("pi_1"), "1.e", Payment(id=SourceId("pi_1"), failure_code="expired_card")), None)
    late, running = subscriptions_of(state, CHAT)
    assert (late.subscription.id, running.subscription.id) == ("sub_2", "sub_1")
    assert late.invoice is not None
    assert late.payment is not None
    assert (late.invoice.status, late.payment.failure_code, late.is_paid) == ("open", "expired_card", False)
    assert (running.invoice, running.is_paid) == (None, True)


def test_a_bill_that_is_paid_brings_what_paid_it(log: Log, state: StateTables) -> None:
    _person(log)
    _known(log, "sub_1", status="active", latest_invoice=SourceId("in_1"))
    bill = Invoice(id=SourceId("in_1"), status="paid", amount=900, payment=SourceId("pi_1"))
    log.add(InvoiceBody(SourceId("in_1"), "1.e", bill), None)
    paid = Payment(id=SourceId("pi_1"), status="succeeded", card_expires="2026-12")
    log.add(PaymentBody(SourceId("pi_1"), "1.e", paid), None)
    (found,) = subscriptions_of(state, CHAT)
    assert found.payment is not None
    assert found.payment.card_expires == "2026-12"


def test_of_what_has_ended_only_the_last_is_shown(log: Log, state: StateTables) -> None:
    _person(log)
    for number in range(5):
        _known(log, f"sub_{number}", status="canceled", created=f"2026-0{number + 1}-01T00:00:00.000Z")
    _known(log, "sub_9", status="active", created="2025-01-01T00:00:00.000Z")
    assert [each.subscription.id for each in subscriptions_of(state, CHAT)] == ["sub_9", "sub_4", "sub_3"]


def test_a_payment_that_is_theirs_tells_whose_customer_they_are(log: Log, state: StateTables) -> None:
    log.add(text("m1", EVA), CHAT)
    _known(log, "sub_1", status="active")
    paid = Payment(id=SourceId("pi_1"), customer=SourceId("cus_1"), phone="0151 12345678", status="succeeded")
    log.add(PaymentBody(SourceId("pi_1"), "1.e", paid), None)
    assert [each.subscription.id for each in subscriptions_of(state, CHAT)] == ["sub_1"]


def test_nobody_elses(log: Log, state: StateTables) -> None:
    log.add(text("m1", EVA), CHAT)
    _known(log, "sub_1", status="active")
    assert subscriptions_of(state, CHAT) == []


def test_a_pause_that_is_over_is_over_and_names_stay(log: Log, state: StateTables) -> None:
    _person(log)
    things = (SubscriptionItem(name="Kaffeeabo", amount=2490),)
    _known(log, "sub_1", "1.r", status="active", pause="void", resumes_at="2026-12-01T00:00:00.000Z", items=things)
    _known(log, "sub_1", "2.e", status="active", pause="", resumes_at="")
    (found,) = subscriptions_of(state, CHAT)
    assert (found.subscription.pause, found.subscription.resumes_at, found.subscription.items) == ("", "", things)


def test_a_bill_over_nothing_pays_for_nothing() -> None:
    free = Invoice(id=SourceId("in_1"), status="paid", amount=0)
    assert not Subscribed(Subscription(id=SourceId("sub_1"), status="active"), free).is_paid

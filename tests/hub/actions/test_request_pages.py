"""Requests for a known customer, and links with an end: which kind Stripe is asked for, and what happens to both."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from inbox.domain.payments import Checkout, Customer
from inbox.sandbox.stripe import customers
from tests.hub.actions.hub_world import ANNA, Hub, wish
from tests.hub.actions.test_requests import ADDRESS, link_of, request, token

DAY = 86_400


def customer(hub: Hub, **more) -> str:
    made = hub.stripe.account.create_customer(**({"name": "Eva Lang", "email": "eva@example.org"} | more))["id"]
    hub.deliver()
    return made


def posted(hub: Hub, place: int = -1) -> dict:
    return dict(parse_qsl(hub.stripe.wire.posts("/v1/checkout/sessions")[place].content.decode()))


def test_a_page_for_a_customer_ends_within_a_day_and_keeps_the_address_for_the_next_one(hub: Hub) -> None:
    chat, eva = hub.customer_writes(), customer(hub)
    way = [{"label": "Paket", "amount": 490}]
    done = hub.do(ANNA, request(chat, customer=eva, expires_in=DAY, shipping=way))
    assert done.state == "succeeded", done.problem
    link = link_of(hub)
    assert (link["kind"], link["state"], link["customer"], link["amount"]) == ("checkout_session", "open", eva, 5480)
    assert posted(hub)["customer_update[shipping]"] == "auto"
    assert "customer_update[address]" not in posted(hub)
    known = hub.mirrored(Checkout, done.result["request"])
    assert (known.customer, known.amount, known.expires_at is not None) == (eva, 5480, True)
    hub.clock.pass_time(5)
    hub.stripe.account.pay(token(done.result["url"]), address=ADDRESS)
    hub.deliver()
    assert hub.mirrored(Checkout, done.result["request"]).status == "paid"
    again = hub.do(ANNA, request(chat, customer=eva, shipping=way))
    assert hub.stripe.account.open_session(token(again.result["url"]))["prefilled"]["address"]["line1"] == "Weg 1"


def test_what_stays_open_for_days_is_a_link_although_the_customer_is_known(hub: Hub) -> None:
    chat, eva = hub.customer_writes(), customer(hub)
    done = hub.do(ANNA, request(chat, customer=eva, expires_in=3 * DAY))
    assert done.state == "succeeded", done.problem
    assert link_of(hub)["kind"] == "payment_link"
    known = hub.mirrored(Checkout, done.result["request"])
    assert (known.customer, known.expires_at) == (None, done.result["expires_at"])
    hub.clock.pass_time(3 * DAY - 60)
    hub.offers.run()
    assert link_of(hub)["state"] == "open"
    hub.clock.pass_time(120)
    hub.offers.run()
    assert link_of(hub)["state"] == "inactive"
    assert hub.mirrored(Checkout, done.result["request"]).status == "cancelled"


def test_a_link_without_an_end_stays_open(hub: Hub) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, request(chat))
    hub.clock.pass_time(100 * DAY)
    hub.offers.run()
    assert (link_of(hub)["state"], done.result["expires_at"]) == ("open", None)


@pytest.mark.parametrize("told", [True, False], ids=["webhook", "nobody"])
def test_a_customer_who_was_deleted_at_stripe_gets_a_page_all_the_same(hub: Hub, told: bool) -> None:
    chat, eva = hub.customer_writes(), customer(hub)
    hub.stripe.account.state.quiet = not told
    customers.delete(hub.stripe.account.state, eva, {})
    hub.stripe.account.state.quiet = False
    hub.deliver()
    done = hub.do(ANNA, request(chat, customer=eva, expires_in=DAY))
    assert done.state == "succeeded", done.problem
    assert (link_of(hub)["kind"], link_of(hub)["customer"]) == ("checkout_session", None)
    keys = [post.headers["idempotency-key"] for post in hub.stripe.wire.posts("/v1/checkout/sessions")]
    assert keys == [f"{done.id}.session", f"{done.id}.guest"]
    assert hub.mirrored(Customer, eva).deleted is True
    assert hub.mirrored(Checkout, done.result["request"]).customer is None
    assert len(hub.meta.taken) == 1


@pytest.mark.parametrize("kind", ["lose_answer_after", "lose_answer_before"])
def test_a_page_without_her_survives_lost_answers(hub: Hub, kind: str) -> None:
    chat = hub.customer_writes()
    hub.stripe.fault(kind, "stripe.checkout_sessions", times=2, method="POST")
    done = hub.do(ANNA, request(chat, customer="cus_nobody", expires_in=DAY))
    assert done.state == "succeeded", done.problem
    assert link_of(hub)["url"] == done.result["url"]
    assert len(hub.meta.taken) == 1


def test_a_key_that_may_not_read_customers_still_makes_the_page(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.stripe.fault("status", "stripe.customers", status=403, times=1000, method="GET")
    done = hub.do(ANNA, request(chat, customer="cus_nobody", expires_in=DAY))
    assert done.state == "succeeded", done.problem
    assert link_of(hub)["customer"] is None


@pytest.mark.parametrize("more", [{"expires_in": DAY}, {}])
def test_a_key_that_may_make_no_pages_makes_a_link_that_ends_when_the_page_would(hub: Hub, more: dict) -> None:
    chat, eva = hub.customer_writes(), customer(hub)
    hub.stripe.fault("status", "stripe.checkout_sessions", status=403, times=1, method="POST")
    done = hub.do(ANNA, request(chat, customer=eva, shipping=[{"label": "Paket", "amount": 490}], **more))
    assert done.state == "succeeded", done.problem
    assert link_of(hub)["kind"] == "payment_link"
    hub.clock.pass_time(DAY - 60)
    hub.offers.run()
    assert link_of(hub)["state"] == "open"
    hub.clock.pass_time(120)
    hub.offers.run()
    assert link_of(hub)["state"] == "inactive"


@pytest.mark.parametrize("by", ["closing", "another one"])
def test_a_page_that_was_closed_is_not_offered_as_one_that_ran_out(hub: Hub, by: str) -> None:
    chat, eva = hub.customer_writes(), customer(hub)
    made = hub.do(ANNA, request(chat, customer=eva, expires_in=DAY))
    hub.clock.pass_time(5)
    if by == "closing":
        done = hub.do(ANNA, wish("cancel_payment_request", request=made.result["request"]))
    else:
        done = hub.do(ANNA, request(chat, customer=eva, expires_in=DAY, replaces=made.result["request"]))
    assert done.state == "succeeded", done.problem
    for _ in range(2):
        known = hub.mirrored(Checkout, made.result["request"])
        assert (known.status, known.recovery_url) == ("cancelled", None)
        hub.clock.pass_time(5)
        hub.deliver()


def test_what_else_is_wrong_is_said_once_it_was_tried_without_her(hub: Hub) -> None:
    chat, eva = hub.customer_writes(), customer(hub)
    lines = [{"name": "Espresso", "unit_amount": 1290, "price": "price_nobody"}]
    done = hub.do(ANNA, request(chat, amount=None, purpose=None, lines=lines, customer=eva))
    assert done.state == "failed"
    assert "No such price" in done.problem.detail
    assert hub.meta.calls == []


def test_somebody_elses_details_never_stand_on_a_page(hub: Hub) -> None:
    chat, other = hub.customer_writes(), hub.customer_writes("4917199887766")
    theirs = customer(hub, phone="+49 171 99887766")
    done = hub.do(ANNA, request(chat, customer=theirs, expires_in=DAY))
    assert done.state == "succeeded", done.problem
    assert link_of(hub)["customer"] is None
    hub.do(ANNA, request(other, customer=theirs, expires_in=DAY))
    assert theirs in [link["customer"] for link in hub.stripe.account.books()["links"].values()]


def test_a_customer_who_has_paid_in_another_currency_is_asked_in_this_one(hub: Hub) -> None:
    chat, eva = hub.customer_writes(), customer(hub)
    for currency in ("chf", "eur"):
        done = hub.do(ANNA, request(chat, customer=eva, currency=currency, expires_in=DAY))
        assert done.state == "succeeded", done.problem
        hub.clock.pass_time(5)
        hub.stripe.account.pay(token(done.result["url"]))
        hub.deliver()
    paid = {body["object"]["currency"] for body in hub.bodies("payment.changed")}
    assert paid == {"chf", "eur"}
    assert {one["customer"] for one in hub.stripe.account.books()["charges"].values()} == {eva}


def test_a_page_that_expires_says_so_by_stripes_clock_and_opens_again_for_her(hub: Hub) -> None:
    chat, eva = hub.customer_writes(), customer(hub)
    done = hub.do(ANNA, request(chat, customer=eva, expires_in=DAY))
    hub.clock.pass_time(DAY)
    hub.stripe.account.advance()
    hub.deliver()
    known = hub.mirrored(Checkout, done.result["request"])
    assert (known.status, link_of(hub)["state"]) == ("expired", "expired")
    hub.stripe.account.pay(token(known.recovery_url))
    hub.deliver()
    assert {event.conversation for event in hub.events("payment.changed")} == {chat}
    assert hub.bodies("payment.changed")[-1]["object"]["customer"] == eva


@pytest.mark.parametrize(("means", "status"), [("sepa_debit", "paid"), ("sepa_debit_fails", "failed")])
def test_a_debit_on_her_page_is_followed_to_its_end(hub: Hub, means: str, status: str) -> None:
    chat, eva = hub.customer_writes(), customer(hub)
    done = hub.do(ANNA, request(chat, customer=eva, expires_in=DAY))
    hub.clock.pass_time(5)
    hub.stripe.account.pay(token(done.result["url"]), means)
    hub.deliver()
    assert hub.mirrored(Checkout, done.result["request"]).status == "processing"
    hub.clock.pass_time(5 * DAY)
    hub.stripe.account.advance()
    hub.deliver()
    assert hub.mirrored(Checkout, done.result["request"]).status == status

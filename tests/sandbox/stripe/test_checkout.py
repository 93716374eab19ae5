"""Checkout Sessions: made, visited, paid, declined, abandoned, expired, recovered."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from inbox.sandbox.stripe import StripeFault
from tests.sandbox.stripe.conftest import LENA, NOW, Shop

DAY = 86400
TEA: Any = {"price_data": {"currency": "eur", "unit_amount": 900, "product_data": {"name": "Tea"}}, "quantity": 2}
BASE: Any = {"mode": "payment", "success_url": "https://shop.example/ok?s={CHECKOUT_SESSION_ID}", "line_items": [TEA]}
DHL: Any = {
    "shipping_rate_data": {
        "display_name": "DHL",
        "type": "fixed_amount",
        "fixed_amount": {"amount": 490, "currency": "eur"},
    }
}
PICK_UP: Any = {"shipping_rate_data": {"display_name": "Pick up", "fixed_amount": {"amount": 0, "currency": "eur"}}}


def session(shop: Shop, **params: Any) -> Any:
    """Make a session through the SDK."""
    given: Any = {**BASE, **params}
    return shop.sdk().v1.checkout.sessions.create(given)


def refused(shop: Shop, **params: Any) -> Any:
    """Return the InvalidRequestError a session is refused with."""
    with pytest.raises(stripe.InvalidRequestError) as caught:
        session(shop, **params)
    assert shop.account.books()["links"] == {}
    assert shop.sdk().v1.products.list().data == []  # what was made in passing is gone again
    return caught.value


def test_a_session_as_it_is_made(shop: Shop) -> None:
    made = session(shop, client_reference_id="c_1", metadata={"conversation": "c_1"}, customer_email="l@example.com")
    assert (made.status, made.payment_status, made.mode, made.currency) == ("open", "unpaid", "payment", "eur")
    assert (made.amount_subtotal, made.amount_total) == (1800, 1800)
    assert (made.expires_at, made.payment_intent, made.customer) == (NOW + DAY, None, None)
    assert made.url == f"{shop.base}/pay/{made.id}"
    assert made.customer_details.email == "l@example.com"
    lines = shop.sdk().v1.checkout.sessions.line_items.list(made.id).data
    assert [(line.description, line.quantity, line.amount_total) for line in lines] == [("Tea", 2, 1800)]
    price: Any = lines[0].price
    assert (price.active, price.type, price.unit_amount) == (False, "one_time", 900)
    assert shop.account.books()["links"][made.id]["state"] == "open"


@pytest.mark.parametrize(
    ("params", "param", "words"),
    [
        ({"expires_at": NOW + 1799}, "expires_at", "at least 30 minutes"),
        ({"expires_at": NOW + DAY + 1}, "expires_at", "less than 24 hours"),
        ({"success_url": "shop.example"}, "success_url", "Not a valid URL"),
        ({"customer": "cus_nobody"}, "customer", "No such customer: 'cus_nobody'"),
        ({"customer": "cus_a", "customer_email": "a@b.c"}, "customer_email", "only specify one of these parameters"),
        ({"line_items": []}, "line_items", "Missing required param: line_items"),
        ({"line_items": [{"quantity": 1}]}, "line_items[0][price]", "Missing required param"),
        ({"line_items": [{"price": "price_x", "quantity": 1}]}, "line_items[0][price]", "No such price: 'price_x'"),
        ({"line_items": [{"price_data": TEA["price_data"]}]}, "line_items[0][quantity]", "Missing required param"),
        (
            {"line_items": [TEA, {**TEA, "price_data": {**TEA["price_data"], "currency": "usd"}}]},
            "line_items[1][price]",
            "doesn't match the expected currency: `eur`",
        ),
        (
            {"line_items": [{**TEA, "price_data": {**TEA["price_data"], "currency": "euro"}}]},
            "currency",
            "Invalid currency: euro",
        ),
        ({"mode": "subscription"}, "mode=subscription", "does not act on"),
        ({"automatic_tax": {"enabled": True}}, "automatic_tax", "valid head office address"),
        ({"discounts": [{"coupon": "SPRING"}]}, "discounts", "does not act on"),
        ({"shipping_options": [DHL] * 6}, "shipping_options", "at most 5"),
    ],
)
def test_what_makes_no_session(shop: Shop, params: Any, param: str, words: str) -> None:
    error = refused(shop, **params)
    assert (error.param, error.http_status) == (param, 400)
    assert words in str(error.user_message)


def test_a_session_without_success_url(shop: Shop) -> None:
    given: Any = {"mode": "payment", "line_items": [TEA]}
    with pytest.raises(stripe.InvalidRequestError) as caught:
        shop.sdk().v1.checkout.sessions.create(given)
    assert caught.value.param == "success_url"


@pytest.mark.parametrize(
    ("amount", "currency", "code"),
    [
        (49, "eur", "amount_too_small"),
        (29, "gbp", "amount_too_small"),
        (49, "jpy", "amount_too_small"),
        (1000, "huf", "amount_too_small"),
        (10**12, "eur", "amount_too_large"),
        (150, "isk", "invalid_charge_amount"),
    ],
)
def test_sums_that_cannot_be_charged(shop: Shop, amount: int, currency: str, code: str) -> None:
    data = {"currency": currency, "unit_amount": amount, "product_data": {"name": "X"}}
    assert refused(shop, line_items=[{"price_data": data, "quantity": 1}]).code == code


def test_bank_debits_carry_eight_digits_only(shop: Shop) -> None:
    item = {"price_data": {**TEA["price_data"], "unit_amount": 100_000_000}, "quantity": 1}
    assert refused(shop, line_items=[item], allowed_payment_method_types=["sepa_debit"]).code == "amount_too_large"
    assert session(shop, line_items=[item]).amount_total == 100_000_000


def test_paying_moves_the_money_and_tells_in_order(shop: Shop) -> None:
    customer = shop.account.create_customer(email="lena@example.com", name="Lena")["id"]
    data = {"metadata": {"conversation": "c_1"}, "description": "Tea for Lena"}
    made = session(shop, customer=customer, payment_intent_data=data, metadata={"agent": "a"})
    shop.webhooks.posted.clear()
    paid = shop.account.pay(made.id)
    assert (paid.status, paid.go_to) == ("succeeded", f"https://shop.example/ok?s={made.id}")
    assert shop.webhooks.types() == [
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.completed",
        "charge.updated",
    ]
    got: Any = shop.sdk().v1.checkout.sessions.retrieve(made.id, {"expand": ["payment_intent.latest_charge"]})
    assert (got.status, got.payment_status, got.url) == ("complete", "paid", None)
    intent, charge = got.payment_intent, got.payment_intent.latest_charge
    assert (intent.status, intent.amount_received, intent.customer) == ("succeeded", 1800, customer)
    assert intent["metadata"].to_dict() == charge["metadata"].to_dict() == {"conversation": "c_1"}
    assert (charge.amount_captured, charge.paid, charge.description) == (1800, True, "Tea for Lena")
    assert charge.billing_details.email == "lena@example.com"
    booked = shop.sdk().v1.balance_transactions.retrieve(charge.balance_transaction)
    assert (booked.amount, booked.fee, booked.net) == (1800, 52, 1748)
    assert shop.webhooks.last("charge.succeeded")["data"]["object"]["balance_transaction"] is None
    with pytest.raises(StripeFault, match="is complete"):
        shop.account.pay(made.id)


def test_address_and_shipping_are_asked_for_and_kept(shop: Shop) -> None:
    made = session(
        shop,
        shipping_address_collection={"allowed_countries": ["DE", "AT"]},
        shipping_options=[PICK_UP, DHL],
        phone_number_collection={"enabled": True},
    )
    assert (made.amount_total, made.total_details.amount_shipping) == (1800, 0)
    pay = shop.account.pay
    for kwargs, words in (
        ({}, "delivery address"),
        ({"address": {**LENA, "country": "US"}, "phone": "+1"}, "No delivery to US"),
        ({"address": LENA}, "phone number"),
        ({"address": LENA, "phone": "+49", "shipping": 2}, "no such shipping option"),
        ({"address": LENA, "phone": "+49", "shipping": "shr_x"}, "No such shipping option"),
    ):
        given: Any = kwargs
        with pytest.raises(StripeFault, match=words):
            pay(made.id, **given)
    assert shop.account.books()["charges"] == {}
    rate = made.shipping_options[1].shipping_rate
    pay(made.id, address=LENA, phone="+49170", shipping=rate)
    got: Any = shop.sdk().v1.checkout.sessions.retrieve(made.id, {"expand": ["shipping_cost.shipping_rate"]})
    assert (got.amount_total, got.shipping_cost.amount_total) == (2290, 490)
    assert got.shipping_cost.shipping_rate.display_name == "DHL"
    assert got.collected_information.shipping_details.name == "Lena Vogt"
    assert got.customer_details.phone == "+49170"
    intent: Any = shop.sdk().v1.payment_intents.retrieve(got.payment_intent)
    assert (intent.amount, intent.shipping.address.city) == (2290, "Kiel")


@pytest.mark.parametrize(
    ("means", "code", "decline_code", "reason"),
    [
        ("declined", "card_declined", "generic_decline", "generic_decline"),
        ("declined_insufficient_funds", "card_declined", "insufficient_funds", "insufficient_funds"),
        ("4000000000000069", "expired_card", "expired_card", "expired_card"),
        ("4000000000000127", "incorrect_cvc", "incorrect_cvc", "incorrect_cvc"),
        ("4100000000000019", "card_declined", "fraudulent", "highest_risk_level"),
    ],
)
def test_a_decline_leaves_the_page_payable(shop: Shop, means: str, code: str, decline_code: str, reason: str) -> None:
    made = session(shop, payment_intent_data={"metadata": {"conversation": "c_1"}})
    declined = shop.account.pay(made.id, means)
    assert (declined.status, declined.code, declined.decline_code) == ("failed", code, decline_code)
    assert shop.webhooks.types()[-2:] == ["charge.failed", "payment_intent.payment_failed"]
    intent = shop.webhooks.last("payment_intent.payment_failed")["data"]["object"]
    assert intent["status"] == "requires_payment_method"
    assert intent["metadata"] == {"conversation": "c_1"}
    error = intent["last_payment_error"]
    assert (error["code"], error["decline_code"], error["type"]) == (code, decline_code, "card_error")
    charge: Any = shop.sdk().v1.charges.retrieve(error["charge"])
    assert (charge.status, charge.paid, charge.outcome.reason) == ("failed", False, reason)
    assert shop.account.books()["charges"] == {}
    paid = shop.account.pay(made.id)
    assert (paid.status, paid.payment_intent) == ("succeeded", intent["id"])
    got: Any = shop.sdk().v1.payment_intents.retrieve(intent["id"])
    assert (got.last_payment_error, got.status) == (None, "succeeded")


def test_unknown_means_are_no_means(shop: Shop) -> None:
    made = session(shop, excluded_payment_method_types=["sepa_debit"])
    with pytest.raises(StripeFault, match="card number is incorrect"):
        shop.account.pay(made.id, "4111111111111111")
    with pytest.raises(StripeFault, match="does not take sepa_debit"):
        shop.account.pay(made.id, "sepa_debit")


@pytest.mark.parametrize(("means", "end"), [("sepa_debit", "succeeded"), ("sepa_debit_fails", "failed")])
def test_a_bank_debit_takes_days(shop: Shop, means: str, end: str) -> None:
    made = session(shop)
    attempt = shop.account.pay(made.id, means)
    assert attempt.status == "processing"
    sessions = shop.sdk().v1.checkout.sessions
    assert (sessions.retrieve(made.id).status, sessions.retrieve(made.id).payment_status) == ("complete", "unpaid")
    assert shop.charge(attempt.charge)["status"] == "pending"
    shop.clock.shift(5 * DAY)
    assert sessions.retrieve(made.id).payment_status == ("paid" if end == "succeeded" else "unpaid")
    assert shop.webhooks.last(f"checkout.session.async_payment_{end}")["data"]["object"]["id"] == made.id
    books = shop.account.books()
    assert (attempt.charge in books["charges"]) == (end == "succeeded")


def test_a_session_expires_by_itself_and_its_page_can_be_recovered(shop: Shop) -> None:
    made = session(
        shop,
        expires_at=NOW + 1800,
        after_expiration={"recovery": {"enabled": True}},
        consent_collection={"promotions": "auto"},
        metadata={"conversation": "c_1"},
    )
    shop.account.abandon(made.id, "lena@example.com", opt_in=True)
    shop.clock.shift(1799)
    assert shop.sdk().v1.checkout.sessions.retrieve(made.id).status == "open"
    shop.clock.shift(1)
    shop.account.advance()
    gone = shop.webhooks.last("checkout.session.expired")["data"]["object"]
    assert (gone["status"], gone["url"], gone["consent"]["promotions"]) == ("expired", None, "opt_in")
    assert gone["customer_details"]["email"] == "lena@example.com"
    recovery = gone["after_expiration"]["recovery"]
    assert recovery["expires_at"] == NOW + 1800 + 30 * DAY
    page = recovery["url"].rsplit("/", 1)[1]
    copy = shop.account.open_session(page)
    assert (copy["recovered_from"], copy["metadata"]) == (made.id, {"conversation": "c_1"})
    assert shop.account.open_session(page)["id"] == copy["id"]
    paid = shop.account.pay(page)
    assert paid.session["id"] == copy["id"]
    with pytest.raises(StripeFault, match="is expired"):
        shop.account.pay(made.id)


def test_a_recovery_link_ends_after_thirty_days(shop: Shop) -> None:
    made = session(shop, after_expiration={"recovery": {"enabled": True}})
    (gone,) = shop.account.expire(made.id)
    shop.clock.shift(30 * DAY + 1)
    with pytest.raises(StripeFault, match="no longer valid"):
        shop.account.open_session(gone["after_expiration"]["recovery"]["url"].rsplit("/", 1)[1])


def test_expiring_by_api(shop: Shop) -> None:
    made = session(shop)
    shop.account.pay(made.id, "declined")
    sessions = shop.sdk().v1.checkout.sessions
    assert sessions.expire(made.id).status == "expired"
    with pytest.raises(stripe.InvalidRequestError, match="has a status of `expired`"):
        sessions.expire(made.id)
    intent = shop.sdk().v1.payment_intents.list().data[0]
    assert (intent.status, intent.cancellation_reason) == ("canceled", "expired")
    assert shop.account.books()["links"][made.id]["state"] == "expired"


def test_an_open_pages_payment_is_not_canceled_by_api(shop: Shop) -> None:
    made = session(shop)
    declined = shop.account.pay(made.id, "declined")
    with pytest.raises(stripe.InvalidRequestError, match="Expire the Checkout Session instead") as caught:
        shop.sdk().v1.payment_intents.cancel(declined.payment_intent)
    assert caught.value.code == "payment_intent_unexpected_state"


def test_a_customer_is_made_when_the_page_says_so(shop: Shop) -> None:
    made = session(shop, customer_creation="always")
    paid = shop.account.pay(made.id, email="new@example.com", name="New")
    customer = shop.sdk().v1.customers.list({"email": "new@example.com"}).data[0]
    assert paid.session["customer"] == customer.id
    assert shop.sdk().v1.charges.retrieve(paid.charge).customer == customer.id
    guest = shop.account.pay(session(shop).id, email="guest@example.com")
    assert guest.session["customer"] is None


def test_sessions_are_listed(shop: Shop) -> None:
    open_one, paid_one = session(shop), session(shop, customer_email="l@example.com")
    paid = shop.account.pay(paid_one.id)
    sessions = shop.sdk().v1.checkout.sessions
    assert [one.id for one in sessions.list({"status": "open"}).data] == [open_one.id]
    assert [one.id for one in sessions.list({"payment_intent": paid.payment_intent}).data] == [paid_one.id]
    assert [one.id for one in sessions.list({"customer_details": {"email": "l@example.com"}}).data] == [paid_one.id]
    assert sessions.update(open_one.id, {"metadata": {"a": "1"}})["metadata"]["a"] == "1"


def test_held_money_is_captured_later(shop: Shop) -> None:
    made = session(shop, payment_intent_data={"capture_method": "manual"})
    held = shop.account.pay(made.id)
    intents = shop.sdk().v1.payment_intents
    assert intents.retrieve(held.payment_intent).status == "requires_capture"
    with pytest.raises(stripe.InvalidRequestError) as caught:
        intents.capture(held.payment_intent, {"amount_to_capture": 1801})
    assert caught.value.code == "amount_too_large"
    assert intents.capture(held.payment_intent, {"amount_to_capture": 1000}).amount_received == 1000
    with pytest.raises(stripe.InvalidRequestError, match="has a status of succeeded") as caught:
        intents.capture(held.payment_intent)
    assert caught.value.error is not None
    assert caught.value.error.payment_intent is not None


def test_an_unknown_page_is_404(shop: Shop) -> None:
    with pytest.raises(StripeFault) as caught:
        shop.account.open_session("test_nothing")
    assert caught.value.status == 404

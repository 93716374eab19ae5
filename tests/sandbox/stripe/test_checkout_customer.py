"""Pages made for a customer: what stands on them, what cannot be typed over, what is written down at her."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from tests.sandbox.stripe.conftest import LENA, Shop
from tests.sandbox.stripe.test_checkout import BASE, DHL, refused, session

COLLECTS: Any = {"shipping_address_collection": {"allowed_countries": ["DE"]}, "shipping_options": [DHL]}


def test_her_email_stands_on_the_page_and_cannot_be_typed_over(shop: Shop) -> None:
    customer = shop.account.create_customer(email="lena@example.com", name="Lena")["id"]
    made = session(shop, customer=customer)
    assert made.customer_details.email == "lena@example.com"
    assert made.customer_creation is None
    paid = shop.account.pay(made.id, email="else@example.com")
    assert paid.session["customer_details"]["email"] == "lena@example.com"
    assert shop.account.books()["links"][made.id]["customer"] == customer


def test_an_email_she_has_none_of_is_written_down(shop: Shop) -> None:
    customer = shop.account.create_customer(name="Lena")["id"]
    shop.account.pay(session(shop, customer=customer).id, email="lena@example.com")
    assert shop.sdk().v1.customers.retrieve(customer).email == "lena@example.com"


@pytest.mark.parametrize("kept", [True, False])
def test_the_address_is_there_the_next_time_only_if_it_may_be_kept(shop: Shop, kept: bool) -> None:
    customer = shop.account.create_customer(email="lena@example.com")["id"]
    update: Any = {"customer_update": {"shipping": "auto"}} if kept else {}
    first = session(shop, customer=customer, **COLLECTS, **update)
    assert shop.account.open_session(first.id)["prefilled"] == {}
    shop.account.pay(first.id, address=LENA)
    shipping: Any = shop.sdk().v1.customers.retrieve(customer).shipping
    assert (shipping is not None) is kept
    second = session(shop, customer=customer, **COLLECTS, **update)
    if kept:
        assert shop.webhooks.last("customer.updated")["data"]["object"]["shipping"]["address"]["city"] == LENA["city"]
        assert shop.account.open_session(second.id)["prefilled"]["address"]["city"] == LENA["city"]
        assert shop.account.pay(second.id).status == "succeeded"


def test_an_expired_page_opens_again_for_the_same_customer(shop: Shop) -> None:
    customer = shop.account.create_customer(email="lena@example.com")["id"]
    update: Any = {"shipping": "auto"}
    made = session(shop, customer=customer, customer_update=update, after_expiration={"recovery": {"enabled": True}}, **COLLECTS)
    (gone,) = shop.account.expire(made.id)
    paid = shop.account.pay(gone["after_expiration"]["recovery"]["url"].rsplit("/", 1)[1], address=LENA)
    assert paid.session["customer"] == customer
    assert shop.sdk().v1.customers.retrieve(customer).shipping is not None


def test_a_deleted_customer_takes_no_page(shop: Shop) -> None:
    customer = shop.account.create_customer(email="lena@example.com")["id"]
    shop.sdk().v1.customers.delete(customer)
    error = refused(shop, customer=customer)
    assert (error.error.code, error.param) == ("resource_missing", "customer")


def test_nothing_is_written_down_at_nobody(shop: Shop) -> None:
    assert refused(shop, customer_update={"shipping": "auto"}).param == "customer_update"


def test_tax_needs_to_know_where_she_is(shop: Shop) -> None:
    shop.account.state.has_tax = True
    customer = shop.account.create_customer(email="lena@example.com")["id"]
    tax: Any = {"automatic_tax": {"enabled": True}}
    assert refused(shop, customer=customer, **tax).error.code == "customer_tax_location_invalid"
    assert session(shop, customer=customer, customer_update={"address": "auto"}, **tax).status == "open"


def test_a_page_paid_by_debit_is_not_paid_in_the_books_until_the_money_is_there(shop: Shop) -> None:
    made = session(shop)
    shop.account.pay(made.id, "sepa_debit")
    assert shop.account.books()["links"][made.id]["state"] == "processing"
    shop.clock.shift(5 * 86_400)
    shop.account.advance()
    assert shop.account.books()["links"][made.id]["state"] == "paid"


def test_the_sdk_takes_no_other_word_for_what_is_kept(shop: Shop) -> None:
    customer = shop.account.create_customer(email="lena@example.com")["id"]
    given: Any = {**BASE, "customer": customer, "customer_update": {"email": "auto"}}
    with pytest.raises(stripe.InvalidRequestError, match="customer_update"):
        shop.sdk().v1.checkout.sessions.create(given)

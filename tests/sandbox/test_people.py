"""The shop's people and goods: valid, and the same on both platforms."""

from __future__ import annotations

import phonenumbers
import pytest

from inbox.domain.money import parse
from inbox.sandbox.people import Person, first_eight
from inbox.sandbox.script import Order
from inbox.sandbox.shop import BY_SKU, PRODUCTS
from inbox.sandbox.world import SeededIds
from tests.sandbox.kit import Kit


@pytest.fixture
def people() -> list[Person]:
    return first_eight(SeededIds(1))


def test_eight_people_with_phones_from_three_countries(people: list[Person]) -> None:
    phones = [person.customer.phone for person in people if person.customer.phone]
    assert len(people) == 8
    # What is kept for films in Britain counts as given to nobody, so those numbers are possible and no more.
    assert all(phonenumbers.is_possible_number(phonenumbers.parse(phone)) for phone in phones)
    assert {phone[:3] for phone in phones} == {"+49", "+43", "+44"}
    assert len({person.customer.user_id for person in people}) == 8


def test_each_stands_for_something_shops_meet(people: list[Person]) -> None:
    by_id = {person.customer.id: person for person in people}
    assert by_id["anke"].customer.wa_id is None
    assert by_id["anke"].customer.username
    assert by_id["murat"].phone_in_stripe == "01522 8817386"
    assert by_id["marie"].customer.email is None
    assert by_id["marie"].purchases[0].order_id == "10234"
    assert by_id["farid"].purchases[0].disputed
    assert len(by_id["lena"].purchases) >= 4
    assert {person.customer.language for person in people} == {"de", "en"}
    orders = [purchase.order_id for person in people for purchase in person.purchases if purchase.order_id]
    assert len(orders) == len(set(orders))


def test_scripts_order_what_the_shop_has(people: list[Person]) -> None:
    ordered = [sku for person in people for step in person.script if isinstance(step, Order) for sku, _ in step.items]
    assert ordered
    assert set(ordered) <= set(BY_SKU)


def test_goods_are_the_same_at_meta_and_in_stripe(kit: Kit) -> None:
    catalog = kit.graph("GET", "{catalog}/products?limit=100").json()["data"]
    at_meta = {item["retailer_id"]: (item["name"], parse(item["price"], "eur").minor) for item in catalog}
    listed = kit.stripe("GET", "products", limit="100")["data"]
    prices = {price["id"]: price["unit_amount"] for price in kit.stripe("GET", "prices", limit="100")["data"]}
    in_stripe = {one["metadata"]["sku"]: (one["name"], prices[one["default_price"]]) for one in listed}
    assert at_meta == in_stripe == {product.sku: (product.name, product.price.minor) for product in PRODUCTS}


def test_the_past_is_in_stripe_without_webhooks(kit: Kit) -> None:
    books = kit.books()
    assert sum(charge["disputed"] for charge in books["charges"].values()) == 1
    assert [refund["amount"] for refund in books["refunds"].values()] == [1800]
    [guest] = [charge for charge in books["charges"].values() if charge["metadata"].get("order_id") == "10234"]
    assert (guest["amount"], guest["customer"]) == (3640, None)
    found = kit.stripe("GET", "charges/search", query="metadata['order_id']:'10234'")["data"]
    assert [charge["billing_details"]["email"] for charge in found] == ["familie.peters@example.net"]
    [murat] = kit.stripe("GET", "customers", email="murat.kaya@example.org")["data"]
    assert murat["phone"] == "01522 8817386"
    kit.act("lena", "say", text="Hallo")
    kit.hub.wait(kit.hub.messages)
    assert kit.hub.values("stripe") == []

"""Customers and how they are found: by id, by e-mail at once, by search with its own language and its lag."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from inbox.sandbox.stripe import AccountSettings, customers
from inbox.sandbox.stripe.search import search
from tests.sandbox.stripe.conftest import Shop


def find(shop: Shop, query: str, **params: Any) -> list[str | None]:
    """Return the names of the customers a query finds."""
    given: Any = {"query": query, **params}
    return [one.name for one in shop.sdk().v1.customers.search(given).data]


@pytest.fixture
def people(shop: Shop) -> Shop:
    """Return a shop with four customers."""
    make = shop.account.create_customer
    make(name="Lena Vogt", email="lena@example.com", phone="+491701234567", metadata={"wa_id": "491701234567"})
    make(name="Lena O'Hara", email="Ohara@Example.com", phone="0170 1234567")
    shop.clock.shift(60)
    make(name="Tom Berg", email="tom@example.com", metadata={"wa_id": "4917", "vip": "yes"})
    make(name="Nobody")
    return shop


def test_create_update_and_unset(shop: Shop) -> None:
    client = shop.sdk()
    made = client.v1.customers.create({"email": "a@example.com", "business_name": "A", "metadata": {"k": "v"}})
    changed = client.v1.customers.update(
        made.id, {"business_name": "", "phone": "+49170", "metadata": {"k": "", "n": "1"}, "address": {"city": "Kiel"}}
    )
    assert (changed.business_name, changed.phone, changed.email) == (None, "+49170", "a@example.com")
    assert changed.address is not None
    assert (changed.address.city, changed.address.line1) == ("Kiel", None)
    assert changed["metadata"].to_dict() == {"n": "1"}
    event = shop.webhooks.last("customer.updated")["data"]["previous_attributes"]
    assert event == {"address": None, "business_name": "A", "metadata": {"k": "v", "n": None}, "phone": None}
    client.v1.customers.update(made.id, {"metadata": ""})
    assert client.v1.customers.retrieve(made.id)["metadata"].to_dict() == {}
    before = len(shop.webhooks.posted)
    client.v1.customers.update(made.id, {"phone": "+49170"})
    assert len(shop.webhooks.posted) == before  # nothing changed, nothing to say


def test_delete(shop: Shop) -> None:
    key = shop.account.create_customer(name="A")["id"]
    assert shop.sdk().v1.customers.delete(key).deleted is True
    left = shop.sdk().v1.customers.retrieve(key)
    assert (left.deleted, getattr(left, "name", None)) == (True, None)
    with pytest.raises(stripe.InvalidRequestError, match=f"No such customer: '{key}'"):
        shop.sdk().v1.customers.update(key, {"name": "B"})
    assert shop.sdk().v1.customers.list().data == []


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ({f"k{n}": "v" for n in range(51)}, "up to 50 keys"),
        ({"k" * 41: "v"}, "up to 40 characters"),
        ({"k": "v" * 501}, "up to 500 characters"),
    ],
)
def test_metadata_has_its_limits(shop: Shop, metadata: dict[str, str], words: str) -> None:
    with pytest.raises(stripe.InvalidRequestError, match=words):
        shop.sdk().v1.customers.create({"metadata": metadata})
    assert shop.sdk().v1.customers.list().data == []


def test_an_email_without_at_is_refused(shop: Shop) -> None:
    with pytest.raises(stripe.InvalidRequestError) as caught:
        shop.sdk().v1.customers.create({"email": "lena"})
    assert caught.value.code == "email_invalid"


def test_the_list_by_email_is_exact_and_at_once(people: Shop) -> None:
    listed = people.sdk().v1.customers.list
    assert [one.name for one in listed({"email": "lena@example.com"}).data] == ["Lena Vogt"]
    assert listed({"email": "LENA@example.com"}).data == []


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("phone:'+491701234567'", ["Lena Vogt"]),
        ("email:'OHARA@example.com'", ["Lena O'Hara"]),
        ("email~'example'", ["Tom Berg", "Lena O'Hara", "Lena Vogt"]),
        ("name~\"lena\" AND -email:'lena@example.com'", ["Lena O'Hara"]),
        ("name:'Lena O\\'Hara'", ["Lena O'Hara"]),
        ("metadata['wa_id']:'4917'", ["Tom Berg"]),
        ('metadata["wa_id"]:"4917" metadata["vip"]:"yes"', ["Tom Berg"]),
        ("phone:'+491701234567' OR name:'tom berg'", ["Tom Berg", "Lena Vogt"]),
        ("created>1795000000", ["Nobody", "Tom Berg"]),
        ("created<=1795000000 AND name~'vogt'", ["Lena Vogt"]),
        ("-email:null", ["Tom Berg", "Lena O'Hara", "Lena Vogt"]),
        ("metadata['wa_id']:null AND name~'lena'", ["Lena O'Hara"]),
        ("name:'Lena'", []),
    ],
)
def test_search_speaks_stripes_language(people: Shop, query: str, names: list[str]) -> None:
    assert find(people, query) == names


@pytest.mark.parametrize(
    "query",
    [
        "",
        "name:'a' AND name:'b' OR name:'c'",
        "name:'a' name:'b' OR name:'c'",
        "(name:'a')",
        "name:a",
        "name~'ab'",
        "shoe_size:'43'",
        "created:'soon'",
        "name>'a'",
        "metadata:'x'",
        "metadata['k']~'abc'",
        "name:'open",
    ],
)
def test_search_refuses_what_stripe_refuses(people: Shop, query: str) -> None:
    with pytest.raises(stripe.InvalidRequestError) as caught:
        find(people, query)
    assert caught.value.http_status == 400


def test_search_pages_with_tokens_and_counts_on_request(people: Shop) -> None:
    search = people.sdk().v1.customers.search
    first = search({"query": "-name:null", "limit": 3})
    assert (len(first.data), first.has_more) == (3, True)
    assert "total_count" not in first
    rest = search({"query": "-name:null", "limit": 3, "page": str(first.next_page)})
    assert ([one.name for one in rest.data], rest.has_more, rest.next_page) == (["Lena Vogt"], False, None)
    assert [one.name for one in first.auto_paging_iter()] == ["Nobody", "Tom Berg", "Lena O'Hara", "Lena Vogt"]
    assert search({"query": "-name:null", "expand": ["total_count"]}).to_dict()["total_count"] == 4
    with pytest.raises(stripe.InvalidRequestError, match="Invalid page token"):
        search({"query": "-name:null", "page": "!"})


def test_the_index_may_lag_behind() -> None:
    shop = Shop("http://127.0.0.1:1", AccountSettings(search_lag=60))
    state = shop.account.state

    def names() -> list[str]:
        found = search("customer", "/")(state, "", {"query": "name~'lena'"})
        return [one["name"] for one in found["data"]]

    key = shop.account.create_customer(name="Lena Vogt")["id"]
    assert names() == []
    shop.clock.shift(60)
    assert names() == ["Lena Vogt"]
    customers.update(state, key, {"name": "Lena Berg"})
    assert names() == ["Lena Vogt"]
    shop.clock.shift(60)
    assert names() == ["Lena Berg"]


def test_charges_and_payments_are_searched_too(shop: Shop) -> None:
    charge = shop.paid(2490, metadata={"order_id": "10234"})
    shop.paid(1000)
    v1 = shop.sdk().v1
    assert [c.id for c in v1.charges.search({"query": "metadata['order_id']:'10234'"}).data] == [charge["id"]]
    assert [c.id for c in v1.charges.search({"query": "amount>2000 AND currency:'eur'"}).data] == [charge["id"]]
    last4: Any = {"query": "payment_method_details.card.last4:'4242' AND amount:2490"}
    assert [c.id for c in v1.charges.search(last4).data] == [charge["id"]]
    intents = v1.payment_intents.search({"query": "status:'succeeded' AND metadata['order_id']:'10234'"}).data
    assert [one.id for one in intents] == [charge["payment_intent"]]
    v1.products.create({"name": "Mug", "description": "Blue"})
    assert [p.name for p in v1.products.search({"query": "active:'true' AND description~'blue'"}).data] == ["Mug"]
    assert v1.invoices.search({"query": "status:'open'"}).data == []
    assert v1.subscriptions.search({"query": "status:'active'"}).data == []

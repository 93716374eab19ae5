"""Pages, expansion, and lists of kinds the account has none of."""

from __future__ import annotations

from typing import Any

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as st

from inbox.sandbox.stripe.paging import page
from inbox.sandbox.stripe.shelf import Shelf
from tests.sandbox.stripe.conftest import NOW, Shop


def test_pages_walk_towards_older_and_back(shop: Shop) -> None:
    keys = []
    for number in range(25):
        keys.append(shop.account.create_customer(name=str(number))["id"])
        shop.clock.shift(number % 2)
    customers = shop.sdk().v1.customers
    newest = keys[::-1]
    first = customers.list()
    assert ([one.id for one in first.data], first.has_more, first.url) == (newest[:10], True, "/v1/customers")
    assert [one.id for one in customers.list({"limit": 4}).auto_paging_iter()] == newest
    older = customers.list({"limit": 5, "starting_after": newest[9]})
    assert ([one.id for one in older.data], older.has_more) == (newest[10:15], True)
    newer = customers.list({"limit": 5, "ending_before": newest[9]})
    assert ([one.id for one in newer.data], newer.has_more) == (newest[4:9], True)
    assert customers.list({"ending_before": newest[3]}).has_more is False
    assert [one.id for one in customers.list({"ending_before": keys[0], "limit": 7}).auto_paging_iter()] == keys[1:]


@given(
    seconds=st.lists(st.integers(0, 5), max_size=12),
    limit=st.integers(1, 5),
    place=st.integers(0, 11),
    towards=st.sampled_from(["starting_after", "ending_before"]),
)
def test_walking_from_any_cursor_meets_each_object_once(
    seconds: list[int], limit: int, place: int, towards: str
) -> None:
    shelf = Shelf("thing")
    for number, second in enumerate(seconds):
        shelf.put({"id": f"x_{number}", "created": second, "even": number % 2 == 0})
    order = [one["id"] for one in shelf.newest()]
    assert [shelf.need(key)["created"] for key in order] == sorted(seconds, reverse=True)
    if place >= len(order):
        return
    met: list[str] = []
    cursor = order[place]
    for _ in range(20):
        got = page(shelf, {towards: cursor, "limit": limit}, "/x")
        ids = [one["id"] for one in got["data"]]
        met = met + ids if towards == "starting_after" else ids + met
        if not got["has_more"]:
            break
        cursor = ids[-1] if towards == "starting_after" else ids[0]
    assert met == (order[place + 1 :] if towards == "starting_after" else order[:place])


def test_bad_pages(shop: Shop) -> None:
    customers = shop.sdk().v1.customers
    wrong: list[Any] = [{"limit": 0}, {"limit": 101}, {"limit": "many"}]
    for params in wrong:
        with pytest.raises(stripe.InvalidRequestError) as caught:
            customers.list(params)
        assert caught.value.param == "limit"
    for cursor in ("starting_after", "ending_before"):
        params: Any = {cursor: "cus_gone"}
        with pytest.raises(stripe.InvalidRequestError, match="No such customer: 'cus_gone'") as caught:
            customers.list(params)
        assert (caught.value.code, caught.value.param) == ("resource_missing", cursor)
    key = shop.account.create_customer(name="A")["id"]
    with pytest.raises(stripe.InvalidRequestError, match="only specify one"):
        customers.list({"starting_after": key, "ending_before": key})


def test_ids_become_objects_on_request(shop: Shop) -> None:
    customer = shop.account.create_customer(name="Lena")["id"]
    charge = shop.account.create_charge_for_seed(customer, 5000)
    shop.account.dashboard_refund(charge["id"], 100)
    intents = shop.sdk().v1.payment_intents
    listed = intents.list({"customer": customer, "expand": ["data.latest_charge.refunds", "data.customer"]}).data
    got: Any = listed[0]
    assert got.customer.name == "Lena"
    assert got.latest_charge.refunds.data[0].amount == 100
    assert got.latest_charge.refunds.url == f"/v1/charges/{charge['id']}/refunds"
    plain = intents.retrieve(charge["payment_intent"])
    assert plain.latest_charge == charge["id"]
    deep: Any = intents.retrieve(charge["payment_intent"], {"expand": ["latest_charge.balance_transaction.source"]})
    assert deep.latest_charge.balance_transaction.source.id == charge["id"]
    assert shop.account.state.charges.need(charge["id"])["balance_transaction"].startswith("txn_")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("amount", r"This property cannot be expanded \(amount\)\.$"),
        ("nothing", r"cannot be expanded \(nothing\)"),
        ("customer.email", r"cannot be expanded \(customer\.email\)"),
        ("data.customer", r"cannot be expanded \(data\.customer\)"),
        ("payment_intent.latest_charge.payment_intent.latest_charge.customer", "more than 4 levels"),
    ],
)
def test_bad_paths_are_refused_before_anything_happens(shop: Shop, path: str, words: str) -> None:
    charge = shop.paid()["id"]
    with pytest.raises(stripe.InvalidRequestError, match=words):
        shop.sdk().v1.charges.retrieve(charge, {"expand": [path]})
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        shop.sdk().v1.refunds.create({"charge": charge, "expand": ["amount"]})
    assert shop.charge(charge)["amount_refunded"] == 0


def test_a_list_wants_data_before_its_paths(shop: Shop) -> None:
    with pytest.raises(stripe.InvalidRequestError, match=r"You may want to try expanding 'data\.customer' instead"):
        shop.sdk().v1.charges.list({"expand": ["customer"]})
    shop.sdk().v1.charges.list({"expand": ["data.transfer", "data.customer"]})


def test_what_the_account_has_none_of_is_honestly_empty(shop: Shop) -> None:
    v1 = shop.sdk().v1
    for listed in (
        v1.invoices.list({"status": "open"}),
        v1.subscriptions.list({"status": "all"}),
        v1.credit_notes.list(),
        v1.radar.early_fraud_warnings.list(),
    ):
        assert (listed.data, listed.has_more) == ([], False)
    for retrieve in (v1.invoices.retrieve, v1.subscriptions.retrieve, v1.credit_notes.retrieve):
        with pytest.raises(stripe.InvalidRequestError) as caught:
            retrieve("x_1")
        assert (caught.value.http_status, caught.value.code) == (404, "resource_missing")
    with pytest.raises(stripe.InvalidRequestError):
        v1.invoices.list({"starting_after": "in_1"})


def test_time_filters(shop: Shop) -> None:
    for offset in (-200, -100, 0):
        shop.account.create_charge_for_seed(None, 1000 - offset, created=NOW + offset)
    charges = shop.sdk().v1.charges
    assert [c.amount for c in charges.list({"created": {"gte": NOW - 100}}).data] == [1000, 1100]
    assert [c.amount for c in charges.list({"created": {"gt": NOW - 200, "lt": NOW}}).data] == [1100]
    assert [c.amount for c in charges.list({"created": {"lte": NOW - 200}}).data] == [1200]

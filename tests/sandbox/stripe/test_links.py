"""Payment Links: limits, switching off, prefilled visits, and what their payments carry."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from inbox.sandbox.stripe import StripeFault
from tests.sandbox.stripe.conftest import LENA, Shop

TEA: Any = {"price_data": {"currency": "eur", "unit_amount": 900, "product_data": {"name": "Tea"}}, "quantity": 2}


def link(shop: Shop, **params: Any) -> Any:
    """Make a link through the SDK."""
    given: Any = {"line_items": [TEA], **params}
    return shop.sdk().v1.payment_links.create(given)


def page(made: Any) -> str:
    """Return the last part of a link's address."""
    return str(made.url).rsplit("/", 1)[1]


def test_a_link_as_it_is_made(shop: Shop) -> None:
    made = link(shop, metadata={"conversation": "c_1"}, restrictions={"completed_sessions": {"limit": 1}})
    assert (made.active, made.currency, made.restrictions.completed_sessions.count) == (True, "eur", 0)
    assert made.url.startswith(f"{shop.base}/pay/test_")
    lines = shop.sdk().v1.payment_links.line_items.list(made.id).data
    assert [(line.description, line.amount_total) for line in lines] == [("Tea", 1800)]
    assert shop.webhooks.types()[-1] == "payment_link.created"
    shown = shop.account.books()["links"][made.id]
    assert (shown["kind"], shown["state"], shown["amount"]) == ("payment_link", "open", 1800)


def test_a_single_use_link_is_off_after_one_payment(shop: Shop) -> None:
    made = link(
        shop,
        restrictions={"completed_sessions": {"limit": 1}},
        metadata={"conversation": "c_1"},
        payment_intent_data={"metadata": {"intent": "i_1"}},
        inactive_message="Already paid.",
    )
    first = shop.account.open_session(page(made))
    shop.account.pay(page(made), "declined")
    paid = shop.account.pay(page(made))
    assert paid.session["id"] == first["id"]
    done = shop.webhooks.last("checkout.session.completed")["data"]["object"]
    assert (done["payment_link"], done["metadata"]) == (made.id, {"conversation": "c_1"})
    assert shop.sdk().v1.payment_intents.retrieve(paid.payment_intent)["metadata"].to_dict() == {"intent": "i_1"}
    got = shop.sdk().v1.payment_links.retrieve(made.id)
    assert got.restrictions is not None
    assert (got.active, got.restrictions.completed_sessions.count) == (False, 1)
    changed = shop.webhooks.last("payment_link.updated")["data"]["previous_attributes"]
    assert changed == {"active": True, "restrictions": {"completed_sessions": {"count": 0}}}
    with pytest.raises(StripeFault, match=r"Already paid\."):
        shop.account.pay(page(made))
    assert len(shop.account.books()["charges"]) == 1
    shown = shop.account.books()["links"][made.id]
    assert (shown["state"], shown["payments"]) == ("paid", [paid.payment_intent])


def test_two_visitors_of_a_single_use_link_cannot_both_pay(shop: Shop) -> None:
    made = link(shop, restrictions={"completed_sessions": {"limit": 1}})
    one = shop.account.open_session(page(made), "a@example.com")
    two = shop.account.open_session(page(made), "b@example.com")
    assert one["id"] != two["id"]
    shop.account.pay(one["id"])
    with pytest.raises(StripeFault, match="no longer active"):
        shop.account.pay(two["id"])


def test_an_unlimited_link_can_be_paid_again_and_again(shop: Shop) -> None:
    made = link(shop)
    assert shop.account.pay(page(made)).charge != shop.account.pay(made.id).charge
    assert shop.account.books()["links"][made.id]["state"] == "open"


def test_switching_off_stops_new_visits_and_expiring_stops_open_ones(shop: Shop) -> None:
    made = link(shop)
    visit = shop.account.open_session(page(made), reference="c_1")
    assert visit["client_reference_id"] == "c_1"
    links = shop.sdk().v1.payment_links
    assert links.update(made.id, {"active": False, "inactive_message": "Closed"}).active is False
    with pytest.raises(StripeFault, match="Closed"):
        shop.account.pay(page(made))
    assert shop.account.books()["links"][made.id]["state"] == "inactive"
    assert [one.id for one in links.list({"active": True}).data] == []
    assert shop.account.pay(visit["id"], "declined").status == "failed"  # the page opened before is still there
    opened = shop.sdk().v1.checkout.sessions.list({"payment_link": made.id, "status": "open"}).data
    shop.sdk().v1.checkout.sessions.expire(opened[0].id)
    with pytest.raises(StripeFault, match="is expired"):
        shop.account.pay(visit["id"])
    assert links.update(made.id, {"active": True}).active is True
    assert shop.account.pay(page(made)).status == "succeeded"


def test_shipping_needs_a_rate_made_before(shop: Shop) -> None:
    rates = shop.sdk().v1.shipping_rates
    rate = rates.create({"display_name": "DHL", "fixed_amount": {"amount": 490, "currency": "eur"}})
    made = link(
        shop,
        shipping_options=[{"shipping_rate": rate.id}],
        shipping_address_collection={"allowed_countries": ["DE"]},
        phone_number_collection={"enabled": False},
    )
    opened = shop.account.open_session(page(made))
    assert [option["display_name"] for option in opened["shipping_options"]] == ["DHL"]
    paid = shop.account.pay(page(made), address=LENA)
    assert (paid.session["amount_total"], shop.charge(paid.charge)["amount"]) == (2290, 2290)
    assert [one.id for one in rates.list({"active": True}).data] == [rate.id]
    wrong: Any = {"shipping_options": [{"shipping_rate": "shr_x"}]}
    with pytest.raises(stripe.InvalidRequestError, match="No such shipping rate: 'shr_x'"):
        link(shop, **wrong)


def test_twenty_lines_at_most(shop: Shop) -> None:
    assert len(shop.account.state.lines[link(shop, line_items=[TEA] * 20).id]) == 20
    with pytest.raises(stripe.InvalidRequestError, match="more than 20"):
        link(shop, line_items=[TEA] * 21)


def test_an_existing_price_must_be_active(shop: Shop) -> None:
    v1 = shop.sdk().v1
    product = v1.products.create({"name": "Mug", "default_price_data": {"currency": "eur", "unit_amount": 1290}})
    price = str(product.default_price)
    assert link(shop, line_items=[{"price": price, "quantity": 1}]).currency == "eur"
    v1.prices.update(price, {"active": False})
    with pytest.raises(stripe.InvalidRequestError, match="only accepts active prices"):
        link(shop, line_items=[{"price": price, "quantity": 1}])
    listed = v1.prices.list({"product": product.id, "expand": ["data.product"]}).data[0]
    got: Any = listed.product
    assert got.name == "Mug"


def test_what_later_visits_see_can_be_changed(shop: Shop) -> None:
    made = link(shop, payment_intent_data={"metadata": {"a": "1"}, "description": "Tea"})
    links = shop.sdk().v1.payment_links
    updated: Any = links.update(
        made.id,
        {
            "payment_intent_data": {"metadata": {"b": "2"}},
            "shipping_address_collection": {"allowed_countries": ["DE"]},
            "restrictions": {"completed_sessions": {"limit": 3}},
            "metadata": {"x": "1"},
        },
    )
    assert updated.restrictions.completed_sessions.limit == 3
    with pytest.raises(StripeFault, match="delivery address"):
        shop.account.pay(page(made))
    paid = shop.account.pay(page(made), address=LENA)
    intent = shop.sdk().v1.payment_intents.retrieve(paid.payment_intent)
    assert (intent["metadata"].to_dict(), intent.description) == ({"b": "2"}, "Tea")
    wrong: Any = {"tax_id_collection": {"enabled": True}}
    with pytest.raises(stripe.InvalidRequestError, match="does not act on tax_id_collection"):
        links.update(made.id, wrong)


def test_a_redirect_after_paying(shop: Shop) -> None:
    made = link(shop, after_completion={"type": "redirect", "redirect": {"url": "https://shop.example/thanks"}})
    assert shop.account.pay(page(made)).go_to == "https://shop.example/thanks"
    assert shop.account.pay(page(link(shop))).go_to is None


def test_a_visit_can_be_expired(shop: Shop) -> None:
    made = link(shop)
    visit = shop.account.abandon(page(made), "l@example.com")
    assert [one["id"] for one in shop.account.expire(page(made))] == [visit["id"]]
    assert shop.sdk().v1.checkout.sessions.retrieve(visit["id"]).status == "expired"
    assert shop.account.pay(page(made)).status == "succeeded"

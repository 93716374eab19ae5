"""Invoices of payment pages, their statuses and papers, and which payment paid which."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as st

from inbox.sandbox.stripe.errors import StripeFault
from inbox.sandbox.stripe.invoice_lines import inside, shared, tax_of_part
from tests.sandbox.stripe.conftest import LENA, Shop

ITEM: Any = {"price_data": {"currency": "eur", "unit_amount": 2490, "product_data": {"name": "Kaffee"}}, "quantity": 2}


def _page(shop: Shop, **more: Any) -> Any:
    params: Any = {"mode": "payment", "success_url": "https://shop.example/ok", "line_items": [ITEM], **more}
    return shop.sdk().v1.checkout.sessions.create(params)


def test_a_page_makes_an_invoice_only_when_asked(shop: Shop) -> None:
    plain = shop.account.pay(_page(shop).id, "card_4242", LENA)
    assert plain.session["invoice"] is None
    asked = shop.account.pay(_page(shop, invoice_creation={"enabled": True}).id, "card_4242", LENA)
    invoice = shop.sdk().v1.invoices.retrieve(asked.session["invoice"], {"expand": ["payments"]})
    assert (invoice.status, invoice.total, invoice.number) == ("paid", 4980, "R-1001")
    assert invoice.payments is not None
    assert [one.payment.payment_intent for one in invoice.payments.data] == [asked.payment_intent]
    assert asked.session["customer"] == invoice.customer
    assert [line.amount for line in invoice.lines.data] == [4980]


def test_a_link_makes_an_invoice_for_each_visit_that_is_paid(shop: Shop) -> None:
    link = shop.sdk().v1.payment_links.create({"line_items": [ITEM], "invoice_creation": {"enabled": True}})
    token = link.url.rsplit("/", 1)[1]
    numbers = []
    for _ in range(2):
        paid = shop.account.pay(token, "card_4242", LENA)
        numbers.append(shop.sdk().v1.invoices.retrieve(paid.session["invoice"]).number)
    assert numbers == ["R-1001", "R-1002"]


def test_a_debit_leaves_the_invoice_open_until_it_arrives(shop: Shop) -> None:
    page = _page(shop, invoice_creation={"enabled": True})
    paid = shop.account.pay(page.id, "sepa_debit", LENA)
    assert shop.sdk().v1.invoices.retrieve(paid.session["invoice"]).status == "open"
    shop.account.settle_debit(page.id)
    assert shop.sdk().v1.invoices.retrieve(paid.session["invoice"]).status == "paid"


def test_the_invoice_of_a_payment_is_found_by_the_payment(shop: Shop) -> None:
    paid = shop.account.pay(_page(shop, invoice_creation={"enabled": True}).id, "card_4242", LENA)
    v1 = shop.sdk().v1
    params: Any = {"payment": {"type": "payment_intent", "payment_intent": paid.payment_intent}}
    assert [one.invoice for one in v1.invoice_payments.list(params).data] == [paid.session["invoice"]]
    params["payment"]["payment_intent"] = shop.paid()["payment_intent"]
    assert v1.invoice_payments.list(params).data == []


def test_invoices_are_listed_by_customer_and_status(shop: Shop) -> None:
    one, other = (shop.account.create_customer(name=name)["id"] for name in ("A", "B"))
    paid = shop.account.invoice(one, [("Kaffee", 1190)], charge=shop.paid(1190)["id"])
    opened = shop.account.invoice(one, [("Tasse", 990)])
    shop.account.void_invoice(shop.account.invoice(other, [("Tasse", 990)])["id"])
    v1 = shop.sdk().v1
    assert {each.id for each in v1.invoices.list({"customer": one}).data} == {paid["id"], opened["id"]}
    assert [each.id for each in v1.invoices.list({"status": "open"}).data] == [opened["id"]]
    assert [each.customer for each in v1.invoices.list({"status": "void"}).data] == [other]


def test_only_an_open_invoice_can_be_voided_or_given_up(shop: Shop) -> None:
    customer = shop.account.create_customer(name="A")["id"]
    paid = shop.account.invoice(customer, [("Kaffee", 1190)], charge=shop.paid(1190)["id"])
    for act in (shop.account.void_invoice, shop.account.give_up_invoice):
        with pytest.raises(StripeFault, match="open"):
            act(paid["id"])


def test_events_tell_of_an_invoice_and_of_what_paid_it(shop: Shop) -> None:
    paid = shop.account.pay(_page(shop, invoice_creation={"enabled": True}).id, "card_4242", LENA)
    told = [kind for kind in shop.webhooks.types() if kind.startswith("invoice")]
    assert told == ["invoice.created", "invoice.finalized", "invoice_payment.paid", "invoice.paid", "invoice.payment_succeeded"]
    link = shop.webhooks.last("invoice_payment.paid")["data"]["object"]
    assert (link["invoice"], link["payment"]["payment_intent"]) == (paid.session["invoice"], paid.payment_intent)
    assert "payments" not in shop.webhooks.last("invoice.paid")["data"]["object"]


def test_a_key_without_the_permission_reads_no_invoice(shop: Shop) -> None:
    shop.account.set_permission("rak_invoice_read", granted=False)
    with pytest.raises(stripe.PermissionError, match="rak_invoice_read"):
        shop.sdk().v1.invoices.list()


@given(parts=st.lists(st.integers(0, 10**7), min_size=1, max_size=20), data=st.data())
def test_a_shared_sum_loses_nothing_and_no_part_gets_more_than_it_is(parts: list[int], data: st.DataObject) -> None:
    amount = data.draw(st.integers(0, sum(parts)))
    shares = shared(amount, parts)
    assert sum(shares) == amount
    assert all(0 <= share <= part for share, part in zip(shares, parts, strict=True))


@given(whole=st.integers(1, 10**6), percent=st.integers(0, 30), cuts=st.lists(st.floats(0, 1), max_size=8))
def test_all_parts_of_a_line_together_give_back_its_tax_to_the_cent(whole: int, percent: int, cuts: list[float]) -> None:
    tax = inside(whole, percent)
    places = sorted({0, whole, *(round(cut * whole) for cut in cuts)})
    given_back = [tax_of_part(until - since, since, whole, tax) for since, until in pairwise(places)]
    assert sum(given_back) == tax
    assert all(part >= 0 for part in given_back)

"""Credit notes: what Stripe makes of them, and everything it refuses."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from tests.sandbox.stripe.conftest import Shop


def _paid(shop: Shop, tax_percent: int = 19) -> tuple[Any, Any]:
    customer = shop.account.create_customer(name="Lena")["id"]
    charge = shop.paid(2180)
    lines = [("Kaffee", 1190), ("Tasse", 990)]
    return shop.account.invoice(customer, lines, tax_percent=tax_percent, charge=charge["id"]), charge


def _create(shop: Shop, **params: Any) -> Any:
    given: Any = params
    return shop.sdk().v1.credit_notes.create(given)


def _refund(shop: Shop, charge: Any, amount: int) -> Any:
    return shop.sdk().v1.refunds.create({"charge": charge["id"], "amount": amount})


def test_a_refund_that_was_made_before_is_named_in_the_note(shop: Shop) -> None:
    invoice, charge = _paid(shop)
    refund = _refund(shop, charge, 1000)
    note = _create(shop, invoice=invoice["id"], amount=1000, refunds=[{"refund": refund.id}], metadata={"action_id": "a"})
    assert (note.amount, note.post_payment_amount, note.status, note.type) == (1000, 1000, "issued", "post_payment")
    assert [(one.refund, one.amount_refunded) for one in note.refunds] == [(refund.id, 1000)]
    assert note.number == f"{invoice['number']}-CN-01"
    assert note.metadata is not None
    assert note.metadata.to_dict() == {"action_id": "a"}
    assert sum(line.amount for line in note.lines.data) == 1000
    assert shop.charge(charge["id"])["amount_refunded"] == 1000
    told = shop.sdk().v1.invoices.retrieve(invoice["id"])
    assert (told.post_payment_credit_notes_amount, told.status) == (1000, "paid")
    assert shop.webhooks.types()[-2:] == ["credit_note.created", "invoice.updated"]


def test_notes_in_parts_give_back_all_of_the_tax(shop: Shop) -> None:
    invoice, charge = _paid(shop)
    tax = 0
    for amount in (1, 777, 333, 1069):
        refund = _refund(shop, charge, amount)
        note = _create(shop, invoice=invoice["id"], amount=amount, refunds=[{"refund": refund.id}])
        tax += sum(one.amount for one in note.total_taxes or ())
    assert tax == sum(one["amount"] for one in invoice["total_taxes"])


def test_the_note_can_make_the_refund_itself(shop: Shop) -> None:
    invoice, charge = _paid(shop)
    note = _create(shop, invoice=invoice["id"], amount=500, refund_amount=500)
    assert shop.charge(charge["id"])["amount_refunded"] == 500
    assert [one.amount_refunded for one in note.refunds] == [500]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({}, "amount"),
        ({"amount": 500}, "must equal"),
        ({"amount": 500, "refund_amount": 400}, "must equal"),
        ({"amount": 2181, "out_of_band_amount": 2181}, "what is left of the invoice"),
        ({"amount": 100, "lines": [{"type": "custom_line_item", "description": "x", "quantity": 1, "unit_amount": 1}]}, "lines"),
        ({"lines": [{"type": "invoice_line_item", "invoice_line_item": "il_no", "quantity": 1}]}, "no such line"),
        ({"amount": 100, "refunds": [{"refund": "re_none"}]}, "No such refund"),
        ({"amount": 100, "out_of_band_amount": 100, "email_type": "letter"}, "email_type"),
        ({"amount": 100, "out_of_band_amount": 100, "refund": "re_1"}, "unknown parameter"),
    ],
)
def test_what_is_refused(shop: Shop, params: Any, words: str) -> None:
    invoice, _ = _paid(shop)
    with pytest.raises(stripe.InvalidRequestError, match=words):
        _create(shop, invoice=invoice["id"], **params)
    assert shop.sdk().v1.credit_notes.list({"invoice": invoice["id"]}).data == []


def test_a_refund_is_never_named_twice_nor_for_another_payment_nor_once_it_failed(shop: Shop) -> None:
    invoice, charge = _paid(shop)
    refund = _refund(shop, charge, 300)
    _create(shop, invoice=invoice["id"], amount=300, refunds=[{"refund": refund.id}])
    with pytest.raises(stripe.InvalidRequestError, match="linked"):
        _create(shop, invoice=invoice["id"], amount=300, refunds=[{"refund": refund.id}])
    other = _refund(shop, shop.paid(900), 300)
    with pytest.raises(stripe.InvalidRequestError, match="not of a payment of this invoice"):
        _create(shop, invoice=invoice["id"], amount=300, refunds=[{"refund": other.id}])
    failed = _refund(shop, charge, 200)
    shop.account.fail_refund(failed.id)
    with pytest.raises(stripe.InvalidRequestError, match="failed"):
        _create(shop, invoice=invoice["id"], amount=200, refunds=[{"refund": failed.id}])


def test_only_the_note_of_an_open_invoice_can_be_voided(shop: Shop) -> None:
    invoice, _ = _paid(shop)
    note = _create(shop, invoice=invoice["id"], amount=100, out_of_band_amount=100)
    with pytest.raises(stripe.InvalidRequestError, match="invoice is open"):
        shop.sdk().v1.credit_notes.void_credit_note(note.id)
    opened = shop.account.invoice(invoice["customer"], [("Kaffee", 1190)])
    reduced = _create(shop, invoice=opened["id"], amount=190)
    assert (reduced.type, shop.sdk().v1.invoices.retrieve(opened["id"]).amount_remaining) == ("pre_payment", 1000)
    assert shop.sdk().v1.credit_notes.void_credit_note(reduced.id).status == "void"
    assert shop.sdk().v1.invoices.retrieve(opened["id"]).amount_remaining == 1190


def test_a_preview_changes_nothing(shop: Shop) -> None:
    invoice, _ = _paid(shop)
    before = shop.account.books()
    seen = shop.sdk().v1.credit_notes.preview({"invoice": invoice["id"], "amount": 500, "refund_amount": 500})
    assert (seen.amount, seen.total_excluding_tax) == (500, 420)
    assert shop.account.books() == before


def test_drafts_and_void_invoices_have_no_credit_notes(shop: Shop) -> None:
    customer = shop.account.create_customer(name="Lena")["id"]
    gone = shop.account.void_invoice(shop.account.invoice(customer, [("Kaffee", 1190)])["id"])
    with pytest.raises(stripe.InvalidRequestError, match="void"):
        _create(shop, invoice=gone["id"], amount=100, out_of_band_amount=100)

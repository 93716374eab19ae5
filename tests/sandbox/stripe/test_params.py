"""Parameters the SDK's types do not know, or of another type, are refused in Stripe's words."""

from __future__ import annotations

import re
from typing import Any

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as st

from inbox.sandbox.stripe.errors import StripeFault
from inbox.sandbox.stripe.params import check, table
from tests.sandbox.stripe.conftest import Shop


def refused(shape: str, tree: Any) -> dict[str, Any]:
    """Return the error a tree is refused with."""
    with pytest.raises(StripeFault) as caught:
        check(shape, tree)
    assert caught.value.status == 400
    return caught.value.error


@pytest.mark.parametrize(
    ("tree", "code", "param", "words"),
    [
        ({"charge": "ch", "reasn": "x"}, "parameter_unknown", "reasn", "Received unknown parameter: reasn"),
        ({"a": "1", "b": "1"}, "parameter_unknown", "a", "Received unknown parameters: a, b"),
        ({"amount": "4.00"}, "parameter_invalid_integer", "amount", "Invalid integer: 4.00"),
        ({"amount": "1e3"}, "parameter_invalid_integer", "amount", "Invalid integer: 1e3"),
        ({"amount": "0"}, "parameter_invalid_integer", "amount", "This value must be greater than or equal to 1."),
        ({"amount": "-5"}, "parameter_invalid_integer", "amount", "This value must be greater than or equal to 1."),
        (
            {"reason": "because"},
            None,
            "reason",
            "Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer",
        ),
        ({"reason": ""}, "parameter_invalid_empty", "reason", "You passed an empty string for 'reason'."),
        ({"charge": {"id": "ch"}}, None, "charge", "Invalid string: {}"),
        ({"expand": "charge"}, None, "expand", "Invalid array"),
        ({"expand": {"a": "charge"}}, None, "expand", "Invalid array"),
        ({"metadata": "x"}, None, "metadata", "Invalid object"),
        ({"reverse_transfer": "yes"}, None, "reverse_transfer", "Invalid boolean: yes"),
        ({"charge": "x" * 5001}, "parameter_invalid_string", "charge", "must be at most 5000 characters"),
    ],
)
def test_refund_parameters_are_refused(tree: Any, code: str | None, param: str, words: str) -> None:
    error = refused("RefundCreateParams", tree)
    assert error["type"] == "invalid_request_error"
    assert (error.get("code"), error["param"]) == (code, param)
    assert words in error["message"]


def test_nested_names_are_shown_with_their_brackets() -> None:
    price: Any = {"currency": "eur", "unit_amount": "100", "product_data": {"nam": "Tea"}}
    error = refused("PaymentLinkCreateParams", {"line_items": {"0": {"quantity": "1", "price_data": price}}})
    assert error["param"] == "line_items[0][price_data][product_data][nam]"
    del price["product_data"]
    error = refused("PaymentLinkCreateParams", {"line_items": {"0": {"price_data": price}}})
    assert (error["code"], error["param"]) == ("parameter_missing", "line_items[0][quantity]")


def test_the_tables_own_mark_is_no_part_of_a_name() -> None:
    assert refused("PaymentLinkCreateParams", {"line_items!": {}})["code"] == "parameter_unknown"


def test_types_are_given_and_unsets_are_kept() -> None:
    tree: Any = {"amount": "100", "metadata": {"a": "", "b": "1"}, "expand": {"1": "charge", "0": "customer"}}
    assert check("RefundCreateParams", tree) == {
        "amount": 100,
        "metadata": {"a": "", "b": "1"},
        "expand": ["customer", "charge"],
    }
    assert check("CustomerUpdateParams", {"metadata": ""}) == {"metadata": ""}
    assert check("RefundListParams", {"created": "12"}) == {"created": 12}
    assert check("RefundListParams", {"created": {"gte": "12"}}) == {"created": {"gte": 12}}


@given(name=st.text(min_size=1, max_size=12), value=st.text(max_size=8))
def test_no_unknown_name_is_ever_taken(name: str, value: str) -> None:
    known = table().shapes["RefundCreateParams"]
    if name not in known:
        assert refused("RefundCreateParams", {name: value})["param"] == name


@given(st.text(max_size=10))
def test_an_amount_is_a_whole_number_or_nothing(text: str) -> None:
    if re.fullmatch(r"[0-9]{1,10}", text) and int(text) > 0:
        assert check("RefundCreateParams", {"amount": text}) == {"amount": int(text)}
    else:
        assert refused("RefundCreateParams", {"amount": text})["param"] == "amount"


def test_a_link_takes_no_expiry_no_customer_and_no_shipping_data(shop: Shop) -> None:
    item: Any = {"price_data": {"currency": "eur", "unit_amount": 900, "product_data": {"name": "Tea"}}, "quantity": 1}
    for wrong in (
        {"expires_at": 1},
        {"customer": "cus_1"},
        {"shipping_options": [{"shipping_rate_data": {"display_name": "DHL"}}]},
    ):
        params: Any = {"line_items": [item], **wrong}
        with pytest.raises(stripe.InvalidRequestError) as caught:
            shop.sdk().v1.payment_links.create(params)
        assert caught.value.code == "parameter_unknown"


def test_what_stripe_knows_but_the_sandbox_does_not_play_is_refused_not_ignored(shop: Shop) -> None:
    item: Any = {"price_data": {"currency": "eur", "unit_amount": 900, "product_data": {"name": "Tea"}}, "quantity": 1}
    with pytest.raises(stripe.InvalidRequestError, match="does not act on transfer_data") as caught:
        shop.sdk().v1.payment_links.create({"line_items": [item], "transfer_data": {"destination": "acct_1"}})
    assert caught.value.code == "not_supported_by_sandbox"
    assert shop.account.books()["links"] == {}

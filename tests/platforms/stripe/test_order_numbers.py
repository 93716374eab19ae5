"""Whatever a shop system calls the order number in the metadata, it is found; of several names the likeliest counts."""

from __future__ import annotations

import pytest

from inbox.platforms.stripe import convert


def number(**metadata: object) -> str | None:
    paid = convert.payment_of_charge({"id": "ch_1", "object": "charge", "metadata": metadata})
    assert paid is not None
    return paid.order_number


@pytest.mark.parametrize(
    "key",
    ["order_id", "orderId", "Order-ID", "ORDER NUMBER", "order", "Bestellnummer", "bestell_nr", "Auftrag", "numéro commande"],
)
def test_a_usual_name_in_any_writing(key: str) -> None:
    assert number(**{key: " 10234 "}) == "10234"


def test_the_likeliest_name_counts_and_what_says_nothing_does_not() -> None:
    assert number(order="7", order_number="10234") == "10234"
    assert number(order_number="  ", order_id="9") == "9"
    assert number(order_id=5, action_id="x", border="1") is None
    assert number() is None

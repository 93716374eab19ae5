"""Whatever a shop system calls the order number in the metadata, it is found; of several names the likeliest counts."""

from __future__ import annotations

import httpx
import msgspec
import pytest

from inbox.domain.events import PaymentBody
from inbox.platforms.stripe import convert, decode, sdk
from inbox.platforms.stripe.order_keys import told_usually


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


OWN = ("Shop-Order", "ref")


def charge(**metadata: object) -> dict[str, object]:
    return {"id": "ch_1", "object": "charge", "metadata": metadata}


def test_a_shops_own_key_is_the_likeliest_whatever_else_is_there() -> None:
    event = {"id": "evt_1", "object": "event", "type": "charge.succeeded", "created": 1, "data": {}}
    for metadata, expected in (
        ({"shop_order": " 10234 ", "order_id": "9"}, "10234"),
        ({"ref": "R-1", "SHOP ORDER": "10234", "order_number": "7"}, "10234"),
        ({"ref": "R-1", "shop_order": "  "}, "R-1"),
        ({"order_id": "9", "reference": "x"}, "9"),
        ({"shop_order": 5}, None),
    ):
        raw = msgspec.json.encode({**event, "data": {"object": charge(**metadata)}})
        (item,) = decode.tell(raw, order_keys=OWN).items
        assert isinstance(item.body, PaymentBody)
        assert item.body.object.order_number == expected


def test_without_keys_of_its_own_nothing_is_touched_and_with_them_a_copy_is() -> None:
    tree = {"data": [charge(ref="R-1")]}
    assert told_usually(tree, ()) is tree
    assert told_usually(tree, OWN) != tree
    assert tree == {"data": [charge(ref="R-1")]}
    for odd in (None, 5, "x", [None, 3], {"metadata": None}, {"metadata": ["ref"]}, {"metadata": {"ref": None}}):
        assert told_usually(odd, OWN) == odd


def test_what_stripe_answers_is_read_by_the_shops_own_key_too() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"id": "pi_1", "object": "payment_intent", "latest_charge": charge(ref="R-1")})

    connection = sdk.Connection("rk_test_1", "http://127.0.0.1:1", httpx.MockTransport(answer), OWN)
    paid = convert.payment_of_intent(connection.get("/v1/payment_intents/pi_1", {}).value)
    connection.close()
    assert paid is not None
    assert paid.order_number == "R-1"

from __future__ import annotations

import pytest

from inbox.domain.terms import ShippingRate


@pytest.mark.parametrize(
    ("rate", "goods", "amount"),
    [
        (ShippingRate("DHL", 490), 1_000_000, 490),
        (ShippingRate("DHL", 490, 4900), 4899, 490),
        (ShippingRate("DHL", 490, 4900), 4900, 0),
        (ShippingRate("DHL", 490, 0), 0, 0),
        (ShippingRate("Abholung", 0), 100, 0),
    ],
)
def test_shipping_is_free_from_the_sum_the_shop_has_named(rate: ShippingRate, goods: int, amount: int) -> None:
    shipping = rate.for_goods(goods)
    assert (shipping.label, shipping.amount) == (rate.label, amount)

"""What a payment request is made of: its lines and its shipping choices. Amounts in minor units of the request's currency."""

from __future__ import annotations

from typing import Annotated

import msgspec

from inbox.domain.action_base import Part, Quantity, Short
from inbox.domain.ids import SourceId


class Line(Part, frozen=True, kw_only=True):
    """A line of a payment request; ``unit_amount`` in minor units of the request's currency."""

    name: Short
    unit_amount: Annotated[int, msgspec.Meta(ge=0, le=99_999_999)]
    quantity: Quantity = 1
    sku: str | None = None
    price: SourceId | None = None


class Shipping(Part, frozen=True, kw_only=True):
    """A shipping choice on the payment page; ``amount`` in minor units, 0 for pick-up or free."""

    label: Short
    amount: Annotated[int, msgspec.Meta(ge=0, le=99_999_999)]

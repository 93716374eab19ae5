"""The lines of an invoice, the tax inside them, and how a sum given back is shared out among them to the cent.

Used by ``invoices.py`` and ``credit_notes.py``; pure but for ids. Tax is inside the prices, as shops for consumers have it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from inbox.sandbox.stripe.errors import Obj
from inbox.sandbox.stripe.state import AccountState


class Item(msgspec.Struct, frozen=True):
    """Something on an invoice; ``amount`` is of the whole line in minor units, tax and all."""

    name: str
    amount: int
    quantity: int = 1
    price: str | None = None
    product: str | None = None


def made_lines(state: AccountState, invoice: str, currency: str, items: Sequence[Item], percent: int) -> list[Obj]:
    """Return the lines of an invoice in their order."""
    return [_line(state, invoice, currency, item, percent) for item in items]


def _line(state: AccountState, invoice: str, currency: str, item: Item, percent: int) -> Obj:
    tax = inside(item.amount, percent)
    pricing = None
    if item.price is not None and item.product is not None:
        whole = item.amount % item.quantity == 0
        pricing = {
            "price_details": {"price": item.price, "product": item.product},
            "type": "price_details",
            "unit_amount_decimal": str(item.amount // item.quantity) if whole else None,
        }
    return {
        "id": state.token("il_1", 23),
        "object": "line_item",
        "amount": item.amount,
        "currency": currency,
        "description": item.name,
        "discount_amounts": [],
        "discountable": True,
        "discounts": [],
        "invoice": invoice,
        "livemode": False,
        "metadata": {},
        "parent": None,
        "period": {"end": state.now(), "start": state.now()},
        "pretax_credit_amounts": [],
        "pricing": pricing,
        "quantity": item.quantity,
        "quantity_decimal": str(item.quantity),
        "subscription": None,
        "subtotal": item.amount,
        "taxes": taxes(state.tax_rate(percent), tax, item.amount - tax) if percent else [],
    }


def inside(amount: int, percent: int) -> int:
    """Return the tax inside a sum, rounded half up: 19 % of 11900 are 1900."""
    return (amount * percent * 2 + 100 + percent) // (2 * (100 + percent)) if percent else 0


def taxes(rate: str, amount: int, taxable: int) -> list[Obj]:
    """Return the tax of a line, or of a whole document, as Stripe writes it."""
    return [
        {
            "amount": amount,
            "tax_behavior": "inclusive",
            "tax_rate_details": {"tax_rate": rate},
            "taxability_reason": "standard_rated",
            "taxable_amount": taxable,
            "type": "tax_rate_details",
        }
    ]


def total_taxes(lines: Sequence[Obj]) -> list[Obj]:
    """Return the tax of all lines together, by rate."""
    sums: dict[str, tuple[int, int]] = {}
    for line in lines:
        for tax in line["taxes"]:
            rate = tax["tax_rate_details"]["tax_rate"]
            amount, taxable = sums.get(rate, (0, 0))
            sums[rate] = (amount + tax["amount"], taxable + tax["taxable_amount"])
    return [one for rate, (amount, taxable) in sums.items() for one in taxes(rate, amount, taxable)]


def shared(amount: int, parts: Sequence[int]) -> list[int]:
    """Share ``amount`` out in proportion to ``parts`` so that nothing is lost and no part gets more than it is.

    ``amount`` is at most the sum of ``parts``. The cents that rounding leaves go to the largest remainders.
    """
    whole = sum(parts)
    if not whole:
        return [0 for _ in parts]
    shares = [amount * part // whole for part in parts]
    rest = amount - sum(shares)
    by_remainder = sorted(range(len(parts)), key=lambda place: (-(amount * parts[place] % whole), place))
    for place in by_remainder[:rest]:
        shares[place] += 1
    return shares


def tax_of_part(part: int, before: int, whole: int, tax: int) -> int:
    """Return the tax inside ``part`` of a line of which ``before`` was given back already.

    Counted from the beginning each time, so that giving back all of a line in whatever parts gives back all of its tax.
    """
    return _portion(before + part, whole, tax) - _portion(before, whole, tax)


def _portion(part: int, whole: int, tax: int) -> int:
    return (2 * part * tax + whole) // (2 * whole) if whole else 0

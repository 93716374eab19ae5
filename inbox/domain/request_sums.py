"""What a payment request comes to, and the lines that say so on the page: at the prices of its offer, if it is one. Pure."""

from __future__ import annotations

from inbox.domain.money_actions import RequestPayment
from inbox.domain.offers import priced
from inbox.domain.request_lines import Line


def lines_of(action: RequestPayment, purpose: str = "Zahlung", language: str = "de") -> tuple[Line, ...]:
    """Return the lines of the page; ``purpose`` names an amount that has none of its own. Empty when an offer leaves nothing."""
    lines = action.lines
    if action.amount is not None:
        lines = (Line(name=action.purpose or purpose, unit_amount=action.amount),)
    return lines if action.offer is None else priced(lines, action.offer, action.currency, language)


def goods(action: RequestPayment) -> int:
    """Return what the goods cost, without shipping."""
    return sum(line.unit_amount * line.quantity for line in lines_of(action))


def total(action: RequestPayment) -> int:
    """Return what is asked for in minor units; of several shipping choices none is in it, the customer makes it later."""
    return goods(action) + (action.shipping[0].amount if len(action.shipping) == 1 else 0)

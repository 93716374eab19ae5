"""An offer limited to one customer: less to pay until a moment, after which its link is closed. Pure.

The lines go to Stripe at the reduced price, each saying how much it is less, so that page, receipt and later refunds tell
the same sums; a Payment Link knows neither a discount nor an end of its own. What ends within a day is a Checkout Session,
which Stripe ends; a link that lives longer is closed by the hub.

Decided about consent, as long as there is no record of it: an offer is an answer in a conversation that the customer keeps
open, so it goes out inside the window only and never to somebody who has stopped marketing in WhatsApp. Outside of the
window it would be a marketing template, which needs recorded consent.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from inbox.domain import times
from inbox.domain.action_base import Amount, Part
from inbox.domain.money import Money, step
from inbox.domain.request_lines import Line

SHORTEST, LONGEST = timedelta(minutes=35), timedelta(days=90)
"""How long an offer may last; Stripe keeps a page open for half an hour at least."""
PAGE_LASTS = timedelta(hours=24)
"""What ends by then is a page of Stripe's that ends by itself."""


class Offer(Part, frozen=True, kw_only=True):
    """Either ``percent`` or ``amount`` (minor units of the request's currency) less on the goods, ``until`` RFC 3339."""

    until: str
    percent: Annotated[int, msgspec.Meta(ge=1, le=90)] | None = None
    amount: Amount | None = None

    def words(self, currency: str, language: str) -> str:
        """Return how much it is less, as people write it."""
        if self.percent is not None:
            return f"{self.percent}\u00a0%" if language == "de" else f"{self.percent}%"
        return Money(self.amount or 0, currency).text(language)


def priced(lines: tuple[Line, ...], offer: Offer, currency: str, language: str = "de") -> tuple[Line, ...]:
    """Return the lines at the prices of the offer; none of them, when nothing would be left to pay."""
    mark = f" (−{offer.words(currency, language)})"
    if offer.percent is not None:
        return tuple(_less(line, line.unit_amount - _share(line.unit_amount, offer.percent, currency), mark) for line in lines)
    off = offer.amount or 0
    dearest = max(range(len(lines)), key=lambda place: lines[place].unit_amount, default=None)
    if dearest is None or sum(line.unit_amount * line.quantity for line in lines) <= off:
        return ()
    line = lines[dearest]
    if line.unit_amount > off:
        rest = () if line.quantity == 1 else (msgspec.structs.replace(line, quantity=line.quantity - 1),)
        one = _less(msgspec.structs.replace(line, quantity=1), line.unit_amount - off, mark)
        return (*lines[:dearest], *rest, one, *lines[dearest + 1 :])
    total = sum(each.unit_amount * each.quantity for each in lines) - off
    name = ", ".join(each.name if each.quantity == 1 else f"{each.quantity} × {each.name}" for each in lines)
    return (_less(Line(name=name[:200], unit_amount=total), total, mark),)


def lasts(offer: Offer, now: datetime) -> timedelta:
    """Return how long an offer still lasts."""
    return times.from_text(offer.until) - now


def _share(amount: int, percent: int, currency: str) -> int:
    """Return the share of a price, rounded down to what the currency is charged in: never more off than was said."""
    smallest = step(currency)
    return amount * percent // 100 // smallest * smallest


def _less(line: Line, unit: int, mark: str) -> Line:
    return Line(name=line.name[: 200 - len(mark)] + mark, unit_amount=unit, quantity=line.quantity, sku=line.sku)

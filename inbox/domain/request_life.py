"""How long a payment request can be paid, and which kind of Stripe's it therefore is. Pure.

Decided for the whole program:

- What ends within a day is a Checkout Session. It can be made for one Stripe customer, so that her e-mail and address stand
  on the page already; Stripe ends it by itself, says so, and gives an address under which it opens again for 30 days.
- What lives longer is a Payment Link that can be paid once. Stripe gives it neither a customer nor an end of its own, so the
  hub closes it; without an end it stays open until it is paid or closed.
- Whose Stripe customer is certain is asked for by a page of a day, unless the shop has settled something else
  (``TRESEN_SHOP_LINK_DAYS``): she is writing right now, and what expires can be sent again with one click. Everybody else, and
  whoever has not written for a day, gets a link without an end: who has been silent that long will not pay within hours, and
  a stranger has nothing to be filled in.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from inbox.domain.money_actions import RequestPayment
from inbox.domain.offers import PAGE_LASTS, lasts

DAY = 86_400
"""Seconds; so long a page stays open at most."""
LONGEST = 90 * DAY
UNTIL_PAID = 0
"""Days of a link that has no end."""
DAYS = (1, 3, 7, 30, UNTIL_PAID)
"""What can be chosen."""


def is_page(action: RequestPayment, asked_at: datetime) -> bool:
    """Tell whether a request is a Checkout Session; by when it was asked for, so that no repeat decides another way."""
    if action.offer is not None:
        return lasts(action.offer, asked_at) <= PAGE_LASTS
    if action.expires_in is not None:
        return action.expires_in <= DAY
    return action.customer is not None


def link_ends(action: RequestPayment, made_at: datetime) -> datetime | None:
    """Return when the hub closes a Payment Link that was made at a moment; None when it stays open."""
    seconds = action.expires_in
    if seconds is None and action.customer is not None:
        seconds = DAY
    return None if seconds is None else made_at + timedelta(seconds=seconds)

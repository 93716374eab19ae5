"""The coffee clubs of the demo shop: who is subscribed, since when, and whose card has just stopped working.

Called once when the people have moved in; what happened before sends no webhooks, Stripe's lists have it. From then on the
pretend Stripe renews by itself.
"""

from __future__ import annotations

import msgspec

from inbox.sandbox.living.hours import DAY
from inbox.sandbox.shop import CURRENCY
from inbox.sandbox.stripe import StripeAccount
from inbox.sandbox.stripe.cycles import boundary
from inbox.sandbox.stripe.prices import create_price

_OPENED_DAYS_AGO = 380


class Club(msgspec.Struct, frozen=True):
    """A subscription somebody has: by the month, ``amount`` in euro cents.

    ``months`` have been paid so far; the last renewal was, or the next will be, ``days`` from now. ``fails`` is what a
    renewal is paid with from the last one on.
    """

    who: str
    what: str
    amount: int
    months: int
    days: int
    fails: str = ""


CLUBS = (
    Club("Rosa Alvarez", "Kaffeeabo „Hafen“ 1 kg", 2290, months=5, days=9),
    Club("Torsten Bäcker", "Kaffeeabo „Guatemala“ 500 g", 1390, months=3, days=-2, fails="declined_expired_card"),
)


def join_clubs(stripe: StripeAccount) -> list[str]:
    """Let everybody be in their club until now; returns the subscriptions."""
    return [_join(stripe, club) for club in CLUBS]


def _join(stripe: StripeAccount, club: Club) -> str:
    state, now = stripe.state, stripe.state.now()
    turn = now + int(club.days * DAY)
    since = boundary(turn, "month", 1, -club.months)
    params = {
        "currency": CURRENCY,
        "unit_amount": club.amount,
        "recurring": {"interval": "month"},
        "product_data": {"name": club.what},
    }
    with state.as_of(now - int(_OPENED_DAYS_AGO * DAY), quiet=True):
        price = create_price(state, "", params)
    customer = next(state.customers.newest(lambda one: one["name"] == club.who))
    last = boundary(since, "month", 1, club.months)
    until = min(now, last - 1) if club.fails else now
    made = str(stripe.subscribe(customer["id"], [(price["id"], 1)], created=since, until=until)["id"])
    if club.fails:
        stripe.pay_subscription_with(made, club.fails)
        stripe.live_on(made)
    return made

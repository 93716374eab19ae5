"""Everybody in the demo shop as they are while it lives: character, customer, orders, state of mind.

``move_in`` makes them once per living sandbox: people, their past at Stripe, their conversations so far.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from random import Random

import msgspec

from inbox.sandbox.customers import Customer, Manners
from inbox.sandbox.living.acts import Begin
from inbox.sandbox.living.archive import Archive
from inbox.sandbox.living.cast import Member, Pending, of_the_eight, with_orders
from inbox.sandbox.living.cast_far import FAR
from inbox.sandbox.living.cast_near import NEAR
from inbox.sandbox.living.goods import LIVING_BY_SKU
from inbox.sandbox.living.hours import Hours
from inbox.sandbox.living.matters import Order
from inbox.sandbox.living.pulse import Pace
from inbox.sandbox.living.stories import EIGHT, STORIES
from inbox.sandbox.living.talks import PARCELS, TAILS
from inbox.sandbox.living.talks_kinds import Talk
from inbox.sandbox.living.till import leave_open, live_through
from inbox.sandbox.living.turn import State
from inbox.sandbox.living.yesterday import orders_of, yesterday
from inbox.sandbox.people import first_eight
from inbox.sandbox.shoppers import Shoppers
from inbox.sandbox.stripe import StripeAccount
from inbox.sandbox.world import SeededIds

STREETS = (
    "Lindenweg 7, 22303 Hamburg",
    "Bahnhofstraße 44, 23552 Lübeck",
    "Gartenstraße 18, 30161 Hannover",
    "Am Deich 3, 27568 Bremerhaven",
    "Kastanienallee 61, 10119 Berlin",
    "Rheinuferstraße 12, 55116 Mainz",
    "Schillerplatz 5, 99423 Weimar",
)
"""Where people move to."""
QUICKEST_READ_MS, LONGEST_UNREAD_MS = 600, 120_000


class Resident:
    """One person who lives here. ``rested_at`` is when (seconds of life) their last matter ended, ``matters`` are all of them."""

    def __init__(self, member: Member, orders: Sequence[Order], state: State) -> None:
        self.persona = member.persona
        self.customer = member.customer
        self.orders = list(orders)
        self.state = state
        self.matters: frozenset[str] = frozenset({state.matter} if state.matter else ())
        self._spoken_of = {state.charge}
        self.rested_at = float("-inf")
        self.pace = Pace()

    def silent_orders(self) -> list[Order]:
        """Return the orders that were not talked about yet."""
        return [order for order in self.orders if order.charge not in self._spoken_of]

    def worth(self) -> int:
        """Return what the thing it is about costs, in minor units; 0 when it is about nothing in particular."""
        product = LIVING_BY_SKU.get(self.state.sku)
        return product.price.minor if product else 0

    def begins(self, event: Begin) -> None:
        """Note what this person turns to the shop with."""
        self.matters |= {event.matter}
        self._spoken_of.add(event.charge)

    def look_away(self, speed: float) -> None:
        """Decide how long the shop's next message lies on the phone unread, in keeping with temper and speed of life."""
        if not self.persona.reads:
            return
        dice = Random(f"{self.persona.seed}/{self.persona.id}/{self.state.turn}/phone")  # noqa: S311 - repeatable
        read = int(dice.uniform(*self.persona.habits.read) / speed * 1000)
        self.customer.manners = Manners(
            sent_ms=90, delivered_ms=dice.randint(180, 600), read_ms=min(LONGEST_UNREAD_MS, max(QUICKEST_READ_MS, read))
        )

    @property
    def waits(self) -> bool:
        """Tell whether this person expects something of the shop."""
        return self.state.stage in ("asking", "problem", "promised", "cart", "declined")


def members(ids: SeededIds, seed: int) -> list[Member]:
    """Return everybody with names, numbers and orders, the sandbox's first eight first."""
    found = [of_the_eight(person, EIGHT[person.customer.id]) for person in first_eight(ids)]
    for member in (*NEAR, *FAR):
        customer = msgspec.structs.replace(member.customer, user_id=_user_id(member.customer, ids))
        found.append(msgspec.structs.replace(member, customer=customer))
    found = [
        msgspec.structs.replace(
            member,
            persona=msgspec.structs.replace(
                member.persona, seed=seed, home=_home(member.customer), street=STREETS[place % len(STREETS)]
            ),
            pending=_pending(member),
        )
        for place, member in enumerate(found)
    ]
    for member in found:
        _settle_in(member)
    return with_orders(found, seed)


def _user_id(customer: Customer, ids: SeededIds) -> str:
    country = customer.address.country if customer.address else "DE"
    return f"{country}.{ids.digits(17)}"


def _home(customer: Customer) -> str:
    address = customer.address
    return "" if address is None else f"{address.line1}, {address.postal_code} {address.city}"


def _settle_in(member: Member) -> None:
    """Give the customer what only a living shop needs."""
    customer = member.customer
    customer.language = member.persona.language
    if not member.persona.reads:
        customer.manners = Manners(read_ms=None)
    if customer.id == "marie":
        # Nobody knows her name: her profile has none.
        customer.name = ""


def _pending(member: Member) -> Pending | None:
    story = STORIES.get(member.persona.id)
    return story.pending if story else None


class _Last:
    """What was said last with those who were answered, something else with each."""

    def __init__(self, language: str, seed: int) -> None:
        dice = Random(f"{seed}/{language}/last")  # noqa: S311 - a repeatable past is what is wanted
        self._tails, self._parcels = (
            cycle(dice.sample(talks[language], len(talks[language]))) for talks in (TAILS, PARCELS)
        )

    def said(self, has_parcel: bool) -> Talk:
        """Return the next one; that the parcel has come, or anything."""
        return next(self._parcels if has_parcel else self._tails)


def move_in(
    everybody: Sequence[Member], stripe: StripeAccount, shoppers: Shoppers, archive: Archive, hours: Hours, seed: int
) -> list[Resident]:
    """Let everybody have lived until now; returns them with what they remember."""
    residents = []
    last = {language: _Last(language, seed) for language in TAILS}
    for member in everybody:
        settled = live_through(stripe, member, hours)
        link = leave_open(stripe, member.customer, member.pending) if member.pending else None
        shoppers.charges[member.customer.id] = [one.charge for one in settled]
        past = yesterday(member, settled, link, last[member.persona.language].said, hours, seed)
        archive.add(member.customer, past.lines)
        residents.append(Resident(member, orders_of(settled), past.state))
    with stripe.state.as_of(stripe.state.now(), quiet=True):
        # What followed by itself since then (a refund's reference number) is the past too.
        stripe.advance()
    return residents

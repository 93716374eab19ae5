"""Who lives in the demo shop: everybody with their looks, their character and what they bought, the same for the same seed.

The sandbox's first eight are among them under their own ids. Data comes from ``cast_near.py`` and ``cast_far.py``; called
once when a living sandbox is put together.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from random import Random
from typing import Literal

import msgspec

from inbox.sandbox.customers import Address, Customer
from inbox.sandbox.living.goods import LIVING_BY_SKU, SHIPPING, SPOKEN
from inbox.sandbox.living.persona import Persona
from inbox.sandbox.living.purse import cart_of, means_of
from inbox.sandbox.people import Person

Moment = Literal["fresh", "answered", "closing", "closed", "story"]

FREE_FROM = 4900
"""From this sum (minor units) on, parcels cost nothing."""
NEWEST_ORDER = 10240
_DECLINES = ("declined_insufficient_funds", "declined_generic_decline", "declined_expired_card")


class Account(msgspec.Struct, frozen=True):
    """One customer object at Stripe, as somebody once typed it into the till."""

    name: str
    email: str
    phone: str | None = None


class Bought(msgspec.Struct, frozen=True):
    """One payment of the past; ``amount`` and ``refunded`` in minor units.

    ``account`` is the place of the Stripe customer, None for a guest. ``in_chat`` payments were made with a link of a chat.
    """

    number: str
    skus: tuple[str, ...]
    what: str
    amount: int
    days_ago: float
    method: str = "card_4242"
    account: int | None = 0
    refunded: int = 0
    disputed: bool = False
    in_chat: bool = False
    guest_name: str | None = None
    guest_email: str | None = None
    is_first_try: bool = False

    @property
    def is_declined(self) -> bool:
        """Tell whether the bank said no."""
        return self.method.startswith("declined")


class Pending(msgspec.Struct, frozen=True):
    """A link sent in the chat and not paid yet; ``amount`` in minor units, ``ago`` in seconds, ``declined`` by which means."""

    what: str
    amount: int
    ago: float
    declined: str | None = None


class Member(msgspec.Struct, frozen=True):
    """One person with everything that is known before the first day.

    ``moment`` says where the conversation stands: unanswered, answered, about to close, closed, or told in ``stories.py``;
    ``matter`` what is waiting. ``habit`` is how many orders they made of what they like.
    """

    persona: Persona
    customer: Customer
    accounts: tuple[Account, ...] = ()
    moment: Moment = "closed"
    matter: str = ""
    habit: int = 3
    likes: tuple[str, ...] = ()
    bought: tuple[Bought, ...] = ()
    pending: Pending | None = None


def with_orders(members: Sequence[Member], seed: int) -> list[Member]:
    """Return everybody with the orders of the last months; who has some already keeps them."""
    taken = {bought.number for member in members for bought in member.bought}
    made = {member.persona.id: _orders(member, seed) for member in members if not member.bought}
    days = sorted({bought.days_ago for orders in made.values() for bought in orders})
    free = (str(number) for number in count(NEWEST_ORDER, -1) if str(number) not in taken)
    # The newest order has the highest number, and an attempt that failed has that of the order it was for.
    numbers = dict(zip(days, free, strict=False))
    for key, orders in made.items():
        made[key] = tuple(msgspec.structs.replace(one, number=numbers[one.days_ago]) for one in orders)
    return [msgspec.structs.replace(one, bought=made.get(one.persona.id, one.bought)) for one in members]


def _orders(member: Member, seed: int) -> tuple[Bought, ...]:
    dice = Random(f"{seed}/{member.persona.id}/orders")  # noqa: S311 - a repeatable past is what is wanted
    days = dice.uniform(1.2, 9.0)
    found: list[Bought] = []
    for place in range(member.habit):
        items = cart_of(dice, dice.choice(member.likes) if member.likes else "")
        what, amount = described(items)
        account: int | None = dice.randrange(len(member.accounts)) if member.accounts else None
        bought = Bought(
            number="",
            skus=tuple(sku for sku, _ in items),
            what=what,
            amount=amount,
            days_ago=days,
            method=means_of(dice),
            account=account,
            in_chat=dice.random() < 0.3,
        )
        if place and dice.random() < 0.15:
            part = LIVING_BY_SKU[items[0][0]].price.minor
            bought = msgspec.structs.replace(bought, refunded=dice.choice((part, amount)))
        found.append(bought)
        if dice.random() < 0.16:
            # Tried in vain a few minutes before.
            declined = dice.choice(_DECLINES)
            found.append(msgspec.structs.replace(bought, method=declined, refunded=0, in_chat=False, is_first_try=True))
        days += dice.uniform(11, 34)
    return tuple(found)


def described(items: Sequence[tuple[str, int]]) -> tuple[str, int]:
    """Return what (SKU, pieces) are called on a payment, and their sum with shipping in minor units."""
    names = [(f"{pieces} × " if pieces > 1 else "") + LIVING_BY_SKU[sku].name for sku, pieces in items]
    total = sum(LIVING_BY_SKU[sku].price.minor * pieces for sku, pieces in items)
    is_shipped = any(SPOKEN[sku].sort != "voucher" for sku, _ in items)
    return ", ".join(names), total + (SHIPPING if is_shipped and total < FREE_FROM else 0)


_SKUS_OF_THE_EIGHT = {
    "10188": ("FILTER-100",),
    "10207": ("HAFEN-1000",),
    "10231": ("HAFEN-1000", "GUATEMALA-1000"),
    "10171": ("HAFEN-1000",),
    "10219": ("TASTING-4",),
    "10133": ("TASTING-4",),
    "10196": ("DECAF-500",),
    "10234": ("YIRGA-250", "MUG-300"),
    "10209": ("GRINDER-H", "FILTER-100"),
    "10232": ("MACHINE-E1",),
    "10118": ("MUG-300",),
}


def of_the_eight(person: Person, persona: Persona) -> Member:
    """Return one of the sandbox's first eight with a character."""
    customer = person.customer
    accounts = (Account(customer.name, customer.email, person.phone_in_stripe),) if customer.email else ()
    bought = tuple(
        Bought(
            number=purchase.order_id or "",
            skus=_SKUS_OF_THE_EIGHT.get(purchase.order_id or "", ("HAFEN-1000",)),
            what=purchase.what,
            amount=purchase.amount,
            days_ago=float(purchase.days_ago),
            method=purchase.method,
            account=0 if accounts else None,
            refunded=purchase.refunded,
            disputed=purchase.disputed,
            in_chat=purchase.order_id == "10231",
            guest_name=purchase.guest_name,
            guest_email=purchase.guest_email,
        )
        for purchase in person.purchases
    )
    return Member(persona, customer, accounts, "story", bought=bought)


def member(
    key: str, name: str, phone: str | None, place: str, persona: Persona, moment: Moment = "closed", matter: str = "", *,
    mail: str = "", till: str = "same", habit: int = 3, likes: tuple[str, ...] = (), username: str | None = None,
) -> Member:  # fmt: skip
    """Return one person from a line of the cast.

    ``place`` is ``street, postcode town, country``. ``till`` says what Stripe knows: ``same``, ``national`` (a phone as people
    write it at home), ``no phone``, ``other`` (paid by somebody else), ``twice`` or ``thrice`` (several customer objects),
    ``guest`` (none). The business-scoped user id is given out later.
    """
    street, town, country = (part.strip() for part in place.rsplit(",", 2))
    postcode, _, city = town.rpartition(" ")
    email = mail or f"{key}@example.org"
    customer = Customer(
        id=key,
        name=name,
        user_id="",
        phone=phone,
        hides_phone=phone is None,
        username=username,
        language=persona.language,
        email=email,
        address=Address(street, postcode, city, country),
    )
    return Member(persona, customer, _accounts(customer, email, till), moment, matter, habit, likes)


def _accounts(customer: Customer, email: str, till: str) -> tuple[Account, ...]:
    name, phone = customer.name, customer.phone
    own = Account(name, email, phone)
    surname = name.rpartition(" ")[2]
    match till:
        case "national":
            return (Account(name, email, phone and _at_home(phone)),)
        case "no phone":
            return (Account(name, email),)
        case "other":
            return (Account(f"Familie {surname}", f"familie.{customer.id}@example.net"),)
        case "twice":
            return own, Account(name, f"{customer.id}.neu@example.com")
        case "thrice":
            return (
                own,
                Account(f"{name[:1]}. {surname}", f"{customer.id}@example.com", phone),
                Account(name, email.upper()),
            )
        case "guest":
            return ()
        case _:
            return (own,)


def _at_home(phone: str) -> str:
    """Return a number as people of its country write it: without the country's code, in groups."""
    national = phone[3:]
    return f"0{national[:3]} {national[3:6]} {national[6:]}"

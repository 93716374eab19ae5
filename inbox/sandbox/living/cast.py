"""Who lives in the demo shop: everybody with their looks, their character and what they bought, the same for the same seed.

The sandbox's first eight are among them under their own ids. Data comes from ``cast_near.py`` and ``cast_far.py``; called
once when a living sandbox is put together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from inbox.sandbox.customers import Address, Customer
from inbox.sandbox.living.bought import Bought, Habit, orders_of_everybody
from inbox.sandbox.living.hours import DAY, HOUR
from inbox.sandbox.living.persona import Persona
from inbox.sandbox.living.purse import Items
from inbox.sandbox.people import Person

Moment = Literal["fresh", "answered", "closing", "closed", "story"]


class Account(msgspec.Struct, frozen=True):
    """One customer object at Stripe, as somebody once typed it into the till."""

    name: str
    email: str
    phone: str | None = None


class Pending(msgspec.Struct, frozen=True):
    """A link sent in the chat and not paid yet; ``amount`` in minor units, ``ago`` in seconds, ``declined`` by which means."""

    what: str
    amount: int
    ago: float
    declined: str | None = None


class Member(msgspec.Struct, frozen=True):
    """One person with everything that is known before the first day.

    ``moment`` says where the conversation stands: unanswered, answered, about to close, closed, or told in ``stories.py``;
    ``matter`` what is waiting. ``habit`` is how many orders they made of what they like, the newest ``newest`` days ago
    (by chance when None).
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
    newest: int | None = None


def with_orders(members: Sequence[Member], seed: int) -> list[Member]:
    """Return everybody with the orders of the last months; who has some already keeps them."""
    taken = {bought.number for member in members for bought in member.bought}
    habits = {
        one.persona.id: Habit(
            one.habit, one.likes, len(one.accounts), one.newest, in_chat=0 if one.customer.hides_phone else 40
        )
        for one in members
        if not one.bought
    }
    made = orders_of_everybody(habits, taken, seed)
    return [msgspec.structs.replace(one, bought=made.get(one.persona.id, one.bought)) for one in members]


_GOODS_OF_THE_EIGHT: dict[str, Items] = {
    "10188": (("FILTER-100", 4),),
    "10207": (("HAFEN-1000", 1),),
    "10231": (("HAFEN-1000", 1), ("GUATEMALA-1000", 1)),
    "10198": (("HAFEN-1000", 2),),
    "10219": (("TASTING-4", 1),),
    "10201": (("TASTING-4", 1),),
    "10196": (("DECAF-500", 1),),
    "10234": (("YIRGA-250", 2), ("MUG-300", 1)),
    "10209": (("GRINDER-H", 1), ("FILTER-100", 1)),
    "10232": (("MACHINE-E1", 1),),
    "10118": (("MUG-300", 2),),
}
_LINKED_OF_THE_EIGHT = {"10231": 8 * 60.0}
"""Seconds for which a link had been there when it was paid."""
_WARNED_OF_THE_EIGHT = frozenset({"10201"})
"""What the bank suspects to be fraud."""
_TOLD_OF_THE_EIGHT = {"10188": 31 * DAY, "10209": 2 * DAY + 2 * HOUR, "10201": 5 * HOUR}
"""When money was given back, or the bank told."""


def of_the_eight(person: Person, persona: Persona) -> Member:
    """Return one of the sandbox's first eight with a character."""
    customer = person.customer
    accounts = (Account(customer.name, customer.email, person.phone_in_stripe),) if customer.email else ()
    bought = tuple(
        Bought(
            number=purchase.order_id or "",
            items=_GOODS_OF_THE_EIGHT.get(purchase.order_id or "", (("HAFEN-1000", 1),)),
            what=purchase.what,
            amount=purchase.amount,
            ago=purchase.days_ago * DAY,
            method=purchase.method,
            account=0 if accounts else None,
            refunded=purchase.refunded,
            disputed=purchase.disputed,
            warned=purchase.order_id in _WARNED_OF_THE_EIGHT,
            told_ago=_TOLD_OF_THE_EIGHT.get(purchase.order_id or "", 0.0),
            linked=_LINKED_OF_THE_EIGHT.get(purchase.order_id or "", 0.0),
            guest_name=purchase.guest_name,
            guest_email=purchase.guest_email,
        )
        for purchase in person.purchases
    )
    return Member(persona, customer, accounts, "story", bought=bought)


def member(
    key: str, name: str, phone: str | None, place: str, persona: Persona, moment: Moment = "closed", matter: str = "", *,
    mail: str = "", till: str = "same", habit: int = 3, likes: tuple[str, ...] = (), username: str | None = None,
    newest: int | None = None,
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
    return Member(
        persona, customer, _accounts(customer, email, till), moment, matter, habit, likes, newest=newest
    )


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

"""What people of the demo shop bought before it opens its eyes: which goods, when, how it was paid and what was given back.

Pure, the same for the same seed. All times are seconds or days before the first second, written as ``hours.py`` explains.
Used by the cast, which is made once per living sandbox, by the till, which lets it happen at Stripe, and by ``yesterday.py``,
which remembers what was said about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from random import Random

import msgspec

from inbox.sandbox.living.goods import LIVING_BY_SKU, SHIPPING, SPOKEN
from inbox.sandbox.living.hours import DAY, at_home, at_the_shop
from inbox.sandbox.living.purse import Items, cart_of, means_of

FREE_FROM = 4900
"""From this sum (minor units) on, parcels cost nothing."""
NEWEST_ORDER = 10240
_DECLINES = ("declined_insufficient_funds", "declined_generic_decline", "declined_expired_card")
_MINUTE = 60.0
_SOONEST = 2
"""Days since the newest order at least: it is no news any more."""


class Bought(msgspec.Struct, frozen=True):
    """One payment of the past; ``amount`` and ``refunded`` in minor units, ``ago`` in seconds.

    ``account`` is the place of the Stripe customer, None for a guest. ``linked`` is for how many seconds the link of the chat
    had been there by which it was paid, 0 for the web shop. ``declined`` is by which means it was tried before in vain, and
    ``declined_before`` how many seconds before. ``told_ago`` is when money was given back, or when
    the bank told of a dispute or warned of fraud.
    """

    number: str
    items: Items
    what: str
    amount: int
    ago: float
    method: str = "card_4242"
    account: int | None = 0
    refunded: int = 0
    disputed: bool = False
    warned: bool = False
    told_ago: float = 0.0
    linked: float = 0.0
    declined: str = ""
    declined_before: float = 0.0
    guest_name: str | None = None
    guest_email: str | None = None

    @property
    def skus(self) -> tuple[str, ...]:
        """Return what was in the parcel."""
        return tuple(sku for sku, _ in self.items)

    @property
    def failed(self) -> bool:
        """Tell whether the bank said no and that was that."""
        return self.method.startswith("declined")


def orders_of_everybody(habits: Mapping[str, Habit], taken: set[str], seed: int) -> dict[str, tuple[Bought, ...]]:
    """Return each person's orders of the last months, numbered in the order of time with numbers that nobody has yet."""
    made = {key: _orders(key, habit, seed) for key, habit in habits.items()}
    agos = sorted(one.ago for orders in made.values() for one in orders)
    free = (str(number) for number in count(NEWEST_ORDER, -1) if str(number) not in taken)
    # The newest order has the highest number.
    numbers = dict(zip(agos, free, strict=False))
    return {
        key: tuple(msgspec.structs.replace(one, number=numbers[one.ago]) for one in orders)
        for key, orders in made.items()
    }


class Habit(msgspec.Struct, frozen=True):
    """How often somebody orders, what of, with how many customer objects at Stripe, and how many days ago at last.

    ``in_chat`` is how many of a hundred orders are made there; without a number the payment could not be matched.
    """

    times: int
    likes: tuple[str, ...]
    accounts: int
    newest: int | None = None
    in_chat: int = 40


def _orders(key: str, habit: Habit, seed: int) -> tuple[Bought, ...]:
    dice = Random(f"{seed}/{key}/orders")  # noqa: S311 - a repeatable past is what is wanted
    day = dice.randint(_SOONEST, 9) if habit.newest is None else habit.newest
    found: list[Bought] = []
    for place in range(habit.times):
        found.append(_order(dice, day, habit, may_refund=place > 0))
        day += dice.randint(11, 34)
    return tuple(found)


def _order(dice: Random, day: int, habit: Habit, *, may_refund: bool) -> Bought:
    items = cart_of(dice, dice.choice(habit.likes) if habit.likes else "")
    what, amount = described(items)
    in_chat, was_declined = dice.random() < habit.in_chat / 100, dice.random() < 0.16
    linked = dice.uniform(26, 55) if was_declined else dice.uniform(9, 40)
    method, refunded = means_of(dice), 0
    if may_refund and dice.random() < 0.15:
        # Given back long ago and arrived: what goes wrong with refunds is for today.
        method, refunded = "card_4242", dice.choice((LIVING_BY_SKU[items[0][0]].price.minor, amount))
    return Bought(
        number="",
        items=items,
        what=what,
        amount=amount,
        ago=at_the_shop(dice, day) if in_chat else at_home(dice, day),
        method=method,
        account=dice.randrange(habit.accounts) if habit.accounts else None,
        refunded=refunded,
        # Something missing is told when the parcel is there, something returned has to travel back first.
        told_ago=at_the_shop(dice, day - (7 if refunded == amount else 3)) if refunded else 0.0,
        linked=linked * _MINUTE if in_chat else 0.0,
        declined=dice.choice(_DECLINES) if was_declined else "",
        declined_before=(linked * dice.uniform(0.45, 0.65) if in_chat else 4.0) * _MINUTE if was_declined else 0.0,
    )


def described(items: Sequence[tuple[str, int]]) -> tuple[str, int]:
    """Return what (SKU, pieces) are called on a payment, and their sum with shipping in minor units."""
    names = [(f"{pieces} × " if pieces > 1 else "") + LIVING_BY_SKU[sku].name for sku, pieces in items]
    total = sum(LIVING_BY_SKU[sku].price.minor * pieces for sku, pieces in items)
    is_shipped = any(SPOKEN[sku].sort != "voucher" for sku, _ in items)
    return ", ".join(names), total + (SHIPPING if is_shipped and total < FREE_FROM else 0)


def shipped_ago(bought: Bought) -> float | None:
    """Return when a parcel left the shop, the next day as a rule; None when there was none or it is news."""
    day = round(bought.ago / DAY)
    if bought.failed or day < _SOONEST + 1 or all(SPOKEN[sku].sort == "voucher" for sku in bought.skus):
        return None
    dice = Random(f"{bought.number}/shipped")  # noqa: S311 - a repeatable past is what is wanted
    return at_the_shop(dice, day - 1)

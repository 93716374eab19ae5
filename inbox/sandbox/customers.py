"""The people who write to the pretend shop, as WhatsApp and the shop's till know them.

``people.py`` has the first eight; the control side may add strangers. Read and changed on the sandbox's event loop.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from inbox.sandbox.world import SeededIds

MIN_DIGITS = 8
MAX_DIGITS = 15
_CALLING_CODES = {"43": "AT", "44": "GB", "41": "CH", "49": "DE"}


class Address(msgspec.Struct, frozen=True):
    """Where parcels go; ``country`` is the two-letter code."""

    line1: str
    postal_code: str
    city: str
    country: str = "DE"


class Manners(msgspec.Struct, frozen=True):
    """How a customer's phone answers: milliseconds until a message is delivered and read, None for never."""

    sent_ms: int = 10
    delivered_ms: int | None = 20
    read_ms: int | None = 30


class Customer(msgspec.Struct):
    """One person; ``phone`` is E.164. With ``hides_phone`` the shop only ever sees the business-scoped user id."""

    id: str
    name: str
    user_id: str
    phone: str | None = None
    hides_phone: bool = False
    username: str | None = None
    language: str = "de"
    email: str | None = None
    address: Address | None = None
    manners: Manners = Manners()
    blocks_shop: bool = False
    blocked_by_shop: bool = False
    stopped_marketing: bool = False
    last_wrote: int | None = None

    @property
    def wa_id(self) -> str | None:
        """Return the phone's digits, None when WhatsApp does not give them to the shop."""
        return None if self.hides_phone or self.phone is None else self.phone.removeprefix("+")

    def contact(self) -> dict[str, object]:
        """Return the entry for ``contacts[]`` of a webhook."""
        profile = {"name": self.name} | ({"username": self.username} if self.username else {})
        entry: dict[str, object] = {"profile": profile, "user_id": self.user_id}
        if self.wa_id is not None:
            entry["wa_id"] = self.wa_id
        return entry


def phone_of(text: str) -> str:
    """Return a phone number as it is kept, with its plus; ValueError on what is none."""
    digits = text.removeprefix("+")
    if not digits.isdigit() or not MIN_DIGITS <= len(digits) <= MAX_DIGITS:
        raise ValueError(f"{text!r} is no phone number in international form (+4915112345678)")
    return f"+{digits}"


class Customers:
    """Everybody who has ever written, found by id, place, phone, ``wa_id``, user id or username."""

    def __init__(self, people: Iterable[Customer], ids: SeededIds) -> None:
        self._ids = ids
        self._people = {one.id: one for one in people}

    def all(self) -> list[Customer]:
        """Return everybody in the order of their arrival."""
        return list(self._people.values())

    def by_phone(self, digits: str) -> Customer | None:
        """Return who has that phone; ``digits`` without a plus sign."""
        return next((one for one in self._people.values() if one.phone == f"+{digits}"), None)

    def by_user_id(self, user_id: str) -> Customer | None:
        """Return who has that business-scoped user id."""
        return next((one for one in self._people.values() if one.user_id == user_id), None)

    def find(self, key: str) -> Customer | None:
        """Return whoever ``key`` names in any way, also by place (``1`` is the first)."""
        digits = key.removeprefix("+")
        if key.isdecimal() and 1 <= int(key) <= len(self._people):
            return self.all()[int(key) - 1]
        named = (one for one in self._people.values() if one.username and one.username == key.removeprefix("@"))
        return self._people.get(key) or self.by_phone(digits) or self.by_user_id(key) or next(named, None)

    def welcome(self, phone: str, name: str | None = None) -> Customer:
        """Return the stranger who now writes from ``phone`` (E.164) for the first time; ValueError on no phone number."""
        digits = phone_of(phone).removeprefix("+")
        country = next((land for code, land in _CALLING_CODES.items() if digits.startswith(code)), "US")
        stranger = Customer(digits, name or f"~{digits[-4:]}", f"{country}.{self._ids.hex(22)}", f"+{digits}")
        self._people[stranger.id] = stranger
        return stranger

"""What a first start asks of the rest of the program: accounts checked, keys kept, a team joined. Work of another thread.

Each call returns at once with the number of its task; what comes of it is fetched with ``take`` after the bell has rung.
Typed secrets go in and never come out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

import msgspec


class Seen(StrEnum):
    """How something that was looked at came out."""

    GOOD = "good"
    NOTE = "note"
    """It works, and there is something to know."""
    MISSING = "missing"


class Looked(msgspec.Struct, frozen=True):
    """One thing was looked at: ``code`` names it, ``detail`` is what the platform calls it or said."""

    task: int
    code: str
    seen: Seen
    detail: str = ""


class Settled(msgspec.Struct, frozen=True):
    """A task came to a good end."""

    task: int


class Trouble(msgspec.Struct, frozen=True):
    """A task came to nothing: ``code`` says why, ``detail`` in the words of whoever refused."""

    task: int
    code: str
    detail: str = ""


News = Looked | Settled | Trouble


class WhatsAppKeys(msgspec.Struct, frozen=True):
    """What the form for WhatsApp asks for; ``public_url`` is where Meta reaches this computer, empty where it cannot."""

    number: str
    account: str
    token: str
    app_secret: str
    verify_token: str
    public_url: str = ""

    def __repr__(self) -> str:
        return f"WhatsAppKeys({self.number!r}, {self.account!r}, ***)"


class Connecting(Protocol):
    """The door to all that. ``permissions`` are the codes a key for Stripe is asked about, in their order."""

    @property
    def permissions(self) -> Sequence[str]:
        """What a key for Stripe is asked about."""
        ...

    def check_stripe(self, key: str, order_keys: str = "") -> int:
        """Ask Stripe what a key may do; a key that Stripe knows is used by ``set_up``.

        ``order_keys`` are the metadata keys of the shop's order numbers, with commas between them.
        """
        ...

    def check_whatsapp(self, keys: WhatsAppKeys) -> int:
        """Ask Meta about a number and its keys; good ones are used by ``set_up``."""
        ...

    def set_up(self, shop: str, language: str) -> int:
        """Keep what was checked in the keyring, and remember that this desk runs the shop's hub itself."""
        ...

    def join(self, address: str, code: str) -> int:
        """Hand in a one-time code at a team's hub, and keep the token."""
        ...

    def take(self) -> list[News]:
        """Return what has come of the tasks since the last call."""
        ...

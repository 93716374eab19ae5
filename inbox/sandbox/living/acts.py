"""What people of the demo shop do, and what they notice. Data only, between minds, which plan, and ``doing.py``, which does."""

from __future__ import annotations

import msgspec

from inbox.sandbox.living.hearing import Meaning


class Write(msgspec.Struct, frozen=True, tag=True):
    """Write a message; ``quotes`` answers the shop's newest one, ``product`` is the SKU it was written from in the catalogue."""

    text: str
    quotes: bool = False
    product: str = ""


class Photo(msgspec.Struct, frozen=True, tag=True):
    """Send a photo of ``subject`` (see ``pictures.photos``) with ``note`` written on something in it."""

    subject: str
    note: str = ""
    caption: str | None = None


class Voice(msgspec.Struct, frozen=True, tag=True):
    """Send a voice note."""

    seconds: int


class Sticker(msgspec.Struct, frozen=True, tag=True):
    """Send a sticker that moves."""


class Fill(msgspec.Struct, frozen=True, tag=True):
    """Send a cart of (SKU, pieces), with the prices in minor units the customer saw where they differ from the catalogue."""

    items: tuple[tuple[str, int], ...]
    seen: tuple[tuple[str, int], ...] = ()


class Pay(msgspec.Struct, frozen=True, tag=True):
    """Pay the newest link by ``method``; with ``decline`` the bank says no for that reason."""

    method: str = "card_4242"
    decline: str | None = None


class Leave(msgspec.Struct, frozen=True, tag=True):
    """Open the newest link and go away."""


class Buy(msgspec.Struct, frozen=True, tag=True):
    """Order (SKU, pieces) on the shop's own website and pay there."""

    items: tuple[tuple[str, int], ...]
    method: str = "card_4242"


class Reclaim(msgspec.Struct, frozen=True, tag=True):
    """Have the bank take a payment back; ``reason`` is Stripe's word."""

    charge: str
    reason: str


class React(msgspec.Struct, frozen=True, tag=True):
    """React to the shop's newest message."""

    emoji: str


class Tap(msgspec.Struct, frozen=True, tag=True):
    """Tap a button of the shop's newest message; ``template`` buttons answer differently from those of a chat."""

    id: str
    title: str
    template: bool = False


class Lose(msgspec.Struct, frozen=True, tag=True):
    """Lose patience: nobody has answered for as long as this person waits."""


class Rest(msgspec.Struct, frozen=True, tag=True):
    """Put the phone away: the matter is closed."""


Act = Write | Photo | Voice | Sticker | Fill | Pay | Leave | Buy | Reclaim | React | Tap | Lose | Rest
SPOKEN_ACTS = (Write, Photo, Voice, Sticker, Fill, React, Tap)
"""Acts that are a message to the shop."""


class Begin(msgspec.Struct, frozen=True, tag=True):
    """It occurs to a person to turn to the shop: with which ``matter``, about which product, order and payment."""

    matter: str
    sku: str = ""
    order: str = ""
    charge: str = ""


class Button(msgspec.Struct, frozen=True):
    """A button that can be tapped."""

    id: str
    title: str
    template: bool = False


class Heard(msgspec.Struct, frozen=True, tag=True):
    """The shop has written: what it means, and what came with it (a link to pay, products by SKU, buttons).

    ``unread_for`` is how many seconds of life pass until the blue ticks, None when this person shows none.
    """

    meanings: frozenset[Meaning] = frozenset()
    language: str | None = None
    link: bool = False
    products: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    is_template: bool = False
    unread_for: float | None = None


class Refunded(msgspec.Struct, frozen=True, tag=True):
    """Money is on its way back: the sum as a person would write it, and whether it is what they can expect."""

    amount: str
    is_enough: bool = True


class Paid(msgspec.Struct, frozen=True, tag=True):
    """The payment went through."""


class Declined(msgspec.Struct, frozen=True, tag=True):
    """The bank said no."""


class Stuck(msgspec.Struct, frozen=True, tag=True):
    """What was meant to be done cannot be done; ``why`` is what the platform says."""

    why: str


class Unanswered(msgspec.Struct, frozen=True, tag=True):
    """Patience has run out; ``may_reclaim`` is False when the shop has had enough disputes for one demo."""

    may_reclaim: bool = True


Event = Begin | Heard | Refunded | Paid | Declined | Stuck | Unanswered

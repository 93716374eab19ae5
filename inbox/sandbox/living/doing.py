"""Carries out what the people of the demo shop decide, on both platforms, and tells them what came of it.

Called by ``town.py`` on the sandbox's event loop; never awaits.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping

import msgspec

from inbox.sandbox.carts import OrderLine, order_content
from inbox.sandbox.customers import Customer
from inbox.sandbox.living.acts import (
    Act,
    Buy,
    Declined,
    Event,
    Fill,
    Leave,
    Paid,
    Pay,
    Photo,
    React,
    Reclaim,
    Sticker,
    Stuck,
    Tap,
    Voice,
    Write,
)
from inbox.sandbox.living.matters import Order
from inbox.sandbox.living.pictures.photos import photo
from inbox.sandbox.living.till import buy
from inbox.sandbox.sayings import Saying, content_of
from inbox.sandbox.shoppers import LAST, Shoppers
from inbox.sandbox.specimens import voice_note
from inbox.sandbox.stripe import StripeAccount, StripeFault
from inbox.sandbox.whatsapp.account import WhatsAppAccount


class Result(msgspec.Struct, frozen=True):
    """What came of an act: something to notice, and an order when one was paid."""

    event: Event | None = None
    order: Order | None = None


class Doer:
    """Does things for everybody. ``numbers`` of orders in the web shop count on from ``newest``."""

    def __init__(self, whatsapp: WhatsAppAccount, stripe: StripeAccount, shoppers: Shoppers, newest: int) -> None:
        self._whatsapp = whatsapp
        self._stripe = stripe
        self._shoppers = shoppers
        self._newest = newest

    def do(self, customer: Customer, act: Act, sku: str, now: float) -> Result:
        """Carry out ``act``; ``sku`` is what an order is taken to be about, ``now`` the second of life it happens."""
        try:
            match act:
                case Pay():
                    return self._pay(customer, act, sku, now)
                case Leave():
                    self._shoppers.abandon(customer)
                case Buy():
                    return self._buy(customer, act, now)
                case Reclaim():
                    self._shoppers.dispute(customer, act.charge, act.reason)
                case Write() | Photo() | Voice() | Sticker() | Fill() | React() | Tap():
                    self._speak(customer, act)
                case _:
                    pass
        except (ValueError, StripeFault) as error:
            # The link is gone, the country is not delivered to, the money was given back meanwhile: life goes on.
            return Result(Stuck(str(error)))
        return Result()

    def _speak(self, customer: Customer, act: Act) -> None:
        match act:
            case Fill():
                self._shoppers.order(customer, _cart(act))
            case _:
                self._shoppers.say(customer, _saying(act))

    def _pay(self, customer: Customer, act: Pay, sku: str, now: float) -> Result:
        told = self._shoppers.pay(customer, None, act.method, act.decline)
        if told["status"] == "failed":
            return Result(Declined())
        return Result(Paid(), Order("", (sku,) if sku else (), str(told["charge"]), now))

    def _buy(self, customer: Customer, act: Buy, now: float) -> Result:
        self._newest += 1
        number = str(self._newest)
        charge = buy(self._stripe, customer, act.items, number, act.method)
        self._shoppers.charges.setdefault(customer.id, []).append(charge)
        return Result(order=Order(number, tuple(sku for sku, _ in act.items), charge, now))


def content_of_act(act: Act, whatsapp: WhatsAppAccount) -> Mapping[str, object]:
    """Return the content of the message an act of the past was, with its media on the account's shelf."""
    catalog = whatsapp.credentials.catalog_id
    if isinstance(act, Fill):
        return order_content(_cart(act), whatsapp.catalogue, catalog, "")
    return content_of(_saying(act), whatsapp.media, catalog)


def _cart(act: Fill) -> list[OrderLine]:
    seen = dict(act.seen)
    return [OrderLine(sku, pieces, seen.get(sku)) for sku, pieces in act.items]


def _saying(act: Act) -> Saying:
    match act:
        case Write():
            return Saying(text=act.text, reply_to=LAST if act.quotes else None, product=act.product or None)
        case Photo():
            return Saying(
                kind="image", caption=act.caption, mime="image/png", data=_packed(photo(act.subject, act.note))
            )
        case Voice():
            return Saying(kind="voice", data=_packed(voice_note(act.seconds)))
        case Sticker():
            return Saying(kind="sticker")
        case React():
            return Saying(kind="reaction", message_id=LAST, emoji=act.emoji)
        case Tap() if act.template:
            return Saying(kind="button", title=act.title, payload=act.id, reply_to=LAST)
        case Tap():
            return Saying(kind="button_reply", id=act.id, title=act.title, reply_to=LAST)
        case _:
            raise ValueError(f"{type(act).__name__} is nothing to say")


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode()

"""The control side's customers: ``POST /_sandbox/customers/{id}/say|order|pay|abandon|dispute|fraud|block|call|move`` and more.

Served on the sandbox's event loop. ``{id}`` is a customer's id, phone, ``wa_id``, user id or username; a phone nobody has
is a stranger who writes for the first time.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal

import msgspec
from starlette.requests import Request
from starlette.routing import Route

from inbox.sandbox.carts import OrderLine
from inbox.sandbox.composition import Sandbox
from inbox.sandbox.control import body_as, route
from inbox.sandbox.customers import Customer, Manners
from inbox.sandbox.sayings import Saying
from inbox.sandbox.whatsapp import handsets

Act = Callable[[Sandbox, Customer, Request], Awaitable[object]]


class CartOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``order``."""

    items: list[OrderLine] = []
    text: str = ""


class PayOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``pay`` and ``abandon``: a link's id or token, the newest one when missing.

    ``method`` is a means of payment the sandbox knows, ``decline`` a decline code, ``shipping`` a choice's place or id.
    """

    link: str | None = None
    method: str | None = None
    decline: str | None = None
    shipping: int | str = 0


class DisputeOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``dispute``: a charge id, the newest one when missing, and the bank's reason; an ``inquiry`` only asks."""

    charge: str | None = None
    reason: str = "fraudulent"
    inquiry: bool = False


class FraudOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``fraud``: a charge id, the newest one when missing, and of what kind of fraud the bank warns."""

    charge: str | None = None
    fraud_type: str = "made_with_stolen_card"


class SubscribeOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``subscribe``: what comes again, for how many euro cents, and how often."""

    what: str
    amount: int
    interval: Literal["day", "week", "month", "year"] = "month"


class BlockOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``block``."""

    blocked: bool = True


class CallOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``call``: how long the two talked, 0 for a call nobody took; ``ours`` when the shop called."""

    seconds: int = 0
    ours: bool = False


class MarketingOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``marketing``: whether marketing messages are stopped."""

    stopped: bool


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``move``: the new number, None when only the user id changes; ``shows`` gives the number to the shop."""

    phone: str | None = None
    shows: bool | None = None


class Echo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``echo``: what somebody answers on the shop's own phone."""

    text: str


class ContactOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``contact``: the name in the address book of the shop's phone, None to take the customer out of it."""

    name: str | None = None


class Stranger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /_sandbox/customers``."""

    phone: str
    name: str | None = None


async def _say(sandbox: Sandbox, customer: Customer, request: Request) -> object:
    message = sandbox.shoppers.say(customer, await body_as(request, Saying))
    return {"message": message, "delivered": message is not None}


async def _order(sandbox: Sandbox, customer: Customer, request: Request) -> object:
    order = await body_as(request, CartOrder)
    message = sandbox.shoppers.order(customer, order.items, order.text)
    return {"message": message, "delivered": message is not None}


async def _pay(sandbox: Sandbox, customer: Customer, request: Request) -> object:
    order = await body_as(request, PayOrder)
    return sandbox.shoppers.pay(customer, order.link, order.method, order.decline, order.shipping)


async def _abandon(sandbox: Sandbox, customer: Customer, request: Request) -> object:
    return sandbox.shoppers.abandon(customer, (await body_as(request, PayOrder)).link)


async def _dispute(sandbox: Sandbox, customer: Customer, request: Request) -> object:
    order = await body_as(request, DisputeOrder)
    return sandbox.shoppers.dispute(customer, order.charge, order.reason, inquiry=order.inquiry)


async def _fraud(sandbox: Sandbox, customer: Customer, request: Request) -> object:
    order = await body_as(request, FraudOrder)
    return sandbox.shoppers.report_fraud(customer, order.charge, order.fraud_type)


async def _subscribe(sandbox: Sandbox, customer: Customer, request: Request) -> object:
    order = await body_as(request, SubscribeOrder)
    return sandbox.shoppers.subscribe(customer, order.what, order.amount, order.interval)


async def _block(sandbox: Sandbox, customer: Customer, request: Request) -> object:
    sandbox.shoppers.block(customer, (await body_as(request, BlockOrder)).blocked)
    return {"blocked": customer.blocks_shop}


async def _call(sandbox: Sandbox, customer: Customer, request: Request) -> object:
    order = await body_as(request, CallOrder)
    return {"id": sandbox.whatsapp.call(customer, order.seconds, by_shop=order.ours)}


async def _manners(_sandbox: Sandbox, customer: Customer, request: Request) -> object:
    customer.manners = await body_as(request, Manners)
    return customer.manners


async def _marketing(sandbox: Sandbox, customer: Customer, request: Request) -> object:
    sandbox.whatsapp.stop_marketing(customer, (await body_as(request, MarketingOrder)).stopped)
    return {"stopped": customer.stopped_marketing}


async def _move(sandbox: Sandbox, customer: Customer, request: Request) -> object:
    order = await body_as(request, Move)
    if order.shows is not None:
        customer.hides_phone = not order.shows
    return handsets.move(sandbox.whatsapp, customer, order.phone)


async def _echo(sandbox: Sandbox, customer: Customer, request: Request) -> object:
    return {"message": handsets.echo(sandbox.whatsapp, customer, (await body_as(request, Echo)).text)}


async def _contact(sandbox: Sandbox, customer: Customer, request: Request) -> object:
    order = await body_as(request, ContactOrder)
    return {"action": handsets.list_contact(sandbox.whatsapp, customer, order.name)}


async def _play(sandbox: Sandbox, customer: Customer, _request: Request) -> object:
    return {"steps": sandbox.play(customer)}


ACTS: dict[str, Act] = {
    "say": _say,
    "order": _order,
    "pay": _pay,
    "abandon": _abandon,
    "dispute": _dispute,
    "fraud": _fraud,
    "block": _block,
    "subscribe": _subscribe,
    "call": _call,
    "move": _move,
    "echo": _echo,
    "contact": _contact,
    "manners": _manners,
    "marketing": _marketing,
    "play": _play,
}


async def _act(sandbox: Sandbox, request: Request) -> object:
    act = ACTS.get(request.path_params["act"])
    if act is None:
        raise LookupError(f"customers can {', '.join(ACTS)}")
    return await act(sandbox, sandbox.customer(request.path_params["customer"]), request)


async def _list(sandbox: Sandbox, _request: Request) -> object:
    return {"customers": [sandbox.describe(customer) for customer in sandbox.customers.all()]}


async def _welcome(sandbox: Sandbox, request: Request) -> object:
    stranger = await body_as(request, Stranger)
    return sandbox.describe(sandbox.customers.welcome(stranger.phone, stranger.name))


async def _auto(sandbox: Sandbox, _request: Request) -> object:
    return {"steps": {customer.id: sandbox.play(customer) for customer in sandbox.customers.all()}}


def customer_routes(sandbox: Sandbox) -> list[Route]:
    """Return the routes about customers."""
    return [
        route(sandbox, "/customers", "GET", _list),
        route(sandbox, "/customers", "POST", _welcome),
        route(sandbox, "/customers/{customer}/{act}", "POST", _act),
        route(sandbox, "/auto", "POST", _auto),
    ]

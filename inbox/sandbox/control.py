"""The control side of a sandbox under ``/_sandbox``: its books, faults, clock, and everything the platforms' own screens do.

Served on the sandbox's event loop. Answers JSON; bad input is a 400 with words. What customers do is in
``control_customers.py``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inbox.domain.times import from_text, from_unix, to_text, to_unix
from inbox.sandbox.composition import Sandbox
from inbox.sandbox.stripe import StripeFault
from inbox.sandbox.stripe.keys import EVERY_PERMISSION
from inbox.sandbox.whatsapp.catalogue import Change
from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.world import Fault, FaultKind

Handler = Callable[[Sandbox, Request], Awaitable[object]]
Body = TypeVar("Body")

_ENCODER = msgspec.json.Encoder(order="deterministic")
MOST_YEARS = 100


class FaultOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /_sandbox/faults``; see ``inbox.sandbox.world.Fault``."""

    target: str
    kind: FaultKind
    times: int = 1
    status: int = 500
    ms: int = 400
    executed: bool = False
    code: int = 0
    method: str | None = None


class ClockOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /_sandbox/clock``: a shift in seconds, or an RFC 3339 instant."""

    shift_seconds: int | None = None
    set: str | None = None


class WebhookOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /_sandbox/webhooks``: the hub that gets both platforms' webhooks, null for none."""

    hub: str | None


class KeyOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /_sandbox/keys``: permissions to take from or give back to the restricted key, or its expiry."""

    remove: list[str] = []
    add: list[str] = []
    expired: bool | None = None


class DashboardRefund(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /_sandbox/dashboard/refund``; the whole rest when ``amount`` (minor units) is missing."""

    charge: str
    amount: int | None = None


class DashboardCharge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /_sandbox/dashboard/charge``: a payment taken outside the shop's inbox, in minor units."""

    amount: int
    currency: str = "eur"
    customer: str | None = None
    method: str = "card_4242"


class TemplateOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /_sandbox/templates``: a new status for one template."""

    name: str
    language: str
    status: str
    reason: str = "NONE"


class NumberOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /_sandbox/number``: the phones a test number may write to, null for a number without a list."""

    allowed: list[str] | None


class HealthOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /_sandbox/health``: how Meta rates the number and whether it may send, with the reason."""

    quality: Literal["GREEN", "YELLOW", "RED"] = "GREEN"
    can_send: Literal["AVAILABLE", "LIMITED", "BLOCKED"] = "AVAILABLE"
    obstacle: str = ""


class Publication(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /_sandbox/publish``: one WhatsApp webhook change exactly as given, signed like any other."""

    value: dict[str, object]
    field: str = "messages"


async def body_as(request: Request, kind: type[Body]) -> Body:
    """Read the body as ``kind``; ValueError in words when it is something else."""
    return msgspec.json.decode(await request.body() or b"{}", type=kind)


def json_answer(content: object, status: int = 200) -> Response:
    """Return a JSON answer."""
    return Response(_ENCODER.encode(content), status, media_type="application/json")


def route(sandbox: Sandbox, path: str, method: str, handler: Handler) -> Route:
    """Return one route of the control side; what cannot be done becomes a 400 or 404 with words."""

    async def endpoint(request: Request) -> Response:
        try:
            return json_answer(await handler(sandbox, request))
        except LookupError as error:
            return json_answer({"error": str(error.args[0]) if error.args else "not found"}, 404)
        except (ValueError, StripeFault, GraphError) as error:
            return json_answer({"error": str(error)}, 400)

    return Route(f"/_sandbox{path}", endpoint, methods=[method])


async def _books(sandbox: Sandbox, _request: Request) -> object:
    return sandbox.books()


async def _faults(sandbox: Sandbox, _request: Request) -> object:
    return {"faults": sandbox.world.faults.waiting()}


async def _add_fault(sandbox: Sandbox, request: Request) -> object:
    order = await body_as(request, FaultOrder)
    sandbox.world.faults.add(_placed(order))
    return {"faults": sandbox.world.faults.waiting()}


def _placed(order: FaultOrder) -> Fault:
    """Return the fault where it can happen: webhooks go wrong on their way, whoever caused them."""
    fault = msgspec.convert(msgspec.to_builtins(order), Fault)
    platform, _, resource = fault.target.partition(".")
    if fault.kind in ("duplicate_webhook", "reorder_webhooks") and platform != "webhooks" and resource:
        fault = msgspec.structs.replace(fault, target=f"webhooks.{platform}")
    if fault.kind == "lose_answer_after" and platform == "webhooks":
        # The hub has the webhook, the platform does not know it: the same as an answer it does not understand.
        fault = msgspec.structs.replace(fault, kind="status", executed=True)
    return fault


async def _clear_faults(sandbox: Sandbox, _request: Request) -> object:
    sandbox.world.faults.clear()
    return {"faults": []}


async def _clock(sandbox: Sandbox, _request: Request) -> object:
    return {"now": to_text(from_unix(sandbox.world.clock.now()))}


async def _move_clock(sandbox: Sandbox, request: Request) -> object:
    order = await body_as(request, ClockOrder)
    if (order.shift_seconds is None) == (order.set is None):
        raise ValueError('say either {"shift_seconds": 3600} or {"set": "2026-11-22T09:30:00Z"}')
    if order.set is not None:
        sandbox.world.clock.set(to_unix(from_text(order.set)))
    elif order.shift_seconds is not None:
        if abs(order.shift_seconds) > MOST_YEARS * 365 * 86_400:
            raise ValueError(f"shift_seconds is at most {MOST_YEARS} years")
        sandbox.world.clock.shift(order.shift_seconds)
    sandbox.stripe.advance()
    return await _clock(sandbox, request)


async def _webhooks(sandbox: Sandbox, _request: Request) -> object:
    return sandbox.webhook_targets()


async def _aim_webhooks(sandbox: Sandbox, request: Request) -> object:
    sandbox.set_hub((await body_as(request, WebhookOrder)).hub)
    return sandbox.webhook_targets()


async def _refund_outcome(sandbox: Sandbox, request: Request) -> object:
    refund, outcome = request.path_params["refund"], request.path_params["outcome"]
    if outcome == "fail":
        return sandbox.stripe.fail_refund(refund)
    if outcome == "complete":
        return sandbox.stripe.complete_refund(refund)
    raise LookupError("a refund can fail or complete")


async def _dispute_outcome(sandbox: Sandbox, request: Request) -> object:
    dispute, outcome = request.path_params["dispute"], request.path_params["outcome"]
    if outcome in ("win", "lose"):
        return sandbox.stripe.judge_dispute(dispute, won=outcome == "win")
    if outcome == "escalate":
        return sandbox.stripe.escalate_dispute(dispute)
    raise LookupError("a dispute can win, lose or escalate")


async def _dashboard_refund(sandbox: Sandbox, request: Request) -> object:
    order = await body_as(request, DashboardRefund)
    return sandbox.stripe.dashboard_refund(order.charge, order.amount)


async def _dashboard_charge(sandbox: Sandbox, request: Request) -> object:
    order = await body_as(request, DashboardCharge)
    return sandbox.stripe.create_charge_for_seed(order.customer, order.amount, order.currency, method=order.method)


async def _keys(sandbox: Sandbox, request: Request) -> object:
    order = await body_as(request, KeyOrder)
    unknown = {*order.remove, *order.add} - EVERY_PERMISSION
    if unknown:
        raise ValueError(f"no permission {', '.join(sorted(unknown))}; there are {', '.join(sorted(EVERY_PERMISSION))}")
    for permission in order.remove:
        sandbox.stripe.set_permission(permission, granted=False)
    for permission in order.add:
        sandbox.stripe.set_permission(permission, granted=True)
    if order.expired is not None:
        sandbox.stripe.expire_key(expired=order.expired)
    return {"removed": order.remove, "added": order.add, "expired": order.expired}


async def _template(sandbox: Sandbox, request: Request) -> object:
    order = await body_as(request, TemplateOrder)
    sandbox.whatsapp.set_template_status(order.name, order.language, order.status, order.reason)
    return {"name": order.name, "language": order.language, "status": order.status}


async def _product(sandbox: Sandbox, request: Request) -> object:
    changed = sandbox.whatsapp.catalogue.change(request.path_params["sku"], await body_as(request, Change))
    return {"sku": changed.sku, "price": changed.price.minor, "available": changed.available}


async def _number(sandbox: Sandbox, request: Request) -> object:
    allowed = (await body_as(request, NumberOrder)).allowed
    digits = None if allowed is None else frozenset(phone.removeprefix("+") for phone in allowed)
    sandbox.whatsapp.outgoing.allowed = digits
    return {"allowed": allowed}


async def _health(sandbox: Sandbox, request: Request) -> object:
    order = await body_as(request, HealthOrder)
    sandbox.whatsapp.judge_number(order.quality, order.can_send, order.obstacle)
    return order


async def _publish(sandbox: Sandbox, request: Request) -> object:
    order = await body_as(request, Publication)
    sandbox.whatsapp.publish(order.value, order.field)
    return {"published": order.field}


CALLS: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/books", _books),
    ("GET", "/faults", _faults),
    ("POST", "/faults", _add_fault),
    ("DELETE", "/faults", _clear_faults),
    ("GET", "/clock", _clock),
    ("POST", "/clock", _move_clock),
    ("GET", "/webhooks", _webhooks),
    ("POST", "/webhooks", _aim_webhooks),
    ("POST", "/refunds/{refund}/{outcome}", _refund_outcome),
    ("POST", "/disputes/{dispute}/{outcome}", _dispute_outcome),
    ("POST", "/dashboard/refund", _dashboard_refund),
    ("POST", "/dashboard/charge", _dashboard_charge),
    ("POST", "/keys", _keys),
    ("POST", "/templates", _template),
    ("POST", "/products/{sku}", _product),
    ("POST", "/number", _number),
    ("POST", "/health", _health),
    ("POST", "/publish", _publish),
)


def control_routes(sandbox: Sandbox) -> list[Route]:
    """Return the routes of the control side without those of the customers."""
    return [route(sandbox, path, method, handler) for method, path, handler in CALLS]


def index_route(sandbox: Sandbox, routes: list[Route]) -> Route:
    """Return ``GET /_sandbox``, which lists every call of the control side."""
    calls = [f"{method} {one.path}" for one in routes for method in sorted((one.methods or set()) - {"HEAD"})]

    async def index(_sandbox: Sandbox, _request: Request) -> object:
        return {"calls": calls, "hub": sandbox.webhook_targets()}

    return route(sandbox, "", "GET", index)

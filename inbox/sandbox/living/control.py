"""``/_sandbox/living``: how fast life goes in the demo shop, and who is up to what. Served on the sandbox's event loop."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.routing import Route

from inbox.sandbox.composition import Sandbox
from inbox.sandbox.control import body_as, route
from inbox.sandbox.living.town import Town


class LifeOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /_sandbox/living``: times real life, and whether it stands still."""

    speed: float | None = None
    paused: bool | None = None


def living_routes(sandbox: Sandbox) -> list[Route]:
    """Return the routes about life in the demo shop; 404 in a sandbox whose customers only do what they are told."""
    return [route(sandbox, "/living", "GET", _show), route(sandbox, "/living", "POST", _change)]


def _town(sandbox: Sandbox) -> Town:
    if sandbox.town is None:
        raise LookupError("nobody lives in this sandbox; start it as a living one")
    return sandbox.town


async def _show(sandbox: Sandbox, _request: Request) -> object:
    return _town(sandbox).describe()


async def _change(sandbox: Sandbox, request: Request) -> object:
    town = _town(sandbox)
    order = await body_as(request, LifeOrder)
    town.set(speed=order.speed, paused=order.paused)
    return town.describe()

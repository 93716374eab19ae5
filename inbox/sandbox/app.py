"""The sandbox as one web application: Graph, Stripe, pay pages, product pictures and the control side on one port.

Made by ``inbox.sandbox.server``; runs on one event loop, which alone changes state.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from inbox.sandbox.composition import Sandbox, SandboxConfig
from inbox.sandbox.control import control_routes, index_route
from inbox.sandbox.control_customers import customer_routes
from inbox.sandbox.living.control import living_routes
from inbox.sandbox.living.goods import LIVING_BY_SKU
from inbox.sandbox.living.pictures.goods import picture
from inbox.sandbox.papers import paper_routes
from inbox.sandbox.paypage import pay_routes
from inbox.sandbox.shop import BY_SKU
from inbox.sandbox.specimens import png
from inbox.sandbox.stripe import stripe_routes
from inbox.sandbox.whatsapp.graph import Graph

GRAPH_METHODS = ["GET", "POST", "DELETE"]


def make_app(config: SandboxConfig) -> Starlette:
    """Return the application of a new sandbox; ValueError when its hub is not on this machine."""
    sandbox = Sandbox(config)
    graph = Graph(sandbox.whatsapp, sandbox.callbacks)

    @asynccontextmanager
    async def running(_app: Starlette) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(sandbox.run())
            yield
            task.cancel()

    control = [*customer_routes(sandbox), *control_routes(sandbox), *living_routes(sandbox)]
    routes = [
        Route("/graph/{path:path}", graph.answer, methods=GRAPH_METHODS),
        Mount("/stripe", routes=stripe_routes(sandbox.stripe)),
        Route("/pictures/{sku}.png", _drawn_picture if config.living else _picture),
        *pay_routes(sandbox.stripe),
        *paper_routes(sandbox.stripe),
        index_route(sandbox, control),
        *control,
    ]
    return Starlette(routes=routes, lifespan=running)


async def _picture(request: Request) -> Response:
    """Answer a plain square in a colour of the product's own."""
    sku = request.path_params["sku"]
    if sku not in BY_SKU:
        return Response("no such product", 404, media_type="text/plain")
    place = list(BY_SKU).index(sku)
    return Response(png(120 + 9 * place, 60 + 11 * place, 30 + 7 * place), media_type="image/png")


async def _drawn_picture(request: Request) -> Response:
    """Answer a drawing of the product; it takes a moment the first time, so it is not made on the loop."""
    sku = request.path_params["sku"]
    if sku not in LIVING_BY_SKU:
        return Response("no such product", 404, media_type="text/plain")
    return Response(await asyncio.to_thread(picture, sku), media_type="image/png")

"""Graph over HTTP: finds the object and edge a request names, checks the token, plays the faults, answers like Meta.

Mounted under ``/graph`` by ``inbox.sandbox.app``; runs on the sandbox's event loop and awaits only to read a request, for
the ``delay`` fault and for the webhook handshake. Any API version is taken, and none. Documented at
developers.facebook.com, Graph API > Overview.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from email.utils import formatdate

from starlette.requests import Request
from starlette.responses import Response

from inbox.sandbox.connection import hang_up
from inbox.sandbox.whatsapp.account import WhatsAppAccount
from inbox.sandbox.whatsapp.callbacks import Callbacks
from inbox.sandbox.whatsapp.calls import CALLS, Asked, node_kind
from inbox.sandbox.whatsapp.errors import GraphError, error_for_status, no_such_object, played_back
from inbox.sandbox.whatsapp.media import ATTACHMENTS
from inbox.sandbox.whatsapp.names import trace
from inbox.sandbox.whatsapp.payloads import encode
from inbox.sandbox.whatsapp.samples import PREFIX
from inbox.sandbox.world import ANSWER_FAULTS

_VERSION = re.compile(r"v\d+(\.\d+)?")
_GATEWAY = (502, 504)


class Graph:
    """The HTTP side of one account."""

    def __init__(self, account: WhatsAppAccount, callbacks: Callbacks) -> None:
        self._account = account
        self._callbacks = callbacks

    async def answer(self, request: Request) -> Response:
        """Answer one request, or hang up when a fault says so."""
        path = [part for part in request.path_params["path"].split("/") if part]
        if path and _VERSION.fullmatch(path[0]):
            del path[0]
        target = self._fault_target(path)
        fault = self._account.world.faults.take(target, ANSWER_FAULTS, request.method) if target else None
        if fault is None:
            return await self._answer(request, path)
        if fault.kind == "delay":
            await asyncio.sleep(fault.ms / 1000)
            return await self._answer(request, path)
        if fault.kind == "lose_answer_before":
            return await _lost(request)
        if fault.kind == "lose_answer_after":
            await self._answer(request, path)
            return await _lost(request)
        if fault.executed:
            await self._answer(request, path)
        if fault.code:
            return self._refuse(played_back(fault.code))
        if fault.status in _GATEWAY:
            return Response("<html><body>Bad gateway</body></html>", fault.status, media_type="text/html")
        return self._refuse(error_for_status(fault.status))

    def _fault_target(self, path: list[str]) -> str | None:
        if path[1:] == ["messages"]:
            return "whatsapp.messages"
        if path[1:] == ["message_templates"]:
            return "whatsapp.templates"
        if path[1:] in (["products"], ["product_catalogs"]):
            return "whatsapp.catalog"
        of_media = path[1:] == ["media"] or path[:2] == ATTACHMENTS.strip("/").split("/")
        return "whatsapp.media" if of_media or (path and self._account.media.find(path[0])) else None

    async def _answer(self, request: Request, path: list[str]) -> Response:
        try:
            self._check_token(request, "oauth" if path and path[0].startswith(PREFIX) else "bearer")
            return await self._respond(request, path)
        except GraphError as error:
            return self._refuse(error)

    def _check_token(self, request: Request, name: str) -> None:
        """Check the token, which is sent under the scheme ``name``: uploads in sessions have one of their own."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        token = given if scheme.lower() == name else request.query_params.get("access_token")
        if token != self._account.credentials.whatsapp_token:
            raise GraphError(190, "Invalid OAuth access token - Cannot parse access token")

    async def _respond(self, request: Request, path: list[str]) -> Response:
        node, edge = (path[0] if path else "", "/".join(path[1:]))
        call = CALLS.get((request.method, node_kind(self._account, node), edge))
        if call is None:
            raise no_such_object(node, request.method)
        asked = Asked(self._account, self._callbacks, request, node)
        result = await call(asked)
        return result if isinstance(result, Response) else self._json(result)

    def _refuse(self, error: GraphError) -> Response:
        return self._json(error.envelope(trace(self._account.world.ids)), error.status)

    def _json(self, body: Mapping[str, object], status: int = 200) -> Response:
        date = formatdate(self._account.world.clock.now(), usegmt=True)
        headers = {"Date": date, "Facebook-Api-Version": "v25.0"}
        return Response(encode(body), status, headers, "application/json; charset=UTF-8")


async def _lost(request: Request) -> Response:
    await hang_up(request.scope, request.receive)
    return Response(status_code=500)

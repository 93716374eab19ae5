"""The platforms' door: ``/webhooks/whatsapp`` and ``/webhooks/stripe``.

Plain ASGI on the event loop, the hottest path of the hub: size, signature, one row, commit, 200. Nothing is parsed here.
A 200 says that the bytes survive a power cut; anything else makes the platform come again.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence

import msgspec
from starlette.types import Receive, Scope, Send

from inbox.domain.ports import Clock
from inbox.hub import ingest, wire
from inbox.hub.intake import Intake
from inbox.hub.problems import NOT_FOUND, HttpProblem, allow, storage_trouble
from inbox.hub.writer import Arrival, Writing
from inbox.store.state.database import StorageTrouble
from inbox.system.secrets import Secret

MOST_BYTES = 4 * 1024 * 1024
"""Meta sends up to 3 MB (developers.facebook.com, Graph API > Webhooks)."""

_WHATSAPP = "/webhooks/whatsapp"
_STRIPE = "/webhooks/stripe"


class Shared(msgspec.Struct, frozen=True):
    """What the platforms sign with; an empty list takes nothing in."""

    whatsapp: Sequence[Secret] = ()
    stripe: Sequence[Secret] = ()
    verify_token: Secret | None = None


class Webhooks:
    """The ASGI application for everything under ``/webhooks/``."""

    def __init__(self, writer: Writing, clock: Clock, shared: Shared) -> None:
        self._intake = Intake(writer)
        self._clock = clock
        self._whatsapp = [secret.reveal() for secret in shared.whatsapp]
        self._stripe = [secret.reveal() for secret in shared.stripe]
        self._verify_token = shared.verify_token

    def __repr__(self) -> str:
        return "<Webhooks>"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path, method = scope["path"], scope["method"]
        if path == _WHATSAPP and method == "POST":
            await self._take_whatsapp(scope, receive, send)
        elif path == _STRIPE and method == "POST":
            await self._take_stripe(scope, receive, send)
        elif path == _WHATSAPP and method == "GET":
            await self._challenge(scope, send)
        elif path == _WHATSAPP:
            raise allow(["GET", "POST"])
        elif path == _STRIPE:
            raise allow(["POST"])
        else:
            raise HttpProblem(404, *NOT_FOUND)

    async def _take_whatsapp(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await wire.read_body(scope, receive, MOST_BYTES)
        if not ingest.verify_whatsapp(self._whatsapp, wire.header(scope, b"x-hub-signature-256"), body):
            raise _not_genuine()
        await self._store(ingest.WHATSAPP, ingest.dedup_whatsapp(body), body)
        await wire.answer(send, 200, b"", b"text/plain")

    async def _take_stripe(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await wire.read_body(scope, receive, MOST_BYTES)
        given = wire.header(scope, b"stripe-signature")
        if not ingest.verify_stripe(self._stripe, given, body, self._clock.now()):
            raise _not_genuine()
        await self._store(ingest.STRIPE, ingest.dedup_stripe(body), body)
        await wire.answer(send, 200, b"", b"text/plain")

    async def _store(self, source: str, dedup: bytes, body: bytes) -> None:
        try:
            await self._intake.store(Arrival(source, dedup, body))
        except StorageTrouble as trouble:
            # The writer has logged what is wrong with the disk.
            raise storage_trouble() from trouble

    async def _challenge(self, scope: Scope, send: Send) -> None:
        """Prove to Meta that this address is ours (developers.facebook.com, Webhooks > Verification requests)."""
        values = wire.query(scope["query_string"])
        wanted = self._verify_token
        given = values.get("hub.verify_token", "")
        is_ours = wanted is not None and hmac.compare_digest(wanted.reveal().encode(), given.encode())
        if not is_ours or values.get("hub.mode") != "subscribe":
            raise HttpProblem(403, "wrong-verify-token", "The verify token is not the one this hub was given.")
        await wire.answer(send, 200, values.get("hub.challenge", "").encode(), b"text/plain; charset=utf-8")


def _not_genuine() -> HttpProblem:
    return HttpProblem(
        401, "bad-signature", "The signature is missing or wrong, or this hub was given no secret for it."
    )

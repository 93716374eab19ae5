"""How any call to Stripe is made, read, listed to the end or posted: the outcome is an ``Answer`` or a ``StripeTrouble``.

Safe for threads. Never retries: the engine that knows what the money is doing decides that. The SDK is loaded at the first
call, so an idle hub does not carry it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

import httpx

from inbox.domain.ids import SourceId
from inbox.platforms.stripe import errors, fields, forms
from inbox.platforms.stripe.fields import Json
from inbox.platforms.stripe.gateway import Answer
from inbox.system.settings import StripeSettings

if TYPE_CHECKING:
    from inbox.platforms.stripe.sdk import Connection

T = TypeVar("T")

PAGE = 100
"""Stripe's largest page."""
_MOST_PAGES = 50


class Calls:
    """One account's Stripe, over one key."""

    def __init__(
        self,
        settings: StripeSettings,
        transport: httpx.BaseTransport | None = None,
        heard: Callable[[int], None] | None = None,
    ) -> None:
        """``heard`` is told Stripe's clock (unix seconds) of every answer; ``transport`` replaces the network in tests."""
        self._settings = settings
        self._transport = transport
        self._heard = heard or (lambda date: None)
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._reads = 0

    @property
    def reads(self) -> int:
        """How many reading calls were made since start; Stripe allots a number per month."""
        return self._reads

    @property
    def stripe_version(self) -> str:
        """The API version new requests are made in; loads the SDK, which knows it."""
        from inbox.platforms.stripe import sdk

        return sdk.VERSION

    @property
    def url(self) -> str | None:
        """Where the pretend Stripe is; None for Stripe itself."""
        return self._settings.url

    @property
    def transport(self) -> httpx.BaseTransport | None:
        """What takes the place of the network in tests."""
        return self._transport

    def close(self) -> None:
        """Close the connections; a later call opens new ones."""
        with self._lock:
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def pages(self, path: str, params: Mapping[str, forms.Value], most: int = _MOST_PAGES) -> Answer[list[Json]]:
        """Read a list to its end, newest first as Stripe gives it."""
        rows: list[Json] = []
        after: str | None = None
        for _ in range(most):
            answer = self.get(path, {**params, "limit": PAGE, "starting_after": after})
            page = fields.rows(answer.value, "data")
            rows += page
            after = fields.text(page[-1], "id") if page else None
            if after is None or not fields.flag(answer.value, "has_more"):
                return Answer(rows, answer.date, answer.request_id)
        raise errors.Lost(f"Stripe's list did not end after {most} pages.")

    def get(self, path: str, params: Mapping[str, forms.Value] | None = None) -> Answer[dict[str, object]]:
        """Read ``path``; ``expand`` is a list."""
        with self._lock:
            self._reads += 1
        answer = self._connect().get(path, params or {})
        self._heard(answer.date)
        return answer

    def post(self, path: str, body: bytes, key: str, stripe_version: str) -> Answer[dict[str, object]]:
        """Post ``body`` as it stands under the idempotency key ``key``."""
        return self._connect().post(path, body, key, stripe_version)

    def upload(
        self, path: str, params: Mapping[str, str], name: str, content: bytes, key: str, stripe_version: str
    ) -> Answer[dict[str, object]]:
        """Post a file called ``name`` to the address Stripe has for files."""
        return self._connect().upload(path, params, name, content, key, stripe_version)

    def delete(self, path: str, body: bytes, stripe_version: str) -> Answer[dict[str, object]]:
        """Delete what is at ``path``, with the parameters of ``body``; Stripe gives such a call no idempotency key."""
        return self._connect().delete(path, body, stripe_version)

    def _connect(self) -> Connection:
        from inbox.platforms.stripe import sdk

        with self._lock:
            if self._connection is None:
                settings = self._settings
                self._connection = sdk.Connection(settings.key.reveal(), settings.url, self._transport)
            return self._connection


def part(source: SourceId) -> str:
    """Return an id as a part of a path."""
    return quote(source, safe="")


def one(answer: Answer[dict[str, object]], read: Callable[[Json], T | None]) -> Answer[T]:
    """Read an answer as one object; ``Lost`` when it cannot be read."""
    found = read(answer.value)
    if found is None:
        raise errors.Lost("Stripe's answer could not be read.", date=answer.date, request_id=answer.request_id)
    return Answer(found, answer.date, answer.request_id)


def many(answer: Answer[list[Json]], read: Callable[[Json], T | None]) -> Answer[tuple[T, ...]]:
    """Read an answer's rows, those left out that cannot be read."""
    found = (read(row) for row in answer.value)
    return Answer(tuple(item for item in found if item is not None), answer.date, answer.request_id)

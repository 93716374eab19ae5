"""The one module that imports Stripe's SDK: it brings our own HTTP client under it and tames its side effects.

Imported by ``client`` at the first call, on a worker thread, because the import takes a third of a second and 30 MB.
The SDK writes headers, encodes parameters and names errors; it never retries, measures or logs for us.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import NoReturn

import httpx
import stripe
from stripe import _util

from inbox import __version__
from inbox.platforms.stripe import errors, forms
from inbox.platforms.stripe.gateway import Answer
from inbox.platforms.stripe.order_keys import told_usually

VERSION: str = stripe.api_version
"""The API version this SDK was written for; requests name it, so that an account's default cannot change shapes."""

_SENDS_NO_BODY = ("get", "delete")
_NOTICE = "Stripe-Notice"
"""A header for whoever runs the program; the SDK would say it by a Python warning, past our log."""

_log = logging.getLogger("tresen.stripe")


def _tame() -> None:
    """Switch off what the SDK does on its own: telemetry with an id on disk, and bodies in the debug log.

    ``STRIPE_LOG`` in the environment would print every body, with what customers have written in it, whatever ``log`` is.
    """
    stripe.enable_telemetry = False
    stripe.log = None
    _util.STRIPE_LOG = None
    stripe.max_network_retries = 0
    stripe.set_app_info("Tresen", version=__version__)
    logging.getLogger("stripe").setLevel(logging.WARNING)


class Transport(stripe.HTTPClient):
    """The SDK's way out, over one ``httpx`` connection pool that all threads share."""

    name = "httpx"

    def __init__(self, client: httpx.Client) -> None:
        super().__init__()
        self._client = client

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: str | bytes | None = None,
        *,
        _usage: list[str] | None = None,
    ) -> tuple[str, int, Mapping[str, str]]:
        """Send one request; ``stripe.APIConnectionError`` from the ``httpx`` error when no answer came."""
        content = None if method in _SENDS_NO_BODY else post_data
        if isinstance(content, str):
            content = content.encode("ascii")
        try:
            answer = self._client.request(method.upper(), url, headers=dict(headers or {}), content=content)
        except httpx.RequestError as error:
            raise stripe.APIConnectionError(  # type: ignore[no-untyped-call] # the SDK leaves its errors untyped
                type(error).__name__, should_retry=False
            ) from error
        notice = answer.headers.pop(_NOTICE, None)
        if notice is not None:
            _log.warning("Stripe says: %s", notice)
        return answer.content.decode("utf-8", "replace"), answer.status_code, answer.headers

    def close(self) -> None:
        """Close the pool."""
        self._client.close()


class Connection:
    """A key at an address: sends requests and turns every outcome into an ``Answer`` or a ``StripeTrouble``."""

    def __init__(
        self, key: str, url: str | None, transport: httpx.BaseTransport | None, order_keys: Sequence[str] = ()
    ) -> None:
        _tame()
        self._order_keys = order_keys
        pool = httpx.Client(
            timeout=httpx.Timeout(30.0, connect=5.0), transport=transport, trust_env=url is None, follow_redirects=False
        )
        self._transport = Transport(pool)
        self._client = (
            stripe.StripeClient(key, http_client=self._transport, max_network_retries=0)
            if url is None
            else stripe.StripeClient(
                key, base_addresses={"api": url, "files": url}, http_client=self._transport, max_network_retries=0
            )
        )

    def get(self, path: str, params: Mapping[str, forms.Value]) -> Answer[dict[str, object]]:
        """Read ``path``."""
        return self._request("get", path, forms.flat(forms.encode(params)), {})

    def post(self, path: str, body: bytes, key: str, stripe_version: str) -> Answer[dict[str, object]]:
        """Post ``body`` as it stands, under the given idempotency key and API version."""
        return self._request("post", path, forms.flat(body), {"idempotency_key": key, "stripe_version": stripe_version})

    def upload(
        self, path: str, params: Mapping[str, str], name: str, content: bytes, key: str, stripe_version: str
    ) -> Answer[dict[str, object]]:
        """Post a file as multipart, to the address Stripe has for files."""
        file = io.BytesIO(content)
        file.name = name
        options = {
            "base": "files",
            "content_type": "multipart/form-data",
            "idempotency_key": key,
            "stripe_version": stripe_version,
        }
        return self._request("post", path, {**params, "file": file}, options)

    def delete(self, path: str, body: bytes, stripe_version: str) -> Answer[dict[str, object]]:
        """Delete what is at ``path``; the parameters go into the address, as the SDK does it."""
        return self._request("delete", path, forms.flat(body), {"stripe_version": stripe_version})

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def _request(
        self, method: str, path: str, params: Mapping[str, str | io.BytesIO], options: Mapping[str, str]
    ) -> Answer[dict[str, object]]:
        try:
            answer = self._client.raw_request(method, path, **params, **options)
        except stripe.StripeError as error:
            _raise(error)
        data = told_usually(answer.data, self._order_keys)
        if not isinstance(data, dict):
            raise errors.Lost("Stripe's answer could not be read.", date=_date(answer.headers))
        return Answer(data, _date(answer.headers), answer.request_id)


def _raise(error: stripe.StripeError) -> NoReturn:
    if isinstance(error, stripe.APIConnectionError):
        unsent = isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
        if unsent:
            raise errors.Unreachable("Stripe could not be reached; check the internet connection.") from error
        raise errors.Lost("Stripe's answer did not arrive.") from error
    body = error.json_body if isinstance(error.json_body, dict) else {}
    said = body.get("error")
    headers = error.headers or {}
    raise errors.from_answer(
        error.http_status or 0, said if isinstance(said, dict) else {}, _date(headers), error.request_id
    ) from error


def _date(headers: Mapping[str, str]) -> int:
    """Read Stripe's clock from an answer's ``Date``, in unix seconds; 0 when it is missing or no date."""
    try:
        return int(parsedate_to_datetime(headers["Date"]).timestamp())
    except (KeyError, ValueError):
        return 0

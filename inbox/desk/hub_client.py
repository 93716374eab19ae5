"""Carries out calls to the hub over HTTP: blocking for the commands, on the event loop for the engine.

Both clients give the same answers and raise the same errors (``hub_errors``). They repeat nothing: whether a call may be
made again is for the caller to know. The token is in no repr, log line or error.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import msgspec

from inbox.desk import hub_calls
from inbox.desk.hub_calls import Call, Uploaded
from inbox.desk.hub_errors import NO_ENTRY, HubAwayError, WrongTokenError, error_of
from inbox.domain.problems import UserError
from inbox.system.secrets import Secret
from inbox.system.settings import is_loopback

if TYPE_CHECKING:
    # Loaded where the first call is made: a desk opens its window before it loads what speaks to the network.
    import httpx

T = TypeVar("T")

API = 1
"""The version of the hub's API this program speaks."""

_PARTIAL = 206
_CONNECT_SECONDS = 5.0
_WRITE_SECONDS = 30.0


class HubUrlError(UserError):
    """The address of the hub is none, or not one a token may be sent to."""


def hub_url(text: str) -> str:
    """Return the address of a hub without a slash at the end; HubUrlError unless it is https or this machine."""
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    is_name = bool(host) and not any(char.isspace() for char in host)
    has_more = parts.query or parts.fragment or parts.username
    if parts.scheme not in ("http", "https") or not is_name or port == 0 or has_more:
        raise HubUrlError(f"{text!r} is not the address of a hub: write it like https://hub.example.com.")
    if parts.scheme == "http" and not is_loopback(host):
        raise HubUrlError(f"{text!r} is not encrypted, so the token could be read on the way: use the hub's https address.")
    return text.strip().rstrip("/")


class _Settings:
    """What both clients are made with."""

    def __init__(self, url: str, token: Secret | None) -> None:
        self.url = hub_url(url) if url else ""
        self.headers = {"Tresen-Api": str(API), "Accept-Encoding": "gzip"}
        if token is not None:
            if not token.reveal().isascii() or not token.reveal().isprintable():
                raise WrongTokenError(NO_ENTRY)
            self.headers["Authorization"] = f"Bearer {token.reveal()}"
        # A proxy of the environment must not get to see what stays on this machine.
        self.uses_proxy = bool(self.url) and not is_loopback(urlsplit(self.url).hostname or "")

    def __repr__(self) -> str:
        return f"_Settings({self.url!r})"


class Download(msgspec.Struct, frozen=True):
    """A file that is coming: ``pieces`` are its bytes from ``start`` on, ``sha256`` (hex) and ``mime`` what the hub says."""

    start: int
    sha256: str
    mime: str
    pieces: AsyncIterator[bytes]


class HubClient:
    """A blocking client; use it as a context manager. ``token`` is None for a desk that is about to get one.

    ``transport`` is for tests.
    """

    def __init__(self, url: str, token: Secret | None, transport: httpx.BaseTransport | None = None) -> None:
        import httpx

        settings = _Settings(url, token)
        self.url = settings.url
        self._http = httpx.Client(
            base_url=settings.url,
            headers=settings.headers,
            transport=transport,
            trust_env=settings.uses_proxy,
            follow_redirects=False,
        )

    def __enter__(self) -> HubClient:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def send(self, call: Call[T]) -> T:
        """Carry out a call and return its answer; raises what ``hub_errors`` names."""
        request = _request(self._http, call)
        with _outside(self.url):
            response = self._http.send(request)
        return call.read(_good(response, response.content))

    def stream(self, call: Call[bytes]) -> Iterator[bytes]:
        """Yield the body of an answer piece by piece as it comes."""
        request = _request(self._http, call)
        with _outside(self.url):
            response = self._http.send(request, stream=True)
            try:
                if response.is_error or response.is_redirect:
                    _good(response, response.read())
                yield from response.iter_bytes()
            finally:
                response.close()


class AsyncHubClient:
    """A client for the engine's event loop; close it with ``aclose``. ``transport`` is for tests.

    ``url`` is empty for a hub on this machine that has not said yet where it listens: until ``move_to`` names the place, every
    call fails as with a hub that is away. ``epoch`` is the log's name in the last answer, empty before the first.
    """

    def __init__(self, url: str, token: Secret, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._settings = _Settings(url, token)
        self._transport = transport
        self.url = self._settings.url
        self.epoch = ""

    @cached_property
    def _http(self) -> httpx.AsyncClient:
        import httpx

        return httpx.AsyncClient(
            base_url=self.url,
            headers=self._settings.headers,
            transport=self._transport,
            trust_env=self._settings.uses_proxy,
            follow_redirects=False,
        )

    def move_to(self, url: str) -> None:
        """Talk to the hub at another port of this machine from now on; HubUrlError for any other place."""
        if not is_loopback(urlsplit(hub_url(url)).hostname or ""):
            raise HubUrlError(f"{url!r} is not on this machine, so it is not the hub this desk has started.")
        self.url = hub_url(url)
        if "_http" in self.__dict__:
            self._http.base_url = self.url

    async def aclose(self) -> None:
        """Close all connections."""
        if "_http" in self.__dict__:
            await self._http.aclose()

    async def send(self, call: Call[T]) -> T:
        """Carry out a call and return its answer; raises what ``hub_errors`` names."""
        self._need_place()
        request = _request(self._http, call)
        with _outside(self.url):
            response = await self._http.send(request)
        self.epoch = response.headers.get("Hub-Epoch", self.epoch)
        return call.read(_good(response, response.content))

    @asynccontextmanager
    async def stream(self, call: Call[bytes]) -> AsyncIterator[AsyncIterator[bytes]]:
        """Open an answer whose body comes piece by piece."""
        async with self._open(call) as response:
            yield response.aiter_bytes()

    @asynccontextmanager
    async def download(self, call: Call[bytes]) -> AsyncIterator[Download]:
        """Open a file; one that was asked for from its middle may come from its beginning all the same."""
        async with self._open(call) as response:
            asked = call.headers.get("Range", "").removeprefix("bytes=").rstrip("-")
            start = int(asked or 0) if response.status_code == _PARTIAL else 0
            said = response.headers
            pieces = response.aiter_bytes()
            yield Download(start, said.get("ETag", "").strip('"'), said.get("Content-Type", ""), pieces)

    async def upload(self, pieces: AsyncIterator[bytes], size: int, mime: str, filename: str) -> Uploaded:
        """Hand a file of ``size`` bytes over for sending, piece by piece; raises what ``hub_errors`` names."""
        call = hub_calls.upload(b"", mime, filename)
        headers = {"Content-Type": mime, "Content-Length": str(size)}
        request = self._http.build_request(
            call.method, call.path, params=call.params, content=pieces, headers=headers, timeout=_timeout(call)
        )
        with _outside(self.url):
            response = await self._http.send(request)
        self.epoch = response.headers.get("Hub-Epoch", self.epoch)
        return call.read(_good(response, response.content))

    @asynccontextmanager
    async def _open(self, call: Call[bytes]) -> AsyncIterator[httpx.Response]:
        self._need_place()
        request = _request(self._http, call)
        with _outside(self.url):
            response = await self._http.send(request, stream=True)
            try:
                if response.is_error or response.is_redirect:
                    _good(response, await response.aread())
                yield response
            finally:
                await response.aclose()

    def _need_place(self) -> None:
        if not self.url:
            raise HubAwayError("The hub on this machine has not started yet.")


def _request(http: httpx.Client | httpx.AsyncClient, call: Call[T]) -> httpx.Request:
    headers = dict(call.headers) if call.body is None else {**call.headers, "Content-Type": call.content_type}
    return http.build_request(
        call.method, call.path, params=call.params, content=call.body, headers=headers, timeout=_timeout(call)
    )


def _timeout(call: Call[T]) -> httpx.Timeout:
    import httpx

    return httpx.Timeout(call.patience, connect=_CONNECT_SECONDS, write=_WRITE_SECONDS)


def _good(response: httpx.Response, body: bytes) -> bytes:
    if response.is_success:
        return body
    raise error_of(response.status_code, body, response.headers.get("Retry-After"))


@contextmanager
def _outside(url: str) -> Iterator[None]:
    """Turn what the network does into words; the error's own text may name hosts, never headers."""
    import httpx

    try:
        yield
    except httpx.TimeoutException as error:
        raise HubAwayError(f"The hub at {url} did not answer in time; check that it runs and can be reached.") from error
    except (httpx.TransportError, httpx.DecodingError, httpx.StreamError) as error:
        reason = str(error) or type(error).__name__
        raise HubAwayError(f"The hub at {url} cannot be reached ({reason}); check that it runs and the network.") from error

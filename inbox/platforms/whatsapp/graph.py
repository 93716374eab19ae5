"""One connection to Meta's Graph API: the token, the time limits, and every way a call can end.

Used by ``client`` from any thread (httpx's client is safe to share). The token goes to Meta's hosts only, or to the
loopback host that a test names. Nothing here repeats a call: whether that is safe, only the caller knows.
developers.facebook.com, Graph API > Overview.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ipaddress import ip_address
from typing import IO

import httpx

from inbox.platforms.json_body import NotJsonError, read
from inbox.platforms.whatsapp.errors import LostAnswer, NotSent, WhatsAppError, refusal, refusal_without_words
from inbox.platforms.whatsapp.fields import Json, whole
from inbox.system.settings import WhatsAppSettings

TIMEOUT = httpx.Timeout(30.0, connect=5.0)
"""Seconds for each read or write, and to connect."""
_LIMITS = httpx.Limits(max_connections=16, max_keepalive_connections=8, keepalive_expiry=20.0)
_META = ("facebook.com", "fbsbx.com", "fbcdn.net", "whatsapp.net", "whatsapp.com")
_NODE = re.compile(r"[A-Za-z0-9_\-]{1,128}")
_SESSION = re.compile(r"upload:[A-Za-z0-9_\-+/=]{1,512}(\?sig=[A-Za-z0-9_\-]{1,256})?")

Query = Mapping[str, str | int]
Files = Mapping[str, tuple[str, bytes | IO[bytes], str]]


class Graph:
    """The calls all others are made of. ``transport`` replaces the network in tests."""

    def __init__(self, settings: WhatsAppSettings, transport: httpx.BaseTransport | None = None) -> None:
        self._base = httpx.URL(settings.graph_url)
        if not settings.is_test and not is_meta(self._base):
            raise ValueError("the token goes to Meta only")
        self._token = settings.token
        self._root = f"{settings.graph_url.rstrip('/')}/{settings.graph_version}"
        self._is_test = settings.is_test
        # A company's proxy must carry calls to Meta, but never those to this machine.
        self._http = httpx.Client(
            transport=transport, timeout=TIMEOUT, limits=_LIMITS, follow_redirects=False, trust_env=not settings.is_test
        )

    def close(self) -> None:
        """Close all connections; calls still running fail."""
        self._http.close()

    def get(self, path: str, query: Query | None = None) -> Json:
        """Read something."""
        return self._call("GET", path, query=query)

    def post(
        self,
        path: str,
        body: Json | None = None,
        *,
        query: Query | None = None,
        form: Mapping[str, str] | None = None,
        files: Files | None = None,
    ) -> Json:
        """Do something: with a JSON ``body``, or with a ``form`` and ``files``."""
        return self._call("POST", path, query=query, body=body, form=form, files=files)

    def put_sample(self, session: str, content: bytes) -> Json:
        """Hand over the bytes of an upload session whole; this one call wants the token under another name."""
        if _SESSION.fullmatch(session) is None:
            raise WhatsAppError("this is no upload session at Meta", code=100)
        headers = {"Authorization": f"OAuth {self._token.reveal()}", "file_offset": "0"}
        with _outcomes():
            answer = self._http.request("POST", f"{self._root}/{session}", content=content, headers=headers)
        return understand(answer)

    def delete(self, path: str, body: Json | None = None) -> Json:
        """Take something away."""
        return self._call("DELETE", path, body=body)

    @contextmanager
    def open(self, url: httpx.URL, *, signed: bool = True) -> Iterator[httpx.Response]:
        """Stream what is at an absolute address, ``signed`` with the token only where it may go.

        Redirects are the caller's.
        """
        headers = self._headers() if signed and self.is_trusted(url) else {}
        # Nothing may swell on unpacking, and a file's size must be what the headers say.
        headers["Accept-Encoding"] = "identity"
        with _outcomes(), self._http.stream("GET", url, headers=headers) as answer:
            yield answer

    def is_trusted(self, url: httpx.URL) -> bool:
        """Tell whether the token may be sent to an address."""
        return _origin(url) == _origin(self._base) if self._is_test else is_meta(url)

    def may_open(self, url: httpx.URL) -> bool:
        """Tell whether a redirect to an address is followed: a name on the internet by TLS, never our own network."""
        return self.is_trusted(url) or (url.scheme == "https" and _is_public_name(url.host))

    def _call(
        self,
        method: str,
        path: str,
        *,
        query: Query | None = None,
        body: Json | None = None,
        form: Mapping[str, str] | None = None,
        files: Files | None = None,
    ) -> Json:
        with _outcomes():
            answer = self._http.request(
                method,
                f"{self._root}/{path}",
                params=None if query is None else dict(query),
                json=body,
                data=form,
                files=files,
                headers=self._headers(),
            )
        return understand(answer)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token.reveal()}"}


def node(name: str) -> str:
    """Return an id as a part of a path; ids come from outside and must not lead elsewhere."""
    if _NODE.fullmatch(name) is None:
        raise WhatsAppError("this is no id of an object at Meta", code=100)
    return name


def understand(answer: httpx.Response) -> Json:
    """Return the object of a successful answer, or raise what the answer means."""
    retry_after = retry_after_of(answer)
    try:
        said = read(answer.content)
    except NotJsonError:
        said = None
    if isinstance(said, dict) and isinstance(said.get("error"), dict):
        raise refusal(said, answer.status_code, retry_after)
    if answer.is_success and isinstance(said, dict):
        return said
    if answer.is_client_error or answer.is_redirect:
        raise refusal_without_words(answer.status_code, retry_after)
    raise LostAnswer(f"HTTP {answer.status_code} without an answer of Meta's", status=answer.status_code)


def retry_after_of(answer: httpx.Response) -> int | None:
    """Return the seconds Meta asks to wait, when it says so in seconds."""
    seconds = whole(dict(answer.headers), "retry-after")
    return seconds if seconds is not None and 0 <= seconds <= 86_400 else None


@contextmanager
def _outcomes() -> Iterator[None]:
    """Tell calls that certainly were not made from those that may have been."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as error:
        raise NotSent(f"{type(error).__name__}: {error}") from error
    except httpx.RequestError as error:
        raise LostAnswer(f"{type(error).__name__}: {error}") from error


def is_meta(url: httpx.URL) -> bool:
    """Tell whether an address is one of Meta's, by TLS."""
    host = url.host.lower().rstrip(".")
    return url.scheme == "https" and any(host == name or host.endswith(f".{name}") for name in _META)


def _is_public_name(host: str) -> bool:
    """Tell a name on the internet from addresses and names of the local network."""
    host = host.lower().rstrip(".")
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return "." in host and not host.endswith((".local", ".localhost", ".internal", ".lan", ".home.arpa"))
    return False


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port

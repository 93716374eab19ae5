"""The door of ``/v1`` and ``/metrics``: which name the hub was called by, from where, by which program, and by whom.

Plain ASGI on the event loop, in front of every route that needs a token. Nothing here trusts an address: a request from
127.0.0.1 needs a token like any other.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.types import Message, Scope, Send

from inbox.hub import wire
from inbox.hub.access import Register, Session
from inbox.hub.problems import HttpProblem, unauthorized
from inbox.hub.stream import Stream
from inbox.hub.workers import Workers
from inbox.system.settings import is_loopback

API = 1
"""The version of the API this hub speaks, and (so far) the only one it understands."""

OLDEST_API = 1

_API = str(API)
_READ = frozenset((b"host", b"origin", b"tresen-api", b"authorization"))
"""The headers that are looked at."""
_MOST_NAMES = 64


class AllowedHosts:
    """Names under which the hub may be called, against pages that point a name of theirs at this machine.

    A hub that listens on loopback only knows loopback's names and the one of ``TRESEN_PUBLIC_URL`` (its reverse proxy or
    tunnel keeps the ``Host`` header). One that listens to the network without a public URL takes any name: whoever
    reaches it could as well connect to it directly. Bare addresses cannot be pointed elsewhere and are fine there.
    """

    def __init__(self, bound: str, public_url: str | None) -> None:
        public = urlsplit(public_url).hostname if public_url else None
        self._takes_addresses = not is_loopback(bound)
        self._takes_any = self._takes_addresses and public is None
        names = {"localhost", bound.lower(), *([public.lower()] if public else [])}
        self._names = frozenset(names)
        self._seen: dict[str, bool] = {}
        """Verdicts on the few names that really come; a desk sends the same one with every request."""

    def __contains__(self, host: str | None) -> bool:
        if host is None:
            return False
        known = self._seen.get(host)
        if known is None:
            known = self._judge(host)
            if len(self._seen) < _MOST_NAMES:
                self._seen[host] = known
        return known

    def _judge(self, host: str) -> bool:
        if self._takes_any:
            return True
        name = _name_of(host)
        if name is None:
            return False
        return name in self._names or is_loopback(name) or (self._takes_addresses and _is_address(name))


class Guard:
    """Checks a request and says who is asking, or raises the problem to answer with."""

    def __init__(self, hosts: AllowedHosts, register: Register, workers: Workers) -> None:
        self._hosts = hosts
        self._register = register
        self._workers = workers

    def check(self, scope: Scope) -> str | None:
        """Refuse browsers' cross-site requests, foreign names, and desks that speak a version this hub does not.

        Returns the ``Authorization`` header of the rest.
        """
        found = wire.headers(scope, _READ)
        if found.get(b"host") not in self._hosts:
            raise HttpProblem(
                403,
                "foreign-host",
                "This hub does not go by that name; call it by its own, or set TRESEN_PUBLIC_URL to the address of its proxy.",
            )
        if b"origin" in found:
            raise HttpProblem(403, "foreign-origin", "This API is for desks, not for web pages.")
        said = found.get(b"tresen-api")
        if said not in (None, _API):
            _check_api(said)
        return found.get(b"authorization")

    async def session(self, authorization: str | None) -> Session:
        """Return who is asking; 401 unless the token in the ``Authorization`` header is a living one."""
        session = self._register.find(authorization)
        if session is None and authorization is not None:
            # Made a moment ago by "tresen hub token" in another process, perhaps.
            await self._workers.read(self._register.refresh)
            session = self._register.find(authorization)
        if session is None:
            raise unauthorized()
        return session


def hub_headers(stream: Stream) -> list[tuple[bytes, bytes]]:
    """Return the headers every answer of ``/v1`` carries."""
    return [
        (b"hub-epoch", stream.epoch.encode()),
        (b"hub-head", b"%d" % stream.head),
        (b"tresen-api", _API.encode()),
    ]


def with_hub_headers(send: Send, stream: Stream) -> Send:
    """Return a ``send`` that adds the headers every answer of ``/v1`` carries."""

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *hub_headers(stream)]
        await send(message)

    return sender


def _check_api(said: str) -> None:
    if not (said.isascii() and said.isdigit() and OLDEST_API <= int(said[:9]) <= API):
        which = f"version {API}" if OLDEST_API == API else f"versions {OLDEST_API} to {API}"
        raise HttpProblem(
            426,
            "api-range",
            f"This hub speaks {which} of the API and the desk another; update the older of the two.",
            headers={"Upgrade": f"tresen/{API}"},
            members={"oldest": OLDEST_API, "newest": API},
        )


def _name_of(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True

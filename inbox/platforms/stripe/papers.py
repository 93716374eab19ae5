"""Fetches what an answer of Stripe's only names by its address: an invoice's PDF, a product's picture.

Addresses come from outside. Only Stripe's own hosts are opened, over https and without the key, redirects included; in tests
and the demo only the pretend Stripe's. Called by the hub's action and job threads.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import httpx

from inbox.platforms.stripe import errors
from inbox.platforms.stripe.calls import Calls

HOSTS = frozenset({"pay.stripe.com", "files.stripe.com"})
"""Where Stripe keeps papers and pictures; nothing is fetched from anywhere else, whatever an answer says."""
LARGEST_PDF = 16 * 1024 * 1024
_MOST_REDIRECTS = 3
_PDF = b"%PDF-"
_REDIRECTS = (301, 302, 303, 307, 308)


class PaperTrouble(errors.StripeTrouble):
    """A paper that is none: too large, of another kind, or kept where nothing is fetched from."""


def pdf(calls: Calls, url: str, into: Callable[[bytes], object]) -> int:
    """Fetch an invoice's PDF piece by piece and return its size in bytes.

    ``PaperTrouble`` in words for what is no such paper, ``Unreachable`` or ``Lost`` when it does not come.
    """
    return _fetch(calls, url, into, "The invoice", LARGEST_PDF, _PDF)


def picture(calls: Calls, url: str, into: Callable[[bytes], object], *, limit: int) -> int:
    """Fetch a product's picture of at most ``limit`` bytes as ``pdf`` does; of which kind it is tells whoever takes it."""
    return _fetch(calls, url, into, "The picture", limit, b"")


def is_kept_by(calls: Calls, url: str) -> bool:
    """Tell whether an address is Stripe's own, so that what lies there may be fetched."""
    try:
        return _is_stripes(url, calls.url)
    except ValueError:
        return False


def _fetch(calls: Calls, url: str, into: Callable[[bytes], object], what: str, limit: int, begin: bytes) -> int:
    client = httpx.Client(
        timeout=httpx.Timeout(30.0, connect=5.0), transport=calls.transport, follow_redirects=False,
        trust_env=calls.url is None,
    )  # fmt: skip
    try:
        for _ in range(_MOST_REDIRECTS + 1):
            if not is_kept_by(calls, url):
                # No answer can make the hub fetch from its own network.
                raise PaperTrouble(f"{what}'s address is not Stripe's own, so it was not fetched.")
            with client.stream("GET", url) as answer:
                if answer.status_code in _REDIRECTS:
                    url = urljoin(url, answer.headers.get("location", ""))
                    continue
                return _take(answer, into, what, limit, begin)
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise errors.Unreachable("Stripe could not be reached; check the internet connection.") from error
    except httpx.HTTPError as error:
        raise errors.Lost(f"{what} did not arrive.") from error
    finally:
        client.close()
    raise PaperTrouble(f"Stripe sends {what.lower()} from one address to the next without end.")


def _is_stripes(url: str, pretend: str | None) -> bool:
    """Tell whether an address is of Stripe's own hosts, or of the pretend Stripe's; ValueError for what is no address."""
    where = urlsplit(url)
    if pretend is not None:
        return where[:2] == urlsplit(pretend)[:2]
    is_plain = where.username is None and where.port in (None, 443)
    return where.scheme == "https" and where.hostname in HOSTS and is_plain


def _take(answer: httpx.Response, into: Callable[[bytes], object], what: str, limit: int, begin: bytes) -> int:
    if answer.status_code >= 500:
        raise errors.Lost(f"{what} did not arrive.")
    if answer.status_code != 200:
        raise PaperTrouble(f"Stripe does not give {what.lower()} out ({answer.status_code}); open it in Stripe once.")
    size, head = 0, b""
    for piece in answer.iter_bytes():
        if len(head) < len(begin):
            head += piece[: len(begin)]
            if not begin.startswith(head[: len(begin)]):
                raise PaperTrouble(f"What Stripe gave out as {what.lower()} is no PDF.")
        size += len(piece)
        if size > limit:
            raise PaperTrouble(f"{what} is larger than {limit // (1024 * 1024)} MB, so it was not fetched.")
        into(piece)
    if size < len(begin):
        raise PaperTrouble(f"What Stripe gave out as {what.lower()} is no PDF.")
    return size

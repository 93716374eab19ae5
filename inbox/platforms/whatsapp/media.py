"""Fetches a file from Meta's media hosts, piece by piece, within a size and against its hash.

Used by ``client`` on the hub's worker threads. Addresses come from outside: only Meta's hosts get the token, redirects
to other hosts are followed without it, and none ever leads into our own network.
developers.facebook.com, Cloud API > Media.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

import httpx
import msgspec

from inbox.domain.send_errors import Advice
from inbox.platforms.whatsapp.errors import MediaTrouble
from inbox.platforms.whatsapp.graph import Graph, understand

LARGEST = 100 * 1024 * 1024
"""Bytes; customers cannot send more (error 131052)."""
_MOST_REDIRECTS = 5
_PIECE = 64 * 1024

_GONE = Advice(
    retry="no",
    en="The file is no longer at WhatsApp; ask the customer to send it again.",
    de="Die Datei ist nicht mehr bei WhatsApp; bitte die Person, sie noch einmal zu schicken.",
)
_TOO_LARGE = Advice(
    retry="no",
    en="The file is too large to be kept; ask the customer for a smaller one.",
    de="Die Datei ist zu groß zum Aufbewahren; bitte die Person um eine kleinere.",
)
_DAMAGED = Advice(
    retry="auto",
    en="The file arrived damaged; it is loaded again by itself.",
    de="Die Datei kam beschädigt an; sie wird von selbst noch einmal geladen.",
    wait=5,
    tries=3,
)
_FOREIGN = Advice(
    retry="no",
    en="The file's address does not lead to WhatsApp, so it was not opened.",
    de="Die Adresse der Datei führt nicht zu WhatsApp, deshalb wurde sie nicht geöffnet.",
)


class Downloaded(msgspec.Struct, frozen=True):
    """What was fetched; ``sha256`` is lower-case hex, ``mime`` what the host said of it."""

    size: int
    sha256: str
    mime: str | None


def gone(detail: str) -> MediaTrouble:
    """Return the error for a file that Meta has no longer."""
    return MediaTrouble("gone", detail, _GONE)


def too_large(limit: int) -> MediaTrouble:
    """Return the error for a file of more than ``limit`` bytes."""
    return MediaTrouble("too-large", f"more than {limit} bytes", _TOO_LARGE)


def download(
    graph: Graph, url: str, into: Callable[[bytes], object], *, limit: int = LARGEST, sha256: str | None = None
) -> Downloaded:
    """Stream a file into ``into``; raises MediaTrouble, then what was written is to be thrown away.

    ``sha256`` is Meta's: hex in answers, Base64 in webhooks.
    """
    target = _address(url)
    if not graph.is_trusted(target):
        raise MediaTrouble("foreign-host", f"the address leads to {target.host}", _FOREIGN)
    for _ in range(_MOST_REDIRECTS):
        with graph.open(target) as answer:
            if not answer.is_redirect:
                return _stream(answer, into, limit, sha256)
            target = target.join(_address(answer.headers.get("location", "")))
        if not graph.may_open(target):
            raise MediaTrouble("foreign-host", f"a redirect leads to {target.host}", _FOREIGN)
    raise MediaTrouble("foreign-host", "too many redirects", _FOREIGN)


def download_picture(graph: Graph, url: str, into: Callable[[bytes], object], *, limit: int) -> Downloaded:
    """Stream a product's picture, which is there for everybody: without the token, and only ever from Meta's own hosts."""
    target = _address(url)
    for _ in range(_MOST_REDIRECTS):
        if not graph.is_trusted(target):
            raise MediaTrouble("foreign-host", f"the address leads to {target.host}", _FOREIGN)
        with graph.open(target, signed=False) as answer:
            if not answer.is_redirect:
                return _stream(answer, into, limit, None)
            target = target.join(_address(answer.headers.get("location", "")))
    raise MediaTrouble("foreign-host", "too many redirects", _FOREIGN)


def picture_key(graph: Graph, url: str) -> str | None:
    """Return by what to know a picture again; None for an address that is not Meta's and so is not opened.

    Meta names the same picture by another host and another signature every day; what stays is the path.
    """
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL:
        return None
    return address.path if graph.is_trusted(address) else None


def _address(url: str) -> httpx.URL:
    try:
        return httpx.URL(url)
    except httpx.InvalidURL as error:
        raise MediaTrouble("foreign-host", f"no address: {error}", _FOREIGN) from error


def _stream(answer: httpx.Response, into: Callable[[bytes], object], limit: int, sha256: str | None) -> Downloaded:
    if answer.status_code in (404, 410):
        raise gone(f"HTTP {answer.status_code}")
    if not answer.is_success:
        answer.read()
        understand(answer)
    digest, size = hashlib.sha256(), 0
    for piece in answer.iter_bytes(_PIECE):
        size += len(piece)
        if size > limit:
            raise too_large(limit)
        digest.update(piece)
        into(piece)
    if sha256 is not None and not _is_hash(digest.digest(), sha256):
        raise MediaTrouble("damaged", "the hash of the file is not the one announced", _DAMAGED)
    return Downloaded(size, digest.hexdigest(), answer.headers.get("content-type"))


def _is_hash(digest: bytes, announced: str) -> bool:
    plain = announced.strip().rstrip("=")
    return plain.lower() == digest.hex() or plain == base64.b64encode(digest).decode().rstrip("=")

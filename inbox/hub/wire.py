"""Reading request bodies and writing answers in plain ASGI, with a limit and a deadline on everything that comes in.

Used on the event loop by the raw routes (webhooks, long poll) and by the API routes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope, Send

from inbox.hub.problems import HttpProblem, bad_parameter, malformed, too_large

BODY_SECONDS = 30
"""How long a client may take for a body, or for the next piece of a file."""

STALLED_SECONDS = 60
"""How long a client may refuse to read its answer."""

PIECE = 64 * 1024
"""Bytes handed to the server at a time; a client that does not read costs about this much."""

Headers = list[tuple[bytes, bytes]]


class Gone(Exception):  # noqa: N818 - not an error: the client left
    """The client closed the connection before its request was complete, or does not read: nobody waits for an answer."""


def headers(scope: Scope, names: Collection[bytes]) -> dict[bytes, str | None]:
    """Return those request headers of ``names`` (lower case) that were sent, None for one that was sent twice."""
    found: dict[bytes, str | None] = {}
    for key, value in scope["headers"]:
        if key in names:
            found[key] = None if key in found else value.decode("latin-1")
    return found


def header(scope: Scope, name: bytes) -> str | None:
    """Return the request header ``name`` (lower case), None if it is missing or was sent twice."""
    return headers(scope, (name,)).get(name)


def query(text: bytes) -> dict[str, str]:
    """Return the parameters of a query string; 400 if one is given twice, so that nothing is read two ways."""
    try:
        pairs = parse_qsl(text.decode("ascii"), keep_blank_values=True, max_num_fields=50)
    except ValueError as error:
        raise malformed("the query string cannot be read") from error
    values = dict(pairs)
    if len(values) < len(pairs):
        raise malformed("a query parameter is given twice")
    return values


def whole(values: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    """Return a query parameter as a whole number within bounds; 400 otherwise."""
    text = values.get(name, "")
    if text == "":
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 18 and least <= int(text) <= most):
        raise bad_parameter(name, f"a whole number from {least} to {most}")
    return int(text)


async def stream_body(scope: Scope, receive: Receive, limit: int) -> AsyncIterator[bytes]:
    """Yield the body in the pieces it comes in; 413 beyond ``limit`` bytes, 408 when a piece is long in coming."""
    _check_announced(scope, limit)
    total = 0
    more = True
    while more:
        try:
            async with asyncio.timeout(BODY_SECONDS):
                piece, more = await _piece(receive)
        except TimeoutError:
            raise _too_slow() from None
        total += len(piece)
        if total > limit:
            raise too_large(limit)
        if piece:
            yield piece


async def read_body(scope: Scope, receive: Receive, limit: int) -> bytes:
    """Return the whole body; 413 beyond ``limit`` bytes, 408 when it is not there in time."""
    _check_announced(scope, limit)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            body, more = await _piece(receive)
            pieces, total = [body], len(body)
            while more and total <= limit:
                piece, more = await _piece(receive)
                pieces.append(piece)
                total += len(piece)
    except TimeoutError:
        raise _too_slow() from None
    if total > limit:
        raise too_large(limit)
    return body if len(pieces) == 1 else b"".join(pieces)


def _check_announced(scope: Scope, limit: int) -> None:
    announced = header(scope, b"content-length")
    if announced is not None and announced.isdigit() and int(announced) > limit:
        raise too_large(limit)


async def _piece(receive: Receive) -> tuple[bytes, bool]:
    """Return the next piece of the body, and whether there is more."""
    message = await receive()
    if message["type"] == "http.disconnect":
        raise Gone
    return message.get("body", b""), message.get("more_body", False)


def _too_slow() -> HttpProblem:
    return HttpProblem(
        408, "too-slow", "The body did not arrive in time; send it again.", headers={"Connection": "close"}
    )


async def answer(
    send: Send,
    status: int,
    body: bytes,
    content_type: bytes = b"application/json",
    more: Iterable[tuple[bytes, bytes]] = (),
) -> None:
    """Send a small answer in one piece; ``more`` are headers besides its type and length."""
    await send({"type": "http.response.start", "status": status, "headers": _sized(body, content_type, more)})
    await send({"type": "http.response.body", "body": body})


async def answer_pieces(send: Send, pieces: list[bytes], more: Iterable[tuple[bytes, bytes]] = ()) -> None:
    """Send a JSON answer whose body is the sum of ``pieces``, about 64 KiB at a time.

    Gone when the client reads nothing for a minute; the connection is then closed.
    """
    length = sum(map(len, pieces))
    fixed = [(b"content-type", b"application/json"), (b"content-length", b"%d" % length), *more]
    await send({"type": "http.response.start", "status": 200, "headers": fixed})
    start, size = 0, 0
    for index, piece in enumerate(pieces):
        size += len(piece)
        if size >= PIECE:
            await send_piece(send, b"".join(pieces[start : index + 1]), more=True)
            start, size = index + 1, 0
    if start == 0:
        # The usual case needs no clock: one small piece goes into the connection's buffer.
        await send({"type": "http.response.body", "body": pieces[0] if len(pieces) == 1 else b"".join(pieces)})
    else:
        await send_piece(send, b"".join(pieces[start:]), more=False)


async def answer_problem(send: Send, problem: HttpProblem) -> None:
    """Send a problem document."""
    body = problem.body()
    headers = [*problem.raw_headers(), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _sized(body: bytes, content_type: bytes, more: Iterable[tuple[bytes, bytes]]) -> Headers:
    return [(b"content-type", content_type), (b"content-length", b"%d" % len(body)), *more]


async def send_piece(send: Send, body: bytes, *, more: bool) -> None:
    """Send a part of a body; Gone when the client reads nothing for a minute."""
    try:
        async with asyncio.timeout(STALLED_SECONDS):
            await send({"type": "http.response.body", "body": body, "more_body": more})
    except TimeoutError:
        raise Gone from None

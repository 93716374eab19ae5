"""What the API routes share: the request's session, its JSON body, and JSON answers.

Used on the event loop by the ``api_*`` modules inside Starlette.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from inbox.hub import wire
from inbox.hub.access import Session
from inbox.hub.problems import malformed, unauthorized

SESSION = "tresen.session"
"""Under this key of the ASGI scope the guard leaves who is asking."""

MOST_JSON_BYTES = 256 * 1024
"""Far more than the longest action; everything larger is no action."""

T = TypeVar("T")
_ENCODER = msgspec.json.Encoder()


def session_of(request: Request) -> Session:
    """Return who is asking; 401 on a route the guard let through without a token."""
    session = request.scope.get(SESSION)
    if not isinstance(session, Session):
        raise unauthorized()
    return session


async def raw_body(request: Request) -> bytes:
    """Return the body of a JSON call as it came; 413 when it is too large for one."""
    return await wire.read_body(request.scope, request.receive, MOST_JSON_BYTES)


async def json_body(request: Request, shape: type[T]) -> T:
    """Return the body as ``shape``; 400 that names the key when it is something else."""
    body = await raw_body(request)
    try:
        return msgspec.json.decode(body or b"{}", type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise malformed(str(error)) from error


def reply(status: int, content: object) -> Response:
    """Return ``content`` (structs, dicts, lists) as a JSON answer."""
    return Response(
        _ENCODER.encode(content),
        status_code=status,
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )

"""The floor of ingest: the same server and the same signature check, storing nothing.

``python -m tests.bench.floor_app PORT`` serves until it is ended.
"""

from __future__ import annotations

import os
import sys

import uvicorn
from starlette.types import Receive, Scope, Send

from inbox.hub.ingest import verify_whatsapp


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer 200 to what is signed, 401 to the rest."""
    if scope["type"] != "http":
        return
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    header = dict(scope["headers"]).get(b"x-hub-signature-256", b"").decode()
    genuine = verify_whatsapp([os.environ["TRESEN_WHATSAPP_APP_SECRET"]], header, body)
    await send(
        {"type": "http.response.start", "status": 200 if genuine else 401, "headers": [(b"content-length", b"0")]}
    )
    await send({"type": "http.response.body", "body": b""})


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), loop="asyncio", http="httptools", log_level="error")

"""A hub that only listens: records webhooks on loopback and answers what a test tells it to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import msgspec

WITHIN = 30.0


class Hit(msgspec.Struct, frozen=True):
    """One webhook as it arrived; ``headers`` by lower-case name."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.body)


class FakeHub:
    """``answers`` are the statuses of the next webhooks, 200 when it is empty; ``verify_token`` opens the handshake."""

    def __init__(self, verify_token: str = "") -> None:
        self.hits: list[Hit] = []
        self.answers: list[int] = []
        self.handshakes: list[dict[str, str]] = []
        self.verify_token = verify_token
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def values(self, source: str = "whatsapp") -> list[Any]:
        """Return the ``value`` of every WhatsApp change that arrived, or Stripe's events."""
        bodies = [hit.json for hit in list(self.hits) if hit.path == f"/webhooks/{source}"]
        if source == "stripe":
            return bodies
        return [change["value"] for body in bodies for entry in body["entry"] for change in entry["changes"]]

    def messages(self) -> list[Any]:
        return [message for value in self.values() for message in value.get("messages", [])]

    def statuses(self, wamid: str | None = None) -> list[Any]:
        found = [status for value in self.values() for status in value.get("statuses", [])]
        return [status for status in found if wamid is None or status["id"] == wamid]

    def wait(self, condition: Callable[[], Any]) -> Any:
        """Poll until ``condition`` gives something true, and return that."""
        deadline = time.monotonic() + WITHIN
        while not (result := condition()):
            assert time.monotonic() < deadline, f"not in time; arrived: {[hit.body[:300] for hit in self.hits]}"
            time.sleep(0.005)
        return result

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join(WITHIN)
        self._server.server_close()

    def _handler(hub) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - the handler's own self is inside
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
                hub.handshakes.append(query)
                fits = query.get("hub.verify_token") == hub.verify_token
                self._answer(200 if fits else 403, query.get("hub.challenge", "") if fits else "no")

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hub.hits.append(Hit(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
                self._answer(hub.answers.pop(0) if hub.answers else 200, "")

            def _answer(self, status: int, text: str) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is inherited
                """Keep quiet."""

        return Handler

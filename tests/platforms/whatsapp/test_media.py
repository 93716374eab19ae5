"""Downloads: where the token goes, which redirects are followed, sizes and hashes."""

from __future__ import annotations

import base64
import hashlib
import http.server
import socket
import threading
from collections.abc import Iterator

import httpx
import msgspec
import pytest

from inbox.platforms.whatsapp.client import WhatsAppClient
from inbox.platforms.whatsapp.errors import LostAnswer, MediaTrouble, NotSent, WhatsAppError
from tests.platforms.whatsapp.test_client import SETTINGS, TOKEN

FILE = b"picture" * 50_000
HEX = hashlib.sha256(FILE).hexdigest()
URL = "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2"


class Web:
    """Hosts by address; remembers who was given the token."""

    def __init__(self) -> None:
        self.pages: dict[str, httpx.Response] = {}
        self.seen: list[tuple[str, bool]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append((str(request.url), request.headers.get("authorization") == f"Bearer {TOKEN}"))
        return self.pages[str(request.url)]


def fetch(web: Web, url: str = URL, limit: int = 10**9, sha256: str | None = HEX) -> bytes:
    """Download and return what came through."""
    pieces: list[bytes] = []
    client = WhatsAppClient(SETTINGS, httpx.MockTransport(web))
    try:
        done = client.download(url, pieces.append, limit=limit, sha256=sha256)
    finally:
        client.close()
    assert (done.size, done.sha256, done.mime) == (len(FILE), HEX, "image/png")
    return b"".join(pieces)


@pytest.fixture
def web() -> Web:
    made = Web()
    made.pages[URL] = file()
    return made


def file() -> httpx.Response:
    """Return an answer with the file in it."""
    return httpx.Response(200, content=FILE, headers={"content-type": "image/png"})


def to(where: str) -> httpx.Response:
    """Return a redirect."""
    return httpx.Response(302, headers={"location": where})


@pytest.mark.parametrize("announced", [HEX, HEX.upper(), base64.b64encode(bytes.fromhex(HEX)).decode(), None])
def test_hash_in_either_form(web: Web, announced: str | None) -> None:
    assert fetch(web, sha256=announced) == FILE
    assert web.seen == [(URL, True)]


def test_damaged(web: Web) -> None:
    with pytest.raises(MediaTrouble) as caught:
        fetch(web, sha256="0" * 64)
    assert (caught.value.reason, caught.value.retry) == ("damaged", "auto")


def test_too_large_stops_early(web: Web) -> None:
    with pytest.raises(MediaTrouble) as caught:
        fetch(web, limit=len(FILE) - 1)
    assert caught.value.reason == "too-large"


def test_redirect_between_metas_hosts_keeps_the_token(web: Web) -> None:
    cdn = "https://scontent.xx.fbcdn.net/x.png"
    web.pages = {URL: to(cdn), cdn: file()}
    assert fetch(web) == FILE
    assert web.seen == [(URL, True), (cdn, True)]


def test_redirect_away_from_meta_drops_the_token(web: Web) -> None:
    away, back = "https://cdn.example.com/x", "https://lookaside.fbsbx.com/y"
    web.pages = {URL: to(away), away: to(back), back: file()}
    assert fetch(web) == FILE
    assert web.seen == [(URL, True), (away, False), (back, True)]


def test_relative_redirect(web: Web) -> None:
    web.pages = {URL: to("/other"), "https://lookaside.fbsbx.com/other": file()}
    assert fetch(web) == FILE


@pytest.mark.parametrize(
    "where",
    [
        "http://lookaside.fbsbx.com/x",
        "http://cdn.example.com/x",
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://hub.local/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/",
        "https://router/",
        "https://2130706433/",
        "file:///etc/passwd",
        "ftp://cdn.example.com/x",
        "",
    ],
)
def test_redirects_into_our_own_network_are_not_followed(web: Web, where: str) -> None:
    web.pages = {URL: to(where)}
    with pytest.raises(MediaTrouble) as caught:
        fetch(web)
    assert caught.value.reason == "foreign-host"
    assert {url for url, _ in web.seen} == {URL}


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/x",
        "https://fbsbx.com.evil.example/x",
        "https://evilfbsbx.com/x",
        "https://lookaside.fbsbx.com@evil.example/x",
        "http://lookaside.fbsbx.com/x",
        "https://127.0.0.1/x",
        "lookaside.fbsbx.com/x",
        "https://",
        "http://[::1",
        "\x00",
    ],
)
def test_the_first_address_must_be_metas(web: Web, url: str) -> None:
    with pytest.raises(MediaTrouble) as caught:
        fetch(web, url)
    assert caught.value.reason == "foreign-host"
    assert not web.seen


def test_endless_redirects(web: Web) -> None:
    web.pages = {URL: to(URL)}
    with pytest.raises(MediaTrouble):
        fetch(web)
    assert len(web.seen) <= 6


@pytest.mark.parametrize("status", [404, 410])
def test_gone(web: Web, status: int) -> None:
    web.pages = {URL: httpx.Response(status)}
    with pytest.raises(MediaTrouble) as caught:
        fetch(web)
    assert caught.value.reason == "gone"


def test_other_answers(web: Web) -> None:
    web.pages = {URL: httpx.Response(401, json={"error": {"code": 190}})}
    with pytest.raises(WhatsAppError) as caught:
        fetch(web)
    assert caught.value.code == 190
    web.pages = {URL: httpx.Response(502, content=b"?")}
    with pytest.raises(LostAnswer):
        fetch(web)


def test_fetch_by_id_checks_the_announced_hash() -> None:
    web = Web()
    info = {"url": URL, "sha256": HEX, "file_size": len(FILE), "mime_type": "image/png"}
    web.pages = {"https://graph.facebook.com/v25.0/9?phone_number_id=1066": httpx.Response(200, json=info), URL: file()}
    pieces: list[bytes] = []
    client = WhatsAppClient(SETTINGS, httpx.MockTransport(web))
    assert client.fetch_media("9", pieces.append).size == len(FILE)
    with pytest.raises(MediaTrouble) as caught:
        client.fetch_media("9", pieces.append, limit=10)
    client.close()
    assert caught.value.reason == "too-large"
    assert len(web.seen) == 3


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers a file, or breaks off in the middle of it."""

    def do_GET(self) -> None:
        self.server.tokens.append(self.headers.get("authorization"))  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("content-length", str(len(FILE)))
        self.send_header("content-type", "image/png")
        self.end_headers()
        self.wfile.write(FILE if self.path == "/whole" else FILE[:1000])

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[http.server.HTTPServer]:
    made = http.server.HTTPServer(("127.0.0.1", 0), _Handler)
    made.tokens = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join(timeout=30)
    made.server_close()


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # so that nobody else can listen there meanwhile
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        client = WhatsAppClient(msgspec.structs.replace(SETTINGS, graph_url=url, is_test=True))
        with pytest.raises(NotSent):
            client.send({})
        client.close()


def test_over_a_real_socket_the_test_host_gets_the_token(server: http.server.HTTPServer) -> None:
    base = f"http://127.0.0.1:{server.server_port}"
    settings = msgspec.structs.replace(SETTINGS, graph_url=base, is_test=True)
    client = WhatsAppClient(settings)
    pieces: list[bytes] = []
    assert client.download(f"{base}/whole", pieces.append, sha256=HEX).size == len(FILE)
    with pytest.raises(LostAnswer):
        client.download(f"{base}/broken", pieces.append)
    for foreign in (URL, "http://127.0.0.1:1/x", "http://localhost/x"):
        with pytest.raises(MediaTrouble):
            client.download(foreign, pieces.append)
    client.close()
    assert server.tokens == [f"Bearer {TOKEN}"] * 2  # type: ignore[attr-defined]

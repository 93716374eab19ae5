"""Names, origins and versions; and clients that do not behave, on bare sockets."""

from __future__ import annotations

import logging
import socket

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inbox.domain.events import NewEvent, NoteBody
from inbox.hub import wire
from inbox.hub.guard import AllowedHosts
from inbox.hub.protocol import DeadlineProtocol
from tests.hub.conftest import RunningHub, run_hub, signed, until
from tests.hub.test_webhooks import slug


@pytest.mark.parametrize("path", ["/v1/me", "/v1/events", "/v1/snapshot", "/v1/enroll", "/v1/nothing", "/metrics"])
def test_a_foreign_name_is_refused_even_with_a_token(hub, path):
    for host in (
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:80",
        "",
        "8.8.8.8",
        "[",
        "user@localhost.x",
    ):
        answer = hub.owner.get(path, headers={"Host": host})
        assert (answer.status_code, slug(answer)) == (403, "foreign-host")


def test_loopbacks_own_names_are_fine_with_any_port(hub):
    for host in ("127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:8610", "127.8.9.1"):
        assert hub.owner.get("/v1/me", headers={"Host": host}).status_code == 200


def test_a_web_page_is_refused_whatever_it_claims(hub):
    for origin in ("https://evil.example", "http://127.0.0.1", "null", ""):
        answer = hub.owner.get("/v1/me", headers={"Origin": origin})
        assert (answer.status_code, slug(answer)) == (403, "foreign-origin")
    assert hub.owner.options("/v1/actions", headers={"Origin": "https://evil.example"}).status_code == 403


def test_behind_a_proxy_the_public_name_is_fine(tmp_path):
    with run_hub(tmp_path, "https://hub.shop.example") as proxied:
        for host, status in (("hub.shop.example", 200), ("HUB.shop.example:443", 200), ("shop.example", 403)):
            assert proxied.owner.get("/v1/me", headers={"Host": host}).status_code == status


def test_a_hub_on_the_network_goes_by_its_address_and_its_public_name():
    unnamed = AllowedHosts("0.0.0.0", None)
    named = AllowedHosts("0.0.0.0", "https://hub.shop.example")
    lan = AllowedHosts("192.168.1.5", None)

    assert all(host in unnamed for host in ("anything", "192.168.1.5:8610"))
    assert all(host in lan for host in ("192.168.1.5:8610", "counter.local"))
    assert all(host in named for host in ("hub.shop.example", "192.168.1.5:8610", "localhost"))
    assert "evil.example" not in named
    assert None not in unnamed


@pytest.mark.parametrize(
    ("said", "status"), [("1", 200), ("0", 426), ("2", 426), ("99999999999999", 426), ("x", 426), ("", 426)]
)
def test_a_desk_of_another_version_is_told_so_before_anything_else(hub, said, status):
    with hub.client() as stranger:
        answer = stranger.get("/v1/me", headers={"Tresen-Api": said})
        assert answer.status_code == (401 if status == 200 else 426)
    answer = hub.owner.get("/v1/me", headers={"Tresen-Api": said})
    assert answer.status_code == status
    if status == 426:
        assert slug(answer) == "api-range"
        assert "update" in answer.json()["detail"]
        assert answer.headers["tresen-api"] == "1"


def test_every_refusal_is_a_problem_document(hub):
    refused = [
        hub.owner.get("/nothing"),
        hub.owner.get("/v1"),
        hub.owner.get("/v1/"),
        hub.owner.get("/v1/me/"),
        hub.owner.delete("/v1/me"),
        hub.owner.post("/healthz"),
        hub.owner.patch("/v1/actions"),
    ]

    assert [answer.status_code for answer in refused] == [404, 404, 404, 404, 405, 405, 405]
    for answer in refused:
        said = answer.json()
        assert slug(answer) in ("not-found", "method-not-allowed")
        assert (said["status"], bool(said["title"]), bool(said["detail"])) == (answer.status_code, True, True)


def test_a_bug_is_500_without_its_stack(hub, expect_logs):
    expect_logs("Exception in ASGI application")

    answer = hub.owner.post("/v1/actions", json={"neither": "id nor kind"})
    hub.owner.get("/healthz")  # by now the log has it

    assert (answer.status_code, slug(answer)) == (500, "internal")
    assert "KeyError" not in answer.text


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]),
    st.sampled_from(
        ["/v1/events", "/v1/actions", "/v1/agents", "/v1/media", "/v1/presence", "/v1/tokens/x", "/healthz"]
    ),
    st.binary(max_size=60),
)
def test_no_bytes_make_it_fail(hub, method, path, body):
    with hub.agent("Fuzzer", "viewer") as viewer:
        answer = viewer.request(method, path, content=body)

    assert answer.status_code < 500 or (path, method) == ("/v1/actions", "POST")


class Bare:
    """A connection without any HTTP client in the way."""

    def __init__(self, hub: RunningHub) -> None:
        host, port = hub.url.removeprefix("http://").split(":")
        self.socket = socket.create_connection((host, int(port)), timeout=20)

    def __enter__(self) -> Bare:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.socket.close()

    def send(self, text: bytes) -> None:
        self.socket.sendall(text)

    def takes(self, text: bytes) -> bool:
        """Send, and tell whether the hub is still there to be sent to."""
        try:
            self.send(text)
        except OSError:
            return False
        return True

    def up_to(self, end: bytes) -> bytes:
        """Everything up to some bytes."""
        received = b""
        while end not in received:
            piece = self.socket.recv(65536)
            assert piece, received
            received += piece
        return received

    def rest(self) -> bytes:
        """Everything until the hub closes."""
        received = b""
        while piece := self.socket.recv(65536):
            received += piece
        return received


class LogCatcher(logging.Handler):
    """Remembers what was logged."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


SOON = 0.2
"""Seconds of a deadline that a test waits for; what is to come in time in the same test has the hub's own."""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the deadline of the headers pass in no time, which may be before a slow machine has sent anything."""
    monkeypatch.setattr(DeadlineProtocol, "HEAD_SECONDS", SOON)


@pytest.mark.parametrize("begun", [b"", b"G", b"POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_half_a_request_line_or_header_is_cut_off(hub, impatient, begun):
    with Bare(hub) as client:
        client.send(begun)

        assert client.rest() == b""


def test_a_second_request_that_dawdles_is_cut_off_too(hub, monkeypatch):
    whole = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with Bare(hub) as client:
        client.send(whole)
        client.up_to(b'"ok"}')
        for deadline in ("HEAD_SECONDS", "DRAIN_SECONDS"):  # which of them it is, is up to how the bytes come
            monkeypatch.setattr(DeadlineProtocol, deadline, SOON)
        client.send(whole + b"GET /healthz HT")

        assert client.rest().count(b"200 OK") == 1


def test_a_body_that_does_not_come_is_408(hub, monkeypatch):
    monkeypatch.setattr(wire, "BODY_SECONDS", SOON)
    with Bare(hub) as client:
        client.send(b"POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")

        answer = client.rest()

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"too-slow" in answer


def test_who_keeps_sending_after_a_413_is_cut_off(hub, monkeypatch):
    monkeypatch.setattr(DeadlineProtocol, "DRAIN_SECONDS", SOON)
    with Bare(hub) as client:
        client.send(b"POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n")
        until(lambda: not client.takes(b"x" * 10_000))


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /v1/me HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET /v1/me HTTP/1.1\r\n\r\n",
        b"GET /v1/media/../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET http://evil.example/v1/me HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /v1/me HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"rubbish\r\n\r\n",
    ],
)
@pytest.mark.allow_logs("Invalid HTTP request received")
def test_odd_requests_get_nothing(hub, impatient, request_):
    with Bare(hub) as client:
        client.send(request_)
        client.socket.shutdown(socket.SHUT_WR)
        answer = client.rest()

    assert answer == b"" or answer.split(b" ")[1] in (b"400", b"401", b"403", b"404")


def test_a_client_that_leaves_in_the_middle_harms_nobody(hub):
    for _ in range(5):
        with Bare(hub) as client:
            client.send(b"POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{")
    body = b'{"id":"after","text":"x"}'
    assert hub.owner.post("/webhooks/whatsapp", content=body, headers={"X-Hub-Signature-256": signed(body)}).is_success


def long_log(hub: RunningHub) -> int:
    """Write a log of 20 MB, more than lies between two sockets; return its bytes."""
    note = NoteBody(id="n", text="x" * 500_000)
    many = [NewEvent("note.added", "hub", "2026-11-22T09:00:00.000Z", note)] * 40
    hub.engine.core.writer.run(lambda tx: tx.append(many))
    return 40 * 500_000


@pytest.mark.allow_logs("without completing response")
def test_who_is_thrown_out_gets_no_more_of_a_snapshot(own_hub):
    size = long_log(own_hub)
    token = own_hub.server.token("Leaver", "agent")
    with Bare(own_hub) as client:
        client.send(f"GET /v1/snapshot HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
        assert client.socket.recv(100).startswith(b"HTTP/1.1 200 ")
        assert own_hub.owner.delete(f"/v1/tokens/{token.split('_')[1]}").status_code == 204
        assert len(client.rest()) < size


@pytest.mark.allow_logs("without completing response")
def test_who_reads_nothing_is_cut_off(own_hub, monkeypatch):
    size = long_log(own_hub)
    wanted = f"GET /v1/snapshot HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {own_hub.owner_token}\r\n\r\n"
    logged = LogCatcher()
    logging.getLogger("uvicorn.error").addHandler(logged)
    try:
        with Bare(own_hub) as client, monkeypatch.context() as patch:
            patch.setattr(wire, "STALLED_SECONDS", SOON)
            client.send(wanted.encode())
            until(lambda: any("without completing" in line for line in logged.lines))
            assert len(client.rest()) < size
    finally:
        logging.getLogger("uvicorn.error").removeHandler(logged)
    assert len(own_hub.owner.get("/v1/snapshot").text.splitlines()) == 41

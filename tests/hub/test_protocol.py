"""What goes over a connection, byte for byte: an answer in one piece, and never a piece too late."""

from __future__ import annotations

import asyncio

from inbox.hub.protocol import Corked
from tests.hub.test_guard import Bare

HEAD = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n"


class Wire(asyncio.Transport):
    """Remembers each write by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.closed = False

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def close(self) -> None:
        self.closed = True


def test_a_head_waits_for_the_first_piece_of_its_body():
    wire = Wire()
    corked = Corked(wire)
    corked.write(HEAD)
    assert wire.written == []
    corked.write(b"o")
    corked.write(b"k")
    assert wire.written == [HEAD + b"o", b"k"]


def test_a_head_without_a_body_goes_out_with_the_end_of_the_answer():
    wire = Wire()
    corked = Corked(wire)
    corked.write(HEAD)
    corked.flush()
    corked.flush()
    assert wire.written == [HEAD]


def test_nothing_is_lost_when_the_connection_closes_behind_a_head():
    wire = Wire()
    corked = Corked(wire)
    corked.write(HEAD)
    corked.close()
    assert (wire.written, wire.closed) == ([HEAD], True)


def test_a_client_is_told_at_once_to_go_on():
    wire = Wire()
    corked = Corked(wire)
    corked.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    assert wire.written == [b"HTTP/1.1 100 Continue\r\n\r\n"]


def test_heads_alone_and_answers_in_a_row_arrive_whole(hub):
    with Bare(hub) as client:
        client.send(b"HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" * 2)
        client.send(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answers = client.rest()

    assert answers.count(b"HTTP/1.1 200 OK\r\n") == 3
    assert answers.count(b'{"status":"ok"}') == 1


def test_a_body_is_sent_only_after_the_hub_asked_for_it(hub):
    with Bare(hub) as client:
        client.send(
            b"POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
            b"Connection: close\r\n\r\n"
        )
        assert client.socket.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.send(b"{}")
        assert client.rest().startswith(b"HTTP/1.1 401 ")

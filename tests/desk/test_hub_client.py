"""What can come back from a hub, or from whatever answers in its place."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import httpx
import pytest

from inbox.desk import hub_calls, hub_errors
from inbox.desk.hub_client import AsyncHubClient, HubClient, HubUrlError, hub_url
from inbox.domain.problems import OutsideError, UserError
from inbox.system.secrets import Secret
from tests.desk.kit import uuid
from tests.desk.pretend_hub import TOKEN, URL, PretendHub, problem

Answer = Callable[[httpx.Request], httpx.Response]


def blocking(answer: Answer, call=None):
    with HubClient(URL, TOKEN, httpx.MockTransport(answer)) as client:
        return client.send(call or hub_calls.me())


def on_a_loop(answer: Answer, call=None):
    async def ask():
        client = AsyncHubClient(URL, TOKEN, httpx.MockTransport(answer))
        try:
            return await client.send(call or hub_calls.me())
        finally:
            await client.aclose()

    return asyncio.run(ask())


both = pytest.mark.parametrize("ask", [blocking, on_a_loop])


def fails(error: Exception) -> Answer:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error

    return answer


@both
@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (problem(401, "unauthorized", "x"), hub_errors.WrongTokenError, "TRESEN_TOKEN"),
        (problem(426, "api-range", "This hub speaks version 2."), hub_errors.ApiRangeError, "speaks version 2"),
        (problem(409, "epoch-changed", "restored"), hub_errors.EpochChangedError, "restored"),
        (problem(409, "cursor-ahead", "ahead"), hub_errors.CursorLostError, "ahead"),
        (problem(410, "cursor-expired", "too old"), hub_errors.CursorLostError, "too old"),
        (problem(404, "unknown-action", "never heard"), hub_errors.NotThereError, "never heard"),
        (problem(403, "role-too-low", "This needs a role."), hub_errors.HubRefusedError, "needs a role"),
        (problem(422, "action-mismatch", "another body"), hub_errors.HubRefusedError, "another body"),
        (problem(503, "storage-trouble", "cannot store"), hub_errors.HubBusyError, "cannot store"),
        (httpx.Response(502, text="<html>bad gateway"), hub_errors.HubBusyError, "asked again"),
        (httpx.Response(500, text="oops"), hub_errors.HubAwayError, "HTTP 500"),
        (httpx.Response(404, text="<html>nginx"), hub_errors.StrangeAnswerError, "not a hub"),
        (httpx.Response(301, headers={"Location": "https://elsewhere"}), hub_errors.StrangeAnswerError, "not a hub"),
        (httpx.Response(200, text="<html>welcome"), hub_errors.StrangeAnswerError, "cannot be read"),
        (httpx.Response(200, content=b'{"agent":7}'), hub_errors.StrangeAnswerError, "cannot be read"),
    ],
)
def test_each_answer_has_its_error_with_words(ask, answer: httpx.Response, error, words: str) -> None:
    with pytest.raises(error, match=words) as raised:
        ask(lambda request: httpx.Response(answer.status_code, headers=answer.headers, content=answer.content))
    assert isinstance(raised.value, UserError | OutsideError)
    assert raised.value.message


@both
@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("slow"),
        httpx.ConnectTimeout("slow"),
        httpx.RemoteProtocolError("cut"),
        httpx.ReadError(""),
    ],
)
def test_what_the_network_does_is_the_hub_being_away(ask, error: Exception) -> None:
    with pytest.raises(hub_errors.HubAwayError, match=URL):
        ask(fails(error))


@both
def test_a_request_is_what_the_contract_says(ask) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(202, json={"id": uuid(1), "kind": "refund", "state": "queued", "result": None, "problem": None})

    view = ask(answer, hub_calls.post_action(b'{"id":1}'))
    (request,) = seen
    assert (view.id, view.state) == (uuid(1), "queued")
    assert (request.method, request.url.path, request.content) == ("POST", "/v1/actions", b'{"id":1}')
    assert request.headers["Authorization"] == "Bearer tr_canary_1f2e3d4c"
    assert request.headers["Content-Type"] == "application/json"
    assert request.headers["Tresen-Api"] == "1"


def test_the_retry_after_of_a_busy_hub_is_kept() -> None:
    with pytest.raises(hub_errors.HubBusyError) as raised:
        blocking(lambda request: problem(503, "storage-trouble", "x", **{"Retry-After": "7"}))
    assert raised.value.seconds == 7


def test_ids_cannot_leave_their_place_in_the_path() -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.raw_path.decode())
        return problem(404, "unknown-action", "x")

    with pytest.raises(hub_errors.NotThereError):
        blocking(answer, hub_calls.get_action("../agents?x=1"))
    assert seen == ["/v1/actions/..%2Fagents%3Fx%3D1"]


def test_the_token_is_in_no_repr_log_or_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    hub = PretendHub()
    client = HubClient(URL, TOKEN, httpx.MockTransport(hub))
    with client, pytest.raises(OutsideError) as raised:
        client.send(hub_calls.get_action(uuid(1)))
    slow = HubClient(URL, TOKEN, httpx.MockTransport(fails(httpx.ReadTimeout("slow"))))
    with slow, pytest.raises(OutsideError) as lost:
        slow.send(hub_calls.me())
    told = [repr(client), repr(client.__dict__), caplog.text, repr(raised.value), str(lost.value), repr(lost.value.__cause__)]
    assert not [text for text in told if "canary" in text]


@pytest.mark.parametrize("token", ["tr_ü_1", "tr_1\nX-Evil: 1", "tr 1\x00"])
def test_a_token_that_cannot_be_one_is_refused_in_words(token: str) -> None:
    with pytest.raises(hub_errors.WrongTokenError):
        HubClient(URL, Secret(token))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hub.example.com", "not the address"),
        ("ftp://hub.example.com", "not the address"),
        ("https://", "not the address"),
        ("https://olga:secret@hub.example.com", "not the address"),
        ("https://hub.example.com/?x=1", "not the address"),
        ("http://[::1", "not the address"),
        ("http://hub.example.com", "not encrypted"),
        ("http://192.168.1.5:8610", "not encrypted"),
    ],
)
def test_a_token_is_sent_to_no_other_address_than_a_safe_one(text: str, words: str) -> None:
    with pytest.raises(HubUrlError, match=words):
        hub_url(text)


@pytest.mark.parametrize("text", ["https://hub.example.com/", "http://127.0.0.1:8610", "http://localhost:1", "http://[::1]:8610"])
def test_a_safe_address_is_taken(text: str) -> None:
    assert hub_url(f" {text} ") == text.rstrip("/")


def test_a_stream_comes_in_pieces_and_fails_in_words() -> None:
    hub = PretendHub()
    hub.say("hallo")
    with HubClient(URL, TOKEN, httpx.MockTransport(hub)) as client:
        assert b"".join(client.stream(hub_calls.snapshot())) == hub.snapshot()
    with HubClient(URL, Secret("tr_wrong"), httpx.MockTransport(hub)) as client, pytest.raises(hub_errors.WrongTokenError):
        list(client.stream(hub_calls.snapshot()))

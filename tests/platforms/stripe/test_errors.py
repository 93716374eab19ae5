"""Each way a call to Stripe can end is told apart by what it says about money."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import httpx
import pytest

from inbox.domain.ids import SourceId
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.client import StripeClient
from inbox.system.secrets import Secret
from inbox.system.settings import StripeSettings

KEY = "rk_test_51canary"
DATE = "Sun, 22 Nov 2026 09:00:00 GMT"


def client(answer: Callable[[httpx.Request], httpx.Response]) -> StripeClient:
    settings = StripeSettings(key=Secret(KEY), url="http://127.0.0.1:1")
    return StripeClient(settings, httpx.MockTransport(answer))


def says(status: int, error: dict | None = None, **headers: str) -> Callable[[httpx.Request], httpx.Response]:
    headers = {"Date": DATE, "Request-Id": "req_1", **headers}
    return lambda request: httpx.Response(status, headers=headers, json={"error": error or {"message": "no"}})


def post(answer: Callable[[httpx.Request], httpx.Response]) -> None:
    client(answer).create_refund(b"charge=ch_1&amount=100", "key", "2026-10-28.endive")


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (400, {"type": "invalid_request_error", "code": "charge_already_refunded", "message": "no"}, errors.Refused),
        (400, {"type": "idempotency_error", "message": "other parameters"}, errors.KeyClash),
        (400, {"code": "rate_limit", "message": "slow"}, errors.Busy),
        (402, {"type": "card_error", "code": "card_declined", "message": "no"}, errors.Refused),
        (404, {"type": "invalid_request_error", "code": "resource_missing", "message": "no"}, errors.Missing),
        (401, {"message": "Expired API Key", "code": "api_key_expired"}, errors.KeyRefused),
        (403, {"message": "no"}, errors.Forbidden),
        (409, {"code": "idempotency_key_in_use", "message": "wait"}, errors.InProgress),
        (429, {"message": "slow"}, errors.Busy),
        (429, {"code": "lock_timeout", "message": "slow"}, errors.Busy),
        (424, {"message": "elsewhere"}, errors.Lost),
        (500, {"message": "oh"}, errors.Lost),
        (503, {"message": "oh"}, errors.Lost),
    ],
)
def test_an_error_answer(status: int, error: dict, kind: type[errors.StripeTrouble]) -> None:
    with pytest.raises(errors.StripeTrouble) as raised:
        post(says(status, error))
    assert type(raised.value) is kind
    assert raised.value.date == 1_795_338_000
    assert raised.value.request_id == "req_1"


@pytest.mark.parametrize("status", [200, 400, 404, 502])
def test_an_answer_that_is_not_json_is_lost(status: int) -> None:
    with pytest.raises(errors.Lost):
        post(lambda request: httpx.Response(status, html="<html>gateway</html>"))


@pytest.mark.parametrize("answer", [b"[]", b"{}", b'{"object":"refund"}', b"\xff\xfe"])
def test_a_success_that_says_nothing_is_lost(answer: bytes) -> None:
    with pytest.raises(errors.Lost):
        post(lambda request: httpx.Response(200, content=answer))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ConnectError("refused"), errors.Unreachable),
        (httpx.ConnectTimeout("slow"), errors.Unreachable),
        (httpx.PoolTimeout("busy"), errors.Unreachable),
        (httpx.ReadTimeout("slow"), errors.Lost),
        (httpx.WriteError("reset"), errors.Lost),
        (httpx.RemoteProtocolError("gone"), errors.Lost),
    ],
)
def test_no_answer(error: Exception, kind: type[errors.StripeTrouble]) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(errors.StripeTrouble) as raised:
        post(fail)
    assert type(raised.value) is kind
    assert raised.value.date == 0


def test_a_missing_permission_is_named_and_the_key_is_not() -> None:
    message = (
        "The provided key 'rk_test_51************nary' does not have the required permissions for this endpoint on "
        "account 'acct_1'. Having the 'rak_charge_write' permission would allow this request to continue."
    )
    with pytest.raises(errors.Forbidden) as raised:
        post(says(403, {"message": message}))
    assert raised.value.permission == "rak_charge_write"
    assert "nary" not in str(raised.value)


def test_the_code_and_parameter_of_a_refusal_are_kept() -> None:
    with pytest.raises(errors.Refused) as raised:
        post(
            says(400, {"type": "invalid_request_error", "code": "amount_too_small", "param": "amount", "message": "x"})
        )
    assert (raised.value.code, raised.value.param) == ("amount_too_small", "amount")


def test_nothing_is_repeated() -> None:
    calls: list[httpx.Request] = []

    def fail(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        return httpx.Response(500, headers={"Stripe-Should-Retry": "true"}, json={"error": {"message": "oh"}})

    with pytest.raises(errors.Lost):
        post(fail)
    with pytest.raises(errors.Lost):
        client(fail).refund(SourceId("re_1"))
    assert len(calls) == 2


def test_the_program_starts_without_the_sdk_and_leaves_nothing_on_disk(tmp_path) -> None:
    code = (
        "import sys, httpx\n"
        "from inbox.platforms.stripe.client import StripeClient\n"
        "from inbox.system.settings import StripeSettings\n"
        "from inbox.system.secrets import Secret\n"
        "assert 'stripe' not in sys.modules\n"
        "answer = lambda request: httpx.Response(200, json={'id': 'acct_1'}, headers={'Date': 'x'})\n"
        "client = StripeClient(StripeSettings(key=Secret('rk_test_1'), url='http://127.0.0.1:1'), httpx.MockTransport(answer))\n"
        "assert client.account().value == 'acct_1'\n"
        "assert 'stripe' in sys.modules and 'aiohttp' not in sys.modules\n"
    )
    environment = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "APPDATA": str(tmp_path), "PATH": ""}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=60)
    assert list(tmp_path.rglob("*")) == []

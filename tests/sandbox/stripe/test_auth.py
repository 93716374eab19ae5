"""Keys, permissions, versions and the headers every answer has."""

from __future__ import annotations

import base64
import re
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest
import stripe

from inbox.sandbox.stripe.calls import CALLS
from inbox.sandbox.stripe.keys import EVERY_PERMISSION
from tests.sandbox.stripe.conftest import NOW, Shop


def get(shop: Shop, path: str = "/v1/charges", **headers: str) -> httpx.Response:
    """GET without the SDK."""
    headers.setdefault("Authorization", f"Bearer {shop.account.restricted_key}")
    return httpx.get(f"{shop.base}/stripe{path}", headers=headers, trust_env=False, timeout=20)


def test_a_restricted_key_may_do_what_a_counter_needs(shop: Shop) -> None:
    assert shop.account.restricted_key.startswith("rk_test_")
    assert shop.sdk().v1.accounts.retrieve_current().id == shop.account.state.account_id
    assert shop.sdk(shop.account.secret_key).v1.balance.retrieve().livemode is False


def test_the_key_may_come_as_basic(shop: Shop) -> None:
    basic = base64.b64encode(f"{shop.account.restricted_key}:".encode()).decode()
    assert get(shop, Authorization=f"Basic {basic}").status_code == 200


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("", "You did not provide an API key"),
        ("Bearer", "You did not provide an API key"),
        ("Basic %%%", "You did not provide an API key"),
        ("Bearer rk_test_unknown_1234567890abcd", "Invalid API Key provided: rk_test_"),
    ],
)
def test_no_key_or_a_wrong_one_is_401(shop: Shop, header: str, words: str) -> None:
    answer = get(shop, Authorization=header)
    assert answer.status_code == 401
    error = answer.json()["error"]
    assert error["type"] == "invalid_request_error"
    assert words in error["message"]
    assert "1234567890" not in error["message"]


def test_an_expired_key_says_so_and_can_come_back(shop: Shop) -> None:
    shop.account.expire_key()
    with pytest.raises(stripe.AuthenticationError) as caught:
        shop.sdk().v1.charges.list()
    assert caught.value.error is not None
    assert caught.value.error.code == "api_key_expired"
    shop.account.expire_key(expired=False)
    shop.sdk().v1.charges.list()


def test_a_missing_permission_is_named_and_asked_before_the_object(shop: Shop) -> None:
    shop.account.set_permission("rak_charge_write", granted=False)
    client = shop.sdk()
    client.v1.refunds.list()
    with pytest.raises(stripe.PermissionError) as caught:
        client.v1.refunds.create({"charge": "ch_nothing"})
    message = str(caught.value.user_message)
    assert re.findall(r"'(rak_\w+)'", message) == ["rak_charge_write"]
    assert f"on account '{shop.account.state.account_id}'" in message
    assert shop.account.restricted_key not in message
    shop.account.set_permission("rak_charge_write", granted=True)
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.refunds.create({"charge": "ch_nothing"})


@pytest.mark.parametrize("permission", sorted(EVERY_PERMISSION))
def test_each_permission_guards_its_calls(shop: Shop, permission: str) -> None:
    shop.account.set_permission(permission, granted=False)
    shop.account.set_permission(permission.replace("_read", "_write"), granted=False)
    for call in CALLS:
        if call.permission == permission:
            path = call.path.format(id="x_1")
            headers = {"Authorization": f"Bearer {shop.account.restricted_key}"}
            answer = httpx.request(call.method, f"{shop.base}/stripe{path}", headers=headers, trust_env=False, timeout=20)
            assert answer.status_code == 403, call.name
            assert f"'{permission}'" in answer.json()["error"]["message"]


def test_writing_includes_reading(shop: Shop) -> None:
    shop.account.set_permission("rak_customer_read", granted=False)
    shop.sdk().v1.customers.list()


def test_an_expanded_object_needs_its_own_permission(shop: Shop) -> None:
    charge = shop.paid()
    shop.account.set_permission("rak_payment_intent_read", granted=False)
    shop.account.set_permission("rak_payment_intent_write", granted=False)
    shop.sdk().v1.charges.retrieve(charge["id"])
    with pytest.raises(stripe.PermissionError, match="rak_payment_intent_read"):
        shop.sdk().v1.charges.retrieve(charge["id"], {"expand": ["payment_intent"]})


def test_every_answer_carries_version_request_id_and_the_sandboxs_date(shop: Shop) -> None:
    shop.clock.shift(-7 * 86400)
    answer = get(shop)
    assert answer.headers["Stripe-Version"] == "2026-10-28.endive"
    assert re.fullmatch(r"req_\w{14}", answer.headers["Request-Id"])
    assert answer.headers.get_list("Date") == [answer.headers["Date"]]
    assert parsedate_to_datetime(answer.headers["Date"]).timestamp() == NOW - 7 * 86400
    assert "uvicorn" not in str(answer.headers)


def test_another_version_or_account_is_refused(shop: Shop) -> None:
    assert "Invalid Stripe API version" in get(shop, **{"Stripe-Version": "2020-08-27"}).json()["error"]["message"]
    other = get(shop, **{"Stripe-Account": "acct_other"})
    assert (other.status_code, other.json()["error"]["code"]) == (403, "account_invalid")
    assert get(shop, **{"Stripe-Account": shop.account.state.account_id}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v1/nothing"), ("DELETE", "/v1/charges"), ("PUT", "/v1/charges")]
)
def test_unknown_addresses_are_404_in_json(shop: Shop, method: str, path: str) -> None:
    headers = {"Authorization": f"Bearer {shop.account.restricted_key}"}
    answer = httpx.request(method, f"{shop.base}/stripe{path}", headers=headers, trust_env=False, timeout=20)
    assert answer.status_code == 404
    assert f"Unrecognized request URL ({method}: {path})" in answer.json()["error"]["message"]


def test_the_calls_are_remembered_for_the_judge(shop: Shop) -> None:
    charge = shop.paid()
    shop.sdk().v1.refunds.create({"charge": charge["id"]}, {"idempotency_key": "k"})
    last: Any = shop.account.server.calls[-1]
    assert (last["method"], last["path"], last["status"]) == ("POST", "/v1/refunds", 200)
    assert last["idempotency_key"] == "k"


def test_a_body_of_any_size_is_not_read(shop: Shop) -> None:
    headers = {"Authorization": f"Bearer {shop.account.restricted_key}"}
    answer = httpx.post(
        f"{shop.base}/stripe/v1/customers", headers=headers, content=b"a" * (9 * 1024 * 1024), trust_env=False, timeout=20
    )
    assert answer.status_code == 413

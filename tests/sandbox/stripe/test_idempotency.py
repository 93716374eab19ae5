"""Idempotency keys behave as Stripe's: replay, mismatch, other endpoint, in use, 24 hours, and what is not kept."""

from __future__ import annotations

import threading
from typing import Any

import pytest
import stripe

from tests.sandbox.stripe.conftest import Shop, until


def refund(shop: Shop, charge: str, amount: int = 1000, key: str = "k-1", **more: Any) -> Any:
    """Refund through the SDK under a key."""
    return shop.sdk().v1.refunds.create({"charge": charge, "amount": amount, **more}, {"idempotency_key": key})


def test_a_repeat_gives_the_first_answer_again(shop: Shop) -> None:
    charge = shop.paid()["id"]
    first = refund(shop, charge)
    again = refund(shop, charge)
    assert again.id == first.id
    assert again.to_dict() == first.to_dict()
    assert shop.charge(charge)["amount_refunded"] == 1000
    headers = again.last_response.headers
    assert headers["Idempotent-Replayed"] == "true"
    assert headers["Original-Request"] == first.last_response.headers["Request-Id"]
    assert headers["Request-Id"] != first.last_response.headers["Request-Id"]
    assert headers["Idempotency-Key"] == "k-1"
    assert "Idempotent-Replayed" not in first.last_response.headers


def test_a_repeat_shows_the_past_not_the_present(shop: Shop) -> None:
    charge = shop.paid()["id"]
    first = refund(shop, charge)
    shop.account.fail_refund(first.id)
    assert refund(shop, charge).status == "succeeded"
    assert shop.sdk().v1.refunds.retrieve(first.id).status == "failed"


def test_the_order_of_parameters_does_not_matter_but_their_values_do(shop: Shop) -> None:
    charge = shop.paid()["id"]
    client = shop.sdk()
    client.v1.refunds.create(
        {"charge": charge, "amount": 100, "metadata": {"a": "1", "b": "2"}}, {"idempotency_key": "k"}
    )
    client.v1.refunds.create(
        {"metadata": {"b": "2", "a": "1"}, "amount": 100, "charge": charge}, {"idempotency_key": "k"}
    )
    for wrong in ({"amount": 101}, {"metadata": {"a": "1"}}, {"reason": "duplicate"}):
        params: Any = {"charge": charge, "amount": 100, "metadata": {"a": "1", "b": "2"}, **wrong}
        with pytest.raises(stripe.IdempotencyError) as caught:
            client.v1.refunds.create(params, {"idempotency_key": "k"})
        assert caught.value.http_status == 400
        assert "Try using a key other than 'k'" in str(caught.value.user_message)
    assert shop.charge(charge)["amount_refunded"] == 100


def test_a_key_belongs_to_its_endpoint(shop: Shop) -> None:
    refund(shop, shop.paid()["id"], key="k")
    with pytest.raises(stripe.IdempotencyError, match=r"'/v1/refunds' vs '/v1/customers'"):
        shop.sdk().v1.customers.create({"name": "A"}, {"idempotency_key": "k"})


def test_a_key_works_across_the_accounts_api_keys(shop: Shop) -> None:
    charge = shop.paid()["id"]
    first = refund(shop, charge)
    other = shop.sdk(shop.account.secret_key)
    again = other.v1.refunds.create({"charge": charge, "amount": 1000}, {"idempotency_key": "k-1"})
    assert again.id == first.id


def test_after_24_hours_the_same_key_is_a_new_request(shop: Shop) -> None:
    charge = shop.paid()["id"]
    first = refund(shop, charge)
    shop.clock.shift(24 * 3600 - 1)
    assert refund(shop, charge).id == first.id
    shop.clock.shift(1)
    assert refund(shop, charge).id != first.id
    assert shop.charge(charge)["amount_refunded"] == 2000


def test_a_refusal_after_execution_began_is_kept(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    for _ in range(2):
        with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded") as caught:
            refund(shop, charge, 6000)
    assert caught.value.headers is not None
    assert caught.value.headers["Idempotent-Replayed"] == "true"


def test_a_request_that_failed_validation_leaves_the_key_free(shop: Shop) -> None:
    charge = shop.paid()["id"]
    with pytest.raises(stripe.InvalidRequestError, match="unknown parameter"):
        refund(shop, charge, reasn="x")
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        refund(shop, charge, expand=["amount"])
    assert refund(shop, charge).status == "succeeded"


@pytest.mark.parametrize("how", ["permission", "key", "rate limit", "server error before execution"])
def test_a_request_that_never_began_leaves_the_key_free(shop: Shop, how: str) -> None:
    charge = shop.paid()["id"]
    if how == "permission":
        shop.account.set_permission("rak_charge_write", granted=False)
    elif how == "key":
        shop.account.expire_key()
    else:
        shop.fault("status", status=429 if how == "rate limit" else 500)
    with pytest.raises(stripe.StripeError):
        refund(shop, charge)
    shop.account.set_permission("rak_charge_write", granted=True)
    shop.account.expire_key(expired=False)
    answer = refund(shop, charge)
    assert "Idempotent-Replayed" not in answer.last_response.headers
    assert shop.charge(charge)["amount_refunded"] == 1000


def test_a_500_after_execution_is_kept_under_the_key(shop: Shop) -> None:
    charge = shop.paid()["id"]
    shop.fault("status", status=500, executed=True, method="POST")
    for _ in range(2):
        with pytest.raises(stripe.APIError) as caught:
            refund(shop, charge)
        assert caught.value.http_status == 500
    assert shop.charge(charge)["amount_refunded"] == 1000
    assert len(shop.sdk().v1.refunds.list({"charge": charge}).data) == 1


def test_a_key_still_in_use_is_409_and_may_be_sent_again(shop: Shop) -> None:
    charge = shop.paid()["id"]
    shop.fault("delay", ms=2000)
    done: list[str] = []
    slow = threading.Thread(target=lambda: done.append(refund(shop, charge).id))
    slow.start()
    until(lambda: shop.account.books()["refunds"])
    with pytest.raises(stripe.APIError) as caught:
        refund(shop, charge)
    slow.join(30)
    assert caught.value.http_status == 409
    assert caught.value.error is not None
    assert caught.value.error.code == "idempotency_key_in_use"
    assert caught.value.headers is not None
    assert caught.value.headers["Stripe-Should-Retry"] == "true"
    assert [refund(shop, charge).id] == done
    assert shop.charge(charge)["amount_refunded"] == 1000


def test_the_key_is_named_in_the_events_it_caused(shop: Shop) -> None:
    answer = refund(shop, shop.paid()["id"])
    request = shop.webhooks.last("refund.created")["request"]
    assert request == {"id": answer.last_response.request_id, "idempotency_key": "k-1"}


def test_too_long_a_key_is_refused(shop: Shop) -> None:
    charge = shop.paid()["id"]
    refund(shop, charge, key="k" * 255)
    with pytest.raises(stripe.InvalidRequestError, match="255"):
        refund(shop, charge, key="k" * 256)


def test_gets_and_deletes_ignore_the_key(shop: Shop) -> None:
    customer = shop.account.create_customer(name="A")
    client = shop.sdk()
    refund(shop, shop.paid()["id"], key="k")
    assert client.v1.customers.retrieve(customer["id"], {}, {"idempotency_key": "k"}).id == customer["id"]
    assert client.v1.customers.delete(customer["id"], {}, {"idempotency_key": "k"}).deleted is True

"""What goes wrong on the way, as the real SDK sees it, and what the books say afterwards."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import httpx
import pytest
import stripe

from inbox.sandbox.world import Fault
from tests.sandbox.stripe.conftest import Shop, until


def refund(shop: Shop, charge: str, key: str = "k", retries: int = 0) -> stripe.Refund:
    """Refund 10 through the SDK."""
    return shop.sdk(retries=retries).v1.refunds.create({"charge": charge, "amount": 1000}, {"idempotency_key": key})


@pytest.mark.parametrize(("kind", "refunded"), [("lose_answer_before", 0), ("lose_answer_after", 1000)])
def test_a_lost_answer_is_a_dropped_connection(shop: Shop, kind: str, refunded: int) -> None:
    charge = shop.paid()["id"]
    shop.fault(kind)
    with pytest.raises(stripe.APIConnectionError) as caught:
        refund(shop, charge)
    assert caught.value.http_status is None
    assert caught.value.should_retry is True
    assert shop.charge(charge)["amount_refunded"] == refunded
    refund(shop, charge)
    assert shop.charge(charge)["amount_refunded"] == 1000


@pytest.mark.parametrize("kind", ["lose_answer_before", "lose_answer_after"])
def test_not_one_byte_of_an_answer_is_sent(shop: Shop, kind: str) -> None:
    charge = shop.paid()["id"]
    shop.fault(kind)
    headers = {"Authorization": f"Bearer {shop.account.restricted_key}"}
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        httpx.post(f"{shop.base}/stripe/v1/refunds", data={"charge": charge}, headers=headers, trust_env=False, timeout=20)


def test_the_sdks_own_retry_gets_the_kept_answer(shop: Shop) -> None:
    charge = shop.paid()["id"]
    shop.fault("lose_answer_after", times=2)
    made = refund(shop, charge, retries=2)
    assert made.last_response is not None
    assert made.last_response.headers["Idempotent-Replayed"] == "true"
    assert shop.charge(charge)["amount_refunded"] == 1000


def test_many_equal_posts_at_once_are_one_refund(shop: Shop) -> None:
    charge = shop.paid()["id"]
    shop.fault("lose_answer_after", times=5)
    for _ in range(5):
        with pytest.raises(stripe.APIConnectionError):
            refund(shop, charge)
    assert [one.amount for one in shop.sdk().v1.refunds.list({"charge": charge}).data] == [1000]


def test_reads_pass_while_a_lost_answer_waits_for_a_write(shop: Shop) -> None:
    charge = shop.paid()["id"]
    shop.fault("lose_answer_after")
    shop.fault("delay", ms=1)
    assert shop.sdk().v1.refunds.list({"charge": charge}).data == []
    with pytest.raises(stripe.APIConnectionError):
        refund(shop, charge)


def test_a_fault_may_name_its_method(shop: Shop) -> None:
    charge = shop.paid()["id"]
    shop.fault("lose_answer_after", method="GET")
    refund(shop, charge)
    with pytest.raises(stripe.APIConnectionError):
        shop.sdk().v1.refunds.list()


def test_a_resource_that_is_only_read_loses_reads(shop: Shop) -> None:
    charge = shop.paid()["id"]
    shop.fault("lose_answer_before", "charges")
    with pytest.raises(stripe.APIConnectionError):
        shop.sdk().v1.charges.retrieve(charge)
    shop.sdk().v1.charges.retrieve(charge)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(429, stripe.RateLimitError), (500, stripe.APIError), (503, stripe.APIError), (404, stripe.InvalidRequestError)],
)
def test_a_status_without_execution(shop: Shop, status: int, kind: type[stripe.StripeError]) -> None:
    charge = shop.paid()["id"]
    shop.fault("status", status=status, times=2)
    with pytest.raises(kind):
        shop.sdk().v1.refunds.list()
    with pytest.raises(kind) as caught:
        refund(shop, charge)
    assert caught.value.http_status == status
    assert shop.charge(charge)["amount_refunded"] == 0
    assert refund(shop, charge).amount == 1000


def test_a_delayed_answer_comes_after_the_effect(shop: Shop) -> None:
    charge = shop.paid()["id"]
    shop.fault("delay", ms=1000)
    client = stripe.StripeClient(
        shop.account.restricted_key,
        base_addresses={"api": f"{shop.base}/stripe"},
        http_client=stripe.RequestsClient(timeout=(5, 0.1)),
    )
    with pytest.raises(stripe.APIConnectionError):
        client.v1.refunds.create({"charge": charge, "amount": 1000}, {"idempotency_key": "k"})
    until(lambda: shop.charge(charge)["amount_refunded"] == 1000)

    def again() -> Any:
        with suppress(stripe.APIError):  # 409 while the first request is still being answered
            return refund(shop, charge)
        return None

    answer: Any = until(again)
    assert answer.last_response.headers["Idempotent-Replayed"] == "true"


def test_each_fault_is_used_up(shop: Shop) -> None:
    charge = shop.paid()["id"]
    shop.fault("status", status=500, times=2)
    assert [fault["times"] for fault in shop.world.faults.waiting()] == [2]
    with pytest.raises(stripe.APIError):
        refund(shop, charge)
    assert [fault["times"] for fault in shop.world.faults.waiting()] == [1]
    shop.world.faults.clear()
    refund(shop, charge)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("stripe.refund", "status"),
        Fault("stripe.refunds", "duplicate_webhook"),
        Fault("stripe.refunds", "status", times=0),
        Fault("stripe.refunds", "status", status=200),
        Fault("whatsapp.refunds", "delay"),
    ],
)
def test_a_fault_that_could_never_happen_is_refused(shop: Shop, fault: Fault) -> None:
    with pytest.raises(ValueError):
        shop.world.faults.add(fault)

"""Every way a refund can fail at Stripe, played back: what state it ends in, what is said, and that the books agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from inbox.hub.problems import HttpProblem
from tests.hub.actions.hub_world import ANNA, SUE, Hub, refund

REFUSED: dict[str, Any] = {"type": "invalid_request_error"}
ALWAYS = 10_000


def _answering(hub: Hub, status: int, error: dict[str, Any], times: int = 1) -> None:
    """Have Stripe answer the next posts of a refund so, without carrying them out."""
    way: Callable[[httpx.Request], httpx.Response] = hub.stripe.wire.handle_request
    left = [times]

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method != "POST" or request.url.path != "/v1/refunds" or not left[0]:
            return way(request)
        left[0] -= 1
        said = httpx.Response(status, json={"error": {"message": "As the table says.", **error}})
        # Stripe's clock is on every answer; ages are counted from it.
        balance = httpx.Request("GET", request.url.copy_with(path="/v1/balance"), headers=request.headers)
        said.headers["date"] = way(balance).headers["date"]
        return said

    hub.stripe.wire.handle_request = answer  # type: ignore[method-assign]  # the transport, not a function of ours


@pytest.mark.parametrize("status", [500, 502, 503, 504, 424])
@pytest.mark.parametrize("executed", [True, False])
def test_a_server_error_may_have_moved_the_money_so_the_list_decides(hub: Hub, status: int, executed: bool) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("status", status=status, executed=executed, method="POST")
    done = hub.do(ANNA, refund(paid["payment"]))
    assert done.state == "succeeded"
    assert hub.stripe.refunded(paid["charge"]) == 2490


@pytest.mark.parametrize("kind", ["lose_answer_after", "lose_answer_before"])
def test_a_dropped_connection_is_repeated_under_its_key_after_a_look(hub: Hub, kind: str) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault(kind, method="POST")
    assert hub.do(ANNA, refund(paid["payment"])).state == "succeeded"
    assert hub.stripe.refunded(paid["charge"]) == 2490


def test_a_first_request_that_still_runs_is_waited_for(hub: Hub) -> None:
    paid = hub.stripe.payment()
    _answering(hub, 409, {"type": "idempotency_error", "code": "idempotency_key_in_use"}, 2)
    done = hub.do(ANNA, refund(paid["payment"]))
    assert done.state == "succeeded"
    assert {post.headers["idempotency-key"] for post in hub.stripe.wire.posts("/v1/refunds")} == {done.id}


@pytest.mark.parametrize("error", [{"code": "rate_limit"}, {"code": "lock_timeout"}, {}])
def test_being_turned_away_is_waited_out_with_the_same_key(hub: Hub, error: dict[str, str]) -> None:
    paid = hub.stripe.payment()
    _answering(hub, 429, {**REFUSED, **error}, 3)
    done = hub.do(ANNA, refund(paid["payment"]))
    assert done.state == "succeeded"
    assert {post.headers["idempotency-key"] for post in hub.stripe.wire.posts("/v1/refunds")} == {done.id}


@pytest.mark.allow_logs("outcome is unknown|its key with other parameters")
def test_a_key_that_was_used_for_something_else_is_looked_into_by_a_person(hub: Hub) -> None:
    paid = hub.stripe.payment()
    _answering(hub, 400, {"type": "idempotency_error"}, ALWAYS)
    done = hub.do(ANNA, refund(paid["payment"]))
    assert (done.state, done.problem.code) == ("unknown", "outcome-unknown")
    assert hub.stripe.refunds() == []
    # Until then nobody else refunds it, and a supervisor can say how it ended.
    assert hub.do(SUE, refund(paid["payment"])).problem.code == "refund-in-progress"
    assert hub.actions.resolve(SUE, done.id, "not_moved", None).state == "failed"


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        ("charge_already_refunded", "charge-already-refunded"),
        ("charge_disputed", "charge-disputed"),
        ("refund_disputed_payment", "refund-disputed-payment"),
        ("charge_not_refundable", "charge-not-refundable"),
        ("balance_insufficient", "balance-insufficient"),
        ("amount_too_large", "amount-too-large"),
        (None, "stripe-refused"),
    ],
)
def test_a_refusal_moves_nothing_and_the_charge_is_free_again(hub: Hub, code: str | None, slug: str) -> None:
    paid = hub.stripe.payment()
    _answering(hub, 400, REFUSED | ({} if code is None else {"code": code}))
    done = hub.do(ANNA, refund(paid["payment"]))
    assert (done.state, done.problem.code) == ("failed", slug)
    assert hub.stripe.refunds() == []
    assert hub.do(ANNA, refund(paid["payment"])).state == "succeeded"  # a new click is a new attempt


@pytest.mark.parametrize(
    ("status", "error", "slug"),
    [
        (401, {"code": "api_key_expired"}, "key-refused"),
        (403, {"message": "Having the 'rak_charge_write' permission would allow this."}, "permission-missing"),
        (404, {"code": "resource_missing"}, "payment-unknown"),
    ],
)
def test_a_key_that_may_not_moves_nothing_and_says_what_is_missing(
    hub: Hub, status: int, error: dict[str, str], slug: str
) -> None:
    paid = hub.stripe.payment()
    _answering(hub, status, REFUSED | error)
    done = hub.do(ANNA, refund(paid["payment"]))
    assert (done.state, done.problem.code) == ("failed", slug)
    assert hub.stripe.refunds() == []
    if slug == "permission-missing":
        assert done.problem.facts == {"permission": "rak_charge_write"}
    with pytest.raises(HttpProblem):
        hub.actions.try_again(ANNA, done.id)  # it is over: only a new click begins another

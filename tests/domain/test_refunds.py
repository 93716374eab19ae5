"""How much of a payment is given back: what its charge says and what is known of its refunds, in whatever order that came."""

from __future__ import annotations

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given

from inbox.domain.ids import ActionId, AgentId, SourceId
from inbox.domain.payments import LIVE_REFUND_STATES, Dispute, Payment, Refund
from inbox.domain.refunds import LiveRefund, at_stake, refunded, remaining

PI, CH = SourceId("pi_1"), SourceId("ch_1")
PAID = Payment(PI, CH, amount=10_000, amount_refunded=0, currency="eur", status="succeeded")
_STATUSES = sorted({*LIVE_REFUND_STATES, "failed", "canceled"})
_STATES = ["held", "posting", "queued", "needs_approval", "sending", "unknown", "pending", "succeeded", "failed", "refused"]
_ACTIONS = st.none() | st.sampled_from([ActionId("a1"), ActionId("a2"), ActionId("a3")])
_NAMES = st.sampled_from([SourceId(name) for name in ("re_1", "re_2", "re_3")])
_REFUNDS = st.builds(
    Refund,
    id=_NAMES,
    payment=st.sampled_from([None, PI, SourceId("pi_2")]),
    charge=st.sampled_from([None, CH]),
    amount=st.none() | st.integers(0, 12_000),
    status=st.sampled_from(_STATUSES),
    action=_ACTIONS,
)
_UNLIKE = st.lists(_REFUNDS, max_size=5, unique_by=lambda each: each.id)
_LIVE = st.builds(
    LiveRefund,
    action=_ACTIONS.filter(bool),
    charge=st.just(CH),
    agent=st.just(AgentId("a_1")),
    agent_name=st.just("Kim"),
    amount=st.integers(0, 12_000),
    currency=st.just("eur"),
    state=st.sampled_from(_STATES),
    at=st.just("2026-11-22T09:00:00.000Z"),
    refund=st.none() | _NAMES,
)


def paid(**keys: object) -> Payment:
    return msgspec.structs.replace(PAID, **keys)


def refund(amount: int, status: str = "succeeded", name: str = "re_1", action: str | None = None, **keys: str) -> Refund:
    return Refund(
        SourceId(name), PI, CH, amount=amount, status=status, action=ActionId(action) if action else None, **keys
    )


def live(state: str, amount: int = 500, action: str = "a1", made: str | None = None) -> LiveRefund:
    return LiveRefund(
        ActionId(action),
        CH,
        AgentId("a_1"),
        "Kim",
        amount,
        "eur",
        state,
        "2026-11-22T09:00:00.000Z",
        refund=SourceId(made) if made else None,
    )


@pytest.mark.parametrize(
    ("payment", "left"),
    [
        (Payment(PI, amount=100, status="succeeded"), 100),
        (Payment(PI, amount=100, amount_refunded=30, status="succeeded"), 70),
        (Payment(PI, amount=100, amount_refunded=100, status="succeeded"), 0),
        (Payment(PI, amount=100, amount_refunded=130, status="succeeded"), 0),
        (Payment(PI, amount=100, status="processing"), 0),
        (Payment(PI, amount=100), 0),
        (Payment(PI, status="succeeded"), 0),
    ],
)
def test_what_the_charge_says_is_left(payment: Payment, left: int) -> None:
    assert remaining(payment) == left


@pytest.mark.parametrize("status", ["succeeded", "pending", "requires_action"])
def test_a_refund_counts_before_its_charge_was_read_again(status: str) -> None:
    assert remaining(PAID, [refund(10_000, status)]) == 0
    assert remaining(PAID, [refund(4_000, status)]) == 6_000


@pytest.mark.parametrize("status", ["failed", "canceled"])
def test_a_refund_that_came_back_does_not_count(status: str) -> None:
    assert remaining(PAID, [refund(4_000, status)]) == 10_000
    assert remaining(PAID, [refund(4_000, status, action="a1")], [live("succeeded", 4_000, made="re_1")]) == 10_000


def test_a_charge_that_knows_more_refunds_than_are_known_here_counts_more() -> None:
    assert remaining(paid(amount_refunded=7_000), [refund(4_000)]) == 3_000


def test_a_refund_of_another_payment_does_not_count() -> None:
    other = Refund(SourceId("re_9"), SourceId("pi_9"), SourceId("ch_9"), amount=4_000, status="succeeded")
    assert remaining(PAID, [other]) == 10_000


@pytest.mark.parametrize("state", ["posting", "sending", "unknown"])
def test_what_may_have_moved_counts_until_its_refund_is_known(state: str) -> None:
    assert remaining(PAID, (), [live(state)]) == 9_500
    assert remaining(PAID, [refund(500, action="a1")], [live(state)]) == 9_500


@pytest.mark.parametrize("state", ["held", "queued", "needs_approval", "refused", "failed", "expired", "cancelled"])
def test_what_has_not_begun_or_came_to_nothing_does_not_count(state: str) -> None:
    assert remaining(PAID, (), [live(state)]) == 10_000


def test_an_answer_that_came_before_its_refund_was_told_counts_once() -> None:
    assert remaining(PAID, (), [live("succeeded", made="re_1")]) == 9_500
    assert remaining(PAID, [refund(500)], [live("succeeded", made="re_1")]) == 9_500
    # Somebody looked at Stripe and said that it was carried out; which refund that was stands in Stripe's list only.
    assert remaining(PAID, [refund(500)], [live("succeeded")]) == 9_500


@given(
    st.builds(
        Payment,
        id=st.just(PI),
        charge=st.sampled_from([None, CH]),
        amount=st.none() | st.integers(0, 10_000),
        amount_refunded=st.none() | st.integers(0, 12_000),
        status=st.sampled_from(["succeeded", "processing"]),
    ),
    st.lists(_REFUNDS, max_size=5),
    st.lists(_LIVE, max_size=4),
)
def test_never_more_than_the_amount_and_never_less_than_nothing(
    payment: Payment, refunds: list[Refund], asked: list[LiveRefund]
) -> None:
    left = remaining(payment, refunds, asked)
    assert 0 <= left <= (payment.amount or 0)
    assert left <= remaining(payment)
    if payment.status == "succeeded" and payment.amount is not None:
        assert left + refunded(payment, refunds, asked) == payment.amount


@given(_UNLIKE, st.lists(_LIVE, max_size=4, unique_by=lambda one: one.action))
def test_what_is_known_twice_counts_once(refunds: list[Refund], asked: list[LiveRefund]) -> None:
    once = remaining(PAID, refunds, asked)
    assert remaining(PAID, refunds * 2, asked * 2) == once
    assert remaining(PAID, reversed(refunds), reversed(asked)) == once


@given(_UNLIKE, st.integers(0, 10_000))
def test_only_live_refunds_count_and_the_charge_counts_where_it_knows_more(refunds: list[Refund], said: int) -> None:
    moved = [each for each in refunds if each.status in LIVE_REFUND_STATES]
    payment = paid(amount_refunded=said)
    assert remaining(payment, refunds) == remaining(payment, moved)
    assert refunded(payment, refunds) == max(min(10_000, said), refunded(PAID, refunds))


@given(st.lists(st.integers(1, 3_000), max_size=5), st.integers(0, 5), st.integers(0, 5), st.sampled_from(_STATUSES))
def test_whichever_is_behind_nothing_is_offered_twice(amounts: list[int], told: int, read: int, last: str) -> None:
    """The charge was read after the first ``read`` refunds, the desk has heard of the first ``told``."""
    made = [refund(amount, name=f"re_{place}") for place, amount in enumerate(amounts)]
    known = made[:told]
    charge = paid(amount_refunded=min(10_000, sum(amounts[:read])))
    failed = [*known, refund(2_000, last, name="re_last")] if last not in LIVE_REFUND_STATES else known
    assert remaining(charge, failed) == max(0, 10_000 - max(sum(amounts[:told]), sum(amounts[:read])))


@pytest.mark.parametrize(
    ("given", "dispute", "stake"),
    [
        (0, None, 10_000),
        (2500, None, 7500),
        (10_000, None, 0),
        (0, ("needs_response", 10_000), 10_000),
        (2500, ("needs_response", 10_000), 10_000),
        (0, ("needs_response", 4000), 4000),
        (2500, ("warning_needs_response", 10_000), 7500),
        (2500, ("warning_needs_response", 4000), 4000),
        (2500, ("needs_response", None), 7500),
    ],
)
def test_at_stake_is_what_was_captured_less_what_was_given_back_or_what_the_bank_has_taken(
    given: int, dispute: tuple[str, int | None] | None, stake: int
) -> None:
    case = None if dispute is None else Dispute(SourceId("du_1"), status=dispute[0], amount=dispute[1])
    told = msgspec.structs.replace(PAID, amount_refunded=given)
    assert at_stake(told, (), case) == stake
    assert at_stake(PAID, [Refund(SourceId("re_1"), PI, amount=given, status="succeeded")], case) == stake


def test_what_nobody_knows_the_sum_of_has_no_stake() -> None:
    assert at_stake(msgspec.structs.replace(PAID, amount=None)) is None

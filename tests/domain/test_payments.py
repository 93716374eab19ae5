"""Stripe's objects: what a body does not know stays, what may have been paid twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from inbox.domain import times
from inbox.domain.ids import SourceId
from inbox.domain.payments import Dispute, Payment, is_inquiry, merge, paid_twice

PI = SourceId("pi_1")
_MAYBE = st.none() | st.integers(0, 9)
_PAYMENTS = st.builds(
    Payment,
    id=st.just(PI),
    amount=_MAYBE,
    amount_refunded=_MAYBE,
    status=st.none() | st.sampled_from(["succeeded", "failed"]),
    disputed=st.none() | st.booleans(),
    description=st.none() | st.text(max_size=3),
    shipping=st.none() | st.dictionaries(st.text(max_size=2), st.text(max_size=2), max_size=2),
)


@given(_PAYMENTS, _PAYMENTS)
def test_what_is_said_wins_and_the_rest_stays(known: Payment, said: Payment) -> None:
    merged = merge(known, said)
    for name in Payment.__struct_fields__:
        expected = getattr(said, name)
        assert getattr(merged, name) == (getattr(known, name) if expected is None else expected)


@given(_PAYMENTS, _PAYMENTS, _PAYMENTS)
def test_merging_is_associative_and_idempotent(a: Payment, b: Payment, c: Payment) -> None:
    assert merge(merge(a, b), c) == merge(a, merge(b, c))
    assert merge(merge(a, b), b) == merge(a, b)
    assert merge(a, a) == a
    assert merge(a, Payment(PI)) == a


def test_nothing_and_false_are_knowledge() -> None:
    merged = merge(Payment(PI, amount_refunded=5, disputed=True), Payment(PI, amount_refunded=0, disputed=False))
    assert (merged.amount_refunded, merged.disputed) == (0, False)


@pytest.mark.parametrize(
    ("status", "inquiry"), [("warning_needs_response", True), ("needs_response", False), ("lost", False), (None, False)]
)
def test_inquiries_are_no_chargebacks(status: str | None, inquiry: bool) -> None:
    assert is_inquiry(Dispute(SourceId("dp_1"), status=status)) is inquiry


def _paid(name: str, hours: int, amount: int = 4980, **more: object) -> Payment:
    created = times.to_text(datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=hours))
    said = {"status": "succeeded", "currency": "eur", "created": created} | more
    return Payment(name, amount=amount, **said)


@pytest.mark.parametrize(
    ("later", "asks"),
    [
        (_paid("pi_2", 1), True),
        (_paid("pi_2", 48), True),
        (_paid("pi_2", 49), False),
        (_paid("pi_2", 1, 4981), False),
        (_paid("pi_2", 1, currency="chf"), False),
        (_paid("pi_2", 1, status="processing"), False),
        (_paid("pi_2", 1, amount_refunded=4980), False),
    ],
)
def test_one_sum_paid_twice_within_two_days_asks(later: Payment, asks: bool) -> None:
    first = _paid("pi_1", 0)
    assert paid_twice([later, first]) == ({"pi_2": first} if asks else {})


def test_of_three_in_a_row_each_names_the_one_before() -> None:
    one, two, three = (_paid(f"pi_{number}", number) for number in (1, 2, 3))
    assert paid_twice([three, one, two]) == {"pi_2": one, "pi_3": two}

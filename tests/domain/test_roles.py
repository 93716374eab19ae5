"""Roles from the least to the most, and the limits of each."""

from __future__ import annotations

import pytest

from inbox.domain.refunds import BLOCKING_STATES, STATE_OF_STATUS, STRIPE_REASONS, stripe_reason
from inbox.domain.roles import ROLES, Limits, Policy, at_least


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("needed", ROLES)
def test_each_role_includes_those_below(role: str, needed: str) -> None:
    assert at_least(role, needed) == (ROLES.index(role) >= ROLES.index(needed))


@pytest.mark.parametrize("role", ["", "admin", "OWNER", "root"])
def test_an_unknown_role_includes_nothing(role: str) -> None:
    assert not any(at_least(role, needed) for needed in ROLES)


def test_limits() -> None:
    policy = Policy(limits={"agent": Limits(refund=5000, day=20000), "owner": Limits(refund=1)})
    assert policy.limit("agent") == Limits(5000, 20000)
    assert policy.limit("owner") == Limits()
    assert policy.limit("supervisor") == Limits(0, 0)
    assert Policy().limit("agent") == Limits()


def test_policies_share_nothing() -> None:
    one, other = Policy(), Policy()
    one.limits["agent"] = Limits(1)
    assert other.limit("agent") == Limits()


def test_no_reason_of_ours_blocks_a_card() -> None:
    assert "fraudulent" not in STRIPE_REASONS.values()
    assert {stripe_reason(reason) for reason in (*STRIPE_REASONS, "anything", "fraudulent", "")} == {
        "requested_by_customer",
        "duplicate",
    }


def test_states_of_refunds() -> None:
    assert STATE_OF_STATUS["requires_action"] == STATE_OF_STATUS["pending"] == "pending"
    assert STATE_OF_STATUS["canceled"] == STATE_OF_STATUS["failed"] == "failed"
    assert {"sending", "unknown"} == BLOCKING_STATES

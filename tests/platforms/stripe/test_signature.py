"""Only Stripe can sign, only for a while, and several secrets may be good during a rotation."""

from __future__ import annotations

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as st

from inbox.platforms.stripe.signature import is_genuine, sign

NOW = 1_795_338_000
BODY = b'{"id":"evt_1"}'
SECRET = "whsec_canary"


def test_what_the_sdk_signs_is_genuine_and_the_other_way_round() -> None:
    ours = sign(SECRET, BODY, NOW)
    assert is_genuine([SECRET], ours, BODY, NOW)
    assert stripe.WebhookSignature.verify_header(BODY.decode(), ours, SECRET, tolerance=None)


@pytest.mark.parametrize(("age", "genuine"), [(0, True), (300, True), (301, False), (-4000, True)])
def test_a_replay_is_turned_away(age: int, genuine: bool) -> None:
    assert is_genuine([SECRET], sign(SECRET, BODY, NOW - age), BODY, NOW) is genuine


def test_both_secrets_are_good_during_a_rotation() -> None:
    old, new = sign("whsec_old", BODY, NOW), sign("whsec_new", BODY, NOW)
    both = f"{old},{new.partition(',')[2]}"
    for known in (["whsec_old"], ["whsec_new"], ["whsec_new", "whsec_old"]):
        assert is_genuine(known, both, BODY, NOW)
    assert not is_genuine(["whsec_other"], both, BODY, NOW)
    assert not is_genuine([], both, BODY, NOW)


MALFORMED = [
    "", "t=,v1=", "v1=abc", f"t={NOW}", f"t={NOW},v0={'0' * 64}", f"t={NOW},t={NOW},v1=x", "t=x,v1=y",
    f"t={'9' * 40},v1=y", "t=²,v1=y",
]  # fmt: skip


@pytest.mark.parametrize("header", MALFORMED)
def test_a_malformed_header_is_not_genuine(header: str) -> None:
    assert not is_genuine([SECRET], header, BODY, NOW)


def test_another_body_is_not_genuine() -> None:
    assert not is_genuine([SECRET], sign(SECRET, BODY, NOW), BODY + b" ", NOW)


@given(st.text(max_size=120), st.binary(max_size=60))
def test_no_header_breaks_it(header: str, body: bytes) -> None:
    assert not is_genuine([SECRET], header, body, NOW)

"""The clock, the ids and the list of faults that both pretend platforms share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.sandbox.world import ANSWER_FAULTS, Fault, Faults, SandboxClock, SeededIds, World


def test_the_clock_runs_from_where_it_is_put() -> None:
    real = [1000.0]
    clock = SandboxClock(lambda: real[0])
    assert clock.now() == 1000
    clock.shift(-100)
    real[0] += 5
    assert clock.now() == 905
    clock.set(5000)
    real[0] += 1.5
    assert clock.now() == 5001


@given(st.integers(0, 2**32))
def test_one_seed_one_row_of_ids(seed: int) -> None:
    def draw() -> list[str]:
        ids = SeededIds(seed)
        return [ids.token("pi_", 24), ids.digits(6), ids.hex(8)]

    token, digits, hexadecimal = draw()
    assert draw() == [token, digits, hexadecimal]
    assert (len(token), len(digits), len(hexadecimal)) == (27, 6, 8)
    assert digits[0] != "0"
    assert SeededIds(seed + 1).token("pi_", 24) != token


def test_faults_are_taken_oldest_first_and_as_often_as_they_say() -> None:
    faults = Faults()
    faults.add(Fault("stripe.refunds", "delay", times=2, ms=5))
    faults.add(Fault("stripe.refunds", "status", status=503))
    faults.add(Fault("stripe.charges", "status"))
    taken = [faults.take("stripe.refunds", ANSWER_FAULTS) for _ in range(4)]
    assert [fault.kind if fault else None for fault in taken] == ["delay", "delay", "status", None]
    assert [fault["target"] for fault in faults.waiting()] == ["stripe.charges"]
    faults.clear()
    assert faults.take("stripe.charges", ANSWER_FAULTS) is None


def test_a_fault_waits_for_a_kind_and_a_method_that_fit() -> None:
    faults = Faults()
    faults.add(Fault("stripe.refunds", "delay"))
    faults.add(Fault("stripe.refunds", "status", method="POST"))
    assert faults.take("stripe.refunds", ("status",), "GET") is None
    taken = faults.take("stripe.refunds", (), "POST")
    assert taken is not None
    assert taken.kind == "status"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault("stripe.refunded", "delay"), "no target"),
        (Fault("whatsapp.messages", "duplicate_webhook"), "cannot happen"),
        (Fault("webhooks.stripe", "delay", times=0), "at least 1"),
        (Fault("webhooks.stripe", "delay", ms=-1), "at least 0"),
        (Fault("stripe.refunds", "status", status=302), "an HTTP error"),
        (Fault("stripe.refunds", "explode"), "no kind"),  # type: ignore[arg-type] # as it may come over the wire
    ],
)
def test_faults_that_could_never_happen_are_refused_in_words(fault: Fault, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Faults().add(fault)


def test_a_world_nobody_listens_to_is_fine() -> None:
    World().outbound.post("stripe", b"{}", {})

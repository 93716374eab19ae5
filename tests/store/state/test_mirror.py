"""The mirror is asked for any number of names at once."""

from __future__ import annotations

from inbox.domain.events import PaymentBody
from inbox.domain.payments import Payment
from inbox.store.state import StateTables, mirror
from tests.store.state.kit import Log


def test_more_names_than_a_statement_takes_are_answered_in_order(log: Log, state: StateTables) -> None:
    for number in (1, 2, 3):
        paid = Payment(id=f"pi_{number}", charge=f"ch_{number}", created=f"2026-11-0{number}T09:00:00.000Z")
        log.add(PaymentBody(paid.id, "1.e", paid), None)
    names = ["ch_3", *(f"ch_x{number}" for number in range(300_000)), "ch_1", "ch_3", "ch_2"]
    assert [each.id for each in mirror.where(state, Payment, "charge", names)] == ["pi_1", "pi_2", "pi_3"]
    assert [each.id for each in mirror.where(state, Payment, "charge", names, limit=2)] == ["pi_2", "pi_3"]

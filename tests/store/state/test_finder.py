"""A payment is found by what a customer says of it."""

from __future__ import annotations

import pytest

from inbox.domain.payments import Customer, Payment
from inbox.store.state import StateTables
from inbox.store.state.finder import find_payments
from tests.store.state.kit import Log, told

ONE = Payment(
    id="pi_1", charge="ch_1", amount=4990, currency="eur", order_number="#A-1001", email="Eva@example.com",
    method_label="Visa 4242", phone="+4915112345678", created="2026-11-01T00:00:00.000Z", customer="cus_1",
)  # fmt: skip
TWO = Payment(
    id="pi_2", amount=4990, currency="usd", method_label="Mastercard 4444", created="2026-11-02T00:00:00.000Z"
)
THREE = Payment(id="pi_3", amount=123450, currency="eur", customer="cus_3", created="2026-11-03T00:00:00.000Z")


@pytest.fixture
def shop(log: Log) -> Log:
    for said in (ONE, TWO, THREE, Customer(id="cus_3", email="max@example.com")):
        log.add(told(said, 1))
    return log


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Bestellung a-1001 ist nicht da!", {"pi_1": ("order",)}),
        ("order #A-1001", {"pi_1": ("order",)}),
        ("ich bin eva@EXAMPLE.com.", {"pi_1": ("email",)}),
        ("max@example.com", {"pi_3": ("email",)}),
        ("49,90 €", {"pi_1": ("amount",)}),
        ("€49.90", {"pi_1": ("amount",)}),
        ("$49.90 please", {"pi_2": ("amount",)}),
        ("Es waren 1.234,50 EUR", {"pi_3": ("amount",)}),
        ("Karte endet auf 4444", {"pi_2": ("last4",)}),
        ("pi_2", {"pi_2": ("id",)}),
        ("ch_1", {"pi_1": ("id",)}),
        ("0151 12345678", {"pi_1": ("phone",)}),
        ("hallo, wo ist mein Paket?", {}),
        ("", {}),
        ("'; DROP TABLE mirror; --", {}),
    ],
)
def test_words_find_payments_with_the_reason(shop: Log, state: StateTables, said: str, found) -> None:
    assert {each.payment.id: each.reasons for each in find_payments(state, said)} == found


def test_more_reasons_stand_higher_and_newer_first(shop: Log, state: StateTables) -> None:
    shop.add(told(Payment(id="pi_4", amount=4990, currency="eur", created="2026-11-09T00:00:00.000Z"), 1))
    found = find_payments(state, "49,90 mit der Karte 4242")
    assert [each.payment.id for each in found] == ["pi_1", "pi_4"]
    assert set(found[0].reasons) == {"amount", "last4"}
    assert len(find_payments(state, "49,90", limit=1)) == 1

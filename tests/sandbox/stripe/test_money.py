"""The balance, its rows, and the judge's own rules about amounts."""

from __future__ import annotations

from typing import Any

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.money import MINIMUM_CHARGE, THREE_DECIMAL, WHOLE_UNITS_ONLY, ZERO_DECIMAL, Money
from inbox.sandbox.stripe.amounts import CURRENCIES, check_checkout_total, check_step, shown
from inbox.sandbox.stripe.balance import fee_of
from inbox.sandbox.stripe.errors import StripeFault
from tests.sandbox.stripe.conftest import Shop


def test_every_movement_is_a_row_and_the_rows_are_the_balance(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    shop.account.dashboard_refund(charge, 2000)
    shop.account.dispute(charge)
    balance = shop.sdk().v1.balance.retrieve()
    total = sum(part.amount for parts in (balance.available, balance.pending) for part in parts)
    assert total == 1_000_000 + 5000 - 100 - 2000 - 3000 - 1500
    rows = list(shop.sdk().v1.balance_transactions.list({"limit": 2}).auto_paging_iter())
    assert sum(row.net for row in rows) == total
    assert [row.type for row in rows] == ["adjustment", "refund", "charge", "topup"]
    assert all(row.net == row.amount - row.fee for row in rows)


def test_money_becomes_available_after_days(shop: Shop) -> None:
    shop.paid(5000)
    balance: Any = shop.sdk().v1.balance.retrieve()
    assert (balance.available[0].amount, balance.pending[0].amount) == (1_000_000, 4900)
    shop.clock.shift(3 * 86400)
    balance = shop.sdk().v1.balance.retrieve()
    assert (balance.available[0].amount, balance.pending[0].amount) == (1_004_900, 0)


def test_rows_are_found_by_what_they_are_for(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    refund = shop.account.dashboard_refund(charge, 100)
    rows = shop.sdk().v1.balance_transactions
    assert [row.amount for row in rows.list({"source": charge}).data] == [5000]
    assert [row.source for row in rows.list({"type": "refund"}).data] == [refund["id"]]
    assert rows.list({"currency": "usd"}).data == []
    assert rows.list({"payout": "po_1"}).data == []
    with pytest.raises(stripe.InvalidRequestError, match="No such balance transaction: 'txn_x'"):
        rows.retrieve("txn_x")


def test_each_currency_has_its_own_balance(shop: Shop) -> None:
    shop.paid(5000, "usd")
    shop.paid(5000, "jpy")
    assert set(shop.account.books()["balance"]) == {"usd", "jpy"}


@given(st.integers(50, 10**9))
def test_the_fee_is_one_and_a_half_percent_and_a_quarter(amount: int) -> None:
    assert abs((fee_of(amount) - 25) * 1000 - amount * 15) <= 500


def test_the_judge_and_the_player_agree_about_currencies() -> None:
    for currency in CURRENCIES:
        for amount in (50, 1000, 123456):
            try:
                check_step(amount, currency, "amount")
                taken = True
            except StripeFault:
                taken = False
            assert taken == Money(amount, currency).chargeable(), currency
    assert set(MINIMUM_CHARGE) | ZERO_DECIMAL | THREE_DECIMAL | WHOLE_UNITS_ONLY <= CURRENCIES
    for currency, least in MINIMUM_CHARGE.items():
        check_checkout_total(least, currency)
        with pytest.raises(StripeFault, match="must add up to at least"):
            check_checkout_total(least - 1, currency)


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [(123456, "eur", "€1,234.56"), (5, "usd", "$0.05"), (500, "jpy", "¥500"), (12340, "kwd", "12.340 KWD")],
)
def test_amounts_as_stripe_writes_them(amount: int, currency: str, text: str) -> None:
    assert shown(amount, currency) == text

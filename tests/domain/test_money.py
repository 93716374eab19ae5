"""Money: exact arithmetic, what people type, what people read, and Stripe's currency rules."""

from __future__ import annotations

from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import given

from inbox.domain.money import (
    MINIMUM_CHARGE,
    THREE_DECIMAL,
    WHOLE_UNITS_ONLY,
    ZERO_DECIMAL,
    Money,
    MoneyError,
    exponent,
    from_platform,
    parse,
    step,
    total,
)

_OTHERS = "eur usd gbp chf try zar inr php idr twd cop ars uah ils isk huf all amd"
CURRENCIES = sorted(ZERO_DECIMAL | THREE_DECIMAL | WHOLE_UNITS_ONLY | set(MINIMUM_CHARGE) | set(_OTHERS.split()))
_AMOUNTS = st.integers(0, 10**12)


def on_step(amount: int, currency: str) -> Money:
    """Return an amount Stripe would take."""
    return Money(amount - amount % step(currency), currency)


@given(_AMOUNTS, st.sampled_from(CURRENCIES), st.sampled_from(["de", "en", "fr"]))
def test_what_is_shown_can_be_typed_again(amount: int, currency: str, language: str) -> None:
    money = on_step(amount, currency)
    assert parse(money.text(language), "eur") == money
    assert parse(money.digits(), currency) == money
    assert parse(f"{currency.upper()} {money.digits()}", "eur") == money


@given(_AMOUNTS, st.sampled_from(CURRENCIES))
def test_what_platforms_send_is_exact(amount: int, currency: str) -> None:
    money = Money(amount, currency)
    assert from_platform(money.digits(), currency.upper()) == money
    assert from_platform(Decimal(money.digits()), currency) == money


@pytest.mark.parametrize(
    ("minor", "currency", "de", "en"),
    [
        (123450, "eur", "1.234,50\u00a0€", "€1,234.50"),
        (-5, "eur", "-0,05\u00a0€", "-€0.05"),
        (0, "gbp", "0,00\u00a0£", "£0.00"),
        (500, "jpy", "500\u00a0¥", "¥500"),
        (1234567, "jpy", "1.234.567\u00a0¥", "¥1,234,567"),
        (1234500, "kwd", "1.234,500\u00a0KWD", "KWD\u00a01,234.500"),
        (100, "chf", "1,00\u00a0CHF", "CHF\u00a01.00"),
    ],
)
def test_shown(minor: int, currency: str, de: str, en: str) -> None:
    assert (Money(minor, currency).text("de"), Money(minor, currency).text("en")) == (de, en)


@pytest.mark.parametrize(
    ("typed", "money"),
    [
        ("49", Money(4900, "eur")),
        ("49,90", Money(4990, "eur")),
        ("49.90", Money(4990, "eur")),
        ("49,9", Money(4990, "eur")),
        ("49,-", Money(4900, "eur")),
        ("49,--", Money(4900, "eur")),
        (" 49 € ", Money(4900, "eur")),
        ("€49", Money(4900, "eur")),
        ("1.234,50", Money(123450, "eur")),
        ("1,234.50", Money(123450, "eur")),
        ("1.234", Money(123400, "eur")),
        ("1'234.50", Money(123450, "eur")),
        ("1’234,50", Money(123450, "eur")),
        ("1 234,50", Money(123450, "eur")),
        ("1.234.567", Money(123456700, "eur")),
        (".50", Money(50, "eur")),
        ("0,50", Money(50, "eur")),
        ("49,900", Money(4990000, "eur")),
        ("12,3400", Money(1234, "eur")),
        ("+5", Money(500, "eur")),
        ("JPY 500", Money(500, "jpy")),
        ("500 jpy", Money(500, "jpy")),
        ("£3", Money(300, "gbp")),
        ("1,230 KWD", Money(1230, "kwd")),
        ("49,905", Money(4990500, "eur")),
        ("ISK 500", Money(50000, "isk")),
        ("٤٩", Money(4900, "eur")),
    ],
)
def test_typed(typed: str, money: Money) -> None:
    assert parse(typed, "eur") == money


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "abc",
        "-5",
        "5-",
        "1e5",
        "1,23,4",
        "1.23.456",
        "12.345.67",
        "1.2.3",
        "€",
        "49 €€",
        "4 9 x",
        "0x10",
        "1/2",
        "∞",
    ],
)
def test_not_an_amount(typed: str) -> None:
    with pytest.raises(MoneyError):
        parse(typed, "eur")


@pytest.mark.parametrize(
    ("typed", "currency"), [("5,5", "jpy"), ("1,2345", "kwd"), ("1,235", "kwd"), ("500,50", "isk"), ("1,5", "ugx")]
)
def test_amounts_the_currency_does_not_have(typed: str, currency: str) -> None:
    with pytest.raises(MoneyError):
        parse(typed, currency)


@given(st.text(max_size=12), st.sampled_from(CURRENCIES))
def test_whatever_is_typed_is_money_or_a_money_error(typed: str, currency: str) -> None:
    try:
        money = parse(typed, currency)
    except MoneyError:
        return
    assert money.minor >= 0
    assert money.minor % step(money.currency) == 0


@pytest.mark.parametrize(
    ("value", "currency"),
    [
        ("29.999", "EUR"),
        ("1.5", "JPY"),
        ("abc", "EUR"),
        ("NaN", "EUR"),
        ("Infinity", "EUR"),
        ("sNaN", "EUR"),
        ("1e400", "EUR"),
        ("1e999999999999", "EUR"),
        ("-1e-999999999999", "EUR"),
        ("9" * 40, "EUR"),
        ("0." + "0" * 40 + "1", "EUR"),
        ("29.9", "EURO"),
        ("29.9", ""),
    ],
)
def test_prices_that_are_not_exact_money(value: str, currency: str) -> None:
    with pytest.raises(MoneyError):
        from_platform(value, currency)


def test_binary_fractions_are_refused() -> None:
    with pytest.raises(MoneyError):
        from_platform(29.9, "EUR")  # type: ignore[arg-type]


@pytest.mark.parametrize("minor", [1.0, "1", None, True, Decimal(1)])
def test_only_whole_numbers_are_minor_units(minor: object) -> None:
    with pytest.raises(MoneyError):
        Money(minor, "eur")  # type: ignore[arg-type]


@pytest.mark.parametrize("currency", ["EUR", "euro", "", "e1r", "eu", "€"])
def test_only_lower_case_codes_are_currencies(currency: str) -> None:
    with pytest.raises(MoneyError):
        Money(1, currency)


@given(_AMOUNTS, _AMOUNTS, st.integers(-99, 99))
def test_arithmetic(one: int, other: int, times: int) -> None:
    a, b = Money(one, "eur"), Money(other, "eur")
    assert (a + b - b, (a * times).minor, total([a, b], "eur")) == (a, one * times, a + b)
    assert (a < b, a <= b) == (one < other, one <= other)


def test_currencies_never_mix() -> None:
    euro, franc = Money(1, "eur"), Money(1, "chf")
    for mix in (lambda: euro + franc, lambda: euro - franc, lambda: euro < franc, lambda: euro <= franc):
        with pytest.raises(MoneyError):
            mix()
    with pytest.raises(MoneyError):
        total([euro], "chf")
    with pytest.raises(MoneyError):
        euro * 1.5  # type: ignore[operator]


def test_nothing_is_zero_of_a_currency() -> None:
    assert total([], "jpy") == Money.zero("jpy") == Money(0, "jpy")


@pytest.mark.parametrize(
    ("currency", "decimals", "smallest"),
    [("eur", 2, 1), ("jpy", 0, 1), ("kwd", 3, 10), ("isk", 2, 100), ("ugx", 2, 100), ("huf", 2, 1)],
)
def test_currency_rules(currency: str, decimals: int, smallest: int) -> None:
    assert (exponent(currency), step(currency)) == (decimals, smallest)


@pytest.mark.parametrize(
    ("minor", "currency", "chargeable"),
    [
        (1, "eur", True),
        (0, "eur", False),
        (-1, "eur", False),
        (10, "kwd", True),
        (15, "kwd", False),
        (100, "isk", True),
        (150, "isk", False),
    ],
)
def test_chargeable(minor: int, currency: str, chargeable: bool) -> None:
    assert Money(minor, currency).chargeable() is chargeable

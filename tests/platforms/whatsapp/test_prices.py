from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inbox.domain.money import Money, exponent
from inbox.platforms.whatsapp.prices import ReadPrice, read_price

EUR = "eur"


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("24,90 €", "eur", 2490),
        ("24,90\u00a0€", "eur", 2490),
        ("€24.90", "eur", 2490),
        ("€1,234.50", "eur", 123450),
        ("1.234,50 EUR", "eur", 123450),
        ("24.90 EUR", "eur", 2490),
        ("€24.90 EUR", "eur", 2490),
        ("1.234.567 €", "eur", 123456700),
        ("12,5 €", "eur", 1250),
        ("49,- €", "eur", 4900),
        ("JPY 500", "jpy", 500),
        ("¥1,234", "jpy", 1234),
        ("￥1,234", "jpy", 1234),
        ("¥500.00", "jpy", 500),
        ("£0.99", "gbp", 99),
        ("CHF 1'234.50", "chf", 123450),
        ("CHF 1\u2019234.50", "chf", 123450),
        ("Fr. 12.\u2013", "chf", 1200),
        ("1\u202f234,50\u00a0kr", "sek", 123450),
        ("kr. 99,00", "dkk", 9900),
        ("1 234 Ft", "huf", 123400),
        ("500 kr", "isk", 50000),
        ("12 zł", "pln", 1200),
        ("1.249,00 Kč", "czk", 124900),
        ("R$ 12,34", "brl", 1234),
        ("US$1.00", "usd", 100),
        ("$1,234,567.89", "usd", 123456789),
        ("1,234.500 BHD", "bhd", 1234500),
        ("\u200f٢٤٫٩٠ د.إ", "aed", 2490),
        ("0,00 €", "eur", 0),
        ("24,90", "eur", 2490),
    ],
)
def test_a_price_is_read_in_the_locale_it_was_written_in(text: str, currency: str, minor: int) -> None:
    read = read_price(text, currency)
    assert read is not None
    assert (read.minor, read.currency) == (minor, currency)
    assert read.is_doubtful is ("د" in text), "only the sign nobody has listed leaves a doubt"


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1.234 €", "eur", 123400),  # or one euro and a bit
        ("24,900 €", "eur", 2490000),
        ("0.500 €", "eur", 50),
        ("1,234 BHD", "bhd", 1234),  # or more than a thousand
        ("2490", "eur", 249000),  # or minor units
        ("$5.00", "eur", 500),  # whose dollars?
        ("ab 24,90 €", "eur", 2490),  # and up to what?
        ("24,90 €/kg", "eur", 2490),
        ("₹1,00,000.00", "inr", 10000000),
    ],
)
def test_what_can_be_read_in_two_ways_is_doubtful(text: str, currency: str, minor: int) -> None:
    assert read_price(text, currency) == ReadPrice(minor, currency, True)


@pytest.mark.parametrize(
    "text",
    ["", "gratis", "10 - 20 €", "-5 €", "€ −5", "1.2.3 €", "12,34,56 €", "1.234,567.8 €", "24,901 1 €", "1" * 13 + " €"],
)
def test_what_is_no_price_is_none(text: str) -> None:
    assert read_price(text, EUR) is None


def test_a_text_may_have_to_name_its_own_currency() -> None:
    assert read_price("JPY 500", None) == ReadPrice(500, "jpy")
    assert read_price("24,90 €", None) == ReadPrice(2490, "eur")
    assert read_price("$5.00", None) == ReadPrice(500, "usd", True)
    assert read_price("24,90", None) is None
    assert read_price(None, "eur") is None


CURRENCIES = ("eur", "usd", "chf", "jpy", "huf", "isk", "bhd", "sek", "pln")
LOCALES = ((".", ","), (",", "."), (" ", ","), ("\u00a0", ","), ("\u202f", ","), ("'", "."), ("\u2019", "."), ("", ","))


def written(money: Money, group: str, point: str, *, sign_first: bool) -> str:
    whole, _, fraction = money.digits().partition(".")
    places = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)][::-1]
    number = group.join(places) + (f"{point}{fraction}" if fraction else "")
    sign = money.currency.upper()
    return f"{sign}\u00a0{number}" if sign_first else f"{number} {sign}"


@given(
    st.integers(min_value=0, max_value=99_999_999),
    st.sampled_from(CURRENCIES),
    st.sampled_from(LOCALES),
    st.booleans(),
)
@example(100_000, "bhd", (",", "."), True)
def test_whatever_a_locale_writes_is_read_back(
    amount: int, currency: str, locale: tuple[str, str], sign_first: bool
) -> None:
    minor = amount * 100 if currency == "isk" else amount
    money = Money(minor, currency)
    text = written(money, *locale, sign_first=sign_first)
    read = read_price(text, currency)
    assert read is not None, text
    assert (read.minor, read.currency) == (minor, currency), text
    assert not read.is_doubtful or exponent(currency) == 3, text


@given(st.text(max_size=80), st.sampled_from([*CURRENCIES, None]))
def test_no_text_is_too_much(text: str, currency: str | None) -> None:
    read = read_price(text, currency)
    assert read is None or (read.minor >= 0 and len(read.currency) == 3)


@given(st.integers(min_value=0, max_value=99_999_999), st.sampled_from(CURRENCIES), st.sampled_from(["de", "en"]))
def test_our_own_way_to_write_money_is_read_without_a_doubt(minor: int, currency: str, language: str) -> None:
    money = Money(minor * 100 if currency == "isk" else minor, currency)
    read = read_price(money.text(language), currency)
    assert read is not None
    assert (read.minor, read.currency) == (money.minor, currency)
    assert not read.is_doubtful or exponent(currency) == 3

"""Money as whole minor units with its currency; the only arithmetic on money in the program.

Stripe's rules decide, not ISO's or CLDR's: docs.stripe.com/currencies lists zero-decimal and three-decimal currencies
and the special cases (ISK and UGX are two-decimal on the wire with 00 decimals; three-decimal amounts end in 0).
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Self

import msgspec

ZERO_DECIMAL = frozenset(
    ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"]
)
THREE_DECIMAL = frozenset(["bhd", "jod", "kwd", "omr", "tnd"])
WHOLE_UNITS_ONLY = frozenset({"isk", "ugx"})
MINIMUM_CHARGE = {
    **dict.fromkeys(["usd", "eur", "chf", "aud", "cad", "nzd", "sgd", "brl"], 50),
    "gbp": 30,
    "sek": 300,
    "nok": 300,
    "dkk": 250,
    "pln": 200,
    "ron": 200,
    "czk": 1500,
    "huf": 17500,
    "jpy": 50,
    "krw": 50,
    "mxn": 1000,
    "hkd": 400,
    "thb": 1000,
    "aed": 200,
    "myr": 200,
    "bgn": 100,
}
_SYMBOLS = {"eur": "€", "gbp": "£", "usd": "$", "chf": "CHF", "jpy": "¥"}
_MOST_DIGITS = 12
"""Of a price before or behind its point; anything longer is an attack or a mistake, not a price."""
_CODE = re.compile(r"[a-z]{3}")


class MoneyError(ValueError):
    """An amount that is not money: wrong currency, too many digits, mixed currencies."""


def exponent(currency: str) -> int:
    """Return how many decimals one major unit has on Stripe's wire (0, 2 or 3)."""
    if currency in ZERO_DECIMAL:
        return 0
    return 3 if currency in THREE_DECIMAL else 2


def step(currency: str) -> int:
    """Return the smallest amount Stripe takes in minor units: 100 for ISK and UGX, 10 for three-decimal ones, else 1."""
    if currency in WHOLE_UNITS_ONLY:
        return 100
    return 10 if currency in THREE_DECIMAL else 1


class Money(msgspec.Struct, frozen=True, order=False):
    """An amount in whole minor units of a lower-case ISO currency; refuses to mix currencies."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        """Reject floats, bools and anything that is not a three-letter lower-case currency."""
        if type(self.minor) is not int:
            raise MoneyError("money is whole minor units")
        if not _CODE.fullmatch(self.currency):
            raise MoneyError(f"no currency: {self.currency!r}")

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise MoneyError(f"{self.currency} and {other.currency} cannot be mixed")

    def __add__(self, other: Money) -> Money:
        """Add an amount of the same currency."""
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        """Subtract an amount of the same currency; the result may be negative."""
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __mul__(self, times: int) -> Money:
        """Multiply by a whole number (a quantity)."""
        if type(times) is not int:
            raise MoneyError("money is multiplied by whole numbers only")
        return Money(self.minor * times, self.currency)

    def __lt__(self, other: Money) -> bool:
        """Compare amounts of the same currency."""
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        """Compare amounts of the same currency."""
        self._same(other)
        return self.minor <= other.minor

    @classmethod
    def zero(cls, currency: str) -> Self:
        """Return nothing, of that currency."""
        return cls(0, currency)

    def chargeable(self) -> bool:
        """Tell whether Stripe takes the amount as it stands (positive, on the currency's step)."""
        return self.minor > 0 and self.minor % step(self.currency) == 0

    def digits(self) -> str:
        """Write the amount as a plain decimal with a point (``-12.50``), for forms and CSV."""
        places = exponent(self.currency)
        sign, units = ("-" if self.minor < 0 else ""), str(abs(self.minor)).rjust(places + 1, "0")
        return f"{sign}{units[:-places]}.{units[-places:]}" if places else f"{sign}{units}"

    def text(self, language: str = "en") -> str:
        """Write the amount for a person: ``1.234,50 €`` in German, ``€1,234.50`` in English."""
        whole, _, fraction = self.digits().lstrip("-").partition(".")
        sign = "-" if self.minor < 0 else ""
        group, point = (".", ",") if language == "de" else (",", ".")
        grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", group, whole)
        number = f"{grouped}{point}{fraction}" if fraction else grouped
        symbol = _SYMBOLS.get(self.currency, self.currency.upper())
        if language == "de" or len(symbol) > 1:
            return f"{sign}{number}\u00a0{symbol}" if language == "de" else f"{sign}{symbol}\u00a0{number}"
        return f"{sign}{symbol}{number}"


def total(parts: list[Money], currency: str) -> Money:
    """Sum amounts of one currency; an empty list is zero of ``currency``."""
    result = Money.zero(currency)
    for part in parts:
        result = result + part
    return result


_AMOUNT = re.compile(r"^[+]?\d[\d.,'\u2019\u00a0\u202f ]*(?:,-|\.-|,--)?$|^[.,]\d+$")


def parse(text: str, currency: str) -> Money:
    """Read what a person typed (``1.234,50``, ``1,234.50``, ``49,-``, ``JPY 500``, ``49 €``) as money.

    A currency word or sign in the text wins over ``currency``. A lone separator followed by exactly three digits
    groups thousands only when the currency has fewer than three decimals. MoneyError names what is wrong.
    """
    rest, currency = _take_currency(text.strip(), currency)
    if not _AMOUNT.match(rest):
        raise MoneyError(f"{text.strip()!r} is not an amount")
    rest = re.sub(r"[\s'\u2019\u00a0\u202f]", "", re.sub(r"[.,]--?$", "", rest)).lstrip("+")
    places = exponent(currency)
    cut = _decimal_mark(rest, places)
    whole, fraction = (rest[:cut], rest[cut + 1 :]) if cut >= 0 else (rest, "")
    groups = re.split(r"[.,]", whole)
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        raise MoneyError(f"{text.strip()!r} is not an amount")
    fraction = fraction.rstrip("0") if len(fraction) > places else fraction
    if len(fraction) > places:
        raise MoneyError(f"{currency.upper()} has {places} decimals")
    digits = "".join(groups) + fraction.ljust(places, "0")
    money = Money(int(digits or "0"), currency)
    if money.minor % step(currency):
        raise MoneyError(f"{currency.upper()} is charged in steps of {Money(step(currency), currency).digits()}")
    return money


def _take_currency(text: str, currency: str) -> tuple[str, str]:
    for code, symbol in _SYMBOLS.items():
        if symbol in text and len(symbol) == 1:
            return text.replace(symbol, "", 1).strip(), code
    match = re.match(r"^([A-Za-z]{3})\s*(?=\d)|(?<=[\d,.\-\s])\s*([A-Za-z]{3})$", text) or re.search(
        r"([A-Za-z]{3})$", text
    )
    if match:
        code = next(group for group in match.groups() if group)
        return (text[: match.start()] + text[match.end() :]).strip(), code.lower()
    return text, currency


def _decimal_mark(text: str, places: int) -> int:
    """Return the index of the decimal mark in ``text``, or -1 when every separator groups thousands."""
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return -1
    mark, tail = text[last], len(text) - last - 1
    if ("," in text) and ("." in text):
        return last
    if text.count(mark) > 1:
        return -1
    if tail == 3 and places != 3 and last > 0:
        return -1
    return last


def from_platform(value: int | str | Decimal, currency: str) -> Money:
    """Read a price in major units as WhatsApp sends it in carts (``29.9``); MoneyError when it has too many decimals.

    JSON numbers must be decoded as Decimal or text first: a binary fraction is refused by its type.
    """
    try:
        number = Decimal(value)
    except (InvalidOperation, ValueError) as error:
        raise MoneyError(f"{value!r} is not an amount") from error
    if (
        not number.is_finite()
        or abs(number.adjusted()) > _MOST_DIGITS
        or len(number.as_tuple().digits) > 2 * _MOST_DIGITS
    ):
        raise MoneyError(f"{str(value)[:40]!r} is not an amount")
    scaled = number.scaleb(exponent(currency.lower()))
    if scaled != scaled.to_integral_value():
        raise MoneyError(f"{value} has too many decimals for {currency.upper()}")
    return Money(int(scaled), currency.lower())

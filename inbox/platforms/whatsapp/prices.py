"""Prices as Meta writes them in a catalog, in the catalog's own locale: ``24,90 €``, ``€1,234.50``, ``JPY 500``.

Meta lists a text and not a number, and does not say by which rules it was written. What can be read in two ways is read in
the likelier one and marked: a person is shown the text then, and nothing is charged by it. Pure.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from inbox.domain.money import MINIMUM_CHARGE, THREE_DECIMAL, WHOLE_UNITS_ONLY, ZERO_DECIMAL, exponent, step

_MOST_DIGITS = 12
_LONGEST = 60
_SPACES = " \u00a0\u2007\u2009\u202f"
_GROUPING = _SPACES + "'\u2019"
"""Marks that only ever stand between thousands."""
_NUMBER = re.compile(rf"\d+(?:[{_GROUPING}.,]\d+)*")
_NO_CENTS = re.compile(r"(?<=\d)[.,][-\u2013\u2014]{1,2}")
_UNSEEN = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_MINUS = ("-", "\u2212", "\u2013")
_ARABIC = str.maketrans({"\u066b": ".", "\u066c": "'"})

_CODES = frozenset(MINIMUM_CHARGE) | ZERO_DECIMAL | THREE_DECIMAL | WHOLE_UNITS_ONLY
_DOLLARS = ("usd", "cad", "aud", "nzd", "sgd", "hkd", "mxn", "clp")
_KRONOR = ("sek", "nok", "dkk", "isk")
_SIGNS: dict[str, tuple[str, ...]] = {
    "€": ("eur",), "£": ("gbp",), "¥": ("jpy", "cny"), "￥": ("jpy", "cny"), "円": ("jpy",), "元": ("cny",),
    "$": _DOLLARS, "us$": ("usd",), "$us": ("usd",), "ca$": ("cad",), "a$": ("aud",), "nz$": ("nzd",), "s$": ("sgd",),
    "hk$": ("hkd",), "mx$": ("mxn",), "r$": ("brl",), "₩": ("krw",), "₫": ("vnd",), "₹": ("inr",), "₺": ("try",),
    "₴": ("uah",), "₪": ("ils",), "₦": ("ngn",), "₱": ("php",), "฿": ("thb",), "₸": ("kzt",), "₡": ("crc",),
    "kr": _KRONOR, "kč": ("czk",), "zł": ("pln",), "ft": ("huf",), "lei": ("ron",), "лв": ("bgn",), "fr": ("chf",),
    "sfr": ("chf",), "rm": ("myr",), "dh": ("aed", "mad"), "tl": ("try",), "euro": ("eur",),
}  # fmt: skip
"""Whose money a sign stands for, in lower case and without a point behind it."""


class ReadPrice(msgspec.Struct, frozen=True):
    """A price in minor units of ``currency``; ``is_doubtful`` when its text could also mean another one."""

    minor: int
    currency: str
    is_doubtful: bool = False


def read_price(text: str | None, currency: str | None) -> ReadPrice | None:
    """Read a price; None when there is none, or none that anybody could be sure of in any way.

    ``currency`` is what Meta says beside the text (lower case); where that is missing the text has to name it.
    """
    plain = _plain(text or "")
    numbers = list(_NUMBER.finditer(plain))
    if len(numbers) != 1 or len(plain) > _LONGEST:
        return None
    found = numbers[0]
    before, after = plain[: found.start()], plain[found.end() :]
    if any(sign in before for sign in _MINUS):
        return None
    sign = _sign(before + after)
    named = _named(sign)
    money = currency or (named[0] if named else None)
    if money is None:
        return None
    value = _value(found.group(), exponent(money))
    if value is None or value[0] % (step(money) if money in WHOLE_UNITS_ONLY else 1):
        return None
    minor, has_two_readings = value
    is_bare = not sign and exponent(money) > 0 and found.group().isdigit()
    # A number alone may be minor units, which is how catalogs are fed; a sign of other money contradicts what Meta says.
    is_foreign = bool(sign) and money not in named
    is_anybodys = currency is None and (len(named) > 1 or money not in _CODES)
    return ReadPrice(minor, money, has_two_readings or is_bare or is_foreign or is_anybodys)


def _plain(text: str) -> str:
    """Return the text with plain digits and without marks that nobody sees; ``49,-`` is 49."""
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text[: 2 * _LONGEST])
    return _NO_CENTS.sub("", _UNSEEN.sub("", digits).translate(_ARABIC)).strip()


def _sign(rest: str) -> str:
    """Return what stands around the number, without blanks and without the point of an abbreviation."""
    return "".join(rest.split()).strip(".").casefold()


def _named(sign: str) -> tuple[str, ...]:
    """Return the currencies a sign may stand for."""
    if sign in _SIGNS:
        return _SIGNS[sign]
    codes = {sign[:3], sign[-3:]} & _CODES
    # "€24.90 EUR" names one currency twice.
    rest = sign.replace(next(iter(codes)), "", 1) if len(codes) == 1 else sign
    if len(codes) == 1 and (not rest or next(iter(codes)) in _SIGNS.get(rest, ())):
        return tuple(codes)
    return (sign,) if re.fullmatch(r"[a-z]{3}", sign) else ()


def _value(token: str, places: int) -> tuple[int, bool] | None:
    """Return a number in minor units, and whether it could be read otherwise; None when it is no way to write one."""
    cut, is_doubtful = _decimal_mark(token, places)
    whole, fraction = (token[:cut], token[cut + 1 :]) if cut >= 0 else (token, "")
    groups = re.split(rf"[{_GROUPING}.,]", whole)
    if not fraction.isdigit() and fraction:
        return None
    if len(groups) > 1:
        if len(groups[0]) > 3 or len(groups[-1]) != 3 or any(len(group) not in (2, 3) for group in groups[1:]):
            return None
        # 1,00,000 is how lakhs are written.
        is_doubtful = is_doubtful or any(len(group) == 2 for group in groups[1:])
    if fraction[places:].strip("0"):
        return None
    digits = "".join(groups) + fraction[:places].ljust(places, "0")
    return None if len(digits) > _MOST_DIGITS else (int(digits), is_doubtful)


def _decimal_mark(token: str, places: int) -> tuple[int, bool]:
    """Return where the decimals begin, -1 when there are none, and whether that is a guess."""
    points = [place for place, char in enumerate(token) if char in ".,"]
    if not points:
        return -1, False
    last = points[-1]
    tail = len(token) - last - 1
    has_both = len({token[place] for place in points}) == 2
    if has_both or any(char in _GROUPING for char in token[:last]):
        # Two kinds of marks: the last one begins the decimals, unless it came before and so groups as well.
        return (last, False) if [token[place] for place in points].count(token[last]) == 1 else (-1, False)
    if len(points) > 1:
        return -1, False
    if tail == 3 and not token.startswith("0"):
        # In money of three decimals either may be meant, in money of two it would be a fraction of a cent.
        return (last, True) if places == 3 else (-1, places > 0)
    return last, tail == 3

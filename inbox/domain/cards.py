"""Card numbers typed into a chat: found by issuer range and Luhn sum, masked before anything is stored.

Called by the decoders for everything a platform sends, and by the policy for what an agent is about to send. Time and
memory grow with the length of the text and with nothing else, whatever the text is.
PCI DSS 3.4 allows the first six and last four digits to be shown; we keep only the last four.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate, compress, count

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u20e3"
_VISIBLE = r"\s\-./,_:;|*'~()\\\u00b7\u2019\u2022\u2010-\u2015\u2212\u2219\u22c5\uff0d"
_BETWEEN = rf"[{_INVISIBLE}]*+(?:[{_VISIBLE}][{_INVISIBLE}]*+){{0,3}}+"
_RUN = re.compile(rf"\d++(?:{_BETWEEN}\d++)*+")
"""Digits that may be one number, grouped in any way people type. It never backtracks, so long texts cost no more."""
_PHONE_AHEAD = ("+", "waid=")
"""What announces a phone number: the plus, and WhatsApp's own mark in contact cards."""
_LONGEST_PHONE = 15
_IBANS = "AT18 BE14 CH19 CZ22 DE20 DK16 EE18 ES22 FI16 HR19 HU26 LT18 LU18 NO13 PL26 PT23 SE22 SI17 SK22"
_IBAN_DIGITS = {country[:2]: int(country[2:]) for country in _IBANS.split()}
"""How many digits follow the country of an account number (ISO 13616), where it has no other letters."""
_DATE = re.compile(r"\d\d([./-])\s?(?:0?[1-9]|1[0-2])\1\s?(?:(?:19|20)\d\d|\d\d)(?!\d)")
"""A day that begins like a card number: the 23rd to the 27th and the 30th."""

_MAESTRO = (5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763)
_ISSUERS = (
    (1800, 1800, (15,)),  # JCB
    (2131, 2131, (15,)),
    (2200, 2204, (19, 18, 17, 16)),  # Mir
    (2221, 2720, (16,)),  # Mastercard
    (3000, 3059, (19, 16, 14)),  # Diners Club
    (3095, 3095, (19, 16, 14)),
    (3400, 3499, (15,)),  # American Express
    (3500, 3599, (16,)),  # JCB
    (3600, 3699, (19, 16, 14)),  # Diners Club
    (3700, 3799, (15,)),  # American Express
    (3800, 3999, (19, 16, 14)),  # Diners Club
    (4000, 4914, (19, 16, 13)),  # Visa
    (4915, 4917, (19, 16)),  # Visa; with 13 digits these are German mobile numbers typed without a plus
    (4918, 4999, (19, 16, 13)),  # Visa
    *((first, first, tuple(range(19, 11, -1))) for first in _MAESTRO),
    (5100, 5599, (16,)),  # Mastercard
    (6011, 6011, (19, 18, 17, 16)),  # Discover
    (6200, 6299, (19, 18, 17, 16)),  # UnionPay
    (6440, 6599, (19, 18, 17, 16)),  # Discover
)
"""The first four digits, from and to, and how long such numbers are, longest first. No two ranges overlap."""
_LENGTHS = {str(first): lengths for low, high, lengths in _ISSUERS for first in range(low, high + 1)}
_SHORTEST, _LONGEST = 12, 19
_LONGEST_KEY = 64

_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
"""What a doubled digit adds to the Luhn sum."""
_DIGITS = b"0123456789"
_VALUES = bytes.maketrans(_DIGITS, bytes(range(10)))
_DOUBLED_VALUES = bytes.maketrans(_DIGITS, bytes(_DOUBLED))
_OTHERS = bytes(set(range(256)) - set(_DIGITS))
_IS_DIGIT = bytes(byte in _DIGITS for byte in range(256))
_IS_NO_DIGIT = bytes(byte not in _DIGITS for byte in range(256))


def luhn(digits: str) -> bool:
    """Tell whether ``digits`` carry a right Luhn check digit (ISO/IEC 7812-1)."""
    row = [int(digit) for digit in reversed(digits)]
    return (sum(row[::2]) + sum(_DOUBLED[digit] for digit in row[1::2])) % 10 == 0


def is_card_number(digits: str) -> bool:
    """Tell whether a bare digit string is a card number of a known issuer range."""
    return len(digits) in _LENGTHS.get(digits[:4], ()) and digits.isdecimal() and luhn(digits)


def mask(text: str) -> tuple[str, bool]:
    """Return ``text`` with each card number replaced by ``•••• 4242``, and whether there was one.

    Any digit script counts (full-width, Arabic-Indic), separators between groups do not hide a number, and an expiry
    date or security code behind it does not either. A number inside a longer unbroken row of digits is none, and
    neither are a valid phone number written with its plus, a valid IBAN, and what begins as a date.
    """
    if len(text) < _SHORTEST:
        return text, False
    masked = _RUN.sub(_mask_run, text)
    return masked, masked != text


def _mask_run(match: re.Match[str]) -> str:
    text = match.group()
    if len(text) < _SHORTEST or (len(text) > _LONGEST and text.isdecimal()):
        return text
    run = _Run(text, ahead=match.string[max(0, match.start() - 5) : match.start()])
    parts: list[str] = []
    done = 0
    for start, end in run.cards():
        parts += [text[done : run.spots[start]], "•••• ", run.digits[end - 4 : end]]
        done = run.spots[end - 1] + 1
    return "".join(parts) + text[done:]


class _Run:
    """Digits that may be one number, laid out so that testing a stretch of them costs the same in any text.

    A place is the number of a digit, counted without what stands between.
    """

    def __init__(self, text: str, ahead: str) -> None:
        self._text = text
        self._bytes = _plain(text).encode()
        row = self._bytes.translate(None, _OTHERS)
        self.digits = row.decode()
        begins = compress(b"\1" + self._bytes.translate(_IS_NO_DIGIT), self._bytes.translate(_IS_DIGIT))
        self._borders = bytes(begins) + b"\1" + bytes(_LONGEST)
        """1 at each place where a group of digits begins, and behind the last one; then room to look ahead."""
        even, odd = bytearray(row.translate(_VALUES)), bytearray(row.translate(_VALUES))
        doubled = row.translate(_DOUBLED_VALUES)
        even[::2], odd[1::2] = doubled[::2], doubled[1::2]
        self._sums = (_running_sums(even), _running_sums(odd))
        """Luhn sums up to each place, with the digits at even places doubled and with those at odd places doubled."""
        self._may_be_phone = ahead.endswith(_PHONE_AHEAD)
        self._account_end = _account_end(ahead[-2:].upper(), self.digits)

    @cached_property
    def spots(self) -> array[int]:
        """Return where the digit of each place stands in the text."""
        return array("I", compress(count(), self._bytes.translate(_IS_DIGIT)))

    def cards(self) -> Iterator[tuple[int, int]]:
        """Yield the places from and to of each stretch to mask, from left to right.

        Numbers that overlap are one stretch. The last four digits of a number stay readable, so they are looked at
        again together with what follows: hence the begin set behind the loop's back.
        """
        digits, borders, sums, lengths_of = self.digits, self._borders, self._sums, _LENGTHS.get
        begins = bytearray(borders)
        start = end = 0
        for place in compress(range(len(digits)), begins):
            if place < end - 4:
                continue
            for length in lengths_of(digits[place : place + 4], ()):
                last = place + length
                luhn_sums = sums[last & 1]
                if luhn_sums[last] == luhn_sums[place] and borders[last] and not self._is_other(place, last):
                    if place >= end:
                        if end:
                            yield start, end
                        start = place
                    end = last
                    begins[end - 4] = 1
                    break
        if end:
            yield start, end

    def _is_other(self, start: int, end: int) -> bool:
        """Tell whether what passes for a card number is something else that people write."""
        if end <= self._account_end:
            return True
        if self.digits[start] in "23" and _DATE.match(self._text, self.spots[start]):
            return True
        if start > 0 or not self._may_be_phone or end > _LONGEST_PHONE:
            return False
        # Almost no text gets here, and the phone numbers' tables take longer to load than the rest of the rules.
        from inbox.domain.phones import is_valid

        return is_valid(f"+{self.digits[:end]}")


def _account_end(country: str, digits: str) -> int:
    """Return how many of the leading digits are an IBAN together with the letters before them, 0 when they are none."""
    length = _IBAN_DIGITS.get(country, 0)
    if not 0 < length <= len(digits):
        return 0
    letters = "".join(str(int(letter, 36)) for letter in country)
    return length if int(digits[2:length] + letters + digits[:2]) % 97 == 1 else 0


def _plain(text: str) -> str:
    """Return ``text`` in ASCII and as long as it was: digits of any script as 0 to 9, all else as blanks."""
    if text.isascii():
        return text
    digits = {ord(char): str(unicodedata.decimal(char)) for char in set(text) if char.isdecimal()}
    return text.translate(dict.fromkeys(map(ord, set(text)), " ") | digits)


def _running_sums(values: bytearray) -> bytes:
    """Return the sums before each value and behind the last, modulo 10, with room to look ahead."""
    return bytes(map((10).__rmod__, accumulate(values, initial=0))) + bytes(_LONGEST)


def mask_tree(value: object, keep: Callable[[str, str], bool] | None = None) -> tuple[object, bool]:
    """Mask every string inside a decoded JSON value; keys and numbers that are card numbers are masked too.

    ``keep(key, text)`` spares the text (or number) directly under ``key``: an id is not what a person typed, and a
    phone number's digits can look like a card's. A value without card numbers comes back as the same object.
    """
    # Nearly no value has any, and finding that out costs a third of making it anew.
    return _masked(value, keep) if _has_card(value, keep) else (value, False)


def _has_card(value: object, keep: Callable[[str, str], bool] | None) -> bool:
    """Tell whether ``mask_tree`` would change anything."""
    waiting: list[object] = [value]
    for each in waiting:
        if isinstance(each, dict):
            for key, item in each.items():
                if len(key) >= _SHORTEST and _is_masked_key(key):
                    return True
                kind = type(item)
                if kind is str:
                    if len(item) >= _SHORTEST and not (keep is not None and keep(key, item)) and mask(item)[1]:
                        return True
                elif kind is dict or kind is list or (
                    kind is not bool and item is not None and not (keep is not None and keep(key, str(item)))
                ):
                    waiting.append(item)
        elif isinstance(each, list):
            waiting += each
        elif each is not None and not isinstance(each, bool) and mask(str(each))[1]:
            return True
    return False


def _is_masked_key(key: str) -> bool:
    return _is_masked_short(key) if len(key) <= _LONGEST_KEY else mask(key)[1]


@lru_cache(1024)
def _is_masked_short(key: str) -> bool:
    """Tell whether an ordinary key would be masked; platforms use the same few in every body."""
    return mask(key)[1]


def _masked(value: object, keep: Callable[[str, str], bool] | None) -> tuple[object, bool]:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return _mask_object(value, keep)
    if isinstance(value, list):
        pairs = [_masked(item, keep) for item in value]
        hit = any(masked for _, masked in pairs)
        return ([item for item, _ in pairs] if hit else value), hit
    if value is None or isinstance(value, bool):
        return value, False
    text, hit = mask(str(value))
    return (text if hit else value), hit


def _mask_object(value: dict[str, object], keep: Callable[[str, str], bool] | None) -> tuple[object, bool]:
    masked: dict[str, object] = {}
    any_hit = False
    for key, item in value.items():
        name, hit = mask(key)
        if keep is None or isinstance(item, dict | list) or not keep(key, str(item)):
            item, hit_inside = _masked(item, keep)
            hit = hit or hit_inside
        masked[name] = item
        any_hit = any_hit or hit
    return (masked if any_hit else value), any_hit

"""Card numbers typed into a chat: found by issuer range and Luhn sum, masked before anything is stored.

PCI DSS 3.4 allows the first six and last four digits to be shown; we keep only the last four.
"""

from __future__ import annotations

import re

_RUN = re.compile(r"\d(?:[\s\-./,_·•\u200b\u200c\u200d\u2060\ufeff]{0,3}\d){12,}")
"""Digits that may be one number, grouped in any way people type."""
_SHORTEST, _LONGEST = 12, 19
_RANGES = (
    (re.compile(r"4\d{12}(?:\d{3}){0,2}"), "visa"),
    (re.compile(r"(?:5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12})"), "mastercard"),
    (re.compile(r"3[47]\d{13}"), "amex"),
    (re.compile(r"3(?:0[0-5]|[68]\d)\d{11}"), "diners"),
    (re.compile(r"6(?:011|5\d\d|4[4-9]\d)\d{12}"), "discover"),
    (re.compile(r"(?:2131|1800|35\d{3})\d{11}"), "jcb"),
    (re.compile(r"(?:5018|5020|5038|6304|6759|676[1-3])\d{8,15}"), "maestro"),
)


def luhn(digits: str) -> bool:
    """Tell whether ``digits`` carry a right Luhn check digit (ISO/IEC 7812-1)."""
    doubled = (int(d) * 2 if i % 2 else int(d) for i, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def is_card_number(digits: str) -> bool:
    """Tell whether a bare digit string is a card number of a known issuer range."""
    return any(pattern.fullmatch(digits) for pattern, _ in _RANGES) and luhn(digits)


def mask(text: str) -> tuple[str, bool]:
    """Return ``text`` with each card number replaced by ``•••• 4242``, and whether there was one.

    Any digit script counts (full-width, Arabic-Indic), separators between groups do not hide a number, and an expiry
    date or security code behind it does not either. A number inside a longer unbroken row of digits is none.
    """
    masked = _RUN.sub(lambda match: _mask_run(match.group()), text)
    return masked, masked != text


def _mask_run(run: str) -> str:
    spots = [index for index, char in enumerate(run) if char.isdecimal()]
    digits = "".join(str(int(run[index])) for index in spots)
    count = len(spots)
    starts = [n for n in range(count) if n == 0 or spots[n] - spots[n - 1] > 1]
    ends = {n + 1 for n in range(count) if n == count - 1 or spots[n + 1] - spots[n] > 1}
    parts: list[str] = []
    done = 0
    for start in starts:
        lengths = range(min(_LONGEST, count - start), _SHORTEST - 1, -1)
        length = next((n for n in lengths if start + n in ends and is_card_number(digits[start : start + n])), 0)
        if length and spots[start] >= done:
            parts += [run[done : spots[start]], f"•••• {digits[start + length - 4 : start + length]}"]
            done = spots[start + length - 1] + 1
    return "".join(parts) + run[done:]


def mask_tree(value: object) -> tuple[object, bool]:
    """Mask every string inside a decoded JSON value; keys and numbers that are card numbers are masked too."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        pairs = [mask_tree(item) for item in value]
        return [item for item, _ in pairs], any(hit for _, hit in pairs)
    if isinstance(value, dict):
        keys = [(mask_tree(key), mask_tree(item)) for key, item in value.items()]
        return {key: item for (key, _), (item, _) in keys}, any(k or v for (_, k), (_, v) in keys)
    if type(value) is int and is_card_number(str(value)):
        return mask(str(value))
    return value, False

"""What is rarely meant for a customer: an account number, and words that speak to the team. Pure.

Found in a reply before it goes out, so that somebody is asked once more. Card numbers are another matter: they are refused.
"""

from __future__ import annotations

import re
from typing import Literal

Slip = Literal["iban", "internal"]

_IBAN = re.compile(
    r"(?<![A-Za-z0-9])([A-Z]{2}\d{2}(?:[ \u00a0-]?[A-Z0-9]{2,4}){3,8}(?:[ \u00a0-]?[A-Z0-9]{1,4})?)(?![A-Za-z0-9])"
)
_INTERNAL = re.compile(r"(?<!\w)(?:intern(?:e|er|es|en|em)?|internal(?:ly)?|nicht an (?:den |die )?Kund\w*)(?!\w)", re.IGNORECASE)
_SHORTEST, _LONGEST = 15, 34


def find(text: str) -> Slip | None:
    """Return what in a text is rarely meant for a customer; None when nothing is."""
    if any(is_iban(found[1]) for found in _IBAN.finditer(text)):
        return "iban"
    return "internal" if _INTERNAL.search(text) is not None else None


def is_iban(text: str) -> bool:
    """Tell whether a text is an account number whose check digits are right (ISO 13616)."""
    bare = re.sub(r"[\s\u00a0-]", "", text)
    if not _SHORTEST <= len(bare) <= _LONGEST or not bare.isalnum() or not bare.isascii():
        return False
    digits = "".join(str(int(char, 36)) for char in (bare[4:] + bare[:4]).upper())
    return int(digits) % 97 == 1

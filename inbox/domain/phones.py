"""Phone numbers in one form, whatever they were typed or sent as.

WhatsApp's ``wa_id`` is digits without ``+`` and differs from the dialled number in Brazil (ninth digit), Argentina
(a 9 after the country code) and Mexico (a 1); Stripe keeps free text.
"""

from __future__ import annotations

import functools
import re

# The numbering plans are loaded where a number is read or written for people: a window opens without them.


def e164(text: str, region: str = "DE") -> str | None:
    """Read a number as E.164 (``+4915112345678``); national forms are read as of ``region``; None if it is no number."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    found = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    # Of two zeros where one is dialled at home, one is still there; where all of it belongs to the number it stays.
    return e164(found) if number.italian_leading_zero and found != text else found


def is_valid(number: str) -> bool:
    """Tell whether an E.164 number can have been given to somebody, by its country's numbering plan."""
    import phonenumbers

    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(number, None)))
    except phonenumbers.NumberParseException:
        return False


@functools.lru_cache(maxsize=8192)
def from_wa_id(wa_id: str) -> str | None:
    """Turn WhatsApp's digits into E.164, folded so that both notations of one number are equal; None if it is no number."""
    # Folded first: Mexico's old mobile digit makes a number that today's numbering plan does not know.
    return e164(fold("+" + wa_id.lstrip("+")))


_FOLDS = (
    (re.compile(r"^\+55(\d\d)9(\d{8})$"), r"+55\1\2"),
    (re.compile(r"^\+549(\d{10})$"), r"+54\1"),
    (re.compile(r"^\+521(\d{10})$"), r"+52\1"),
)
_FOLDED = ("+55", "+549", "+521")


def fold(number: str) -> str:
    """Return the form under which a number is compared: Brazilian, Argentine and Mexican mobile digits are dropped."""
    if number.startswith(_FOLDED):
        for pattern, form in _FOLDS:
            number = pattern.sub(form, number)
    return number


def display(number: str) -> str:
    """Write an E.164 number for people (``+49 1511 2345678``); anything else comes back as it is."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))

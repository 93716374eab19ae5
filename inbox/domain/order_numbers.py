"""Order numbers as customers write them in a chat: "Bestellung 10234", "order #A-1001", "Nr. 20441". Pure.

Used by the desk's projector, to see that somebody names an order nobody has found the payment of, and by the finder.
"""

from __future__ import annotations

import re

_NAMED = re.compile(
    r"(?:#|\b(?:bestell\w*|orders?|auftr[aä]g\w*|rechnung\w*|invoice|nummer|number|nr|no)\b[^\d\n#]{0,24}?#?)"
    r"(?<![\w-])([a-z]{0,4}-?\d{4,12})\b(?![.,]\d)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{4}")


def order_numbers(text: str | None) -> list[str]:
    """Return the order numbers that ``text`` names as such, in their order; bare digits are none."""
    if not text or _DIGITS.search(text) is None:
        return []
    return list(dict.fromkeys(_NAMED.findall(text)))

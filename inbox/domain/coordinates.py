"""A place as people paste it: "52.52, 13.40", "52,52 13,40", or the link of a map. Pure."""

from __future__ import annotations

import re
from urllib.parse import unquote

_NUMBER = r"([+-]?\d{1,3}(?:[.,]\d{1,15})?)"
_PAIR = re.compile(rf"\s*{_NUMBER}\s*°?\s*([NSns])?\s*(?:[,;/]\s+|\s*[;/]\s*|\s+)\s*{_NUMBER}\s*°?\s*([EWOewo])?\s*")
_PLAIN_PAIR = re.compile(r"\s*([+-]?\d{1,3}(?:\.\d{1,15})?)\s*,\s*([+-]?\d{1,3}(?:\.\d{1,15})?)\s*")
_D = r"([+-]?\d{1,3}(?:\.\d{1,15})?)"
_IN_LINKS = (
    re.compile(rf"!3d{_D}!4d{_D}"),
    re.compile(rf"[?&#]mlat={_D}&mlon={_D}"),
    re.compile(rf"[?&](?:q|ll|sll|query|destination|daddr|center|coordinate)=(?:loc:)?{_D},{_D}"),
    re.compile(rf"@{_D},{_D}"),
    re.compile(rf"[#?&]map=\d+(?:\.\d+)?/{_D}/{_D}"),
    re.compile(rf"^geo:{_D},{_D}"),
)
_LONGEST = 2000


def parse(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees; None when there is no place on earth in it."""
    typed = unquote(text.strip()[:_LONGEST])
    if "://" in typed or typed.startswith("geo:"):
        found = next((match for pattern in _IN_LINKS if (match := pattern.search(typed)) is not None), None)
        return None if found is None else _on_earth(float(found[1]), float(found[2]))
    plain = _PLAIN_PAIR.fullmatch(typed)
    if plain is not None:
        return _on_earth(float(plain[1]), float(plain[2]))
    pair = _PAIR.fullmatch(typed)
    if pair is None:
        return None
    north, east = (float(pair[place].replace(",", ".")) for place in (1, 3))
    return _on_earth(-north if pair[2] in ("S", "s") else north, -east if pair[4] in ("W", "w") else east)


def _on_earth(north: float, east: float) -> tuple[float, float] | None:
    return (north, east) if -90 <= north <= 90 and -180 <= east <= 180 else None

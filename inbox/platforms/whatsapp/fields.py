"""Reading single fields of Meta's JSON without ever trusting it: a missing or odd value is None, never an error.

Used by the decoder and by whatever reads answers; pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from inbox.domain import times
from inbox.domain.messages import ErrorNote

Json = Mapping[str, object]

_NOTHING: Json = {}
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_TOO_MUCH = 10**18
_LAST_SECOND = 253_402_300_799
"""The last second of the year 9999: more cannot be written as a date."""


def table(source: Json, key: str) -> Json:
    """Return a nested object, empty when there is none."""
    value = source.get(key)
    return value if isinstance(value, dict) else _NOTHING


def rows(source: Json, key: str) -> list[Json]:
    """Return the objects of a list."""
    value = source.get(key)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def text(source: Json, key: str) -> str | None:
    """Return a text, or a number as text; an empty text is none."""
    value = source.get(key)
    if isinstance(value, str):
        return value or None
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def first_text(source: Json, *keys: str) -> str | None:
    """Return the first of the fields that has text."""
    return next((found for key in keys if (found := text(source, key)) is not None), None)


def whole(source: Json, key: str) -> int | None:
    """Return a whole number that fits a database, also one written as text (Meta does both)."""
    value = source.get(key)
    if type(value) is int:
        return value if abs(value) < _TOO_MUCH else None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and value.adjusted() < 18 else None
    return int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else None


def flag(source: Json, key: str) -> bool | None:
    """Return a yes or no."""
    value = source.get(key)
    return value if isinstance(value, bool) else None


def moment(source: Json, key: str, otherwise: str) -> str:
    """Return unix seconds as RFC 3339, ``otherwise`` when there are none."""
    seconds = whole(source, key)
    return times.to_text(times.from_unix(seconds)) if seconds is not None and 0 < seconds <= _LAST_SECOND else otherwise


def error_note(error: Json) -> ErrorNote:
    """Read one error in the form of webhooks or of answers; ``error_data`` is an object or a plain text."""
    return ErrorNote(
        code=whole(error, "code") or 0,
        title=first_text(error, "title", "message"),
        detail=first_text(table(error, "error_data"), "details") or first_text(error, "error_data", "message"),
    )

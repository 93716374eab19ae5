"""Metadata and the other small tables that callers merge into objects. Documented at docs.stripe.com/api/metadata."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inbox.sandbox.stripe.errors import Obj, invalid

MOST_KEYS, LONGEST_KEY, LONGEST_VALUE = 50, 40, 500
ADDRESS_FIELDS = ("city", "country", "line1", "line2", "postal_code", "state")


def merged(old: Mapping[str, str], given: object) -> dict[str, str]:
    """Return ``old`` with what the caller gave: "" clears everything, an empty value removes its key."""
    if given is None:
        return dict(old)
    if not isinstance(given, dict):
        return {}
    result = dict(old)
    for key, value in given.items():
        _check(key, value)
        if value == "":
            result.pop(key, None)
        else:
            result[key] = value
    if len(result) > MOST_KEYS:
        raise invalid(f"Metadata can have up to {MOST_KEYS} keys, but you passed {len(result)}.", param="metadata")
    return result


def _check(key: str, value: str) -> None:
    if len(key) > LONGEST_KEY:
        message = f"Metadata keys can have up to {LONGEST_KEY} characters, but you passed in {key}."
        raise invalid(message, param="metadata")
    if "[" in key or "]" in key:
        raise invalid("Metadata keys can't contain square brackets.", param="metadata")
    if len(value) > LONGEST_VALUE:
        message = (
            f"Metadata values can have up to {LONGEST_VALUE} characters, but you passed in a value that is "
            f"{len(value)} characters. Invalid value: {value[:20]}..."
        )
        raise invalid(message, param=f"metadata[{key}]")


def address(given: Mapping[str, Any] | None) -> Obj:
    """Return a full address table, every field there."""
    return {field: (given or {}).get(field) or None for field in ADDRESS_FIELDS}


def contact(given: Mapping[str, Any] | None) -> Obj | None:
    """Return a shipping table (address, name, phone) or None when nothing or an unset was given."""
    if not given:
        return None
    return {
        "address": address(given.get("address")),
        "carrier": given.get("carrier"),
        "name": given.get("name"),
        "phone": given.get("phone"),
        "tracking_number": given.get("tracking_number"),
    }

"""Reading single fields of Stripe's JSON without ever trusting it: a missing or odd value is None, never an error.

Used by ``convert`` and ``decode``; pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from inbox.domain import times
from inbox.domain.ids import ActionId, ConversationId, SourceId

Json = Mapping[str, object]

_CONVERSATION = re.compile(r"c_[0-9a-f]{24}")
_REFUND = re.compile(r"(re|pyr)_[A-Za-z0-9_]+")
_NOTHING: Json = {}


def table(source: Json, key: str) -> Json:
    """Return a nested object, empty when there is none."""
    value = source.get(key)
    return value if isinstance(value, dict) else _NOTHING


def rows(source: Json, key: str) -> list[Json]:
    """Return the objects of a list, or of Stripe's ``{"object":"list","data":[...]}``."""
    value = source.get(key)
    if isinstance(value, dict):
        value = value.get("data")
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def text(source: Json, key: str) -> str | None:
    """Return a text that says something."""
    value = source.get(key)
    return value if isinstance(value, str) and value else None


def first_text(source: Json, key: str) -> str | None:
    """Return the first of a list's texts that says something."""
    value = source.get(key)
    found = (each for each in value if isinstance(each, str) and each) if isinstance(value, list) else iter(())
    return next(found, None)


def whole(source: Json, key: str) -> int | None:
    """Return a whole number (minor units, seconds, counts); a fraction or a bool is none."""
    value = source.get(key)
    return value if type(value) is int else None


def flag(source: Json, key: str) -> bool | None:
    """Return a yes or no."""
    value = source.get(key)
    return value if isinstance(value, bool) else None


def source_id(source: Json, key: str = "id") -> SourceId | None:
    """Return the id of an object, whether Stripe gave the id or the expanded object."""
    value = source.get(key)
    found = text(value, "id") if isinstance(value, dict) else text(source, key)
    return None if found is None else SourceId(found)


def moment(source: Json, key: str) -> str | None:
    """Return unix seconds as RFC 3339; 0 means "none" at Stripe."""
    seconds = whole(source, key)
    return times.to_text(times.from_unix(seconds)) if seconds else None


def conversation(source: Json) -> ConversationId | None:
    """Return the conversation our own metadata names; somebody else's text under that key is none of ours."""
    found = text(table(source, "metadata"), "conversation")
    return ConversationId(found) if found is not None and _CONVERSATION.fullmatch(found) else None


def action(source: Json) -> ActionId | None:
    """Return the action that made the object, from our own metadata."""
    found = text(table(source, "metadata"), "action_id")
    return None if found is None else ActionId(found)


def pays_back(source: Json) -> SourceId | None:
    """Return the refund that a payment is to pay back, from our own metadata."""
    found = text(table(source, "metadata"), "pays_back")
    return SourceId(found) if found is not None and _REFUND.fullmatch(found) else None


def address(source: Json) -> dict[str, str] | None:
    """Return name, phone, how it was sent and the address lines of a shipping block as one flat table; None without any."""
    parts = {key: text(source, key) for key in ("name", "phone", "carrier", "tracking_number")}
    place = table(source, "address")
    parts |= {key: text(place, key) for key in ("line1", "line2", "postal_code", "city", "state", "country")}
    known = {key: value for key, value in parts.items() if value is not None}
    return known or None

"""Lays what one source says of a Stripe object over what is known, field by field, in any order of arrival.

Stripe delivers webhooks twice, late and out of order, and bodies of different size know different fields. For each field
the newest version wins; a field a body does not know stays as it was. The result is the same whatever the order and
however often (docs.stripe.com/webhooks > Event ordering). Pure; called by ``mirror``.
"""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

_T = TypeVar("_T", bound=msgspec.Struct)
Field = str | int | bool | dict[str, str] | tuple[object, ...]

_ENCODER = msgspec.json.Encoder(order="deterministic")

_LIFE = """
draft open incomplete trialing requires_payment_method requires_confirmation requires_action pending processing
warning_needs_response warning_under_review needs_response under_review appeal_needs_response appeal_under_review
requires_capture active paused past_due unpaid warning_closed prevented succeeded paid complete expired cancelled canceled
uncollectible void won lost failed
"""
"""Statuses from what comes first in an object's life to what comes last; used only inside one second."""
_STATUS_ORDER = {word: rank for rank, word in enumerate(_LIFE.split())}


class Laid(msgspec.Struct, Generic[_T], frozen=True):
    """The merged object, which version told each of its fields, and whether one second said two things."""

    body: _T
    versions: dict[str, str]
    changed: bool
    ambiguous: bool


def lay(known: _T | None, versions: dict[str, str], said: _T, version: str) -> Laid[_T]:
    """Merge ``said`` at ``version`` into ``known``; commutative, associative and idempotent."""
    if known is None:
        told = [name for name in said.__struct_fields__ if getattr(said, name) is not None]
        return Laid(said, dict.fromkeys(told, version), changed=True, ambiguous=False)
    taken: dict[str, Field] = {}
    fresh = dict(versions)
    ambiguous = False
    for name in said.__struct_fields__:
        value: Field | None = getattr(said, name)
        if value is None:
            continue
        old: Field | None = getattr(known, name)
        older = versions.get(name, "")
        if value != old and version != older and _second(version) == _second(older):
            # What was told and what was read in one second: which came first nobody knows.
            ambiguous = True
        if version < older:
            continue
        if version == older and value != old:
            ambiguous = True
            if old is not None and _order(value) <= _order(old):
                continue
        fresh[name] = version
        if value != old:
            taken[name] = value
    body = msgspec.structs.replace(known, **taken) if taken else known
    return Laid(body, fresh, changed=bool(taken) or fresh != versions, ambiguous=ambiguous)


def _second(version: str) -> str:
    return version.partition(".")[0]


def _order(value: Field) -> tuple[int, bytes]:
    """Rank two values that one second claims: further in life, larger, else by their bytes, so that it is never chance."""
    if isinstance(value, int):
        return int(value), b""
    rank = _STATUS_ORDER.get(value, -1) if isinstance(value, str) else -1
    return rank, _ENCODER.encode(value)

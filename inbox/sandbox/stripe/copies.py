"""Copies of what Stripe's JSON is made of: tables, lists and values that never change.

Every answer and every event is one; ``copy.deepcopy``, which expects any object, takes several times as long.
"""

from __future__ import annotations

from typing import TypeVar, cast

_T = TypeVar("_T")


def copied(value: _T) -> _T:
    """Return a copy that shares no table and no list with ``value``."""
    if isinstance(value, dict):
        return cast("_T", {key: copied(each) if isinstance(each, dict | list) else each for key, each in value.items()})
    if isinstance(value, list):
        return cast("_T", [copied(each) if isinstance(each, dict | list) else each for each in value])
    return value

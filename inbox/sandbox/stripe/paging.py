"""Stripe's pages: lists by cursor, and the filter on ``created``.

Documented at docs.stripe.com/api/pagination: newest first, ``limit`` 1 to 100 (10), ``starting_after`` towards older,
``ending_before`` towards newer objects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import takewhile

from inbox.sandbox.stripe.errors import Obj, exclusive, invalid
from inbox.sandbox.stripe.shelf import Shelf

Fits = Callable[[Obj], bool]
DEFAULT_LIMIT = 10
MOST = 100


def limit_of(params: Obj) -> int:
    """Return the asked page size; StripeFault when it is over 100."""
    limit = int(params.get("limit", DEFAULT_LIMIT))
    if limit > MOST:
        message = f"This value must be less than or equal to {MOST}."
        raise invalid(message, param="limit", code="parameter_invalid_integer")
    return limit


def page(shelf: Shelf, params: Obj, url: str, fits: Fits | None = None) -> Obj:
    """Return one page of a shelf's objects that fit."""
    for cursor in ("starting_after", "ending_before"):
        if cursor in params:
            shelf.need(params[cursor], cursor)
    return cut(shelf.newest(), params, url, fits)


def cut(newest_first: Iterable[Obj], params: Obj, url: str, fits: Fits | None = None) -> Obj:
    """Return one page of objects given newest first. The cursor itself need not fit the filter."""
    if "starting_after" in params and "ending_before" in params:
        raise exclusive("ending_before", "starting_after")
    limit = limit_of(params)
    wanted: list[Obj] = list(newest_first)
    if "starting_after" in params:
        places = [place for place, obj in enumerate(wanted) if obj["id"] == params["starting_after"]]
        wanted = wanted[places[0] + 1 :] if places else []
    elif "ending_before" in params:
        wanted = list(takewhile(lambda obj: obj["id"] != params["ending_before"], wanted))
    wanted = [obj for obj in wanted if fits is None or fits(obj)]
    data = wanted[-limit:] if "ending_before" in params else wanted[:limit]
    return {"object": "list", "data": data, "has_more": len(wanted) > limit, "url": url}


def created_filter(params: Obj, field: str = "created") -> Fits:
    """Return the test for ``created``: an exact second, or any of gt, gte, lt, lte."""
    wanted = params.get("created")
    if wanted is None:
        return lambda obj: True
    if isinstance(wanted, int):
        return lambda obj: bool(obj[field] == wanted)
    bounds: Obj = wanted
    return lambda obj: (
        obj[field] > bounds.get("gt", -1)
        and obj[field] >= bounds.get("gte", 0)
        and obj[field] < bounds.get("lt", 1 << 62)
        and obj[field] <= bounds.get("lte", 1 << 62)
    )


def matching(params: Obj, *fields: str) -> Fits:
    """Return the test that every given parameter among ``fields`` equals the object's field, and ``created`` fits."""
    in_time = created_filter(params)
    wanted = {field: params[field] for field in fields if field in params}
    return lambda obj: in_time(obj) and all(obj.get(field) == value for field, value in wanted.items())

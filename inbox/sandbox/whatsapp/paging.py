"""Graph's list answers: ``fields``, ``limit`` and cursors. Pure; called by ``management.py``.

Documented at developers.facebook.com, Graph API > Paginated results.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from inbox.sandbox.whatsapp.errors import GraphError

USUAL = 25
MOST = 1000
_NESTED = re.compile(r"\{[^{}]*\}")


def page(items: Sequence[Mapping[str, object]], query: Mapping[str, str], url: str) -> dict[str, object]:
    """Return the page that ``query`` asks for; ``next`` is absent on the last one, and with it the whole story ends."""
    limit = _limit(query.get("limit"))
    start = _place(query["after"]) + 1 if query.get("after") else 0
    if query.get("before"):
        start = max(0, _place(query["before"]) - limit)
    shown = items[start : start + limit]
    answer: dict[str, object] = {"data": [select(item, query.get("fields")) for item in shown]}
    if shown:
        after = _cursor(start + len(shown) - 1)
        paging: dict[str, object] = {"cursors": {"before": _cursor(start), "after": after}}
        if start + len(shown) < len(items):
            rest = {key: value for key, value in query.items() if key not in ("before", "access_token")}
            paging["next"] = f"{url}?{urlencode(rest | {'after': after})}"
        answer["paging"] = paging
    return answer


def select(item: Mapping[str, object], fields: str | None) -> dict[str, object]:
    """Return the asked fields of an object and its id; all fields when none were asked."""
    if not fields:
        return dict(item)
    wanted = {name.strip() for name in _NESTED.sub("", fields).split(",")} | {"id"}
    return {name: value for name, value in item.items() if name in wanted}


def _limit(text: str | None) -> int:
    if text is None:
        return USUAL
    if not text.isdigit() or not 1 <= int(text) <= MOST:
        raise GraphError(100, f"Param limit must be a number from 1 to {MOST}.")
    return int(text)


def _cursor(place: int) -> str:
    return base64.urlsafe_b64encode(b"%d" % place).decode()


def _place(cursor: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(cursor))
    except ValueError as error:
        raise GraphError(100, "The cursor is not valid.") from error

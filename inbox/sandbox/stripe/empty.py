"""Kinds of objects this account has none of yet: their lists are empty pages and every id is unknown.

Subscriptions; searches of them find nothing by the same rules.
"""

from __future__ import annotations

from collections.abc import Callable

from inbox.sandbox.stripe.errors import Obj, missing
from inbox.sandbox.stripe.paging import cut
from inbox.sandbox.stripe.state import AccountState

Handler = Callable[[AccountState, str, Obj], Obj]


def listing(url: str, noun: str) -> Handler:
    """Return the handler of a list that has nothing in it; a cursor names nothing either."""

    def handler(_state: AccountState, _key: str, params: Obj) -> Obj:
        for cursor in ("starting_after", "ending_before"):
            if cursor in params:
                raise missing(noun, params[cursor], param=cursor)
        return cut([], params, url)

    return handler


def unknown(noun: str, param: str) -> Handler:
    """Return the handler of a retrieve that never finds anything."""

    def handler(_state: AccountState, key: str, _params: Obj) -> Obj:
        raise missing(noun, key, param=param)

    return handler

"""The list pane: search, the views with their counts, and what stands there when there are no rows.

The rows themselves live in ``ConversationListModel``.
"""

from __future__ import annotations

import msgspec

from inbox.ui.models.rows import ViewPill
from inbox.ui.models.states.parts import Blank, Choice


class ListState(msgspec.Struct, frozen=True, kw_only=True):
    """``views`` are the pills in their order, ``more`` what the menu behind them holds, ``chosen`` one of both.

    ``sorts`` are the ways in which the view can be sorted; none while something is looked for.
    """

    query: str = ""
    views: tuple[ViewPill, ...] = ()
    more: tuple[ViewPill, ...] = ()
    chosen: str = ""
    sorts: tuple[Choice, ...] = ()
    blank: Blank | None = None

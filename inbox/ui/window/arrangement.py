"""Which panes stand beside each other in a window of a given width. Pure; the window asks at every resize."""

from __future__ import annotations

from enum import StrEnum

import msgspec

RAIL = 60
LIST_LEAST, LIST_MOST, LIST_AT_FIRST = 280, 360, 316
CHAT_LEAST = 420
PANEL_LEAST, PANEL_MOST, PANEL_AT_FIRST = 320, 400, 348
"""Widths in design pixels. Those of the window include the rail."""
_OVERLAY_BELOW, _ALTERNATING_BELOW = 1100, 760


class Beside(StrEnum):
    """Where the panel is."""

    BESIDE = "beside"
    OVER = "over"
    """Above the chat's right side, closed by Esc or a click beside it."""
    AWAY = "away"


class Folds(msgspec.Struct, frozen=True, kw_only=True):
    """What the agent folded, and how wide the panes are (in design pixels); remembered between starts."""

    list_folded: bool = False
    panel_folded: bool = False
    list_width: int = LIST_AT_FIRST
    panel_width: int = PANEL_AT_FIRST


class Arrangement(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be seen. ``alternates`` is True when list and chat take turns."""

    shows_list: bool
    shows_chat: bool
    panel: Beside
    alternates: bool


def arrange(width: int, factor: float, folds: Folds, *, overlay_open: bool, reads_chat: bool) -> Arrangement:
    """Return what a window of ``width`` pixels shows at text size ``factor``.

    ``overlay_open`` tells whether the panel was called over the chat, ``reads_chat`` which of list and chat has its turn.
    """
    wide = width / factor
    alternates = wide < _ALTERNATING_BELOW
    if wide >= _OVERLAY_BELOW:
        panel = Beside.AWAY if folds.panel_folded else Beside.BESIDE
    else:
        panel = Beside.OVER if overlay_open else Beside.AWAY
    if alternates:
        return Arrangement(shows_list=not reads_chat, shows_chat=reads_chat, panel=panel, alternates=True)
    return Arrangement(shows_list=not folds.list_folded, shows_chat=True, panel=panel, alternates=False)

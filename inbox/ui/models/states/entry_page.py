"""A page over the window that is one section: facts, cards and buttons under a title."""

from __future__ import annotations

import msgspec

from inbox.ui.models.states.panel import Section


class EntryPage(msgspec.Struct, frozen=True, kw_only=True):
    """``person`` is who it is all about, for who cannot see the chat behind it."""

    title: str
    section: Section
    person: str = ""

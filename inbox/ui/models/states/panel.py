"""The panel beside the chat: the customer's money first, then what is open, then what can be sent."""

from __future__ import annotations

import msgspec

from inbox.ui.models.rows import Chip, Span
from inbox.ui.models.states.parts import Blank, Entry, Fact, HoldNote, Notice, ProductTile
from inbox.ui.models.timeline import CardButton


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A titled part of the panel; what it does not have is not shown. Parts stand in the order of the fields.

    ``text`` is in the text's colour, ``details`` below it are muted. ``query`` is None where there is nothing to search.
    """

    id: str
    title: str
    chip: Chip | None = None
    link: CardButton | None = None
    """At the right of the title: "All 9"."""
    text: str = ""
    details: tuple[str, ...] = ()
    hold: HoldNote | None = None
    query: str | None = None
    query_name: str = ""
    """What the search field asks for; empty for what the finder of payments asks for."""
    asks_last: bool = False
    """The field is a last question before the buttons: what is known stands above it, to be read first."""
    entries: tuple[Entry, ...] = ()
    tiles: tuple[ProductTile, ...] = ()
    facts: tuple[Fact, ...] = ()
    buttons: tuple[CardButton, ...] = ()


class PanelState(msgspec.Struct, frozen=True, kw_only=True):
    """``headline`` is the sum of it ("386,20 € paid · 18,00 € refunded"), ``as_of`` since when, how matched, how old.

    ``notice`` is the bar of an uncertain match. ``person`` is who it is all about, for who cannot see the chat's head.
    """

    conversation: str = ""
    person: str = ""
    headline: tuple[Span, ...] = ()
    as_of: str = ""
    notice: Notice | None = None
    sections: tuple[Section, ...] = ()
    blank: Blank | None = None

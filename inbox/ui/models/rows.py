"""The rows of the conversation list and the small parts all rows are made of, exactly as they are shown.

Presenters make them, in the agent's language; views paint from them and know nothing else. Never a platform's own words.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from inbox.domain.ids import ConversationId


class Tone(StrEnum):
    """What a chip says with its colour, always beside a word."""

    NEUTRAL = "neutral"
    OK = "ok"
    INFO = "info"
    WARN = "warn"
    DANGER = "danger"


class Span(msgspec.Struct, frozen=True):
    """A piece of one line of text."""

    text: str
    bold: bool = False
    is_gap: bool = False
    """The name of what still has to be filled in there; drawn on a ground of its own."""


def plain(spans: tuple[Span, ...]) -> str:
    """Return the line without its boldness, gaps in brackets, for screen readers and the clipboard."""
    return "".join(f"[{span.text}]" if span.is_gap else span.text for span in spans)


class Chip(msgspec.Struct, frozen=True):
    """A short word on a coloured ground. With an ``intent`` it can be clicked; ``moves_money`` then holds it in place."""

    text: str
    tone: Tone = Tone.NEUTRAL
    intent: str = ""
    moves_money: bool = False


class ListRow(msgspec.Struct, frozen=True, kw_only=True):
    """One conversation in the list.

    ``colour`` is any number, the theme takes it modulo its avatar colours. ``icon`` is the name of an icon before the
    last line (``image``, ``cart``, ``voice``), empty for plain text. ``unread`` is how many messages wait; a row marked
    unread by hand has ``is_unread`` and 0. ``chip`` is the one thing that needs an act, ``window`` the service window
    when it is about to close.
    """

    conversation: ConversationId
    name: str
    initials: str
    colour: int = 0
    time: str = ""
    last: str = ""
    icon: str = ""
    unread: int = 0
    is_unread: bool = False
    chip: Chip | None = None
    window: Chip | None = None
    has_draft: bool = False
    is_pinned: bool = False
    """Stands above newer ones, for it must not sink."""


class HoldRow(msgspec.Struct, frozen=True, kw_only=True):
    """One held action in the undo bar: what, for whom and to which card, and how long it can still be undone.

    ``now`` is what the button says that does it at once; nothing is sent by a block or a pause.
    """

    action: str
    what: tuple[Span, ...]
    now: str
    seconds_left: int
    part_left: float
    """1.0 at the click, 0.0 when it goes out."""
    can_send_now: bool = True


class ViewPill(msgspec.Struct, frozen=True):
    """A view of the inbox and how many conversations are in it; 0 shows no number."""

    view: str
    text: str
    count: int = 0
    is_urgent: bool = False

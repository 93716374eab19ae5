"""The head of the open chat: who it is, until when one can write, who has it, and the three things done to a whole chat."""

from __future__ import annotations

import msgspec

from inbox.ui.models.rows import Chip, HoldRow, Tone
from inbox.ui.models.states.parts import Blank, Choice, Notice


class ChatHead(msgspec.Struct, frozen=True, kw_only=True):
    """``contact`` is the number, or the username of a person without one. ``window`` says until when one can write.

    ``assignee`` is the name on the button, ``assignees`` who can have the chat, ``snoozes`` until when it can sleep.
    Whoever may only read has none of these, and ``can_resolve`` False.
    """

    conversation: str
    name: str
    initials: str
    colour: int = 0
    contact: str = ""
    window: str = ""
    window_tone: Tone = Tone.NEUTRAL
    chip: Chip | None = None
    assignee: str = ""
    assignees: tuple[Choice, ...] = ()
    snoozes: tuple[Choice, ...] = ()
    blocks: tuple[Choice, ...] = ()
    """Why somebody can be blocked, or the one line that lets them write again."""
    can_resolve: bool = True
    is_resolved: bool = False


class ChatState(msgspec.Struct, frozen=True, kw_only=True):
    """The chat pane without timeline and composer, which have models of their own.

    ``holds`` are all held actions, oldest first, of whatever chat: they can be undone from anywhere.
    """

    head: ChatHead | None = None
    notices: tuple[Notice, ...] = ()
    holds: tuple[HoldRow, ...] = ()
    blank: Blank | None = None


class MessageMenu(msgspec.Struct, frozen=True, kw_only=True):
    """What can be done with one message.

    ``reacted`` is the shop's present reaction, ``text`` what can be copied, ``can_save`` that there is a file.
    """

    message: str
    can_reply: bool = False
    reactions: tuple[str, ...] = ()
    reacted: str = ""
    text: str = ""
    original: str = ""
    """What an edited message said at first."""
    can_save: bool = False

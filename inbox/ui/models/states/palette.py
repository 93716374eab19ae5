"""The command palette: commands with their keys, and the people and chats that fit what is typed."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """What is chosen with a line."""

    COMMAND = "command"
    PERSON = "person"


class PaletteRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the palette. ``keys`` is its shortcut as the system writes it, ``detail`` a word behind the title.

    ``also`` are further words under which it is found, never shown.
    """

    kind: Kind
    id: str
    title: str
    detail: str = ""
    keys: str = ""
    also: str = ""
    is_enabled: bool = True

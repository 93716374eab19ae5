"""A picture of the open chat, shown whole over the window."""

from __future__ import annotations

import msgspec


class LightboxState(msgspec.Struct, frozen=True, kw_only=True):
    """``item`` is the message, ``key`` asks for its picture, ``spoken`` is all of it in a sentence.

    ``title`` says whose it is, ``detail`` when it came; ``place`` of ``count`` counts the loaded pictures of the chat, the
    oldest is 1.
    """

    item: str
    key: str
    title: str = ""
    detail: str = ""
    caption: str = ""
    spoken: str = ""
    place: int = 1
    count: int = 1

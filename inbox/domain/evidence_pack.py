"""The pack of evidence: what was said, paid and sent, in the order of time, each with its line of meaning. Pure.

Made by the desk from what it knows, shown to the agent who ticks and edits, and printed as it then is.
"""

from __future__ import annotations

import msgspec

MOST_ITEMS = 100
"""So many messages stand on the page at most: those that say most of the order."""


class PackItem(msgspec.Struct, frozen=True, kw_only=True):
    """One line: ``who`` is ``customer``, ``shop``, ``bank`` or ``stripe``, ``status`` WhatsApp's word for how far it came."""

    id: str
    at: str
    who: str
    text: str
    meaning: str
    status: str = ""
    is_taken: bool = True
    tells: str = ""
    """The name of its meaning, by which the fields are filled."""


class PrintedPack(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that stands on the pages, in words: ``facts`` above, ``rows`` in the order of time, ``foot`` on each page.

    A row is (when, who, meaning, text, status). ``parts`` stand under headings of their own: the statement before the
    rows, the shop's terms behind them; each is (heading, text), and ``course`` is the rows' heading.
    """

    title: str
    shop: str
    language: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, str, str, str], ...]
    statement: tuple[str, str] = ("", "")
    course: str = ""
    policy: tuple[str, str] = ("", "")
    foot: str = ""
    page: str = "{page} / {pages}"
    picture: str = "picture"
    """What stands in brackets for an emoji that no font here has, and ``character`` for any other such sign."""
    character: str = "character"


class Printed(msgspec.Struct, frozen=True):
    """The pages as PDF and how many there are; ``missing`` signs could not be drawn here and stand as words in brackets."""

    content: bytes
    pages: int
    missing: int = 0

"""The pack of evidence: what was said, paid and sent, in the order of time, each with its line of meaning. Pure.

Made by the desk from what it knows, shown to the agent who ticks and edits, and printed as it then is.
"""

from __future__ import annotations

import msgspec

MOST_ITEMS = 150
"""So many lines are gathered at most; the newest before the dispute count."""


class PackItem(msgspec.Struct, frozen=True, kw_only=True):
    """One line: ``who`` is ``customer``, ``shop``, ``bank`` or ``stripe``, ``status`` what the platform says of delivery."""

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

    A row is (when, who, meaning, text, status).
    """

    title: str
    shop: str
    language: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, str, str, str], ...]
    statement: str = ""
    foot: str = ""
    page: str = "{page} / {pages}"

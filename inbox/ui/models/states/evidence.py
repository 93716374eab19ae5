"""The page on which evidence against a dispute is put together: lines to tick, fields to fill in, what is counted and missing."""

from __future__ import annotations

import msgspec

from inbox.ui.models.states.parts import Choice
from inbox.ui.models.timeline import CardButton


class EvidenceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the pack; ``head`` says when, who and how far it was delivered, ``meaning`` can be typed over."""

    id: str
    head: str
    text: str
    meaning: str
    is_taken: bool


class EvidenceField(msgspec.Struct, frozen=True, kw_only=True):
    """A field of Stripe's; ``count`` says how much of its room is used, once it is worth saying."""

    id: str
    label: str
    text: str
    is_long: bool = False
    count: str = ""
    has_problem: bool = False


class EvidencePage(msgspec.Struct, frozen=True, kw_only=True):
    """Every edit comes back as a new page. ``missing`` names what is wanted and empty, ``problem`` what stands against it."""

    dispute: str
    intro: str
    languages: tuple[Choice, ...]
    lines: tuple[EvidenceLine, ...]
    lines_head: str
    reach: str
    """From when to when messages were read, and what is not among them; ``further`` reads more of them."""
    further: CardButton | None = None
    fields: tuple[EvidenceField, ...]
    missing: str = ""
    counted: str = ""
    problem: str = ""
    progress: str = ""
    stage: CardButton
    look: CardButton
    save: CardButton

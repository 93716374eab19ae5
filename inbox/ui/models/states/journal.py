"""What the page of the money journal shows."""

from __future__ import annotations

import msgspec

from inbox.ui.models.rows import Tone
from inbox.ui.models.states.parts import Blank, Choice


class SumLine(msgspec.Struct, frozen=True):
    """All movements of one kind in one currency, as it is written."""

    kind: str
    count: str
    gross: str
    fee: str
    net: str


class JournalState(msgspec.Struct, frozen=True, kw_only=True):
    """``blank`` stands in the place of sums and rows. ``verdict`` says whether the two books agree."""

    month: str = ""
    months: tuple[Choice, ...] = ()
    blank: Blank | None = None
    sums: tuple[SumLine, ...] = ()
    verdict: str = ""
    tone: Tone = Tone.NEUTRAL
    differences: tuple[str, ...] = ()
    balance: str = ""
    as_of: str = ""
    can_save: bool = False

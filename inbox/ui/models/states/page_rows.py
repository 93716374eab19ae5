"""A row of a page that lists something with its state beside what the chosen one is: templates, replies."""

from __future__ import annotations

import msgspec

from inbox.ui.models.rows import Chip
from inbox.ui.models.timeline import CardButton


class PageRow(msgspec.Struct, frozen=True, kw_only=True):
    """``detail`` is said below the title, ``problem`` what is wrong with it; ``button`` acts on this one."""

    id: str
    title: str
    chip: Chip | None = None
    detail: str = ""
    problem: str = ""
    button: CardButton | None = None
    is_chosen: bool = False

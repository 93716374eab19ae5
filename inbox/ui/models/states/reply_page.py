"""The page of the replies kept ready: which there are, and the chosen one as it can be read and changed."""

from __future__ import annotations

import msgspec

from inbox.ui.models.states.composer import FormField
from inbox.ui.models.states.page_rows import PageRow
from inbox.ui.models.states.parts import Choice
from inbox.ui.models.timeline import CardButton


class ReplyForm(msgspec.Struct, frozen=True, kw_only=True):
    """The chosen reply. ``gaps`` can be put into a text; a choice's id is what is then written there."""

    id: str
    fields: tuple[FormField, ...]
    category: str = ""
    categories: tuple[Choice, ...] = ()
    gaps: tuple[Choice, ...] = ()
    file: str = ""
    """The file that goes with it: its name and size, or that it is on its way."""
    file_button: CardButton | None = None
    problem: str = ""
    buttons: tuple[CardButton, ...] = ()


class ReplyPage(msgspec.Struct, frozen=True, kw_only=True):
    """``query`` is what the rows were looked for by; ``empty`` says that none fits it."""

    query: str = ""
    rows: tuple[PageRow, ...] = ()
    empty: str = ""
    new: CardButton | None = None
    form: ReplyForm | None = None
    note: str = ""

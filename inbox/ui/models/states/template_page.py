"""The page of the shop's templates: what each is, how it stands at Meta, and how a customer will read the chosen one."""

from __future__ import annotations

import msgspec

from inbox.ui.models.states.page_rows import PageRow
from inbox.ui.models.states.parts import Choice
from inbox.ui.models.timeline import CardButton


class TemplatePreview(msgspec.Struct, frozen=True, kw_only=True):
    """A template as it lies in the customer's chat. ``media`` says what stands over the text, ``labels`` are its buttons'."""

    text: str
    header: str = ""
    media: str = ""
    footer: str = ""
    labels: tuple[str, ...] = ()


class TemplatePage(msgspec.Struct, frozen=True, kw_only=True):
    """``groups`` are the languages and forms of address, of which one is shown; ``submit_all`` is about the shown one."""

    groups: tuple[Choice, ...] = ()
    rows: tuple[PageRow, ...] = ()
    preview: TemplatePreview | None = None
    submit_all: CardButton | None = None
    note: str = ""

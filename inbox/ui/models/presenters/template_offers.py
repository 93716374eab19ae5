"""Approved templates that can go out as they are, filled in, with how the customer will read them; the best one first.

Used where a template takes the place of words that may not be written freely: payment links, refunds. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView
from inbox.domain.template_choice import TemplateChoice
from inbox.domain.template_prefill import Facts, prefill
from inbox.domain.templates import MEDIA_HEADERS, Template, Values, fill, misshapen, missing, too_long
from inbox.ui.models.presenters.customer_facts import address_of, language_of
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.template_words import FAMILIAR, category, cost, preview, starter_name
from inbox.ui.models.states.template_page import TemplatePreview

translate = QCoreApplication.translate

_IN_REVIEW = ("PENDING", "IN_APPEAL")
_OTHER = 2
"""The rank of a template that nobody has ranked."""


class TemplateOffer(msgspec.Struct, frozen=True, kw_only=True):
    """A template with its gaps filled; ``words`` are its name, category and what it costs."""

    choice: TemplateChoice
    title: str
    words: str
    preview: TemplatePreview
    has_file: bool = False
    """Whether a file lies over the text."""

    @property
    def said(self) -> str:
        """What the customer reads, on one line."""
        buttons = "".join(f" [{label}]" for label in self.preview.labels)
        media = f"[{self.preview.media}]" if self.preview.media else ""
        parts = (media, self.preview.header, self.preview.text, self.preview.footer)
        return " ".join(part.replace("\n", " ") for part in parts if part) + buttons


def best_first(
    desk: Desk, chat: ChatView, templates: Sequence[Template], ranks: Mapping[str, int], *, with_file: bool = False
) -> list[Template]:
    """Return those that may be sent as a service message: in the customer's language first, then in the shop's.

    ``ranks`` orders them by the names of the starter set; among those the one that speaks to her as the shop does is first.
    ``with_file`` takes those with a document over the text, and no others.
    """
    first = language_of(desk, chat)
    mark = FAMILIAR if address_of(desk, chat) == "du" else ""

    def rank(one: Template) -> tuple[bool, bool, int, bool, str]:
        name = one.name.removesuffix(FAMILIAR)
        is_other_way = name in ranks and one.language.startswith("de") and one.name != name + mark
        is_foreign = (not one.language.startswith(first), not one.language.startswith(desk.terms.language))
        return (*is_foreign, ranks.get(name, _OTHER), is_other_way, one.name)

    return sorted((one for one in templates if _goes(one, with_file=with_file)), key=rank)


def _goes(template: Template, *, with_file: bool) -> bool:
    is_fit = template.header == "DOCUMENT" if with_file else template.header not in MEDIA_HEADERS
    return is_fit and template.is_of_a_chat and template.can_be_sent and template.category == "UTILITY"


def choice_of(template: Template, facts: Facts) -> TemplateChoice:
    """Return a template with what is certain in its gaps."""
    known = prefill(template, facts)
    return TemplateChoice(
        template=template.name,
        language=template.language,
        header=dict(known.header),
        body=dict(known.body),
        buttons=dict(known.buttons),
    )


def offer(
    template: Template,
    choice: TemplateChoice,
    whole: TemplateChoice | None = None,
    shown: TemplateChoice | None = None,
    *,
    file: str = "",
) -> TemplateOffer | None:
    """Return a template as it can go out; None when a gap is open or Meta would not take what is in one.

    ``whole`` is the choice with what comes later in it, ``shown`` the same as a person reads it, ``file`` the name of the file
    that lies over the text.
    """
    values = msgspec.structs.replace(_values(whole or choice), has_media=bool(file))
    if missing(template, values) or misshapen(template, values) or too_long(template, values):
        return None
    title = starter_name(template.name.removesuffix(FAMILIAR))
    quoted = translate("LinkForm", "“{name}”").format(name=title)
    seen = preview(template, fill(template, _values(shown or whole or choice)))
    return TemplateOffer(
        choice=choice,
        title=title,
        words=" · ".join(part for part in (quoted, category(template), cost(template)) if part),
        preview=msgspec.structs.replace(seen, media=file) if file else seen,
        has_file=bool(file),
    )


def way_out(desk: Desk, chat: ChatView, name: str) -> str:
    """Return which template of the starter set would do it, and what is still to be done for that."""
    names = (name, f"{name}{FAMILIAR}")
    language = language_of(desk, chat)
    known = [one.status for one in desk.reads.templates() if one.name in names and one.language.startswith(language)]
    text = translate("LinkForm", "Submit the template “{name}” to Meta; once it is approved, it does the job.")
    if any(status in _IN_REVIEW for status in known):
        text = translate("LinkForm", "The template “{name}” is in review at Meta; once it is approved, it does the job.")
    return text.format(name=starter_name(name))


def spoken(template: Template) -> str:
    """Return the language of a template without its country."""
    return template.language.partition("_")[0]


def _values(choice: TemplateChoice) -> Values:
    return Values(header=choice.header, body=choice.body, buttons=choice.buttons)

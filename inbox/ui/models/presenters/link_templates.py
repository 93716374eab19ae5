"""Which approved template carries a payment link into a chat whose window is closed, filled in, and how it will be read.

The customer's language decides, then how the shop speaks to her; what is offered can be sent with one click. Used by the link
form, by carts, and by links that go out again, on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView
from inbox.domain.money import Money
from inbox.domain.template_choice import TemplateChoice, link_place, sample_link, takes_link, with_link
from inbox.domain.template_prefill import Facts, prefill
from inbox.domain.templates import MEDIA_HEADERS, Template, Values, fill, misshapen, missing, too_long
from inbox.ui.models.presenters.customer_facts import address_of, facts_of, language_of
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.template_words import category, cost, preview, starter_name
from inbox.ui.models.states.template_page import TemplatePreview

translate = QCoreApplication.translate

_FAMILIAR = "_du"
_FIRST: Mapping[str, int] = {"payment_link": 0, "payment_page": 0, "payment_open": 1, "payment_reminder": 3}
_AGAIN: Mapping[str, int] = {"payment_reminder": 0, "payment_open": 0, "payment_link": 1, "payment_page": 1}
_OTHER = 2


class LinkTemplate(msgspec.Struct, frozen=True, kw_only=True):
    """A template that can carry a link, with all but the link in it; ``words`` are its name, category and what it costs."""

    choice: TemplateChoice
    title: str
    words: str
    preview: TemplatePreview

    @property
    def said(self) -> str:
        """What the customer reads, on one line."""
        buttons = "".join(f" [{label}]" for label in self.preview.labels)
        parts = (self.preview.header, self.preview.text, self.preview.footer)
        return " ".join(part.replace("\n", " ") for part in parts if part) + buttons


def link_templates(
    desk: Desk, chat: ChatView, money: Money, *, purpose: str = "", url: str = "", is_page: bool = False
) -> list[LinkTemplate]:
    """Return the templates that can carry a link over ``money`` as they are, the one that fits best first.

    ``url`` is the link's address where there is one already, ``is_page`` whether the link is a Checkout Session's.
    """
    first = language_of(desk, chat)
    mark = _FAMILIAR if address_of(desk, chat) == "du" else ""
    ranks = _AGAIN if url else _FIRST

    def rank(one: Template) -> tuple[bool, bool, int, bool, str]:
        name = one.name.removesuffix(_FAMILIAR)
        is_other_way = name in ranks and one.language.startswith("de") and one.name != name + mark
        spoken = (not one.language.startswith(first), not one.language.startswith(desk.terms.language))
        return (*spoken, ranks.get(name, _OTHER), is_other_way, one.name)

    fitting = [
        one
        for one in desk.reads.templates()
        if one.can_be_sent and one.category == "UTILITY" and one.is_of_a_chat and one.header not in MEDIA_HEADERS
        if takes_link(one, is_page=is_page)
    ]
    facts = {spoken: _facts(desk, chat, spoken, money, purpose) for spoken in {_spoken(one) for one in fitting}}
    found = (_filled(one, facts[_spoken(one)], url) for one in sorted(fitting, key=rank))
    return [one for one in found if one is not None]


def none_words() -> str:
    """Return that no template carries a link, and the ways out."""
    return translate(
        "LinkForm",
        "The window is closed, and no approved template can carry this link. Make the link and copy it, or submit the "
        "template “{name}” to Meta.",
    ).format(name=starter_name("payment_link"))


def _facts(desk: Desk, chat: ChatView, spoken: str, money: Money, purpose: str) -> Facts:
    return replace(facts_of(desk, chat, spoken), amount=money.text(spoken), purpose=purpose, link="")


def _spoken(template: Template) -> str:
    return template.language.partition("_")[0]


def _filled(template: Template, facts: Facts, url: str) -> LinkTemplate | None:
    """Return a template with all but the link in it; None when a gap would stay open or the link does not fit."""
    known = prefill(template, facts)
    choice = TemplateChoice(
        template=template.name,
        language=template.language,
        header=dict(known.header),
        body=dict(known.body),
        buttons=dict(known.buttons),
    )
    whole = with_link(choice, template, url or sample_link(template))
    if whole is None:
        return None
    values = Values(header=whole.header, body=whole.body, buttons=whole.buttons)
    if missing(template, values) or misshapen(template, values) or too_long(template, values):
        return None
    title = starter_name(template.name.removesuffix(_FAMILIAR))
    quoted = translate("LinkForm", "“{name}”").format(name=title)
    return LinkTemplate(
        choice=whole if url else choice,
        title=title,
        words=" · ".join(part for part in (quoted, category(template), cost(template)) if part),
        preview=preview(template, fill(template, values if url else _blank(values, template))),
    )


def _blank(values: Values, template: Template) -> Values:
    """Leave the place of a link that does not exist yet to be seen as such."""
    part, _, name = (link_place(template) or "").partition(".")
    if part != "body":
        return values
    return replace(values, body={**values.body, name: translate("LinkForm", "[payment link]")})

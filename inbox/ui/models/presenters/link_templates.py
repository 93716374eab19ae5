"""Which approved template carries a payment link into a chat whose window is closed, filled in, and how it will be read.

The customer's language decides, then how the shop speaks to her; what is offered can be sent with one click. Used by the link
form, by carts, and by links that go out again, on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView
from inbox.domain.money import Money
from inbox.domain.template_choice import link_place, sample_link, takes_link, with_link
from inbox.domain.template_prefill import Facts
from inbox.domain.templates import Template
from inbox.ui.models.presenters.customer_facts import facts_of
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.template_offers import TemplateOffer, best_first, choice_of, offer, spoken
from inbox.ui.models.presenters.template_words import starter_name

translate = QCoreApplication.translate

_FIRST: Mapping[str, int] = {"payment_link": 0, "payment_page": 0, "payment_open": 1, "payment_reminder": 3, "pay_back": 0}
_BACK = frozenset({"pay_back", "pay_back_du"})
_AGAIN: Mapping[str, int] = {"payment_reminder": 0, "payment_open": 0, "payment_link": 1, "payment_page": 1}


def link_templates(
    desk: Desk, chat: ChatView, money: Money, *, purpose: str = "", url: str = "", is_page: bool = False, pays_back: bool = False
) -> list[TemplateOffer]:
    """Return the templates that can carry a link over ``money`` as they are, the one that fits best first.

    ``url`` is the link's address where there is one already, ``is_page`` whether the link is a Checkout Session's. What
    asks a refund back is not called an order: it has a template of its own.
    """
    fitting = best_first(
        desk,
        chat,
        [one for one in desk.reads.templates() if takes_link(one, is_page=is_page) and (one.name in _BACK) == pays_back],
        _AGAIN if url else _FIRST,
    )
    facts = {each: _facts(desk, chat, each, money, purpose, pays_back=pays_back) for each in {spoken(one) for one in fitting}}
    found = (_filled(one, facts[spoken(one)], url) for one in fitting)
    return [one for one in found if one is not None]


def none_words(*, is_page: bool = False) -> str:
    """Return that no template carries a link, or one that closes after a day (``is_page``), and the ways out."""
    if is_page:
        return translate(
            "LinkForm",
            "The window is closed, and no approved template can carry a link of 24 hours. Choose a longer time, or submit the "
            "template “{name}” to Meta.",
        ).format(name=starter_name("payment_page"))
    return translate(
        "LinkForm",
        "The window is closed, and no approved template can carry this link. Make the link and copy it, or submit the "
        "template “{name}” to Meta.",
    ).format(name=starter_name("payment_link"))


def _facts(desk: Desk, chat: ChatView, language: str, money: Money, purpose: str, *, pays_back: bool) -> Facts:
    total = money.text(language)
    known = facts_of(desk, chat, language)
    return replace(known, amount=total, purpose=purpose, refunded=total if pays_back else known.refunded, link="")


def _filled(template: Template, facts: Facts, url: str) -> TemplateOffer | None:
    """Return a template with all but the link in it; None when a gap would stay open or the link does not fit."""
    choice = choice_of(template, facts)
    whole = with_link(choice, template, url or sample_link(template))
    if whole is None:
        return None
    part, _, name = (link_place(template) or "").partition(".")
    shown = whole
    if part == "body" and not url:
        shown = replace(whole, body={**whole.body, name: translate("LinkForm", "[payment link]")})
    return offer(template, whole if url else choice, whole, shown)

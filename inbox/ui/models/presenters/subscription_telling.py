"""How a customer hears of a change of her subscription: by a text while the window is open, else by an approved template.

Part of the panel's presenter; what is shown here is what goes out. GUI thread only.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView, Subscribed
from inbox.domain import money, subscription_texts
from inbox.domain.subscriptions import Change, Effect
from inbox.domain.template_prefill import Facts
from inbox.domain.templates import Template
from inbox.ui.models.presenters import subscription_words, wording
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.customer_facts import facts_of
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.template_offers import TemplateOffer, best_first, choice_of, offer, spoken, way_out
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Tick
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_NAMES: dict[Change, str] = {
    "skip": "subscription_skipped",
    "pause": "subscription_paused",
    "resume": "subscription_continues",
    "keep": "subscription_continues",
    "cancel_at_end": "subscription_ends",
    "cancel_now": "subscription_ended",
}
"""Templates of the starter set, by what they tell of; a pause without an end has its own."""
_ON_HOLD = "subscription_on_hold"


class Meant(msgspec.Struct, frozen=True, kw_only=True):
    """A change as it would be: of what, until when it pauses, and what that comes to."""

    known: Subscribed
    change: Change
    until: datetime | None
    effect: Effect


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two, or neither: then there is no way, and ``missing`` says what would be one."""

    text: str | None = None
    template: TemplateOffer | None = None
    missing: str = ""

    @property
    def is_possible(self) -> bool:
        """Whether there is a way at all."""
        return self.text is not None or self.template is not None


def telling(desk: Desk, chat: ChatView, language: str, meant: Meant) -> Telling:
    """Return how she hears of it; ``language`` is hers."""
    if can_write(desk, chat):
        text = subscription_words.told(desk, language, meant.known, meant.change, meant.until, meant.effect)
        return Telling(text=text)
    if chat.blocked:
        return Telling(missing=translate("Subscription", "This person is blocked, so nobody can be told."))
    name = _name(meant)
    for one in best_first(desk, chat, [each for each in desk.reads.templates() if _says(each, name)], {name: 0}):
        if (found := offer(one, choice_of(one, _facts(desk, chat, spoken(one), meant)))) is not None:
            return Telling(template=found)
    closed = translate("Subscription", "The window is closed, so {name} cannot be told here.")
    closed = closed.format(name=wording.first_name(wording.shown_name(chat.name)))
    return Telling(missing=f"{closed} {way_out(desk, chat, name)}")


def tick(chat: ChatView, told: Telling, *, tells: bool) -> Tick:
    """Return whether she is told, in which words and by which template; where she cannot be, why and what to do."""
    if not told.is_possible:
        return Tick(intent=Intent.SUBSCRIPTION_TELL, text=told.missing, is_ticked=None)
    words = ""
    if tells and told.template is not None:
        words = translate("Subscription", "Template {words}: “{text}”")
        words = words.format(words=told.template.words, text=told.template.said)
    elif tells:
        words = translate("Subscription", "“{text}”").format(text=told.text)
    text = translate("Subscription", "Tell {name}").format(name=wording.first_name(wording.shown_name(chat.name)))
    return Tick(intent=Intent.SUBSCRIPTION_TELL, text=text, is_ticked=tells, words=words)


def page_button() -> CardButton:
    """Return the button that opens the page on which templates are submitted."""
    return CardButton(intent=Intent.TEMPLATE_PAGE, text=translate("Subscription", "Templates"))


def _name(meant: Meant) -> str:
    return _ON_HOLD if meant.change == "pause" and meant.until is None else _NAMES[meant.change]


def _says(template: Template, name: str) -> bool:
    return template.name in (name, f"{name}_du")


def _facts(desk: Desk, chat: ChatView, language: str, meant: Meant) -> Facts:
    found = meant.known.subscription
    days = subscription_words.days(desk, language, meant.until, meant.effect)
    cost = money.Money(found.amount, found.currency or desk.terms.currency).text(language) if found.amount else ""
    return msgspec.structs.replace(
        facts_of(desk, chat, language),
        link="",
        plan=subscription_texts.name(language, found),
        plan_amount=cost,
        skipped_charge=days.get("first", ""),
        next_charge=days.get("today" if meant.effect.charged_now else "next", ""),
        paused_until=days.get("until", ""),
        ends_on=days.get("ends", ""),
    )

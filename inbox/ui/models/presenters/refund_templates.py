"""Which approved template tells a customer of her refund when the window is closed, filled in. GUI thread only."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from inbox.desk.ports import ChatView
from inbox.domain.money import Money
from inbox.domain.template_prefill import Facts, prefill
from inbox.domain.templates import Template
from inbox.ui.models.presenters.customer_facts import facts_of
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.template_offers import TemplateOffer, best_first, choice_of, offer, spoken

_RANKS: Mapping[str, int] = {"refund_started": 0, "refund_sent": 1}
_ABOUT = ("refund", "erstattung", "rueckzahlung")
_OF_TROUBLE = ("fail", "fehl", "reject", "abgelehnt")
_MARK = "\x00"


def refund_template(desk: Desk, chat: ChatView, money: Money) -> TemplateOffer | None:
    """Return the template that says best that ``money`` goes back; None when none can be sent as it is."""
    fitting = best_first(desk, chat, [one for one in desk.reads.templates() if _tells(one)], _RANKS)
    for one in fitting:
        facts = replace(facts_of(desk, chat, spoken(one)), refunded=money.text(spoken(one)), amount="", link="")
        if (found := offer(one, choice_of(one, facts))) is not None:
            return found
    return None


def _tells(template: Template) -> bool:
    """Tell whether a template is about a refund that goes well: by its name, and because it has a place for the sum."""
    name = template.name
    is_named = name.startswith(_ABOUT) and not any(word in name for word in _OF_TROUBLE)
    return is_named and _MARK in prefill(template, Facts(refunded=_MARK)).body.values()

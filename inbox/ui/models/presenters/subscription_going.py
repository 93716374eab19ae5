"""A change of a subscription that somebody else is just making: who, what, and that nobody can make another meanwhile.

Used by the panel on the GUI thread; pure but for words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import AskedChange
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.rows import Chip, Span, Tone
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate


def running(asked: Iterable[AskedChange], subscription: str, ended: Collection[str]) -> AskedChange | None:
    """Return what is being made of a subscription; ``ended`` are clicks of which this desk knows already how they ended."""
    return next((each for each in asked if each.subscription == subscription and each.action not in ended), None)


def card(desk: Desk, plain: Entry, change: AskedChange) -> Entry:
    """Return the card while a colleague's change is on its way; its buttons say why they take no click."""
    if change.state == "unknown":
        text = translate(
            "Subscription",
            "Stripe's answer to what {name} asked for was lost; until it is known how the subscription stands, nothing can be "
            "changed.",
        )
        words = text.format(name=_who(desk, change))
        return msgspec.structs.replace(
            plain,
            chip=Chip(translate("Subscription", "Outcome not known"), Tone.DANGER),
            explanation=(Span(words),),
            buttons=_disabled(plain, words),
        )
    words = _deeds().get(change.change, translate("Subscription", "{name} is changing this subscription …"))
    words = words.format(name=_who(desk, change))
    return msgspec.structs.replace(
        plain,
        chip=Chip(translate("Subscription", "Being changed"), Tone.INFO),
        progress=(Span(words),),
        buttons=_disabled(plain, words),
    )


def _disabled(plain: Entry, reason: str) -> tuple[CardButton, ...]:
    return tuple(msgspec.structs.replace(each, is_enabled=False, reason=reason) for each in plain.buttons)


def _deeds() -> dict[str, str]:
    return {
        "skip": translate("Subscription", "{name} is skipping the next charge …"),
        "pause": translate("Subscription", "{name} is pausing this subscription …"),
        "resume": translate("Subscription", "{name} is resuming this subscription …"),
        "cancel_at_end": translate("Subscription", "{name} is ending this subscription with its period …"),
        "cancel_now": translate("Subscription", "{name} is ending this subscription …"),
        "keep": translate("Subscription", "{name} is taking the end of this subscription back …"),
    }


def _who(desk: Desk, change: AskedChange) -> str:
    return change.agent_name or desk.name_of(change.agent) or translate("Subscription", "A colleague")

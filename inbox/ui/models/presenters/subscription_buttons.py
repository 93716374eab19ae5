"""The buttons of a subscription's card: which changes mean something as it stands, and for how long one may pause. Pure."""

from __future__ import annotations

import calendar
from datetime import date

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import Subscribed
from inbox.domain.subscriptions import CHARGES, OVER, Change, skipped
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate


def changes(known: Subscribed) -> tuple[CardButton, ...]:
    """Return the changes that mean something now, the mildest first."""
    found = known.subscription
    if found.status in OVER:
        return ()
    resume = translate("Subscription", "Do not skip") if skipped(found) else translate("Subscription", "Resume")
    texts = {
        "keep": (Intent.SUBSCRIPTION_KEEP, translate("Subscription", "Keep")),
        "resume": (Intent.SUBSCRIPTION_RESUME, resume),
        "skip": (Intent.SUBSCRIPTION_SKIP, translate("Subscription", "Skip next")),
        "pause": (Intent.SUBSCRIPTION_PAUSE, translate("Subscription", "Pause …")),
        "cancel_at_end": (Intent.SUBSCRIPTION_END, translate("Subscription", "End …")),
        "cancel_now": (Intent.SUBSCRIPTION_END_NOW, translate("Subscription", "End now …")),
    }
    return tuple(CardButton(intent=texts[each][0], text=texts[each][1]) for each in _possible(known))


def spans() -> tuple[CardButton, ...]:
    """Return for how long a pause may last."""
    return (
        CardButton(intent=Intent.SUBSCRIPTION_MONTH, text=translate("Subscription", "1 month")),
        CardButton(intent=Intent.SUBSCRIPTION_MONTHS, text=translate("Subscription", "3 months")),
        CardButton(intent=Intent.SUBSCRIPTION_DAY, text=translate("Subscription", "Choose a day …")),
        CardButton(intent=Intent.SUBSCRIPTION_TOLD, text=translate("Subscription", "Until told")),
    )


def later(day: date, months: int) -> date:
    """Return the same day some months later, or the last one of a month that lacks it."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _possible(known: Subscribed) -> tuple[Change, ...]:
    found = known.subscription
    if found.cancel_at_period_end:
        return ("keep", "cancel_now")
    if found.status == "paused":
        return ("resume", "cancel_at_end", "cancel_now")
    if found.pause:
        return ("resume", "pause", "cancel_at_end", "cancel_now")
    if found.status in CHARGES:
        return ("skip", "pause", "cancel_at_end", "cancel_now")
    return ("cancel_now",)

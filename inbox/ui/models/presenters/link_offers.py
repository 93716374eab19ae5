"""The discount of the link form: as it is typed, until when, and what the customer reads of it. GUI thread only."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from PySide6.QtCore import QCoreApplication

from inbox.domain import customer_texts, money, times
from inbox.domain.offers import Offer
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.states.parts import Choice

translate = QCoreApplication.translate

_PERCENT = re.compile(r"(\d{1,2})\s*%")
_DAYS = (1, 3, 7, 14, 30)
_USUAL = "3"
_LAST_MINUTE = time(23, 59)


class LinkOffer:
    """What is typed; an offer ends with a day of the shop's."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.text = ""
        self.days = _USUAL

    def clear(self) -> None:
        """Offer nothing."""
        self.text, self.days = "", _USUAL

    def of(self, currency: str) -> Offer | None:
        """Return the offer; None while nothing, or no discount, is typed."""
        until = times.to_text(self._until())
        typed = self.text.strip()
        if (percent := _PERCENT.fullmatch(typed)) is not None:
            share = int(percent[1])
            return Offer(percent=share, until=until) if 1 <= share <= 90 else None
        try:
            off = money.parse(typed, currency)
        except money.MoneyError:
            return None
        return Offer(amount=off.minor, until=until) if off.minor > 0 and off.currency == currency else None

    def problem(self, currency: str) -> str:
        """Return what is wrong with what is typed."""
        if not self.text.strip() or self.of(currency) is not None:
            return ""
        return translate("LinkForm", "This is not a discount; write 10 % or an amount.")

    def words(self, offer: Offer, currency: str, language: str) -> str:
        """Return what the customer reads above the link."""
        return customer_texts.offer(language, offer.words(currency, language), self._until())

    def ends(self) -> tuple[Choice, ...]:
        """Return the ends to choose from, once something is typed."""
        if not self.text.strip():
            return ()
        moments, now = self._desk.moments, self._desk.clock.now()
        today = moments.day(now)
        choices = []
        for days in _DAYS:
            day = moments.short_day(today + timedelta(days=days), today)
            text = translate("LinkForm", "until {day}").format(day=day)
            choices.append(Choice(id=str(days), text=text, is_chosen=str(days) == self.days))
        return tuple(choices)

    def _until(self) -> datetime:
        moments = self._desk.moments
        day = moments.day(self._desk.clock.now()) + timedelta(days=int(self.days))
        return datetime.combine(day, _LAST_MINUTE, moments.zone)

"""When a planned message goes out, as it is typed or chosen in a form, and whether only without a reply. GUI thread only."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.domain import times
from inbox.domain.said_times import read_time
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.states.composer import FormField
from inbox.ui.models.states.parts import Choice

translate = QCoreApplication.translate

FIELD = "at"
UNLESS_REPLY = "unless-reply"
_SOON = timedelta(hours=2)


class When(msgspec.Struct, frozen=True):
    """``at`` as it stands in the field; ``exact`` is the chosen instant, as long as ``at`` was not typed over."""

    at: str = ""
    exact: str = ""
    unless_reply: bool = False


class PlannedTime:
    """Reads and writes a ``When`` as the agent does, where the shop is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def begin(self, closes: datetime | None = None) -> When:
        """Return the usual time: tomorrow morning, or soon where only that is before a window ``closes``."""
        soon, morning = self._soon(), self._mornings()[0]
        return self.at(When(), soon if closes is not None and soon < closes <= morning else morning)

    def at(self, when: When, moment: datetime) -> When:
        """Return it with another time."""
        words = self._desk.moments.coming(moment, self._desk.clock.now())
        return msgspec.structs.replace(when, at=words, exact=times.to_text(moment))

    def type(self, when: When, text: str) -> When:
        """Return it with what was typed."""
        return msgspec.structs.replace(when, at=text, exact="")

    def choose(self, when: When, preset: str) -> When:
        """Take a time that is offered, or whether a reply makes the message needless."""
        if preset == UNLESS_REPLY:
            return msgspec.structs.replace(when, unless_reply=not when.unless_reply)
        return self.at(when, times.from_text(preset))

    def meant(self, when: When) -> datetime | None:
        """Return the instant; None while it says none."""
        if when.exact:
            return times.from_text(when.exact)
        return read_time(when.at, self._desk.clock.now(), self._desk.moments.zone)

    def field(self, when: When) -> FormField:
        """Return the field it is typed into."""
        return FormField(
            id=FIELD,
            label=translate("LaterForm", "When"),
            value=when.at,
            hint=translate("LaterForm", "tomorrow 9:00, Friday 14:30, in 2 h"),
        )

    def presets(self, when: When) -> tuple[Choice, ...]:
        """Return the times that are offered, and the condition."""
        moments, now = self._desk.moments, self._desk.clock.now()
        offered = dict.fromkeys((self._soon(), *self._mornings()))
        chosen = [Choice(id=times.to_text(at), text=moments.coming(at, now)) for at in offered]
        return (*chosen, Choice(id=UNLESS_REPLY, text=_only(), is_chosen=when.unless_reply))

    def condition(self, when: When) -> str:
        """Return the condition in words; empty where there is none."""
        return _only() if when.unless_reply else ""

    def button(self, when: When) -> str:
        """Return what the button says that plans it."""
        at = self.meant(when)
        if at is None:
            return translate("LaterForm", "Choose a time")
        said = translate("LaterForm", "Send {time}").format(time=self._desk.moments.coming(at, self._desk.clock.now()))
        return said[:1].upper() + said[1:]

    def problem(self, when: When) -> str:
        """Return in words that what was typed is no time; empty where it is one, or nothing."""
        if when.at.strip() and self.meant(when) is None:
            return translate("LaterForm", "This is not a time: write it like tomorrow 9:00 or 24.11. 14:30.")
        return ""

    def _soon(self) -> datetime:
        return (self._desk.clock.now() + _SOON).replace(second=0, microsecond=0)

    def _mornings(self) -> tuple[datetime, datetime]:
        """Return tomorrow and Monday at the usual time, where the shop is."""
        zone = self._desk.moments.zone
        today = self._desk.clock.now().astimezone(zone).replace(hour=9, minute=0, second=0, microsecond=0)
        return today + timedelta(days=1), today + timedelta(days=7 - today.weekday())


def _only() -> str:
    return translate("LaterForm", "Only if there is no reply until then")

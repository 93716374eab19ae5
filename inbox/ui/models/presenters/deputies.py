"""Who stands in for a supervisor, and until when: a page for whoever may settle that. GUI thread only."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import Changes
from inbox.domain import approvals, times
from inbox.domain.ids import AgentId
from inbox.domain.roles import at_least
from inbox.domain.terms import Colleague
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.rows import Chip, Tone
from inbox.ui.models.states.entry_page import EntryPage
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_SENIOR = "supervisor"
_WEEK = timedelta(days=7)


class DeputiesPresenter(QObject):
    """``state`` is the page, None while it is closed."""

    changed = Signal()

    def __init__(self, desk: Desk, clicks: Clicks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._is_open = False
        self._asked = frozenset[str]()
        self.state: EntryPage | None = None

    @property
    def is_offered(self) -> bool:
        """Whether this agent may name deputies."""
        return at_least(self._desk.me.role, _SENIOR)

    def open(self) -> None:
        """Show the team."""
        self._is_open, self._asked = True, frozenset()
        self._render()

    def close(self) -> None:
        """Show nothing any more."""
        self._is_open, self.state = False, None

    def take(self, changes: Changes) -> None:
        """Show what the hub has said of the team since."""
        if self._is_open and "terms" in changes.flags:
            self._asked = frozenset()
            self._render()

    def act(self, intent: str, agent: str) -> None:
        """Name a deputy, or end it."""
        now = self._desk.clock.now()
        ends = {Intent.DEPUTY_TODAY: self._tonight(now), Intent.DEPUTY_WEEK: self._tonight(now) + _WEEK, Intent.DEPUTY_END: None}
        if intent not in ends or agent in self._asked:
            return
        self._asked |= {agent}
        until = ends[Intent(intent)]
        told = self._desk.commands.name_deputy(AgentId(agent), None if until is None else times.to_text(until))
        self._clicks.decide(told, undone=self._undone)
        self._render()

    def _undone(self) -> None:
        self._asked = frozenset()
        self._render()

    def _tonight(self, now: datetime) -> datetime:
        """Return midnight where the agent is."""
        zone = self._desk.moments.zone
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        return datetime.combine(tomorrow, time(), zone)

    def _render(self) -> None:
        state = self._page() if self._is_open else None
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _page(self) -> EntryPage:
        title = translate("Deputies", "Deputies")
        others = [each for each in self._desk.terms.team if each.agent != self._desk.me.agent and not each.has_left]
        shown = tuple(self._entry(each) for each in others if each.role and at_least(each.role, "agent"))
        text = translate("Deputies", "A deputy approves for you what colleagues ask for, up to a supervisor's limit.")
        if not shown:
            text = translate("Deputies", "There is nobody in the team yet who could stand in.")
        section = Section(id="deputies", title=translate("Deputies", "Team"), text=text, entries=shown)
        return EntryPage(title=title, section=section)

    def _entry(self, colleague: Colleague) -> Entry:
        now = self._desk.clock.now()
        if at_least(colleague.role, _SENIOR):
            return Entry(id=colleague.agent, title=colleague.name, details=(translate("Deputies", "May approve anyway"),))
        can_ask = colleague.agent not in self._asked and self._desk.is_online
        reason = "" if can_ask else translate("Deputies", "Your decision is on its way.")
        if not self._desk.is_online:
            reason = translate("Deputies", "There is no connection to the hub.")
        week = (Intent.DEPUTY_WEEK, translate("Deputies", "For a week"))
        if approvals.is_deputy(colleague, now):
            assert colleague.deputy_until is not None
            until = self._desk.moments.coming(times.from_text(colleague.deputy_until), now)
            chip = Chip(translate("Deputies", "Deputy until {time}").format(time=until), Tone.INFO)
            return self._card(colleague, chip, [week, (Intent.DEPUTY_END, translate("Deputies", "End"))], reason)
        return self._card(colleague, None, [(Intent.DEPUTY_TODAY, translate("Deputies", "For today")), week], reason)

    def _card(self, colleague: Colleague, chip: Chip | None, buttons: list[tuple[Intent, str]], reason: str) -> Entry:
        made = tuple(CardButton(intent=intent, text=text, is_enabled=not reason, reason=reason) for intent, text in buttons)
        details = (translate("Deputies", "No device yet"),) if colleague.has_no_device else ()
        return Entry(id=colleague.agent, title=colleague.name, chip=chip, details=details, buttons=made)

"""Older payments fetched from Stripe: how far back, how far it has come, what it costs of Stripe's reads. GUI thread only.

The hub does it; while the page is open it is asked every other second how far it is.
"""

from __future__ import annotations

from concurrent.futures import Future
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from inbox.domain import times
from inbox.domain.backfill import STEPS, Backfill
from inbox.domain.problems import OutsideError, UserError
from inbox.domain.roles import at_least
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.rows import Chip, Tone
from inbox.ui.models.states.entry_page import EntryPage
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Fact
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_EVERY_MS = 2000
_DAYS = {Intent.OLDER_QUARTER: 92, Intent.OLDER_YEAR: 366, Intent.OLDER_ALL: 3 * 365}


class OlderPresenter(QObject):
    """``state`` is the page, None while it is closed."""

    changed = Signal()

    def __init__(self, desk: Desk, clicks: Clicks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._known: Backfill | None = None
        self._words = ""
        self._is_open = self._is_asking = False
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._ask)
        self.state: EntryPage | None = None

    @property
    def is_offered(self) -> bool:
        """Whether this agent may have older payments fetched."""
        return at_least(self._desk.me.role, "supervisor") and "stripe" in self._desk.terms.platforms

    def open(self) -> None:
        """Show how far it is, and go on looking."""
        self._is_open, self._words = True, ""
        self._timer.start()
        self._render()
        self._ask()

    def close(self) -> None:
        """Look no further; the hub goes on."""
        self._timer.stop()
        self._is_open, self.state = False, None

    def act(self, intent: str, _subject: str) -> None:
        """Begin to fetch, or stop."""
        if intent in _DAYS:
            since = self._desk.clock.now() - timedelta(days=_DAYS[Intent(intent)])
            self._hear(self._desk.commands.begin_backfill(times.to_text(since)))
        elif intent == Intent.OLDER_STOP:
            self._hear(self._desk.commands.stop_backfill())

    def _ask(self) -> None:
        if not self._is_asking:
            self._hear(self._desk.commands.read_backfill())

    def _hear(self, asked: Future[Backfill]) -> None:
        self._is_asking = True
        self._clicks.watch(asked, partial(self._came, asked))

    def _came(self, asked: Future[Backfill], error: UserError | OutsideError | None) -> None:
        self._is_asking = False
        self._words = "" if error is None else error.message
        if error is None:
            self._known = asked.result()
        self._render()

    def _render(self) -> None:
        state = self._page() if self._is_open else None
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _page(self) -> EntryPage:
        title = translate("Older", "Older payments")
        known = self._known or Backfill()
        text = translate(
            "Older",
            "Stripe tells of the last 30 days by itself. What is older is fetched here once, with refunds and disputes.",
        )
        section = Section(
            id="older",
            title=translate("Older", "From Stripe"),
            chip=self._chip(known),
            text=text,
            details=self._details(known),
            facts=self._facts(known),
            buttons=self._buttons(known),
        )
        return EntryPage(title=title, section=section)

    def _chip(self, known: Backfill) -> Chip | None:
        return {
            "running": Chip(translate("Older", "Being fetched"), Tone.INFO),
            "done": Chip(translate("Older", "Complete"), Tone.OK),
            "stopped": Chip(translate("Older", "Stopped"), Tone.NEUTRAL),
            "failed": Chip(translate("Older", "Failed"), Tone.DANGER),
        }.get(known.state)

    def _details(self, known: Backfill) -> tuple[str, ...]:
        found = [self._words] if self._words else []
        if known.state == "failed":
            found.append(translate("Older", "Stripe could not be read. What was fetched stays; begin again to go on."))
        if known.is_spared:
            found.append(translate("Older", "Nearly all of this month's reads in Stripe are used, so it goes on slowly."))
        if known.missing:
            found.append(
                translate("Older", "The Stripe key may not read everything: {names}. Tick these for the key in Stripe.").format(
                    names=", ".join(known.missing)
                )
            )
        return tuple(found)

    def _facts(self, known: Backfill) -> tuple[Fact, ...]:
        if self._known is None:
            return ()
        moments, today = self._desk.moments, self._desk.moments.day(self._desk.clock.now())
        found = []
        if known.since:
            since = moments.short_day(moments.day(times.from_text(known.since)), today)
            found.append(Fact(translate("Older", "Back to"), since))
            found.append(Fact(translate("Older", "Fetched"), self._desk.count(known.count)))
        if known.is_running:
            what = _step_words()[STEPS[known.step]]
            if known.reached is not None:
                day = moments.short_day(moments.day(times.from_text(known.reached)), today)
                what = translate("Older", "{what}, back to {day}").format(what=what, day=day)
            place = translate("Older", "{what} ({step} of {steps})").format(what=what, step=known.step + 1, steps=len(STEPS))
            found.append(Fact(translate("Older", "Now"), place))
        if known.allotted:
            reads = translate("Older", "{count} of {most}")
            reads = reads.format(count=self._desk.count(known.reads), most=self._desk.count(known.allotted))
            found.append(Fact(translate("Older", "Reads this month from Stripe"), reads))
        return tuple(found)

    def _buttons(self, known: Backfill) -> tuple[CardButton, ...]:
        reason = "" if self._desk.is_online else translate("Older", "There is no connection to the hub.")
        if known.is_running:
            stop = CardButton(intent=Intent.OLDER_STOP, text=translate("Older", "Stop"), is_enabled=not reason, reason=reason)
            return (stop,)
        words = (
            (Intent.OLDER_QUARTER, translate("Older", "3 months")),
            (Intent.OLDER_YEAR, translate("Older", "12 months")),
            (Intent.OLDER_ALL, translate("Older", "3 years")),
        )
        return tuple(CardButton(intent=intent, text=text, is_enabled=not reason, reason=reason) for intent, text in words)


def _step_words() -> dict[str, str]:
    return {
        "customers": translate("Older", "Customers"),
        "charges": translate("Older", "Payments"),
        "refunds": translate("Older", "Refunds"),
        "disputes": translate("Older", "Disputes"),
        "invoices": translate("Older", "Invoices"),
        "subscriptions": translate("Older", "Subscriptions"),
    }

"""The money journal of a month: its sums, whether Stripe's book and the shop's agree, and the file for the bookkeeper.

GUI thread only. The hub reads it at Stripe when it is opened, which may take a minute for a large shop; nothing of it is kept
on this computer but the file the agent saves.
"""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from inbox.desk.ports import FileProblemError, JournalReading
from inbox.domain import times
from inbox.domain.journal import Difference, Journal, Sum
from inbox.domain.journal_csv import CsvWords
from inbox.domain.money import Money
from inbox.domain.problems import OutsideError, UserError
from inbox.domain.roles import at_least
from inbox.ui.models.journal_table import JournalModel, column_words, kind_words
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.rows import Tone
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.journal import JournalState, SumLine
from inbox.ui.models.states.parts import Choice, Empty, Failure, Loading, Working
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_MONTHS = 13
_MOST_DIFFERENCES = 100
_LOOK_MS = 200
_PATIENCE = 2
"""After so many looks it is said how far the reading is: what is there sooner needs no words."""


class JournalPresenter(QObject):
    """``state`` is what the page shows, ``model`` its rows. ``saved`` and ``failed`` say what came of saving the file."""

    changed = Signal()
    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, desk: Desk, clicks: Clicks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._journal: Journal | None = None
        self._reading: JournalReading | None = None
        self._looks = 0
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._wait)
        self.model = JournalModel(desk.language, self)
        self.state = JournalState()

    @property
    def is_offered(self) -> bool:
        """Whether this agent may read it."""
        return at_least(self._desk.me.role, "supervisor") and "stripe" in self._desk.terms.platforms

    def open(self) -> None:
        """Read the present month anew."""
        self.choose(self.state.month or self._months()[0])

    def choose(self, month: str) -> None:
        """Read another month."""
        self._let_go()
        self._show(JournalState(month=month, months=self._choices(month), blank=Loading()))
        reading = self._reading = JournalReading(month)
        self._looks = 0
        self._timer.start()
        asked = self._desk.commands.read_journal(reading)
        self._clicks.watch(asked, partial(self._came, asked, reading))

    def act(self, intent: str, _subject: str) -> None:
        """Read the month anew, or read no further."""
        if intent == Intent.READ_JOURNAL:
            self.open()
        elif intent == Intent.STOP_JOURNAL:
            month = self.state.month
            self._let_go()
            stopped = Empty(text=translate("Journal", "The journal was not read."), icon="payments", button=_again())
            self._show(JournalState(month=month, months=self._choices(month), blank=stopped))

    def close(self) -> None:
        """Read no further, and keep nothing of what was read: it may be a lot."""
        self._let_go()
        self._show(JournalState(month=self.state.month, months=self.state.months))

    @property
    def file_name(self) -> str:
        """Under which name the file is offered."""
        return f"{translate('Journal', 'Money journal')} {self.state.month}.csv"

    def save(self, path: str) -> None:
        """Save the rows as a file."""
        if self._journal is not None:
            words = CsvWords(column_words(), kind_words())
            asked = self._desk.commands.save_journal(Path(path), self._journal, words)
            self._clicks.watch(asked, partial(self._was_saved, Path(path).name))

    def _let_go(self) -> None:
        """End a reading that is under way, and forget the last one."""
        self._timer.stop()
        if self._reading is not None:
            self._reading.stop()
        self._reading = self._journal = None
        self.model.show_rows(())

    def _wait(self) -> None:
        """Show how far the reading is, once it takes longer than a moment."""
        self._looks += 1
        if self._looks >= _PATIENCE:
            self.look()

    def look(self) -> None:
        """Show how far the reading is that is under way."""
        if self._reading is None:
            return
        progress = self._reading.progress
        text = translate("Journal", "Stripe is being read: {count} movements so far").format(
            count=self._desk.count(progress.count)
        )
        button = CardButton(intent=Intent.STOP_JOURNAL, text=translate("Journal", "Stop"))
        working = Working(text=text, percent=progress.percent, button=button)
        self._show(msgspec.structs.replace(self.state, blank=working))

    def _came(self, asked: Future[Journal], reading: JournalReading, error: UserError | OutsideError | None) -> None:
        if reading is not self._reading:
            return  # stopped, or another month was chosen meanwhile
        self._timer.stop()
        self._reading, month = None, reading.month
        if error is not None:
            what = translate("Journal", "The journal could not be read.")
            failure = Failure(what=what, way_out=error.message, buttons=(_again(),))
            self._show(JournalState(month=month, months=self._choices(month), blank=failure))
            return
        self._journal = asked.result()
        self.model.show_rows(self._journal.rows)
        self._show(self._filled(self._journal))

    def _filled(self, journal: Journal) -> JournalState:
        has_any = bool(journal.rows or journal.differences)
        empty = None if has_any else Empty(text=translate("Journal", "Nothing moved."), icon="payments")
        apart = journal.differences
        words = translate("Journal", "Stripe and Tresen agree to the cent.")
        if apart:
            words = translate("Journal", "Stripe and Tresen differ in {count}:").format(count=self._desk.count(len(apart)))
        elif empty is not None:
            words = ""
        moments = self._desk.moments
        as_of = moments.brief(times.from_text(journal.as_of), self._desk.clock.now())
        return JournalState(
            month=journal.month,
            months=self._choices(journal.month),
            blank=empty,
            sums=tuple(self._sum(each) for each in journal.sums),
            verdict=words,
            tone=Tone.WARN if apart else Tone.OK,
            differences=tuple(self._difference(each) for each in apart[:_MOST_DIFFERENCES]),
            balance=self._balance(journal),
            as_of=translate("Journal", "Read from Stripe: {time}").format(time=as_of),
            can_save=bool(journal.rows),
        )

    def _sum(self, each: Sum) -> SumLine:
        amounts = (each.gross, -each.fee, each.net)
        gross, fee, net = (Money(minor, each.currency).text(self._desk.language) for minor in amounts)
        return SumLine(kind_words()[each.kind], self._desk.count(each.count), gross, fee if each.fee else "", net)

    def _difference(self, each: Difference) -> str:
        said = {
            "not-told": translate("Journal", "{day} {kind} {stripe}: moved in Stripe, Tresen was not told of it ({id})"),
            "not-moved": translate("Journal", "{day} {kind} {hub}: known to Tresen, not in Stripe's balance ({id})"),
            "other-amount": translate("Journal", "{day} {kind}: {stripe} in Stripe, {hub} in Tresen ({id})"),
        }[each.what]
        day = date.fromisoformat(each.day)
        amounts = {
            name: "" if minor is None else Money(minor, each.currency).text(self._desk.language)
            for name, minor in (("stripe", each.stripe), ("hub", each.hub))
        }
        short = self._desk.moments.short_day(day, self._today())
        return said.format(day=short, kind=kind_words()[each.kind], id=each.source, **amounts)

    def _balance(self, journal: Journal) -> str:
        if journal.balance is None:
            return translate("Journal", "The Stripe key may not read the balance.")
        said = translate("Journal", "Balance now: {available} available, {pending} on its way")
        return " · ".join(
            said.format(
                available=Money(each.available, each.currency).text(self._desk.language),
                pending=Money(each.pending, each.currency).text(self._desk.language),
            )
            for each in journal.balance
        )

    def _was_saved(self, name: str, error: UserError | OutsideError | None) -> None:
        if error is None:
            self.saved.emit(name)
        elif isinstance(error, FileProblemError):
            self.failed.emit(words_of(error.problem, self._desk.language))
        else:
            self.failed.emit(error.message)

    def _today(self) -> date:
        return self._desk.moments.day(self._desk.clock.now())

    def _months(self) -> list[str]:
        """Return the present month and those before it."""
        today, found = self._today(), []
        year, month = today.year, today.month
        for _ in range(_MONTHS):
            found.append(f"{year:04d}-{month:02d}")
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return found

    def _choices(self, chosen: str) -> tuple[Choice, ...]:
        named = self._desk.moments.month
        return tuple(
            Choice(id=each, text=named(date.fromisoformat(f"{each}-01")), is_chosen=each == chosen) for each in self._months()
        )

    def _show(self, state: JournalState) -> None:
        self.state = state
        self.changed.emit()


def _again() -> CardButton:
    return CardButton(intent=Intent.READ_JOURNAL, text=translate("Journal", "Read again"), is_primary=True)

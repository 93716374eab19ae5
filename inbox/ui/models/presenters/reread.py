"""What its asker decides alone: read once more on a page of its own, and confirmed when a minute is over. GUI thread only.

Only where nobody else could approve it, which the hub decides again. Other kinds of requests than refunds come here as the
same ``Reread``.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from inbox.desk.ports import Changes
from inbox.domain import approvals, times
from inbox.domain.ids import ActionId, MediaId
from inbox.domain.problems import OutsideError, UserError
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.states.entry_page import EntryPage
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Fact
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """A request to be read again: ``since`` (RFC 3339) it waits for approval, ``confirm`` is the button's words."""

    action: ActionId
    since: str
    what: str
    facts: tuple[Fact, ...]
    confirm: str
    person: str = ""
    quote: str = ""
    """What the customer said last, in quotation marks."""
    pages: MediaId | None = None
    """A file that is handed in, to be looked at under ``pages_name``."""
    pages_name: str = ""


class RereadPresenter(QObject):
    """``state`` is the page, None while it is closed; ``done`` tells that it is decided and can go away.

    ``pages_wanted`` carries the name and the id of a file to be looked at.
    """

    changed = Signal()
    done = Signal()
    pages_wanted = Signal(str, str)

    def __init__(self, desk: Desk, clicks: Clicks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._shown: Reread | None = None
        self._is_deciding = False
        self._seconds = QTimer(self, interval=1000)
        self._seconds.timeout.connect(self._render)
        self.state: EntryPage | None = None
        self.acts: dict[str, Callable[[str], None]] = {
            Intent.CONFIRM_ALONE: self._confirm,
            Intent.REJECT: self._withdraw,
            Intent.LOOK_AT_PACK: self._look,
        }

    def open(self, wanted: Reread) -> None:
        """Show a request, the seconds running."""
        self._shown, self._is_deciding = wanted, False
        self._seconds.start()
        self._render()

    def close(self) -> None:
        """Look at nothing any more; the request goes on waiting."""
        self._shown, self.state = None, None
        self._seconds.stop()

    def act(self, intent: str, subject: str) -> None:
        """Do what a button of the page says."""
        act = self.acts.get(intent)
        if act is not None:
            act(subject)

    def take(self, changes: Changes) -> None:
        """Go away when somebody has decided it, or it was taken back."""
        if self._shown is not None and self._shown.action in changes.actions and not self._still_waits(self._shown):
            self.done.emit()

    def _still_waits(self, shown: Reread) -> bool:
        item = next((each for each in self._desk.commands.view.items if each.id == shown.action), None)
        return item is None or item.state == "needs_approval"

    def _confirm(self, _subject: str) -> None:
        if self._shown is None or self._is_deciding or self._left(self._shown):
            return
        self._is_deciding = True
        asked = self._desk.commands.approve(self._shown.action, alone=True)
        self._clicks.watch(asked, self._told)
        self._render()

    def _withdraw(self, _subject: str) -> None:
        if self._shown is None or self._is_deciding:
            return
        self._is_deciding = True
        self._clicks.watch(self._desk.commands.reject(self._shown.action), self._told)
        self._render()

    def _look(self, _subject: str) -> None:
        if self._shown is not None and self._shown.pages is not None:
            self.pages_wanted.emit(self._shown.pages_name, self._shown.pages)

    def _told(self, error: UserError | OutsideError | None) -> None:
        self._is_deciding = False
        if error is None:
            self.done.emit()
            return
        self._clicks.fail(error)
        self._render()

    def _left(self, shown: Reread) -> int:
        """Return the seconds until it can be confirmed."""
        ready = times.from_text(shown.since) + approvals.ALONE_AFTER
        return max(0, math.ceil((ready - self._desk.clock.now()).total_seconds()))

    def _render(self) -> None:
        state = None if self._shown is None else self._page(self._shown)
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _page(self, shown: Reread) -> EntryPage:
        left = self._left(shown)
        reason = ""
        if left:
            reason = translate("Reread", "Possible in {count} s").format(count=left)
        elif self._is_deciding:
            reason = translate("Reread", "Your decision is on its way.")
        confirm = CardButton(
            intent=Intent.CONFIRM_ALONE,
            text=translate("Reread", "{what} · in {count} s").format(what=shown.confirm, count=left) if left else shown.confirm,
            is_primary=True,
            is_enabled=not reason,
            reason=reason,
            moves_money=True,
        )
        withdraw = CardButton(intent=Intent.REJECT, text=translate("Reread", "Withdraw"), is_enabled=not self._is_deciding)
        look = CardButton(intent=Intent.LOOK_AT_PACK, text=translate("Reread", "Look at the pages"))
        details = (
            shown.quote,
            translate("Reread", "Nobody else can approve this. Read it once more; that you decided alone is kept in the log."),
        )
        section = Section(
            id=shown.action,
            title=shown.what,
            facts=shown.facts,
            details=tuple(part for part in details if part),
            buttons=(confirm, withdraw) if shown.pages is None else (confirm, withdraw, look),
        )
        return EntryPage(title=translate("Reread", "Read once more"), section=section, person=shown.person)

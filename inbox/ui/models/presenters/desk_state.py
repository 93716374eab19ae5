"""What the whole window says: its title, the demo stripe, whether the hub is there, and quiet news. GUI thread only."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import NOT_ASKED, Changes, HubState, Status
from inbox.domain.actions import AnyAction, RefundPayment, RequestPayment, decode_action
from inbox.domain.problems import Problem
from inbox.domain.terms import DEMO, TEST
from inbox.ui.models.presenters import answers, number_health, unanswered
from inbox.ui.models.presenters.closing_soon import closing_card
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.presenters.undo_bar import held_items, request_sum
from inbox.ui.models.rows import Tone
from inbox.ui.models.states.desk import DeskState
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Notice, Toast
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate


class DeskPresenter(QObject):
    """``state`` is what stands above and over the panes."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._away_since: datetime | None = None
        self._was_online = False
        self._toast: Toast | None = None
        self._toasts = 0
        self._wants_to_close = False
        self._closing = closing_card(desk)
        self._unanswered = unanswered.notices(desk)
        self._answered = answers.notices(desk)
        self.state = self._state()

    def take(self, changes: Changes) -> None:
        """Look again whether the hub is there, and whether money is still on hold."""
        before = (self._unanswered, self._answered)
        if changes.actions and self._unanswered:
            self._unanswered = unanswered.notices(self._desk)
        if changes.actions:
            self._answered = answers.notices(self._desk)
        has_news = before != (self._unanswered, self._answered)
        if changes.flags or has_news or (changes.actions and self._wants_to_close):
            self._render()

    def refresh(self) -> None:
        """Look anew what locks soon and what waits too long; called once a minute."""
        self._closing = closing_card(self._desk)
        self._unanswered = unanswered.notices(self._desk)
        self._answered = answers.notices(self._desk)
        self._render()

    def ask_before_closing(self) -> bool:
        """Tell whether the window may close at once; else say what that would cancel, and let the next try close it."""
        if self._wants_to_close or not self._money_on_hold():
            return True
        self._wants_to_close = True
        self._render()
        return False

    def say(self, text: str, tone: Tone = Tone.WARN) -> None:
        """Tell something that goes away by itself: why a click was not taken, that a link was copied."""
        self._toasts += 1
        self._toast = Toast(id=f"toast:{self._toasts}", text=text, tone=tone)
        self._render()

    def _render(self) -> None:
        state = self._state()
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _state(self) -> DeskState:
        terms = self._desk.terms
        return DeskState(
            title=f"{terms.name} – Tresen" if terms.name else "Tresen",
            stripe=_stripe(terms.mode),
            notices=self._notices(),
            toast=self._toast,
        )

    def _notices(self) -> tuple[Notice, ...]:
        status = self._desk.commands.view.status
        found: list[Notice] = []
        if status.online:
            self._away_since, self._was_online = None, True
        elif status.needs_agent or status.code == "storage":
            found.append(Notice(id="hub", text=self._words(status), tone=Tone.DANGER))
        elif status.own_hub not in _REACHABLE:
            found += _own_hub(status)
        elif self._was_online:
            self._away_since = self._away_since or self._desk.clock.now()
            text = translate(
                "Desk",
                "Offline since {time}. Reading, searching and drafts work, texts wait. Money moves again with a connection.",
            )
            found.append(Notice(id="offline", text=text.format(time=self._desk.moments.clock(self._away_since))))
        elif status.words and status.code != NOT_ASKED and status.own_hub is HubState.ELSEWHERE:
            text = translate(
                "Desk",
                "Not connected yet. Reading, searching and drafts work, texts wait. Money moves with a connection.",
            )
            found.append(Notice(id="offline", text=text))
        if status.total and status.done < status.total:
            text = translate("Desk", "Fetching the shop's history: {done} of {total}.")
            text = text.format(done=self._desk.count(status.done), total=self._desk.count(status.total))
            found.append(Notice(id="sync", text=text, tone=Tone.INFO))
        found += (*number_health.notices(self._desk), *self._unanswered, *self._answered, *self._closing)
        if status.notice:
            found.append(Notice(id="notice", text=status.notice, tone=Tone.INFO))
        if self._wants_to_close:
            found += self._before_closing()
        return tuple(found)

    def _words(self, status: Status) -> str:
        return words_of(Problem(status.code, status.words), self._desk.language)

    def _before_closing(self) -> list[Notice]:
        """Return the question, as long as there is something to ask; once the hold is over, nothing is asked any more."""
        held = self._money_on_hold()
        if not held:
            self._wants_to_close = False
            return []
        match held:
            case [RefundPayment() as refund]:
                text = translate("Desk", "A refund of {amount} is still on hold. Closing the window cancels it.")
                text = text.format(amount=self._desk.amount(refund.amount, refund.currency))
            case [RequestPayment() as asked]:
                text = translate("Desk", "A payment link of {amount} is still on hold. Closing the window cancels it.")
                text = text.format(amount=request_sum(asked).text(self._desk.language))
            case _:
                text = translate("Desk", "Refunds and payment links still on hold: {count}. Closing the window cancels them.")
                text = text.format(count=len(held))
        button = CardButton(intent=Intent.CLOSE_WINDOW, text=translate("Desk", "Cancel and close"))
        return [Notice(id="close", text=text, button=button)]

    def _money_on_hold(self) -> list[AnyAction]:
        return [decode_action(item.body) for item in held_items(self._desk) if item.moves_money]


_REACHABLE = (HubState.ELSEWHERE, HubState.RUNNING)


def _own_hub(status: Status) -> list[Notice]:
    """Return what is to be said of the hub on this computer while it cannot be asked; a usual start is over before that."""
    match status.own_hub:
        case HubState.LATE:
            text = translate(
                "Desk", "The hub on this computer is still starting. Reading, searching and drafts work, texts wait."
            )
            return [Notice(id="own-hub", text=text, tone=Tone.INFO)]
        case HubState.AGAIN:
            text = translate(
                "Desk",
                "The hub on this computer has ended and is started again. Reading, searching and drafts work, texts wait.",
            )
            return [Notice(id="own-hub", text=text)]
        case HubState.DOWN:
            text = translate("Desk", "The hub on this computer does not start and is tried again: {reason}")
            return [Notice(id="own-hub", text=text.format(reason=status.hub_words), tone=Tone.DANGER)]
        case _:
            return []


def _stripe(mode: str) -> str:
    return {
        DEMO: translate("Desk", "Demo shop: nothing here is real"),
        TEST: translate("Desk", "Test mode: no payment here is real"),
    }.get(mode, "")

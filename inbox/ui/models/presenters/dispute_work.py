"""What is being done about the disputes of one open chat: how far the answer is, the buttons, what waits for a second person.

Part of the panel's presenter; GUI thread only. The pages themselves (evidence, reading once more, accepting) have presenters
of their own, which ``open_page`` is asked for with the page's intent and the payment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import AskedAnswer, ChatView, Money
from inbox.domain import times
from inbox.domain.payments import Dispute, is_inquiry, waits_for_answer
from inbox.domain.roles import at_least
from inbox.ui.models.presenters import answers, deciding, disputes, wording
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.rows import Span
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

PAGES = (Intent.PREPARE_ANSWER, Intent.READ_ANSWER, Intent.ACCEPT_DISPUTE)
_LIVE = frozenset({"queued", "sending", "needs_approval", "unknown"})
_WRONG = frozenset({"failed", "refused", "expired"})


class DisputeWork:
    """Dresses the cards of disputed payments. ``open_page`` opens one of ``PAGES`` for a chat and a payment of it."""

    def __init__(self, desk: Desk, open_page: Callable[[str, str, str], None]) -> None:
        self._desk = desk
        self._open_page = open_page
        self._chat: ChatView | None = None
        self._payments: Sequence[Money] = ()
        self._asked: tuple[AskedAnswer, ...] = ()
        self.first_unanswered: str | None = None
        """The payment about which the bank wants an answer first; None when it waits for none."""
        self.acts: dict[str, Callable[[str], None]] = {intent: partial(self._open, intent) for intent in PAGES}
        """What each button does; the payment comes with it, or the action that waits."""

    def _open(self, page: str, subject: str) -> None:
        """Open a page for a payment, for what was asked about one, or for the one that is to be answered first."""
        subject = subject or self.first_unanswered or ""
        asked = next((each for each in self._asked if each.action == subject), None)
        paid = None if asked is None else self._paid(asked)
        if self._chat is not None:
            self._open_page(page, self._chat.conversation, subject if paid is None else paid.payment.id)

    def _paid(self, asked: AskedAnswer) -> Money | None:
        disputed = (paid for paid in self._payments if any(each.id == asked.dispute for each in paid.disputes))
        return next(disputed, None)

    def look(self, chat: ChatView | None, payments: Sequence[Money]) -> None:
        """Take over whose money it is, and read what was done about its disputes."""
        self._chat, self._payments = chat, payments
        disputed = [paid for paid in payments if paid.disputes]
        self.first_unanswered = _first_unanswered(self._desk, disputed)
        has_any = chat is not None and bool(disputed)
        self._asked = self._desk.reads.answers_asked(chat.conversation) if chat is not None and has_any else ()

    def dress(self, paid: Money, entry: Entry) -> Entry:
        """Return the card of a payment with how its dispute stands and what can be done; others as they are."""
        if entry.form is not None or entry.progress:
            return entry
        dispute = disputes.open_case(paid)
        if dispute is None:
            said = tuple(part for part in (disputes.ended(self._desk, paid),) if part)
            return msgspec.structs.replace(entry, details=(*entry.details, *said))
        if not at_least(self._desk.me.role, "agent"):
            return entry
        state = self._state(dispute)
        last = self._last_day(dispute)
        return msgspec.structs.replace(
            entry,
            explanation=(Span(last),) if last else entry.explanation,
            is_wrong=bool(last) or entry.is_wrong,
            details=(*entry.details, *((state,) if state else ())),
            buttons=(*entry.buttons, *self._buttons(dispute)),
        )

    def section(self) -> Section | None:
        """Return the answers that wait for a second person; None when none does, or it is not this agent's to decide."""
        if self._chat is None or not deciding.may_decide(self._desk):
            return None
        waiting = [each for each in self._asked if each.kind == "submit_evidence" and each.state == "needs_approval"]
        made = (self._waiting(each) for each in reversed(waiting))
        entries = tuple(each for each in made if each is not None)
        if not entries:
            return None
        return Section(id="answers", title=translate("DisputeWork", "To read and hand in"), entries=entries)

    def _waiting(self, asked: AskedAnswer) -> Entry | None:
        paid = self._paid(asked)
        is_own = asked.agent == self._desk.me.agent
        if paid is None or (is_own and not deciding.is_alone(self._desk, 0)):
            return None
        dispute = next(each for each in paid.disputes if each.id == asked.dispute)
        amount = self._desk.amount(dispute.amount or 0, dispute.currency or paid.payment.currency)
        words = translate("DisputeWork", "{name} asks: hand in the answer over {amount}")
        if is_own:
            words = translate("DisputeWork", "You ask: hand in the answer over {amount}")
        read = CardButton(
            intent=Intent.READ_ANSWER, text=translate("DisputeWork", "Read and decide …"), is_primary=True
        )
        return Entry(
            id=asked.action,
            title=words.format(name=self._name(asked), amount=amount),
            details=tuple(part for part in (disputes.until(self._desk, dispute), disputes.now_what(self._desk, dispute)) if part),
            buttons=(read,),
        )

    # -- the card ------------------------------------------------------------------------------------------------------

    def _state(self, dispute: Dispute) -> str:
        """Return how far the answer is, in words; empty while nothing was done."""
        newest = next((each for each in self._asked if each.dispute == dispute.id), None)
        if newest is not None and newest.state in _LIVE:
            return self._going(newest)
        if newest is not None and newest.state in _WRONG:
            said = answers.words(self._desk, newest.problem, 0, dispute.currency)
            return said or translate("DisputeWork", "The last try came to nothing.")
        if disputes.is_late(self._desk, dispute):
            return disputes.now_what(self._desk, dispute)
        if waits_for_answer(dispute) and dispute.submissions:
            return translate("DisputeWork", "An answer was handed in already; the bank asks for one more")
        if not waits_for_answer(dispute) or not dispute.has_evidence:
            return ""
        staged = next((each for each in self._asked if each.dispute == dispute.id and each.kind == "stage_evidence"), None)
        if staged is None:
            return translate("DisputeWork", "Evidence is staged in Stripe, not handed in yet")
        day = self._day(staged.changed_at)
        words = translate("DisputeWork", "Staged by {name} {day}, not handed in yet")
        return words.format(name=self._name(staged), day=day)

    def _last_day(self, dispute: Dispute) -> str:
        """Return that what is staged has to be handed in today; empty on other days, and while nothing is."""
        if not dispute.has_evidence or dispute.submissions or not disputes.is_last_day(self._desk, dispute):
            return ""
        at = self._desk.moments.clock(times.from_text(dispute.due_by or ""))
        words = translate("DisputeWork", "Staged only: hand it in today by {time}, or the bank never sees it.")
        return words.format(time=at)

    def _going(self, asked: AskedAnswer) -> str:
        if asked.state == "unknown":
            return translate("DisputeWork", "Stripe has not answered; whether it took this is being found out.")
        is_own = asked.agent == self._desk.me.agent
        if asked.state == "needs_approval" and is_own and deciding.is_alone(self._desk, 0):
            return translate("DisputeWork", "You asked to hand it in; read it once more and confirm it")
        if asked.state == "needs_approval" and is_own:
            return translate("DisputeWork", "You asked to hand it in; a second person reads it first")
        if asked.state == "needs_approval":
            return translate("DisputeWork", "{name} asked to hand it in; a second person reads it first").format(
                name=self._name(asked)
            )
        return {
            "stage_evidence": translate("DisputeWork", "The evidence is being staged …"),
            "submit_evidence": translate("DisputeWork", "The answer is being handed in …"),
            "accept_dispute": translate("DisputeWork", "The dispute is being accepted …"),
        }[asked.kind]

    def _buttons(self, dispute: Dispute) -> tuple[CardButton, ...]:
        """Return what can be done while the bank waits; once it has its answer there is nothing to do but wait."""
        if not waits_for_answer(dispute):
            return ()
        newest = next((each for each in self._asked if each.dispute == dispute.id), None)
        reason = self._against(newest)
        waits = newest is not None and newest.state == "needs_approval"
        is_late = disputes.is_late(self._desk, dispute)
        found: list[CardButton] = []
        if waits:
            # The suggestion stands with whoever is called to it, in the section above the payments.
            found.append(_button(Intent.READ_ANSWER, translate("DisputeWork", "Look at the answer …"), ""))
        elif dispute.has_evidence and not is_late:
            found.append(_button(Intent.PREPARE_ANSWER, translate("DisputeWork", "Change evidence …"), reason))
            text = translate("DisputeWork", "Read and hand in …")
            found.append(_button(Intent.READ_ANSWER, text, reason, is_primary=not reason))
        elif not is_late:
            # A refund usually settles an inquiry, so there answering is no more than offered.
            is_first = not reason and not is_inquiry(dispute)
            text = translate("DisputeWork", "Prepare evidence …")
            found.append(_button(Intent.PREPARE_ANSWER, text, reason, is_primary=is_first))
        # An inquiry that can be answered no more is left unanswered as it is.
        can_give_up = not waits and not (is_late and is_inquiry(dispute))
        if can_give_up and at_least(self._desk.me.role, "supervisor"):
            text = translate("DisputeWork", "Accept …")
            if is_inquiry(dispute):
                text = translate("DisputeWork", "Leave unanswered …")
            found.append(_button(Intent.ACCEPT_DISPUTE, text, reason))
        return tuple(found)

    def _against(self, newest: AskedAnswer | None) -> str:
        """Return why nothing can be begun just now; empty when it can."""
        if not self._desk.is_online:
            return translate("DisputeWork", "There is no connection to the hub.")
        if newest is not None and newest.state in ("queued", "sending"):
            return translate("DisputeWork", "Something is on its way already.")
        # To stage once more does no harm; to hand in or to accept once more might.
        if newest is not None and newest.state == "unknown" and newest.kind != "stage_evidence":
            return translate("DisputeWork", "Stripe has not answered; whether it took this is being found out.")
        return ""

    def _name(self, asked: AskedAnswer) -> str:
        if asked.agent == self._desk.me.agent:
            return translate("DisputeWork", "you")
        return asked.agent_name or self._desk.name_of(asked.agent) or wording.shown_name("")

    def _day(self, at: str) -> str:
        moments = self._desk.moments
        return moments.brief(times.from_text(at), self._desk.clock.now())


def _button(intent: Intent, text: str, reason: str, *, is_primary: bool = False) -> CardButton:
    return CardButton(intent=intent, text=text, is_primary=is_primary, is_enabled=not reason, reason=reason)


def _first_unanswered(desk: Desk, disputed: Sequence[Money]) -> str | None:
    found = [
        (case.due_by or "9999", paid.payment.id)
        for paid in disputed
        if (case := disputes.open_case(paid)) is not None and disputes.takes_answer(desk, case)
    ]
    return min(found)[1] if found else None

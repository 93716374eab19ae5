"""Giving a dispute up: a page that says what is lost, and a sum to be typed before its button lives. GUI thread only.

It cannot be taken back at Stripe; at the desk the click is held like a refund.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import Changes, ChatView, Money
from inbox.domain.actions import AcceptDispute
from inbox.domain.ids import ConversationId
from inbox.domain.money import Money as Sum
from inbox.domain.money import MoneyError, parse
from inbox.domain.payments import Dispute, is_inquiry, waits_for_answer
from inbox.domain.roles import at_least
from inbox.ui.models.presenters import disputes, wording
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.states.entry_page import EntryPage
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Fact
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate


class AcceptPresenter(QObject):
    """``state`` is the page, None while it is closed; ``done`` tells that it can go away."""

    changed = Signal()
    done = Signal()

    def __init__(self, desk: Desk, clicks: Clicks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._which: tuple[ConversationId, str] | None = None
        self._chat: ChatView | None = None
        self._paid: Money | None = None
        self._typed = ""
        self.state: EntryPage | None = None

    def open(self, conversation: ConversationId, payment: str) -> bool:
        """Show what is lost; False when there is nothing to give up, or this agent may not."""
        self._which, self._typed = (conversation, payment), ""
        self._read()
        if self._dispute is None or not at_least(self._desk.me.role, "supervisor"):
            self.close()
            return False
        self._render()
        return True

    def close(self) -> None:
        """Look at nothing any more."""
        self._which, self._paid, self._typed = None, None, ""
        self._render()

    def take(self, changes: Changes) -> None:
        """Read again what may have changed; go away once it is closed."""
        if self._which is None or self._which[0] not in changes.persons:
            return
        self._read()
        if self._dispute is None:
            self.done.emit()
        else:
            self._render()

    def edit(self, _section: str, text: str) -> None:
        """Take the sum as it is typed."""
        self._typed = text
        self._render()

    def act(self, intent: str, _subject: str) -> None:
        """Give the dispute up, when the sum is the one."""
        dispute, which = self._dispute, self._which
        if intent != Intent.CONFIRM_ACCEPT or dispute is None or which is None or not self._is_typed(dispute):
            return
        wish = AcceptDispute(
            id=self._clicks.new_id(),
            conversation=which[0],
            dispute=dispute.id,
            amount=dispute.amount or 0,
            currency=dispute.currency or "",
        )
        self._clicks.click(wish)
        self.done.emit()

    def _read(self) -> None:
        assert self._which is not None
        conversation, payment = self._which
        self._chat = next(iter(self._desk.reads.chats([conversation])), None)
        payments = self._desk.reads.payments(conversation)
        self._paid = next((each for each in payments if each.payment.id == payment), None)

    @property
    def _dispute(self) -> Dispute | None:
        found = None if self._paid is None else disputes.open_case(self._paid)
        # Once it is handed in there is nothing left to give up: the bank decides.
        is_open = found is not None and waits_for_answer(found)
        return found if is_open and found is not None and found.amount and found.currency else None

    def _is_typed(self, dispute: Dispute) -> bool:
        try:
            return parse(self._typed, dispute.currency or "") == Sum(dispute.amount or 0, dispute.currency or "")
        except MoneyError:
            return False

    def _render(self) -> None:
        dispute = self._dispute
        state = None if dispute is None or self._chat is None else self._page(self._chat, dispute)
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _page(self, chat: ChatView, dispute: Dispute) -> EntryPage:
        amount = self._desk.amount(dispute.amount or 0, dispute.currency)
        reason = "" if self._desk.is_online else translate("DisputeAccept", "There is no connection to the hub.")
        if not reason and not self._is_typed(dispute):
            reason = translate("DisputeAccept", "Type the sum first.")
        title, words = translate("DisputeAccept", "Dispute over {amount}"), translate("DisputeAccept", "Accept and lose {amount}")
        if is_inquiry(dispute):
            title = translate("DisputeAccept", "Inquiry about {amount}")
            words = translate("DisputeAccept", "Leave {amount} unanswered")
        confirm = CardButton(
            intent=Intent.CONFIRM_ACCEPT,
            text=words.format(amount=amount),
            is_enabled=not reason,
            reason=reason,
            moves_money=True,
        )
        section = Section(
            id=dispute.id,
            title=title.format(amount=amount),
            text=self._lost(dispute, amount),
            facts=self._facts(dispute),
            query=self._typed,
            query_name=translate("DisputeAccept", "Type {amount} to go on").format(amount=amount),
            asks_last=True,
            buttons=(confirm,),
        )
        return EntryPage(
            title=translate("DisputeAccept", "Accept the dispute"), section=section, person=wording.shown_name(chat.name)
        )

    def _lost(self, dispute: Dispute, amount: str) -> str:
        if is_inquiry(dispute):
            return translate(
                "DisputeAccept",
                "The shop then says nothing to the bank's question, which may become a dispute over {amount}. A refund usually"
                " settles an inquiry. This cannot be taken back.",
            ).format(amount=amount)
        words = translate(
            "DisputeAccept", "The customer keeps {amount}. No answer can be handed in any more. This cannot be taken back."
        )
        return words.format(amount=amount)

    def _facts(self, dispute: Dispute) -> tuple[Fact, ...]:
        fee = self._desk.amount(dispute.fee, dispute.currency) if dispute.fee else ""
        staged = translate("DisputeAccept", "yes") if dispute.has_evidence else ""
        facts = (
            Fact(translate("DisputeAccept", "Reason"), disputes.reason(dispute.reason)),
            Fact(translate("DisputeAccept", "Fee, kept either way"), fee),
            Fact(translate("DisputeAccept", "Answer by"), disputes.due(self._desk, dispute)),
            Fact(translate("DisputeAccept", "Evidence staged"), staged),
        )
        return tuple(fact for fact in facts if fact.value)

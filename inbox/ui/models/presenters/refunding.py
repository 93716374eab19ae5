"""Giving money back from the panel: the form as it is filled in, the questions that were asked, and every click about it.

Part of the panel's presenter, which says whose money it is and renders. GUI thread only. Every money button is one action
with a new id; what stands against it is decided here to draw the button and again by the hub, whose answer counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import AskedRefund, ChatView, Item, Money
from inbox.domain.actions import AddNote
from inbox.domain.ids import ConversationId
from inbox.domain.payments import paid_twice
from inbox.domain.policy import NeedsConfirmation, Refused
from inbox.ui.models.presenters import going, refund_form, refund_state, refunds
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.going import Going
from inbox.ui.models.presenters.open_requests import OpenRequests
from inbox.ui.models.presenters.payment_entries import PaymentEntries, Question
from inbox.ui.models.presenters.refund_form import Typed
from inbox.ui.models.states.intents import Intent

translate = QCoreApplication.translate

_MOST_KEPT = 50
_TWICE = "duplicate"
"""The reason suggested for a payment that may have been paid once too often."""


class Refunding:
    """The refunds of one open chat. ``undo`` takes back the click with this id, ``language`` is the customer's."""

    def __init__(
        self, desk: Desk, clicks: Clicks, undo: Callable[[str], None], language: Callable[[], str]
    ) -> None:
        self._desk = desk
        self._clicks = clicks
        self._language = language
        self._undo_click = undo
        self._chat: ChatView | None = None
        self._payments: Sequence[Money] = ()
        self._asked: Sequence[AskedRefund] = ()
        self._typed: Typed | None = None
        self._which: ConversationId | None = None
        self._kept: dict[ConversationId, Typed] = {}
        """What was typed into the forms of other chats."""
        self._questions: dict[str, Question] = {}
        self._put_away: frozenset[str] = frozenset()
        self.acts: dict[str, Callable[[str], None]] = {
            Intent.REFUND_REST: self._refund_rest,
            Intent.REFUND_FORM: self.open_form,
            Intent.REFUND_CLOSE: self._close_form,
            Intent.REFUND_SEND: self._refund_typed,
            Intent.REFUND_ANOTHER: self._refund_all_the_same,
            Intent.REFUND_LEAVE: self._leave,
            Intent.REFUND_SEEN_TO: self._see_to,
            Intent.REFUND_TRY_AGAIN: self._try_again,
            Intent.REFUND_WITHDRAW: self._withdraw,
            Intent.REFUND_MOVED: partial(self._resolve, moved=True),
            Intent.REFUND_NOT_MOVED: partial(self._resolve, moved=False),
            Intent.UNDO: self._undo,
        }
        """What each button does; the payment comes with it."""

    @property
    def form_open_for(self) -> str:
        """The payment whose form is open, empty when none is."""
        return "" if self._typed is None else self._typed.payment

    @property
    def is_waiting(self) -> bool:
        """Whether a refund is at Stripe, so that its card must say so when that takes long."""
        items = self._items()
        if not self._asked and not any(item.kind == "refund" for item in items):
            return False
        found = (going.of_payment(self._desk, items, self._asked, paid.payment) for paid in self._payments)
        return any(each is not None and each.state in ("posting", "sending") for each in found)

    def begin(self, conversation: ConversationId) -> None:
        """Show the form as it was left in a chat; what is asked there is asked anew."""
        if self._which is not None:
            self._kept.pop(self._which, None)
            if self._typed is not None:
                self._kept[self._which] = self._typed
            while len(self._kept) > _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        self._which, self._typed, self._questions = conversation, self._kept.get(conversation), {}

    def look(self, chat: ChatView | None, payments: Sequence[Money], asked: Sequence[AskedRefund]) -> None:
        """Take over whose money it is now, and what of it is on its way."""
        self._chat, self._payments, self._asked = chat, payments, asked

    def entries(self, chat: ChatView, requests: OpenRequests) -> PaymentEntries:
        """Return what makes the cards as things stand."""
        twice = paid_twice(each.payment for each in self._payments)
        return PaymentEntries(self._desk, chat, self._typed, self._questions, self._put_away, requests, self._asked, twice)

    # -- the form ------------------------------------------------------------------------------------------------------

    def open_form(self, payment: str) -> None:
        """Open the form of a payment, or close it."""
        paid = self._paid(payment)
        if self._typed is not None and self._typed.payment == payment:
            self._typed = None
        elif paid is not None:
            self._typed = refund_form.begin(self._desk, paid, self._language(), tells=True)
            if payment in paid_twice(each.payment for each in self._payments):
                self._typed = msgspec.structs.replace(self._typed, reason=_TWICE)

    def open_first_form(self) -> None:
        """Open the form of the newest payment that has something left."""
        first = next((paid.payment.id for paid in self._payments if refunds.left(self._desk, paid)), "")
        if first:
            self.open_form(first)

    def edit(self, payment: str, change: Callable[[Typed, Money], Typed]) -> None:
        """Change the form of a payment, if it is the open one."""
        paid = self._paid(payment)
        if paid is not None and self._typed is not None and self._typed.payment == payment:
            self._typed = change(self._typed, paid)

    def _close_form(self, _payment: str) -> None:
        self._typed = None

    # -- money ---------------------------------------------------------------------------------------------------------

    def _refund_rest(self, payment: str) -> None:
        paid = self._paid(payment)
        if paid is not None and (left := refunds.left(self._desk, paid)):
            reason = _TWICE if payment in paid_twice(each.payment for each in self._payments) else "other"
            self._refund(paid, Question(amount=left, codes=(), facts={}, reason=reason))

    def _refund_typed(self, payment: str) -> None:
        paid, typed = self._paid(payment), self._typed
        said = refund_form.amount_of(typed, paid) if paid is not None and typed is not None else None
        if self._chat is None or paid is None or typed is None or said is None:
            return
        told = refund_form.telling(self._desk, self._chat, typed, paid) if typed.tells else refund_form.Telling()
        lines = refund_form.lines_of(typed, paid)
        self._typed = None
        wish = Question(
            amount=said.minor,
            codes=(),
            facts={},
            reason=typed.reason,
            tell=told.text,
            tell_template=None if told.template is None else told.template.choice,
            lines=lines,
        )
        self._refund(paid, wish, partial(self._give_back, typed))

    def _give_back(self, typed: Typed) -> None:
        """Open the form again when its click was not taken, unless another one was begun or another chat opened since."""
        if self._typed is None and self._paid(typed.payment) is not None:
            self._typed = typed

    def _refund_all_the_same(self, payment: str) -> None:
        paid = self._paid(payment)
        if paid is None:
            return
        question = self._questions.pop(payment, None) or self._hubs_question(paid)
        if question is not None:
            self._refund(paid, question)

    def _refund(self, paid: Money, wish: Question, undone: Callable[[], None] | None = None) -> None:
        """Click a refund; ``wish.codes`` are the warnings the agent has accepted."""
        if self._chat is None:
            return
        action = refunds.make(
            self._desk,
            self._clicks.new_id(),
            self._chat.conversation,
            paid,
            wish.amount,
            reason=wish.reason,
            tell=wish.tell,
            tell_template=wish.tell_template,
            lines=wish.lines,
            confirmed=wish.codes,
        )
        decision = refunds.decide(self._desk, action, paid)
        if isinstance(decision, NeedsConfirmation):
            codes = tuple(dict.fromkeys((*wish.codes, *decision.codes)))
            self._questions[paid.payment.id] = msgspec.structs.replace(wish, codes=codes, facts=decision.facts)
        elif not isinstance(decision, Refused):
            self._clicks.click(action, refunds.targets(paid.payment), undone)

    def _hubs_question(self, paid: Money) -> Question | None:
        item = refunds.newest_refund(self._items(), paid.payment)
        asked = refunds.refund_of(item) if item is not None else None
        if item is None or asked is None or item.problem is None:
            return None
        codes = tuple(dict.fromkeys((*asked.confirmed, *item.problem.codes)))
        return Question(
            amount=asked.amount,
            codes=codes,
            facts=item.problem.facts,
            reason=asked.reason,
            tell=asked.tell,
            tell_template=asked.tell_template,
            lines=asked.lines,
        )

    def _leave(self, payment: str) -> None:
        """Put away what was asked, what went wrong, or what the hub has never heard of."""
        self._questions.pop(payment, None)
        paid = self._paid(payment)
        if paid is None:
            return
        names = set(refunds.targets(paid.payment))
        self._put_away |= {each.action for each in self._asked if each.is_of(names)}
        item = refunds.newest_refund(self._items(), paid.payment)
        if item is not None:
            self._put_away |= {item.id}
            self._desk.commands.dismiss(item.id)

    def _see_to(self, payment: str) -> None:
        """Tell the whole team that somebody has dealt with a refund that failed, however that was done."""
        paid, chat = self._paid(payment), self._chat
        if paid is None or chat is None:
            return
        failed = refund_state.failed(paid, self._asked) & set(chat.asks.failed)
        if failed:
            amount = self._desk.amount(paid.payment.amount or 0, paid.payment.currency)
            words = translate("Refunds", "Failed refund of the payment of {amount}: dealt with.").format(amount=amount)
            self._clicks.click(
                AddNote(id=self._clicks.new_id(), conversation=chat.conversation, text=words, seen_to=tuple(sorted(failed)))
            )
        self._leave(payment)

    def _try_again(self, payment: str) -> None:
        if (unknown := self._going(payment)) is not None:
            self._clicks.decide(self._desk.commands.try_again(unknown.action))

    def _withdraw(self, payment: str) -> None:
        asked = self._going(payment)
        if asked is not None and asked.state == "needs_approval" and not asked.who:
            self._clicks.decide(self._desk.commands.reject(asked.action))

    def _resolve(self, payment: str, *, moved: bool) -> None:
        if (unknown := self._going(payment)) is not None:
            self._clicks.decide(self._desk.commands.resolve(unknown.action, moved=moved))

    def _undo(self, subject: str) -> None:
        """Undo by the action's id, or by the payment whose card has the button."""
        paid = self._paid(subject)
        item = refunds.newest_refund(self._items(), paid.payment) if paid is not None else None
        self._undo_click(subject if item is None else item.id)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _items(self) -> list[Item]:
        return [] if self._chat is None else self._desk.items_of(self._chat.conversation)

    def _paid(self, payment: str) -> Money | None:
        return next((paid for paid in self._payments if paid.payment.id == payment), None)

    def _going(self, payment: str) -> Going | None:
        paid = self._paid(payment)
        return None if paid is None else going.of_payment(self._desk, self._items(), self._asked, paid.payment)

"""The panel beside the chat: the person's money and what can be done about it, or the finder. GUI thread only.

Every money button is one action with a new id; what stands against it is decided here to draw the button and again by
the hub, whose answer counts.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import Changes, ChatView, Item, Money
from inbox.domain.actions import LinkCustomer
from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.languages import spoken
from inbox.domain.payments import remaining
from inbox.domain.policy import NeedsConfirmation, Refused
from inbox.ui.models.presenters import finder, refund_form, refunds, wording
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.headline import as_of, headline
from inbox.ui.models.presenters.payment_entries import PaymentEntries, Question
from inbox.ui.models.presenters.products import tiles
from inbox.ui.models.presenters.refund_form import Typed
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import PanelState, Section
from inbox.ui.models.states.parts import Empty, Notice
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_FIRST_PAYMENTS = 4
_STRIP = 4


class PanelPresenter(QObject):
    """``state`` is what the panel shows. ``product_wanted`` names a product whose tile was clicked."""

    changed = Signal()
    product_wanted = Signal(str)
    undo_wanted = Signal(str)

    def __init__(self, desk: Desk, clicks: Clicks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._chat: ChatView | None = None
        self._payments: list[Money] = []
        self._typed: Typed | None = None
        self._questions: dict[str, Question] = {}
        self._put_away: frozenset[str] = frozenset()
        self._query = self._hint = ""
        self._shows_all = False
        self.state = self._state()

    @property
    def has_refundable(self) -> bool:
        """Whether a payment of the open chat has something left to refund."""
        return any(remaining(paid.payment) for paid in self._payments)

    def open(self, conversation: ConversationId) -> None:
        """Show another person's money."""
        self._typed, self._questions, self._query, self._shows_all = None, {}, "", False
        self._hint = finder.words_in(self._desk.reads.conversation(conversation))
        self._read(conversation)

    def take(self, changes: Changes) -> None:
        """Read again what may have changed."""
        if self._chat is None:
            return
        mine = self._chat.conversation in changes.conversations
        if mine or changes.objects or changes.actions or changes.flags:
            if mine and not self._payments:
                self._hint = finder.words_in(self._desk.reads.conversation(self._chat.conversation))
            self._read(self._chat.conversation)

    def tick(self) -> None:
        """Say anew how long holds last."""
        self._render()

    def search(self, query: str) -> None:
        """Look for payments by what was typed into the finder."""
        self._query = query
        self._render()

    def act(self, intent: str, subject: str) -> None:
        """Do what a button asks for; ``subject`` is mostly a payment."""
        acts: dict[str, Callable[[str], None]] = {
            Intent.REFUND_REST: self._refund_rest,
            Intent.REFUND_FORM: self._open_form,
            Intent.REFUND_CLOSE: self._close_form,
            Intent.REFUND_SEND: self._refund_typed,
            Intent.REFUND_ANOTHER: self._refund_all_the_same,
            Intent.REFUND_LEAVE: self._leave,
            Intent.UNDO: self._undo,
            Intent.LINK_PAYMENT: self._link,
            Intent.CONFIRM_MATCH: self._link,
            Intent.ALL_PAYMENTS: self._show_all,
            Intent.SEND_PRODUCT: self.product_wanted.emit,
        }
        if intent in acts:
            acts[intent](subject)
            self._render()

    # -- the refund form -----------------------------------------------------------------------------------------------

    def edit_amount(self, payment: str, text: str) -> None:
        """Take the amount as it is typed."""
        if self._typed is not None and self._typed.payment == payment:
            self._typed = refund_form.with_amount(self._typed, text)
            self._render()

    def tick_line(self, payment: str, line: str, is_taken: bool) -> None:
        """Give a line back, or not; the amount follows."""
        paid = self._paid(payment)
        if paid is not None and self._typed is not None and self._typed.payment == payment:
            self._typed = refund_form.with_line(self._desk, self._typed, paid, line, is_taken=is_taken)
            self._render()

    def choose_share(self, payment: str, share: str) -> None:
        """Put a share of what is left into the form."""
        paid = self._paid(payment)
        if paid is not None and self._typed is not None:
            self._typed = refund_form.with_share(self._desk, self._typed, paid, share)
            self._render()

    def choose_reason(self, payment: str, reason: str) -> None:
        """Take the reason."""
        self._edit(payment, reason=reason)

    def tick_tell(self, payment: str, tells: bool) -> None:
        """Take whether the customer is told."""
        self._edit(payment, tells=tells)

    def open_first_form(self) -> None:
        """Open the form of the newest payment that has something left, for the key."""
        first = next((paid.payment.id for paid in self._payments if remaining(paid.payment)), "")
        if first:
            self._open_form(first)
            self._render()

    def _edit(self, payment: str, **typed: str | bool) -> None:
        if self._typed is not None and self._typed.payment == payment:
            self._typed = msgspec.structs.replace(self._typed, **typed)
            self._render()

    def _open_form(self, payment: str) -> None:
        paid = self._paid(payment)
        if self._typed is not None and self._typed.payment == payment:
            self._typed = None
        elif paid is not None:
            self._typed = refund_form.begin(self._desk, paid, self._language(), tells=self._can_tell())

    def _can_tell(self) -> bool:
        return self._chat is not None and can_write(self._desk, self._chat)

    def _language(self) -> str:
        """Return the language the customer writes in; the shop's where that does not tell."""
        if self._chat is None:
            return self._desk.terms.language
        entries = self._desk.reads.conversation(self._chat.conversation)
        said = spoken(entry.text for entry in entries if entry.direction == "in" and entry.text)
        return said or self._desk.terms.language

    def _close_form(self, _payment: str) -> None:
        self._typed = None

    # -- money ---------------------------------------------------------------------------------------------------------

    def _refund_rest(self, payment: str) -> None:
        paid = self._paid(payment)
        if paid is not None and (left := remaining(paid.payment)):
            self._refund(paid, Question(amount=left, codes=(), facts={}))

    def _refund_typed(self, payment: str) -> None:
        paid, typed = self._paid(payment), self._typed
        said = refund_form.amount_of(typed, paid) if paid is not None and typed is not None else None
        if paid is None or typed is None or said is None:
            return
        tell = refund_form.telling(typed, paid) if self._can_tell() else None
        lines = refund_form.lines_of(typed, paid)
        self._typed = None
        wish = Question(amount=said.minor, codes=(), facts={}, reason=typed.reason, tell=tell, lines=lines)
        self._refund(paid, wish)

    def _refund_all_the_same(self, payment: str) -> None:
        paid = self._paid(payment)
        if paid is None:
            return
        question = self._questions.pop(payment, None) or self._hubs_question(paid)
        if question is not None:
            self._refund(paid, question)

    def _refund(self, paid: Money, wish: Question) -> None:
        """Click a refund; ``wish.codes`` are the warnings the agent has accepted."""
        if self._chat is None:
            return
        action = refunds.make(
            self._clicks.new_id(),
            self._chat.conversation,
            paid.payment,
            wish.amount,
            reason=wish.reason,
            tell=wish.tell,
            lines=wish.lines,
            confirmed=wish.codes,
        )
        decision = refunds.decide(self._desk, action, paid)
        if isinstance(decision, NeedsConfirmation):
            codes = tuple(dict.fromkeys((*wish.codes, *decision.codes)))
            self._questions[paid.payment.id] = msgspec.structs.replace(wish, codes=codes, facts=decision.facts)
        elif not isinstance(decision, Refused):
            self._clicks.click(action, refunds.targets(paid.payment))

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
            lines=asked.lines,
        )

    def _leave(self, payment: str) -> None:
        self._questions.pop(payment, None)
        paid = self._paid(payment)
        item = refunds.newest_refund(self._items(), paid.payment) if paid is not None else None
        if item is not None:
            self._put_away |= {item.id}

    def _undo(self, subject: str) -> None:
        """Undo by the action's id, or by the payment whose card has the button."""
        paid = self._paid(subject)
        item = refunds.newest_refund(self._items(), paid.payment) if paid is not None else None
        self.undo_wanted.emit(subject if item is None else item.id)

    def _link(self, payment: str) -> None:
        if self._chat is not None and payment:
            which = self._chat.conversation
            self._clicks.click(LinkCustomer(id=self._clicks.new_id(), conversation=which, payment=SourceId(payment)))

    def _show_all(self, _section: str) -> None:
        self._shows_all = not self._shows_all

    # -- what is shown -------------------------------------------------------------------------------------------------

    def _items(self) -> list[Item]:
        return [] if self._chat is None else self._desk.items_of(self._chat.conversation)

    def _paid(self, payment: str) -> Money | None:
        return next((paid for paid in self._payments if paid.payment.id == payment), None)

    def _read(self, conversation: ConversationId) -> None:
        self._chat = next(iter(self._desk.reads.chats([conversation])), None)
        self._payments = self._desk.reads.payments(conversation)
        self._render()

    def _render(self) -> None:
        state = self._state()
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _state(self) -> PanelState:
        chat = self._chat
        if chat is None:
            text = translate("Panel", "Open a chat to see what the person has paid.")
            return PanelState(blank=Empty(text=text, icon="payments"))
        if not self._payments:
            found = finder.section(self._desk, self._query, self._hint)
            return PanelState(conversation=chat.conversation, sections=(found, *self._strip(chat)))
        return PanelState(
            conversation=chat.conversation,
            headline=headline(self._desk, self._payments),
            as_of=as_of(self._desk, self._payments),
            notice=self._notice(chat),
            sections=(self._section(chat), *self._strip(chat)),
        )

    def _notice(self, chat: ChatView) -> Notice | None:
        doubtful = next((paid for paid in self._payments if paid.match.certainty in ("likely", "none")), None)
        if doubtful is None:
            return None
        text = translate("Panel", "It is not certain that these payments are {name}'s.")
        button = CardButton(intent=Intent.CONFIRM_MATCH, text=translate("Panel", "Confirm"))
        shown = text.format(name=wording.first_name(wording.shown_name(chat.name)))
        return Notice(id=doubtful.payment.id, text=shown, button=button)

    def _section(self, chat: ChatView) -> Section:
        make = PaymentEntries(self._desk, chat, self._typed, self._questions, self._put_away)
        shown = self._payments if self._shows_all else self._payments[:_FIRST_PAYMENTS]
        link = None
        if len(self._payments) > _FIRST_PAYMENTS:
            text = translate("Panel", "Fewer") if self._shows_all else translate("Panel", "All {count} ›")
            link = CardButton(intent=Intent.ALL_PAYMENTS, text=text.format(count=len(self._payments)))
        return Section(
            id="payments",
            title=translate("Panel", "Payments"),
            link=link,
            entries=tuple(make.entry(paid) for paid in shown),
        )

    def _strip(self, chat: ChatView) -> tuple[Section, ...]:
        found = self._desk.catalogue.find("", _STRIP)
        if not found:
            return ()
        closed = "" if can_write(self._desk, chat) else translate("Panel", "The window is closed.")
        title = translate("Panel", "Send a product")
        return (Section(id="products", title=title, tiles=tiles(self._desk, found, closed)),)

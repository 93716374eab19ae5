"""The panel beside the chat: the person's money and what can be done about it, or the finder. GUI thread only.

Puts together what its parts make: the cards of payments and the refunds from them, what waits for approval, the finder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from inbox.desk.ports import AskedRefund, Changes, ChatView, Money
from inbox.domain import customer_texts
from inbox.domain.actions import LinkCustomer, SendText
from inbox.domain.ids import ActionId, ConversationId, SourceId
from inbox.domain.payments import Checkout
from inbox.domain.subscriptions import Change
from inbox.ui.models.presenters import finder, refund_form, refunds, wording
from inbox.ui.models.presenters.approvals import Approvals
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.customer_facts import language_of
from inbox.ui.models.presenters.desk import BESIDE, Clicks, Desk
from inbox.ui.models.presenters.dispute_work import DisputeWork
from inbox.ui.models.presenters.finder import Clues
from inbox.ui.models.presenters.going import SLOW
from inbox.ui.models.presenters.headline import as_of, headline
from inbox.ui.models.presenters.open_requests import OpenRequests
from inbox.ui.models.presenters.panel_rest import consent, strip
from inbox.ui.models.presenters.papers import PaperWork
from inbox.ui.models.presenters.refund_form import Typed
from inbox.ui.models.presenters.refunding import Refunding
from inbox.ui.models.presenters.same_person import SECTION as PERSON
from inbox.ui.models.presenters.same_person import SamePerson
from inbox.ui.models.presenters.subscribing import Subscribing
from inbox.ui.models.rows import Tone
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import PanelState, Section
from inbox.ui.models.states.parts import Empty, Notice
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_FIRST_PAYMENTS = 4


class PanelPresenter(QObject):
    """``state`` is what the panel shows. ``product_wanted`` names a product whose tile was clicked.

    ``link_wanted`` carries what the link form opens with, ``draft_wanted`` a text for the composer, ``copied`` one for the
    clipboard.
    """

    changed = Signal()
    product_wanted = Signal(str)
    undo_wanted = Signal(str)
    draft_wanted = Signal(str)
    link_wanted = Signal(object)
    copied = Signal(str)
    chat_wanted = Signal(str)
    place_wanted = Signal(str)
    reread_wanted = Signal(object)
    """Carries the ``Reread`` of a request of one's own that nobody else could approve."""

    day_wanted = Signal(str, object, object, object)
    """Asks until which day a subscription pauses: its id, the day to begin with, the first one and the last one."""

    dispute_wanted = Signal(str, str, str)
    """Carries which page about a dispute is to be opened (``dispute_work.PAGES``), the chat and the payment."""

    def __init__(self, desk: Desk, clicks: Clicks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._refunding = Refunding(desk, clicks, self.undo_wanted.emit, self._language)
        self._requests = OpenRequests(
            desk, clicks, self._language, self.draft_wanted.emit, self.copied.emit, self.link_wanted.emit
        )
        self._approvals = Approvals(desk, clicks)
        self._person = SamePerson(desk, clicks)
        self._subscribing = Subscribing(desk, clicks, self._language, self.day_wanted.emit)
        self._disputes = DisputeWork(desk, self.dispute_wanted.emit)
        self._papers = PaperWork(desk, clicks, self._language)
        self._chat: ChatView | None = None
        self._payments: list[Money] = []
        self._links: Sequence[Checkout] = ()
        self._asked: tuple[AskedRefund, ...] = ()
        self._own = frozenset[ActionId]()
        self._clues = Clues()
        self._query = self._linked = ""
        self._shows_all = self._has_asked = False
        self._slow = QTimer(self, singleShot=True, interval=round(SLOW.total_seconds() * 1000))
        self._slow.timeout.connect(self.tick)
        self._acts = self._all_acts()
        self.state = self._state()

    def _all_acts(self) -> dict[str, Callable[[str], None]]:
        return {
            **self._refunding.acts,
            **self._requests.acts,
            **self._person.acts,
            **self._disputes.acts,
            **self._papers.acts,
            **self._subscribing.acts,
            Intent.UNDO: self._undo,
            Intent.APPROVE: self._approvals.approve,
            Intent.REJECT: self._approvals.reject,
            Intent.READ_AGAIN: self._read_again,
            Intent.LINK_PAYMENT: self._link,
            Intent.CONFIRM_MATCH: self._link,
            Intent.UNLINK: self._unlink,
            Intent.ASK_ORDER_NUMBER: self._ask_order_number,
            Intent.ALL_PAYMENTS: self._show_all,
            Intent.SEND_PRODUCT: self.product_wanted.emit,
            Intent.OPEN_CHAT: self.chat_wanted.emit,
            Intent.SHOW_IN_CHAT: self.place_wanted.emit,
        }

    @property
    def has_refundable(self) -> bool:
        """Whether a payment of the open chat has something left to refund."""
        return any(refunds.left(self._desk, paid) for paid in self._payments)

    @property
    def has_unanswered(self) -> bool:
        """Whether the bank waits for an answer about a payment of the open chat."""
        return self._disputes.first_unanswered is not None

    @property
    def form_open_for(self) -> str:
        """The payment whose refund form is open, empty when none is."""
        return self._refunding.form_open_for

    def open(self, conversation: ConversationId) -> None:
        """Show another person's money."""
        self._query, self._linked, self._shows_all, self._has_asked = "", "", False, False
        self._refunding.begin(conversation)
        self._person.begin()
        self._papers.begin()
        self._subscribing.begin()
        self._read(conversation)

    def take(self, changes: Changes) -> None:
        """Read again what may have changed."""
        if self._chat is None:
            return
        which = self._chat.conversation
        before, self._own = self._own, self._desk.own_actions(which)
        is_own = which in changes.persons or changes.actions & (before | self._own)
        if changes.persons or changes.flags - BESIDE:
            self._person.forget()
        if is_own or self._concern(changes.objects) or changes.flags - BESIDE:
            self._read(which)
        elif which in changes.conversations:
            self._look()
        elif "presence" in changes.flags:
            self._render()

    def _concern(self, objects: frozenset[SourceId]) -> bool:
        """Tell whether something shown here is among what changed; while payments are looked for, any may be."""
        if not objects or not self._payments:
            return bool(objects)
        shown = (name for paid in self._payments for name in paid.names)
        if any(name.startswith("sub_") for name in objects):
            return True
        return not objects.isdisjoint({*shown, *self._papers.names, *self._subscribing.names()})

    def tick(self) -> None:
        """Say anew how long holds last, and what is taking long."""
        self._render()

    def search(self, section: str, query: str) -> None:
        """Look for payments by what was typed into the finder, or for people by what was typed into theirs."""
        if section == PERSON:
            self._person.search(query)
        else:
            self._query = query
        self._render()

    @property
    def has_subscription(self) -> bool:
        """Whether the open chat's person has a subscription that still runs."""
        return bool(self._subscribing.first)

    @property
    def subscription(self) -> str:
        """The first subscription that still runs, empty where there is none."""
        return self._subscribing.first

    def change_subscription(self, change: Change) -> None:
        """Show what a change of the first running subscription would mean, for the palette."""
        self._subscribing.open_first(change)
        self._render()

    def choose_day(self, subscription: str, day: date) -> None:
        """Take the day until which a subscription pauses."""
        self._subscribing.choose_day(subscription, day)
        self._render()

    def find_person(self) -> None:
        """Open the search for somebody who is the same person, for the palette."""
        self._person.find()
        self._render()

    def act(self, intent: str, subject: str) -> None:
        """Do what a button asks for; ``subject`` is mostly a payment."""
        if intent in self._acts:
            self._acts[intent](subject)
            self._render()

    # -- the refund form -----------------------------------------------------------------------------------------------

    def edit_amount(self, payment: str, text: str) -> None:
        """Take the amount as it is typed."""
        self._edit(payment, lambda typed, _: refund_form.with_amount(typed, text))

    def tick_line(self, payment: str, line: str, is_taken: bool) -> None:
        """Give a line back, or not; the amount follows."""
        self._edit(payment, partial(self._with_line, line=line, is_taken=is_taken))

    def _with_line(self, typed: Typed, paid: Money, line: str, is_taken: bool) -> Typed:
        return refund_form.with_line(self._desk, typed, paid, line, is_taken=is_taken)

    def choose_share(self, payment: str, share: str) -> None:
        """Put a share of what is left into the form."""
        self._edit(payment, lambda typed, paid: refund_form.with_share(self._desk, typed, paid, share))

    def choose_reason(self, payment: str, reason: str) -> None:
        """Take the reason."""
        self._edit(payment, lambda typed, _: msgspec.structs.replace(typed, reason=reason))

    def tick_tell(self, payment: str, tells: bool) -> None:
        """Take whether the customer is told."""
        self._edit(payment, lambda typed, _: msgspec.structs.replace(typed, tells=tells))

    def open_first_form(self) -> None:
        """Open the form of the newest payment that has something left, for the key."""
        self._refunding.open_first_form()
        self._render()

    def _edit(self, payment: str, change: Callable[[Typed, Money], Typed]) -> None:
        self._refunding.edit(payment, change)
        self._render()

    # -- whose it is ---------------------------------------------------------------------------------------------------

    def _link(self, payment: str) -> None:
        if self._chat is not None and payment:
            which = self._chat.conversation
            self._linked = payment
            self._clicks.click(LinkCustomer(id=self._clicks.new_id(), conversation=which, payment=SourceId(payment)))

    def _unlink(self, payment: str) -> None:
        if self._chat is not None and payment:
            which, self._linked = self._chat.conversation, ""
            self._clicks.click(
                LinkCustomer(id=self._clicks.new_id(), conversation=which, payment=SourceId(payment), unlink=True)
            )

    def _ask_order_number(self, _section: str) -> None:
        if self._chat is not None and can_write(self._desk, self._chat):
            which, self._has_asked = self._chat.conversation, True
            text = customer_texts.ask_order_number(self._language())
            self._clicks.click(SendText(id=self._clicks.new_id(), conversation=which, text=text))

    def _read_again(self, action: str) -> None:
        if (own := self._approvals.own(action)) is not None:
            self.reread_wanted.emit(own)

    def _language(self) -> str:
        """Return the language the customer writes in; the shop's where that does not tell."""
        return self._desk.terms.language if self._chat is None else language_of(self._desk, self._chat)

    def _undo(self, subject: str) -> None:
        action = self._subscribing.undo_of(subject)
        if action:
            self.undo_wanted.emit(action)
        else:
            self._refunding.acts[Intent.UNDO](subject)

    def _show_all(self, _section: str) -> None:
        self._shows_all = not self._shows_all

    # -- what is shown -------------------------------------------------------------------------------------------------

    def _read(self, conversation: ConversationId) -> None:
        reads = self._desk.reads
        self._chat = next(iter(reads.chats([conversation])), None)
        self._payments = reads.payments(conversation)
        self._asked = reads.refunds_asked(conversation)
        self._links = reads.open_requests(conversation)
        for part in (self._requests, self._papers, self._subscribing):
            part.read(conversation)
        self._show(conversation)

    def _look(self) -> None:
        """Read again what a message changes: by itself it is no money."""
        assert self._chat is not None
        which = self._chat.conversation
        self._chat = next(iter(self._desk.reads.chats([which])), None)
        self._show(which)

    def _show(self, conversation: ConversationId) -> None:
        said = () if self._payments else self._desk.reads.conversation(conversation)
        self._clues = finder.clues_in(said)
        self._refunding.look(self._chat, self._payments, self._asked)
        self._requests.look(self._chat, self._links, self._payments)
        self._disputes.look(self._chat, self._payments)
        self._papers.look(self._chat, self._payments)
        self._subscribing.look(self._chat)
        self._person.look(self._chat, self._payments, said, self._clues.email)
        self._render()

    def _render(self) -> None:
        state = self._state()
        if state != self.state:
            self.state = state
            self.changed.emit()
        if self._refunding.is_waiting and not self._slow.isActive():
            self._slow.start()

    def _state(self) -> PanelState:
        chat = self._chat
        if chat is None:
            text = translate("Panel", "Open a chat to see what the person has paid.")
            return PanelState(blank=Empty(text=text, icon="payments"))
        person = wording.shown_name(chat.name)
        if not self._payments:
            found = finder.section(self._desk, chat, self._query, self._clues, has_asked=self._has_asked)
            sections = (*self._waiting(chat), *self._open(chat), found, *self._rest(chat))
            return PanelState(conversation=chat.conversation, person=person, sections=sections)
        return PanelState(
            conversation=chat.conversation,
            person=person,
            headline=headline(self._desk, self._payments),
            as_of=as_of(self._desk, self._payments),
            notice=self._notice(chat),
            sections=(*self._waiting(chat), self._section(chat), *self._open(chat), *self._rest(chat)),
        )

    def _notice(self, chat: ChatView) -> Notice | None:
        name = wording.shown_name(chat.name)
        linked = next((each.payment for each in self._payments if each.payment.id == self._linked), None)
        if linked is not None:
            amount = self._desk.amount(linked.amount or 0, linked.currency)
            text = translate("Panel", "{amount} linked to {name}").format(amount=amount, name=name)
            undo = CardButton(intent=Intent.UNLINK, text=translate("Panel", "Undo"))
            return Notice(id=linked.id, text=text, tone=Tone.INFO, button=undo)
        doubtful = next((paid for paid in self._payments if paid.match.certainty in ("likely", "none")), None)
        if doubtful is None:
            return None
        text = translate("Panel", "It is not certain that these payments are {name}'s.")
        button = CardButton(intent=Intent.CONFIRM_MATCH, text=translate("Panel", "Confirm"))
        return Notice(id=doubtful.payment.id, text=text.format(name=wording.first_name(name)), button=button)

    def _open(self, chat: ChatView) -> tuple[Section, ...]:
        return self._requests.sections(chat)

    def _rest(self, chat: ChatView) -> tuple[Section, ...]:
        """Return what stands below money: what can be sent, what repeats, papers, what the person wants, who it may be."""
        papers = self._papers.section()
        owned = (self._subscribing.section(is_late=False), papers, *consent(self._desk, chat), self._person.section())
        return (*strip(self._desk, chat), *(each for each in owned if each is not None))

    def _waiting(self, chat: ChatView) -> tuple[Section, ...]:
        """Return what waits for this agent's approval, or for the customer's money."""
        answers = self._disputes.section()
        shown = None
        if any(each.state == "needs_approval" for each in self._asked):
            entries = self._desk.reads.conversation(chat.conversation)
            shown = self._approvals.section(chat, self._asked, self._payments, entries)
        late = self._subscribing.section(is_late=True)
        return tuple(each for each in (shown, answers, late) if each is not None)

    def _section(self, chat: ChatView) -> Section:
        make = self._refunding.entries(chat, self._requests)
        shown = self._payments if self._shows_all else self._payments[:_FIRST_PAYMENTS]
        link = None
        if len(self._payments) > _FIRST_PAYMENTS:
            text = translate("Panel", "Fewer") if self._shows_all else translate("Panel", "All {count} ›")
            link = CardButton(intent=Intent.ALL_PAYMENTS, text=text.format(count=len(self._payments)))
        return Section(
            id="payments",
            title=translate("Panel", "Payments"),
            link=link,
            entries=tuple(self._papers.dress(paid, self._disputes.dress(paid, make.entry(paid))) for paid in shown),
        )

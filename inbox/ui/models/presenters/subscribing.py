"""The subscriptions in the panel: how they stand, what a change would mean, and every click about them. GUI thread only.

Part of the panel's presenter. A button shows first what its change means, in the card; one more click is the action, on
hold like every one that moves money. What stands against it is decided here to draw the button and again by the hub.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import AskedChange, ChatView, Item, Subscribed
from inbox.domain import policy, times
from inbox.domain.actions import ChangeSubscription, decode_action
from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.policy import Refused
from inbox.domain.subscription_rules import LONGEST_PAUSE
from inbox.domain.subscriptions import OVER, Change, effect, renewals, seen, skipped
from inbox.ui.models.presenters import (
    subscription_buttons,
    subscription_going,
    subscription_telling,
    subscription_words,
)
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.problems import offline_words, words_of
from inbox.ui.models.presenters.subscription_bills import UnpaidBill
from inbox.ui.models.presenters.subscription_telling import Meant, Telling
from inbox.ui.models.presenters.undo_bar import time_left
from inbox.ui.models.rows import Chip, Span, Tone
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

SECTION = "subscriptions"
_ASKING = ActionId("00000000-0000-0000-0000-000000000000")
_LIVE = frozenset({"held", "posting", "queued", "sending", "unknown"})
_WRONG = frozenset({"refused", "failed", "expired"})
_OPENS: dict[str, Change] = {
    Intent.SUBSCRIPTION_SKIP: "skip",
    Intent.SUBSCRIPTION_PAUSE: "pause",
    Intent.SUBSCRIPTION_RESUME: "resume",
    Intent.SUBSCRIPTION_END: "cancel_at_end",
    Intent.SUBSCRIPTION_END_NOW: "cancel_now",
    Intent.SUBSCRIPTION_KEEP: "keep",
}
_MONTHS = {Intent.SUBSCRIPTION_MONTH: 1, Intent.SUBSCRIPTION_MONTHS: 3}


class Wished(msgspec.Struct, frozen=True, kw_only=True):
    """The change whose meaning is shown; ``until`` is the day a pause ends, ``is_endless`` says that it has none."""

    subscription: str
    change: Change
    until: date | None = None
    is_endless: bool = False
    tells: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether it could be done as it stands."""
        return self.change != "pause" or self.until is not None or self.is_endless


class Subscribing:
    """The section of one open chat. ``language`` is the customer's; ``day_wanted`` asks for the day a pause ends."""

    def __init__(
        self, desk: Desk, clicks: Clicks, language: Callable[[], str], day_wanted: Callable[[str, date, date, date], None]
    ) -> None:
        self._desk = desk
        self._clicks = clicks
        self._language = language
        self._day_wanted = day_wanted
        self._chat: ChatView | None = None
        self._known: Sequence[Subscribed] = ()
        self._asked: Sequence[AskedChange] = ()
        self._wished: Wished | None = None
        self._bills = UnpaidBill(desk, clicks, language)
        self._put_away: frozenset[str] = frozenset()
        self.acts: dict[str, Callable[[str], None]] = {
            **{intent: partial(self._open, change=change) for intent, change in _OPENS.items()},
            **{intent: partial(self._months, count=count) for intent, count in _MONTHS.items()},
            Intent.SUBSCRIPTION_DAY: self._ask_day,
            Intent.SUBSCRIPTION_TOLD: self._endless,
            Intent.SUBSCRIPTION_TELL: self._tell,
            Intent.SUBSCRIPTION_DO: self._do,
            Intent.SUBSCRIPTION_LEAVE: self._leave,
            Intent.SUBSCRIPTION_BILL: partial(self._with_bill, act=self._bills.want),
            Intent.SUBSCRIPTION_BILL_SEND: partial(self._with_bill, act=self._bills.send),
        }
        """What each button does; the subscription comes with it."""

    @property
    def first(self) -> str:
        """The first subscription that still runs, empty where there is none."""
        return next((each.subscription.id for each in self._known if each.subscription.status not in OVER), "")

    def begin(self) -> None:
        """Another chat is opened: no change is thought about any more."""
        self._wished = None
        self._bills.begin()

    def read(self, conversation: ConversationId) -> None:
        """Read what a person is subscribed to, and who is changing it; what is written in the chat does not change it."""
        self._known = self._desk.reads.subscriptions(conversation)
        self._asked = self._desk.reads.changes_asked(conversation) if self._known else ()

    def look(self, chat: ChatView | None) -> None:
        """Take over whose subscriptions it is about now."""
        self._chat = chat
        wished = self._wished
        if wished is not None and self._find(wished.subscription) is None:
            self._wished = None

    def names(self) -> frozenset[str]:
        """Return every id whose change is shown here."""
        shown = [each.subscription for each in self._known]
        paid = [each.payment.id for each in self._known if each.payment is not None]
        named = [name for each in shown for name in (each.id, each.latest_invoice, each.latest_payment) if name]
        return frozenset((*named, *paid))

    def open_first(self, change: Change) -> None:
        """Show what a change of the first running subscription would mean, for the palette."""
        if self.first:
            self._open(self.first, change=change)

    def choose_day(self, subscription: str, day: date) -> None:
        """Take the day a pause ends."""
        self._open(subscription, change="pause")
        if self._wished is not None:
            self._wished = msgspec.structs.replace(self._wished, until=day, is_endless=False)

    def section(self, *, is_late: bool) -> Section | None:
        """Return the subscriptions where they belong: at the top when one ``is_late`` with its money, else further down."""
        late = any(each.subscription.status in ("past_due", "unpaid") for each in self._known)
        if self._chat is None or not self._known or late != is_late:
            return None
        entries = tuple(self._entry(self._chat, each) for each in self._known)
        title = translate("Subscription", "Subscription")
        if len(entries) > 1:
            title = translate("Subscription", "Subscriptions")
        return Section(id=SECTION, title=title, entries=entries)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def _entry(self, chat: ChatView, known: Subscribed) -> Entry:
        found = known.subscription
        plain = Entry(
            id=found.id,
            title=subscription_words.title(found),
            chip=subscription_words.chip(self._desk, known),
            details=subscription_words.standing(self._desk, known),
        )
        item = self._newest(found.id)
        if item is not None and item.state in _LIVE:
            return self._going(plain, item)
        other = subscription_going.running(self._asked, found.id, {each.id for each in self._items(found.id)})
        if other is not None:
            offered = msgspec.structs.replace(plain, buttons=subscription_buttons.changes(known))
            return subscription_going.card(self._desk, offered, other)
        if self._wished is not None and self._wished.subscription == found.id:
            return self._meant(chat, plain, known, self._wished)
        if item is not None and item.state in _WRONG and item.id not in self._put_away:
            words = words_of(item.problem, self._desk.language) or translate("Subscription", "Nothing was changed.")
            leave = CardButton(intent=Intent.SUBSCRIPTION_LEAVE, text=translate("Subscription", "Understood"))
            return msgspec.structs.replace(plain, explanation=(Span(words),), buttons=(leave,))
        asked = self._bills.card(chat, known, plain)
        return asked or msgspec.structs.replace(plain, buttons=self._buttons(chat, known))

    def _going(self, plain: Entry, item: Item) -> Entry:
        """Return the card while a change is on its way; it takes no second one."""
        if item.state == "held":
            seconds, _ = time_left(self._desk, item)
            words = translate("Subscription", "{what} in {seconds} s").format(what=self._deed_of(item), seconds=seconds)
            undo = CardButton(intent=Intent.UNDO, text=translate("Subscription", "Undo"))
            return msgspec.structs.replace(plain, id=plain.id, progress=(Span(words),), side=undo)
        if item.state == "unknown":
            return msgspec.structs.replace(
                plain,
                chip=Chip(translate("Subscription", "Outcome not known"), Tone.DANGER),
                explanation=(Span(words_of(item.problem, self._desk.language)),),
            )
        return msgspec.structs.replace(
            plain, chip=Chip(translate("Subscription", "Being changed"), Tone.INFO), progress=(Span(self._deed_of(item)),)
        )

    def _meant(self, chat: ChatView, plain: Entry, known: Subscribed, wished: Wished) -> Entry:
        """Return the card with what a change means, and the button that does it."""
        leave = CardButton(intent=Intent.SUBSCRIPTION_LEAVE, text=translate("Subscription", "Leave as it is"))
        if not wished.is_whole:
            words = translate("Subscription", "Until when? Nothing is charged before that day.")
            return msgspec.structs.replace(plain, explanation=(Span(words),), buttons=(*subscription_buttons.spans(), leave))
        meant = self._effect(known, wished)
        told = self._telling(chat, meant)
        decision = self._decide(chat, known, wished)
        problem = offline_words(is_online=self._desk.is_online)
        if isinstance(decision, Refused):
            problem = words_of(decision.problem, self._desk.language)
        amount = self._desk.amount(known.subscription.amount or 0, known.subscription.currency)
        is_skip = skipped(known.subscription) is not None
        do = CardButton(
            intent=Intent.SUBSCRIPTION_DO,
            text=subscription_words.deed(self._desk, wished.change, meant.until, amount, is_skip=is_skip),
            is_primary=True,
            is_enabled=not problem,
            reason=problem,
            moves_money=True,
        )
        other = CardButton(intent=Intent.SUBSCRIPTION_DAY, text=translate("Subscription", "Another day …"))
        others = [other] if wished.change == "pause" else []
        if isinstance(decision, Refused):
            return msgspec.structs.replace(plain, explanation=(Span(problem),), buttons=(do, *others, leave))
        if not told.is_possible and not chat.blocked:
            others.append(subscription_telling.page_button())
        return msgspec.structs.replace(
            plain,
            explanation=(Span(subscription_words.meaning(self._desk, known, meant.change, meant.until, meant.effect)),),
            tick=subscription_telling.tick(chat, told, tells=wished.tells),
            buttons=(do, *others, leave),
        )

    def _buttons(self, chat: ChatView, known: Subscribed) -> tuple[CardButton, ...]:
        bill = self._bills.button(chat, known)
        return (*((bill,) if bill is not None else ()), *subscription_buttons.changes(known))

    def _deed_of(self, item: Item) -> str:
        action = decode_action(item.body)
        if not isinstance(action, ChangeSubscription):
            return ""
        until = None if action.until is None else times.from_text(action.until)
        amount = self._desk.amount(action.amount or 0, action.currency)
        known = self._find(action.subscription)
        is_skip = known is not None and skipped(known.subscription) is not None
        return subscription_words.deed(self._desk, action.change, until, amount, is_skip=is_skip)

    # -- what is thought about -----------------------------------------------------------------------------------------

    def _open(self, subscription: str, change: Change) -> None:
        self._bills.begin()
        self._wished = Wished(subscription=subscription, change=change)

    def _leave(self, subscription: str) -> None:
        self._wished = None
        self._bills.begin()
        if (item := self._newest(subscription)) is not None:
            self._put_away |= {item.id}

    def _months(self, subscription: str, count: int) -> None:
        today = self._desk.moments.day(self._desk.clock.now())
        self.choose_day(subscription, subscription_buttons.later(today, count))

    def _endless(self, subscription: str) -> None:
        self._wished = Wished(subscription=subscription, change="pause", is_endless=True)

    def _tell(self, _subscription: str) -> None:
        if self._wished is not None:
            self._wished = msgspec.structs.replace(self._wished, tells=not self._wished.tells)

    def _ask_day(self, subscription: str) -> None:
        """Ask for the day: behind the next charge, because a pause before it would skip nothing."""
        known, moments = self._find(subscription), self._desk.moments
        today = moments.day(self._desk.clock.now())
        first = today + timedelta(days=1)
        end = None if known is None else next(renewals(known.subscription), None)
        if end is not None:
            first = max(first, moments.day(end) + timedelta(days=1))
        day = max(first, subscription_buttons.later(today, 1))
        self._day_wanted(subscription, day, first, today + LONGEST_PAUSE - timedelta(days=1))

    def _until(self, wished: Wished) -> datetime | None:
        return None if wished.until is None else self._desk.moments.begins(wished.until)

    def _effect(self, known: Subscribed, wished: Wished) -> Meant:
        until = self._until(wished)
        came = effect(known.subscription, wished.change, until, self._desk.clock.now(), is_paid=known.is_paid)
        return Meant(known=known, change=wished.change, until=until, effect=came)

    def _telling(self, chat: ChatView, meant: Meant) -> Telling:
        return subscription_telling.telling(self._desk, chat, self._language(), meant)

    def _decide(self, chat: ChatView, known: Subscribed, wished: Wished) -> policy.Decision:
        state = policy.State(
            actor=self._desk.me, now=self._desk.clock.now(), policy=self._desk.terms.policy, subscription=known.subscription
        )
        return policy.decide(self._action(_ASKING, chat.conversation, known, wished), state)

    # -- what is done --------------------------------------------------------------------------------------------------

    def _action(
        self, action: ActionId, conversation: ConversationId, known: Subscribed, wished: Wished, told: Telling | None = None
    ) -> ChangeSubscription:
        found, until = known.subscription, self._until(wished)
        return ChangeSubscription(
            id=action,
            conversation=conversation,
            subscription=found.id,
            change=wished.change,
            until=None if until is None else times.to_text(until),
            seen=seen(found),
            tell=None if told is None else told.text,
            tell_template=None if told is None or told.template is None else told.template.choice,
            amount=found.amount or None,
            currency=found.currency if found.amount else None,
        )

    def _do(self, subscription: str) -> None:
        chat, wished, known = self._chat, self._wished, self._find(subscription)
        if chat is None or wished is None or known is None or not wished.is_whole or wished.subscription != subscription:
            return
        if isinstance(self._decide(chat, known, wished), Refused):
            return
        told = self._telling(chat, self._effect(known, wished)) if wished.tells else None
        action = self._action(self._clicks.new_id(), chat.conversation, known, wished, told)
        self._wished = None
        self._clicks.click(action, (known.subscription.id,), partial(self._give_back, wished))

    def _give_back(self, wished: Wished) -> None:
        """Show the change again when its click was not taken."""
        if self._wished is None and self._find(wished.subscription) is not None:
            self._wished = wished

    def _with_bill(self, subscription: str, act: Callable[[ChatView, Subscribed], None]) -> None:
        known = self._find(subscription)
        if self._chat is not None and known is not None:
            act(self._chat, known)

    def undo_of(self, subject: str) -> str:
        """Return the action on hold that a card's Undo is about; empty when it is none of these cards."""
        item = self._newest(subject) if self._find(subject) is not None else None
        return "" if item is None else item.id

    # -- inside --------------------------------------------------------------------------------------------------------

    def _find(self, subscription: str) -> Subscribed | None:
        return next((each for each in self._known if each.subscription.id == subscription), None)

    def _newest(self, subscription: str) -> Item | None:
        """Return this desk's newest change of a subscription."""
        return next(reversed(self._items(subscription)), None)

    def _items(self, subscription: str) -> list[Item]:
        items = [] if self._chat is None else self._desk.items_of(self._chat.conversation)
        return [each for each in items if each.kind == "change_subscription" and subscription in each.targets]

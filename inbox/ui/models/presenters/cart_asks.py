"""What stands between each cart of the open chat and its payment link: something on its way, a warning, a refusal.

Used by the chat's presenter on the GUI thread.
"""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView, EntryView, Item
from inbox.domain import policy, times, window
from inbox.domain.actions import RequestPayment, decode_action
from inbox.domain.ids import ActionId, SourceId
from inbox.domain.payments import Checkout, Payment
from inbox.domain.policy import NeedsConfirmation, Refused
from inbox.ui.models.presenters import link_lives
from inbox.ui.models.presenters.carts import CartAsk, asked_for, request_of
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.link_templates import link_templates, none_words
from inbox.ui.models.presenters.pending import was_let_go
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.rows import Chip, Tone

translate = QCoreApplication.translate

_LIVE = frozenset({"held", "posting", "queued", "sending", "needs_approval"})


class CartAsks:
    """Remembers which warnings were shown, so that the next click accepts them."""

    def __init__(self, desk: Desk, clicks: Clicks) -> None:
        self._desk = desk
        self._clicks = clicks
        self._warned: dict[str, CartAsk] = {}
        self._read: set[str] = set()
        """Carts answered before of which the template has been shown, that would carry another link."""

    def forget(self) -> None:
        """Forget what was asked: another chat is open."""
        self._warned, self._read = {}, set()

    def of(self, chat: ChatView, entries: list[EntryView]) -> dict[str, CartAsk]:
        """Return what is to be said at each cart among the loaded lines."""
        if not any(entry.cart is not None for entry in entries):
            return {}
        made = self._made(chat)
        requests = {entry.object.action for entry in entries if isinstance(entry.object, Checkout)}
        answered = max((entry.id for entry in entries if _answers(entry)), default=0)
        found = {
            entry.key: self._standing(entry, made.get(entry.key), requests, is_answered=entry.id < answered)
            for entry in entries
            if entry.cart is not None
        }
        if any(ask.codes for ask in found.values()):
            still = {each.id for each in request_state(self._desk, chat, entries).open_requests}
            found = {key: self._while_open(key, ask, still, entries, answered) for key, ask in found.items()}
        return {entry.key: self._carried(entry, chat, found[entry.key]) for entry in entries if entry.cart is not None}

    def send(self, chat: ChatView, entry: EntryView, entries: list[EntryView], *, keeps: bool = False) -> None:
        """Ask for the cart's money, or warn first; a link that is still open is closed unless the agent ``keeps`` it."""
        ask = self.of(chat, entries).get(entry.key, CartAsk())
        if keeps:
            ask = replace(ask, replaces=None)
        if ask.live is not None:
            return
        if ask.is_unread:
            self._read.add(entry.key)
            return
        action = request_of(self._desk, self._clicks.new_id(), chat.conversation, entry, ask)
        if action is None:
            return
        days = link_lives.usual(self._desk, chat, is_open=can_write(self._desk, chat))
        action = link_lives.with_life(self._desk, chat, action, days)
        decision = policy.decide(action, request_state(self._desk, chat, entries, action))
        if isinstance(decision, NeedsConfirmation):
            self._warned[entry.key] = self._beside(decision)
        elif isinstance(decision, Refused):
            self._warned[entry.key] = CartAsk(warning=words_of(decision.problem, self._desk.language))
        else:
            self._warned.pop(entry.key, None)
            self._clicks.click(action)

    def _while_open(
        self, key: str, ask: CartAsk, still: set[SourceId], entries: list[EntryView], answered: int
    ) -> CartAsk:
        """Return what was asked about an open link as long as that can be paid; then the cart stands as it would without."""
        if not ask.codes or (bool(still) if ask.replaces is None else ask.replaces in still):
            return ask
        self._warned.pop(key, None)
        return CartAsk(is_done=any(entry.key == key and entry.id < answered for entry in entries))

    def _carried(self, entry: EntryView, chat: ChatView, ask: CartAsk) -> CartAsk:
        return ask if ask.live is not None or can_write(self._desk, chat) else self._by_template(chat, entry, ask)

    def _by_template(self, chat: ChatView, entry: EntryView, ask: CartAsk) -> CartAsk:
        """Return the same for a closed window: by a template, whose words are said, or else made to be copied."""
        asked = asked_for(self._desk, entry)
        if asked is None:
            return ask
        if ask.is_done and entry.key not in self._read:
            return replace(ask, is_unread=True)
        offers = link_templates(self._desk, chat, asked[0], purpose=asked[1])
        if not offers:
            return replace(ask, is_kept=True, note=none_words())
        words = translate("Cart", "The window is closed, so this template goes out: {words}. {text}")
        note = words.format(words=offers[0].words, text=offers[0].said)
        return replace(ask, template=offers[0].choice, note=note)

    def _standing(
        self, entry: EntryView, item: Item | None, requests: set[ActionId | None], *, is_answered: bool
    ) -> CartAsk:
        if item is not None and item.state in _LIVE:
            words = translate("Cart", "Link on hold") if item.state == "held" else translate("Cart", "Link being sent")
            return CartAsk(live=Chip(words, Tone.INFO))
        if warned := self._warned.get(entry.key):
            return warned
        if item is not None and item.problem is not None and item.state in ("refused", "failed", "unknown"):
            words = words_of(item.problem, self._desk.language)
            if item.problem.codes:
                return self._beside(NeedsConfirmation(item.problem.codes, item.problem.facts))
            return CartAsk(warning=words)
        if item is not None and item.state == "cancelled" and not is_answered:
            return CartAsk(warning=words_of(item.problem, self._desk.language))
        is_sent = item is not None and (item.state == "succeeded" or item.id in requests)
        return CartAsk(is_done=is_sent or is_answered)

    def _beside(self, asked: NeedsConfirmation) -> CartAsk:
        """Return what is asked about a link that is still open: a new one takes its place, or both stay."""
        amount, name = asked.facts.get("amount"), asked.facts.get("request")
        replaced = SourceId(name) if isinstance(name, str) else None
        shown = amount if isinstance(amount, int) else None
        currency = asked.facts.get("currency")
        code = currency if isinstance(currency, str) else None
        words = open_request_words(self._desk, shown, code, is_closed=replaced is not None)
        return CartAsk(codes=asked.codes, replaces=replaced, warning=words)

    def _made(self, chat: ChatView) -> dict[str, Item]:
        """Return this desk's newest request for each cart."""
        found: dict[str, Item] = {}
        now = self._desk.clock.now()
        for item in self._desk.items_of(chat.conversation):
            if item.kind == "request_payment" and (item.state != "cancelled" or was_let_go(item, now)):
                action = decode_action(item.body)
                if isinstance(action, RequestPayment) and action.cart is not None:
                    found[action.cart] = item
        return found


def _answers(entry: EntryView) -> bool:
    """Tell whether a line answers the carts above it: a link that can be or was paid, or money that came another way."""
    match entry.object:
        case Checkout(status=status):
            return status not in ("cancelled", "expired", "failed")
        case Payment(status=status):
            return status not in ("failed", "requires_payment_method", "canceled")
        case _:
            return False


def can_write(desk: Desk, chat: ChatView) -> bool:
    """Tell whether a free text would still be delivered."""
    if not chat.window_end:
        return False
    return window.is_open(times.from_unix(chat.window_end) - window.LENGTH, desk.clock.now())


def request_state(
    desk: Desk, chat: ChatView, entries: list[EntryView], action: RequestPayment | None = None
) -> policy.State:
    """Return the facts a payment request is decided on, as far as this desk knows them."""
    choice = None if action is None else action.template
    said = [entry.object for entry in entries if isinstance(entry.object, Checkout)]
    known = reversed(desk.reads.open_requests(chat.conversation))
    requests = {each.id: each for each in (*said, *known) if each.link is None}.values()
    ends = times.from_unix(chat.window_end) if chat.window_end else None
    return policy.State(
        actor=desk.me,
        now=desk.clock.now(),
        policy=desk.terms.policy,
        last_inbound=None if ends is None else ends - window.LENGTH,
        blocked=chat.blocked,
        open_requests=tuple(each for each in requests if each.status == "open"),
        marketing_stopped=desk.reads.marketing_stopped(chat.conversation) if action is not None and action.offer else None,
        template=None if choice is None else next((one for one in desk.reads.templates() if one.id == choice.id), None),
    )


def open_request_words(desk: Desk, amount: int | None, currency: str | None = None, *, is_closed: bool = False) -> str:
    """Return what a second request for money would stand beside, or close."""
    if amount is None:
        return translate("Cart", "Another link is still open.")
    words = translate("Cart", "A link over {amount} is still open.")
    if is_closed:
        words = translate("Cart", "A link over {amount} is still open; the new one closes it.")
    return words.format(amount=desk.amount(amount, currency))

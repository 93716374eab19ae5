"""What is on hold on this desk and can still be undone, with the seconds that are left. GUI thread only."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from inbox.desk.ports import Changes, Item
from inbox.domain import times
from inbox.domain.actions import (
    AcceptDispute,
    AnyAction,
    BlockPerson,
    ChangeSubscription,
    MergePeople,
    RefundPayment,
    RequestPayment,
    SendInvoice,
    SendProducts,
    SendTemplate,
    decode_action,
)
from inbox.domain.ids import ActionId
from inbox.domain.money import Money
from inbox.domain.request_sums import goods
from inbox.ui.models.presenters import deciding, subscription_words, wording
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.template_words import title_of
from inbox.ui.models.rows import HoldRow, Span
from inbox.ui.models.states.parts import HoldNote

translate = QCoreApplication.translate

TICK_MS = 100


class UndoBarPresenter(QObject):
    """``state`` are all held actions of whatever chat, oldest first. Ticks only while there are any.

    ``told`` carries why a key did nothing.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._names: dict[str, str] = {}
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self.tick)
        self.state: tuple[HoldRow, ...] = ()

    def take(self, changes: Changes) -> None:
        """Look again at what is on hold."""
        if changes.actions or changes.flags:
            self.tick()

    def tick(self) -> None:
        """Say anew how long each hold lasts."""
        held = held_items(self._desk)
        rows = tuple(self._row(item) for item in held)
        if held and not self._ticks.isActive():
            self._ticks.start()
        elif not held:
            self._ticks.stop()
            self._names.clear()
        if rows != self.state:
            self.state = rows
            self.changed.emit()

    def stop(self) -> None:
        """Look no more: the window goes."""
        self._ticks.stop()

    def undo(self, action: str = "") -> None:
        """Take a click back: this one, or the newest that is on hold; without any, say that there is none."""
        if which := action or self._newest():
            self._desk.commands.undo(ActionId(which))
        else:
            self.told.emit(translate("UndoBar", "Nothing to take back."))

    def send_now(self, action: str = "") -> None:
        """End a hold at once: this one, or the newest."""
        self._desk.commands.send_now(ActionId(action or self._newest()))

    def _newest(self) -> str:
        """Return what a key means: the last click still on hold. The bar may be a tick behind, and show one that is gone."""
        held = held_items(self._desk)
        return held[-1].id if held else ""

    def _row(self, item: Item) -> HoldRow:
        seconds, part = time_left(self._desk, item)
        now = now_words(self._desk, decode_action(item.body))
        return HoldRow(action=item.id, what=self._what(item), now=now, seconds_left=seconds, part_left=part)

    def _what(self, item: Item) -> tuple[Span, ...]:
        name = self._name(item)
        whom = Span(f" · {name}" if name else "")
        match decode_action(item.body):
            case RefundPayment(amount=amount, currency=currency):
                label = _method(self._desk, item)
                to = Span(f" · {label}" if label else "")
                amount_text = self._desk.amount(amount, currency)
                asks = deciding.only_asks(self._desk, amount) and not deciding.is_alone(self._desk, amount)
                said = translate("UndoBar", "Ask to refund") if asks else translate("UndoBar", "Refund")
                return (Span(said + " "), Span(amount_text, True), whom, to)
            case RequestPayment() as asked:
                text = request_sum(asked).text(self._desk.language)
                return (Span(translate("UndoBar", "Payment link") + " "), Span(text, True), whom)
            case SendProducts(products=(_, _, *_)) as several:
                shown = translate("UndoBar", "{count} products").format(count=len(several.products))
                return (Span(shown, True), whom)
            case SendProducts(products=(sku, *_)):
                product = self._desk.catalogue.product(sku)
                shown = sku if product is None else product.name
                return (Span(translate("UndoBar", "Product") + " "), Span(shown, True), whom)
            case SendTemplate(template=template):
                return (Span(translate("UndoBar", "Template") + " "), Span(title_of(template), True), whom)
            case AcceptDispute(amount=amount, currency=currency):
                lost = self._desk.amount(amount, currency)
                return (Span(translate("UndoBar", "Accept dispute") + " "), Span(lost, True), whom)
            case SendInvoice(send=send):
                named = getattr(send, "filename", None) or translate("UndoBar", "as link")
                return (Span(translate("UndoBar", "Invoice") + " "), Span(named, True), whom)
            case ChangeSubscription(change=change, until=until) as asked:
                day = None if until is None else times.from_text(until)
                amount_text = self._desk.amount(asked.amount or 0, asked.currency)
                said = subscription_words.deed(self._desk, change, day, amount_text)
                return (Span(translate("UndoBar", "Subscription") + ": "), Span(said, True), whom)
            case BlockPerson(blocked=blocked):
                return (Span(translate("UndoBar", "Block") if blocked else translate("UndoBar", "Unblock")), whom)
            case MergePeople(apart=apart):
                said = translate("UndoBar", "Separate chats") if apart else translate("UndoBar", "Bring chats together")
                return (Span(said), whom)
            case _:
                return (Span(translate("UndoBar", "Message")), whom)

    def _name(self, item: Item) -> str:
        which = item.conversation
        if which is None:
            return ""
        if which not in self._names:
            chats = self._desk.reads.chats([which])
            self._names[which] = next((wording.shown_name(chat.name) for chat in chats), "")
        return self._names[which]


def now_words(desk: Desk, action: AnyAction) -> str:
    """Return what the button says that does a held action at once, by what is then done."""
    match action:
        case RefundPayment(amount=amount):
            asks = deciding.only_asks(desk, amount) and not deciding.is_alone(desk, amount)
            return translate("UndoBar", "Ask now") if asks else translate("UndoBar", "Refund now")
        case AcceptDispute():
            return translate("UndoBar", "Accept now")
        case ChangeSubscription(change="skip"):
            return translate("UndoBar", "Skip now")
        case ChangeSubscription(change="pause"):
            return translate("UndoBar", "Pause now")
        case ChangeSubscription(change="resume"):
            return translate("UndoBar", "Resume now")
        case ChangeSubscription(change="cancel_now"):
            return translate("UndoBar", "End now")
        case ChangeSubscription():
            # "End now" would be another thing than to let it end with its period.
            return translate("UndoBar", "Do it now")
        case BlockPerson(blocked=blocked):
            return translate("UndoBar", "Block now") if blocked else translate("UndoBar", "Unblock now")
        case MergePeople(apart=apart):
            return translate("UndoBar", "Separate now") if apart else translate("UndoBar", "Bring together now")
        case _:
            return translate("UndoBar", "Send now")


def held_items(desk: Desk) -> list[Item]:
    """Return what is on hold, oldest first."""
    return [item for item in desk.commands.view.items if item.state == "held" and item.hold_ends is not None]


def time_left(desk: Desk, item: Item) -> tuple[int, float]:
    """Return the seconds a hold still lasts, rounded up, and the part of it that is left."""
    if item.hold_ends is None:
        return 0, 0.0
    ends, began = times.from_text(item.hold_ends), times.from_text(item.clicked_at)
    left = max(0.0, (ends - desk.clock.now()).total_seconds())
    whole = (ends - began).total_seconds()
    return math.ceil(left), min(1.0, left / whole) if whole > 0 else 0.0


def hold_note(desk: Desk, item: Item, text: str) -> HoldNote:
    """Return a hold as the card it is about shows it."""
    seconds, part = time_left(desk, item)
    return HoldNote(action=item.id, text=text, seconds_left=seconds, part_left=part)


def request_sum(asked: RequestPayment) -> Money:
    """Return what a request asks for, with its first shipping choice."""
    return Money(goods(asked) + (asked.shipping[0].amount if asked.shipping else 0), asked.currency)


def _method(desk: Desk, item: Item) -> str:
    if item.conversation is None:
        return ""
    paid = (money.payment for money in desk.reads.payments(item.conversation) if money.payment.id in item.targets)
    return next((payment.method_label or "" for payment in paid), "")

"""What the link form can be opened with from a payment's card: what was sent back by mistake, what was bought before.

Part of the panel's presenter, on the GUI thread. Nothing is sent by these buttons: the form shows it all before the click.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView, Money
from inbox.domain import customer_texts, times
from inbox.domain import money as sums
from inbox.domain.actions import Line
from inbox.domain.ids import MessageId, SourceId
from inbox.domain.payments import LIVE_REFUND_STATES, Bought, Checkout, Payment, Refund
from inbox.domain.request_life import UNTIL_PAID
from inbox.ui.models.presenters.desk import Desk, Product
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_LATE = timedelta(days=30)
"""So long after a refund its card offers to ask for it back."""
_MOST_LINES = 20
_MOST_FOUND = 20


class LinkSeed(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the form: ``lines`` hold as long as neither sum nor purpose is edited, the rest in any case."""

    amount: sums.Money
    purpose: str
    lines: tuple[Line, ...] = ()
    shipping: str = ""
    """The label of the way that is chosen beforehand."""
    text: str = ""
    """What is written above the link."""
    button: str = ""
    pays_back: SourceId | None = None
    cart: MessageId | None = None
    """The cart it answers."""
    note: str = ""
    """What the agent should know of it."""
    days: int | None = None
    """How long the link stays open; None for what is usual."""


class LinkWishes:
    """The wishes of one open chat. ``open_form`` shows the link form with one of them in it."""

    def __init__(self, desk: Desk, language: Callable[[], str], open_form: Callable[[LinkSeed], None]) -> None:
        self._desk = desk
        self._language = language
        self._open_form = open_form
        self._chat: ChatView | None = None
        self._payments: Sequence[Money] = ()
        self._asked: dict[SourceId, Checkout | Payment] = {}
        """What was asked for, or paid, in return for a refund."""
        self.acts: dict[str, Callable[[str], None]] = {
            Intent.PAY_BACK: self._pay_back,
            Intent.ORDER_AGAIN: self._order_again,
        }
        """What each button does; the payment comes with it."""

    def look(self, chat: ChatView | None, requests: Sequence[Checkout], payments: Sequence[Money]) -> None:
        """Take over what is known now."""
        self._chat, self._payments = chat, payments
        asked: dict[SourceId, Checkout | Payment] = {each.pays_back: each for each in requests if each.pays_back}
        paid = [each.payment for each in payments if each.payment.status == "succeeded"]
        self._asked = asked | {each.pays_back: each for each in paid if each.pays_back}

    def buttons(self, paid: Money) -> tuple[CardButton, ...]:
        """Return what a payment's card offers beside the refund."""
        buttons = []
        if (refund := self._refund_of(paid)) is not None:
            amount = self._desk.amount(refund.amount or 0, refund.currency or paid.payment.currency)
            text = translate("Wishes", "Ask to pay back {amount}").format(amount=amount)
            buttons.append(CardButton(intent=Intent.PAY_BACK, text=text))
        if self._lines_of(paid):
            buttons.append(CardButton(intent=Intent.ORDER_AGAIN, text=translate("Wishes", "Order again")))
        return tuple(buttons)

    def remark(self, paid: Money) -> str:
        """Return how a payment and a refund that was asked back belong together; empty where there is no such thing."""
        own = paid.payment.pays_back
        if own is not None:
            refund = next((each for known in self._payments for each in known.refunds if each.id == own), None)
            if refund is None or refund.created is None:
                return translate("Wishes", "Pays back a refund that was sent by mistake")
            day = self._day(refund.created)
            return translate("Wishes", "Pays back the refund of {day} that was sent by mistake").format(day=day)
        asked = next((self._asked[each.id] for each in paid.refunds if each.id in self._asked), None)
        if asked is None:
            return ""
        amount = self._desk.amount(asked.amount or 0, asked.currency)
        if isinstance(asked, Payment):
            return translate("Wishes", "{amount} of the refund was paid back").format(amount=amount)
        return translate("Wishes", "{amount} of the refund was asked back, not paid yet").format(amount=amount)

    # -- what went back by mistake -------------------------------------------------------------------------------------

    def _refund_of(self, paid: Money) -> Refund | None:
        """Return the newest refund that could be asked back."""
        since = self._desk.clock.now() - _LATE
        live = [
            each
            for each in paid.refunds
            if each.status in LIVE_REFUND_STATES and each.id not in self._asked and each.amount
            if each.created is not None and times.from_text(each.created) >= since
        ]
        return max(live, key=lambda each: each.created or "", default=None)

    def _pay_back(self, payment: str) -> None:
        paid = self._paid(payment)
        refund = None if paid is None else self._refund_of(paid)
        if paid is None or refund is None:
            return
        language = self._language()
        amount = sums.Money(refund.amount or 0, refund.currency or paid.payment.currency or self._desk.terms.currency)
        self._open_form(
            LinkSeed(
                amount=amount,
                purpose=customer_texts.refund_by_mistake(language),
                text=customer_texts.pay_back(language, amount),
                button=customer_texts.pay_button(language),
                pays_back=refund.id,
                # Nobody is to be hurried to repair what was not her mistake.
                days=UNTIL_PAID,
            )
        )

    # -- the same once more --------------------------------------------------------------------------------------------

    def _lines_of(self, paid: Money) -> tuple[Bought, ...]:
        lines = paid.sale.lines
        known = paid.payment.status == "succeeded" and paid.payment.currency and paid.payment.pays_back is None
        return lines if known and 0 < len(lines) <= _MOST_LINES and all(line.amount > 0 for line in lines) else ()

    def _order_again(self, payment: str) -> None:
        paid = self._paid(payment)
        bought = () if paid is None else self._lines_of(paid)
        if paid is None or not bought:
            return
        currency = paid.payment.currency or self._desk.terms.currency
        checked = [self._checked(line, currency) for line in bought]
        lines = tuple(line for line, _ in checked)
        amount = sums.Money(sum(line.unit_amount * line.quantity for line in lines), currency)
        ways = [rate.label for rate in self._desk.terms.shipping]
        usual = ways[0] if ways and paid.sale.shipping is not None else ""
        self._open_form(
            LinkSeed(
                amount=amount,
                purpose=", ".join(line.name if line.quantity == 1 else f"{line.quantity} × {line.name}" for line in lines)[:200],
                lines=lines,
                shipping=paid.sale.shipping_label if paid.sale.shipping_label in ways else usual,
                note=" ".join(note for _, note in checked if note),
            )
        )

    def _checked(self, bought: Bought, currency: str) -> tuple[Line, str]:
        """Return a line at today's price, and in what it differs from the last time."""
        unit, rest = divmod(bought.amount, bought.quantity)
        product = self._product(bought.name)
        now = None if product is None or product.currency != currency else product.charged or product.price
        if now is None or product is None:
            # Nobody knows a price of today: the old one stands, of the whole line where pieces do not divide it.
            name = bought.name if not rest else f"{bought.quantity} × {bought.name}"
            line = Line(name=name[:200], unit_amount=unit if not rest else bought.amount, quantity=1 if rest else bought.quantity)
            return line, translate("Wishes", "{name}: no price of today, so the old one.").format(name=bought.name)
        line = Line(name=product.name[:200], unit_amount=now, quantity=bought.quantity, sku=product.sku)
        notes = []
        if now * bought.quantity != bought.amount:
            words = translate("Wishes", "{name}: {now} now, {then} then.")
            then = self._desk.amount(bought.amount, currency)
            notes.append(words.format(name=product.name, now=self._desk.amount(now * bought.quantity, currency), then=then))
        if not product.is_available:
            notes.append(translate("Wishes", "{name} is not available now.").format(name=product.name))
        return line, " ".join(notes)

    def _product(self, name: str) -> Product | None:
        found = self._desk.catalogue.find(name, _MOST_FOUND)
        return next((each for each in found if each.name.casefold() == name.casefold()), None)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _paid(self, payment: str) -> Money | None:
        return next((each for each in self._payments if each.payment.id == payment), None)

    def _day(self, at: str) -> str:
        moments = self._desk.moments
        return moments.short_day(moments.day(times.from_text(at)), moments.day(self._desk.clock.now()))

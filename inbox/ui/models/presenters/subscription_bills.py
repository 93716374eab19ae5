"""The bill of a subscription that was not paid: its page, where another card can be put in, goes into the chat with one click.

Part of the panel's presenter. With the window closed an approved template carries it, shown before it goes. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView, Subscribed
from inbox.domain import money, subscription_texts
from inbox.domain.actions import SendText
from inbox.domain.payments import Invoice
from inbox.ui.models.presenters import paper_templates
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.customer_facts import language_of
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.problems import offline_words
from inbox.ui.models.presenters.template_offers import TemplateOffer, way_out
from inbox.ui.models.rows import Span
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_LATE = ("past_due", "unpaid", "incomplete")


class UnpaidBill:
    """The bills of one open chat. ``language`` is the customer's."""

    def __init__(self, desk: Desk, clicks: Clicks, language: Callable[[], str]) -> None:
        self._desk = desk
        self._clicks = clicks
        self._language = language
        self._asked = ""
        """The subscription whose template is looked at."""

    def begin(self) -> None:
        """Leave what was looked at."""
        self._asked = ""

    def button(self, chat: ChatView, known: Subscribed) -> CardButton | None:
        """Return the one thing to do about a bill that was not paid; None where there is none, or no page of it."""
        if _bill(known) is None:
            return None
        reason = translate("Subscription", "This person is blocked, so nobody can be told.") if chat.blocked else ""
        return CardButton(
            intent=Intent.SUBSCRIPTION_BILL,
            text=translate("Subscription", "Send the bill's page"),
            is_primary=True,
            is_enabled=not reason,
            reason=reason,
        )

    def card(self, chat: ChatView, known: Subscribed, plain: Entry) -> Entry | None:
        """Return the card with the template that would go out, or with what would make one do so; None unless asked for."""
        if self._asked != known.subscription.id or can_write(self._desk, chat) or _bill(known) is None:
            return None
        leave = CardButton(intent=Intent.SUBSCRIPTION_LEAVE, text=translate("Papers", "Do not send"))
        offered = self._offer(chat, known)
        if offered is None:
            words = paper_templates.none_words(way_out(self._desk, chat, paper_templates.BILL))
            page = CardButton(intent=Intent.TEMPLATE_PAGE, text=translate("Papers", "Templates"))
            return msgspec.structs.replace(plain, explanation=(Span(words),), buttons=(page, leave))
        reason = offline_words(is_online=self._desk.is_online)
        send = CardButton(
            intent=Intent.SUBSCRIPTION_BILL_SEND,
            text=translate("Papers", "Send template"),
            is_primary=True,
            is_enabled=not reason,
            reason=reason,
        )
        return msgspec.structs.replace(plain, explanation=(Span(paper_templates.words(offered)),), buttons=(send, leave))

    def want(self, chat: ChatView, known: Subscribed) -> None:
        """Send the page, or show the template that carries it while the window is closed."""
        bill = _bill(known)
        if bill is None or chat.blocked:
            return
        if not can_write(self._desk, chat):
            self._asked = known.subscription.id
            return
        text = subscription_texts.open_bill(self._language(), self._owed(bill), bill.hosted_url or "")
        self._clicks.click(SendText(id=self._clicks.new_id(), conversation=chat.conversation, text=text))

    def send(self, chat: ChatView, known: Subscribed) -> None:
        """Send the template that was looked at."""
        offered = self._offer(chat, known) if self._asked == known.subscription.id else None
        if offered is None or not self._desk.is_online:
            return
        self._asked = ""
        self._clicks.click(offered.choice.send(self._clicks.new_id(), chat.conversation))

    def _offer(self, chat: ChatView, known: Subscribed) -> TemplateOffer | None:
        bill = _bill(known)
        if bill is None:
            return None
        plan = subscription_texts.name(language_of(self._desk, chat), known.subscription)
        return paper_templates.bill_page(self._desk, chat, bill, self._owed(bill), plan)

    def _owed(self, bill: Invoice) -> money.Money:
        return money.Money(bill.remaining or bill.amount or 0, bill.currency or self._desk.terms.currency)


def _bill(known: Subscribed) -> Invoice | None:
    """Return a bill that was not paid and has a page."""
    bill = known.invoice
    return bill if known.subscription.status in _LATE and bill is not None and bill.hosted_url else None

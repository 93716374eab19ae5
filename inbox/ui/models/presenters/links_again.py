"""How a link that can still be paid goes out once more: as a text, or in a closed window by a template; and when to remind.

Reminding is suggested by the words of the button alone: nothing goes out by itself. GUI thread only; part of the panel's
presenter. What is worked out here holds until the chat is looked at anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from inbox.desk.ports import ChatView, EntryView
from inbox.domain import customer_texts, times
from inbox.domain.actions import SendLinkButton, SendTemplate, SendText
from inbox.domain.ids import ActionId, SourceId
from inbox.domain.money import Money
from inbox.domain.payments import Checkout
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.link_templates import link_templates
from inbox.ui.models.presenters.template_offers import TemplateOffer

REMIND_AFTER = timedelta(hours=24)
"""So long after a link was last sent it may have been forgotten."""


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """One of ``text`` and ``template`` carries it, or neither can; with ``url`` the text goes over a button that opens it."""

    text: str | None = None
    url: str = ""
    template: TemplateOffer | None = None
    is_reminder: bool = False

    @property
    def is_possible(self) -> bool:
        """Whether it can go out."""
        return self.text is not None or self.template is not None


class LinksAgain:
    """The links of one open chat."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._chat: ChatView | None = None
        self._said: Sequence[EntryView] = ()
        self._offers: dict[SourceId, TemplateOffer | None] = {}

    def look(self, chat: ChatView | None, *, has_any: bool) -> None:
        """Take over what was said in the chat by now, if it has any links at all."""
        self._chat, self._offers = chat, {}
        self._said = self._desk.reads.conversation(chat.conversation) if chat is not None and has_any else ()

    def of(self, request: Checkout, language: str) -> Again:
        """Return how a link goes out once more; ``language`` is the customer's."""
        chat, url = self._chat, url_of(request)
        if chat is None or not url or chat.blocked:
            return Again()
        money = Money(request.amount or 0, request.currency or self._desk.terms.currency)
        is_due = request.status == "open" and self._is_due(request, url)
        if not can_write(self._desk, chat):
            return Again(template=self._offer(chat, request, money, url), is_reminder=is_due)
        say = customer_texts.link_again
        if request.status != "open":
            say = customer_texts.page_again
        elif is_due:
            say = customer_texts.reminder
        if is_unreadable(request):
            return Again(text=say(language, money, ""), url=url, is_reminder=is_due)
        return Again(text=say(language, money, url), is_reminder=is_due)

    def send(self, request: Checkout, language: str, action: ActionId) -> SendText | SendLinkButton | SendTemplate | None:
        """Return the message that does it, None when none can."""
        again = self.of(request, language)
        if self._chat is None or not again.is_possible:
            return None
        if again.template is not None:
            return again.template.choice.send(action, self._chat.conversation)
        which, text = self._chat.conversation, again.text or ""
        if again.url:
            label = customer_texts.pay_button(language)
            return SendLinkButton(id=action, conversation=which, text=text, label=label, url=again.url)
        return SendText(id=action, conversation=which, text=text)

    def _offer(self, chat: ChatView, request: Checkout, money: Money, url: str) -> TemplateOffer | None:
        if request.id not in self._offers:
            is_page = request.kind == "session" and request.status == "open"
            found = link_templates(self._desk, chat, money, url=url, is_page=is_page)
            self._offers[request.id] = next(iter(found), None)
        return self._offers[request.id]

    def _is_due(self, request: Checkout, url: str) -> bool:
        """Tell whether nobody has sent it, or a template that may carry it, for long."""
        sent = [one.at for one in self._said if one.direction == "out" and (one.kind == "template" or _carries(one, url))]
        last = max([*sent, *([request.created] if request.created else [])], default=None)
        return last is not None and self._desk.clock.now() - times.from_text(last) >= REMIND_AFTER


def _carries(entry: EntryView, url: str) -> bool:
    return url in (entry.text or "") or (entry.extra or {}).get("url") == url


def is_unreadable(request: Checkout) -> bool:
    """Tell whether the address of a request is hundreds of characters long, as those of Stripe's pages are."""
    return request.kind == "session" and request.status == "open"


def url_of(request: Checkout) -> str:
    """Return where a request is paid: a page that has expired opens again under an address of its own for 30 days."""
    return (request.url if request.status == "open" else request.recovery_url) or ""

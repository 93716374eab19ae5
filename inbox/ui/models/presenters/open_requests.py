"""Payment links that can still be paid, and payments the bank refused: what to do about either. GUI thread only.

Part of the panel's presenter. The same link is sent once more as long as it can be paid; a new one would be a second request.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView, Money
from inbox.domain import customer_texts, declines, times
from inbox.domain.actions import CancelPaymentRequest
from inbox.domain.ids import ConversationId
from inbox.domain.payments import Checkout
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.link_wishes import LinkSeed, LinkWishes
from inbox.ui.models.presenters.links_again import Again, LinksAgain, is_unreadable, url_of
from inbox.ui.models.rows import Chip, Span, Tone
from inbox.ui.models.states import cards
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_DECLINED = frozenset({"failed", "requires_payment_method"})
_LATE = timedelta(days=7)
"""Nobody comes back to a declined card after so long."""
_RECOVERABLE = timedelta(days=30)
"""So long Stripe opens an expired page again (docs.stripe.com/payments/checkout/abandoned-carts)."""
_LIVE = frozenset({"posting", "queued", "sending"})


class OpenRequests:
    """The requests of one open chat. ``write`` puts a text into the composer, to be read before it goes.

    ``open_form`` opens the link form with what a payment's card offers.
    """

    def __init__(
        self,
        desk: Desk,
        clicks: Clicks,
        language: Callable[[], str],
        write: Callable[[str], None],
        copy: Callable[[str], None],
        open_form: Callable[[LinkSeed], None],
    ) -> None:
        self._desk = desk
        self._clicks = clicks
        self._language = language
        self._write = write
        self._copy = copy
        self._chat: ChatView | None = None
        self._requests: Sequence[Checkout] = ()
        self._expired: Sequence[Checkout] = ()
        self._lapsed: Sequence[Checkout] = ()
        self._again = LinksAgain(desk)
        self.wishes = LinkWishes(desk, language, open_form)
        self._payments: Sequence[Money] = ()
        self.acts: dict[str, Callable[[str], None]] = {
            Intent.SEND_LINK_AGAIN: self._send_again,
            Intent.CANCEL_REQUEST: self._cancel,
            Intent.COPY_LINK: self._copy_link,
            Intent.EXPLAIN_DECLINE: self._explain,
            **self.wishes.acts,
        }
        """What each button does; the request, or the refused payment, comes with it."""

    def read(self, conversation: ConversationId) -> None:
        """Read the expired pages of a person; what is written in the chat changes none."""
        self._expired = self._desk.reads.lapsed_requests(conversation)

    def look(self, chat: ChatView | None, requests: Sequence[Checkout], payments: Sequence[Money]) -> None:
        """Take over what is open now."""
        self._chat, self._requests, self._payments = chat, requests, payments
        self._lapsed = self._recoverable(chat)
        self.wishes.look(chat, requests, payments)
        self._again.look(chat, has_any=bool(requests or self._lapsed))

    # -- refused payments ----------------------------------------------------------------------------------------------

    def declined(self, paid: Money, details: str) -> Entry | None:
        """Return the card of a payment the bank refused, while something can be done about it; else None."""
        chat = self._chat
        if chat is None or not is_declined(paid) or not self._is_newest(paid):
            return None
        request = self._request_of(paid)
        now = self._desk.clock.now()
        is_late = paid.payment.when is None or now - times.from_text(paid.payment.when) >= _LATE
        if request is None and is_late:
            return None
        open_until = self._open_until(request) if request is not None else ""
        offers = {Intent.EXPLAIN_DECLINE} if can_write(self._desk, chat) and not chat.blocked else set[Intent]()
        again = Again() if request is None else self._again.of(request, self._language())
        if again.is_possible:
            offers.add(Intent.SEND_LINK_AGAIN)
        by_card = paid.payment.method in (None, "card")
        card = cards.declined(
            paid.payment.id,
            self._desk.amount(paid.payment.amount or 0, paid.payment.currency),
            what=translate("Requests", "Card declined") if by_card else translate("Requests", "Payment declined"),
            details=" · ".join(part for part in (details, open_until) if part),
            cause=cause(paid.payment.failure_code),
            has_page=request is not None,
            customer=wording.first_name(wording.shown_name(chat.name)),
            offers=offers,
        )
        return replace(card, explanation=(*card.explanation, *_by_template(again, " ")))

    def _is_newest(self, paid: Money) -> bool:
        """Tell whether nothing was paid, or tried, since."""
        created = paid.payment.when or ""
        return all((each.payment.when or "") <= created for each in self._payments)

    def _request_of(self, paid: Money) -> Checkout | None:
        """Return the open request a payment was tried on: the one Stripe names, else the one over the same sum."""
        named = next((each for each in self._requests if each.id in paid.sale.requests), None)
        if named is not None:
            return named
        amount, currency = paid.payment.amount, paid.payment.currency
        same = (each for each in self._requests if amount is not None and (each.amount, each.currency) == (amount, currency))
        return next(same, None)

    # -- open links ----------------------------------------------------------------------------------------------------

    def sections(self, chat: ChatView) -> tuple[Section, ...]:
        """Return the links that can still be paid, and the pages that expired but can be opened again."""
        return tuple(found for found in (self._open_section(chat), self._lapsed_section()) if found is not None)

    def _open_section(self, chat: ChatView) -> Section | None:
        """Return the links that can still be paid, but those that stand in the card of a refused payment."""
        told = {request.id for paid in self._payments if self.declined(paid, "") and (request := self._request_of(paid))}
        entries = tuple(self._entry(chat, request) for request in self._requests if request.id not in told)
        if not entries:
            return None
        title = translate("Requests", "Open payment link") if len(entries) == 1 else translate("Requests", "Open payment links")
        return Section(id="requests", title=title, entries=entries)

    def _entry(self, chat: ChatView, request: Checkout) -> Entry:
        desk = self._desk
        live = self._is_being_closed(request)
        reason = translate("Requests", "Link being closed") if live else ""
        goes = self._again.of(request, self._language())
        if not reason and chat.blocked:
            reason = translate("Requests", "This person is blocked.")
        elif not reason and not goes.is_possible:
            reason = translate("Requests", "The window is closed, and no approved template can carry this link; copy it instead.")
        words = translate("Requests", "Send same link again")
        if goes.is_reminder:
            words = translate("Requests", "Remind, with the same link")
        again = CardButton(intent=Intent.SEND_LINK_AGAIN, text=words, is_enabled=not reason, reason=reason)
        copy = CardButton(intent=Intent.COPY_LINK, text=translate("Requests", "Copy link"))
        close = CardButton(
            intent=Intent.CANCEL_REQUEST,
            text=translate("Requests", "Close link"),
            is_enabled=not live and desk.commands.view.status.online,
        )
        chip = Chip(translate("Requests", "Unpaid"), Tone.WARN)
        if request.shared:
            # Whether others pay on it says nothing of this person; and it is not closed for one of many.
            chip = Chip(translate("Requests", "Open"), Tone.INFO)
        return Entry(
            id=request.id,
            title="" if request.amount is None else desk.amount(request.amount, request.currency),
            chip=Chip(reason, Tone.INFO) if live else chip,
            details=tuple(part for part in (self._since(request),) if part),
            explanation=_by_template(goes),
            buttons=(*((again, copy) if request.url else ()), *(() if request.shared else (close,))),
        )

    def _recoverable(self, chat: ChatView | None) -> tuple[Checkout, ...]:
        """Return the expired pages that Stripe still opens again, and that nothing was paid or asked for since."""
        if chat is None:
            return ()
        now = self._desk.clock.now()
        since = [each.payment.when or "" for each in self._payments if each.payment.status == "succeeded"]
        since += [each.created or "" for each in self._requests]
        return tuple(
            each
            for each in self._expired
            if each.expires_at is not None
            and now - times.from_text(each.expires_at) < _RECOVERABLE
            and max(since, default="") < (each.created or each.expires_at)
        )

    def _lapsed_section(self) -> Section | None:
        if not self._lapsed:
            return None
        entries = tuple(self._lapsed_entry(request) for request in self._lapsed)
        return Section(id="lapsed", title=translate("Requests", "Expired payment link"), entries=entries)

    def _lapsed_entry(self, request: Checkout) -> Entry:
        desk, goes = self._desk, self._again.of(request, self._language())
        reason = ""
        if not goes.is_possible:
            reason = translate("Requests", "The window is closed, and no approved template can carry this link; copy it instead.")
        at = desk.moments.coming(times.from_text(request.expires_at or ""), desk.clock.now())
        words = translate("Requests", "Send link again")
        return Entry(
            id=request.id,
            title="" if request.amount is None else desk.amount(request.amount, request.currency),
            chip=Chip(translate("Requests", "Expired"), Tone.NEUTRAL),
            details=(translate("Requests", "expired {time} · can be opened again").format(time=at),),
            explanation=_by_template(goes),
            buttons=(
                CardButton(intent=Intent.SEND_LINK_AGAIN, text=words, is_enabled=not reason, reason=reason),
                CardButton(intent=Intent.COPY_LINK, text=translate("Requests", "Copy link")),
            ),
        )

    def _is_being_closed(self, request: Checkout) -> bool:
        items = self._desk.commands.view.items
        return any(
            item.kind == "cancel_payment_request" and item.state in _LIVE and request.id in item.targets for item in items
        )

    def _since(self, request: Checkout) -> str:
        desk, now = self._desk, self._desk.clock.now()
        parts = []
        if request.created is not None:
            sent = desk.moments.coming(times.from_text(request.created), now)
            parts.append(translate("Requests", "made {time}").format(time=sent))
        if (until := self._open_until(request)) and request.expires_at is not None:
            parts.append(until)
        if request.shared:
            parts.append(translate("Requests", "others can pay it too"))
        return " · ".join(parts)

    def _open_until(self, request: Checkout) -> str:
        if request.expires_at is None:
            return translate("Requests", "link still open")
        until = self._desk.moments.coming(times.from_text(request.expires_at), self._desk.clock.now())
        return translate("Requests", "link open until {time}").format(time=until)

    # -- what buttons do -----------------------------------------------------------------------------------------------

    def _asked(self, subject: str) -> Checkout | None:
        """Return a request by its id, or the one a refused payment was tried on."""
        paid = next((each for each in self._payments if each.payment.id == subject), None)
        if paid is not None:
            return self._request_of(paid)
        return next((each for each in (*self._requests, *self._lapsed) if each.id == subject), None)

    def _send_again(self, subject: str) -> None:
        request = self._asked(subject)
        message = None if request is None else self._again.send(request, self._language(), self._clicks.new_id())
        if message is not None:
            self._clicks.click(message)

    def _cancel(self, subject: str) -> None:
        request = self._asked(subject)
        if self._chat is not None and request is not None:
            which = self._chat.conversation
            self._clicks.click(CancelPaymentRequest(id=self._clicks.new_id(), conversation=which, request=request.id))

    def _copy_link(self, subject: str) -> None:
        if (request := self._asked(subject)) is not None and (url := url_of(request)):
            self._copy(url)

    def _explain(self, payment: str) -> None:
        paid = next((each for each in self._payments if each.payment.id == payment), None)
        if paid is None:
            return
        request = self._request_of(paid)
        url = None if request is None or not request.url else "" if is_unreadable(request) else request.url
        self._write(customer_texts.declined(self._language(), declines.cause(paid.payment.failure_code), url))


def _by_template(again: Again, before: str = "") -> tuple[Span, ...]:
    """Say, for a closed window, which template carries the link and how it will be read."""
    if again.template is None:
        return ()
    words = translate("Requests", "Goes out by the template {words}: “{text}”")
    return (Span(before + words.format(words=again.template.words, text=again.template.said)),)


def is_declined(paid: Money) -> bool:
    """Tell whether a payment was tried and refused; a page nobody has tried to pay on is not."""
    return paid.payment.status == "failed" or (paid.payment.status in _DECLINED and bool(paid.payment.failure_code))


def cause(code: str | None) -> str:
    """Return why the bank refused, for the agent: as much as may be told to the customer, and no more."""
    return {
        "funds": translate("Requests", "The card had insufficient funds."),
        "expired": translate("Requests", "The card has expired."),
        "mistyped": translate("Requests", "The card details were not right."),
        "limit": translate("Requests", "The card's limit is reached."),
        "confirm": translate("Requests", "The payment was not confirmed with the bank."),
        "later": translate("Requests", "The bank could not be reached; later it may work."),
        "bank": translate("Requests", "The bank said no without a reason."),
    }[declines.cause(code)]

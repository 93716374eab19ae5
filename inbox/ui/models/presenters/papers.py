"""Receipts and invoices of the open chat: sent with one click, and the credit note of a refund made when it is missing.

Part of the panel's presenter. GUI thread only. A receipt goes as a button that opens Stripe's page; an invoice as its PDF,
which the hub fetches, or as a button too. With the window closed an approved template takes its place, shown before it goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView, MissingNote, Money
from inbox.domain import customer_texts, times
from inbox.domain.actions import MakeCreditNote, SendInvoice
from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.invoice_actions import TO_COME
from inbox.domain.money import Money as Sum
from inbox.domain.payments import CreditNote, Invoice
from inbox.domain.send_actions import SendLinkButton, SendMedia, SendTemplate
from inbox.ui.models.presenters import disputes, paper_templates
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.money_lines import invoice_chip
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.presenters.template_offers import TemplateOffer, way_out
from inbox.ui.models.rows import Span
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

SECTION = "invoices"
_MOST = 4
_LIVE = frozenset({"held", "posting", "queued", "sending"})
_GONE = frozenset({"draft", "void"})
_STARTERS: dict[str, str] = {
    Intent.RECEIPT: paper_templates.RECEIPT,
    Intent.SEND_INVOICE: paper_templates.FILE,
    Intent.SEND_INVOICE_LINK: paper_templates.PAGE,
}
"""Which template of the starter set takes what, by what is asked for."""
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


class PaperWork:
    """The papers of one open chat. ``language`` is the customer's."""

    def __init__(self, desk: Desk, clicks: Clicks, language: Callable[[], str]) -> None:
        self._desk = desk
        self._clicks = clicks
        self._language = language
        self._chat: ChatView | None = None
        self._payments: Sequence[Money] = ()
        self._invoices: Sequence[Invoice] = ()
        self._shows_all = False
        self._asked: tuple[str, str] | None = None
        """What is asked for, and of what, while the template that would carry it is looked at."""
        self.acts: dict[str, Callable[[str], None]] = {
            **{intent: partial(self._want, intent) for intent in _STARTERS},
            Intent.PAPER_SEND: self._send_template,
            Intent.PAPER_LEAVE: self._leave,
            Intent.CREDIT_NOTE_AGAIN: self._credit_again,
            Intent.ALL_INVOICES: self._show_all,
        }
        """What each button does; the payment comes with it, or the invoice."""

    def begin(self) -> None:
        """Another chat is opened."""
        self._shows_all, self._asked = False, None

    def read(self, conversation: ConversationId) -> None:
        """Read a person's invoices; what is written in the chat changes none."""
        self._invoices = self._desk.reads.invoices(conversation)

    def look(self, chat: ChatView | None, payments: Sequence[Money]) -> None:
        """Take over whose papers it is about now."""
        self._chat, self._payments = chat, payments
        if chat is None or can_write(self._desk, chat):
            self._asked = None

    @property
    def names(self) -> frozenset[SourceId]:
        """The invoices and credit notes shown."""
        notes = (note.id for paid in self._payments for note in paid.papers.notes)
        return frozenset((*(each.id for each in self._invoices), *notes))

    # -- what is shown -------------------------------------------------------------------------------------------------

    def dress(self, paid: Money, entry: Entry) -> Entry:
        """Return a payment's card with its papers; one that asks or tells something else stays as it is."""
        named = self._named(paid)
        if named:
            entry = msgspec.structs.replace(entry, details=(*entry.details, named))
        is_busy = entry.form is not None or entry.explanation or entry.progress
        if is_busy or not _belongs(paid):
            return entry
        if paid.papers.missing:
            return self._with_missing(entry, paid, paid.papers.missing[0])
        if self._asked is not None and self._asked[1] == paid.payment.id:
            return self._with_template(entry, *self._asked)
        buttons = self._buttons(paid)
        if buttons and entry.side is None:
            # Where nothing is left to refund, the paper takes the place of that button.
            entry, buttons = msgspec.structs.replace(entry, side=buttons[0]), buttons[1:]
        return msgspec.structs.replace(entry, buttons=(*buttons, *entry.buttons))

    def _buttons(self, paid: Money) -> list[CardButton]:
        """Return what a payment's card offers of its papers; an invoice is offered nowhere else then."""
        buttons: list[CardButton] = []
        if paid.payment.receipt_url:
            reason = self._against((paid.payment.receipt_url,))
            buttons.append(_button(Intent.RECEIPT, translate("Papers", "Send receipt"), reason))
        invoice = paid.papers.invoice
        if invoice is not None and invoice.status not in _GONE:
            reason = self._against((invoice.id,))
            buttons.append(_button(Intent.SEND_INVOICE, translate("Papers", "Send invoice"), reason))
            buttons.append(_button(Intent.SEND_INVOICE_LINK, translate("Papers", "As link"), reason))
        return buttons

    def _with_template(self, entry: Entry, intent: str, subject: str) -> Entry:
        """Return a card with the template that would go out, or with what would make one do so."""
        assert self._chat is not None
        leave = CardButton(intent=Intent.PAPER_LEAVE, text=translate("Papers", "Do not send"))
        offered = self._offer(intent, subject)
        if offered is None:
            words = paper_templates.none_words(self._way_out(self._chat, intent, subject))
            page = CardButton(intent=Intent.TEMPLATE_PAGE, text=translate("Papers", "Templates"))
            return msgspec.structs.replace(entry, explanation=(Span(words),), buttons=(page, leave))
        reason = self._against(self._targets(intent, subject))
        send = msgspec.structs.replace(
            _button(Intent.PAPER_SEND, translate("Papers", "Send template"), reason), is_primary=True
        )
        return msgspec.structs.replace(entry, explanation=(Span(paper_templates.words(offered)),), buttons=(send, leave))

    def _way_out(self, chat: ChatView, intent: str, subject: str) -> str:
        """Say what would make a template carry it: one that is approved, or what Stripe has not told of the invoice yet."""
        invoice = None if intent == Intent.RECEIPT else self._invoice(subject)
        if invoice is not None and not invoice.number:
            return translate("Papers", "Stripe has not given this invoice a number yet; open the chat again in a moment.")
        return way_out(self._desk, chat, _STARTERS[intent])

    def _named(self, paid: Money) -> str:
        invoice, notes = paid.papers.invoice, [note for note in paid.papers.notes if note.status != "void"]
        if invoice is None or not invoice.number:
            return ""
        text = translate("Papers", "Invoice {number}").format(number=invoice.number)
        if not notes:
            return text
        return translate("Papers", "{invoice} · credit note {notes}").format(invoice=text, notes=_numbers(invoice, notes))

    def _with_missing(self, entry: Entry, paid: Money, note: MissingNote) -> Entry:
        amount = self._desk.amount(note.amount, note.currency)
        if note.is_live:
            words = translate("Papers", "The credit note for {amount} is being made.").format(amount=amount)
            return msgspec.structs.replace(entry, progress=(Span(words),))
        text = translate("Papers", "{amount} refunded, but the credit note is missing.").format(amount=amount)
        said = words_of(note.problem, self._desk.language, note.currency) or text
        again = CardButton(
            intent=Intent.CREDIT_NOTE_AGAIN,
            text=translate("Papers", "Make credit note"),
            is_enabled=self._desk.is_online and self._desk.me.role != "viewer",
        )
        return msgspec.structs.replace(
            entry,
            explanation=(Span(said),),
            buttons=(again, *entry.buttons),
        )

    def section(self) -> Section | None:
        """Return the person's invoices that no payment's card offers; None where there are none."""
        offered = {paid.papers.invoice.id for paid in self._payments if paid.papers.invoice and _offers(paid)}
        listed = [each for each in self._invoices if each.id not in offered]
        if self._chat is None or not listed:
            return None
        shown = listed if self._shows_all else listed[:_MOST]
        link = None
        if len(listed) > _MOST:
            text = translate("Papers", "Fewer") if self._shows_all else translate("Papers", "All {count} ›")
            link = CardButton(intent=Intent.ALL_INVOICES, text=text.format(count=len(listed)))
        title = translate("Papers", "Invoices")
        return Section(id=SECTION, title=title, link=link, entries=tuple(self._entry(each) for each in shown))

    def _entry(self, invoice: Invoice) -> Entry:
        desk, moments = self._desk, self._desk.moments
        amount = "" if invoice.amount is None else desk.amount(invoice.amount, invoice.currency)
        day = ""
        if invoice.created is not None:
            day = moments.short_day(moments.day(times.from_text(invoice.created)), moments.day(desk.clock.now()))
        buttons: tuple[CardButton, ...] = ()
        if invoice.status not in _GONE:
            reason = self._against((invoice.id,))
            buttons = (
                _button(Intent.SEND_INVOICE, translate("Papers", "Send as PDF"), reason),
                _button(Intent.SEND_INVOICE_LINK, translate("Papers", "Send as link"), reason),
            )
        entry = Entry(
            id=invoice.id,
            title=" · ".join(part for part in (invoice.number, amount) if part),
            chip=invoice_chip(invoice),
            details=(day,) if day else (),
            buttons=buttons,
        )
        if self._asked is not None and self._asked[1] == invoice.id:
            return self._with_template(entry, *self._asked)
        return entry

    def _against(self, targets: tuple[str, ...]) -> str:
        """Return why a paper cannot be sent now, in words; empty when it can, in a closed window by a template if at all."""
        chat = self._chat
        if chat is None or chat.blocked:
            return translate("Papers", "This person is blocked.")
        if any(item.state in _LIVE and set(targets) & set(item.targets) for item in self._desk.commands.view.items):
            return translate("Papers", "Being sent")
        if not self._desk.is_online:
            return translate("Papers", "Without a connection nothing can be sent.")
        return ""

    def _offer(self, intent: str, subject: str) -> TemplateOffer | None:
        """Return the template that carries it in a closed window; a file goes as a page where none takes a file."""
        chat, paid, invoice = self._chat, self._paid(subject), self._invoice(subject)
        if chat is None:
            return None
        if intent == Intent.RECEIPT:
            url = None if paid is None else paid.payment.receipt_url
            return None if paid is None or not url else paper_templates.receipt_page(self._desk, chat, self._sum(paid), url)
        if invoice is None:
            return None
        money = None if paid is None else self._sum(paid)
        if invoice.amount is not None and invoice.currency is not None:
            money = Sum(invoice.amount, invoice.currency)
        if intent == Intent.SEND_INVOICE:
            name = self._file_name(invoice)
            found = paper_templates.invoice_file(self._desk, chat, invoice, money, name)
            if found is not None:
                return found
        return paper_templates.invoice_page(self._desk, chat, invoice, money)

    # -- what is clicked -----------------------------------------------------------------------------------------------

    def _want(self, intent: str, subject: str) -> None:
        """Send it, or show the template that would go out while the window is closed."""
        targets = self._targets(intent, subject)
        if self._chat is None or not targets or self._against(targets):
            return
        if not can_write(self._desk, self._chat):
            self._asked = (intent, subject)
        elif intent == Intent.RECEIPT:
            self._send_receipt(self._chat.conversation, subject)
        elif (invoice := self._invoice(subject)) is not None:
            make = self._file if intent == Intent.SEND_INVOICE else self._link
            self._click(invoice, make(self._chat.conversation, invoice))

    def _targets(self, intent: str, subject: str) -> tuple[str, ...]:
        """Return what a click is about, so that no second one is taken meanwhile."""
        if intent != Intent.RECEIPT:
            invoice = self._invoice(subject)
            return () if invoice is None else (invoice.id,)
        paid = self._paid(subject)
        return (paid.payment.receipt_url,) if paid is not None and paid.payment.receipt_url else ()

    def _send_template(self, subject: str) -> None:
        """Send the template that was looked at."""
        asked, chat = self._asked, self._chat
        if chat is None or asked is None or asked[1] != subject:
            return
        targets, offered = self._targets(*asked), self._offer(*asked)
        if offered is None or not targets or self._against(targets):
            return
        self._asked = None
        send = offered.choice.send(self._clicks.new_id(), chat.conversation)
        invoice = None if asked[0] == Intent.RECEIPT else self._invoice(subject)
        if invoice is None:
            self._clicks.click(send, targets)
        elif offered.has_file:
            self._click(invoice, msgspec.structs.replace(send, media=TO_COME, filename=self._file_name(invoice)))
        else:
            self._click(invoice, send)

    def _leave(self, _subject: str) -> None:
        self._asked = None

    def _send_receipt(self, conversation: ConversationId, payment: str) -> None:
        paid = self._paid(payment)
        if paid is None or not paid.payment.receipt_url:
            return
        language = self._language()
        send = SendLinkButton(
            id=self._clicks.new_id(),
            conversation=conversation,
            text=customer_texts.receipt(language, self._sum(paid)),
            label=customer_texts.receipt_label(language),
            url=paid.payment.receipt_url,
        )
        self._clicks.click(send, (send.url,))

    def _file(self, conversation: ConversationId, invoice: Invoice) -> SendMedia:
        return SendMedia(
            id=self._clicks.new_id(),
            conversation=conversation,
            media=TO_COME,
            media_kind="document",
            caption=customer_texts.invoice(self._language(), invoice.number),
            filename=self._file_name(invoice),
        )

    def _link(self, conversation: ConversationId, invoice: Invoice) -> SendLinkButton:
        language = self._language()
        return SendLinkButton(
            id=self._clicks.new_id(),
            conversation=conversation,
            text=customer_texts.invoice(language, invoice.number),
            label=customer_texts.invoice_label(language),
            url=invoice.hosted_url or "https://pay.stripe.com",
        )

    def _click(self, invoice: Invoice, send: SendMedia | SendLinkButton | SendTemplate) -> None:
        wish = SendInvoice(id=self._clicks.new_id(), conversation=send.conversation, invoice=invoice.id, send=send)
        self._clicks.click(wish, (invoice.id,))

    def _credit_again(self, payment: str) -> None:
        paid = self._paid(payment)
        if self._chat is None or paid is None or not paid.papers.missing:
            return
        note = paid.papers.missing[0]
        wish = MakeCreditNote(
            id=self._clicks.new_id(),
            conversation=self._chat.conversation,
            payment=paid.payment.id,
            refund=note.refund,
            amount=note.amount,
            currency=note.currency,
            refund_action=note.refund_action,
        )
        self._clicks.click(wish, (note.refund,))

    def _show_all(self, _section: str) -> None:
        self._shows_all = not self._shows_all

    # -- inside --------------------------------------------------------------------------------------------------------

    def _sum(self, paid: Money) -> Sum:
        return Sum(paid.payment.amount or 0, paid.payment.currency or self._desk.terms.currency)

    def _paid(self, payment: str) -> Money | None:
        return next((paid for paid in self._payments if paid.payment.id == payment), None)

    def _invoice(self, subject: str) -> Invoice | None:
        """Return an invoice by its own id, or by the payment that paid it."""
        paid = self._paid(subject)
        if paid is not None:
            return paid.papers.invoice
        return next((each for each in self._invoices if each.id == subject), None)

    def _file_name(self, invoice: Invoice) -> str:
        number = _NOT_IN_A_NAME.sub("-", invoice.number or "")[:80]
        return f"{customer_texts.invoice_word(self._language())}{f'_{number}' if number else ''}.pdf"


def _belongs(paid: Money) -> bool:
    """Tell whether a payment's card is the place for its papers: while the bank asks about it, it has other things to say."""
    return paid.payment.status == "succeeded" and disputes.open_case(paid) is None


def _offers(paid: Money) -> bool:
    """Tell whether a payment's card offers its invoice, unless something is just being done with it."""
    invoice = paid.papers.invoice
    return invoice is not None and invoice.status not in _GONE and _belongs(paid) and not paid.papers.missing


def _button(intent: Intent, text: str, reason: str) -> CardButton:
    return CardButton(intent=intent, text=text, is_enabled=not reason, reason=reason)


def _numbers(invoice: Invoice, notes: Sequence[CreditNote]) -> str:
    """Return the notes' numbers, each without the invoice's own when it begins with that."""
    begin = f"{invoice.number}-"
    return ", ".join((note.number or note.id).removeprefix(begin) for note in notes)

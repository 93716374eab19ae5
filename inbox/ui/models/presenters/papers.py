"""Receipts and invoices of the open chat: sent with one click, and the credit note of a refund made when it is missing.

Part of the panel's presenter. GUI thread only. A receipt goes as a button that opens Stripe's page; an invoice as its PDF,
which the hub fetches, or as a button too. With the window closed only a template with a document over it takes one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

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
from inbox.domain.template_prefill import prefill
from inbox.domain.templates import MARKETING, missing
from inbox.ui.models.presenters import disputes
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.customer_facts import facts_of
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.money_lines import invoice_chip
from inbox.ui.models.presenters.problems import words_of
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
_ABOUT_IT = re.compile(r"rechnung|invoice|beleg|receipt", re.IGNORECASE)
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
        self.acts: dict[str, Callable[[str], None]] = {
            Intent.RECEIPT: self._send_receipt,
            Intent.SEND_INVOICE: self._send_file,
            Intent.SEND_INVOICE_LINK: self._send_link,
            Intent.CREDIT_NOTE_AGAIN: self._credit_again,
            Intent.ALL_INVOICES: self._show_all,
        }
        """What each button does; the payment comes with it, or the invoice."""

    def begin(self) -> None:
        """Another chat is opened."""
        self._shows_all = False

    def read(self, conversation: ConversationId) -> None:
        """Read a person's invoices; what is written in the chat changes none."""
        self._invoices = self._desk.reads.invoices(conversation)

    def look(self, chat: ChatView | None, payments: Sequence[Money]) -> None:
        """Take over whose papers it is about now."""
        self._chat, self._payments = chat, payments

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
        is_busy = entry.form is not None or entry.explanation or entry.progress or disputes.open_case(paid) is not None
        if is_busy or paid.payment.status != "succeeded":
            return entry
        if paid.papers.missing:
            return self._with_missing(entry, paid, paid.papers.missing[0])
        buttons: list[CardButton] = []
        if paid.payment.receipt_url:
            reason = self._against((paid.payment.receipt_url,), by_template=False)
            buttons.append(_button(Intent.RECEIPT, translate("Papers", "Send receipt"), reason))
        if paid.papers.invoice is not None and paid.papers.invoice.status not in _GONE:
            reason = self._against((paid.papers.invoice.id,), by_template=self._template(paid.papers.invoice) is not None)
            buttons.append(_button(Intent.SEND_INVOICE, translate("Papers", "Send invoice"), reason))
        if buttons and entry.side is None:
            # Where nothing is left to refund, the paper takes the place of that button.
            entry, buttons = msgspec.structs.replace(entry, side=buttons[0]), buttons[1:]
        return msgspec.structs.replace(entry, buttons=(*buttons, *entry.buttons))

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
        """Return the person's invoices; None where there are none."""
        if self._chat is None or not self._invoices:
            return None
        shown = self._invoices if self._shows_all else self._invoices[:_MOST]
        link = None
        if len(self._invoices) > _MOST:
            text = translate("Papers", "Fewer") if self._shows_all else translate("Papers", "All {count} ›")
            link = CardButton(intent=Intent.ALL_INVOICES, text=text.format(count=len(self._invoices)))
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
            file = self._against((invoice.id,), by_template=self._template(invoice) is not None)
            page = self._against((invoice.id,), by_template=False)
            buttons = (
                _button(Intent.SEND_INVOICE, translate("Papers", "Send as PDF"), file),
                _button(Intent.SEND_INVOICE_LINK, translate("Papers", "Send as link"), page),
            )
        return Entry(
            id=invoice.id,
            title=" · ".join(part for part in (invoice.number, amount) if part),
            chip=invoice_chip(invoice),
            details=(day,) if day else (),
            buttons=buttons,
        )

    def _against(self, targets: tuple[str, ...], *, by_template: bool) -> str:
        """Return why a paper cannot be sent now, in words; empty when it can."""
        chat = self._chat
        if chat is None or chat.blocked:
            return translate("Papers", "This person is blocked.")
        if any(item.state in _LIVE and set(targets) & set(item.targets) for item in self._desk.commands.view.items):
            return translate("Papers", "Being sent")
        if not self._desk.is_online:
            return translate("Papers", "Without a connection nothing can be sent.")
        if can_write(self._desk, chat) or by_template:
            return ""
        return translate("Papers", "The window is closed, and no approved template takes an invoice.")

    def _template(self, invoice: Invoice) -> SendTemplate | None:
        """Return the template an invoice goes out with while the window is closed: about it, and without an open gap."""
        chat = self._chat
        if chat is None or can_write(self._desk, chat):
            return None
        language = self._language()
        facts = facts_of(self._desk, chat, language)
        if invoice.amount is not None and invoice.currency is not None:
            facts = msgspec.structs.replace(facts, amount=Sum(invoice.amount, invoice.currency).text(language))
        for one in self._desk.reads.templates():
            is_fit = one.can_be_sent and one.is_of_a_chat and one.header == "DOCUMENT" and one.category != MARKETING
            if not is_fit or not one.language.startswith(language) or not _ABOUT_IT.search(f"{one.name} {one.body}"):
                continue
            values = msgspec.structs.replace(prefill(one, facts), has_media=True)
            if not missing(one, values):
                return SendTemplate(
                    id=self._clicks.new_id(),
                    conversation=chat.conversation,
                    template=one.name,
                    language=one.language,
                    header=dict(values.header),
                    body=dict(values.body),
                    buttons=dict(values.buttons),
                    media=TO_COME,
                    filename=self._file_name(invoice),
                )
        return None

    # -- what is clicked -----------------------------------------------------------------------------------------------

    def _send_receipt(self, payment: str) -> None:
        paid = self._paid(payment)
        url = paid.payment.receipt_url if paid is not None else None
        if self._chat is None or paid is None or not url or self._against((url,), by_template=False):
            return
        language = self._language()
        money = Sum(paid.payment.amount or 0, paid.payment.currency or self._desk.terms.currency)
        send = SendLinkButton(
            id=self._clicks.new_id(),
            conversation=self._chat.conversation,
            text=customer_texts.receipt(language, money),
            label=customer_texts.receipt_label(language),
            url=url,
        )
        self._clicks.click(send, (url,))

    def _send_file(self, subject: str) -> None:
        invoice = self._invoice(subject)
        if self._chat is None or invoice is None:
            return
        template = self._template(invoice)
        if self._against((invoice.id,), by_template=template is not None):
            return
        language = self._language()
        send: SendMedia | SendTemplate = template or SendMedia(
            id=self._clicks.new_id(),
            conversation=self._chat.conversation,
            media=TO_COME,
            media_kind="document",
            caption=customer_texts.invoice(language, invoice.number),
            filename=self._file_name(invoice),
        )
        self._click(invoice, send)

    def _send_link(self, subject: str) -> None:
        invoice = self._invoice(subject)
        if self._chat is None or invoice is None or self._against((invoice.id,), by_template=False):
            return
        language = self._language()
        send = SendLinkButton(
            id=self._clicks.new_id(),
            conversation=self._chat.conversation,
            text=customer_texts.invoice(language, invoice.number),
            label=customer_texts.invoice_label(language),
            url=invoice.hosted_url or "https://pay.stripe.com",
        )
        self._click(invoice, send)

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


def _button(intent: Intent, text: str, reason: str) -> CardButton:
    return CardButton(intent=intent, text=text, is_enabled=not reason, reason=reason)


def _numbers(invoice: Invoice, notes: Sequence[CreditNote]) -> str:
    """Return the notes' numbers, each without the invoice's own when it begins with that."""
    begin = f"{invoice.number}-"
    return ", ".join((note.number or note.id).removeprefix(begin) for note in notes)

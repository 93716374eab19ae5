"""Which approved template carries a receipt, an invoice or an unpaid bill into a chat whose window is closed, filled in.

An invoice goes as a file over the text where a template has a place for one, else as the button that opens its page.
GUI thread only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView
from inbox.domain.money import Money as Sum
from inbox.domain.payments import Invoice
from inbox.domain.template_choice import with_link
from inbox.domain.template_prefill import Facts
from inbox.domain.templates import Template
from inbox.ui.models.presenters.customer_facts import facts_of
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.template_offers import TemplateOffer, best_first, choice_of, offer, spoken

translate = QCoreApplication.translate

FILE, PAGE, RECEIPT, BILL = "invoice_file", "invoice_page", "receipt_page", "renewal_page"
"""The templates of the starter set for each."""
_INVOICE = re.compile(r"rechnung|invoice", re.IGNORECASE)
_RECEIPT = re.compile(r"beleg|quittung|receipt", re.IGNORECASE)
_PAID = ("payment_received", "zahlung_eingegangen", "zahlung_erhalten")
"""Beginnings of names of templates that thank for a payment."""


def invoice_file(desk: Desk, chat: ChatView, invoice: Invoice, money: Sum | None, file: str) -> TemplateOffer | None:
    """Return what carries an invoice over ``money`` as the file of this name; None where no template can."""
    listed = [one for one in desk.reads.templates() if _is_about(one, _INVOICE) or _is_about(one, _RECEIPT)]
    if invoice.status != "paid":
        listed = [one for one in listed if not one.name.startswith(_PAID)]
    for one in best_first(desk, chat, listed, {FILE: 0}, with_file=True):
        facts = _facts(desk, chat, one, money, number=invoice.number)
        if (found := offer(one, choice_of(one, facts), file=file)) is not None:
            return found
    return None


def invoice_page(desk: Desk, chat: ChatView, invoice: Invoice, money: Sum | None) -> TemplateOffer | None:
    """Return what carries the button that opens an invoice's page; None where no template can."""
    return _page(desk, chat, {PAGE: 0}, _INVOICE, money, invoice.hosted_url, number=invoice.number)


def receipt_page(desk: Desk, chat: ChatView, money: Sum, url: str) -> TemplateOffer | None:
    """Return what carries the button that opens a receipt; None where no template can."""
    return _page(desk, chat, {RECEIPT: 0}, _RECEIPT, money, url)


def bill_page(desk: Desk, chat: ChatView, invoice: Invoice, money: Sum, plan: str) -> TemplateOffer | None:
    """Return what carries the page on which an unpaid bill of the subscription ``plan`` can be paid; None where none can."""
    return _page(desk, chat, {BILL: 0, PAGE: 1}, _INVOICE, money, invoice.hosted_url, number=invoice.number, plan=plan)


def _page(
    desk: Desk,
    chat: ChatView,
    ranks: Mapping[str, int],
    about: re.Pattern[str],
    money: Sum | None,
    url: str | None,
    *,
    number: str | None = None,
    plan: str = "",
) -> TemplateOffer | None:
    if not url:
        return None
    listed = [one for one in desk.reads.templates() if one.name.removesuffix("_du") in ranks or _is_about(one, about)]
    # A failed renewal's page is nobody's who is asked for an invoice that is paid.
    fitting = [one for one in listed if BILL in ranks or not one.name.startswith(BILL)]
    for one in best_first(desk, chat, fitting, ranks):
        choice = with_link(choice_of(one, _facts(desk, chat, one, money, number=number, plan=plan)), one, url)
        if choice is not None and (found := offer(one, choice)) is not None:
            return found
    return None


def words(offered: TemplateOffer) -> str:
    """Say what goes out instead of a message, before it does."""
    text = translate("Papers", "The window is closed, so this template goes out: {words}. {text}")
    quoted = translate("Papers", "“{text}”").format(text=offered.said)
    return text.format(words=offered.words, text=quoted)


def none_words(way_out: str) -> str:
    """Say that no template can carry it, and what would change that."""
    return translate("Papers", "The window is closed, and no approved template can carry this. {way}").format(way=way_out)


def _facts(
    desk: Desk, chat: ChatView, template: Template, money: Sum | None, *, number: str | None = None, plan: str = ""
) -> Facts:
    language = spoken(template)
    amount = "" if money is None else money.text(language)
    return replace(facts_of(desk, chat, language), amount=amount, invoice_number=number or "", plan=plan, link="")


def _is_about(template: Template, about: re.Pattern[str]) -> bool:
    return about.search(f"{template.name} {template.body}") is not None

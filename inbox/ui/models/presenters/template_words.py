"""How templates stand at Meta, why one was rejected and what a lint found, in the agent's words; and how one reads in a chat."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.domain.templates import Filled, Template
from inbox.ui.models.rows import Chip, Tone
from inbox.ui.models.states.template_page import TemplatePreview

translate = QCoreApplication.translate

FAMILIAR = "_du"
"""Ends the name of a German template of the starter set that says du."""


def shown_name(name: str) -> str:
    """Return a template's name as people read it: ``order_shipped`` is "Order shipped"."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def title_of(name: str) -> str:
    """Return what a template is called wherever one is chosen or sent; the familiar one of two says that it is."""
    plain = name.removesuffix(FAMILIAR)
    return starter_name(plain) + ("" if plain == name else " · du")


def starter_name(name: str) -> str:
    """Return what one of the templates to begin with is called; ``name`` is without the mark of its familiar form."""
    known = {
        "answer_ready": translate("Templates", "Answer ready"),
        "ask_order_number": translate("Templates", "Ask for the order number"),
        "ask_phone_number": translate("Templates", "Ask for the phone number"),
        "complaint_received": translate("Templates", "Complaint received"),
        "complaint_solved": translate("Templates", "Complaint solved"),
        "delivery_delayed": translate("Templates", "Delivery delayed"),
        "invoice_file": translate("Templates", "Invoice as a file"),
        "invoice_page": translate("Templates", "Invoice as a page"),
        "order_ready": translate("Templates", "Order ready"),
        "order_shipped": translate("Templates", "Order shipped"),
        "order_shipped_dhl": translate("Templates", "Order shipped with DHL"),
        "pay_back": translate("Templates", "Pay back"),
        "payment_link": translate("Templates", "Payment link"),
        "payment_page": translate("Templates", "Payment page"),
        "payment_received": translate("Templates", "Payment received"),
        "payment_reminder": translate("Templates", "Payment reminder"),
        "receipt_page": translate("Templates", "Receipt"),
        "refund_failed": translate("Templates", "Refund failed"),
        "refund_sent": translate("Templates", "Refund sent"),
        "refund_started": translate("Templates", "Refund started"),
        "renewal_failed": translate("Templates", "Renewal failed"),
        "renewal_page": translate("Templates", "Page of an unpaid renewal"),
        "subscription_continues": translate("Templates", "Subscription continues"),
        "subscription_ended": translate("Templates", "Subscription has ended"),
        "subscription_ends": translate("Templates", "Subscription ends"),
        "subscription_on_hold": translate("Templates", "Subscription paused until further notice"),
        "subscription_paused": translate("Templates", "Subscription paused until a day"),
        "subscription_renewal": translate("Templates", "Subscription renewal"),
        "subscription_skipped": translate("Templates", "Subscription charge skipped"),
        "withdrawal_received": translate("Templates", "Withdrawal received"),
    }
    return known.get(name) or shown_name(name)


def gap_label(name: str) -> str:
    """Return what the named gap of a template is called: those of the starter set, in either language, in the agent's words."""
    known = {
        "vorname": translate("Templates", "First name"),
        "name": translate("Templates", "Name"),
        "shop": translate("Templates", "Shop"),
        "betrag": translate("Templates", "Amount"),
        "bestellnummer": translate("Templates", "Order number"),
        "rechnungsnummer": translate("Templates", "Invoice number"),
        "erstattungsbetrag": translate("Templates", "Refunded amount"),
        "versand": translate("Templates", "Carrier"),
        "sendungsnummer": translate("Templates", "Tracking number"),
        "termin": translate("Templates", "Date"),
        "loesung": translate("Templates", "Solution"),
        "erklaerung": translate("Templates", "What was declared"),
        "eingang": translate("Templates", "Received on"),
        "abo": translate("Templates", "Subscription"),
        "abobetrag": translate("Templates", "Price of the subscription"),
        "naechste_abbuchung": translate("Templates", "Next charge"),
        "entfallene_abbuchung": translate("Templates", "Skipped charge"),
        "pause_bis": translate("Templates", "Paused until"),
        "abo_ende": translate("Templates", "Ends on"),
    }
    return known.get(_SAME_GAPS.get(name, name)) or shown_name(name)


def state_chip(status: str) -> Chip:
    """Return how a template stands; an empty status is one that Meta has not seen yet."""
    known = {
        "": (translate("Templates", "Not submitted"), Tone.NEUTRAL),
        "APPROVED": (translate("Templates", "Approved"), Tone.OK),
        "PENDING": (translate("Templates", "In review"), Tone.INFO),
        "IN_APPEAL": (translate("Templates", "Appeal in review"), Tone.INFO),
        "REJECTED": (translate("Templates", "Rejected"), Tone.DANGER),
        "PAUSED": (translate("Templates", "Paused"), Tone.WARN),
        "DISABLED": (translate("Templates", "Disabled"), Tone.DANGER),
        "LIMIT_EXCEEDED": (translate("Templates", "Over the limit"), Tone.WARN),
        "ARCHIVED": (translate("Templates", "Archived"), Tone.NEUTRAL),
    }
    words, tone = known.get(status, (shown_name(status.casefold()), Tone.WARN))
    return Chip(words, tone)


def category(template: Template) -> str:
    """Return the category's name."""
    return {
        "UTILITY": translate("Templates", "Utility"),
        "MARKETING": translate("Templates", "Marketing"),
        "AUTHENTICATION": translate("Templates", "Authentication"),
    }.get(template.category, shown_name(template.category.casefold()))


def cost(template: Template) -> str:
    """Return what Meta charges for a message of a category, as far as it is certain: the rates differ by country."""
    return {
        "UTILITY": translate("Templates", "charged at Meta's utility rate, per message delivered"),
        "MARKETING": translate("Templates", "charged at Meta's marketing rate, the highest; needs the customer's consent"),
        "AUTHENTICATION": translate("Templates", "charged at Meta's authentication rate"),
    }.get(template.category, "")


def rejection(reason: str | None) -> str:
    """Return why a template was rejected: Meta's code in words, and what its review said beside it."""
    if not reason:
        return ""
    code, _, said = reason.partition(" ")
    words = {
        "ABUSIVE_CONTENT": translate("Templates", "Meta reads it as abusive."),
        "CATEGORY_NOT_AVAILABLE": translate("Templates", "The account may not use this category."),
        "INCORRECT_CATEGORY": translate("Templates", "It is in the wrong category."),
        "INVALID_FORMAT": translate("Templates", "Its form is not allowed."),
        "PROMOTIONAL": translate("Templates", "Meta reads it as advertising."),
        "SCAM": translate("Templates", "It asks for something that frauds ask for."),
        "TAG_CONTENT_MISMATCH": translate("Templates", "Language or category do not fit the text."),
    }.get(code)
    return reason if words is None else " ".join(part for part in (words, said) if part)


def lint_words(codes: str) -> str:
    """Return what was found before submitting, in sentences; ``codes`` as the problem names them."""
    known = _lint()
    return " ".join(known.get(code, shown_name(code.replace("-", "_")) + ".") for code in codes.split())


def preview(template: Template, filled: Filled) -> TemplatePreview:
    """Return how a filled template lies in the chat."""
    return TemplatePreview(
        text=filled.body,
        header=filled.header,
        media=media_words(template.header),
        footer=filled.footer,
        labels=tuple(button_label(button.kind, button.text) for button in filled.buttons),
    )


def media_words(header: str | None) -> str:
    """Return what stands over the text instead of words; empty where nothing does."""
    return {
        "IMAGE": translate("Templates", "Picture"),
        "VIDEO": translate("Templates", "Video"),
        "DOCUMENT": translate("Templates", "Document"),
        "LOCATION": translate("Templates", "Place on the map"),
        "PRODUCT": translate("Templates", "Product"),
    }.get(header or "", "")


def button_label(kind: str, text: str) -> str:
    """Return what stands on a button; WhatsApp writes some itself, in the customer's language."""
    if kind == "REQUEST_CONTACT_INFO":
        return text or translate("Templates", "Share the phone number")
    if kind == "COPY_CODE":
        return text or translate("Templates", "Copy the code")
    return text or shown_name(kind.casefold())


_SAME_GAPS = {
    "first_name": "vorname",
    "amount": "betrag",
    "order_number": "bestellnummer",
    "invoice_number": "rechnungsnummer",
    "refund_amount": "erstattungsbetrag",
    "carrier": "versand",
    "tracking_number": "sendungsnummer",
    "due": "termin",
    "solution": "loesung",
    "statement": "erklaerung",
    "received": "eingang",
    "plan": "abo",
    "plan_amount": "abobetrag",
    "next_charge": "naechste_abbuchung",
    "skipped_charge": "entfallene_abbuchung",
    "paused_until": "pause_bis",
    "ends_on": "abo_ende",
}
"""The gaps of the English starter set by what the German ones call the same."""


def _lint() -> dict[str, str]:
    return {
        "name": translate("Templates", "The name may have small letters, digits and _ only."),
        "language": translate("Templates", "The language is not a code such as de or en_US."),
        "category": translate("Templates", "Only Utility and Marketing can be submitted here."),
        "body-missing": translate("Templates", "There is no text."),
        "body-too-long": translate("Templates", "The text is longer than 1,024 characters."),
        "header-too-long": translate("Templates", "The heading is longer than 60 characters."),
        "footer-too-long": translate("Templates", "The small print is longer than 60 characters."),
        "footer-gap": translate("Templates", "The small print may have no gaps."),
        "header-gaps": translate("Templates", "The heading may have one gap."),
        "gap-at-edge": translate("Templates", "The text may neither begin nor end with a gap."),
        "gap-name": translate("Templates", "Gaps are named with small letters and _ only."),
        "gaps-dense": translate("Templates", "There are too few words for so many gaps."),
        "gaps-adjacent": translate("Templates", "Two gaps stand side by side."),
        "gaps-numbering": translate("Templates", "The gaps are not numbered from 1 on."),
        "gaps-mixed": translate("Templates", "Gaps have either names or numbers."),
        "buttons-too-many": translate("Templates", "There are too many buttons, or too many of one kind."),
        "buttons-twice": translate("Templates", "Two buttons say the same."),
        "buttons-mixed": translate("Templates", "Quick replies must stand together."),
        "button-kind": translate("Templates", "A button is of a kind that cannot be used here."),
        "button-label": translate("Templates", "A button's label is missing or longer than 25 characters."),
        "button-url": translate("Templates", "A button's address is not complete, or its gap is not at the end."),
        "button-phone": translate("Templates", "A button's phone number is not a number."),
        "examples-missing": translate("Templates", "A gap has no example."),
        "link-shortened": translate("Templates", "Shortened addresses are rejected; use the full one."),
        "reads-like-marketing": translate("Templates", "It reads like advertising; Meta would make it Marketing."),
    }

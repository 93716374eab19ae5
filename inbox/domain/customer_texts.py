"""What the shop says to a customer by a button, in the customer's language; agents read it before the click. Pure.

Written so that it is true whatever comes: a refund is started when Stripe has accepted it, the money is not there yet.
Neither familiar nor formal, because that is the shop's choice.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from inbox.domain.money import Money

LANGUAGES = ("de", "en")


class Question(msgspec.Struct, frozen=True):
    """A question with answers to tap."""

    text: str
    answers: tuple[str, ...]


_REFUND = {
    "de": "Die Erstattung über {amount} ist gestartet. {when}",
    "en": "We have started a refund of {amount}. {when}",
}
_BY_CARD = {
    "de": "Je nach Bank ist das Geld in 5 bis 10 Tagen auf der Karte.",
    "en": "Depending on the bank, the money is back on the card within 5 to 10 days.",
}
_BY_OTHERS = {
    "de": "Wann das Geld ankommt, hängt von der Bank ab.",
    "en": "When the money arrives depends on the bank.",
}
_ORDER_NUMBER = {
    "de": "Wie lautet die Bestellnummer? Sie steht meist in der Bestellbestätigung.",
    "en": "What is the order number? It is usually in the order confirmation.",
}
_NUMBER = {
    "de": "Unter welcher Telefonnummer sind Sie erreichbar? Ein Tipp genügt.",
    "en": "Which phone number can we reach you on? One tap is enough.",
}
_CATALOG = {"de": "Unser ganzes Sortiment auf einen Blick:", "en": "Everything we have, at a glance:"}
_QUESTIONS = {
    "de": (
        Question("Was wäre Ihnen lieber?", ("Geld zurück", "Ersatz")),
        Question("Ist damit alles geklärt?", ("Ja, danke", "Nein, noch nicht")),
        Question("Liefern oder abholen?", ("Liefern", "Abholen")),
    ),
    "en": (
        Question("Which would you prefer?", ("Refund", "Replacement")),
        Question("Is everything settled now?", ("Yes, thanks", "No, not yet")),
        Question("Delivery or pick-up?", ("Delivery", "Pick-up")),
    ),
}
_RECEIPT = {"de": "Hier ist der Beleg über {amount}.", "en": "Here is the receipt for {amount}."}
_RECEIPT_LABEL = {"de": "Beleg öffnen", "en": "Open receipt"}
_INVOICE = {"de": "Hier ist die Rechnung{number}.", "en": "Here is the invoice{number}."}
_INVOICE_LABEL = {"de": "Rechnung öffnen", "en": "Open invoice"}
_INVOICE_WORD = {"de": "Rechnung", "en": "Invoice"}
_LINK_AGAIN = {
    "de": "Hier ist der Zahlungslink über {amount} noch einmal: {url}",
    "en": "Here is the payment link for {amount} once more: {url}",
}
_REMINDER = {
    "de": "Nur zur Erinnerung: Die Zahlung über {amount} ist noch offen. Der Link gilt weiterhin: {url}",
    "en": "Just a reminder: the payment of {amount} is still open. The link remains valid: {url}",
}
_PAGE_AGAIN = {
    "de": "Die Zahlungsseite über {amount} war abgelaufen. Hier geht es weiter: {url}",
    "en": "The payment page for {amount} had expired. You can go on here: {url}",
}
_BY_MISTAKE = {"de": "Versehentliche Erstattung", "en": "Refund sent by mistake"}
_PAY_BACK = {
    "de": "Uns ist ein Fehler passiert: {amount} wurden versehentlich erstattet. Über diesen Link lässt sich der Betrag "
    "zurückzahlen. Vielen Dank, und Entschuldigung für die Umstände!",
    "en": "We made a mistake: {amount} was refunded by accident. This link pays it back. Thank you, and sorry for the trouble!",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OFFER = {
    "de": "Unser Angebot: {off} weniger, gültig bis {until}. Danach schließt der Link von selbst.",
    "en": "Our offer: {off} off, valid until {until}. The link closes by itself then.",
}
_PAY_BUTTON = {"de": "Jetzt zahlen", "en": "Pay now"}
_DECLINED = {
    "funds": {
        "de": "Die Bank hat die Zahlung abgelehnt, weil die Karte nicht gedeckt war.",
        "en": "The bank declined the payment because the card had insufficient funds.",
    },
    "expired": {
        "de": "Die Bank hat die Zahlung abgelehnt, weil die Karte abgelaufen ist.",
        "en": "The bank declined the payment because the card has expired.",
    },
    "mistyped": {
        "de": "Die Zahlung wurde abgelehnt, weil die Kartendaten nicht stimmten.",
        "en": "The payment was declined because the card details were not right.",
    },
    "limit": {
        "de": "Die Bank hat die Zahlung abgelehnt, weil das Limit der Karte erreicht ist.",
        "en": "The bank declined the payment because the card's limit is reached.",
    },
    "confirm": {
        "de": "Die Zahlung wurde bei der Bank nicht bestätigt.",
        "en": "The payment was not confirmed with the bank.",
    },
    "later": {
        "de": "Die Bank war gerade nicht erreichbar, deshalb hat die Zahlung nicht geklappt.",
        "en": "The bank could not be reached, so the payment did not go through.",
    },
    "bank": {
        "de": "Die Bank hat die Zahlung ohne Angabe von Gründen abgelehnt.",
        "en": "The bank declined the payment without giving a reason.",
    },
}
_ANOTHER_WAY = {
    "de": "Mit einer anderen Karte oder PayPal klappt es auf derselben Seite meist: {url}",
    "en": "Another card or PayPal on the same page usually works: {url}",
}


def refund_started(language: str, money: Money, method: str | None) -> str:
    """Say that a refund is started; ``method`` is Stripe's word for how was paid."""
    when = _BY_CARD if method in (None, "card") else _BY_OTHERS
    return _REFUND[language].format(amount=money.text(language), when=when[language])


def ask_order_number(language: str) -> str:
    """Ask for the order number."""
    return _ORDER_NUMBER[language]


def ask_number(language: str) -> str:
    """Ask somebody who writes under a username for the phone number."""
    return _NUMBER[language]


def whole_catalog(language: str) -> str:
    """Stand over the button that opens the catalog."""
    return _CATALOG[language]


def questions(language: str) -> tuple[Question, ...]:
    """Return the questions kept ready for buttons, the one most asked first."""
    return _QUESTIONS[language]


def receipt(language: str, money: Money) -> str:
    """Stand over the button that opens the receipt of a payment."""
    return _RECEIPT[language].format(amount=money.text(language))


def receipt_label(language: str) -> str:
    """Return what that button says."""
    return _RECEIPT_LABEL[language]


def invoice(language: str, number: str | None) -> str:
    """Go with an invoice, as a file or as a button."""
    return _INVOICE[language].format(number=f" {number}" if number else "")


def invoice_label(language: str) -> str:
    """Return what the button says that opens an invoice."""
    return _INVOICE_LABEL[language]


def invoice_word(language: str) -> str:
    """Return what the name of an invoice's file begins with."""
    return _INVOICE_WORD[language]


def link_again(language: str, money: Money, url: str) -> str:
    """Send a link that can still be paid once more; without ``url`` it stands on a button below."""
    return _addressed(_LINK_AGAIN[language].format(amount=money.text(language), url=url), url)


def reminder(language: str, money: Money, url: str) -> str:
    """Remind of a link that can still be paid; without ``url`` it stands on a button below."""
    return _addressed(_REMINDER[language].format(amount=money.text(language), url=url), url)


def page_again(language: str, money: Money, url: str) -> str:
    """Send the address under which an expired payment page opens once more."""
    return _PAGE_AGAIN[language].format(amount=money.text(language), url=url)


def refund_by_mistake(language: str) -> str:
    """Name what a link is for that asks a refund back."""
    return _BY_MISTAKE[language]


def pay_back(language: str, money: Money) -> str:
    """Ask for money back that was refunded by mistake; the link stands below."""
    return _PAY_BACK[language].format(amount=money.text(language))


def offer(language: str, off: str, until: datetime) -> str:
    """Offer to pay ``off`` less, with the moment it ends, in the shop's own time."""
    day = f"{until.day}.{until.month}.{until.year}, {until:%H:%M} Uhr"
    if language == "en":
        day = f"{until.day} {_MONTHS[until.month - 1]} {until.year}, {until:%H:%M}"
    return _OFFER[language].format(off=off, until=day)


def pay_button(language: str) -> str:
    """Stand on the button that opens a payment page."""
    return _PAY_BUTTON[language]


def declined(language: str, cause: str, url: str | None) -> str:
    """Say why a payment was refused (``declines.cause``), and what works; never that fraud was suspected.

    ``url`` is where it can still be paid: None for nowhere, empty for an address that is too long to be read.
    """
    said = _DECLINED[cause][language]
    return said if url is None else f"{said} {_addressed(_ANOTHER_WAY[language].format(url=url), url)}"


def _addressed(text: str, url: str) -> str:
    """Return a text that ends with an address, or as a sentence of its own where there is none."""
    return text if url else text.rstrip(" :") + "."

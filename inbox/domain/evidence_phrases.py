"""What a pack of evidence says besides the lines' meanings, in the language the bank is to read it in. Pure.

Not the screen's language: these words go to a bank, so they are kept here and not with the screen's translations.
"""

from __future__ import annotations

from inbox.domain.terms import Returns

_REASONS: dict[str, tuple[str, str]] = {
    "fraudulent": ("Karteninhaber hat nicht selbst bezahlt", "not paid by the cardholder"),
    "unrecognized": ("Karteninhaber erkennt die Zahlung nicht", "payment not recognised by the cardholder"),
    "product_not_received": ("Ware nicht erhalten", "goods not received"),
    "product_unacceptable": ("Ware nicht wie beschrieben", "goods not as described"),
    "duplicate": ("doppelt bezahlt", "paid twice"),
    "credit_not_processed": ("Gutschrift fehlt", "credit not processed"),
    "subscription_canceled": ("Abo gekündigt", "subscription cancelled"),
    "general": ("allgemein", "general"),
    "incorrect_account_details": ("Kontodaten falsch", "incorrect account details"),
    "insufficient_funds": ("Konto nicht gedeckt", "insufficient funds"),
    "bank_cannot_process": ("Bank kann nicht verarbeiten", "bank cannot process"),
    "debit_not_authorized": ("Lastschrift nicht erlaubt", "debit not authorised"),
    "customer_initiated": ("vom Kunden veranlasst", "initiated by the customer"),
}
_WARNINGS: dict[str, tuple[str, str]] = {
    "card_never_received": ("Karte nie angekommen", "card never received"),
    "fraudulent_card_application": ("Karte falsch beantragt", "fraudulent card application"),
    "made_with_counterfeit_card": ("gefälschte Karte", "counterfeit card"),
    "made_with_lost_card": ("verlorene Karte", "lost card"),
    "made_with_stolen_card": ("gestohlene Karte", "stolen card"),
    "unauthorized_use_of_card": ("Karte unbefugt benutzt", "unauthorised use of the card"),
}
_DELIVERIES: dict[str, tuple[str, str]] = {
    # "Delivered" alone would be read as the parcel's.
    "sent": ("Nachricht gesendet", "message sent"),
    "delivered": ("Nachricht angekommen", "message delivered"),
    "read": ("Nachricht gelesen", "message read"),
    "played": ("Nachricht angehört", "message listened to"),
    "failed": ("Nachricht nicht angekommen", "message not delivered"),
}
_KINDS: dict[str, tuple[str, str]] = {
    "image": ("Bild", "picture"),
    "video": ("Video", "video"),
    "audio": ("Tonaufnahme", "recording"),
    "voice": ("Sprachnachricht", "voice message"),
    "document": ("Dokument", "document"),
    "sticker": ("Sticker", "sticker"),
}
_METHODS: dict[str, tuple[str, str]] = {
    "card": ("Karte", "card"),
    "sepa_debit": ("SEPA-Lastschrift", "SEPA direct debit"),
    "paypal": ("PayPal", "PayPal"),
    "klarna": ("Klarna", "Klarna"),
    "link": ("Link", "Link"),
    "ideal": ("iDEAL", "iDEAL"),
    "bancontact": ("Bancontact", "Bancontact"),
    "eps": ("EPS", "EPS"),
}
_WORDS: dict[str, tuple[str, str]] = {
    "title": ("Belege zum Streitfall", "Evidence for a dispute"),
    "title-inquiry": ("Belege zur Anfrage der Bank", "Evidence for the bank's inquiry"),
    "shop": ("Shop", "Shop"),
    "dispute": ("Streitfall", "Dispute"),
    "inquiry": ("Anfrage der Bank", "The bank's inquiry"),
    "payment": ("Zahlung", "Payment"),
    "amount": ("Betrag", "Amount"),
    "paid": ("Bezahlt", "Paid"),
    "method": ("Zahlungsart", "Paid by"),
    "reason": ("Grund der Bank", "The bank's reason"),
    "code": ("Code der Bank {code}", "the bank's code {code}"),
    "customer": ("Kunde", "Customer"),
    "order": ("Bestellnummer", "Order number"),
    "order-number": ("Bestellung {number}", "order {number}"),
    "receipt": ("Beleg: {url}", "receipt: {url}"),
    "messages": ("Nachrichten", "Messages"),
    "reach": (
        "{taken} von {count}, {span}; vom Shop ausgewählt",
        "{taken} of {count}, {span}; chosen by the shop",
    ),
    "span": ("{first} bis {last}", "{first} to {last}"),
    "hole": ("ohne die vom {first} bis {last}", "without those from {first} to {last}"),
    "statement": ("Stellungnahme", "Statement"),
    "course": ("Verlauf", "What happened"),
    "policy": ("Bedingungen des Shops für Rückgabe und Erstattung", "The shop's terms for returns and refunds"),
    "terms-at": ("Nachzulesen unter {url}", "To be read at {url}"),
    "zone": ("Alle Zeiten", "All times"),
    "made": ("Erstellt", "Made"),
    "foot": ("{shop} · {dispute}", "{shop} · {dispute}"),
    "page": ("Seite {page} von {pages}", "Page {page} of {pages}"),
    "bank": ("Bank", "Bank"),
    "stripe": ("Stripe", "Stripe"),
    "picture": ("Bild", "picture"),
    "character": ("Zeichen", "character"),
}


def word(name: str, language: str, **parts: str | int) -> str:
    """Return one of the pack's own words."""
    return _in(_WORDS[name], language).format(**parts)


def terms(returns: Returns, language: str) -> str:
    """Return the shop's terms for returns with where they can be read, as the field for them is proposed."""
    where = word("terms-at", language, url=returns.url) if returns.url else ""
    return "\n\n".join(part for part in (where, returns.text) if part)


def raw_word(name: str, language: str) -> str:
    """Return one of the pack's own words with its places still empty."""
    return _in(_WORDS[name], language)


def reason(code: str | None, language: str) -> str:
    """Return why the bank disputes; an unknown code as it is."""
    return _said(_REASONS, code, language)


def warning(code: str | None, language: str) -> str:
    """Return of what the bank warned; an unknown code as it is."""
    return _said(_WARNINGS, code, language)


def delivery(status: str | None, language: str) -> str:
    """Return how far a message of the shop came; empty while nothing is known."""
    return _in(_DELIVERIES.get(status or "", ("", "")), language)


def kind(code: str, language: str) -> str:
    """Return what sort of file somebody sent; an unknown one as it is."""
    return _said(_KINDS, code, language)


def method(code: str | None, language: str) -> str:
    """Return by what was paid, where the card is not known; an unknown one as it is."""
    return _said(_METHODS, code, language)


def _said(words: dict[str, tuple[str, str]], code: str | None, language: str) -> str:
    if code is None:
        return ""
    return _in(words.get(code, (code.replace("_", " "), code.replace("_", " "))), language)


def _in(pair: tuple[str, str], language: str) -> str:
    german, english = pair
    return german if language == "de" else english

"""What a line of a chat means for whoever decides a dispute, in one line: by the words in it, never by guessing more.

The agent reads every line before it goes anywhere and may write another. English and German, as the pack is written. Pure.
"""

from __future__ import annotations

import re

LANGUAGES = ("de", "en")

_NOT = r"\b(?:nicht|nichts|nie|kein\w*|not|never)\b|n't\b"
_ARRIVED = (
    r"angekommen|\berhalten\b|\bbekommen\b|\bda\b[.!, ]*(?:danke|vielen)|ist (?:gerade |heute |schon )?da\b|"
    r"\barrived\b|\breceived\b|\bgot (?:it|the|my)\b|\bdelivered\b"
)
_BROKEN = r"kaputt|defekt|besch[äa]digt|zerbrochen|\bbroken\b|\bdamaged\b|\bdefect|does(?:n't| not) work|funktioniert nicht"
_WRONG = r"\bfalsche?[rsn]?\b|andere[rs]? als|nicht wie (?:beschrieben|abgebildet)|\bwrong\b|not as described"
_HAPPY = r"\bsuper\b|\btoll\b|\bperfekt\b|\blecker\b|\bzufrieden\b|\bgreat\b|\bperfect\b|\blove it\b|\bthank"
_WITHDRAWS = r"\bwiderruf|\bzur[üu]ckgeben|\bzur[üu]cksenden|\bstorni|\bcancel|\breturn (?:it|the)\b|\bwithdraw"
_REFUND = r"erstatt|geld zur[üu]ck|r[üu]ckzahl|\brefund|money back"
_ORDERS = (
    r"\bbestell(?:e|en)\b|\bich nehme\b|m[öo]chte .{0,30}(?:kaufen|bestellen)|"
    r"\bi(?:'d| would) like to order\b|\bi(?:'ll| will) take\b"
)
_NO_ORDER = (
    r"\b(?:nicht|nie) bestellt|\bkenne .{0,20}nicht\b|"
    r"\bdid(?:n't| not) (?:order|buy|make)\b|\bdon't (?:know|recogni[sz]e)\b"
)
_SHIPPED = r"versandt|verschickt|unterwegs|auf dem weg|sendungs|trackin|\bshipped\b|\bon (?:its|the) way\b|\bsent (?:it|your)"
_ADDRESS = r"\b\d{5}\s+[a-zäöü][a-zäöüß]+|(?:stra(?:ß|ss)e|str\.|weg|platz|allee|street|road|avenue)\s+\d+"

_INBOUND: tuple[tuple[str, str], ...] = (
    ("not-ordered", _NO_ORDER),
    ("not-arrived", rf"(?:{_NOT})[^,.!?]{{0,40}}(?:{_ARRIVED}|\bda\b)|(?:{_ARRIVED})[^,.!?]{{0,12}}(?:{_NOT})"),
    ("broken", _BROKEN),
    ("wrong", _WRONG),
    ("withdraws", _WITHDRAWS),
    ("wants-refund", _REFUND),
    ("arrived", _ARRIVED),
    ("orders", _ORDERS),
    ("address", _ADDRESS),
    ("happy", _HAPPY),
)
_COMPILED = tuple((name, re.compile(pattern, re.DOTALL)) for name, pattern in _INBOUND)
"""Over the words in small letters: told to ignore the case they are looked for letter by letter, which takes longer."""
_SENT = re.compile(_SHIPPED)
_GIVES_BACK = re.compile(_REFUND)
_NUMBERS = re.compile(r"\b(?:1Z[0-9A-Z]{16}|J[JV]D\d{16,20}|[A-Z]{2}\d{9}[A-Z]{2}|\d{20}|\d{12,14}|H\d{19})\b")
_CARRIERS = ("DHL", "DPD", "Hermes", "GLS", "UPS", "FedEx", "Post")

_WORDS: dict[str, tuple[str, str]] = {
    "not-ordered": ("Kunde bestreitet die Bestellung", "Customer says that they did not order"),
    "not-arrived": ("Kunde sagt, dass nichts angekommen ist", "Customer says that it has not arrived"),
    "broken": ("Kunde meldet einen Schaden", "Customer reports a defect"),
    "wrong": ("Kunde sagt, dass die Ware abweicht", "Customer says that the goods differ"),
    "withdraws": ("Kunde möchte zurückgeben oder stornieren", "Customer wants to return or cancel"),
    "wants-refund": ("Kunde schreibt über eine Erstattung", "Customer writes about a refund"),
    "arrived": ("Kunde bestätigt den Erhalt", "Customer confirms receipt"),
    "orders": ("Kunde bestellt", "Customer orders"),
    "address": ("Kunde nennt die Lieferadresse", "Customer names the delivery address"),
    "happy": ("Kunde äußert sich zufrieden", "Customer is content"),
    "said": ("Kunde schreibt", "Customer writes"),
    "file": ("Kunde schickt eine Datei", "Customer sends a file"),
    "cart": ("Kunde schickt einen Warenkorb", "Customer sends a cart"),
    "tracking": ("Shop nennt die Sendungsnummer", "Shop names the tracking number"),
    "shipped": ("Shop meldet den Versand", "Shop says that it was shipped"),
    "speaks-of-refund": ("Shop schreibt über eine Erstattung", "Shop writes about a refund"),
    "answered": ("Shop antwortet", "Shop answers"),
    "asked": ("Shop schickt den Zahlungslink", "Shop sends the payment link"),
    "paid": ("Zahlung über {amount} mit {method}", "Payment of {amount} by {method}"),
    "paid-before": (
        "Frühere Zahlung über {amount} mit {method}, nicht bestritten",
        "Earlier payment of {amount} by {method}, not disputed",
    ),
    "refunded": ("Shop erstattet {amount}", "Shop refunds {amount}"),
    "warned": ("Die Bank des Kunden warnt vor Betrug", "The customer's bank warns of fraud"),
    "asked-about": ("Die Bank fragt nach der Zahlung", "The bank asks about the payment"),
    "disputed": ("Der Streitfall wird eröffnet", "The dispute is opened"),
}


def meaning(name: str, language: str, **parts: str) -> str:
    """Return the line of meaning in one of ``LANGUAGES``."""
    german, english = _WORDS[name]
    return (german if language == "de" else english).format(**parts)


def of_customer(text: str) -> str:
    """Return the name of what a customer's words mean; ``said`` where the words tell nothing more."""
    small = text.lower()
    return next((name for name, pattern in _COMPILED if pattern.search(small)), "said")


def of_shop(text: str) -> str:
    """Return the name of what the shop's words mean; ``answered`` where the words tell nothing more."""
    small = text.lower()
    is_sent = _SENT.search(small) is not None
    if tracking_number(text) and (is_sent or carrier(text)):
        return "tracking"
    if is_sent:
        return "shipped"
    return "speaks-of-refund" if _GIVES_BACK.search(small) else "answered"


def tracking_number(text: str) -> str:
    """Return the tracking number of one of the usual carriers in a text; empty when there is none."""
    found = _NUMBERS.search(text.replace(" ", "")) or _NUMBERS.search(text)
    return found.group() if found else ""


def carrier(text: str) -> str:
    """Return the carrier a text names; empty when it names none."""
    return next((name for name in _CARRIERS if re.search(rf"\b{name}\b", text, re.IGNORECASE)), "")

"""Understands what the shop writes, as far as a customer's answer depends on it: what is asked, promised, refused.

Pure. Words in German and English; whatever is not recognised is taken as information.
"""

from __future__ import annotations

import re
from typing import Literal

Meaning = Literal[
    "asks", "asks-number", "asks-photo", "asks-address", "asks-choice", "offers-money", "offers-goods", "sorry", "shipped",
    "wait", "refuses", "thanks", "bye", "reminds", "other-card",
]  # fmt: skip

_WORDS: dict[Meaning, str] = {
    "asks-number": r"bestellnummer|auftragsnummer|order ?number|number of (your|the) order|welche nummer",
    "asks-photo": r"\bfotos?\b|\bbild(er)?\b|photo|picture",
    "asks-address": r"(neue|welche|deine|ihre|liefer|your|new|which|delivery) ?(adresse|anschrift|address)",
    "asks-choice": r"(oder|or)\b.*\b(ersatz|neu|replacement|new one|erstatt\w*|geld|refund)\b"
    r"|was wäre (dir|ihnen) lieber|which do you prefer",
    "offers-money": r"erstatt|geld zurück|rückzahlung|überweise|refund|money back|gutschrift",
    "offers-goods": r"ersatz|(neue|neuen|neues)\b.*(schick|send)|replacement|send (you )?a new"
    r"|(schick|send)\w*.*\b(neue|neuen|neues|nochmal|noch einmal|new one|another)",
    "sorry": r"tut (mir|uns) (sehr |wirklich |so )?leid|entschuldig|sorry|apolog",
    "shipped": r"unterwegs|versandt|versendet|verschickt|rausgegangen|sendungsnummer|zugestellt|liefer(ung|n|t)\b"
    r"|tracking|\bdhl\b|shipped|on its way|dispatched|deliver",
    "wait": r"\bmoment\b|prüfe|schaue? (kurz |gleich |mal )*nach|kläre|melde mich|kümmer"
    r"|look into|get back to you|check (that|this|with)|bear with",
    "refuses": r"leider (nicht|kein|nur|ausverkauft)|nicht möglich|können wir nicht|geht (leider )?nicht|ausverkauft"
    r"|unfortunately|not possible|can(no|')t\b|sold out|out of stock",
    "thanks": r"danke|dank\b|thank",
    "bye": r"schönen (tag|abend)|schönes wochenende|gern(e)? (wieder|geschehen)|viel (spaß|freude)|bis bald"
    r"|nice day|enjoy|you're welcome",
    "reminds": r"erinner|noch (nicht bezahlt|offen|auf die zahlung)|wartet|remind|still (open|waiting|unpaid)|waiting to be paid",
    "other-card": r"anderen? (karte|zahlungs)|paypal|noch ?(ein)?mal versuchen|another card|different card|try again",
}  # fmt: skip
_PATTERNS = {meaning: re.compile(words, re.IGNORECASE | re.DOTALL) for meaning, words in _WORDS.items()}
_COMMON = {
    "de": "der die das und ist nicht ich wir sie dir ihnen dein deine ihre mit für auf ein eine bitte gern leider",
    "en": "the and is not you we your with for please it are this that have can will our to of",
}
_TELLING = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def understood(text: str) -> frozenset[Meaning]:
    """Return what a text of the shop means to a customer."""
    found: set[Meaning] = {meaning for meaning, pattern in _PATTERNS.items() if pattern.search(text)}
    if "?" in text:
        found.add("asks")
    else:
        # Without a question these words are about something already there, not wanted.
        found -= {"asks-choice"}
        if not re.search(r"schick|send|brauch|need|könnt|could", text, re.IGNORECASE):
            found -= {"asks-photo", "asks-address", "asks-number"}
    if "offers-money" in found and "refuses" in found:
        found.discard("offers-money")
    return frozenset(found)


def language_of(text: str) -> str | None:
    """Return ``de`` or ``en`` when a text is clearly one of them, None when it is too short to tell."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    german, english = (sum(word in _TELLING[each] for word in words) for each in ("de", "en"))
    if max(german, english) < 2 or german == english:
        return None
    return "de" if german > english else "en"

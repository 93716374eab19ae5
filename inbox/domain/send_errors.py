"""What each of Meta's error codes means for us: whether to try again, and what an agent is told, in both languages.

Used by WhatsApp's client to decide about a repeat, and by hub and screens for the words; pure.
developers.facebook.com, Cloud API > Error codes. ``{details}`` in a sentence is replaced by Meta's own words, which are
English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from inbox.domain.messages import ErrorNote

RETRIES = ("no", "auto", "later", "fix", "never", "unknown")
"""``no``: the same again fails again. ``auto``: try again by itself. ``later``: a person decides when. ``fix``: after
something was changed. ``never``: the customer does not want it. ``unknown``: it may have been carried out already."""


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """What to do about an error. Waits are seconds; ``tries`` bounds ``auto``, after which a person decides."""

    retry: str
    en: str
    de: str
    wait: int = 0
    """Before the first repeat; with ``no``, how long nobody may try by hand either."""
    factor: int = 2
    """By how much the wait grows from one repeat to the next."""
    tries: int = 5

    def delay(self, attempt: int) -> int:
        """Return the seconds to wait before repeat number ``attempt`` (from 0), an hour at most."""
        return min(3600, self.wait * int(self.factor ** min(attempt, 12)))


def _row(
    codes: Iterable[int], retry: str, en: str, de: str, *, wait: int = 0, factor: int = 2, tries: int = 5
) -> tuple[Iterable[int], Advice]:
    return codes, Advice(retry=retry, en=en, de=de, wait=wait, factor=factor, tries=tries)


_ROWS: tuple[tuple[Iterable[int], Advice], ...] = (
    _row(
        (0, 190),
        "fix",
        "The connection to WhatsApp has expired; an admin must renew the access token.",
        "Die Verbindung zu WhatsApp ist abgelaufen; ein Admin muss den Zugriffstoken erneuern.",
    ),
    _row(
        (3, 10, *range(200, 300), 131005),
        "fix",
        "WhatsApp gives no permission for this; an admin must grant it in Meta's business settings.",
        "WhatsApp erlaubt das nicht; ein Admin muss die Berechtigung in Metas Unternehmenseinstellungen erteilen.",
    ),
    _row(
        (1, 131000, 135000),
        "auto",
        "WhatsApp had an error of its own; try again.",
        "Bei WhatsApp ist ein Fehler aufgetreten; versuche es noch einmal.",
        wait=2,
        tries=2,
    ),
    _row(
        (2, 131016, 133004),
        "auto",
        "WhatsApp is unavailable at the moment; it is tried again by itself.",
        "WhatsApp ist gerade nicht erreichbar; es wird von selbst noch einmal versucht.",
        wait=5,
    ),
    _row(
        (4, 80007),
        "auto",
        "WhatsApp takes no more requests for the moment; it goes on by itself in some minutes.",
        "WhatsApp nimmt im Moment keine Anfragen mehr an; in einigen Minuten geht es von selbst weiter.",
        wait=120,
    ),
    _row(
        (33,),
        "fix",
        "WhatsApp does not know the shop's phone number any more; an admin must check the phone number id.",
        "WhatsApp kennt die Nummer des Shops nicht mehr; ein Admin muss die Telefonnummern-ID prüfen.",
    ),
    _row(
        (100,),
        "no",
        "The message could not be built: {details}",
        "Die Nachricht konnte nicht erstellt werden: {details}",
    ),
    _row(
        (368, 131031),
        "no",
        "Meta has blocked the account; its health page in the WhatsApp Manager says why.",
        "Meta hat das Konto gesperrt; der Kontostatus im WhatsApp Manager nennt den Grund.",
    ),
    _row(
        (130429,),
        "auto",
        "Too many messages at once; it goes on by itself in some seconds.",
        "Zu viele Nachrichten auf einmal; in einigen Sekunden geht es von selbst weiter.",
        wait=2,
    ),
    _row(
        (130472,),
        "no",
        "Not delivered because of an experiment of Meta's; reach the customer some other way.",
        "Wegen eines Tests von Meta nicht zugestellt; erreiche die Person auf anderem Weg.",
    ),
    _row(
        (130497,),
        "no",
        "The shop may not send messages to this country.",
        "Der Shop darf in dieses Land keine Nachrichten senden.",
    ),
    _row(
        (131008, 131009),
        "fix",
        "WhatsApp did not accept a part of the message: {details}",
        "WhatsApp hat einen Teil der Nachricht nicht angenommen: {details}",
    ),
    _row(
        (131020, 131041, *range(131200, 131300)),
        "no",
        "This does not work in a WhatsApp group.",
        "Das geht in einer WhatsApp-Gruppe nicht.",
    ),
    _row((131021,), "no", "That is the shop's own number.", "Das ist die eigene Nummer des Shops."),
    _row(
        (131026,),
        "no",
        "Not deliverable: the number is not on WhatsApp or cannot receive this.",
        "Nicht zustellbar: Die Nummer ist nicht bei WhatsApp oder kann das nicht empfangen.",
    ),
    _row(
        (131030,),
        "fix",
        "This is a test number: add the recipient to its list in the App Dashboard first.",
        "Das ist eine Testnummer: Trage die Empfängernummer zuerst im App-Dashboard in ihre Liste ein.",
    ),
    _row(
        (131037,),
        "fix",
        "The shop's number has no approved display name; an admin must have one approved.",
        "Die Nummer des Shops hat keinen genehmigten Anzeigenamen; ein Admin muss ihn genehmigen lassen.",
    ),
    _row(
        (131042, 131044),
        "fix",
        "WhatsApp has a problem with the shop's payment method; an admin must mend it in Meta's billing settings.",
        "WhatsApp hat ein Problem mit der Zahlungsart des Shops; ein Admin muss es in Metas Abrechnung beheben.",
    ),
    _row(
        (131045, 133010),
        "fix",
        "The shop's number is not registered for the Cloud API; an admin must register it.",
        "Die Nummer des Shops ist nicht für die Cloud API registriert; ein Admin muss sie registrieren.",
    ),
    _row(
        (131047,),
        "no",
        "The 24-hour window has closed; choose a template.",
        "Das 24-Stunden-Fenster ist geschlossen; wähle eine Vorlage.",
    ),
    _row(
        (131048,),
        "later",
        "WhatsApp restricts sending because the quality of the number is low; try again later.",
        "WhatsApp schränkt das Senden ein, weil die Qualität der Nummer niedrig ist; versuche es später.",
    ),
    _row(
        (131049,),
        "no",
        "Meta did not deliver this marketing message; the next one may go out in 24 hours, or once the customer writes.",
        "Meta hat diese Werbenachricht nicht zugestellt; die nächste darf in 24 Stunden raus, oder wenn die Person schreibt.",
        wait=86_400,
    ),
    _row(
        (131050,),
        "never",
        "The customer has opted out of marketing messages.",
        "Die Person hat Werbenachrichten abbestellt.",
    ),
    _row(
        (131051,),
        "no",
        "WhatsApp does not pass on this kind of message; ask the customer to send it another way.",
        "WhatsApp gibt diese Art Nachricht nicht weiter; bitte die Person, sie anders zu schicken.",
    ),
    _row(
        (131052,),
        "no",
        "The attachment could not be loaded; it may be larger than 100 MB.",
        "Der Anhang konnte nicht geladen werden; vielleicht ist er größer als 100 MB.",
    ),
    _row(
        (131053,),
        "fix",
        "WhatsApp does not take this file, by type or size: {details}",
        "WhatsApp nimmt diese Datei nicht an, wegen Typ oder Größe: {details}",
    ),
    _row(
        (131056,),
        "auto",
        "Too many messages to this customer; it goes on by itself in some seconds.",
        "Zu viele Nachrichten an diese Person; in einigen Sekunden geht es von selbst weiter.",
        wait=4,
        factor=4,
    ),
    _row(
        (131057, 2494100),
        "auto",
        "WhatsApp is upgrading the shop's number; it goes on by itself in some minutes.",
        "WhatsApp stellt die Nummer des Shops um; in einigen Minuten geht es von selbst weiter.",
        wait=60,
    ),
    _row(
        (131062,),
        "fix",
        "This needs the customer's phone number; ask for it first.",
        "Dafür braucht es die Telefonnummer der Person; frage zuerst danach.",
    ),
    _row(
        (131063,),
        "fix",
        "Marketing messages are switched off for the shop's number; an admin must switch them on.",
        "Werbenachrichten sind für die Nummer des Shops abgeschaltet; ein Admin muss sie einschalten.",
    ),
    _row(
        (131064,),
        "later",
        "WhatsApp limits the shop because templates were in the wrong category; an admin should look at them.",
        "WhatsApp begrenzt den Shop, weil Vorlagen in der falschen Kategorie waren; ein Admin sollte sie ansehen.",
    ),
    _row(
        (132000, 132008, 132012),
        "fix",
        "A field of the template is missing or has the wrong form: {details}",
        "Ein Feld der Vorlage fehlt oder hat die falsche Form: {details}",
    ),
    _row(
        (132001,),
        "fix",
        "The template does not exist in this language or is not approved; the list of templates is read again.",
        "Die Vorlage gibt es in dieser Sprache nicht oder sie ist nicht genehmigt; die Liste wird neu gelesen.",
    ),
    _row(
        (132005,),
        "fix",
        "The template is too long with these values; shorten them.",
        "Die Vorlage ist mit diesen Werten zu lang; kürze sie.",
    ),
    _row(
        (132007,),
        "no",
        "The template goes against WhatsApp's policy; choose another one.",
        "Die Vorlage verstößt gegen die Richtlinien von WhatsApp; wähle eine andere.",
    ),
    _row(
        (132015,),
        "later",
        "WhatsApp has paused the template because of low quality; choose another one or wait.",
        "WhatsApp hat die Vorlage wegen niedriger Qualität pausiert; wähle eine andere oder warte.",
    ),
    _row(
        (132016,),
        "no",
        "WhatsApp has disabled the template for good; choose another one.",
        "WhatsApp hat die Vorlage endgültig deaktiviert; wähle eine andere.",
    ),
    _row(
        (132018,),
        "fix",
        "A value for the template is not allowed: {details}",
        "Ein Wert für die Vorlage ist nicht erlaubt: {details}",
    ),
    _row(
        (132068,),
        "fix",
        "WhatsApp has blocked this flow; an admin must mend it in the WhatsApp Manager.",
        "WhatsApp hat diesen Flow gesperrt; ein Admin muss ihn im WhatsApp Manager in Ordnung bringen.",
    ),
    _row(
        (132069,),
        "later",
        "WhatsApp lets this flow out ten times an hour only; try again later.",
        "WhatsApp lässt diesen Flow nur zehnmal pro Stunde zu; versuche es später.",
    ),
    _row(
        (133016,),
        "no",
        "The number was registered too often; wait 72 hours.",
        "Die Nummer wurde zu oft registriert; warte 72 Stunden.",
        wait=259_200,
    ),
    _row(
        (134011,),
        "fix",
        "The terms for payments in WhatsApp are not accepted; an admin must do so in the WhatsApp Manager.",
        "Die Bedingungen für Zahlungen in WhatsApp sind nicht angenommen; ein Admin muss das im WhatsApp Manager tun.",
    ),
    _row(
        (137000,),
        "fix",
        "The customer's identity has changed; make sure who it is before sending again.",
        "Die Identität der Person hat sich geändert; prüfe, wer es ist, bevor du noch einmal sendest.",
    ),
    _row(
        (613, *range(138000, 139000)),
        "no",
        "This is about WhatsApp calls, which are made on the phone.",
        "Das betrifft WhatsApp-Anrufe, die am Telefon geführt werden.",
    ),
    _row(
        (139100, 139101, 139102),
        "no",
        "The person could not be blocked or unblocked: {details}",
        "Die Person konnte nicht blockiert oder freigegeben werden: {details}",
    ),
    _row(
        (139103,),
        "auto",
        "The person could not be blocked or unblocked; it is tried again by itself.",
        "Die Person konnte nicht blockiert oder freigegeben werden; es wird von selbst noch einmal versucht.",
        wait=5,
        tries=3,
    ),
    _row(
        (2593107, 2593108),
        "no",
        "WhatsApp hands over the history only once and within 24 hours of connecting the number.",
        "WhatsApp gibt den Verlauf nur einmal heraus, und nur in den 24 Stunden nach dem Verbinden der Nummer.",
    ),
)

ADVICE: Mapping[int, Advice] = {code: advice for codes, advice in _ROWS for code in codes}
"""What to do, by code."""

OTHER = Advice(
    retry="later",
    en="WhatsApp refused this: {details}",
    de="WhatsApp hat das abgelehnt: {details}",
)
"""For a code this program has never heard of."""


def advice_for(code: int) -> Advice:
    """Return what to do about an error code, also one this program has never heard of."""
    return ADVICE.get(code, OTHER)


def sentence(note: ErrorNote, language: str = "en") -> str:
    """Return what an agent is told about an error of a failed message, in German (``de``) or English."""
    return in_words(advice_for(note.code), language, note.detail or note.title or f"code {note.code}")


def in_words(advice: Advice, language: str, details: str) -> str:
    """Return a sentence with Meta's own words in their place."""
    return (advice.de if language == "de" else advice.en).replace("{details}", details)


_WORTH_ANOTHER_TRY = frozenset({131026, 131047})
"""The same may go through later: a phone that was off the net for long, a window that the customer opened again."""


def may_repeat(code: int, age: float) -> bool:
    """Tell whether a person may send again what failed with a code so many seconds ago."""
    advice = advice_for(code)
    if advice.retry == "no" and advice.wait:
        return age >= advice.wait
    return advice.retry not in ("no", "never") or code in _WORTH_ANOTHER_TRY

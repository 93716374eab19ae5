"""What a customer is told of a change of her subscription, in her language; agents read it before the click. Pure.

Neither familiar nor formal, because that is the shop's choice. Days come as the customer reads them.
"""

from __future__ import annotations

from inbox.domain.money import Money
from inbox.domain.subscriptions import Change, Subscription

_TEXTS: dict[str, dict[str, str]] = {
    "skip": {
        "de": "Die nächste Abbuchung am {first} über {amount} entfällt, ebenso die Lieferung dazu. Weiter geht es am {next}.",
        "en": "The next charge of {amount} on {first} is skipped, and so is its delivery. The subscription resumes on {next}.",
    },
    "pause_until": {
        "de": "Das Abo pausiert bis zum {until}; bis dahin wird nichts abgebucht. Die nächste Abbuchung ist am {next}.",
        "en": "The subscription is paused until {until}; nothing is charged until then. The next charge is on {next}.",
    },
    "pause": {
        "de": "Das Abo pausiert; es wird nichts abgebucht, bis es wieder aufgenommen wird. Eine kurze Nachricht genügt.",
        "en": "The subscription is paused; nothing is charged until it is taken up again. A short message is enough.",
    },
    "resume": {
        "de": "Das Abo läuft wieder. Die nächste Abbuchung über {amount} ist am {next}.",
        "en": "The subscription is running again. The next charge of {amount} is on {next}.",
    },
    "resume_now": {
        "de": "Das Abo läuft wieder. Heute werden {amount} abgebucht.",
        "en": "The subscription is running again. {amount} will be charged today.",
    },
    "cancel_at_end": {
        "de": "Das Abo endet am {ends}. Danach wird nichts mehr abgebucht.",
        "en": "The subscription ends on {ends}. Nothing is charged after that.",
    },
    "cancel_now": {
        "de": "Das Abo ist beendet. Es wird nichts mehr abgebucht.",
        "en": "The subscription has ended. Nothing more is charged.",
    },
    "keep": {
        "de": "Das Abo läuft weiter. Die nächste Abbuchung über {amount} ist am {next}.",
        "en": "The subscription goes on. The next charge of {amount} is on {next}.",
    },
}
_UNNAMED = {"de": "Abo", "en": "Subscription"}
_BILL = {
    "de": "Die Rechnung über {amount} für das Abo kann hier bezahlt werden, auch mit einer anderen Karte: {url}",
    "en": "The invoice of {amount} for the subscription can be paid here, with another card too: {url}",
}


def changed(language: str, change: Change, money: Money, days: dict[str, str], *, charged_now: bool = False) -> str:
    """Say what was changed; ``days`` names ``first``, ``next``, ``until`` and ``ends`` as far as there are such days."""
    which = "pause_until" if change == "pause" and days.get("until") else "resume_now" if charged_now else change
    words = {name: days.get(name, "") for name in ("first", "next", "until", "ends")}
    return _TEXTS[which][language].format(amount=money.text(language), **words)


def own_name(subscription: Subscription) -> str:
    """Return what a subscription is called in the shop's own words, empty where there are none."""
    return subscription.label or ", ".join(each.name for each in subscription.items or () if each.name)


def name(language: str, subscription: Subscription) -> str:
    """Return what a subscription is called: in the shop's own words where there are any."""
    return own_name(subscription) or _UNNAMED["de" if language == "de" else "en"]


def open_bill(language: str, money: Money, url: str) -> str:
    """Send the page on which an unpaid bill of a subscription can be paid."""
    return _BILL[language].format(amount=money.text(language), url=url)

"""The words of the first start: what was looked at and how to mend it, what is being done, why something came to nothing."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from inbox.ui.models.states.first_start import Finding, Light

translate = QCoreApplication.translate

_KEY = re.compile(r"(rk|sk)_(live|test)_[A-Za-z0-9]+")
_RESOURCES = {
    "charges": "Charges and Refunds",
    "intents": "PaymentIntents",
    "customers": "Customers",
    "disputes": "Disputes",
    "events": "Events",
    "prices": "Products and Prices",
    "invoices": "Invoices",
    "credit-notes": "Credit notes",
    "balance": "Balance and Balance Transactions",
    "sessions": "Checkout Sessions",
    "links": "Payment Links",
    "files": "Files",
    "subscriptions": "Subscriptions",
}
"""As Stripe's own page calls them."""


def key_refusal(key: str) -> str:
    """Say why a text is no key to be used here, before anybody is asked; empty for one that may be."""
    if key.startswith("sk_live_"):
        return translate(
            "FirstStart",
            "This key could do anything with your account if it ever leaked. Make a restricted key (rk_live_…) and use that.",
        )
    if key.startswith("pk_"):
        return translate("FirstStart", "This is the public key. The restricted one begins with rk_live_ or rk_test_.")
    if _KEY.fullmatch(key) is None:
        return translate("FirstStart", "This is not a key of Stripe. A restricted one begins with rk_live_ or rk_test_.")
    return ""


def finding_of(code: str, light: Light, detail: str = "") -> Finding:
    """Return how one thing that was looked at is shown."""
    name, _, access = code.partition(".")
    if name in _RESOURCES:
        return Finding(text=_permission(_RESOURCES[name], access), light=light, way_out=_tick(code, light, detail))
    texts = {
        "unrestricted": translate("FirstStart", "Test key without restrictions"),
        "clock": translate("FirstStart", "Clock of this computer"),
        "token": translate("FirstStart", "Access token"),
        "scopes": translate("FirstStart", "Permissions of the token"),
        "sending": translate("FirstStart", "Sending"),
        "number": translate("FirstStart", "Number: {name}").format(name=detail),
        "catalog": translate("FirstStart", "Catalog: {name}").format(name=detail or "–"),
    }
    return Finding(text=texts.get(code, code), light=light, way_out=_mend(code, light, detail))


def busy_words(what: str) -> str:
    """Say what is being done right now."""
    return {
        "stripe": translate("FirstStart", "Stripe is being asked …"),
        "whatsapp": translate("FirstStart", "WhatsApp is being asked …"),
        "keeping": translate("FirstStart", "The keys are being put into the keyring …"),
        "hub": translate("FirstStart", "The hub is being asked …"),
    }[what]


def trouble_words(code: str, detail: str = "") -> str:
    """Say why something came to nothing, and the way out; what nobody has words for is told as it was said."""
    text = {
        "keyring-missing": translate(
            "FirstStart",
            "This computer has no keyring to keep keys in: unlock or install one (on Linux gnome-keyring or KeePassXC), or set"
            " the keys as TRESEN_… environment variables.",
        ),
        "stripe-key": translate(
            "FirstStart", "Stripe does not know this key: copy it once more from Developers, API keys."
        ),
        "stripe-away": translate(
            "FirstStart", "Stripe cannot be reached: check the internet connection and try again. ({reason})"
        ),
        "whatsapp-id": translate(
            "FirstStart", "“{reason}” is not an id, which has digits only: copy it from API setup, not the phone number."
        ),
        "whatsapp-token": translate(
            "FirstStart", "Meta does not accept this: check ids and token, or make a new token for the system user. ({reason})"
        ),
        "whatsapp-away": translate(
            "FirstStart", "WhatsApp cannot be reached: check the internet connection and try again. ({reason})"
        ),
        "public-address": translate(
            "FirstStart", "The public address must begin with https://, or stay empty: Meta delivers to no other."
        ),
        "order-keys": translate(
            "FirstStart",
            "This is no metadata key: write it as it stands at a payment in Stripe, like order_id; several with commas between.",
        ),
        "hub-address": translate("FirstStart", "This is not an address of a hub: write it like https://hub.example.com."),
        "hub-plain": translate(
            "FirstStart", "This address is not encrypted, so the desk's key could be read on the way: use the https address."
        ),
        "hub-away": translate(
            "FirstStart", "No hub answers there: check the address, and ask whether the hub runs. The code is not used up."
        ),
        "hub-unknown": translate(
            "FirstStart",
            "The hub did not answer in time, and the code may be used up: try once more, else ask for a new code.",
        ),
        "hub-strange": translate("FirstStart", "What answers there is not a hub of Tresen: check the address."),
        "code-refused": translate(
            "FirstStart", "This code is wrong, used or older than ten minutes: ask for a new one."
        ),
    }.get(code, "{reason}")
    return text.format(reason=detail.rstrip("."))


def _permission(resource: str, access: str) -> str:
    if access == "write":
        return translate("FirstStart", "{resource}: write").format(resource=resource)
    return translate("FirstStart", "{resource}: read").format(resource=resource)


def _tick(code: str, light: Light, detail: str) -> str:
    if light is not Light.MISSING:
        return ""
    name, _, access = code.partition(".")
    if access == "write":
        text = translate("FirstStart", "{lost} In Stripe, edit the key: at {resource} choose Write.")
    else:
        text = translate("FirstStart", "{lost} In Stripe, edit the key: at {resource} choose Read.")
    named = f" ({detail})" if detail else ""
    return text.format(lost=_lost(code), resource=f"{_RESOURCES[name]}{named}")


def _lost(code: str) -> str:
    """Say what does not work without a permission."""
    return {
        "charges.read": translate("FirstStart", "No payments are shown."),
        "intents.read": translate("FirstStart", "No payments are shown."),
        "customers.read": translate("FirstStart", "Nobody is matched to payments."),
        "disputes.read": translate("FirstStart", "Disputes are not seen."),
        "events.read": translate("FirstStart", "What is paid is noticed late."),
        "prices.read": translate("FirstStart", "Prices are not compared with the catalog."),
        "invoices.read": translate("FirstStart", "Invoices are neither shown nor sent."),
        "credit-notes.write": translate("FirstStart", "A refund leaves its Stripe invoice as it is."),
        "balance.read": translate("FirstStart", "There is no money journal, and Stripe's fee is not shown."),
        "charges.write": translate("FirstStart", "Nothing can be refunded."),
        "sessions.write": translate("FirstStart", "Payment links are not filled in for known customers."),
        "links.write": translate("FirstStart", "No payment links."),
        "disputes.write": translate("FirstStart", "Disputes cannot be answered."),
        "subscriptions.read": translate("FirstStart", "Subscriptions are not shown."),
        "subscriptions.write": translate("FirstStart", "No subscription can be skipped, paused or ended."),
        "files.write": translate("FirstStart", "No file can be handed in with an answer to a dispute."),
    }[code]


def _mend(code: str, light: Light, detail: str) -> str:
    if light is Light.GOOD:
        return ""
    if code == "scopes":
        text = translate("FirstStart", "Give the system user at Meta: {names}.")
        return text.format(names=detail)
    return {
        "unrestricted": translate("FirstStart", "Fine for trying out. Only a restricted key shows missing permissions in time."),
        "clock": translate("FirstStart", "It differs from Stripe's. Let it be set by the network."),
        "sending": translate("FirstStart", "Meta names the reasons in WhatsApp Manager under Account quality."),
        "number": translate("FirstStart", "Its quality has suffered: write to fewer people unasked."),
        "catalog": translate(
            "FirstStart", "None is connected in Commerce Manager; products are sent as picture, price and link."
        ),
    }.get(code, "")

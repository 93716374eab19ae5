"""Sentences for what platforms and the hub say no to, by the problem's code. Pure but for the translation.

Part of ``problems``; a test holds that no code of the program is without words in both languages.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def of_stripe() -> dict[str, str]:
    """Return the words for what Stripe refuses, or leaves open."""
    disputed = translate("Problems", "The payment is disputed; answer the dispute, a refund would pay twice.")
    short = translate("Problems", "The Stripe balance does not cover the refund; top it up and click again.")
    return {
        "outcome-unknown": translate(
            "Problems", "Stripe's answer was lost and its list shows no such refund; look in Stripe and say what happened."
        ),
        "stripe-busy": translate(
            "Problems", "Stripe was too busy and its list shows no such refund; try again, or say what happened."
        ),
        "stripe-unavailable": translate(
            "Problems", "Stripe gave no usable answer, so no money moved; try again in a moment."
        ),
        "stripe-refused": translate("Problems", "Stripe refused it, so no money moved; look at the payment in Stripe."),
        "too-old-to-repeat": translate(
            "Problems", "This was asked for too long ago to be repeated safely; look in Stripe and say what happened."
        ),
        "other-account": translate(
            "Problems", "The Stripe key is of another account or mode now; look in the old one and say what happened."
        ),
        "restored": translate(
            "Problems", "The hub was restored from a backup; look whether this was carried out, and say so."
        ),
        "charge-already-refunded": translate("Problems", "The payment is already refunded in full."),
        "charge-disputed": disputed,
        "refund-disputed-payment": disputed,
        "amount-too-large": translate("Problems", "The amount is more than what is left of the payment."),
        "charge-not-refundable": translate(
            "Problems", "Stripe cannot refund this payment; pay the customer another way."
        ),
        "insufficient-funds": short,
        "balance-insufficient": short,
        "amount-step": translate("Problems", "This currency is charged in larger steps; change the amount."),
        "wrong-currency": translate("Problems", "A payment is refunded in the currency it was made in."),
        "being-paid": translate(
            "Problems", "The customer is paying this right now; wait for the bank, then refund if it was wrong."
        ),
        "close-unknown": translate(
            "Problems", "Stripe did not answer, so this may still be open; try again in a moment."
        ),
        "not-closed": translate("Problems", "Stripe still shows this as open; try again in a moment."),
        "request-unknown": translate("Problems", "Stripe does not know this payment link; open the chat again."),
        "request-not-made": translate("Problems", "There is no link and nothing was sent; try again in a moment."),
        "customer-unknown": translate(
            "Problems", "Stripe knows no such customer or payment in this account; check the number."
        ),
        "prices-refused": translate("Problems", "Stripe does not list its prices, so they cannot be compared."),
        **_of_invoices(),
    }


def _of_invoices() -> dict[str, str]:
    return {
        "credit-note-missing": translate(
            "Problems", "The money is back, but Stripe did not make the credit note: {said}"
        ),
        "credit-note-permission": translate(
            "Problems",
            "The money is back, but the credit note is missing: the Stripe key lacks a permission ({permission});"
            " an owner can add it in Stripe.",
        ),
        "credit-note-unsure": translate(
            "Problems",
            "The money is back, but Stripe did not answer about the credit note; trying again looks first whether it is there.",
        ),
        "no-invoice": translate("Problems", "Stripe knows no invoice for this payment, so there is none to correct."),
        "invoice-draft": translate("Problems", "Stripe has not finished this invoice; there is nothing to send yet."),
        "invoice-void": translate("Problems", "This invoice was voided in Stripe, so it is not sent."),
        "invoice-unknown": translate("Problems", "Stripe does not know this invoice; look at the payments again."),
        "invoice-not-fetched": translate("Problems", "The invoice could not be fetched from Stripe; nothing was sent."),
        "invoice-permission": translate(
            "Problems",
            "The Stripe key may not read invoices ({permission}), so nothing was sent; an owner can add that in Stripe.",
        ),
        "invoice-key": translate(
            "Problems", "Stripe does not take the shop's key any more, so nothing was sent; an owner must enter a new one."
        ),
    }


def of_subscriptions() -> dict[str, str]:
    """Return the words for what cannot be done to a subscription, or is left open."""
    return {
        "until-not-asked": translate("Problems", "Only a pause has an end; click again."),
        "pause-over": translate("Problems", "That day is over already; choose a day ahead."),
        "pause-too-long": translate("Problems", "A pause lasts two years at most; choose an earlier day."),
        "pause-skips-nothing": translate("Problems", "No charge falls before that day; choose a later one."),
        "subscription-over": translate("Problems", "This subscription has ended; a new one is needed."),
        "subscription-not-theirs": translate(
            "Problems", "This subscription belongs to somebody else; link the customer to this chat first."
        ),
        "subscription-changed": translate(
            "Problems", "The subscription was changed meanwhile, so nothing was done; look at it again and click anew."
        ),
        "subscription-paused": translate("Problems", "The subscription is paused already; nothing is charged anyway."),
        "subscription-ends": translate("Problems", "The subscription ends with its period; nothing more is charged anyway."),
        "subscription-not-charged": translate("Problems", "Nothing is charged for this subscription as it stands."),
        "subscription-runs": translate("Problems", "The subscription is not paused."),
        "subscription-kept": translate("Problems", "The subscription does not end with its period."),
        "subscription-unknown-outcome": translate(
            "Problems", "Stripe's answer was lost, so it is not known whether the subscription was changed; it is looked at soon."
        ),
        "subscription-not-changed": translate(
            "Problems", "Stripe did not answer and the subscription is as it was; nothing was changed, try again."
        ),
        "subscription-unknown": translate("Problems", "Stripe does not know this subscription; open the chat again."),
        "subscription-busy": translate("Problems", "A colleague is just changing this subscription; look at it again."),
    }


def of_whatsapp() -> dict[str, str]:
    """Return the words for what WhatsApp refuses, or leaves open."""
    return {
        "may-have-been-sent": translate(
            "Problems", "WhatsApp's answer was lost, so this may have been sent; look at the chat before you send it again."
        ),
        "whatsapp-refused": translate(
            "Problems", "WhatsApp could not deliver this and gave no reason; try another way."
        ),
        "whatsapp-away": translate("Problems", "WhatsApp did not answer, so it is not certain whether this was done."),
        "no-catalog": translate(
            "Problems", "No catalog is connected to the WhatsApp account; connect one in Meta's Commerce Manager."
        ),
        "no-consent": translate(
            "Problems", "Marketing needs the customer's recorded consent, and there is none; send another template."
        ),
        "template-unknown": translate(
            "Problems", "WhatsApp has no such template in this language; choose another one."
        ),
        "template-not-approved": translate("Problems", "WhatsApp has not approved this template; choose another one."),
        "template-values": translate("Problems", "The template has nothing for {missing}; fill it in."),
        "template-too-long": translate(
            "Problems", "The filled template is {over} characters too long; shorten what you filled in."
        ),
        "value-form": translate(
            "Problems", "{values} has a line break, a tab, many blanks or braces; write it on one line."
        ),
        "template-link": translate(
            "Problems", "The payment link does not fit into the template's button; copy the link, or choose another template."
        ),
        "offer-end": translate(
            "Problems", "An offer must end between 35 minutes and 90 days from now; choose another end."
        ),
        "offer-too-large": translate("Problems", "The discount leaves nothing to pay; make it smaller."),
        "template-exists": translate(
            "Problems", "The account has a template of this name in this language already; give it another name."
        ),
        "reply-file-gone": translate("Problems", "The file of this reply is not at the hub any more; add it to the reply again."),
        "reply-file-large": translate("Problems", "{name} has more than the {most} MB that go with a reply. Make it smaller."),
        "reply-lint": translate("Problems", "This reply cannot be kept; change it first."),
        "template-lint": translate("Problems", "Meta would reject this template; change it first."),
    }


def of_the_hub() -> dict[str, str]:
    """Return the words for what the hub refuses by itself."""
    return {
        "role-supervisor": translate("Problems", "Only a supervisor or an owner may do this; ask one of them."),
        "not-connected": translate(
            "Problems", "The hub is not connected to the platform this needs; an owner can set it up."
        ),
        "conversation-unknown": translate("Problems", "There is no such chat any more; choose it from the list again."),
        "message-unknown": translate("Problems", "There is no such message in this chat; open it again."),
        "agent-unknown": translate("Problems", "There is no such colleague any more; choose another one."),
        "one-person": translate("Problems", "These two chats already belong to one person."),
        "not-one-person": translate("Problems", "These two chats are separate already."),
        "unknown-action": translate("Problems", "The hub has never heard of this; look at the chat and click again."),
        "old-text": translate("Problems", "This was written more than 12 hours ago; read it again before it goes out."),
        "no-entry": translate(
            "Problems", "The hub does not let this desk in any more; ask the shop's owner for a new code."
        ),
        "needs-confirmation": translate("Problems", "This needs a second look; check it and confirm."),
    }

"""The means people pay with in the sandbox, and how each behaves: Stripe's test cards and a few other methods.

Used by the pay page and the scripted customers through ``StripeAccount.pay``. Card numbers and decline codes as on
docs.stripe.com/testing and docs.stripe.com/declines/codes.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from inbox.sandbox.stripe.errors import Obj, invalid


class Means(msgspec.Struct, frozen=True):
    """One means of payment. Empty ``code`` means that it is taken.

    ``code``, ``decline_code`` and ``message`` are Stripe's words for a refusal. ``refund`` says how money goes back,
    ``dispute`` with which reason the payer's bank reclaims it at once (``inquiry``: asks first), ``warning`` of what kind of
    fraud it warns at once.
    """

    type: Literal["card", "sepa_debit", "multibanco"]
    last4: str
    brand: str = "visa"
    country: str = "DE"
    code: str = ""
    decline_code: str = ""
    message: str = ""
    blocked: bool = False
    settles: Literal["at once", "later", "fails later"] = "at once"
    refund: Literal["at once", "later", "fails later", "by the customer"] = "at once"
    dispute: str = ""
    inquiry: bool = False
    warning: str = ""


_DECLINED = "Your card was declined."


def _declined(last4: str, decline_code: str, message: str = _DECLINED, *, blocked: bool = False) -> Means:
    return Means("card", last4, code="card_declined", decline_code=decline_code, message=message, blocked=blocked)


def _refused(last4: str, code: str, message: str) -> Means:
    return Means("card", last4, code=code, decline_code=code, message=message)


MEANS: dict[str, Means] = {
    "card_4242": Means("card", "4242"),
    "card_mastercard": Means("card", "4444", brand="mastercard"),
    "card_amex": Means("card", "0005", brand="amex", country="US"),
    "card_refund_pending": Means("card", "7726", refund="later"),
    "card_refund_fails": Means("card", "5126", refund="fails later"),
    "card_dispute": Means("card", "0259", dispute="fraudulent"),
    "card_dispute_not_received": Means("card", "2685", dispute="product_not_received"),
    "card_inquiry": Means("card", "1976", dispute="fraudulent", inquiry=True),
    "card_warning": Means("card", "5423", warning="made_with_stolen_card"),
    "sepa_debit": Means("sepa_debit", "3000", settles="later", refund="later"),
    "sepa_debit_fails": Means("sepa_debit", "3001", settles="fails later"),
    "multibanco": Means("multibanco", "", country="PT", refund="by the customer"),
    "declined": _declined("0002", "generic_decline"),
    "declined_generic_decline": _declined("0002", "generic_decline"),
    "declined_insufficient_funds": _declined("9995", "insufficient_funds", "Your card has insufficient funds."),
    "declined_lost_card": _declined("9987", "lost_card"),
    "declined_stolen_card": _declined("9979", "stolen_card"),
    "declined_fraudulent": _declined("0019", "fraudulent", blocked=True),
    "declined_do_not_honor": _declined("0002", "do_not_honor"),
    "declined_card_velocity_exceeded": _declined(
        "6975", "card_velocity_exceeded", "Your card was declined for making repeated attempts too frequently."
    ),
    "declined_expired_card": _refused("0069", "expired_card", "Your card has expired."),
    "declined_incorrect_cvc": _refused("0127", "incorrect_cvc", "Your card's security code is incorrect."),
    "declined_processing_error": _refused(
        "0119", "processing_error", "An error occurred while processing your card. Try again in a little bit."
    ),
    "declined_authentication_required": _declined(
        "3184", "authentication_required", "Your card was declined. This transaction requires authentication."
    ),
}
NUMBERS = {
    "4242424242424242": "card_4242",
    "5555555555554444": "card_mastercard",
    "378282246310005": "card_amex",
    "4000000000007726": "card_refund_pending",
    "4000000000005126": "card_refund_fails",
    "4000000000000259": "card_dispute",
    "4000000000002685": "card_dispute_not_received",
    "4000000000001976": "card_inquiry",
    "4000000000005423": "card_warning",
    "DE89370400440532013000": "sepa_debit",
    "DE62370400440532013001": "sepa_debit_fails",
    "4000000000000002": "declined",
    "4000000000009995": "declined_insufficient_funds",
    "4000000000009987": "declined_lost_card",
    "4000000000009979": "declined_stolen_card",
    "4100000000000019": "declined_fraudulent",
    "4000000000006975": "declined_card_velocity_exceeded",
    "4000000000000069": "declined_expired_card",
    "4000000000000127": "declined_incorrect_cvc",
    "4000000000000119": "declined_processing_error",
    "4000002760003184": "declined_authentication_required",
}


def means_of(name_or_number: str) -> Means:
    """Return the means of a name above or of a test number with or without spaces; StripeFault 402 for any other."""
    known = MEANS.get(name_or_number) or MEANS.get(NUMBERS.get(name_or_number.replace(" ", "").upper(), ""))
    if known is None:
        message = "Your card number is incorrect: the sandbox takes Stripe's test numbers only."
        raise invalid(message, param="number", code="incorrect_number", status=402)
    return known


def charge_details(means: Means, fingerprint: str, amount: int, captured: bool, created: int) -> Obj:
    """Return ``payment_method_details`` of a charge."""
    if means.type == "sepa_debit":
        details: Obj = {"bank_code": "37040044", "branch_code": "", "country": means.country, "mandate": None}
        return {"sepa_debit": {**details, "fingerprint": fingerprint, "last4": means.last4}, "type": "sepa_debit"}
    if means.type == "multibanco":
        return {"multibanco": {"entity": "12345", "reference": "999999999"}, "type": "multibanco"}
    card: Obj = {
        "amount_authorized": amount,
        "authorization_code": None,
        "brand": means.brand,
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": None,
            "cvc_check": "fail" if means.code == "incorrect_cvc" else "pass",
        },
        "country": means.country,
        "exp_month": 12,
        "exp_year": 2034,
        "extended_authorization": {"status": "disabled"},
        "fingerprint": fingerprint,
        "funding": "credit",
        "incremental_authorization": {"status": "unavailable"},
        "installments": None,
        "last4": means.last4,
        "mandate": None,
        "multicapture": {"status": "unavailable"},
        "network": means.brand,
        "network_token": {"used": False},
        "network_transaction_id": None,
        "overcapture": {"maximum_amount_capturable": amount, "status": "unavailable"},
        "regulated_status": "unregulated",
        "three_d_secure": None,
        "wallet": None,
    }
    if not captured and not means.code:
        card["capture_before"] = created + 7 * 86400
    return {"card": card, "type": "card"}


def method_details(means: Means, fingerprint: str) -> Obj:
    """Return the type's own part of a PaymentMethod."""
    if means.type == "sepa_debit":
        details: Obj = {"bank_code": "37040044", "branch_code": "", "country": means.country, "last4": means.last4}
        return {**details, "fingerprint": fingerprint, "generated_from": {"charge": None, "setup_attempt": None}}
    if means.type == "multibanco":
        return {}
    return {
        "brand": means.brand,
        "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
        "country": means.country,
        "display_brand": means.brand,
        "exp_month": 12,
        "exp_year": 2034,
        "fingerprint": fingerprint,
        "funding": "credit",
        "generated_from": None,
        "last4": means.last4,
        "networks": {"available": [means.brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }

"""PaymentIntents: what a customer is to pay, across all attempts. Documented at docs.stripe.com/api/payment_intents.

Made by checkout and by seeding; the API can read, annotate, capture and cancel them here.
"""

from __future__ import annotations

from typing import Any

from inbox.sandbox.stripe import charges, disputes, warnings
from inbox.sandbox.stripe.charges import Payer
from inbox.sandbox.stripe.errors import Obj, invalid, not_played, unexpected_state
from inbox.sandbox.stripe.events import emit
from inbox.sandbox.stripe.means import Means
from inbox.sandbox.stripe.metadata import contact, merged
from inbox.sandbox.stripe.paging import matching, page
from inbox.sandbox.stripe.state import AccountState

_CANCELABLE = ("requires_payment_method", "requires_capture", "requires_confirmation", "requires_action", "processing")
_UPDATABLE = frozenset({"customer", "description", "expand", "metadata", "receipt_email", "shipping"})
DAY = 86400
DEBIT_SETTLES = 5 * DAY


def create(state: AccountState, amount: int, currency: str, **given: Any) -> Obj:  # noqa: ANN401 - fields of the object
    """Make an intent; ``given`` are fields of the object (customer, description, metadata, capture_method, ...)."""
    key = state.token("pi_3", 23)
    intent: Obj = {
        "id": key,
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic_async",
        "client_secret": f"{key}_secret_{state.token('', 25)}",
        "confirmation_method": "automatic",
        "created": state.now(),
        "currency": currency,
        "customer": None,
        "customer_account": None,
        "description": None,
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": {},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "processing": None,
        "receipt_email": None,
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "source": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
        **given,
    }
    state.payment_intents.put(intent)
    emit(state, "payment_intent.created", intent)
    return intent


def attempt(state: AccountState, intent: Obj, means: Means, payer: Payer) -> Obj:
    """Try to pay; return the charge. It is ``succeeded``, ``pending`` or ``failed``; book a succeeded one with ``settle``."""
    method = charges.payment_method(state, means, payer, intent["customer"])
    charge = charges.attempt(state, intent, means, payer, method)
    intent["latest_charge"] = charge["id"]
    if charge["status"] == "failed":
        _decline(state, intent, means, charge, method)
        return charge
    intent["payment_method"], intent["last_payment_error"] = method["id"], None
    if charge["status"] == "pending":
        intent["status"] = "processing"
        emit(state, "charge.pending", charge)
        emit(state, "payment_intent.processing", intent)
        return charge
    emit(state, "charge.succeeded", charge)
    if means.dispute:
        disputes.open_dispute(state, charge, means.dispute, inquiry=means.inquiry)
    if means.warning:
        warnings.warn(state, charge, means.warning)
    _received(state, intent, charge)
    return charge


def _received(state: AccountState, intent: Obj, charge: Obj) -> None:
    if charge["captured"]:
        intent["status"], intent["amount_received"] = "succeeded", charge["amount_captured"]
        intent["amount_capturable"] = 0
        emit(state, "payment_intent.succeeded", intent)
    else:
        intent["status"], intent["amount_capturable"] = "requires_capture", charge["amount"]
        emit(state, "payment_intent.amount_capturable_updated", intent)


def _decline(state: AccountState, intent: Obj, means: Means, charge: Obj, method: Obj) -> None:
    intent["payment_method"], intent["status"] = None, "requires_payment_method"
    intent["last_payment_error"] = {
        "advice_code": charge["outcome"]["advice_code"],
        "charge": charge["id"],
        "code": means.code,
        "decline_code": means.decline_code,
        "doc_url": f"https://stripe.com/docs/error-codes/{means.code.replace('_', '-')}",
        "message": means.message,
        "network_decline_code": charge["outcome"]["network_decline_code"],
        "payment_method": dict(method),
        "type": "card_error",
    }
    emit(state, "charge.failed", charge)
    emit(state, "payment_intent.payment_failed", intent)


def debit_arrived(state: AccountState, charge: Obj) -> None:
    """Let a pending debit succeed and book it."""
    intent = state.payment_intents.need(charge["payment_intent"])
    charge["status"], charge["paid"] = "succeeded", True
    emit(state, "charge.succeeded", charge)
    _received(state, intent, charge)
    charges.settle(state, charge)


def debit_failed(state: AccountState, charge: Obj) -> None:
    """Let a pending debit fail: the payer's bank did not pay."""
    intent = state.payment_intents.need(charge["payment_intent"])
    message = "The customer's account has insufficient funds to cover this payment."
    charge |= {"status": "failed", "paid": False, "captured": False, "amount_captured": 0}
    charge |= {"failure_code": "insufficient_funds", "failure_message": message}
    intent["status"], intent["payment_method"] = "requires_payment_method", None
    intent["last_payment_error"] = {
        "charge": charge["id"],
        "code": "insufficient_funds",
        "message": message,
        "type": "invalid_request_error",
    }
    emit(state, "charge.failed", charge)
    emit(state, "payment_intent.payment_failed", intent)


def capture(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/payment_intents/{id}/capture."""
    intent = state.payment_intents.need(key, "intent")
    for name in params.keys() - {"amount_to_capture", "expand", "metadata"}:
        raise not_played(name)
    if intent["status"] != "requires_capture":
        message = (
            f"This PaymentIntent could not be captured because it has a status of {intent['status']}. "
            "Only a PaymentIntent with one of the following statuses may be captured: requires_capture."
        )
        raise unexpected_state(message, dict(intent))
    amount = params.get("amount_to_capture", intent["amount_capturable"])
    if amount > intent["amount_capturable"]:
        message = "The amount you are trying to capture is greater than the amount that can be captured."
        raise invalid(message, param="amount_to_capture", code="amount_too_large")
    charge = state.charges.need(intent["latest_charge"])
    charge["captured"], charge["amount_captured"] = True, amount
    intent["metadata"] = merged(intent["metadata"], params.get("metadata"))
    emit(state, "charge.captured", charge)
    _received(state, intent, charge)
    charges.settle(state, charge)
    return intent


def cancel(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/payment_intents/{id}/cancel."""
    intent = state.payment_intents.need(key, "intent")
    if intent["status"] not in _CANCELABLE or (intent["status"] == "processing" and intent["latest_charge"]):
        message = (
            f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}. Only a PaymentIntent "
            f"with one of the following statuses may be canceled: {', '.join(_CANCELABLE)}."
        )
        raise unexpected_state(message, dict(intent))
    open_session = next(
        state.sessions.newest(lambda one: one["payment_intent"] == key and one["status"] == "open"), None
    )
    if open_session is not None:
        message = "You cannot cancel a PaymentIntent of an open Checkout Session. Expire the Checkout Session instead."
        raise unexpected_state(message, dict(intent))
    intent |= {"status": "canceled", "canceled_at": state.now(), "amount_capturable": 0}
    intent["cancellation_reason"] = params.get("cancellation_reason")
    emit(state, "payment_intent.canceled", intent)
    return intent


def update(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/payment_intents/{id}: notes on it; Stripe announces no event for that."""
    intent = state.payment_intents.need(key, "intent")
    for name in params.keys() - _UPDATABLE:
        raise not_played(name)
    if params.get("customer"):
        state.customers.need(params["customer"], "customer", 400)
    for field in ("customer", "description", "receipt_email"):
        if field in params:
            intent[field] = params[field] or None
    if "shipping" in params:
        intent["shipping"] = contact(params["shipping"])
    intent["metadata"] = merged(intent["metadata"], params.get("metadata"))
    if state.settings.search_lag:
        state.payment_intents.touched(key, state.now() + state.settings.search_lag)
    return intent


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/payment_intents/{id}."""
    return state.payment_intents.need(key, "intent")


def list_intents(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/payment_intents."""
    same = matching(params, "customer", "customer_account")
    return page(state.payment_intents, params, "/v1/payment_intents", same)

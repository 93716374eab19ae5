"""Charges: one attempt to take money, and what became of it. Documented at docs.stripe.com/api/charges.

``payments.py`` makes them; refunds and disputes change them. ``amount_captured - amount_refunded`` is what can go back.
"""

from __future__ import annotations

import hashlib

import msgspec

from inbox.sandbox.stripe.balance import fee_of, record
from inbox.sandbox.stripe.errors import Obj, not_played
from inbox.sandbox.stripe.events import changing
from inbox.sandbox.stripe.means import Means, charge_details, method_details
from inbox.sandbox.stripe.metadata import address, contact, merged
from inbox.sandbox.stripe.paging import cut, matching, page
from inbox.sandbox.stripe.state import AccountState

_UPDATABLE = frozenset({"customer", "description", "expand", "metadata", "receipt_email", "shipping"})


class Payer(msgspec.Struct, frozen=True):
    """Who pays, as typed on the payment page: ``address`` is the billing address, ``shipping`` a name with an address."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    address: Obj | None = None
    shipping: Obj | None = None


def billing_details(payer: Payer) -> Obj:
    """Return who pays in the shape charges and payment methods carry."""
    return {
        "address": address(payer.address),
        "email": payer.email,
        "name": payer.name,
        "phone": payer.phone,
        "tax_id": None,
    }


def fingerprint_of(means: Means) -> str:
    """Return the same 16 characters for the same card or account, as Stripe does."""
    return hashlib.sha256(f"{means.type} {means.brand} {means.last4}".encode()).hexdigest()[:16]


def payment_method(state: AccountState, means: Means, payer: Payer, customer: str | None) -> Obj:
    """Make the PaymentMethod an attempt uses."""
    return state.payment_methods.put(
        {
            "id": state.token("pm_1", 23),
            "object": "payment_method",
            "allow_redisplay": "limited",
            "billing_details": billing_details(payer),
            means.type: method_details(means, fingerprint_of(means)),
            "created": state.now(),
            "customer": customer,
            "customer_account": None,
            "livemode": False,
            "metadata": {},
            "type": means.type,
        }
    )


def attempt(state: AccountState, intent: Obj, means: Means, payer: Payer, method: Obj) -> Obj:
    """Make the charge of one attempt on ``intent``; its balance transaction follows with ``settle``."""
    pending, failed = means.settles != "at once", bool(means.code)
    captured = intent["capture_method"] != "manual" and not failed
    charge: Obj = {
        "id": state.token("ch_3", 23),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": intent["amount"] if captured else 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": billing_details(payer),
        "calculated_statement_descriptor": state.settings.shop.upper()[:22],
        "captured": captured,
        "created": state.now(),
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": means.code or None,
        "failure_message": means.message or None,
        "fraud_details": {},
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "on_behalf_of": None,
        "outcome": _outcome(means),
        "paid": not failed and not pending,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": charge_details(means, fingerprint_of(means), intent["amount"], captured, state.now()),
        "radar_options": {},
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": intent["shipping"],
        "source": None,
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "failed" if failed else "pending" if pending else "succeeded",
        "transfer_data": None,
        "transfer_group": None,
    }
    state.means_by_charge[charge["id"]] = means
    return state.charges.put(charge)


def _outcome(means: Means) -> Obj:
    outcome: Obj = {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": "approved_by_network",
        "reason": None,
        "risk_level": "normal" if means.type == "card" else "not_assessed",
        "seller_message": "Payment complete.",
        "type": "authorized",
    }
    if means.blocked:
        outcome |= {"network_status": "not_sent_to_network", "reason": "highest_risk_level", "risk_level": "highest"}
        outcome |= {"seller_message": "Stripe blocked this payment as too risky.", "type": "blocked"}
    elif means.code:
        outcome |= {"network_status": "declined_by_network", "reason": means.decline_code, "type": "issuer_declined"}
        outcome |= {"seller_message": "The bank did not return any further details with this decline."}
        outcome |= {"network_decline_code": "05", "advice_code": "try_again_later"}
    return outcome


def settle(state: AccountState, charge: Obj) -> None:
    """Book a captured charge: the balance transaction comes a moment after the payment, as its own event."""
    with changing(state, charge, "charge.updated"):
        amount = charge["amount_captured"]
        row = record(
            state, "charge", amount, charge["currency"],
            source=charge["id"], description=charge["description"], fee=fee_of(amount),
        )  # fmt: skip
        charge["balance_transaction"] = row["id"]
        charge["receipt_url"] = f"{state.base_url}/receipts/{charge['id']}"


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/charges/{id}."""
    return state.charges.need(key)


def list_charges(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/charges."""
    same = matching(params, "customer", "payment_intent", "transfer_group")
    return page(state.charges, params, "/v1/charges", same)


def list_refunds(state: AccountState, key: str, params: Obj) -> Obj:
    """GET /v1/charges/{id}/refunds."""
    state.charges.need(key)
    rows = state.refunds.newest(lambda refund: refund["charge"] == key)
    return cut(rows, params, f"/v1/charges/{key}/refunds")


def update(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/charges/{id}."""
    charge = state.charges.need(key)
    for name in params.keys() - _UPDATABLE:
        raise not_played(name)
    if "customer" in params:
        state.customers.need(params["customer"], "customer", 400)
    with changing(state, charge, "charge.updated"):
        for field in ("customer", "description", "receipt_email"):
            if field in params:
                charge[field] = params[field] or None
        if "shipping" in params:
            charge["shipping"] = contact(params["shipping"])
        charge["metadata"] = merged(charge["metadata"], params.get("metadata"))
    return charge


def retrieve_method(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/payment_methods/{id}."""
    return state.payment_methods.need(key, "payment_method")

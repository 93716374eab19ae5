"""The customer a Checkout Session is made for: what her page knows beforehand, and what it may write down at her.

Used by ``checkout.py`` and ``paying.py``. Documented at docs.stripe.com/api/checkout/sessions/create (customer,
customer_update) and docs.stripe.com/tax/checkout.
"""

from __future__ import annotations

from inbox.sandbox.stripe.errors import Obj, exclusive, invalid
from inbox.sandbox.stripe.events import changing
from inbox.sandbox.stripe.metadata import address
from inbox.sandbox.stripe.state import AccountState

_NO_PLACE = (
    "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or "
    "set either `customer_update[address]` to 'auto' or `customer_update[shipping]` to 'auto' to save the address entered in "
    "Checkout to the Customer."
)


def customer_of(state: AccountState, params: Obj) -> Obj | None:
    """Return the customer a page is to be made for; StripeFault when there is none such, or not with these parameters."""
    update = params.get("customer_update") or {}
    if "customer" not in params:
        if update:
            raise invalid("`customer_update` can only be used with `customer`.", param="customer_update")
        return None
    for other in ("customer_email", "customer_creation"):
        if params.get(other):
            raise exclusive("customer", other)
    customer = state.customers.need(params["customer"], "customer", 400)
    _can_be_taxed(customer, params, update)
    currency = (params.get("currency") or "").lower()
    if (params.get("invoice_creation") or {}).get("enabled") and currency and customer["currency"] not in (None, currency):
        message = (
            "You cannot combine currencies on a single customer. This customer has an active subscription, subscription "
            f"schedule, discount, quote, or invoice item with currency {customer['currency']}."
        )
        raise invalid(message)
    return customer


def _can_be_taxed(customer: Obj, params: Obj, update: Obj) -> None:
    if not (params.get("automatic_tax") or {}).get("enabled"):
        return
    known = (customer["address"], (customer["shipping"] or {}).get("address"))
    if not any(each and each.get("country") for each in known) and "auto" not in (update.get("address"), update.get("shipping")):
        raise invalid(_NO_PLACE, code="customer_tax_location_invalid")


def keep(state: AccountState, session: Obj) -> None:
    """Write down at the customer what was typed on the page: an e-mail she has none of, and what the page was told to keep."""
    customer = state.customers.get(session["customer"] or "")
    update = state.customer_updates.get(session["id"])
    if customer is None or update is None:
        return
    typed, collected = session["customer_details"], session["collected_information"]["shipping_details"]
    with changing(state, customer, "customer.updated"):
        customer["email"] = customer["email"] or typed["email"]
        if update.get("name") == "auto" and typed["name"]:
            customer["name"] = typed["name"]
        if update.get("address") == "auto" and (typed["address"] or {}).get("country"):
            customer["address"] = address(typed["address"])
        if update.get("shipping") == "auto" and collected:
            customer["shipping"] = {
                "address": address(collected["address"]),
                "carrier": None,
                "name": collected["name"],
                "phone": typed["phone"],
                "tracking_number": None,
            }

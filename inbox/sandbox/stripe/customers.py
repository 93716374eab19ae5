"""Customers of the pretend Stripe. Documented at docs.stripe.com/api/customers."""

from __future__ import annotations

from inbox.sandbox.stripe.errors import Obj, invalid, not_played
from inbox.sandbox.stripe.events import changing, emit
from inbox.sandbox.stripe.metadata import address, contact, merged
from inbox.sandbox.stripe.paging import matching, page
from inbox.sandbox.stripe.state import AccountState

_PLAIN = (
    "business_name",
    "description",
    "email",
    "individual_name",
    "name",
    "phone",
    "preferred_locales",
    "tax_exempt",
)
_PLAYED = frozenset({*_PLAIN, "address", "shipping", "metadata", "expand"})


def create(state: AccountState, _key: str, params: Obj) -> Obj:
    """POST /v1/customers."""
    _check(params)
    customer: Obj = {
        "id": state.token("cus_", 14),
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": state.now(),
        "currency": None,
        "customer_account": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_prefix": state.token("", 8).upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {},
        "name": None,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }
    _fill(customer, params)
    state.customers.put(customer)
    emit(state, "customer.created", customer)
    return customer


def update(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/customers/{id}."""
    customer = state.customers.need(key)
    _check(params)
    with changing(state, customer, "customer.updated"):
        _fill(customer, params)
    return customer


def delete(state: AccountState, key: str, _params: Obj) -> Obj:
    """DELETE /v1/customers/{id}."""
    customer = state.customers.need(key)
    state.customers.remove(key)
    state.deleted_customers.add(key)
    emit(state, "customer.deleted", customer)
    return {"id": key, "object": "customer", "deleted": True}


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/customers/{id}; of one who was deleted no more than that is left."""
    if key in state.deleted_customers:
        return {"id": key, "object": "customer", "deleted": True}
    return state.customers.need(key)


def list_customers(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/customers: ``email`` is exact and case-sensitive, at once up to date."""
    if "test_clock" in params:
        raise not_played("test_clock")
    return page(state.customers, params, "/v1/customers", matching(params, "email"))


def _check(params: Obj) -> None:
    for name in params.keys() - _PLAYED:
        raise not_played(name)
    email = params.get("email")
    if email and "@" not in email:
        raise invalid(f"Invalid email address: {email}", param="email", code="email_invalid")


def _fill(customer: Obj, params: Obj) -> None:
    for field in _PLAIN:
        if field in params:
            customer[field] = params[field] or None
    if "address" in params:
        customer["address"] = address(params["address"]) if params["address"] else None
    if "shipping" in params:
        customer["shipping"] = contact(params["shipping"])
    customer["metadata"] = merged(customer["metadata"], params.get("metadata"))

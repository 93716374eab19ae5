"""Checkout Sessions: one visit to the hosted payment page. Documented at docs.stripe.com/api/checkout/sessions.

Made by the API or by a visit to a Payment Link; ``paying.py`` completes them.
"""

from __future__ import annotations

import re

from inbox.sandbox.stripe import pages
from inbox.sandbox.stripe.checkout_customer import customer_of
from inbox.sandbox.stripe.errors import Obj, invalid, not_played, required
from inbox.sandbox.stripe.events import changing, emit
from inbox.sandbox.stripe.metadata import merged
from inbox.sandbox.stripe.paging import cut, matching, page
from inbox.sandbox.stripe.state import AccountState

SHORTEST, LONGEST = 1800, 86400
RECOVERABLE = 30 * 86400
MOST_LINES = 100
_PLAYED = (pages.COMMON - {"after_completion"}) | {
    "adaptive_pricing", "after_expiration", "allowed_payment_method_types", "cancel_url", "client_reference_id",
    "customer", "customer_email", "customer_update", "excluded_payment_method_types", "expires_at", "locale", "mode",
    "origin_context", "success_url", "ui_mode",
}  # fmt: skip
_URL = re.compile(r"https?://[^\s/]+\S*|[a-z][a-z0-9+.-]+://\S+")


def create(state: AccountState, _key: str, params: Obj) -> Obj:
    """POST /v1/checkout/sessions."""
    pages.refuse_unplayed(state, params, frozenset(_PLAYED))
    if params.get("mode", "payment") != "payment":
        raise not_played(f"mode={params['mode']}")
    if params.get("ui_mode", "hosted_page") != "hosted_page":
        raise not_played(f"ui_mode={params['ui_mode']}")
    if "success_url" not in params:
        raise required("success_url")
    for field in ("success_url", "cancel_url"):
        if field in params and not _URL.fullmatch(params[field]):
            raise invalid("Not a valid URL", param=field, code="url_invalid")
    customer = customer_of(state, params)
    expires_at = _expiry(state, params)
    lines = pages.build_lines(state, params.get("line_items") or [], MOST_LINES, params.get("currency"))
    pages.check_total(lines, params)
    session = blank(state, params, lines, expires_at)
    session["customer"] = customer["id"] if customer else None
    if customer:
        state.customer_updates[session["id"]] = params.get("customer_update") or {}
    if customer or params.get("customer_email"):
        session["customer_details"] = customer_details(
            email=(customer or {"email": params.get("customer_email")})["email"]
        )
    return keep(state, session, lines)


def _expiry(state: AccountState, params: Obj) -> int:
    expires_at: int = params.get("expires_at", state.now() + LONGEST)
    if expires_at < state.now() + SHORTEST:
        message = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        raise invalid(message, param="expires_at")
    if expires_at > state.now() + LONGEST:
        message = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        raise invalid(message, param="expires_at")
    return expires_at


def customer_details(**known: object) -> Obj:
    """Return who pays as the session shows it; what is not ``known`` yet is null."""
    fields = ("address", "business_name", "email", "individual_name", "name", "phone")
    return {**dict.fromkeys(fields), "tax_exempt": "none", "tax_ids": None, **known}


def blank(state: AccountState, params: Obj, lines: list[Obj], expires_at: int) -> Obj:
    """Return a new open session with these lines; not kept yet."""
    key = state.token("cs_test_a1", 56)
    currency = lines[0]["currency"]
    subtotal = sum(line["amount_subtotal"] for line in lines)
    recovery = (params.get("after_expiration") or {}).get("recovery")
    options = pages.build_shipping(state, params.get("shipping_options"), currency)
    shipping = options[0]["shipping_amount"] if options else 0
    after = {"allow_promotion_codes": False, "enabled": False, "expires_at": None, "url": None}
    session: Obj = {
        "id": key,
        "object": "checkout.session",
        "adaptive_pricing": params.get("adaptive_pricing") or {"enabled": False},
        "after_expiration": {"recovery": {**after, **recovery}} if recovery else None,
        "allow_promotion_codes": params.get("allow_promotion_codes"),
        "allowed_payment_method_types": params.get("allowed_payment_method_types"),
        "amount_subtotal": subtotal,
        "amount_total": subtotal + shipping,
        "billing_address_collection": params.get("billing_address_collection"),
        "cancel_url": params.get("cancel_url"),
        "client_reference_id": params.get("client_reference_id"),
        "client_secret": None,
        "collected_information": {"business_name": None, "individual_name": None, "shipping_details": None},
        "consent": {"promotions": None, "terms_of_service": None} if params.get("consent_collection") else None,
        "created": state.now(),
        "currency": currency,
        "currency_conversion": None,
        "customer": None,
        "customer_account": None,
        "customer_creation": params.get("customer_creation", "if_required"),
        "customer_details": None,
        "customer_email": params.get("customer_email"),
        "discounts": [],
        "excluded_payment_method_types": params.get("excluded_payment_method_types"),
        "expires_at": expires_at,
        "integration_identifier": None,
        "invoice": None,
        "invoice_creation": pages.invoice_creation(params),
        "livemode": False,
        "locale": params.get("locale"),
        "mode": "payment",
        "origin_context": params.get("origin_context"),
        "payment_intent": None,
        "payment_link": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {},
        "payment_method_types": pages.methods_of(params),
        "payment_status": "unpaid",
        "permissions": None,
        "recovered_from": None,
        "saved_payment_method_options": None,
        "setup_intent": None,
        "shipping_cost": None,
        "shipping_options": options,
        "status": "open",
        "submit_type": params.get("submit_type"),
        "subscription": None,
        "success_url": params.get("success_url"),
        "total_details": {
            "amount_discount": 0,
            "amount_shipping": shipping,
            "amount_tax": pages.tax_in(params, subtotal + shipping),
        },
        "ui_mode": "hosted_page",
        "url": f"{state.base_url}/pay/{key}",
        "wallet_options": None,
        **pages.common_fields(params),
    }
    session["automatic_tax"] |= {"provider": None, "status": None}
    state.intent_data[key] = pages.intent_fields(params.get("payment_intent_data"))
    if params.get("customer"):
        session["customer_creation"] = None
    return session


def keep(state: AccountState, session: Obj, lines: list[Obj]) -> Obj:
    """Keep a new session with its lines and plan its end."""
    key = session["id"]
    state.sessions.put(session)
    state.lines[key] = lines
    state.later(session["expires_at"], lambda: _if_open(state, key))
    return session


def _if_open(state: AccountState, key: str) -> None:
    if state.sessions.need(key)["status"] == "open":
        end(state, state.sessions.need(key))


def end(state: AccountState, session: Obj) -> Obj:
    """Expire an open session; with recovery on, its page can be opened again for 30 days as a copy."""
    session |= {"status": "expired", "url": None}
    recovery = (session["after_expiration"] or {}).get("recovery")
    if recovery and recovery["enabled"]:
        token = state.token("recover_", 24)
        state.recoveries[token] = session["id"]
        recovery |= {"expires_at": state.now() + RECOVERABLE, "url": f"{state.base_url}/pay/{token}"}
    intent = state.payment_intents.get(session["payment_intent"] or "")
    if intent is not None and intent["status"] == "requires_payment_method":
        intent |= {"status": "canceled", "canceled_at": state.now(), "cancellation_reason": "expired"}
        emit(state, "payment_intent.canceled", intent)
    emit(state, "checkout.session.expired", session)
    return session


def expire(state: AccountState, key: str, _params: Obj) -> Obj:
    """POST /v1/checkout/sessions/{id}/expire."""
    session = state.sessions.need(key, "session")
    if session["status"] != "open":
        message = (
            'Only Checkout Sessions with a status in ["open"] can be expired. '
            f"This Checkout Session has a status of `{session['status']}`."
        )
        raise invalid(message)
    return end(state, session)


def update(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/checkout/sessions/{id}: metadata only here."""
    session = state.sessions.need(key, "session")
    for name in params.keys() - {"metadata", "expand"}:
        raise not_played(name)
    with changing(state, session, "checkout.session.updated"):
        session["metadata"] = merged(session["metadata"], params.get("metadata"))
    return session


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/checkout/sessions/{id}."""
    return state.sessions.need(key, "session")


def list_sessions(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/checkout/sessions."""
    same = matching(params, "customer", "customer_account", "payment_intent", "payment_link", "status", "subscription")
    email = (params.get("customer_details") or {}).get("email")

    def fits(session: Obj) -> bool:
        return same(session) and email in (None, (session["customer_details"] or {}).get("email"))

    return page(state.sessions, params, "/v1/checkout/sessions", fits)


def list_lines(state: AccountState, key: str, params: Obj) -> Obj:
    """GET /v1/checkout/sessions/{id}/line_items, in the order of the page."""
    state.sessions.need(key, "session")
    return cut(state.lines[key], params, f"/v1/checkout/sessions/{key}/line_items")

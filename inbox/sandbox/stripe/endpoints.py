"""Webhook endpoints registered by API, and the account itself. Documented at docs.stripe.com/api/webhook_endpoints."""

from __future__ import annotations

from urllib.parse import urlsplit

from inbox.sandbox.stripe.errors import Obj, invalid, not_played
from inbox.sandbox.stripe.metadata import merged
from inbox.sandbox.stripe.paging import page
from inbox.sandbox.stripe.state import API_VERSION, AccountState

MOST = 16


def create(state: AccountState, _key: str, params: Obj) -> Obj:
    """POST /v1/webhook_endpoints. Only this answer carries the secret, which is the sandbox's one."""
    for name in params.keys() - {"api_version", "description", "enabled_events", "expand", "metadata", "url"}:
        raise not_played(name)
    if params.get("api_version", API_VERSION) != API_VERSION:
        raise not_played(f"api_version={params['api_version']}")
    if urlsplit(params["url"]).hostname not in ("127.0.0.1", "::1", "localhost"):
        raise invalid(
            "Invalid URL: this sandbox calls nothing but the loopback address.", param="url", code="url_invalid"
        )
    if len(state.webhook_endpoints) >= MOST:
        raise invalid(f"You have reached the maximum of {MOST} test webhook endpoints.")
    endpoint = state.webhook_endpoints.put(
        {
            "id": state.token("we_1", 23),
            "object": "webhook_endpoint",
            "api_version": params.get("api_version"),
            "application": None,
            "created": state.now(),
            "description": params.get("description") or None,
            "enabled_events": params["enabled_events"],
            "livemode": False,
            "metadata": merged({}, params.get("metadata")),
            "status": "enabled",
            "url": params["url"],
        }
    )
    return {**endpoint, "secret": state.webhook_secret}


def delete(state: AccountState, key: str, _params: Obj) -> Obj:
    """DELETE /v1/webhook_endpoints/{id}."""
    state.webhook_endpoints.need(key, "webhook_endpoint")
    state.webhook_endpoints.remove(key)
    return {"id": key, "object": "webhook_endpoint", "deleted": True}


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/webhook_endpoints/{id}."""
    return state.webhook_endpoints.need(key, "webhook_endpoint")


def list_endpoints(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/webhook_endpoints."""
    return page(state.webhook_endpoints, params, "/v1/webhook_endpoints")


def urls_for(state: AccountState, kind: str) -> list[str]:
    """Return the addresses registered by API for an event type."""
    endpoints = state.webhook_endpoints.newest(
        lambda one: "*" in one["enabled_events"] or kind in one["enabled_events"]
    )
    return [endpoint["url"] for endpoint in endpoints]


def retrieve_account(state: AccountState, _key: str, _params: Obj) -> Obj:
    """GET /v1/account."""
    settings = state.settings
    return {
        "id": state.account_id,
        "object": "account",
        "business_profile": {
            "annual_revenue": None,
            "estimated_worker_count": None,
            "mcc": "5499",
            "name": settings.shop,
            "product_description": None,
            "support_address": None,
            "support_email": None,
            "support_phone": None,
            "support_url": None,
            "url": None,
        },
        "business_type": "company",
        "capabilities": {"card_payments": "active", "sepa_debit_payments": "active", "transfers": "active"},
        "charges_enabled": True,
        "controller": {"type": "account"},
        "country": settings.country,
        "created": state.opened,
        "default_currency": settings.currency,
        "details_submitted": True,
        "email": None,
        "metadata": {},
        "payouts_enabled": True,
        "settings": {
            "branding": {"icon": None, "logo": None, "primary_color": None, "secondary_color": None},
            "card_payments": {
                "statement_descriptor_prefix": None,
                "statement_descriptor_prefix_kana": None,
                "statement_descriptor_prefix_kanji": None,
            },
            "dashboard": {"display_name": settings.shop, "timezone": "Europe/Berlin"},
            "payments": {
                "statement_descriptor": None,
                "statement_descriptor_kana": None,
                "statement_descriptor_kanji": None,
            },
        },
        "type": "standard",
    }

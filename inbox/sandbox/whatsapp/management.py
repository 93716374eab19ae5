"""Graph's reading side: the number, the business account, templates, catalogue, commerce settings, token check, health.

Called by ``graph.py`` on the sandbox's event loop; pure apart from the settings it changes. Documented at
developers.facebook.com, WhatsApp Business Management API.
"""

from __future__ import annotations

from collections.abc import Mapping

from inbox.sandbox.shop import MERCHANT
from inbox.sandbox.whatsapp.account import DISPLAY_NUMBER, WhatsAppAccount
from inbox.sandbox.whatsapp.errors import GraphError

Query = Mapping[str, str]
Item = dict[str, object]

SCOPES = ("whatsapp_business_management", "whatsapp_business_messaging", "catalog_management")
_TEMPLATE_FILTERS = ("name", "language", "status", "category")


def phone_number(account: WhatsAppAccount) -> Item:
    """Return every field of ``GET /{PHONE_NUMBER_ID}``."""
    return {
        "id": account.credentials.phone_number_id,
        "display_phone_number": DISPLAY_NUMBER,
        "verified_name": MERCHANT,
        "name_status": "APPROVED",
        "status": "CONNECTED",
        "quality_rating": account.quality,
        "code_verification_status": "VERIFIED",
        "platform_type": "CLOUD_API",
        "account_mode": "LIVE",
        "throughput": {"level": "STANDARD"},
        "whatsapp_business_manager_messaging_limit": "TIER_2K",
        "health_status": _health(account, "PHONE_NUMBER", account.credentials.phone_number_id),
    }


def business_account(account: WhatsAppAccount) -> Item:
    """Return every field of ``GET /{WABA_ID}``."""
    return {
        "id": account.credentials.business_account_id,
        "name": MERCHANT,
        "currency": "EUR",
        "timezone_id": "38",
        "country": "DE",
        "health_status": _health(account, "WABA", account.credentials.business_account_id),
    }


def _health(account: WhatsAppAccount, kind: str, node: str) -> Item:
    judged: Item = {"entity_type": kind, "id": node, "can_send_message": account.can_send}
    if account.obstacle:
        judged["errors"] = [{"error_code": 141006, "error_description": account.obstacle, "possible_solution": "Appeal."}]
    app: Item = {"entity_type": "APP", "id": account.credentials.app_id, "can_send_message": "AVAILABLE"}
    return {"can_send_message": account.can_send, "entities": [judged, app]}


def catalog(account: WhatsAppAccount) -> Item:
    """Return every field of ``GET /{CATALOG_ID}``."""
    count = len(account.catalogue.listed(None))
    return {"id": account.credentials.catalog_id, "name": MERCHANT, "vertical": "commerce", "product_count": count}


def templates(account: WhatsAppAccount, query: Query) -> list[Item]:
    """Return the templates that pass the query's filters."""
    listed = [template.listed() for template in account.templates.all()]
    wanted = {name: query[name] for name in _TEMPLATE_FILTERS if query.get(name)}
    return [one for one in listed if all(str(one[name]).lower() == value.lower() for name, value in wanted.items())]


def commerce_settings(account: WhatsAppAccount) -> list[Item]:
    """Return the one entry of ``whatsapp_commerce_settings``."""
    settings = {"is_cart_enabled": account.cart_enabled, "is_catalog_visible": account.catalog_visible}
    return [settings | {"id": account.credentials.catalog_id}]


def change_commerce_settings(account: WhatsAppAccount, given: Mapping[str, object]) -> Item:
    """Change the settings named in the query or body."""
    account.cart_enabled = _truth(given, "is_cart_enabled", account.cart_enabled)
    account.catalog_visible = _truth(given, "is_catalog_visible", account.catalog_visible)
    return {"success": True}


def _truth(given: Mapping[str, object], field: str, present: bool) -> bool:
    value = str(given.get(field, present)).lower()
    if value not in ("true", "false"):
        raise GraphError(100, f"Param {field} must be a boolean.")
    return value == "true"


def token_check(account: WhatsAppAccount, query: Query) -> Item:
    """Return what ``GET /debug_token`` says about ``input_token``."""
    token = query.get("input_token")
    if not token:
        raise GraphError(100, "The parameter input_token is required.")
    if token != account.credentials.whatsapp_token:
        error = {"code": 190, "message": "Invalid OAuth access token - Cannot parse access token"}
        return {"data": {"error": error, "is_valid": False, "scopes": []}}
    targets = [account.credentials.business_account_id]
    return {
        "data": {
            "app_id": account.credentials.app_id,
            "application": "Tresen sandbox",
            "type": "SYSTEM_USER",
            "is_valid": True,
            "issued_at": account.world.clock.now() - 86_400,
            "expires_at": 0,
            "data_access_expires_at": 0,
            "scopes": list(SCOPES),
            "granular_scopes": [{"scope": scope, "target_ids": targets} for scope in SCOPES],
            "user_id": "122100000000000001",
        }
    }

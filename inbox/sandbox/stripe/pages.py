"""What Checkout Sessions and Payment Links have in common: lines, shipping choices, and how their page behaves.

Used by ``checkout.py`` and ``links.py``. Documented at docs.stripe.com/api/checkout/sessions and /payment_links.
"""

from __future__ import annotations

from typing import Any

from inbox.sandbox.stripe.amounts import check_checkout_total
from inbox.sandbox.stripe.errors import Obj, exclusive, invalid, not_played, required
from inbox.sandbox.stripe.metadata import merged
from inbox.sandbox.stripe.prices import create_shipping_rate, price_in_passing
from inbox.sandbox.stripe.state import AccountState

COMMON = frozenset(
    {"after_completion", "allow_promotion_codes", "automatic_tax", "billing_address_collection", "consent_collection"}
    | {"currency", "custom_fields", "custom_text", "customer_creation", "expand", "invoice_creation", "line_items"}
    | {"metadata", "payment_intent_data", "phone_number_collection"}
    | {"shipping_address_collection", "shipping_options", "submit_type"}
)
"""Parameters both kinds take here; each adds its own. Any other known to Stripe is refused, not ignored."""

_INTENT_DATA = frozenset(
    {"capture_method", "description", "metadata", "receipt_email", "setup_future_usage", "statement_descriptor"}
    | {"statement_descriptor_suffix"}
)
_INVOICE_DATA = frozenset({"custom_fields", "description", "footer", "metadata"})
MOST_SHIPPING_OPTIONS = 5
METHODS = ("card", "sepa_debit", "multibanco")


def refuse_unplayed(state: AccountState, params: Obj, played: frozenset[str]) -> None:
    """Raise for what the sandbox would otherwise silently not do."""
    for name in params.keys() - played:
        raise not_played(name)
    for name in (params.get("payment_intent_data") or {}).keys() - _INTENT_DATA:
        raise not_played(f"payment_intent_data[{name}]")
    for name in ((params.get("invoice_creation") or {}).get("invoice_data") or {}).keys() - _INVOICE_DATA:
        raise not_played(f"invoice_creation[invoice_data][{name}]")
    if (params.get("automatic_tax") or {}).get("enabled") and not state.has_tax:
        message = (
            "You must have a valid head office address to enable automatic tax calculation in test mode. "
            "Visit https://dashboard.stripe.com/test/settings/tax to update it."
        )
        raise invalid(message, param="automatic_tax")


def automatic_tax(params: Obj) -> Obj:
    """Return whether Stripe works the tax out."""
    is_on = bool((params.get("automatic_tax") or {}).get("enabled"))
    return {"enabled": is_on, "liability": {"type": "self"} if is_on else None}


def tax_in(params: Obj, total: int) -> int:
    """Return the tax that is inside a sum, as a shop in Germany has it."""
    return round(total * 19 / 119) if automatic_tax(params)["enabled"] else 0


def build_lines(state: AccountState, items: list[Obj], most: int, expected: str | None = None) -> list[Obj]:
    """Make the line items of a page; StripeFault when they cannot be sold together."""
    if not items:
        raise required("line_items")
    if len(items) > most:
        raise invalid(f"You can't have more than {most} line items.", param="line_items")
    lines: list[Obj] = []
    for place, item in enumerate(items):
        path = f"line_items[{place}]"
        price = _price_of(state, item, path)
        currency = expected or (lines[0]["currency"] if lines else price["currency"])
        if price["currency"] != currency:
            message = (
                f"The price specified only supports `{price['currency']}`. "
                f"This doesn't match the expected currency: `{currency}`."
            )
            raise invalid(message, param=f"{path}[price]")
        lines.append(_line(state, item, price, path))
    return lines


def _price_of(state: AccountState, item: Obj, path: str) -> Obj:
    for name in item.keys() - {"price", "price_data", "quantity", "adjustable_quantity", "metadata"}:
        raise not_played(f"{path}[{name}]")
    if "price" in item and "price_data" in item:
        raise exclusive(f"{path}[price]", f"{path}[price_data]")
    if "price_data" in item:
        return price_in_passing(state, item["price_data"], f"{path}[price_data]")
    if "price" not in item:
        raise required(f"{path}[price]")
    price = state.prices.need(item["price"], f"{path}[price]", 400)
    if not price["active"]:
        message = "The price specified is inactive. This field only accepts active prices."
        raise invalid(message, param=f"{path}[price]")
    return price


def _line(state: AccountState, item: Obj, price: Obj, path: str) -> Obj:
    if "quantity" not in item:
        raise required(f"{path}[quantity]")
    amount = price["unit_amount"] * item["quantity"]
    adjustable = item.get("adjustable_quantity")
    return {
        "id": state.token("li_1", 23),
        "object": "item",
        "adjustable_quantity": {"maximum": None, "minimum": None, **adjustable} if adjustable else None,
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": price["currency"],
        "description": state.products.need(price["product"])["name"],
        "metadata": merged({}, item.get("metadata")),
        "price": price,
        "quantity": item["quantity"],
    }


def build_shipping(state: AccountState, options: list[Obj] | None, currency: str) -> list[Obj]:
    """Make the shipping choices of a page, in the order given; the first is the one chosen beforehand."""
    built: list[Obj] = []
    for place, option in enumerate(options or []):
        path = f"shipping_options[{place}]"
        if "shipping_rate" in option and "shipping_rate_data" in option:
            raise exclusive(f"{path}[shipping_rate]", f"{path}[shipping_rate_data]")
        if "shipping_rate_data" in option:
            rate = create_shipping_rate(state, "", option["shipping_rate_data"])
        elif "shipping_rate" in option:
            rate = state.shipping_rates.need(option["shipping_rate"], f"{path}[shipping_rate]", 400)
        else:
            raise required(f"{path}[shipping_rate]")
        fixed = rate["fixed_amount"]
        if fixed["currency"] != currency:
            message = f"The shipping rate only supports `{fixed['currency']}`, the page is in `{currency}`."
            raise invalid(message, param=path)
        built.append({"shipping_amount": fixed["amount"], "shipping_rate": rate["id"]})
    if len(built) > MOST_SHIPPING_OPTIONS:
        raise invalid(f"You can offer at most {MOST_SHIPPING_OPTIONS} shipping options.", param="shipping_options")
    return built


def methods_of(params: Obj) -> list[str]:
    """Return the means the page takes: a session names allowed or excluded ones, a link its own list."""
    named = params.get("allowed_payment_method_types") or params.get("payment_method_types") or METHODS
    return [method for method in named if method not in (params.get("excluded_payment_method_types") or ())]


def check_total(lines: list[Obj], params: Obj) -> None:
    """Raise when the lines' sum cannot be charged on a hosted page."""
    total = sum(line["amount_total"] for line in lines)
    check_checkout_total(total, lines[0]["currency"], tuple(methods_of(params)))


def common_fields(params: Obj) -> Obj:
    """Return the page's settings as both objects carry them."""
    consent = params.get("consent_collection")
    texts = ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
    phone = params.get("phone_number_collection") or {}
    countries = (params.get("shipping_address_collection") or {}).get("allowed_countries")
    return {
        "automatic_tax": automatic_tax(params),
        "consent_collection": consent_collection(consent) if consent else None,
        "custom_fields": [custom_field(field) for field in params.get("custom_fields") or []],
        "custom_text": {text: (params.get("custom_text") or {}).get(text) or None for text in texts},
        "metadata": merged({}, params.get("metadata")),
        "payment_method_collection": "if_required",
        "phone_number_collection": {"enabled": bool(phone.get("enabled"))},
        "shipping_address_collection": {"allowed_countries": countries} if countries else None,
    }


def invoice_creation(params: Obj) -> Obj | None:
    """Return whether the page makes an invoice, and with what on it; None when nothing was said."""
    given = params.get("invoice_creation")
    if not given:
        return None
    data = given.get("invoice_data") or {}
    known: Obj = {"account_tax_ids": None, "issuer": None, "rendering_options": None}
    known |= {field: data.get(field) or None for field in ("custom_fields", "description", "footer")}
    return {"enabled": given["enabled"], "invoice_data": {**known, "metadata": merged({}, data.get("metadata"))}}


def consent_collection(given: Obj) -> Obj:
    """Return what the page asks consent for."""
    fields = ("payment_method_reuse_agreement", "promotions", "terms_of_service")
    return {field: given.get(field) for field in fields}


def custom_field(given: Obj) -> Obj:
    """Return a field of the shop's own on the page, not filled in yet."""
    kinds: dict[str, Any] = {kind: given.get(kind) for kind in ("dropdown", "numeric", "text") if given.get(kind)}
    kinds.setdefault(given["type"], {})
    empty: dict[str, Obj] = {
        "dropdown": {"default_value": None, "options": []},
        "numeric": {"default_value": None, "maximum_length": None, "minimum_length": None},
        "text": {"default_value": None, "maximum_length": None, "minimum_length": None},
    }
    filled = {kind: {**empty[kind], **details} for kind, details in kinds.items()}
    return {
        "key": given["key"],
        "label": {"custom": given["label"]["custom"], "type": "custom"},
        "optional": given.get("optional", False),
        "type": given["type"],
        **filled,
    }


def intent_fields(data: Obj | None) -> Obj:
    """Return the fields a page's ``payment_intent_data`` gives the PaymentIntent it makes."""
    given = dict(data or {})
    fields = {name: given[name] for name in _INTENT_DATA - {"metadata"} if given.get(name)}
    return {**fields, "metadata": merged({}, given.get("metadata"))}

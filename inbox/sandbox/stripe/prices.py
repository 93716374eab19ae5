"""Products, prices and shipping rates, also those made in passing by ``price_data`` and ``shipping_rate_data``.

Documented at docs.stripe.com/api/products, /prices and /shipping_rates.
"""

from __future__ import annotations

from inbox.sandbox.stripe.amounts import check_price, currency_of
from inbox.sandbox.stripe.errors import Obj, exclusive, invalid, not_played, required
from inbox.sandbox.stripe.events import changing, emit
from inbox.sandbox.stripe.metadata import merged
from inbox.sandbox.stripe.paging import created_filter, matching, page
from inbox.sandbox.stripe.state import AccountState

_PRODUCT_PLAIN = ("description", "images", "name", "shippable", "statement_descriptor", "unit_label", "url")
_PRODUCT = frozenset({*_PRODUCT_PLAIN, "active", "default_price", "default_price_data", "expand", "id", "metadata"})
_PRODUCT |= {"marketing_features", "tax_code", "type"}
_PRICE = frozenset(
    {"active", "currency", "expand", "lookup_key", "metadata", "nickname", "product", "product_data", "tax_behavior"}
    | {"recurring", "unit_amount", "transfer_lookup_key"}
)


def create_product(state: AccountState, _key: str, params: Obj) -> Obj:
    """POST /v1/products."""
    for name in params.keys() - _PRODUCT:
        raise not_played(name)
    product = _product(state, params, active=params.get("active", True))
    price = None
    if "default_price_data" in params:
        for name in params["default_price_data"].keys() - _PRICE:
            raise not_played(f"default_price_data[{name}]")
        price = _price(state, params["default_price_data"], product["id"], active=True)
        product["default_price"] = price["id"]
    emit(state, "product.created", product)
    if price is not None:
        emit(state, "price.created", price)
    return product


def _product(state: AccountState, params: Obj, *, active: bool) -> Obj:
    if params.get("id") and state.products.get(params["id"]):
        raise invalid("Product already exists.", param="id", code="resource_already_exists")
    product: Obj = {
        "id": params.get("id") or state.token("prod_", 14),
        "object": "product",
        "active": active,
        "created": state.now(),
        "default_price": None,
        "description": None,
        "images": [],
        "livemode": False,
        "marketing_features": params.get("marketing_features") or [],
        "metadata": merged({}, params.get("metadata")),
        "name": params["name"],
        "package_dimensions": None,
        "shippable": None,
        "statement_descriptor": None,
        "tax_code": params.get("tax_code"),
        "type": params.get("type", "service"),
        "unit_label": None,
        "updated": state.now(),
        "url": None,
    }
    product.update({field: params[field] for field in _PRODUCT_PLAIN if params.get(field) is not None})
    return state.products.put(product)


def update_product(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/products/{id}."""
    product = state.products.need(key)
    for name in params.keys() - _PRODUCT:
        raise not_played(name)
    if params.get("default_price"):
        state.prices.need(params["default_price"], "default_price", 400)
    with changing(state, product, "product.updated"):
        for field in (*_PRODUCT_PLAIN, "active", "default_price"):
            if field in params:
                product[field] = params[field] if params[field] != "" else [] if field == "images" else None
        product["metadata"] = merged(product["metadata"], params.get("metadata"))
        product["updated"] = state.now()
    return product


def retrieve_product(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/products/{id}."""
    return state.products.need(key)


def list_products(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/products."""
    same, ids = matching(params, "active", "shippable", "type", "url"), params.get("ids")
    return page(state.products, params, "/v1/products", lambda one: same(one) and (not ids or one["id"] in ids))


def create_price(state: AccountState, _key: str, params: Obj) -> Obj:
    """POST /v1/prices."""
    for name in params.keys() - _PRICE:
        raise not_played(name)
    if "product" in params and "product_data" in params:
        raise exclusive("product", "product_data")
    if "product" in params:
        product = state.products.need(params["product"], "product", 400)
    elif "product_data" in params:
        product = _product(state, params["product_data"], active=params["product_data"].get("active", True))
    else:
        raise required("product")
    price = _price(state, params, product["id"], active=params.get("active", True))
    if "product_data" in params:
        emit(state, "product.created", product)
    emit(state, "price.created", price)
    return price


def _price(state: AccountState, params: Obj, product: str, *, active: bool) -> Obj:
    currency = currency_of(params["currency"])
    if "unit_amount" not in params:
        raise required("unit_amount")
    check_price(params["unit_amount"], currency, "unit_amount")
    recurring = _recurring(params["recurring"]) if params.get("recurring") else None
    return state.prices.put(
        {
            "id": state.token("price_1", 23),
            "object": "price",
            "active": active,
            "billing_scheme": "per_unit",
            "created": state.now(),
            "currency": currency,
            "custom_unit_amount": None,
            "livemode": False,
            "lookup_key": params.get("lookup_key"),
            "metadata": merged({}, params.get("metadata")),
            "nickname": params.get("nickname"),
            "product": product,
            "recurring": recurring,
            "tax_behavior": params.get("tax_behavior", "unspecified"),
            "tiers_mode": None,
            "transform_quantity": None,
            "type": "recurring" if recurring else "one_time",
            "unit_amount": params["unit_amount"],
            "unit_amount_decimal": str(params["unit_amount"]),
        }
    )


def _recurring(given: Obj) -> Obj:
    for name in given.keys() - {"interval", "interval_count", "usage_type"}:
        raise not_played(f"recurring[{name}]")
    if given.get("usage_type", "licensed") != "licensed":
        raise not_played("recurring[usage_type]")
    repeats = {"interval": given["interval"], "interval_count": given.get("interval_count", 1)}
    return {**repeats, "meter": None, "trial_period_days": None, "usage_type": "licensed"}


def price_in_passing(state: AccountState, data: Obj, path: str) -> Obj:
    """Make the inactive price that ``price_data`` stands for, and its product when that is given inline."""
    for name in data.keys() - {"currency", "product", "product_data", "unit_amount", "tax_behavior"}:
        raise not_played(f"{path}[{name}]")
    if "product" in data and "product_data" in data:
        raise exclusive(f"{path}[product]", f"{path}[product_data]")
    if "product" in data:
        product = state.products.need(data["product"], f"{path}[product]", 400)
    elif "product_data" in data:
        product = _product(state, data["product_data"], active=False)
    else:
        raise required(f"{path}[product]")
    if "unit_amount" not in data:
        raise required(f"{path}[unit_amount]")
    return _price(state, data, product["id"], active=False)


def update_price(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/prices/{id}: a price's amount never changes."""
    price = state.prices.need(key)
    for name in params.keys() - _PRICE:
        raise not_played(name)
    with changing(state, price, "price.updated"):
        for field in ("active", "lookup_key", "nickname", "tax_behavior"):
            if field in params:
                price[field] = params[field] if params[field] != "" else None
        price["metadata"] = merged(price["metadata"], params.get("metadata"))
    return price


def retrieve_price(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/prices/{id}."""
    return state.prices.need(key)


def list_prices(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/prices."""
    same, keys = matching(params, "active", "currency", "product", "type"), params.get("lookup_keys")
    return page(state.prices, params, "/v1/prices", lambda one: same(one) and (not keys or one["lookup_key"] in keys))


def create_shipping_rate(state: AccountState, _key: str, params: Obj) -> Obj:
    """POST /v1/shipping_rates, and what ``shipping_rate_data`` stands for."""
    fixed = params.get("fixed_amount")
    if fixed is None:
        raise required("fixed_amount")
    currency = currency_of(fixed["currency"])
    check_price(fixed["amount"], currency, "fixed_amount[amount]")
    estimate = params.get("delivery_estimate")
    return state.shipping_rates.put(
        {
            "id": state.token("shr_1", 23),
            "object": "shipping_rate",
            "active": True,
            "created": state.now(),
            "delivery_estimate": {"maximum": None, "minimum": None, **estimate} if estimate else None,
            "display_name": params["display_name"],
            "fixed_amount": {"amount": fixed["amount"], "currency": currency},
            "livemode": False,
            "metadata": merged({}, params.get("metadata")),
            "tax_behavior": params.get("tax_behavior", "unspecified"),
            "tax_code": params.get("tax_code"),
            "type": "fixed_amount",
        }
    )


def retrieve_shipping_rate(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/shipping_rates/{id}."""
    return state.shipping_rates.need(key)


def list_shipping_rates(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/shipping_rates."""
    active, in_time = params.get("active"), created_filter(params)
    currency = params.get("currency")

    def fits(rate: Obj) -> bool:
        same = active is None or rate["active"] == active
        return same and in_time(rate) and currency in (None, rate["fixed_amount"]["currency"])

    return page(state.shipping_rates, params, "/v1/shipping_rates", fits)

"""Payment Links: an address that opens a new Checkout Session for each visitor.

Documented at docs.stripe.com/api/payment_links. They have no expiry and no customer; ``restrictions`` limits how often
they can be paid, and they can be switched off but not deleted.
"""

from __future__ import annotations

from inbox.sandbox.stripe import pages
from inbox.sandbox.stripe.errors import Obj, invalid
from inbox.sandbox.stripe.events import changing, emit
from inbox.sandbox.stripe.metadata import merged
from inbox.sandbox.stripe.paging import cut, page
from inbox.sandbox.stripe.state import AccountState

MOST_LINES = 20
_PLAYED = pages.COMMON | {"inactive_message", "payment_method_types", "restrictions"}
_UPDATABLE = frozenset(
    {"active", "after_completion", "allow_promotion_codes", "custom_text", "expand", "inactive_message", "metadata"}
    | {"payment_intent_data", "restrictions", "shipping_address_collection", "submit_type", "phone_number_collection"}
)


def create(state: AccountState, _key: str, params: Obj) -> Obj:
    """POST /v1/payment_links."""
    pages.refuse_unplayed(state, params, _PLAYED)
    lines = pages.build_lines(state, params["line_items"] or [], MOST_LINES, params.get("currency"))
    pages.check_total(lines, params)
    data = pages.intent_fields(params.get("payment_intent_data"))
    token = state.token("test_", 14)
    link: Obj = {
        "id": state.token("plink_1", 23),
        "object": "payment_link",
        "active": True,
        "after_completion": _after_completion(params.get("after_completion")),
        "allow_promotion_codes": params.get("allow_promotion_codes", False),
        "application": None,
        "application_fee_amount": None,
        "application_fee_percent": None,
        "billing_address_collection": params.get("billing_address_collection", "auto"),
        "currency": lines[0]["currency"],
        "customer_creation": params.get("customer_creation", "if_required"),
        "inactive_message": params.get("inactive_message"),
        "invoice_creation": pages.invoice_creation(params) or {"enabled": False, "invoice_data": None},
        "livemode": False,
        "on_behalf_of": None,
        "payment_intent_data": _shown_intent_data(data) if params.get("payment_intent_data") else None,
        "payment_method_types": params.get("payment_method_types"),
        "restrictions": _restrictions(params.get("restrictions"), 0),
        "shipping_options": pages.build_shipping(state, params.get("shipping_options"), lines[0]["currency"]),
        "submit_type": params.get("submit_type", "auto"),
        "subscription_data": None,
        "tax_id_collection": {"enabled": False, "required": "never"},
        "transfer_data": None,
        "url": f"{state.base_url}/pay/{token}",
        **pages.common_fields(params),
    }
    state.payment_links.put(link)
    state.lines[link["id"]] = lines
    state.link_tokens[token] = link["id"]
    state.intent_data[link["id"]] = data
    state.link_params[link["id"]] = dict(params)
    emit(state, "payment_link.created", link)
    return link


def _after_completion(given: Obj | None) -> Obj:
    if not given or given["type"] == "hosted_confirmation":
        message = ((given or {}).get("hosted_confirmation") or {}).get("custom_message")
        return {"hosted_confirmation": {"custom_message": message}, "type": "hosted_confirmation"}
    if "redirect" not in given:
        raise invalid("Missing required param: after_completion[redirect].", param="after_completion[redirect]")
    return {"redirect": {"url": given["redirect"]["url"]}, "type": "redirect"}


def _shown_intent_data(data: Obj) -> Obj:
    fields = (
        "capture_method", "description", "setup_future_usage", "statement_descriptor", "statement_descriptor_suffix",
        "transfer_group",
    )  # fmt: skip
    return {**{field: data.get(field) for field in fields}, "metadata": data["metadata"]}


def _restrictions(given: Obj | None, count: int) -> Obj | None:
    if not given:
        return None
    return {"completed_sessions": {"count": count, "limit": given["completed_sessions"]["limit"]}}


def update(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/payment_links/{id}."""
    link = state.payment_links.need(key, "payment_link")
    pages.refuse_unplayed(state, params, _UPDATABLE)
    with changing(state, link, "payment_link.updated"):
        for field in ("active", "allow_promotion_codes", "inactive_message", "submit_type"):
            if field in params:
                link[field] = params[field] if params[field] != "" else None
        if "after_completion" in params:
            link["after_completion"] = _after_completion(params["after_completion"])
        if "restrictions" in params:
            count = (link["restrictions"] or {"completed_sessions": {"count": 0}})["completed_sessions"]["count"]
            link["restrictions"] = _restrictions(params["restrictions"] or None, count)
        link["metadata"] = merged(link["metadata"], params.get("metadata"))
        _update_page(state, link, params)
    return link


def _update_page(state: AccountState, link: Obj, params: Obj) -> None:
    """Change what later visits show: the settings of the page and of the PaymentIntents it makes."""
    key = link["id"]
    given = state.link_params[key]
    for field in ("custom_text", "phone_number_collection", "shipping_address_collection"):
        if field in params:
            given[field] = params[field] or None
            link[field] = pages.common_fields(given)[field]
    if "payment_intent_data" in params:
        data = {**state.intent_data[key], **params["payment_intent_data"]}
        given["payment_intent_data"] = data
        state.intent_data[key] = pages.intent_fields(data)
        link["payment_intent_data"] = _shown_intent_data(state.intent_data[key])


def used_up(link: Obj) -> bool:
    """Tell whether the link was paid as often as it may be. A page opened before it was switched off stays payable."""
    sessions = (link["restrictions"] or {}).get("completed_sessions")
    return bool(sessions and sessions["count"] >= sessions["limit"])


def completed(state: AccountState, link: Obj) -> None:
    """Count a paid session; the link switches itself off when its limit is reached."""
    if link["restrictions"] is None:
        return
    with changing(state, link, "payment_link.updated"):
        sessions = link["restrictions"]["completed_sessions"]
        sessions["count"] += 1
        if sessions["count"] >= sessions["limit"]:
            link["active"] = False


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/payment_links/{id}."""
    return state.payment_links.need(key, "payment_link")


def list_links(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/payment_links."""
    active = params.get("active")
    return page(
        state.payment_links, params, "/v1/payment_links", lambda link: active is None or link["active"] == active
    )


def list_lines(state: AccountState, key: str, params: Obj) -> Obj:
    """GET /v1/payment_links/{id}/line_items, in the order of the page."""
    state.payment_links.need(key, "payment_link")
    return cut(state.lines[key], params, f"/v1/payment_links/{key}/line_items")

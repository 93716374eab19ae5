"""Subscriptions: what repeats, what is paused, what ends. Documented at docs.stripe.com/api/subscriptions.

Begun by ``StripeAccount.subscribe``; the API reads, pauses, resumes and cancels them. What they do by themselves as time
goes by is in ``renewals.py``. Pausing collection (``pause_collection``) leaves the status as it is and goes on making
invoices; ``/pause`` makes the status ``paused`` and makes none.
"""

from __future__ import annotations

from collections.abc import Sequence

from inbox.sandbox.stripe import cycles, renewals
from inbox.sandbox.stripe.errors import Obj, invalid, missing, not_played
from inbox.sandbox.stripe.events import changing, emit
from inbox.sandbox.stripe.metadata import merged
from inbox.sandbox.stripe.paging import created_filter, cut
from inbox.sandbox.stripe.state import AccountState

_UPDATABLE = frozenset(
    {"cancel_at_period_end", "cancellation_details", "description", "expand", "metadata", "pause_collection"}
)
_OVER = ("canceled", "incomplete_expired")
_DAY = 86_400


def subscribe(
    state: AccountState, customer: str, prices: Sequence[tuple[str, int]], *, method: str, trial_days: int = 0,
    anchor: int | None = None, metadata: Obj | None = None, description: str | None = None,
) -> Obj:  # fmt: skip
    """Begin a subscription to (price, quantity) pairs; the first period is paid at once unless there is a trial.

    ``anchor`` is the reference point of the billing cycle, the present when None.
    """
    person, key, now = state.customers.need(customer, "customer"), state.token("sub_1", 23), state.now()
    rows = [_item(state, key, state.prices.need(price, "price"), quantity) for price, quantity in prices]
    trial = now + trial_days * _DAY if trial_days else None
    subscription: Obj = {
        "id": key,
        "object": "subscription",
        "application": None,
        "application_fee_percent": None,
        "automatic_tax": {"disabled_reason": None, "enabled": False, "liability": None},
        "billing_cycle_anchor": trial or anchor or now,
        "billing_cycle_anchor_config": None,
        "billing_mode": {"flexible": {"proration_discounts": "included"}, "type": "flexible", "updated_at": None},
        "billing_schedules": [],
        "billing_thresholds": None,
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "cancellation_details": {"comment": None, "feedback": None, "feedback_option": None, "reason": None},
        "collection_method": "charge_automatically",
        "created": now,
        "currency": rows[0]["price"]["currency"],
        "customer": person["id"],
        "customer_account": None,
        "days_until_due": None,
        "default_payment_method": None,
        "default_source": None,
        "default_tax_rates": [],
        "description": description,
        "discounts": [],
        "ended_at": None,
        "invoice_settings": {"account_tax_ids": None, "issuer": {"type": "self"}},
        "items": cut(rows, {"limit": 100}, f"/v1/subscription_items?subscription={key}"),
        "latest_invoice": None,
        "livemode": False,
        "managed_payments": None,
        "metadata": dict(metadata or {}),
        "next_pending_invoice_item_invoice": None,
        "on_behalf_of": None,
        "pause_collection": None,
        "payment_settings": None,
        "pending_invoice_item_interval": None,
        "pending_setup_intent": None,
        "pending_update": None,
        "schedule": None,
        "start_date": now,
        "status": "trialing" if trial else "active",
        "status_details": None,
        "test_clock": None,
        "transfer_data": None,
        "trial_end": trial,
        "trial_settings": {"end_behavior": {"billing_cycle_anchor": None, "missing_payment_method": "create_invoice"}},
        "trial_start": now if trial else None,
    }
    state.subscriptions.put(subscription)
    state.means_by_subscription[key] = method
    recurring = rows[0]["price"]["recurring"]
    start = subscription["billing_cycle_anchor"]
    renewals.begin(
        state, subscription, now, trial or cycles.after(start, recurring["interval"], recurring["interval_count"], now)
    )
    invoice = None if trial else renewals.bill(state, subscription, "subscription_create")
    emit(state, "customer.subscription.created", subscription)
    if invoice is not None:
        renewals.charge(state, invoice["id"])
    return subscription


def _item(state: AccountState, subscription: str, price: Obj, quantity: int) -> Obj:
    return {
        "id": state.token("si_", 14),
        "object": "subscription_item",
        "billed_until": None,
        "billing_thresholds": None,
        "created": state.now(),
        "current_period_end": 0,
        "current_period_start": 0,
        "current_trial": None,
        "discounts": [],
        "metadata": {},
        "plan": _plan(price),
        "price": dict(price),
        "quantity": quantity,
        "subscription": subscription,
        "tax_rates": [],
    }


def _plan(price: Obj) -> Obj:
    """Return the price in the old notation that items still carry."""
    kept = ("active", "billing_scheme", "created", "currency", "id", "livemode", "metadata", "nickname", "product")
    repeats = price["recurring"]
    return {
        **{name: price[name] for name in kept},
        "object": "plan",
        "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"],
        "interval": repeats["interval"],
        "interval_count": repeats["interval_count"],
        "meter": None,
        "tiers_mode": None,
        "transform_usage": None,
        "trial_period_days": None,
        "usage_type": "licensed",
    }


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/subscriptions/{id}."""
    return state.subscriptions.need(key)


def list_subscriptions(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/subscriptions: all that are not cancelled, unless ``status`` says otherwise."""
    known = {"customer", "created", "ending_before", "expand", "limit", "price", "starting_after", "status"}
    for name in params.keys() - known - {"collection_method"}:
        raise not_played(name)
    for cursor in ("starting_after", "ending_before"):
        if cursor in params:
            state.subscriptions.need(params[cursor], cursor)
    wanted, in_time = params.get("status"), created_filter(params)

    def fits(one: Obj) -> bool:
        status = one["status"]
        is_wanted = wanted == "all" or (status in _OVER if wanted == "ended" else status == wanted)
        if wanted is None:
            is_wanted = status != "canceled"
        prices = {item["price"]["id"] for item in one["items"]["data"]}
        same = all(params.get(name, one[name]) == one[name] for name in ("customer", "collection_method"))
        return is_wanted and same and in_time(one) and ("price" not in params or params["price"] in prices)

    return cut(state.subscriptions.newest(), params, "/v1/subscriptions", fits)


def update(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/subscriptions/{id}: pause or resume collection, cancel at the end of the period or not, notes."""
    subscription = state.subscriptions.need(key)
    for name in params.keys() - _UPDATABLE:
        raise not_played(name)
    if subscription["status"] in _OVER:
        message = "A canceled subscription can only update its cancellation_details and metadata."
        if params.keys() - {"cancellation_details", "metadata", "expand"}:
            raise invalid(message)
    pause = _pause_of(state, params.get("pause_collection"))
    with changing(state, subscription, "customer.subscription.updated"):
        if "pause_collection" in params:
            subscription["pause_collection"] = pause
        if "cancel_at_period_end" in params:
            _end_with_period(state, subscription, ends=params["cancel_at_period_end"])
        if "description" in params:
            subscription["description"] = params["description"] or None
        _why(subscription, params.get("cancellation_details"))
        subscription["metadata"] = merged(subscription["metadata"], params.get("metadata"))
    renewals.plan_resumption(state, subscription)
    return subscription


def _pause_of(state: AccountState, given: Obj | str | None) -> Obj | None:
    if not isinstance(given, dict):
        return None
    resumes = given.get("resumes_at")
    if resumes is not None and resumes <= state.now():
        raise invalid("Invalid timestamp: must be in the future.", param="pause_collection[resumes_at]")
    return {"behavior": given["behavior"], "resumes_at": resumes}


def _end_with_period(state: AccountState, subscription: Obj, *, ends: bool) -> None:
    subscription["cancel_at_period_end"] = ends
    subscription["cancel_at"] = renewals.ends_at(subscription) if ends else None
    subscription["canceled_at"] = state.now() if ends else None
    subscription["cancellation_details"]["reason"] = "cancellation_requested" if ends else None


def _why(subscription: Obj, given: Obj | None) -> None:
    for name, value in (given or {}).items():
        subscription["cancellation_details"][name] = value or None


def cancel(state: AccountState, key: str, params: Obj) -> Obj:
    """DELETE /v1/subscriptions/{id}: end it now. Nothing is given back by itself; no final invoice is played."""
    subscription = state.subscriptions.need(key)
    for name in ("invoice_now", "prorate"):
        if params.get(name):
            raise not_played(name)
    if subscription["status"] in _OVER:
        # Stripe no longer finds what is cancelled, to be cancelled once more.
        raise missing("subscription", key)
    _why(subscription, params.get("cancellation_details"))
    subscription["cancellation_details"]["reason"] = "cancellation_requested"
    subscription["canceled_at"] = state.now()
    renewals.end(state, subscription, state.now())
    return subscription


def pause(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/subscriptions/{id}/pause: no invoices and no periods until it is resumed; unused time is not credited here."""
    subscription = state.subscriptions.need(key)
    unused = ((params.get("bill_for") or {}).get("unused_time_from") or {}).get("type", "now")
    if unused != "none":
        raise not_played("bill_for[unused_time_from][type]")
    if subscription["status"] not in ("active", "trialing", "past_due"):
        raise invalid(f"You cannot pause a subscription with a status of {subscription['status']}.")
    with changing(state, subscription, "customer.subscription.paused"):
        subscription["status"] = "paused"
        subscription["status_details"] = {
            "paused": {
                "subscription": {"type": "pause_requested"},
                "transitioned_at": state.now(),
                "type": "subscription",
            }
        }
    return subscription


def resume(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/subscriptions/{id}/resume: a new period begins now and is charged, unless the old cycle goes on."""
    subscription = state.subscriptions.need(key)
    if subscription["status"] != "paused":
        raise invalid("Only paused subscriptions can be resumed.")
    for name in params.keys() - {"billing_cycle_anchor", "expand", "payment_behavior", "proration_behavior"}:
        raise not_played(name)
    now, recurring = state.now(), subscription["items"]["data"][0]["price"]["recurring"]
    anchor = (params.get("billing_cycle_anchor") or {}).get("type", "now")
    with changing(state, subscription, "customer.subscription.resumed"):
        subscription |= {"status": "active", "status_details": None}
        if anchor == "now":
            subscription["billing_cycle_anchor"] = now
        start = subscription["billing_cycle_anchor"]
        until = cycles.after(start, recurring["interval"], recurring["interval_count"], now)
        renewals.begin(state, subscription, now, until)
    if anchor == "now":
        invoice = renewals.bill(state, subscription, "subscription_update")
        renewals.charge(state, invoice["id"])
    return subscription

"""Stripe's event log: what happened, kept 30 days, and sent as signed webhooks.

Every subject announces its changes here, after the change is complete. Documented at docs.stripe.com/api/events,
docs.stripe.com/webhooks and docs.stripe.com/webhooks/signature.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase

import msgspec

from inbox.sandbox.stripe.copies import copied
from inbox.sandbox.stripe.errors import Obj, exclusive, invalid
from inbox.sandbox.stripe.paging import created_filter, page
from inbox.sandbox.stripe.state import API_VERSION, AccountState

KEPT_SECONDS = 30 * 86400
MOST_TYPES = 20
USER_AGENT = "Stripe/1.0 (+https://stripe.com/docs/webhooks)"


def emit(state: AccountState, kind: str, obj: Obj, previous: Obj | None = None) -> Obj:
    """Log one event about ``obj`` as it is now and send it; ``previous`` holds the old values of what changed."""
    data: Obj = {"object": copied(obj)}
    if previous is not None:
        data["previous_attributes"] = previous
    event = state.events.put(
        {
            "id": state.token("evt_1", 23),
            "object": "event",
            "api_version": API_VERSION,
            "created": state.now(),
            "data": data,
            "livemode": False,
            "pending_webhooks": 0 if state.quiet else 1,
            "request": {"id": state.caller.request_id, "idempotency_key": state.caller.idempotency_key},
            "type": kind,
        },
        on_top=not state.backdating,
    )
    shelf = state.shelf_of(obj["object"])
    if shelf is not None and state.settings.search_lag:
        shelf.touched(obj["id"], state.now() + state.settings.search_lag)
    if not state.quiet:
        body = msgspec.json.format(msgspec.json.encode(event), indent=2)
        state.world.outbound.post("stripe", body, signed_headers(state, body))
    return event


@contextmanager
def changing(state: AccountState, obj: Obj, kind: str) -> Iterator[None]:
    """Announce as ``kind`` whatever the block changes in ``obj``; nothing when it changes nothing."""
    before = copied(obj)
    yield
    previous = difference(before, obj)
    if previous:
        emit(state, kind, obj, previous)


def difference(before: Obj, after: Obj) -> Obj:
    """Return the old values of every key that changed, tables compared key by key."""
    changed: Obj = {}
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        changed[key] = difference(old, new) if isinstance(old, dict) and isinstance(new, dict) else copied(old)
    return dict(sorted(changed.items()))


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """Return a ``Stripe-Signature`` header: HMAC-SHA256 over ``timestamp.body``."""
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


def signed_headers(state: AccountState, body: bytes) -> dict[str, str]:
    """Return the headers of a delivery made now; a repeated delivery is signed anew, as Stripe does."""
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": USER_AGENT,
        "Stripe-Signature": signature(state.webhook_secret, state.world.clock.now(), body),
    }


def forget_old(state: AccountState) -> None:
    """Drop events older than Stripe keeps them."""
    state.events.remove_before(state.now() - KEPT_SECONDS)


def list_events(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/events."""
    if "type" in params and "types" in params:
        raise exclusive("type", "types")
    if len(params.get("types") or ()) > MOST_TYPES:
        raise invalid(f"You can filter by at most {MOST_TYPES} types.", param="types")
    patterns = list(params.get("types") or ([params["type"]] if "type" in params else []))
    in_time = created_filter(params)

    def fits(event: Obj) -> bool:
        return (
            in_time(event)
            and (not patterns or any(fnmatchcase(event["type"], pattern) for pattern in patterns))
            and params.get("delivery_success", not event["pending_webhooks"]) == (not event["pending_webhooks"])
        )

    return page(state.events, params, "/v1/events", fits)


def mark_delivered(state: AccountState, event_id: str) -> None:
    """Note that the receiver took the event's webhook."""
    event = state.events.get(event_id)
    if event is not None:
        event["pending_webhooks"] = 0


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/events/{id}."""
    return state.events.need(key)

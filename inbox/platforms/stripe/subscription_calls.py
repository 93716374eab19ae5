"""The calls to Stripe about subscriptions, and the bodies of those that change one.

Part of ``client.StripeClient``; called by the hub's action and job threads.
"""

from __future__ import annotations

from inbox.domain import times
from inbox.domain.ids import SourceId
from inbox.domain.subscription_actions import ChangeSubscription
from inbox.domain.subscriptions import Subscription, resumption
from inbox.platforms.stripe import errors, fields, forms, subscribed
from inbox.platforms.stripe.calls import Calls, many, one, part
from inbox.platforms.stripe.gateway import Answer

_WHOLE: tuple[tuple[str, ...], ...] = (("items.data.price.product", "latest_invoice.payments"), ("items.data.price.product",), ())
"""What is read along, as much as the key may read: each needs a permission of its own."""


class SubscriptionCalls:
    """Over one account's ``calls``."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def subscription(self, subscription: SourceId) -> Answer[Subscription]:
        """Read one, with what its things are called and what its last invoice is paid with, where the key may."""
        path = f"/v1/subscriptions/{part(subscription)}"
        for place, names in enumerate(_WHOLE):
            try:
                return one(self._calls.get(path, {"expand": names} if names else {}), subscribed.subscription)
            except errors.Forbidden as refusal:
                is_last = place == len(_WHOLE) - 1
                if is_last or (refusal.permission or "").startswith("rak_subscription"):
                    raise
        raise AssertionError("the last one returns or raises")

    def of_customer(self, customer: SourceId) -> Answer[tuple[Subscription, ...]]:
        """List all of a customer, those that have ended too, newest first; their things without names."""
        params: dict[str, forms.Value] = {"customer": customer, "status": "all"}
        return many(self._calls.pages("/v1/subscriptions", params), subscribed.bare)

    def running(self) -> Answer[tuple[Subscription, ...]]:
        """List all of the account that are not cancelled, one read per 100; their things without names.

        Names would have to be expanded five levels deep, one more than Stripe does.
        """
        return many(self._calls.pages("/v1/subscriptions", {}), subscribed.bare)

    def product_name(self, product: SourceId) -> Answer[str]:
        """Read what a product is called."""
        answer = self._calls.get(f"/v1/products/{part(product)}")
        return Answer(fields.text(answer.value, "name") or "", answer.date, answer.request_id)

    def update(self, subscription: SourceId, body: bytes, key: str, stripe_version: str) -> Answer[Subscription]:
        """Pause or resume collection, end it with its period or not (docs.stripe.com/api/subscriptions/update)."""
        path = f"/v1/subscriptions/{part(subscription)}"
        return one(self._calls.post(path, body, key, stripe_version), subscribed.subscription)

    def resume(self, subscription: SourceId, body: bytes, key: str, stripe_version: str) -> Answer[Subscription]:
        """Let one that has the status paused go on (docs.stripe.com/api/subscriptions/resume)."""
        path = f"/v1/subscriptions/{part(subscription)}/resume"
        return one(self._calls.post(path, body, key, stripe_version), subscribed.subscription)

    def cancel(self, subscription: SourceId, body: bytes, stripe_version: str) -> Answer[Subscription]:
        """End one now (docs.stripe.com/api/subscriptions/cancel); doing it twice ends it once, so that it takes no key."""
        path = f"/v1/subscriptions/{part(subscription)}"
        return one(self._calls.delete(path, body, stripe_version), subscribed.subscription)


def changing(action: ChangeSubscription, known: Subscription) -> bytes:
    """Ask for a change of a subscription that stands as ``known``."""
    mark: dict[str, forms.Value] = {"action_id": action.id, "conversation": action.conversation}
    match action.change:
        case "skip":
            until = resumption(known)
            return forms.encode({"pause_collection": _void(None if until is None else times.to_unix(until)), "metadata": mark})
        case "pause":
            until = times.from_text(action.until) if action.until is not None else None
            return forms.encode({"pause_collection": _void(None if until is None else times.to_unix(until)), "metadata": mark})
        case "resume" if known.status == "paused":
            return forms.encode({"billing_cycle_anchor": {"type": "now"}})
        case "resume":
            return forms.encode({"pause_collection": "", "metadata": mark})
        case "cancel_at_end" | "keep":
            return forms.encode({"cancel_at_period_end": action.change == "cancel_at_end", "metadata": mark})
        case "cancel_now":
            why: dict[str, forms.Value] = {"comment": f"Tresen {action.id}"}
            return forms.encode({"invoice_now": False, "prorate": False, "cancellation_details": why})


def _void(resumes_at: int | None) -> dict[str, forms.Value]:
    return {"behavior": "void", "resumes_at": resumes_at}

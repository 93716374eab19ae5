"""Why a refund did not go through, in one sentence with the way out. Screens translate by ``code`` and ``facts``.

Used by the refund engine; pure.
"""

from __future__ import annotations

from inbox.domain.policy import NeedsApproval, NeedsConfirmation
from inbox.domain.problems import Problem
from inbox.hub.action_rows import Record
from inbox.platforms.stripe import errors

LOST = Problem(
    "outcome-unknown",
    "Stripe did not answer and its list shows no such refund; try again, or look in Stripe and say what happened.",
)
BUSY = Problem(
    "stripe-busy", "Stripe was too busy to take the refund and its list shows none; try again, or say what happened."
)
UNREACHABLE = Problem(
    "stripe-unreachable", "Stripe could not be reached, so no money moved; check the connection and click again."
)
KEY_CLASH = Problem(
    "outcome-unknown", "Stripe has seen this refund with other details; look in Stripe and say what happened."
)
SLEPT = Problem(
    "too-late",
    "The hub was asleep or cut off when this was to go out, so no money moved; click again if it still should.",
)
TOO_OLD = Problem(
    "too-old-to-repeat", "This was asked for too long ago to be repeated safely; look in Stripe and say what happened."
)
OTHER_ACCOUNT = Problem(
    "other-account", "The Stripe key is now one of another account or mode; look in the old one and say what happened."
)
RESTORED = Problem(
    "restored",
    "The hub was restored from a backup, so it is not known whether this was carried out; look and say what happened.",
)


def in_progress(other: Record | None) -> Problem:
    """Say who is refunding the same charge."""
    facts: dict[str, str | int | None] = {}
    if other is not None:
        facts = {"agent": other.agent_name, "amount": other.amount, "action": other.id, "state": other.state}
    detail = "Another refund of this payment has no certain outcome yet; wait for it or resolve it first."
    return Problem("refund-in-progress", detail, facts=facts)


def needs_confirmation(decision: NeedsConfirmation) -> Problem:
    """List what the agent has to accept; ``facts`` say who, when and how much."""
    codes = ", ".join(decision.codes)
    detail = f"This needs a second look ({codes}); check and confirm to go on."
    return Problem("needs-confirmation", detail, codes=decision.codes, facts=decision.facts)


def needs_approval(decision: NeedsApproval) -> Problem:
    """Say which limit asks for a second person."""
    detail = "This is above your limit; another person has to approve it within 24 hours."
    return Problem("needs-approval", detail, codes=(decision.reason,), facts=decision.facts)


def of_trouble(trouble: errors.StripeTrouble) -> Problem:
    """Say what Stripe, or the way to it, had against it."""
    rid = trouble.request_id
    match trouble:
        case errors.KeyRefused():
            detail = "Stripe does not take the shop's key any more, so no money moved; an owner must enter a new one."
            return Problem("key-refused", detail, request_id=rid)
        case errors.Forbidden(permission=permission):
            named = permission or "the one for refunds"
            detail = (
                f"The Stripe key lacks a permission ({named}), so no money moved; an owner can add it in the Dashboard."
            )
            return Problem("permission-missing", detail, facts={"permission": permission}, request_id=rid)
        case errors.Missing():
            detail = "Stripe does not know this payment; reload the customer's payments."
            return Problem("payment-unknown", detail, request_id=rid)
        case errors.Refused(code=code):
            known = _SENTENCES.get(code or "")
            slug = (code or "stripe-refused").replace("_", "-")
            detail = known or f"Stripe refused it: {trouble.message}"
            return Problem(slug, detail, facts={"stripe_code": code}, request_id=rid)
        case errors.Unreachable():
            return UNREACHABLE
        case _:
            detail = "Stripe gave no usable answer, so no money moved; try again in a moment."
            return Problem("stripe-unavailable", detail, request_id=rid)


_SENTENCES = {
    "charge_already_refunded": "The payment is already refunded in full.",
    "charge_disputed": "The payment is disputed; answer the dispute, a refund would pay twice.",
    "refund_disputed_payment": "The payment is disputed; answer the dispute, a refund would pay twice.",
    "amount_too_large": "The amount is more than what is left of the payment.",
    "charge_not_refundable": "Stripe cannot refund this payment; pay the customer another way.",
    "insufficient_funds": "The Stripe balance does not cover the refund; top it up and click again.",
    "balance_insufficient": "The Stripe balance does not cover the refund; top it up and click again.",
}

"""Why something about a dispute did not go through, in one sentence with the way out. Screens translate by ``code``. Pure."""

from __future__ import annotations

from inbox.domain.payments import Dispute
from inbox.domain.policy import NeedsApproval
from inbox.domain.problems import Problem
from inbox.hub import refund_problems
from inbox.platforms.stripe import errors

UNSURE = Problem(
    "dispute-unknown-outcome", "Stripe did not answer, so it is not known whether it took this; look again in a moment."
)
MISSING = Problem("dispute-unknown", "Stripe does not know this dispute; reload the customer's payments.")
FILE_GONE = Problem("evidence-file-gone", "The file of the evidence is not here any more; prepare it again.")
TOO_OLD = Problem("expired", "This was clicked too long ago to be carried out; click again.")


def needs_second(decision: NeedsApproval) -> Problem:
    """Say that what is handed in is final, so that somebody else reads it first."""
    detail = "What is handed in is final, so a second person reads it first, within 24 hours."
    return Problem("needs-second-person", detail, codes=(decision.reason,), facts=decision.facts)


def of_trouble(trouble: errors.StripeTrouble) -> Problem:
    """Say what Stripe, or the way to it, had against it."""
    rid = trouble.request_id
    match trouble:
        case errors.Missing():
            return MISSING
        case errors.Forbidden(permission=permission):
            named = permission or "rak_dispute_write"
            detail = f"The Stripe key lacks a permission ({named}), so nothing was changed; an owner can add it in the Dashboard."
            return Problem("permission-missing", detail, facts={"permission": permission}, request_id=rid)
        case errors.KeyRefused() | errors.Unreachable():
            return refund_problems.of_trouble(trouble)
        case errors.Refused(code=code):
            slug = (code or "stripe-refused").replace("_", "-")
            return Problem(slug, f"Stripe refused it: {trouble.message}", facts={"stripe_code": code}, request_id=rid)
        case errors.KeyClash():
            return UNSURE
        case _:
            detail = "Stripe gave no usable answer, so nothing was changed; try again in a moment."
            return Problem("stripe-unavailable", detail, request_id=rid)


def closed_otherwise(dispute: Dispute) -> Problem:
    """Say that the bank was faster."""
    detail = "The dispute is closed already; nothing more can be done."
    return Problem("dispute-closed", detail, facts={"status": dispute.status})

"""Why something of Stripe's that is no refund could not be changed, as the agent reads it."""

from __future__ import annotations

from inbox.domain.problems import Problem
from inbox.hub import refund_problems
from inbox.platforms.stripe import errors


def of_trouble(trouble: errors.StripeTrouble, *, missing: Problem, unsure: Problem, permission: str) -> Problem:
    """Say what Stripe, or the way to it, had against it.

    ``missing`` is for what Stripe does not know, ``unsure`` for a key it knows with other words; ``permission`` is the one
    to name where Stripe names none.
    """
    rid = trouble.request_id
    match trouble:
        case errors.Missing():
            return missing
        case errors.Forbidden(permission=named):
            shown = named or permission
            detail = f"The Stripe key lacks a permission ({shown}), so nothing was changed; an owner can add it in the Dashboard."
            return Problem("permission-missing", detail, facts={"permission": named}, request_id=rid)
        case errors.KeyRefused() | errors.Unreachable():
            return refund_problems.of_trouble(trouble)
        case errors.Refused(code=code):
            slug = (code or "stripe-refused").replace("_", "-")
            return Problem(slug, f"Stripe refused it: {trouble.message}", facts={"stripe_code": code}, request_id=rid)
        case errors.KeyClash():
            return unsure
        case _:
            detail = "Stripe gave no usable answer, so nothing was changed; try again in a moment."
            return Problem("stripe-unavailable", detail, request_id=rid)

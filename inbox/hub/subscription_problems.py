"""Why a change of a subscription did not go through, in one sentence with the way out. Screens translate by ``code``. Pure."""

from __future__ import annotations

from inbox.domain.problems import Problem
from inbox.hub import change_problems
from inbox.hub.action_rows import Record
from inbox.platforms.stripe import errors

UNSURE = Problem(
    "subscription-unknown-outcome",
    "Stripe's answer was lost, so it is not known whether the subscription was changed; it is looked at again soon.",
)
NOT_DONE = Problem(
    "subscription-not-changed", "Stripe did not answer and the subscription is as it was; nothing was changed, try again."
)
MISSING = Problem("subscription-unknown", "Stripe does not know this subscription; open the chat again.")
TOO_OLD = Problem("too-old-to-repeat", "This was asked for too long ago to be repeated safely; click again.")


def in_progress(other: Record | None) -> Problem:
    """Say that somebody else is just changing the same subscription."""
    facts: dict[str, str | int | None] = {} if other is None else {"agent": other.agent_name, "action": other.id}
    return Problem("subscription-busy", "A colleague is just changing this subscription; look at it again.", facts=facts)


def of_trouble(trouble: errors.StripeTrouble) -> Problem:
    """Say what Stripe, or the way to it, had against it."""
    return change_problems.of_trouble(trouble, missing=MISSING, unsure=UNSURE, permission="rak_subscription_write")

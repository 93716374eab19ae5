"""What is allowed of a subscription: only what means something as it stands, and only on what the agent has seen."""

from __future__ import annotations

from datetime import timedelta

from inbox.domain import times
from inbox.domain.decisions import Allowed, Decision, State, no
from inbox.domain.subscription_actions import ChangeSubscription
from inbox.domain.subscriptions import CHARGES, OVER, Subscription, renewals, seen

LONGEST_PAUSE = timedelta(days=731)
"""Two years: a longer pause is a typing error."""


def decide_subscription(action: ChangeSubscription, state: State) -> Decision:
    """Decide a change; without a ``subscription`` in ``state`` only what needs no look at it."""
    if (action.change != "pause") and action.until is not None:
        return no("until-not-asked", "Only a pause has an end; leave the day out.")
    if action.change == "pause" and action.until is not None:
        length = times.from_text(action.until) - state.now
        if length <= timedelta(0):
            return no("pause-over", "That day is over already; choose a day ahead.")
        if length > LONGEST_PAUSE:
            return no("pause-too-long", "A pause lasts two years at most; choose an earlier day.")
    known = state.subscription
    if known is None:
        return Allowed()
    if known.status in OVER:
        return no("subscription-over", "This subscription has ended; a new one is needed.")
    if state.is_theirs is False:
        return no("subscription-not-theirs", "This subscription belongs to somebody else; link the customer first.")
    if action.seen != seen(known):
        return no("subscription-changed", "The subscription was changed meanwhile; look at it again and click anew.")
    return _of_change(action, known)


def _of_change(action: ChangeSubscription, known: Subscription) -> Decision:
    ending = bool(known.cancel_at_period_end or known.cancel_at)
    match action.change:
        case "skip" if known.pause or known.status == "paused":
            return no("subscription-paused", "This subscription is paused already; nothing is charged anyway.")
        case "skip" | "pause" if ending:
            return no("subscription-ends", "This subscription ends with its period; nothing more is charged anyway.")
        case "skip" | "pause" if known.status not in CHARGES:
            return no("subscription-not-charged", "Nothing is charged for this subscription as it stands.")
        case "pause" if action.until is not None and _skips_nothing(action.until, known):
            return no("pause-skips-nothing", "No charge falls before that day; choose a later one.")
        case "resume" if not known.pause and known.status != "paused":
            return no("subscription-runs", "This subscription is not paused.")
        case "cancel_at_end" if ending:
            return no("subscription-ends", "This subscription ends with its period already.")
        case "keep" if not known.cancel_at_period_end:
            return no("subscription-kept", "This subscription does not end with its period.")
        case _:
            return Allowed()


def _skips_nothing(until: str, known: Subscription) -> bool:
    first = next(renewals(known), None)
    return first is not None and first >= times.from_text(until)

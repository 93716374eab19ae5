"""Ends the actions about a subscription by what Stripe says of it: the answer, a webhook, or a later look.

Used inside transactions. A change that succeeded is said in the chat for the team, and told to the customer in the words
the agent saw before the click; each once, whoever was first to hear of it.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from inbox.domain import times
from inbox.domain.subscription_actions import ChangeSubscription
from inbox.domain.subscriptions import OVER, Subscription, next_charge
from inbox.hub import action_effort, action_rows, subscription_words
from inbox.hub.action_rows import Record
from inbox.hub.told import Ready
from inbox.hub.transaction import Transaction

LOOK_AGAIN = timedelta(minutes=10)
"""When a subscription of which something is not known is read again."""

_log = logging.getLogger("tresen.subscriptions")


def is_done(wish: ChangeSubscription, found: Subscription, *, was_posted: bool) -> bool:
    """Tell whether a change has come to pass: it left its name, or, where it can leave none, its effect after a post."""
    if wish.change == "cancel_now":
        return was_posted and found.status in OVER
    if wish.change == "resume" and found.action != wish.id:
        return was_posted and not found.pause and found.status not in ("paused", *OVER)
    return found.action == wish.id


def settle(tx: Transaction, found: Subscription, ready: Ready) -> None:
    """End the actions of unknown outcome, or still on their way, that ``found`` tells of."""
    for record in action_rows.in_states(tx.hub, ("unknown", "sending")):
        if record.kind != "change_subscription" or record.body is None:
            continue
        wish = record.action
        if not isinstance(wish, ChangeSubscription) or wish.subscription != found.id:
            continue
        if is_done(wish, found, was_posted=bool(record.effort.lost)):
            done(tx, record, wish, found, ready)


def done(
    tx: Transaction,
    record: Record,
    wish: ChangeSubscription,
    found: Subscription,
    ready: Ready,
    request_id: str | None = None,
) -> None:
    """End an action that has come to pass."""
    charge = next_charge(found, tx.now)
    result: action_rows.Facts = {
        "subscription": found.id,
        "status": found.status,
        "next_charge": None if charge is None else times.to_text(charge),
        "ends": found.cancel_at or found.ended_at or None,
        "request_id": request_id,
    }
    _log.info("subscription %s: %s is done (%s)", record.id, wish.change, request_id)
    action_rows.release(tx, record.id)
    action_rows.save(
        tx, record, state="succeeded", result=result, problem=None, effort=action_effort.Effort(), look_at=None
    )
    subscription_words.write_line(tx, record, wish, result)
    subscription_words.tell_customer(tx, record, wish, ready)

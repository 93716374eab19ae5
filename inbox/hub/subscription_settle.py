"""Ends the actions about a subscription by what Stripe says of it: the answer, a webhook, or a later look.

Used inside transactions. A change that succeeded is said in the chat for the team, and told to the customer in the words
the agent saw before the click; each once, whoever was first to hear of it.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import timedelta

from inbox.domain import times
from inbox.domain.actions import SendText, encode_action
from inbox.domain.events import NewEvent, NoteBody
from inbox.domain.ids import ActionId
from inbox.domain.subscription_actions import ChangeSubscription
from inbox.domain.subscriptions import OVER, Subscription, next_charge
from inbox.hub import action_effort, action_rows
from inbox.hub.action_rows import Record
from inbox.hub.transaction import Transaction

Ready = Callable[[ActionId], None]

CODE = "subscription-changed"
"""The note's code, by which a screen says it in its own language."""
LOOK_AGAIN = timedelta(minutes=10)
"""When a subscription of which something is not known is read again."""
_NAMESPACE = uuid.UUID("4f6d1b1e-7a55-4f0e-9f5c-2a4b7c1d0e37")

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
    _write_line(tx, record, wish, result)
    _tell_customer(tx, record, wish, ready)


def _write_line(tx: Transaction, record: Record, wish: ChangeSubscription, result: action_rows.Facts) -> None:
    if record.conversation is None:
        return
    facts: action_rows.Facts = {
        "change": wish.change,
        "until": wish.until,
        "next_charge": result["next_charge"],
        "ends": result["ends"],
        "amount": record.amount,
        "currency": record.currency,
    }
    body = NoteBody(
        id=str(uuid.uuid5(_NAMESPACE, f"{wish.id}.line")),
        text=_SENTENCES[wish.change].format(name=record.agent_name or "Somebody"),
        agent=record.agent,
        name=record.agent_name,
        code=CODE,
        facts={name: value for name, value in facts.items() if value is not None},
    )
    tx.append([NewEvent("note.added", "hub", times.to_text(tx.now), body, record.conversation)])


def _tell_customer(tx: Transaction, record: Record, wish: ChangeSubscription, ready: Ready) -> None:
    """Put the text to the customer that the agent saw before the click behind the change, as an action of its own."""
    if wish.tell is None:
        return
    name = ActionId(str(uuid.uuid5(_NAMESPACE, f"{wish.id}.tell")))
    if action_rows.find(tx.hub, name) is not None:
        return
    text = SendText(id=name, conversation=wish.conversation, text=wish.tell)
    moment = times.to_text(tx.now)
    told = Record(
        id=name,
        kind=text.kind,
        state="queued",
        at=moment,
        changed_at=moment,
        body=encode_action(text),
        agent=record.agent,
        agent_name=record.agent_name,
        role=record.role,
        conversation=record.conversation,
    )
    action_rows.put(tx, told)
    ready(name)


_SENTENCES = {
    "skip": "{name} skipped the next charge of the subscription",
    "pause": "{name} paused the subscription",
    "resume": "{name} resumed the subscription",
    "cancel_at_end": "{name} ended the subscription with its period",
    "cancel_now": "{name} ended the subscription at once",
    "keep": "{name} kept the subscription: it does not end",
}

"""What a change of a subscription says in the chat: the line for the team, the words to the customer, that she was not told.

Used inside transactions, by ``subscription_settle`` once Stripe has taken the change and by whoever learns that a message
came to nothing.
"""

from __future__ import annotations

import uuid

from inbox.domain.events import NoteBody
from inbox.domain.ids import ActionId
from inbox.domain.subscription_actions import ChangeSubscription
from inbox.hub import action_rows, team_notes, told
from inbox.hub.action_rows import Facts, Record
from inbox.hub.refund_words import reopen_chat
from inbox.hub.told import Ready
from inbox.hub.transaction import Transaction

CODE = "subscription-changed"
"""The code of the team's line, by which a screen says it in its own language."""
UNTOLD = "subscription-untold"
"""The code of the note that the customer does not know of the change."""
_NAMESPACE = uuid.UUID("4f6d1b1e-7a55-4f0e-9f5c-2a4b7c1d0e37")


def write_line(tx: Transaction, record: Record, wish: ChangeSubscription, result: Facts) -> None:
    """Say in the chat what was changed, and by whom."""
    facts: Facts = {
        "change": wish.change,
        "until": wish.until,
        "next_charge": result["next_charge"],
        "ends": result["ends"],
        "amount": record.amount,
        "currency": record.currency,
    }
    body = NoteBody(
        id=_named(wish.id, "line"),
        text=_SENTENCES[wish.change].format(name=record.agent_name or "Somebody"),
        agent=record.agent,
        name=record.agent_name,
        code=CODE,
        facts={name: value for name, value in facts.items() if value is not None},
    )
    team_notes.write(tx, record.conversation, body)


def tell_customer(tx: Transaction, record: Record, wish: ChangeSubscription, ready: Ready) -> None:
    """Put the words the agent saw before the click behind the change: as a text, or as a template in a closed window."""
    name = ActionId(_named(wish.id, "tell"))
    if (wish.tell is None and wish.tell_template is None) or action_rows.find(tx.hub, name) is not None:
        return
    words = told.message(tx, name, wish.conversation, wish.tell, wish.tell_template)
    if words is None:
        _write_untold(tx, record, wish, "window-closed")
    else:
        told.put_behind(tx, record, words, ready)


def came_to_nothing(tx: Transaction, message: Record) -> None:
    """Say in the chat that the customer was not told, when this message was to tell her of a change; else do nothing."""
    if message.conversation is None or message.kind not in ("send_text", "send_template"):
        return
    asked = action_rows.changes_in(tx.hub, message.conversation)
    change = next((each for each in asked if _named(each.id, "tell") == message.id), None)
    if change is not None and isinstance(wish := change.action, ChangeSubscription):
        _write_untold(tx, change, wish, "" if message.problem is None else message.problem.code)


def _write_untold(tx: Transaction, change: Record, wish: ChangeSubscription, why: str) -> None:
    facts: Facts = {"action": change.id, "change": wish.change, "why": why}
    text = "The customer could not be told of the change of the subscription."
    note = NoteBody(id=_named(wish.id, "untold"), text=text, code=UNTOLD, facts=facts)
    chat = team_notes.write(tx, wish.conversation, note)
    if chat is not None:
        reopen_chat(tx, chat)


def _named(action: ActionId, what: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"{action}.{what}"))


_SENTENCES = {
    "skip": "{name} skipped the next charge of the subscription",
    "pause": "{name} paused the subscription",
    "resume": "{name} resumed the subscription",
    "cancel_at_end": "{name} ended the subscription with its period",
    "cancel_now": "{name} ended the subscription at once",
    "keep": "{name} kept the subscription: it does not end",
}

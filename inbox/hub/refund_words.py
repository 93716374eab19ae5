"""What a refund says in the chat: the note for the team, the words to the customer, and that she could not be told.

Used inside transactions, by ``refund_settle`` once Stripe has accepted and by whoever learns that a message came to nothing.
The words are an action of their own, under an id that follows from the refund's, so that nobody is told twice.
"""

from __future__ import annotations

import uuid

from inbox.domain import times
from inbox.domain.actions import RefundPayment, SendTemplate
from inbox.domain.events import ConversationBody, NewEvent, NoteBody
from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.payments import Customer
from inbox.domain.template_prefill import REFUND_DONE
from inbox.hub import action_rows, team_notes, told
from inbox.hub.action_rows import Facts, Record
from inbox.hub.told import Ready
from inbox.hub.transaction import Transaction
from inbox.store.state import identity, mirror

UNTOLD = "refund-untold"
"""The code of the note that the customer does not know of her refund, by which a screen says it in its own language."""
_PUT_AWAY = ("resolved", "snoozed")
_NAMESPACE = uuid.UUID("6f3b6a52-6c1d-5a3e-9d55-7e1f6b3c0a11")


def reopen(tx: Transaction, record: Record) -> None:
    """Bring a chat that was put away back to the team: its refund needs somebody."""
    if record.conversation is not None:
        reopen_chat(tx, record.conversation)


def reopen_chat(tx: Transaction, conversation: ConversationId) -> None:
    """Bring a chat that was put away back to the team."""
    owner = identity.root(tx.state, conversation)
    row = tx.db.execute_sql("SELECT status FROM conversation WHERE id = ?", (owner,)).fetchone()
    if row is not None and row[0] in _PUT_AWAY:
        body = ConversationBody(status="open")
        tx.append([NewEvent("conversation.changed", "hub", times.to_text(tx.now), body, owner)])


def write_note(tx: Transaction, record: Record) -> None:
    """Put what the agent noted for the team into the chat, now that the money is on its way."""
    if record.body is None or not isinstance(action := record.action, RefundPayment):
        return
    if action.note is None:
        return
    name = _named(action.id, "note")
    note = NoteBody(id=name, text=action.note, agent=record.agent, name=record.agent_name)
    team_notes.write(tx, record.conversation, note, record.agent or "hub")


def tell_customer(tx: Transaction, record: Record, ready: Ready) -> None:
    """Put the words the agent saw before the click behind the refund: as a text, or as a template in a closed window.

    A template that says the money is sent waits until Stripe says so too (``tell_when_done``).
    """
    if record.body is None or not isinstance(action := record.action, RefundPayment) or action.conversation is None:
        return
    name = ActionId(_named(action.id, "tell"))
    if (action.tell is None and action.tell_template is None) or action_rows.find(tx.hub, name) is not None:
        return
    words = told.message(tx, name, action.conversation, action.tell, action.tell_template)
    if words is None:
        _write_untold(tx, record, "window-closed")
    elif isinstance(words, SendTemplate) and record.state == "pending" and words.template in REFUND_DONE:
        return
    else:
        told.put_behind(tx, record, words, ready)


def tell_when_done(tx: Transaction, record: Record, ready: Ready) -> None:
    """Send the template that had to wait until Stripe called the refund done."""
    if record.body is None or not isinstance(action := record.action, RefundPayment) or action.tell_template is None:
        return
    if action.tell_template.template in REFUND_DONE:
        tell_customer(tx, record, ready)


def came_to_nothing(tx: Transaction, message: Record) -> None:
    """Say in the chat that the customer was not told, when this message was to tell her of a refund; else do nothing."""
    if message.payment is None or message.kind not in ("send_text", "send_template"):
        return
    asked = action_rows.refunds_of(tx.hub, [message.payment], None)
    refund = next((each for each in asked if _named(each.id, "tell") == message.id), None)
    if refund is not None:
        _write_untold(tx, refund, "" if message.problem is None else message.problem.code)


def _write_untold(tx: Transaction, refund: Record, why: str) -> None:
    """Write the note, with whether Stripe has an address to write to; a chat that was put away comes back."""
    name = _named(refund.id, "untold")
    facts: Facts = {
        "action": refund.id,
        "amount": refund.amount,
        "currency": refund.currency,
        "why": why,
        "mail": _mail(tx, refund),
    }
    note = NoteBody(id=name, text="The customer could not be told of the refund.", code=UNTOLD, facts=facts)
    chat = team_notes.write(tx, refund.conversation, note)
    if chat is not None:
        reopen_chat(tx, chat)


def _mail(tx: Transaction, refund: Record) -> str:
    """Return ``yes``, ``no`` or ``unknown``: whether Stripe can write an e-mail about the refund.

    It does so only to a Customer of the charge who has an address, where that is switched on (docs.stripe.com/refunds).
    """
    name = refund.charge or refund.payment
    paid = None if name is None else mirror.payment(tx.state, name)
    if paid is None:
        return "unknown"
    if paid.customer is None:
        return "no"
    known = next(iter(mirror.read(tx.state, Customer, [paid.customer])), None)
    return "unknown" if known is None else "yes" if known.email else "no"


def _named(action: ActionId, what: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"{action}.{what}"))

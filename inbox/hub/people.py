"""Finds the conversation of whoever a platform speaks of, and begins one for somebody new.

Called by the decode step inside its transaction. When one payload proves that two conversations are one person they are
merged by an event that can be undone, unless both have money: then an agent decides.
"""

from __future__ import annotations

from datetime import timedelta

import msgspec

from inbox.domain import times
from inbox.domain.events import ConsentBody, ContactBody, Decoded, MessageBody, NewEvent, PersonBody, StatusBody
from inbox.domain.ids import ConversationId
from inbox.domain.messages import Contact, Message
from inbox.hub import refs
from inbox.hub.transaction import Transaction
from inbox.store.state import conversations, identity, ownership
from inbox.store.state.mirror import ObjectBody

_NAMELESS = "nameless"


def of_item(tx: Transaction, item: Decoded) -> ConversationId | None:
    """Return the conversation an item belongs to, None when it belongs to none; begins or merges some if need be."""
    body: msgspec.Struct = item.body
    match body:
        case MessageBody():
            return of_message(tx, body.message, item.contact or body.contact, item.at)
        case StatusBody():
            return _of_status(tx, item, body)
        case ConsentBody():
            # Also of somebody who has never written: it must be known when they do.
            found = identity.owners(tx.state, identity.keys_of(body.contact))
            return _one_person(tx, list(found), item.at) if found else new(tx)
        case ContactBody():
            # An address book is full of people who have never written: it begins no conversation and merges none.
            found = identity.owners(tx.state, identity.keys_of(body.contact))
            return found[0] if found else None
        case _ if isinstance(body, ObjectBody):
            return _named(tx, item.conversation) or ownership.owner_of(tx.state, body.object)
        case _:
            return _named(tx, item.conversation) or (identity.resolve(tx.state, item.contact) if item.contact else None)


def of_message(tx: Transaction, message: Message, contact: Contact, at: str) -> ConversationId:
    """Return the conversation a message belongs to; a new one for a person never seen."""
    keys = identity.keys_before(message) + identity.keys_of(contact)
    found = identity.owners(tx.state, keys)
    after = identity.keys_after(message)
    also = identity.owners(tx.state, after)
    if found or also:
        return _one_person(tx, [*found, *also], at)
    if not keys and not after:
        return _of_nameless(tx, message, at)
    return new(tx)


def _of_nameless(tx: Transaction, message: Message, at: str) -> ConversationId:
    """Return where a message that names nobody goes: beside the message it is about, else to one place for all such."""
    for about in (message.target, message.reply_to):
        known = None if about is None else refs.get(tx.hub, about)
        if known is not None and known.conversation is not None:
            return identity.root(tx.state, known.conversation)
    key = identity.PersonKey(_NAMELESS, message.channel or "")
    owner = identity.owner_of_key(tx.state, key)
    if owner is None:
        owner = new(tx)
        conversations.claim(tx.state, owner, [key], at)
    return owner


def new(tx: Transaction) -> ConversationId:
    """Return the id of a conversation that nobody has yet.

    It begins with the time, so that conversations of one season lie side by side in every table: a message then writes
    half as many pages.
    """
    milliseconds = (tx.now - times.EPOCH) // timedelta(milliseconds=1)
    return ConversationId(f"c_{milliseconds:012x}{tx.ids.token(6)}")


def _one_person(tx: Transaction, found: list[ConversationId], at: str) -> ConversationId:
    """Return the first of the conversations that one payload names, after letting the others flow into it.

    People whom somebody has parted stay apart: that word stands against the payload's.
    """
    state, first = tx.state, identity.root(tx.state, found[0])
    for other in dict.fromkeys(identity.root(state, each) for each in found[1:]):
        is_open = other != first and not identity.is_parted(state, first) and not identity.is_parted(state, other)
        if is_open and not (ownership.has_money(state, first) and ownership.has_money(state, other)):
            body = PersonBody(other=other, reason="one-payload")
            tx.append([NewEvent("person.merged", "hub", at, body, first)])
    return found[0]


def _of_status(tx: Transaction, item: Decoded, body: StatusBody) -> ConversationId | None:
    """A receipt belongs where its message does; one that came first goes to its contact, if that person is known."""
    known = refs.get(tx.hub, body.message_id)
    if known is not None and known.conversation is not None:
        return known.conversation
    contact = item.contact or body.contact
    found = [] if contact is None else identity.owners(tx.state, identity.keys_of(contact))
    return found[0] if found else None


def _named(tx: Transaction, conversation: ConversationId | None) -> ConversationId | None:
    """Return a conversation that an object's metadata names, when there is such a one here."""
    if conversation is None:
        return None
    owner = identity.root(tx.state, conversation)
    return owner if identity.known(tx.state, owner) else None

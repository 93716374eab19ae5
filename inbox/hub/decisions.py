"""What the team decides about a conversation: who has it, how it stands, notes, read up to where, whose payments it has.

Applied inside the transaction that takes the action, so that it is done when the answer goes out; nothing here calls a
platform.
"""

from __future__ import annotations

from inbox.domain import times
from inbox.domain.actions import (
    AddNote,
    AnyAction,
    Assign,
    DropPlan,
    DropReply,
    KeepReply,
    LinkCustomer,
    MarkRead,
    MergePeople,
    PlanSend,
    SetStatus,
)
from inbox.domain.events import (
    ConversationBody,
    LinkBody,
    MessageBody,
    NewEvent,
    NoteBody,
    PersonBody,
    ReplyBody,
    decode_body,
)
from inbox.domain.ids import AgentId, ConversationId, MediaId, MessageId
from inbox.domain.problems import Problem
from inbox.domain.roles import Actor
from inbox.hub import plans, refs
from inbox.hub.transaction import Transaction
from inbox.store.state import identity

_LOOK_BACK = 500
"""How many of a conversation's newest messages are searched for the one that was read."""


def is_decision(action: AnyAction) -> bool:
    """Tell whether an action is done by writing it down."""
    match action:
        case Assign() | SetStatus() | AddNote() | MarkRead() | MergePeople() | PlanSend() | DropPlan():
            return True
        case KeepReply() | DropReply():
            return True
        case LinkCustomer(unlink=unlink):
            return unlink
        case _:
            return False


def apply(tx: Transaction, actor: Actor, action: AnyAction) -> Problem | None:
    """Write a decision down; a problem instead when it cannot be taken."""
    match action:
        case Assign():
            return _assign(tx, actor, action)
        case SetStatus():
            body = ConversationBody(
                status=action.status,
                snoozed_until=action.until if action.status == "snoozed" else None,
                seen_to=action.seen_to or None,
            )
            _append(tx, "conversation.changed", actor, body, action.conversation)
        case AddNote():
            note = NoteBody(id=action.id, text=action.text, agent=actor.agent, name=actor.name)
            _append(tx, "note.added", actor, note, action.conversation)
            if action.seen_to:
                _append(tx, "conversation.changed", actor, ConversationBody(seen_to=action.seen_to), action.conversation)
        case MarkRead():
            return _mark_read(tx, actor, action)
        case PlanSend():
            return plans.make(tx, actor, action)
        case DropPlan():
            return plans.drop(tx, actor, action.plan)
        case KeepReply(reply=reply):
            if reply.file is not None and not _is_stored(tx, reply.file.media):
                return Problem("file-missing", "The hub does not have this file any more; attach it again.")
            _append(tx, "reply.changed", actor, ReplyBody(id=reply.id, reply=reply))
        case DropReply():
            _append(tx, "reply.changed", actor, ReplyBody(id=action.reply, dropped=not action.restore))
        case LinkCustomer():
            link = LinkBody(customer=action.customer, payment=action.payment)
            _append(tx, "person.unlinked" if action.unlink else "person.linked", actor, link, action.conversation)
        case MergePeople():
            return _merge(tx, actor, action)
    return None


def _is_stored(tx: Transaction, media: MediaId) -> bool:
    table = tx.hub.MediaFile
    return bool(table.select().where((table.id == media) & (table.state == "stored")).exists())


def _merge(tx: Transaction, actor: Actor, action: MergePeople) -> Problem | None:
    if action.apart:
        if identity.root(tx.state, action.other) == action.other:
            return Problem("not-one-person", "This is the chat that the others flowed into; take one of those out of it.")
        code, kind, other = "parted", "person.unmerged", action.other
        text = f"{actor.name} took another chat out of this one again."
    else:
        # Whoever the other has flowed into comes along; of one person there is one chat.
        code, kind, other = "merged", "person.merged", identity.root(tx.state, action.other)
        text = f"{actor.name} brought this chat together with another one of the same person."
    # Without a name: whoever is taken out again and erased must not live on in a line of somebody else's chat.
    note = NoteBody(id=f"{action.id}.{code}", text=text, agent=actor.agent, name=actor.name, code=code)
    _append(tx, kind, actor, PersonBody(other=other, reason=action.reason or "agent"), action.conversation)
    _append(tx, "note.added", actor, note, action.conversation)
    return None


def _assign(tx: Transaction, actor: Actor, action: Assign) -> Problem | None:
    if action.agent is not None and not _is_active(tx, action.agent):
        return Problem(
            "agent-unknown", "There is no such colleague (any more); reload the list and choose another one."
        )
    body = ConversationBody(assignee=action.agent or "")
    _append(tx, "conversation.changed", actor, body, action.conversation)
    return None


def _is_active(tx: Transaction, agent: AgentId) -> bool:
    table = tx.hub.Agent
    return bool(table.select().where((table.id == agent) & table.disabled_at.is_null()).exists())


def _mark_read(tx: Transaction, actor: Actor, action: MarkRead) -> Problem | None:
    message = action.message or newest_inbound(tx, action.conversation)
    seq = tx.head if message is None or action.message is None else _seq_of(tx, action.conversation, message)
    if seq is None:
        return Problem("message-unknown", "There is no such message in this conversation; reload it.")
    body = ConversationBody(read_up_to=message, read_seq=seq)
    _append(tx, "conversation.changed", actor, body, action.conversation)
    return None


def newest_inbound(tx: Transaction, conversation: ConversationId) -> MessageId | None:
    """Return the customer's newest message, None when there is none."""
    group = identity.group_of(tx.state, conversation)
    found = [ref for member in group if (ref := refs.newest_inbound(tx.hub, member)) is not None]
    return max(found, key=lambda ref: (ref.at or "", ref.id)).id if found else None


def _seq_of(tx: Transaction, conversation: ConversationId, message: MessageId) -> int | None:
    """Return the place of a message in the log; only the newest ones of a conversation are looked at."""
    for member in identity.group_of(tx.state, conversation):
        rows = tx.db.execute_sql(
            "SELECT seq, type, body FROM log WHERE conversation = ? AND type LIKE 'message.%' AND body IS NOT NULL "
            "ORDER BY seq DESC LIMIT ?",
            (member, _LOOK_BACK),
        )
        for seq, kind, body in rows:
            said = decode_body(kind, bytes(body))
            if isinstance(said, MessageBody) and said.message.id == message:
                return int(seq)
    return None


def _append(
    tx: Transaction,
    kind: str,
    actor: Actor,
    body: ConversationBody | NoteBody | LinkBody | PersonBody | ReplyBody,
    conversation: ConversationId | None = None,
) -> None:
    owner = None if conversation is None else identity.root(tx.state, conversation)
    tx.append([NewEvent(kind, actor.agent, times.to_text(tx.now), body, owner)])

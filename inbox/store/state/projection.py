"""Applies one event to the state's tables; the only writer of them besides erasing.

Called by the hub inside the transaction that appends and by a desk inside the one that moves its cursor. Facts from the
platforms give the same rows whatever the order and however often they are applied; decisions follow ``seq``.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from inbox.domain.events import (
    ActionBody,
    CheckoutBody,
    ConsentBody,
    ContactBody,
    ConversationBody,
    CreditNoteBody,
    CustomerBody,
    DisputeBody,
    Event,
    FraudWarningBody,
    InvoiceBody,
    LinkBody,
    MediaBody,
    MessageBody,
    PaymentBody,
    PersonBody,
    PlannedBody,
    RefundBody,
    ReplyBody,
    StatusBody,
    SubscriptionBody,
    TemplateBody,
    decode_body,
)
from inbox.domain.ids import SourceId
from inbox.store.state import conversations, erase, mirror, planned, replies, sent, templates
from inbox.store.state.changes import NONE, Changes, merged
from inbox.store.state.schema import StateTables

_ENCODER = msgspec.json.Encoder()
_CORRECTED = "message.corrected"


def project(tables: StateTables, event: Event) -> Changes:
    """Apply an event as it was served; an erased one, or one of a type this program does not know, changes nothing."""
    if event.erased:
        return NONE
    body = decode_body(event.type, event.body)
    return NONE if body is None else project_body(tables, event, body)


def project_body(tables: StateTables, event: Event, body: msgspec.Struct) -> Changes:
    """Apply an event whose body is at hand as a struct."""
    match body:
        case (
            PaymentBody()
            | RefundBody()
            | DisputeBody()
            | CustomerBody()
            | CheckoutBody()
            | SubscriptionBody()
            | InvoiceBody()
            | FraudWarningBody()
            | CreditNoteBody()
        ):
            changes = mirror.project(tables, body)
            if event.conversation is None:
                return changes
            conversations.ensure(tables, event.conversation)
            return changes | Changes(conversations=frozenset((event.conversation,)))
        case ActionBody():
            return _action(tables, event, body)
        case TemplateBody():
            return templates.project(tables, body)
        case ReplyBody():
            return replies.project(tables, event.seq, body)
        case _ if event.conversation is None:
            return NONE
        case _:
            return _conversation(tables, event, body)


def project_bodies(tables: StateTables, told: Sequence[tuple[Event, msgspec.Struct]]) -> Changes:
    """Apply many events at once: the same rows as one by one, each table read and written in few statements.

    Messages and Stripe's objects commute with everything but a person's merging and erasing, so those two end a batch.
    """
    messages, receipts, objects, others = [], [], [], []
    for event, body in told:
        match body:
            case MessageBody() if event.conversation is not None:
                messages.append((event.conversation, event.seq, body))
                sent.note(tables, event.conversation, event.seq, body, is_newer=event.type == _CORRECTED)
            case StatusBody() if event.conversation is not None:
                receipts.append((event.conversation, body))
            case PersonBody():
                raise ValueError("merging and erasing are applied alone")
            case _ if isinstance(body, mirror.ObjectBody):
                objects.append((event.conversation, body))
            case _:
                others.append((event, body))
    changes: list[Changes] = []
    if objects:
        named = {conversation for conversation, _ in objects if conversation is not None}
        conversations.ensure_all(tables, named)
        changes.append(mirror.project_all(tables, [body for _, body in objects]))
        changes.append(Changes(conversations=frozenset(named)))
    if messages:
        changes.append(conversations.messages(tables, messages))
    if receipts:
        changes.append(conversations.statuses(tables, receipts))
    changes += [project_body(tables, event, body) for event, body in others]
    return merged(changes)


def _conversation(tables: StateTables, event: Event, body: msgspec.Struct) -> Changes:
    conversation = event.conversation
    assert conversation is not None
    match body:
        case MessageBody():
            sent.note(tables, conversation, event.seq, body, is_newer=event.type == _CORRECTED)
            return conversations.message(tables, conversation, event.seq, body)
        case StatusBody():
            return conversations.status(tables, conversation, body)
        case ConversationBody():
            return conversations.decision(tables, conversation, event.seq, body)
        case ConsentBody():
            return conversations.consent(tables, conversation, body)
        case ContactBody():
            return conversations.contact(tables, conversation, event.at, body)
        case PlannedBody():
            return planned.project(tables, conversation, event.seq, body)
        case LinkBody():
            return conversations.link(tables, conversation, event.seq, body, linked=event.type == "person.linked")
        case PersonBody() if event.type == "person.erased":
            erase.erase_person(tables, conversation)
            return Changes(conversations=frozenset((conversation,)), flags=frozenset(("people",)))
        case PersonBody():
            undo = event.type == "person.unmerged"
            return conversations.merge(tables, conversation, event.seq, body, undo=undo)
        case MediaBody():
            return Changes(conversations=frozenset((conversation,)), messages=frozenset((body.message_id,)))
        case _:
            conversations.ensure(tables, conversation)
            return Changes(conversations=frozenset((conversation,)))


_ACTION = """
INSERT INTO action_row (id, kind, state, agent, conversation, payment, charge, amount, currency, at, changed_at, seq,
                        result, problem, summary)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    at = CASE WHEN excluded.at < action_row.at THEN excluded.at ELSE action_row.at END,
    agent = {agent}, conversation = {conversation}, payment = {payment}, charge = {charge}, amount = {amount},
    currency = {currency}, summary = {summary},
    kind = {newer} excluded.kind ELSE action_row.kind END,
    state = {newer} excluded.state ELSE action_row.state END,
    changed_at = {newer} excluded.changed_at ELSE action_row.changed_at END,
    result = {newer} excluded.result ELSE action_row.result END,
    problem = {newer} excluded.problem ELSE action_row.problem END,
    seq = {newer} excluded.seq ELSE action_row.seq END
"""
_NEWER = "CASE WHEN excluded.seq > action_row.seq THEN"
_LATEST_KNOWN = _NEWER + " coalesce(excluded.{0}, action_row.{0}) ELSE coalesce(action_row.{0}, excluded.{0}) END"
_WRITE_ACTION = _ACTION.format(
    newer=_NEWER,
    **{
        name: _LATEST_KNOWN.format(name)
        for name in ("agent", "conversation", "payment", "charge", "amount", "currency", "summary")
    },
)


def _action(tables: StateTables, event: Event, body: ActionBody) -> Changes:
    summary = body.summary or {}

    def words(name: str) -> str | None:
        value = summary.get(name)
        return value if isinstance(value, str) else None

    amount = summary.get("amount")
    tables.db.execute_sql(
        _WRITE_ACTION,
        (
            body.id,
            body.kind,
            body.state,
            body.agent,
            event.conversation,
            words("payment"),
            words("charge"),
            amount if isinstance(amount, int) else None,
            words("currency"),
            event.at,
            event.at,
            event.seq,
            None if body.result is None else _ENCODER.encode(body.result),
            None if body.problem is None else _ENCODER.encode(body.problem),
            None if body.summary is None else _ENCODER.encode(body.summary),
        ),
    )
    objects = frozenset(map(SourceId, (*_named(words("payment")), *_named(words("subscription")))))
    touched = Changes(actions=frozenset((body.id,)), objects=objects)
    if event.conversation is None:
        return touched
    conversations.ensure(tables, event.conversation)
    return touched | Changes(conversations=frozenset((event.conversation,)))


def _named(name: str | None) -> list[str]:
    return [] if name is None else [name]

"""Applies events of the log to a desk's cache: the state first, then the timeline made of it.

Called on the engine thread inside the transaction that also moves the cursor, strictly by ``seq``; a snapshot's events
come in another order and give the same rows. Applying twice is applying once. An event this program cannot read changes
nothing and is reported, so that a newer program can come back to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from inbox.domain import pay_addresses, window
from inbox.domain.events import (
    VERSION,
    ActionBody,
    CheckoutBody,
    ConsentBody,
    ContactBody,
    ConversationBody,
    DisputeBody,
    Event,
    FraudWarningBody,
    InvoiceBody,
    MediaBody,
    MessageBody,
    NoteBody,
    PaymentBody,
    PersonBody,
    RefundBody,
    StatusBody,
    decode_body,
)
from inbox.domain.ids import ConversationId, MessageId
from inbox.store import state as states
from inbox.store.state import NONE, Changes, StateTables, conversations, identity, sent
from inbox.store.timeline import messages, money, people, persons, placing, products
from inbox.store.timeline.batch import Batch
from inbox.store.timeline.schema import TimelineTables
from inbox.store.timeline.statements import AMONG, listed

PROJECTOR = 4
"""Version of this projector: raised whenever it reads more than before, so that caches come back to what it skipped."""

_Read = tuple[Event, msgspec.Struct]


class Projected(msgspec.Struct, frozen=True):
    """What applying some events touched, and what of them could not be read."""

    changes: Changes
    skipped_seq: int = 0
    """The lowest number among those; 0 when all could be read."""
    skipped_types: frozenset[str] = frozenset()


def project(timeline: TimelineTables, state: StateTables, events: Sequence[Event]) -> Projected:
    """Apply events in the order given; runs inside the caller's transaction."""
    changes = NONE
    skipped: list[Event] = []
    run: list[_Read] = []
    for event in events:
        if event.erased:
            continue
        body = _read(event)
        if body is None:
            skipped.append(event)
        elif isinstance(body, PersonBody):
            changes |= _project_run(timeline, state, run)
            changes |= _project_person(timeline, state, event, body)
            run = []
        else:
            run.append((event, body))
    changes |= _project_run(timeline, state, run)
    seqs, types = [event.seq for event in skipped], frozenset(event.type for event in skipped)
    return Projected(changes, min(seqs, default=0), types)


def _read(event: Event) -> msgspec.Struct | None:
    """Return an event's body; None when it is of a type, a version or a shape this program does not know."""
    if event.v > VERSION:
        return None
    try:
        return decode_body(event.type, event.body)
    except msgspec.ValidationError:
        return None


def _batch(timeline: TimelineTables, state: StateTables) -> Batch:
    return Batch(timeline.db, lambda conversation: identity.root(state, conversation))


def _project_run(timeline: TimelineTables, state: StateTables, run: list[_Read]) -> Changes:
    run = _of_people_here(state, run)
    if not run:
        return NONE
    changes = states.project_bodies(state, _telling(run))
    batch = _batch(timeline, state)
    batch.load((event.conversation for event, _ in run if event.conversation is not None), _keys(run))
    news: set[ConversationId] = set()
    for event, body in run:
        _step(batch, event, body, news)
    money.actions(batch, state, changes.actions)
    placing.place(batch, state, run, news)
    people.renew(batch, state, changes.conversations, news)
    batch.flush()
    touched = Changes(
        messages=frozenset(map(MessageId, batch.written)),
        conversations=frozenset(batch.touched),
        persons=frozenset((*_persons(batch, run, news), *batch.paid)),
    )
    return changes | touched | products.project(timeline, run)


def _of_people_here(state: StateTables, run: list[_Read]) -> list[_Read]:
    """Leave out what is told of somebody who was erased: it would put an empty row into the list, and their name back."""
    named = {event.conversation for event, _ in run if event.conversation is not None}
    rows = state.db.execute_sql(
        f"SELECT id FROM conversation WHERE erased AND id {AMONG}",  # noqa: S608
        (listed(named),),
    ).fetchall()
    gone = {row[0] for row in rows}
    return [read for read in run if read[0].conversation not in gone] if gone else run


def _persons(batch: Batch, run: list[_Read], news: set[ConversationId]) -> Iterator[ConversationId]:
    """Yield the conversations in whose chat more than messages, receipts and decisions must be read again."""
    for event, body in run:
        if event.conversation is None:
            continue
        match body:
            case MessageBody(message=said) if pay_addresses.tells(said):
                tells = True
            case ConversationBody(seen_to=seen_to) if seen_to:
                tells = True
            case MessageBody() | MediaBody() | NoteBody() | ConversationBody():
                tells = event.conversation in news
            case StatusBody(contact=contact):
                tells = contact is not None and people.is_news(batch.chat(event.conversation), contact)
            case _:
                tells = True
        if tells:
            yield event.conversation
            yield ConversationId(batch.home(event.conversation)[0].conversation)


def _telling(run: list[_Read]) -> list[_Read]:
    """Leave out what tells the state nothing new: of all messages and receipts of one contact, all but the outermost.

    For each contact of a conversation the earliest, the latest and the newest in the log decide; the state's rows are the
    same without those in between, and a first sync is much faster.
    """
    groups: dict[tuple[object, ...], list[tuple[str, _Read]]] = {}
    chosen: list[_Read] = []
    for read in run:
        event, body = read
        match body:
            case MessageBody(message=said) if pay_addresses.tells(said) or event.type == "message.corrected":
                chosen.append(read)
            case MessageBody(message=said) if said.kind != "system":
                opens = window.opens_window(said.kind, said.direction) and not body.quiet
                groups.setdefault((event.conversation, body.contact, opens, said.in_group), []).append((said.at, read))
            case StatusBody() if not conversations.tells_a_stop(body):
                groups.setdefault((event.conversation, body.contact), []).append((body.at, read))
            case _:
                chosen.append(read)
    for group in groups.values():
        if len(group) == 1:
            chosen.append(group[0][1])
            continue
        outermost = (min(group, key=_at), max(group, key=_at), max(group, key=_seq))
        chosen += {each[1][0].seq: each[1] for each in outermost}.values()
    return sorted(chosen, key=lambda read: read[0].seq)


def _at(sight: tuple[str, _Read]) -> str:
    return sight[0]


def _seq(sight: tuple[str, _Read]) -> int:
    return sight[1][0].seq


def _project_person(timeline: TimelineTables, state: StateTables, event: Event, body: PersonBody) -> Changes:
    if event.conversation is None:
        return NONE
    batch = _batch(timeline, state)
    named = [each for each in (event.conversation, body.other) if each is not None]
    group = [one for each in named for one in identity.group_of(state, each)]
    given = [each.name for each in sent.in_chats(state, group)]
    if event.type == "person.erased":
        persons.erase(batch, state, event.conversation)
        changes = states.project_body(state, event, body)
        persons.drop_lines_without_object(state)
        batch = _batch(timeline, state)
        placing.place_sent(batch, state, given)
        batch.flush()
        return changes | Changes(conversations=frozenset(batch.touched))
    changes = states.project_body(state, event, body)
    if body.other is not None:
        people.renew(batch, state, changes.conversations, set(changes.conversations))
        persons.regroup(batch, state, event.conversation, body.other)
        placing.place_sent(batch, state, given)
        batch.flush()
    return changes | Changes(conversations=frozenset(batch.touched))


def _keys(run: list[_Read]) -> Iterator[str]:
    """Yield the keys of all rows that the events of a run may touch."""
    for _, body in run:
        match body:
            case MessageBody(message=said):
                yield said.id
                yield from (each for each in (said.target, said.action) if each is not None)
            case StatusBody() | MediaBody():
                yield body.message_id
            case NoteBody() | ActionBody() | ConsentBody():
                yield body.id
            case RefundBody() | CheckoutBody():
                yield body.source_id
                if body.object.action is not None:
                    yield body.object.action
            case PaymentBody() | DisputeBody() | InvoiceBody() | FraudWarningBody():
                yield body.source_id
            case ConversationBody() if body.read_up_to is not None:
                yield body.read_up_to


def _step(batch: Batch, event: Event, body: msgspec.Struct, news: set[ConversationId]) -> None:
    conversation = event.conversation
    match body:
        case StatusBody():
            messages.status(batch, body)
        case MediaBody():
            messages.media(batch, body, stored=event.type == "media.stored")
        case MessageBody() if conversation is not None:
            chat, origin = batch.home(conversation)
            messages.message(batch, chat, origin, event, body)
            own = batch.chat(conversation)
            if own.is_new or body.message.kind == "system" or people.is_news(own, body.contact):
                news.add(conversation)
        case NoteBody() if conversation is not None:
            chat, origin = batch.home(conversation)
            messages.note(batch, chat, origin, event, body)
        case ConsentBody() if conversation is not None:
            chat, origin = batch.home(conversation)
            messages.consent(batch, chat, origin, event, body)
            if batch.chat(conversation).is_new or people.is_news(batch.chat(conversation), body.contact):
                news.add(conversation)
        case ContactBody() if conversation is not None:
            # Whose name was taken away is called by a key again.
            batch.home(conversation)
            news.add(conversation)
        case ConversationBody() if conversation is not None:
            read = None if body.read_up_to is None else batch.entry(body.read_up_to)
            if body.read_seq is not None or read is not None:
                # What came later and stands above all the same was not there to be read.
                up_to = 0 if read is None else read.id
                batch.mark_read(batch.home(conversation)[0], body.read_seq or 0, up_to, event.seq)
            if body.seen_to:
                batch.see_to(batch.home(conversation)[0], body.seen_to)

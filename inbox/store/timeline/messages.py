"""What messages, receipts, files, notes and actions do to the timeline's rows.

Called by ``projection`` on the engine thread with a loaded ``Batch``. Every step gives the same rows however often it is
applied, and whatever came first: a receipt, a reaction or a file may be here before its message.
"""

from __future__ import annotations

import msgspec

from inbox.domain.events import ConsentBody, Event, MediaBody, MessageBody, NoteBody, StatusBody
from inbox.domain.ids import MediaId
from inbox.domain.messages import Media, Message, better_status
from inbox.store.timeline.batch import Batch
from inbox.store.timeline.rest import Rest
from inbox.store.timeline.rows import MARKS, ChatRow, EntryRow, line
from inbox.store.timeline.schema import row_id, seconds_of


def message(batch: Batch, chat: ChatRow, origin: int, event: Event, body: MessageBody) -> None:
    """Put a message into its chat, or its newer version in place of the older one."""
    said = body.message
    row = batch.entry(said.id)
    if row is not None and event.seq <= row.seq:
        return
    if row is None:
        row = _new_message(chat, origin, event, said)
        batch.add(row)
        _adopt(batch, row)
        _take_turn(batch, chat, row)
        if event.type == "message.echoed":
            _answered_on_phone(batch, chat, row)
        elif _is_news(chat, row, event, body):
            batch.add_unread(row)
            chat.unread += 1
            batch.change_chat(chat)
    else:
        if (row.direction, row.kind) != (said.direction, said.kind):
            batch.renew_turn(row.chat)
        _replace(row, event, said)
        batch.change(row)
    if said.action is not None:
        _drop_action_line(batch, said.action)
    _lay_marks(batch, row.key if row.target is None else row.target)
    if row.kind in MARKS:
        _show_if_alone(batch, row)
    _bring_up(batch, chat, row)


def _is_news(chat: ChatRow, row: EntryRow, event: Event, body: MessageBody) -> bool:
    is_theirs = row.direction == "in" and row.kind not in MARKS and not body.quiet
    return is_theirs and event.seq > chat.read_seq and row.id > chat.answered


def _take_turn(batch: Batch, chat: ChatRow, row: EntryRow) -> None:
    """See since when the customer waits; a mark on a message or a notice of the platform is no answer and needs none."""
    if row.kind in MARKS or row.kind == "system":
        return
    batch.change_chat(chat)
    if not chat.take_turn(row.id, row.direction):
        batch.renew_turn(chat.num)


def _answered_on_phone(batch: Batch, chat: ChatRow, row: EntryRow) -> None:
    """Take what stands above an answer as read: whoever gave it had the chat open on the shop's phone."""
    if row.id > chat.answered:
        chat.answered = row.id
        batch.change_chat(chat)
        if chat.unread:
            batch.mark_read(chat, 0, row.id)


def _new_message(chat: ChatRow, origin: int, event: Event, said: Message) -> EntryRow:
    row = line(row_id(seconds_of(said.at), event.seq), said.id, chat.num, origin, event.seq, said.kind)
    row.direction, row.text, row.action, row.rest = said.direction, said.text, said.action, Rest.of(said)
    if said.direction == "out":
        row.status, row.actor = "accepted", event.actor
    if said.kind in MARKS:
        row.target = said.target
    return row


def _replace(row: EntryRow, event: Event, said: Message) -> None:
    """Let a newer reading of the same message win; what was laid on the row since is kept."""
    old = row.rest
    row.seq, row.kind, row.direction, row.text = event.seq, said.kind, said.direction, said.text
    row.action = said.action or row.action
    row.rest = Rest.of(said)
    row.rest.failure = old.failure
    if old.media is not None and old.media.state == "stored":
        row.rest.media = old.media


def _adopt(batch: Batch, row: EntryRow) -> None:
    """Lay on a new message what was said about it before it came."""
    found = batch.adopt(row.key)
    if found is not None:
        status, rest = found
        row.status = status if status is not None else row.status
        row.rest.failure = rest.failure
        row.rest.media = rest.media or row.rest.media


def _lay_marks(batch: Batch, key: str) -> None:
    """Show the newest edit, or that a message was revoked, at the message itself."""
    row = batch.entry(key)
    marks = batch.marks_on(key)
    if row is None or not marks or row.target is not None:
        return
    for mark in marks:
        if mark.shown:
            mark.shown = False
            batch.change(mark)
            batch.renew_line(mark.chat)
    by_sender = [mark for mark in marks if mark.direction == row.direction]
    edits = [mark for mark in by_sender if mark.kind == "edit"]
    if any(mark.kind == "revoke" for mark in by_sender):
        # What somebody took back is not kept here either.
        row.text, row.rest = None, Rest(channel=row.rest.channel, failure=row.rest.failure, revoked=True)
    elif edits:
        row.rest.original = row.rest.original if row.rest.edited else row.text
        row.rest.edited = True
        row.text = edits[-1].text
    batch.change(row)
    batch.renew_line(row.chat)


def _show_if_alone(batch: Batch, row: EntryRow) -> None:
    """Show a reaction, edit or revocation as a line of its own while its message is not here: nothing vanishes."""
    target = None if row.target is None else batch.entry(row.target)
    row.shown = target is None
    batch.change(row)


def _bring_up(batch: Batch, chat: ChatRow, row: EntryRow) -> None:
    """Move a chat up to its newest message."""
    if row.shown and row.id >= chat.last:
        chat.show(row.id, row.kind, row.direction, row.text, row.status, row.actor, row.action, row.about)
        batch.change_chat(chat)


def status(batch: Batch, body: StatusBody) -> None:
    """Lay a receipt on its message; ticks never go back, and a failure keeps its reason."""
    row = batch.entry(body.message_id)
    if row is None:
        known, rest = batch.orphans.get(body.message_id, (None, Rest()))
        rest.failure = body.error or rest.failure
        batch.orphans[body.message_id] = (better_status(known, body.status), rest)
        return
    better = better_status(row.status, body.status)
    if better == row.status and (body.error is None or body.error == row.rest.failure):
        return
    row.status = better
    row.rest.failure = body.error or row.rest.failure
    batch.change(row)
    chat = batch.by_number(row.chat)
    if chat is not None and chat.last == row.id:
        chat.last_status = better
        batch.change_chat(chat)


def media(batch: Batch, body: MediaBody, *, stored: bool) -> None:
    """Say of a message's file that the hub has it, or why not."""
    row = batch.entry(body.message_id)
    if row is None:
        known, rest = batch.orphans.get(body.message_id, (None, Rest()))
        rest.media = _file(rest.media, body, stored=stored)
        batch.orphans[body.message_id] = (known, rest)
    elif not row.rest.revoked:
        row.rest.media = _file(row.rest.media, body, stored=stored)
        batch.change(row)


def _file(known: Media | None, body: MediaBody, *, stored: bool) -> Media:
    known = known or Media(state="waiting")
    if not stored:
        return known if known.state == "stored" else msgspec.structs.replace(known, state="failed", problem=body.problem)
    return msgspec.structs.replace(
        known,
        id=MediaId(body.media_id) if body.media_id else known.id,
        mime=body.mime or known.mime,
        sha256=body.sha256 or known.sha256,
        size=body.size if body.size is not None else known.size,
        width=body.width or known.width,
        height=body.height or known.height,
        state="stored",
        problem=None,
    )


def note(batch: Batch, chat: ChatRow, origin: int, event: Event, body: NoteBody) -> None:
    """Put a note between the messages; it moves no chat and nobody has to read it."""
    if batch.entry(body.id) is None:
        row = line(row_id(seconds_of(event.at), event.seq), body.id, chat.num, origin, event.seq, "note")
        row.text, row.actor = body.text, body.agent or event.actor
        row.rest = Rest(sender=body.name, code=body.code, facts=body.facts)
        batch.add(row)


def consent(batch: Batch, chat: ChatRow, origin: int, event: Event, body: ConsentBody) -> None:
    """Say between the messages that the person wants no marketing any more, or wants it again."""
    code = f"{body.category}-{'resumed' if body.allowed else 'stopped'}"
    said = NoteBody(id=body.id, text=f"{body.category} {'resumed' if body.allowed else 'stopped'}", code=code)
    note(batch, chat, origin, event, said)


def _drop_action_line(batch: Batch, key: str) -> None:
    """Take out the line of an action whose message is here."""
    row = batch.entry(key)
    if row is not None and not row.is_message:
        batch.remove(row)

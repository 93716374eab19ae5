"""That a message went out: its line in the log and the end of its action, whoever brings the news first.

Used inside transactions by the send engine (the answer) and by the hook on statuses, which also carry the action's id:
after a lost answer that is how the hub learns that the message did go out.
"""

from __future__ import annotations

from typing import cast

from inbox.domain import times
from inbox.domain.events import MessageBody, NewEvent, StatusBody
from inbox.domain.ids import MessageId
from inbox.domain.problems import Problem
from inbox.domain.send_errors import advice_for, sentence
from inbox.hub import action_rows, chat_facts, refs, send_messages
from inbox.hub.action_effort import Effort
from inbox.hub.action_rows import Record
from inbox.hub.send_messages import KINDS, Counter, Sendable
from inbox.hub.transaction import Transaction
from inbox.hub.untold import came_to_nothing
from inbox.store.state import identity


def accepted(tx: Transaction, record: Record, name: MessageId, at: str, counter: Counter) -> Record:
    """Note that WhatsApp took a message under the id ``name``; telling it twice makes one message."""
    if record.conversation is not None and record.body is not None:
        known = refs.get(tx.hub, name)
        if known is None or known.kind is None:
            wish = cast("Sendable", record.action)
            template = chat_facts.template_of(tx, wish)
            said = send_messages.message(tx.hub, wish, counter, record, name, at, template)
            # A merged person is written to where she wrote last; the line stays with that number if they are parted.
            owner, contact = identity.address_of(tx.state, record.conversation)
            body = MessageBody(said, contact)
            tx.append([NewEvent("message.sent", "hub", times.to_text(tx.now), body, owner)])
            _file_is_out(tx, record, name)
    result: action_rows.Facts = {**(record.result or {}), "message": name}
    return action_rows.save(tx, record, state="succeeded", result=result, problem=None, effort=Effort())


class StatusHook:
    """Heard by the decode step for every status; settles the action a status names."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, tx: Transaction, status: StatusBody) -> None:
        """Take in one status, after its own event was appended."""
        record = None if status.action is None else action_rows.find(tx.hub, status.action)
        if record is None or record.kind not in KINDS or record.body is None:
            return
        if (record.result or {}).get("message") != status.message_id:
            record = accepted(tx, record, status.message_id, status.at, self._counter)
        known = refs.get(tx.hub, status.message_id)
        if known is not None and known.status == "failed" and record.state == "succeeded":
            came_to_nothing(tx, action_rows.save(tx, record, state="failed", problem=_failure(status)))
        elif known is not None and known.status != "failed" and record.state == "failed":
            action_rows.save(tx, record, state="succeeded", problem=None)


def _failure(status: StatusBody) -> Problem:
    if status.error is None:
        return Problem("whatsapp-refused", "WhatsApp could not deliver this and gave no reason; try another way.")
    code = status.error.code
    note = status.error
    facts: dict[str, str | int | None] = {"code": code, "retry": advice_for(code).retry, "details": note.detail or note.title}
    facts["message"] = status.message_id
    return Problem(f"whatsapp-{code}", sentence(status.error), facts=facts)


def _file_is_out(tx: Transaction, record: Record, name: MessageId) -> None:
    """Tie a sent file to its conversation, so that it is erased with the person."""
    media = getattr(record.action, "media", None)
    if media is not None:
        table = tx.hub.MediaFile
        table.update(conversation=record.conversation, message=name).where(table.id == media).execute()

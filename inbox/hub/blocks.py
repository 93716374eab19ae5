"""Blocks people at WhatsApp and lets them write again: done there first, then written down for the team.

``BlockEngine.step`` is called by the action runner. Blocking twice changes nothing, so trouble is simply tried again.
"""

from __future__ import annotations

import logging
from typing import Protocol, cast

import msgspec

from inbox.domain import times
from inbox.domain.actions import BlockPerson
from inbox.domain.events import ConversationBody, NewEvent, NoteBody
from inbox.domain.ids import ActionId
from inbox.domain.messages import Contact
from inbox.domain.problems import Problem
from inbox.hub import action_rows
from inbox.hub.action_rows import Record
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.whatsapp.errors import LostAnswer, WhatsAppError
from inbox.platforms.whatsapp.recipients import NoRecipient
from inbox.store.state import identity

TRIES = 4
_WAIT_MS = 2000
_NO_ANSWER = Problem("whatsapp-away", "WhatsApp did not answer, so it is not certain that this was done; try it again.")

_log = logging.getLogger("tresen.actions")


class Blocks(Protocol):
    """What of WhatsApp's client is used here."""

    def block(self, person: Contact) -> None:
        """Let a person no longer write to the shop."""
        ...

    def unblock(self, person: Contact) -> None:
        """Let a person write to the shop again."""
        ...


class BlockEngine:
    """Carries out ``block``."""

    def __init__(self, writer: Writing, whatsapp: Blocks) -> None:
        self._writer = writer
        self._whatsapp = whatsapp

    def step(self, action: ActionId) -> int | None:
        """Tell WhatsApp, then the team; return the milliseconds until the next try, None at rest."""
        record = self._writer.run(lambda tx: action_rows.find(tx.hub, action))
        if record is None or record.state != "queued" or record.body is None or record.conversation is None:
            return None
        wish = cast("BlockPerson", record.action)
        conversation = record.conversation
        _, person = self._writer.run(lambda tx: identity.address_of(tx.state, conversation))
        try:
            (self._whatsapp.block if wish.blocked else self._whatsapp.unblock)(person)
        except NoRecipient as nobody:
            refusal = nobody.problem()
            self._writer.run(lambda tx: self._end(tx, action, refusal))
        except LostAnswer:
            return self._writer.run(lambda tx: self._again(tx, action, _NO_ANSWER))
        except WhatsAppError as error:
            _log.info("not %s: %s (action %s)", "blocked" if wish.blocked else "unblocked", error.code, action)
            problem = error.problem()
            if error.retry == "auto":
                return self._writer.run(lambda tx: self._again(tx, action, problem))
            self._writer.run(lambda tx: self._end(tx, action, problem))
        else:
            self._writer.run(lambda tx: self._done(tx, action, wish))
        return None

    def _again(self, tx: Transaction, action: ActionId, problem: Problem) -> int | None:
        record = _open(tx, action)
        if record is None:
            return None
        tries = record.effort.tries + 1
        if tries >= TRIES:
            self._end(tx, action, problem)
            return None
        action_rows.save(tx, record, effort=msgspec.structs.replace(record.effort, tries=tries))
        return _WAIT_MS * tries

    def _end(self, tx: Transaction, action: ActionId, problem: Problem) -> None:
        record = _open(tx, action)
        if record is not None:
            action_rows.save(tx, record, state="failed", problem=problem)

    def _done(self, tx: Transaction, action: ActionId, wish: BlockPerson) -> None:
        record = _open(tx, action)
        if record is None or record.conversation is None:
            return
        owner, actor, moment = identity.root(tx.state, record.conversation), record.agent or "hub", times.to_text(tx.now)
        code = "blocked" if wish.blocked else "unblocked"
        note = NoteBody(
            id=f"{record.id}.{code}",
            text=f"{record.agent_name or 'Somebody'} {code} this person" + (f": {wish.reason}" if wish.reason else "."),
            agent=record.agent,
            name=record.agent_name,
            code=code,
            facts={"reason": wish.reason},
        )
        tx.append(
            [
                NewEvent("conversation.changed", actor, moment, ConversationBody(blocked=wish.blocked), owner),
                NewEvent("note.added", actor, moment, note, owner),
            ]
        )
        action_rows.save(tx, record, state="succeeded")


def _open(tx: Transaction, action: ActionId) -> Record | None:
    record = action_rows.find(tx.hub, action)
    return record if record is not None and record.state == "queued" else None

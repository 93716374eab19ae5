"""What somebody at the counter knows of every chat: who wrote last and what, who has it, whether it was paid.

Made from the hub's log alone, as a desk does it; used by ``morning.py`` and ``colleague.py`` on one thread.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from inbox.domain import times
from inbox.domain.events import CheckoutBody, ConversationBody, Event, MessageBody, decode_body
from inbox.domain.ids import ConversationId, MessageId

_MARKS = ("reaction", "edit", "revoke")


class Chat(msgspec.Struct):
    """One chat; ``person`` is the customer's business-scoped user id, ``is_ours`` says who wrote last."""

    conversation: ConversationId
    person: str = ""
    is_ours: bool = False
    last: str = ""
    last_at: datetime | None = None
    theirs: MessageId | None = None
    theirs_at: datetime | None = None
    assignee: str = ""
    status: str = "open"
    is_paid: bool = False
    """The newest thing that happened to a payment request here is that it was paid."""


class Overheard:
    """All chats by conversation, as of ``cursor``."""

    def __init__(self) -> None:
        self.cursor = 0
        self.epoch = ""
        self.chats: dict[ConversationId, Chat] = {}

    def take(self, events: Iterable[Event], cursor: int, epoch: str) -> None:
        """Take in a page of the log."""
        for event in events:
            if event.conversation is not None and event.body is not None:
                self._take(event, event.conversation)
        self.cursor, self.epoch = cursor, epoch

    def of(self, person: str) -> Chat | None:
        """Return the chat with a customer by user id, None when there is none yet."""
        return next((chat for chat in self.chats.values() if chat.person == person), None)

    def _take(self, event: Event, conversation: ConversationId) -> None:
        chat = self.chats.setdefault(conversation, Chat(conversation))
        match decode_body(event.type, bytes(event.body or b"")):
            case MessageBody() as body:
                self._hear(chat, body)
            case ConversationBody(assignee=assignee, status=status):
                chat.assignee = chat.assignee if assignee is None else assignee
                chat.status = status or chat.status
            case CheckoutBody() as body:
                chat.is_paid = body.object.status == "paid"
            case _:
                pass

    @staticmethod
    def _hear(chat: Chat, body: MessageBody) -> None:
        said, at = body.message, times.from_text(body.message.at)
        chat.person = body.contact.user_id or chat.person
        if said.kind in _MARKS:
            return
        if said.direction == "in":
            chat.status = "open" if chat.status in ("resolved", "snoozed", "waiting_customer") else chat.status
        if chat.last_at is None or at >= chat.last_at:
            chat.is_ours, chat.last, chat.last_at = said.direction == "out", said.text or "", at
        if said.direction == "in" and (chat.theirs_at is None or at >= chat.theirs_at):
            chat.theirs, chat.theirs_at = said.id, at

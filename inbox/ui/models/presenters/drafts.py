"""What is being written in each chat: kept in the desk's file shortly after each key, given back when a send was undone.

GUI thread only; used by the composer's presenter. Replies and notes are kept apart.
"""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer

from inbox.desk.ports import Draft
from inbox.domain import times
from inbox.domain.ids import ConversationId, MessageId
from inbox.ui.models.presenters.desk import Desk

KEEP_AFTER_MS = 300

_Place = tuple[ConversationId, bool]
"""A conversation, and whether it is the note in it."""


class Drafts(QObject):
    """The texts of all chats. What was typed is on the disk ``KEEP_AFTER_MS`` later at the latest, pause or no pause."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._texts: dict[_Place, str] = self._told()
        self._answers = {one.conversation: one.reply_to for one in desk.commands.view.drafts if not one.is_note}
        self._unkept: set[_Place] = set()
        self._being_kept: list[Future[None]] = []
        self._timer = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    def text(self, conversation: ConversationId, *, is_note: bool) -> str:
        """Return what is written in a chat."""
        return self._texts.get((conversation, is_note), "")

    def write(self, conversation: ConversationId, text: str, *, is_note: bool) -> None:
        """Take what was typed."""
        self._texts[conversation, is_note] = text
        self._unkept.add((conversation, is_note))
        if not self._timer.isActive():
            self._timer.start()

    def answer(self, conversation: ConversationId, message: MessageId | None) -> None:
        """Say which message the reply in a chat quotes."""
        self._answers[conversation] = message
        if self.text(conversation, is_note=False):
            self.write(conversation, self.text(conversation, is_note=False), is_note=False)

    def answers(self, conversation: ConversationId) -> MessageId | None:
        """Return which message the reply in a chat quotes."""
        return self._answers.get(conversation)

    def clear(self, conversation: ConversationId, *, is_note: bool) -> None:
        """Forget what was sent, at once: it must not come back after a crash."""
        self.write(conversation, "", is_note=is_note)
        self.keep()

    def keep(self) -> None:
        """Write what is not on the disk yet."""
        self._timer.stop()
        now = times.to_text(self._desk.clock.now())
        self._being_kept = [future for future in self._being_kept if not future.done()]
        for conversation, is_note in sorted(self._unkept):
            text = self._texts.get((conversation, is_note), "")
            reply_to = None if is_note else self._answers.get(conversation)
            draft = Draft(conversation, text, now, reply_to, is_note=is_note)
            self._being_kept.append(self._desk.commands.keep_draft(draft))
        self._unkept.clear()

    def adopt(self) -> bool:
        """Take up drafts the engine gave back (an undone text); never over what is being typed. True when one came."""
        if self._unkept or any(not future.done() for future in self._being_kept):
            return False
        came = {place: text for place, text in self._told().items() if text and not self._texts.get(place)}
        self._texts |= came
        return bool(came)

    def _told(self) -> dict[_Place, str]:
        return {(draft.conversation, draft.is_note): draft.text for draft in self._desk.commands.view.drafts}

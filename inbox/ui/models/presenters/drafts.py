"""What is being written in each chat: kept in the desk's file shortly after each key, given back when a send was undone.

GUI thread only; used by the composer's presenter. Notes are kept here alone, for as long as the window is open.
"""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer

from inbox.desk.ports import Draft
from inbox.domain import times
from inbox.domain.ids import ConversationId
from inbox.ui.models.presenters.desk import Desk

KEEP_AFTER_MS = 300


class Drafts(QObject):
    """``texts`` of replies by conversation."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._texts = {draft.conversation: draft.text for draft in desk.commands.view.drafts}
        self._notes: dict[ConversationId, str] = {}
        self._unkept: set[ConversationId] = set()
        self._being_kept: list[Future[None]] = []
        self._timer = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    def text(self, conversation: ConversationId, *, is_note: bool) -> str:
        """Return what is written in a chat."""
        return (self._notes if is_note else self._texts).get(conversation, "")

    def write(self, conversation: ConversationId, text: str, *, is_note: bool) -> None:
        """Take what was typed."""
        (self._notes if is_note else self._texts)[conversation] = text
        if not is_note:
            self._unkept.add(conversation)
            self._timer.start()

    def clear(self, conversation: ConversationId, *, is_note: bool) -> None:
        """Forget what was sent, at once: it must not come back after a crash."""
        self.write(conversation, "", is_note=is_note)
        self.keep()

    def keep(self) -> None:
        """Write what is not on the disk yet."""
        self._timer.stop()
        now = times.to_text(self._desk.clock.now())
        self._being_kept = [future for future in self._being_kept if not future.done()]
        for conversation in sorted(self._unkept):
            draft = Draft(conversation, self._texts.get(conversation, ""), now)
            self._being_kept.append(self._desk.commands.keep_draft(draft))
        self._unkept.clear()

    def adopt(self) -> bool:
        """Take up drafts the engine gave back (an undone text); never over what is being typed. True when one came."""
        if self._unkept or any(not future.done() for future in self._being_kept):
            return False
        told = {draft.conversation: draft.text for draft in self._desk.commands.view.drafts}
        came = {which: text for which, text in told.items() if text and not self._texts.get(which)}
        self._texts |= came
        return bool(came)

"""What the agent at this desk is at, as the team is told of it: looks at a chat, types in it, has a refund form open.

Money on hold is told by the engine itself. After two minutes without a sign of life nobody is told anything, so that a desk
somebody left keeps no chat. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.presence import Activity
from inbox.ui.models.presenters.desk import Desk

TYPING_MS = 8_000
"""So long after the last key somebody still counts as typing."""
IDLE_MS = 120_000
_OPENED_MS = 150
"""After a chat was opened, before the team is told: painting it goes first, and leafing through is looking at none."""


class Whereabouts(QObject):
    """``has_moved`` tells whether there was a sign of life that nobody reported, since it was last asked.

    ``writes`` is called with chat and text at every key in a reply.
    """

    def __init__(
        self,
        desk: Desk,
        has_moved: Callable[[], bool],
        parent: QObject | None = None,
        writes: Callable[[str, str], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._has_moved = has_moved
        self._writes = writes
        self._conversation: ConversationId | None = None
        self._payment = ""
        self._is_typing = self._is_away = False
        self._told: tuple[Activity, ...] = ()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._on_rest)
        self._opening = QTimer(self, singleShot=True, interval=_OPENED_MS)
        self._opening.timeout.connect(self._tell)
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self.look)

    def opened(self, conversation: ConversationId) -> None:
        """Note which chat is looked at now."""
        self._conversation, self._payment, self._is_typing = conversation, "", False
        self._is_away = False
        self._idle.start()
        self._opening.start()

    def typed(self, text: str) -> None:
        """Note that something was typed into the reply; an emptied field is no typing."""
        self._is_typing = bool(text.strip())
        if self._is_typing:
            self._typing.start()
        if self._writes is not None and self._conversation is not None:
            self._writes(self._conversation, text)
        self.alive()

    def form(self, payment: str) -> None:
        """Note for which payment the refund form is open, or that none is."""
        if payment != self._payment:
            self._payment = payment
            self.alive()

    def alive(self) -> None:
        """Note a sign of life."""
        self._is_away = False
        self._idle.start()
        self._tell()

    def look(self) -> None:
        """See whether there was a sign of life; without one for two minutes the agent is away."""
        if self._has_moved():
            self.alive()
        elif not self._idle.isActive() and not self._is_away:
            self._is_away = True
            self._tell()

    def stop(self) -> None:
        """Tell nothing any more: the window is being closed."""
        for timer in (self._typing, self._idle, self._opening):
            timer.stop()

    def _on_rest(self) -> None:
        self._is_typing = False
        self._tell()

    def _tell(self) -> None:
        activities = self._activities()
        if activities != self._told:
            self._told = activities
            self._desk.commands.be_at(activities)

    def _activities(self) -> tuple[Activity, ...]:
        which = self._conversation
        if which is None or self._is_away:
            return ()
        found = [Activity("viewing", which)]
        if self._is_typing:
            found.append(Activity("typing", which))
        if self._payment:
            found.append(Activity("refunding", which, SourceId(self._payment)))
        return tuple(found)

"""What is on screen counts as read: a moment after it came there, and while somebody is at the window.

Not at once: the engine would write and send while the chat that was just opened is being painted, and whoever leafs through
the list by key has not read every chat on the way. GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from inbox.ui.app.widgets import Widgets
from inbox.ui.models.presenters.chat import ChatPresenter

SEEN_MS = 150


class Seen(QObject):
    """Marks the open chat as read when its newest message stays on screen."""

    def __init__(self, widgets: Widgets, chat: ChatPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._widgets = widgets
        self._chat = chat
        self._moment = QTimer(self, singleShot=True, interval=SEEN_MS)
        self._moment.timeout.connect(self._on_seen)

    def look(self) -> None:
        """Note that the newest message came on screen."""
        if not self._moment.isActive():
            self._moment.start()

    def stop(self) -> None:
        """Mark nothing any more: the window is being closed."""
        self._moment.stop()

    def _on_seen(self) -> None:
        if self._widgets.window.isActiveWindow() and self._widgets.timeline.is_at_end:
            self._chat.mark_read()

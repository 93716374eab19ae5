"""What comes to the window from outside: a second start, a link, a signal, a locked screen, the session's end. GUI thread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication, QSessionManager

from inbox.ui.app.desk_window import DeskWindow
from inbox.ui.app.interrupts import Interrupts
from inbox.ui.app.one_window import Doorbell, bring_to_front

if TYPE_CHECKING:
    # Asks the system's buses; the window is on the screen before that.
    from inbox.ui.app.session_watch import SessionWatch

translate = QCoreApplication.translate

_CHAT = re.compile(r"tresen://chat/([A-Za-z0-9_.-]{1,80})/?")


class Visits(QObject):
    """Lives as long as the window is shown; ``close`` listens to nothing any more.

    Signals and the session's end are heard from the beginning, everything else from ``listen`` on.
    """

    def __init__(self, shown: DeskWindow, doorbell: Doorbell | None = None) -> None:
        super().__init__()
        self._shown = shown
        self._doorbell = doorbell
        self._interrupts = Interrupts(self)
        self._interrupts.came.connect(shown.leave)
        self._session: SessionWatch | None = None
        if doorbell is not None:
            doorbell.rung.connect(self._on_rung)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.commitDataRequest.connect(self._on_session_end)

    def listen(self) -> None:
        """Hear second starts and locked screens, too: the window is on the screen."""
        from inbox.ui.app.session_watch import SessionWatch

        self._session = SessionWatch(self._shown.widgets.window)
        self._session.left.connect(self._shown.lock)
        if self._doorbell is not None:
            self._doorbell.listen()

    def close(self) -> None:
        """Listen to nothing any more."""
        self._interrupts.restore()
        if self._doorbell is not None:
            # Whoever starts the program now gets a window of its own, once this one has ended.
            self._doorbell.close()
        self.deleteLater()

    def follow(self, link: str) -> None:
        """Open the chat a link names, and do nothing else whatever it says."""
        if not link:
            return
        named = _CHAT.fullmatch(link)
        if named is None or not self._shown.knows(named.group(1)):
            self._shown.news.say(translate("Visits", "This link leads to no chat of this desk."))
        else:
            self._shown.open(named.group(1))

    def _on_rung(self, link: str) -> None:
        bring_to_front(self._shown.widgets.window)
        self.follow(link)

    def _on_session_end(self, _session: QSessionManager) -> None:
        # The system waits for nobody's answer; holds end as they do when the window is closed.
        self._shown.leave()

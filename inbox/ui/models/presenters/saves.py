"""Saving a file of a message somewhere on this computer: under which name, and what came of it. GUI thread only."""

from __future__ import annotations

import mimetypes
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from inbox.desk.ports import FileProblemError
from inbox.domain import times
from inbox.domain.ids import MediaId
from inbox.domain.problems import OutsideError, UserError
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.desk import Bell, Desk
from inbox.ui.models.presenters.problems import words_of

translate = QCoreApplication.translate

_ENDINGS = {"image/jpeg": ".jpg", "audio/ogg": ".ogg", "audio/mp4": ".m4a", "audio/amr": ".amr", "image/webp": ".webp"}
"""Where the system's table says nothing, or something nobody calls it."""
_NOT_IN_NAMES = '<>:"/\\|?*'
_LONGEST = 120


class Saves(QObject):
    """``saved`` carries the name of a file that is where it was wanted, ``failed`` why one is not."""

    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, desk: Desk, bell: Bell, chat: ChatPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bell = bell
        self._chat = chat
        self._asked: list[Future[Path]] = []
        bell.rang.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def name(self, item: str) -> str:
        """Return under which name the file of a message is offered; empty when there is none that could be saved."""
        entry = self._chat.entry(item)
        if entry is None or entry.media is None or entry.media.id is None:
            return ""
        if entry.media.filename:
            return _clean(entry.media.filename)
        at = times.from_text(entry.at).astimezone(self._desk.moments.zone)
        mime = (entry.media.mime or "").partition(";")[0]
        ending = _ENDINGS.get(mime) or mimetypes.guess_extension(mime) or ""
        return f"WhatsApp {at:%Y-%m-%d %H.%M.%S}{ending}"

    def save(self, item: str, path: str) -> None:
        """Save the file of a message."""
        entry = self._chat.entry(item)
        if entry is not None and entry.media is not None and entry.media.id is not None:
            future = self._desk.commands.save_media(MediaId(entry.media.id), Path(path))
            self._asked.append(future)
            future.add_done_callback(self._on_done)

    def _on_done(self, _future: Future[Path]) -> None:
        # On the engine's thread, or at once when it is not running.
        self._bell.ring()

    def _settle(self) -> None:
        done = [future for future in self._asked if future.done()]
        self._asked = [future for future in self._asked if not future.done()]
        for future in done:
            error = future.exception()
            if error is None:
                self.saved.emit(future.result().name)
            elif isinstance(error, FileProblemError):
                self.failed.emit(words_of(error.problem, self._desk.language))
            elif isinstance(error, UserError | OutsideError):
                self.failed.emit(error.message)
            else:
                raise error


def _clean(name: str) -> str:
    """Return a name every system takes: what a customer calls a file must not lead anywhere."""
    kept = "".join("_" if char in _NOT_IN_NAMES or not char.isprintable() else char for char in name).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:_LONGEST]}{dot}{ending[:10]}" if dot else kept[:_LONGEST] or "file"

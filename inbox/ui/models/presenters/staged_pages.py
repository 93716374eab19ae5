"""The pages that are staged for a dispute: fetched from the hub when they are asked about, looked at from here.

GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import FileProblemError
from inbox.domain.ids import MediaId
from inbox.domain.problems import OutsideError, UserError
from inbox.ui.models.presenters import evidence_words, wording
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.problems import words_of

translate = QCoreApplication.translate


class StagedPages(QObject):
    """One file at a time. ``said`` is what is known of it, ``against`` why it cannot be seen yet."""

    changed = Signal()
    look_wanted = Signal(str, bytes)

    def __init__(
        self, desk: Desk, clicks: Clicks, count: Callable[[bytes], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._count = count
        self._media: MediaId | None = None
        self._content = b""
        self._problem = ""
        self._is_fetching = False
        self._name = ""
        self.said = ""

    @property
    def against(self) -> str:
        """Why nobody can have looked at the pages yet; empty once they are here."""
        if self._content:
            return ""
        return self._problem or translate("DisputeReview", "The pages are being fetched …")

    def fetch(self, media: MediaId) -> None:
        """Have a file here, unless it is or did not come."""
        if media != self._media:
            self.forget()
            self._media = media
            self._ask()

    def look(self, name: str) -> None:
        """Show the pages as soon as they are here; one that did not come is asked for once more."""
        if self._content:
            self.look_wanted.emit(name, self._content)
            return
        self._name = name
        if not self._is_fetching and self._media is not None:
            self._ask()
            self.changed.emit()

    def forget(self) -> None:
        """Keep nothing of it."""
        self._media, self._content, self._problem, self._name, self.said = None, b"", "", "", ""
        self._is_fetching = False

    def _ask(self) -> None:
        assert self._media is not None
        self._is_fetching, self._problem = True, ""
        self.said = translate("DisputeReview", "being fetched …")
        asked = self._desk.commands.read_media(self._media)
        self._clicks.watch(asked, partial(self._came, self._media, asked))

    def _came(self, media: MediaId, asked: Future[bytes], error: UserError | OutsideError | None) -> None:
        if media != self._media:
            return
        self._is_fetching = False
        if error is not None:
            words = words_of(error.problem, self._desk.language) if isinstance(error, FileProblemError) else ""
            self._problem = words or error.message
            self.said = self._problem
        else:
            self._content = asked.result()
            size = wording.file_size(len(self._content), self._desk.language)
            self.said = f"{evidence_words.pages(self._count(self._content))} · {size}"
            if self._name:
                self.look_wanted.emit(self._name, self._content)
        self._name = ""
        self.changed.emit()

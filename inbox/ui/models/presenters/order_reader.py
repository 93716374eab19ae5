"""Reads in which order the chats of a view stand, a piece in each turn of the event loop. GUI thread only.

The first page is on screen before; what follows makes the scroll bar truthful within moments, however long the view is.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from inbox.desk.ports import Listing
from inbox.ui.models.conversation_list import ConversationListModel
from inbox.ui.models.presenters.desk import Desk

PIECE = 1000
"""Chats in one turn: so many places in an index are read in one millisecond, and brought into the list in another."""

_REST_MS = 1000
"""Between two readings of the whole order, while a first sync brings hundreds of chats at a time."""


class OrderReader(QObject):
    """Brings the order of one view into the model, from the top or from below a rank on."""

    joined = Signal()
    """A piece is in the model."""

    def __init__(self, desk: Desk, model: ConversationListModel, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model
        self._view = self._sort = ""
        self._below: int | None = None
        self._is_wanted_again = False
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._read_piece)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._rested)

    def begin(self, view: str, sort: str, below: int) -> None:
        """Read the order of a view that is shown anew, of which everything down to a rank is shown already."""
        self.stop()
        self._view, self._sort, self._below = view, sort, below
        self._turn.start()

    def read_again(self, view: str, sort: str) -> None:
        """Read the whole order of the shown view again; when that was done just now, after a rest."""
        self._view, self._sort = view, sort
        if self._turn.isActive() or self._rest.isActive():
            self._is_wanted_again = True
        else:
            self._below = None
            self._turn.start()

    def stop(self) -> None:
        """Read nothing more: another list is shown."""
        self._is_wanted_again = False
        self._turn.stop()
        self._rest.stop()

    def _read_piece(self) -> None:
        desk = self._desk
        piece = desk.reads.order(Listing(self._view, desk.me.agent, desk.soon, self._sort), below=self._below, limit=PIECE)
        is_last = len(piece) < PIECE
        self._model.join(piece, self._below, is_last=is_last)
        self.joined.emit()
        if is_last:
            self._rest.start()
        else:
            self._below = piece[-1][0]
            self._turn.start()

    def _rested(self) -> None:
        if self._is_wanted_again:
            self._is_wanted_again = False
            self.read_again(self._view, self._sort)

"""Takes what the engine reports and hands it to the presenters, a few milliseconds at a time. GUI thread only.

The engine knocks through ``Bell`` from its own thread; the ring arrives here as an event without arguments. What does not
fit into one turn of the event loop goes on in the next, so that keys and painting come in between.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer

from inbox.ui.models.presenters.desk import Bell, Changes, Desk

BUDGET_SECONDS = 0.002
"""What the presenters may take of one turn; the one that goes beyond is the last of it."""

MUCH = 8
"""So many chats changed within one frame is more than anybody reads: a desk that catches up, or a very busy shop."""

REST_MS = 100
"""After much has come, what comes next is gathered for so long; every look costs the same however much it shows."""

SHARE = 20
"""Where looking takes long, for so many times as long as it took: the window has the rest of the time for keys and clicks."""

LONGEST_REST_MS = 400
"""But never longer."""

HURRY_SECONDS = 0.5
"""So long after a click nothing rests: the agent looks for what came of it."""

Take = Callable[[Changes], None]


class Drain(QObject):
    """``first`` is done at every ring, before anything is taken."""

    def __init__(self, bell: Bell, desk: Desk, first: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._first = first
        self._takers: Sequence[Take] = ()
        self._waiting: deque[tuple[Take, Changes]] = deque()
        self._is_over = False
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rested)
        self._took = 0.0
        """Seconds that what came last has taken so far."""
        self._hurried = 0.0
        bell.rang.connect(self.on_rang, Qt.ConnectionType.QueuedConnection)

    def serve(self, takers: Sequence[Take]) -> None:
        """Hand changes to these from now on, in this order: what the agent looks at first."""
        self._takers = takers

    def stop(self) -> None:
        """Hear nothing any more: what is read from will be closed. Harmless when it was done before."""
        self._takers = ()
        self._waiting.clear()
        self._next.stop()
        self._rest.stop()
        self._is_over = True

    def on_rang(self) -> None:
        """Take what there is, or leave it for the end of the rest after much has come."""
        if self._is_over:
            return
        self._first()
        if not self._rest.isActive() or self._desk.clock.monotonic() < self._hurried:
            self._take()

    def hurry(self) -> None:
        """Show at once what comes next: the agent has clicked."""
        self._hurried = self._desk.clock.monotonic() + HURRY_SECONDS

    def _on_rested(self) -> None:
        self._take(self._rest.interval() / REST_MS)

    def _take(self, rests: float = 1.0) -> None:
        """Take what has been gathered during so many usual rests; of more of them it is more that is much."""
        changes = self._desk.commands.take()
        if changes != _NOTHING:
            self._waiting.extend((take, changes) for take in self._takers)
        if len(changes.conversations) >= MUCH * rests:
            self._rest.start(REST_MS)
        self._took = 0.0
        self._go_on()

    def _go_on(self) -> None:
        if not self._waiting:
            return
        clock = self._desk.clock
        began = clock.monotonic()
        ends = began + BUDGET_SECONDS
        with self._desk.reads.glance():
            while self._waiting and clock.monotonic() < ends:
                take, changes = self._waiting.popleft()
                take(changes)
        self._took += clock.monotonic() - began
        if self._waiting:
            self._next.start()
        elif self._rest.isActive():
            self._rest.start(max(REST_MS, min(LONGEST_REST_MS, round(self._took * 1000) * SHARE)))


_NOTHING = Changes()

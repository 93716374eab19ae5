"""Ctrl+C and a polite kill close the window as a click would: drafts are kept, holds end, the hub is told.

Python runs its signal handlers only between its own instructions, and Qt's loop has none while nobody clicks; so the signal's
number comes through a socket that the loop watches. Main thread only.
"""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Interrupts(QObject):
    """``came`` is emitted for each of these signals until ``restore``."""

    came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        self._before_fd = signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)
        numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        self._before = {number: signal.signal(number, _noted) for number in numbers}

    def restore(self) -> None:
        """Let signals do what they did before."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before_fd)
        self._notifier.setEnabled(False)
        self._near.close()
        self._far.close()

    def _on_signal(self) -> None:
        self._near.recv(64)
        self.came.emit()


def _noted(number: int, frame: FrameType | None) -> None:
    """Do nothing here: the socket tells."""

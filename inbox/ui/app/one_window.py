"""One window per data folder: the first one listens, a second start calls it, hands its link over and ends.

A local socket that only this user may open (a named pipe on Windows). It is the doorbell, not the lock: who is the first is
settled by the file lock that the caller holds. GUI thread only.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    # Loaded where it is used: the window is on the screen before anybody can call it.
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 3_000
_PAUSE_MS = 100
_LONGEST_CALL = 4_096
_HEARD = b"heard\n"


class Call(msgspec.Struct, frozen=True):
    """What a second start says: the link it was given, and the right to take the focus that the system gave it."""

    link: str = ""
    activation: str = ""


_DECODER = msgspec.json.Decoder(Call)


def socket_name(mark: str, environ: Mapping[str, str] = os.environ) -> str:
    """Return where the window of the folder marked ``mark`` is called: in a folder of this user alone where there is one."""
    name = f"tresen-{mark or 'desk'}"
    if sys.platform == "win32":
        return name
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    place = Path(runtime) if runtime and Path(runtime).is_dir() else Path(tempfile.gettempdir())
    return str(place / (name if runtime else f"{name}-{os.getuid()}"))


class Doorbell(QObject):
    """Listens for second starts from ``listen`` on. ``rung`` carries the link one of them was given, or nothing."""

    rung = Signal(str)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server: QLocalServer | None = None

    @property
    def listens(self) -> bool:
        """Whether it can be called."""
        return self._server is not None and self._server.isListening()

    def listen(self) -> None:
        """Begin to listen, or go on; who has called in vain before calls again."""
        if self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        # We hold the lock, so whatever lies there is left of a process that is dead.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)

    def close(self) -> None:
        """Listen no more, and take the socket away."""
        if self._server is not None:
            self._server.close()

    def _on_connection(self) -> None:
        while self._server is not None and (line := self._server.nextPendingConnection()) is not None:
            line.readyRead.connect(self._on_said)
            line.disconnected.connect(line.deleteLater)
            if line.bytesAvailable():
                self._hear(line)

    def _on_said(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        line = self.sender()
        if isinstance(line, QLocalSocket):
            self._hear(line)

    def _hear(self, line: QLocalSocket) -> None:
        if not line.canReadLine():
            if line.bytesAvailable() > _LONGEST_CALL:
                line.abort()
            return
        try:
            call = _DECODER.decode(bytes(line.readLine(_LONGEST_CALL).data()))
        except msgspec.DecodeError:
            line.abort()
            return
        line.write(_HEARD)
        line.flush()
        line.disconnectFromServer()
        if call.activation:
            # Qt looks for it when a window asks to be activated.
            os.environ["XDG_ACTIVATION_TOKEN"] = call.activation
        self.rung.emit(call.link)


class Answer(StrEnum):
    """What came of a call."""

    HEARD = "heard"
    SILENT = "silent"
    """Somebody is there and does not answer."""
    NOBODY = "nobody"


def ring(name: str, link: str = "", environ: Mapping[str, str] = os.environ) -> Answer:
    """Call the window that listens at ``name``. Waits for some seconds at most."""
    from PySide6.QtNetwork import QLocalSocket

    _let_come_to_front()
    call = Call(link, environ.get("XDG_ACTIVATION_TOKEN", ""))
    line = QLocalSocket()
    line.connectToServer(name)
    if not line.waitForConnected(_PATIENCE_MS):
        # The first may be about to listen, just after it has taken the lock.
        QThread.msleep(_PAUSE_MS)
        return Answer.NOBODY
    line.write(msgspec.json.encode(call) + b"\n")
    line.waitForBytesWritten(_PATIENCE_MS)
    answer = b""
    while not answer.endswith(b"\n") and line.waitForReadyRead(_PATIENCE_MS):
        answer += bytes(line.readAll().data())
    return Answer.HEARD if answer == _HEARD else Answer.SILENT


def bring_to_front(window: QWidget) -> None:
    """Show a window again, wherever it was put away."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _let_come_to_front() -> None:
    """Pass the right to come to the front on to whoever is called; Windows gives it to the program just started."""
    if sys.platform == "win32":
        import ctypes

        anybody = -1
        ctypes.windll.user32.AllowSetForegroundWindow(anybody)

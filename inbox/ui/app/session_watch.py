"""Notices that the screen was locked or that the machine is about to sleep. GUI thread only.

Linux says so on D-Bus, Windows to a window that has asked for it. macOS tells Qt of neither; a sleep is noticed there by the
engine all the same, as everywhere, because the clocks have gone apart.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from ctypes import wintypes
from pathlib import Path
from typing import cast

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QWidget

_SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
_LOGIN = "org.freedesktop.login1"
_SYSTEM_BUS = Path("/run/dbus/system_bus_socket")

_SESSION_CHANGE, _SESSION_LOCK = 0x02B1, 7
_POWER_BROADCAST, _SUSPEND = 0x0218, 4
_THIS_SESSION = 0
"""Numbers of Windows (learn.microsoft.com, WM_WTSSESSION_CHANGE, WM_POWERBROADCAST and WTSRegisterSessionNotification)."""


class SessionWatch(QObject):
    """``left`` is emitted when nobody can be looking at the window any more."""

    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter: WindowsMessages | None = None
        if sys.platform == "win32":
            self._listen_to_windows(window)
        elif sys.platform.startswith("linux"):
            if has_session_bus(os.environ):
                self.listen_to_savers(QDBusConnection.sessionBus())
            if _SYSTEM_BUS.exists():
                self.listen_to_login(QDBusConnection.systemBus(), os.environ.get("XDG_SESSION_ID", ""))

    def listen_to_savers(self, bus: QDBusConnection) -> bool:
        """Hear when a screen saver covers the screen; False when the bus cannot be used."""
        slot = _slot("on_saver(bool)")
        return all(bus.connect("", "", name, "ActiveChanged", self, slot) for name in _SCREEN_SAVERS)

    def listen_to_login(self, bus: QDBusConnection, session: str) -> bool:
        """Hear when the machine goes to sleep, and when this session is locked; False when the bus cannot be used."""
        hears = bus.connect("", "", f"{_LOGIN}.Manager", "PrepareForSleep", self, _slot("on_sleep(bool)"))
        if session:
            place = f"/org/freedesktop/login1/session/{path_part(session)}"
            hears = bus.connect("", place, f"{_LOGIN}.Session", "Lock", self, _slot("on_lock()")) and hears
        return hears

    @Slot(bool)
    def on_saver(self, is_active: bool) -> None:
        """Note that a screen saver has covered the screen, or has gone."""
        if is_active:
            self.left.emit()

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        """Note that the machine goes to sleep, or has woken up."""
        if begins:
            self.left.emit()

    @Slot()
    def on_lock(self) -> None:
        """Note that this session was locked."""
        self.left.emit()

    def _listen_to_windows(self, window: QWidget) -> None:
        if sys.platform == "win32":
            import ctypes

            self._filter = WindowsMessages(self)
            app = QCoreApplication.instance()
            assert app is not None
            app.installNativeEventFilter(self._filter)
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), _THIS_SESSION)


class WindowsMessages(QAbstractNativeEventFilter):
    """Looks at every message Windows sends to a window of ours, and takes none of them away."""

    def __init__(self, watch: SessionWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview[int], message: int) -> tuple[bool, int]:
        """Tell the watch of a lock or a sleep."""
        if (kind.data() if isinstance(kind, QByteArray) else bytes(kind)) == b"windows_generic_MSG":
            said = wintypes.MSG.from_address(int(message))
            if means_leaving(said.message, said.wParam):
                self._watch.left.emit()
        return False, 0


def means_leaving(message: int, detail: int) -> bool:
    """Tell whether a message of Windows says that the session was locked or that the machine goes to sleep."""
    return (message, detail) in ((_SESSION_CHANGE, _SESSION_LOCK), (_POWER_BROADCAST, _SUSPEND))


def _slot(signature: str) -> bytes:
    # The binding's types ask for bytes here, and the binding itself takes nothing but text.
    return cast("bytes", SLOT(signature))


def has_session_bus(environ: Mapping[str, str]) -> bool:
    """Tell whether there is a session bus already; asking for it where there is none would start one."""
    if environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    return bool(runtime) and (Path(runtime) / "bus").exists()


def path_part(name: str) -> str:
    """Write a name as a part of a D-Bus path, as systemd does: what is no letter, and a digit in front, by its number."""
    encoded = name.encode()
    return "".join(
        chr(byte) if chr(byte).isascii() and chr(byte).isalnum() and (place or not chr(byte).isdigit()) else f"_{byte:02x}"
        for place, byte in enumerate(encoded)
    )

"""Whether the system asks for less motion. Qt has no word for it; each system is asked in its own way. GUI thread only.

Windows and macOS answer at once. On other desktops the settings portal is asked over D-Bus, and nothing waits for it: until it
has answered, and where there is none, things may move. Windows: SystemParametersInfo, SPI_GETCLIENTAREAANIMATION. macOS:
NSWorkspace.accessibilityDisplayShouldReduceMotion. Others: org.freedesktop.portal.Settings.
"""

from __future__ import annotations

import ctypes
import os
import sys
from ctypes.util import find_library

from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

_CLIENT_AREA_ANIMATION = 0x1042
_PORTAL, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_ASKED = (("org.freedesktop.appearance", "reduced-motion"), ("org.gnome.desktop.interface", "enable-animations"))
"""The settings of all desktops and of GNOME; the first says 1, the other no, when less motion is wanted."""
_PATIENCE_MS = 3000


class Motion(QObject):
    """Knows the system's wish; ``look`` asks anew, for it may change while the program runs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_less = False
        self._said: dict[str, bool] = {}
        self.look()

    def look(self) -> None:
        """Ask the system."""
        if sys.platform == "win32":
            moves = ctypes.c_int(1)
            ctypes.windll.user32.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(moves), 0)
            self.is_less = not moves.value
        elif sys.platform == "darwin":
            self.is_less = _asked_mac()
        elif os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            self.ask(QDBusConnection.sessionBus())

    def ask(self, bus: QDBusConnection) -> None:
        """Ask the settings portal on a bus; the answers come later, or never."""
        if not bus.isConnected():
            return
        for group, key in _ASKED:
            question = QDBusMessage.createMethodCall(_PORTAL, _PATH, "org.freedesktop.portal.Settings", "Read")
            question.setArguments([group, key])
            watcher = QDBusPendingCallWatcher(bus.asyncCall(question, _PATIENCE_MS), self)
            watcher.setObjectName(key)
            watcher.finished.connect(self._on_answer)

    def _on_answer(self, watcher: QDBusPendingCallWatcher) -> None:
        answer = watcher.reply()
        if answer.type() is QDBusMessage.MessageType.ReplyMessage and answer.arguments():
            self._said[watcher.objectName()] = means_less(watcher.objectName(), answer.arguments()[0])
            self.is_less = any(self._said.values())
        watcher.deleteLater()


def means_less(key: str, value: object) -> bool:
    """Tell whether a setting with this value asks for less motion; values come wrapped, once or twice."""
    while isinstance(value, QDBusVariant):
        value = value.variant()
    return value is False if key == "enable-animations" else type(value) is int and value == 1


def _asked_mac() -> bool:
    path = find_library("objc")
    if path is None:
        return False
    objc = ctypes.cdll.LoadLibrary(path)
    objc.objc_getClass.restype = objc.sel_registerName.restype = ctypes.c_void_p
    objc.objc_getClass.argtypes = objc.sel_registerName.argtypes = [ctypes.c_char_p]
    send = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    tell = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    workspace = send(objc.objc_getClass(b"NSWorkspace"), objc.sel_registerName(b"sharedWorkspace"))
    return bool(workspace) and bool(tell(workspace, objc.sel_registerName(b"accessibilityDisplayShouldReduceMotion")))

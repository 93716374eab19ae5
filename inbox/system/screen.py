"""Whether a window can be shown here: is there a screen, and does Qt find the libraries of the system that it needs.

Called by ``bootstrap`` on the main thread before Qt is imported, because Qt ends the whole process when it meets a screen it
cannot use. Reads the environment it is handed, asks this machine's own display, and imports nothing of Qt.
"""

from __future__ import annotations

import ctypes
import importlib.util
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

_CONNECT_SECONDS = 2.0


def no_window_because(environ: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """Return in half a sentence why no window can be shown, None when nothing is known to be in its way.

    Who names a platform for Qt in ``QT_QPA_PLATFORM`` is believed. Windows and macOS have a screen wherever they have a user.
    """
    if not platform.startswith("linux") or environ.get("QT_QPA_PLATFORM"):
        return None
    x11, wayland = environ.get("DISPLAY"), environ.get("WAYLAND_DISPLAY")
    if not x11 and not wayland:
        return "there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    if wayland and _answers_wayland(environ, wayland):
        return _lacking("libqwayland.so")
    if x11 and _answers_x11(x11):
        return _lacking("libqxcb.so")
    return f"the screen {x11 or wayland} does not answer"


def _answers_wayland(environ: Mapping[str, str], name: str) -> bool:
    where = Path(environ.get("XDG_RUNTIME_DIR", "/")) / name
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_CONNECT_SECONDS)
            line.connect(str(where))
    except OSError:
        return False
    return True


def _answers_x11(name: str) -> bool:
    """Ask the X server the way Qt will; its library knows where it is and which cookie lets one in."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # what is missing is then said of Qt's own part, which needs the same library
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    line = xcb.xcb_connect(name.encode(), None)
    is_broken = bool(xcb.xcb_connection_has_error(line))
    xcb.xcb_disconnect(line)
    return not is_broken


def _lacking(plugin: str) -> str | None:
    """Load the part of Qt that speaks to this kind of screen: where it lacks a library, Qt does not raise but abort."""
    found = importlib.util.find_spec("PySide6")
    for folder in (found.submodule_search_locations or ()) if found is not None else ():
        path = Path(folder) / "Qt" / "plugins" / "platforms" / plugin
        try:
            if path.exists():
                ctypes.CDLL(str(path))
        except OSError as error:
            return f"Qt lacks a library of the system ({error})"
    return None

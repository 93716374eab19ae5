"""The one application of a process and what it remembers: what is needed before there is a window. Main thread only."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from inbox.ui.language import LANGUAGES, system_language

LANGUAGE = "look/language"
"""Under which the chosen language is remembered."""

_TURN_SECONDS = 0.0005
"""How long the engine's thread may keep Python for itself while the window wants it. Python's own 5 ms are a third of a frame,
and a click that reads and paints asks many times.
"""


def make_app(arguments: Sequence[str] = ()) -> QApplication:
    """Return the one application of this process; from then on other threads give way to it at once."""
    sys.setswitchinterval(_TURN_SECONDS)
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication([sys.argv[0], *arguments])
    app.setApplicationName("tresen")
    app.setApplicationDisplayName("Tresen")
    app.setDesktopFileName("tresen")
    return app


def settings_in(file: Path) -> QSettings:
    """Return where window, panes and language are remembered."""
    return QSettings(str(file), QSettings.Format.IniFormat)


def kept_language(settings: QSettings) -> str:
    """Return the language that was chosen here, else the system's."""
    chosen = str(settings.value(LANGUAGE, ""))
    return chosen if chosen in LANGUAGES else system_language()

"""What every test of the window gets: the offscreen platform, one theme with fixed fonts, and no Qt warning unnoticed.

Without the window's libraries these tests are left out, and the first line of the report says so.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from inbox.ui.theme.theme import Theme

os.environ["QT_QPA_PLATFORM"] = "offscreen"

_NEEDED = ("PySide6.QtWidgets", "pytestqt")
_PATIENCE_MS = 20_000
"""How long a test waits for what must happen, where it does not say so itself."""


def _loads(name: str) -> bool:
    """Tell whether a library is there and finds the libraries of the system that it needs."""
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True


_MISSING = [name for name in _NEEDED if not _loads(name)]

collect_ignore_glob = ["*"] if _MISSING else []


def pytest_report_header() -> str | None:
    return f"without {' and '.join(_MISSING)} the tests of the window are left out" if _MISSING else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/ui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            # What the offscreen platform says of windows, menus and tooltips; no other platform does.
            item.add_marker(pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)"))


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's own, which by itself has five seconds of patience: a busy machine is no fault of the window."""
    from pytestqt.qtbot import QtBot

    bot = QtBot(request)
    for wait in ("waitActive", "waitExposed", "waitSignal", "waitSignals", "waitUntil"):
        setattr(bot, wait, partial(getattr(bot, wait), timeout=_PATIENCE_MS))
    return bot


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Light, 100 %, whatever the machine is set to."""
    from inbox.ui.theme.theme import Scheme, Theme

    theme = Theme(qapp, Scheme.LIGHT)
    yield theme
    theme.deleteLater()

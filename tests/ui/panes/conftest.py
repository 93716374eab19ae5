"""Puts a pane on the screen and into a window of its own that is active, so that it can have the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

Shown = TypeVar("Shown", bound=QWidget)


@pytest.fixture
def put(qtbot: QtBot) -> Callable[..., QWidget]:
    """Show a widget in a size and make its window the active one."""

    def put(widget: Shown, width: int = 400, height: int = 600) -> Shown:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return put

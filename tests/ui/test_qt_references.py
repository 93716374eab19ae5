"""The binding keeps its hands off Python's own objects: a wrong one takes ``None`` and ``True`` apart within minutes.

PySide6 6.12.0 does that on Python 3.11. From 3.12 on the two cannot be counted any more, and cannot be lost either.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal there")

_SLACK = 200


class _Sender(QObject):
    told = Signal(bool)


class _Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def on_told(self, value: bool) -> None:
        self.count += value


def test_twenty_thousand_calls_without_an_answer_leave_none_alone(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(20_000):
        widget.update()
    assert abs(sys.getrefcount(None) - before) < _SLACK


def test_five_thousand_signals_leave_true_alone(qtbot: QtBot) -> None:
    sender, listener = _Sender(), _Listener()
    sender.told.connect(listener.on_told)
    before = sys.getrefcount(True)
    for _ in range(5_000):
        sender.told.emit(True)
    assert abs(sys.getrefcount(True) - before) < _SLACK
    assert listener.count == 5_000

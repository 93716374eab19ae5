"""Widgets that follow a list by its keys: used again at once, and which of them hear that they went."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.panes.keyed import Keyed


class Line(QLabel):
    """Counts how often it went."""

    hidden = 0

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Note that it went."""
        self.hidden += 1


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(200, 200)
    around.show()
    return around


def lines(around: QWidget) -> Keyed[str, Line]:
    box = QVBoxLayout()
    around.setLayout(box)
    return Keyed(lambda _: Line(around), box)


def shown(keyed: Keyed[str, Line], *keys: str) -> list[Line]:
    return [line for _, line in keyed.show([(key, key) for key in keys])]


def test_what_goes_is_used_again_at_once_without_being_hidden(around: QWidget) -> None:
    keyed = lines(around)
    first, second, third = shown(keyed, "a", "b", "c")
    for line in (first, second, third):
        line.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)  # wherever another test has left the pointer
    assert shown(keyed, "b", "d") == [second, first], "what stays keeps its widget, the other takes one that is free"
    assert (first.hidden, second.hidden, third.hidden) == (0, 0, 1)
    assert [around.layout().itemAt(place).widget() for place in range(around.layout().count())] == [second, first]
    assert shown(keyed, "b", "d", "e") == [second, first, third]
    assert third.isVisible()


def test_what_is_under_the_pointer_hears_that_it_is_left(around: QWidget) -> None:
    keyed = lines(around)
    (touched,) = shown(keyed, "a")
    touched.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    shown(keyed, "b")
    assert touched.hidden == 1

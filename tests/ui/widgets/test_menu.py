"""A click beside an open menu closes it and goes on into the field it was aimed at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.widgets.menu import Menu


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in (QPushButton("menu"), QLineEdit(), QPlainTextEdit()):
        column.addWidget(widget)
    window.resize(300, 400)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def opened(window: QWidget) -> Menu:
    button = window.findChild(QPushButton)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    menu = Menu(button)
    menu.addAction("one")
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
    return menu


def click(menu: Menu, aimed: QWidget, at: QPoint) -> None:
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.mapFromGlobal(aimed.mapToGlobal(at)))


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_field_that_was_clicked_has_the_keyboard(window: QWidget, qtbot: QtBot, kind: type[QWidget]) -> None:
    menu, field = opened(window), window.findChild(kind)
    click(menu, field, QPoint(field.width() - 20, field.height() - 8))
    qtbot.waitUntil(lambda: window.focusWidget() is field)
    assert not menu.isVisible()


def test_a_click_on_anything_else_only_closes_it(window: QWidget, qtbot: QtBot) -> None:
    menu, button = opened(window), window.findChild(QPushButton)
    pressed: list[bool] = []
    button.clicked.connect(pressed.append)
    click(menu, window, QPoint(2, 2))
    qtbot.waitUntil(lambda: not menu.isVisible())
    QApplication.processEvents()
    assert window.focusWidget() is button
    assert pressed == []


def test_a_field_that_cannot_be_typed_into_is_left_alone(window: QWidget, qtbot: QtBot) -> None:
    menu, field = opened(window), window.findChild(QLineEdit)
    field.setEnabled(False)
    click(menu, field, QPoint(field.width() - 20, 8))
    qtbot.waitUntil(lambda: not menu.isVisible())
    QApplication.processEvents()
    assert window.focusWidget() is not field

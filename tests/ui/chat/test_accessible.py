"""The chat as a screen reader finds it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inbox.ui.chat.accessible import install
from inbox.ui.chat.chat_view import ChatView
from inbox.ui.models.spoken import spoken_item
from inbox.ui.models.timeline import Bubble, Timeline
from inbox.ui.theme.theme import Theme
from tests.ui.chat_samples import cards_timeline, design_timeline, kinds_timeline

_NAME = QAccessible.Text.Name


@pytest.fixture(scope="module", autouse=True)
def _readable() -> None:
    install()


def _read(view: ChatView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view)


def _all(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield node
    for number in range(node.childCount()):
        yield from _all(node.child(number))


def test_is_a_list_of_sentences_with_buttons(view: ChatView) -> None:
    view.show_timeline(cards_timeline())
    chat = _read(view)
    assert (chat.role(), chat.text(_NAME)) == (QAccessible.Role.List, "Messages")
    items = [chat.child(number) for number in range(chat.childCount())]
    assert [item.text(_NAME) for item in items] == [spoken_item(item) for item in view.timeline.items]
    buttons = [items[3].child(number) for number in range(items[3].childCount())]
    assert [button.role() for button in buttons] == [QAccessible.Role.Button] * 3
    assert buttons[0].text(_NAME) == "Send same link again"
    assert buttons[2].text(_NAME) == "Refund 38,00 €, Nothing was paid"
    assert buttons[2].state().disabled
    assert not buttons[0].state().disabled


@pytest.mark.parametrize("make", [design_timeline, cards_timeline, kinds_timeline])
def test_everything_has_a_name(view: ChatView, make: object) -> None:
    view.show_timeline(make())  # type: ignore[operator]  # one of the three
    for node in _all(_read(view)):
        assert node.isValid()
        assert node.text(_NAME).strip(), node.role()


def test_everything_is_where_it_says(view: ChatView) -> None:
    view.resize(600, 900)
    view.show_timeline(cards_timeline())
    chat = _read(view)
    for number in range(chat.childCount()):
        item = chat.child(number)
        assert chat.indexOfChild(item) == number
        assert chat.rect().contains(item.rect())
        middle = item.rect().center()
        assert chat.childAt(middle.x(), middle.y()).text(_NAME) == item.text(_NAME)
        for area in range(item.childCount()):
            button = item.child(area)
            assert item.indexOfChild(button) == area
            assert item.rect().contains(button.rect())
            assert button.parent().text(_NAME) == item.text(_NAME)


def test_says_what_is_off_screen(view: ChatView) -> None:
    bubbles = tuple(Bubble(id=str(number), text=f"Nachricht {number}") for number in range(100))
    view.show_timeline(Timeline(conversation="c", items=bubbles))
    chat = _read(view)
    assert chat.child(0).state().offscreen
    assert not chat.child(99).state().offscreen


def test_follows_the_keyboard(view: ChatView) -> None:
    view.show_timeline(cards_timeline())
    view.activateWindow()
    view.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Right):
        QTest.keyClick(view, key)
    if view.hasFocus():
        assert _read(view).focusChild().text(_NAME) == "Send same link again"
    assert view.touches.focused == ("payment", 0)


def test_lives_through_many_conversations(view: ChatView) -> None:
    chat = _read(view)
    for number in range(60):
        view.show_timeline((design_timeline, cards_timeline, kinds_timeline)[number % 3]())
        assert all(node.text(_NAME) for node in _all(chat))
        assert chat.childAt(-5, -5) is None
        assert chat.indexOfChild(chat) == -1


def test_a_chat_that_is_gone_is_not_valid(theme: Theme, qtbot: QtBot) -> None:
    view = ChatView(theme)
    view.show_timeline(cards_timeline())
    chat = _read(view)
    part = chat.child(1)
    view.show_timeline(Timeline(conversation="other"))
    assert chat.childCount() == 0
    assert chat.child(0) is None
    del part
    view.deleteLater()
    qtbot.wait(1)


def test_where_the_chat_is(view: ChatView) -> None:
    assert _read(view).rect().topLeft() == view.mapToGlobal(QPoint(0, 0))
    assert _read(view).state().focusable
    assert _read(view).object() is view

"""Sorting the list in the whole window: by the sign beside the search, by key, and what the eye sees then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from inbox.ui.theme.theme import Theme
from tests.ui.app.scene import Scene, show
from tests.ui.panes.readers import name_of
from tests.ui.presenters.pretend_desk import NOW, chat

_ROW = 1 << 30
_NOW = int(NOW.timestamp())


@pytest.fixture
def scene(theme: Theme, qtbot: QtBot) -> Iterator[Scene]:
    """Sixty chats; the longer ago somebody wrote, the longer she waits."""
    scene = show(Scene(theme), qtbot)
    scene.desk.reads.rows = [
        chat(f"c_{n}", f"Person {n}", num=n, last=(_NOW - 60 * n) * _ROW, waits=(_NOW - 60 * n) * _ROW) for n in range(1, 61)
    ]
    scene.ring()
    yield scene
    scene.shown.close()


def _sign(scene: Scene) -> QAbstractButton:
    buttons = scene.shown.widgets.conversations.findChildren(QAbstractButton)
    return next(each for each in buttons if name_of(each).startswith("Sorted:") and each.isVisible())


def test_whoever_sorts_sees_the_top_wherever_the_open_chat_stands(scene: Scene) -> None:
    rows = scene.shown.widgets.rows
    scene.shown.open("c_1")
    assert name_of(_sign(scene)) == "Sorted: Newest first"
    QTest.mouseClick(_sign(scene), Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [each.text() for each in menu.actions()] == [
        "Newest first",
        "Longest waiting",
        "Window closes first",
        "Most money at risk",
    ]
    scene.hands.press("Down", "Down", "Return")
    assert [each.id for each in scene.shown.rows.state.sorts if each.is_chosen] == ["waiting"]
    assert scene.shown.rows.model.row_at(0).name == "Person 60"
    assert rows.rowAt(0) == 0
    assert scene.shown.head.chat is not None
    assert scene.shown.head.chat.conversation == "c_1", "nobody has left the open chat"
    assert name_of(_sign(scene)) == "Sorted: Longest waiting"


def test_whoever_chooses_a_view_sees_its_top_although_the_open_chat_stands_below(scene: Scene) -> None:
    rows = scene.shown.widgets.rows
    scene.shown.open("c_58")
    rows.scrollTo(rows.model().index(57, 0))
    assert rows.rowAt(0) > 0
    scene.shown.rows.choose_view("mine")
    QApplication.processEvents()
    assert rows.rowAt(0) == 0
    assert scene.shown.head.chat is not None
    assert scene.shown.head.chat.conversation == "c_58"


def test_the_sign_is_reached_from_the_search_by_the_next_tab(scene: Scene) -> None:
    scene.shown.widgets.conversations.focus_search()
    scene.hands.press("Tab")
    assert name_of(scene.hands.at) == "Sorted: Newest first"
    scene.hands.press("Space")
    assert QApplication.activePopupWidget() is not None
    scene.hands.press("Esc")


def test_there_is_no_sign_while_something_is_looked_for(scene: Scene) -> None:
    sign = _sign(scene)
    scene.shown.rows.search("person")
    assert not sign.isVisible()
    scene.shown.rows.search("")
    assert sign.isVisible()

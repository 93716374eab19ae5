"""The menu of a message: what it offers, what its lines mean, and nothing where nothing can be done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.models.states.chat import MessageMenu
from inbox.ui.panes.message_menu import MessageMenuView

FULL = MessageMenu(message="wamid.1", can_reply=True, reactions=("👍", "🙏"), reacted="👍", text="Hallo")


@pytest.fixture
def chat(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_each_line_says_what_it_does(qtbot: QtBot, chat: QWidget) -> None:
    view = MessageMenuView(FULL, chat)
    lines = [action for action in view.actions() if not action.isSeparator()]
    assert [line.text() for line in lines] == ["Reply", "React with 👍", "React with 🙏", "Copy the text"]
    assert [line.isChecked() for line in lines] == [False, True, False, False]
    with qtbot.waitSignal(view.reply_wanted) as replied:
        lines[0].trigger()
    assert replied.args == ["wamid.1"]
    with qtbot.waitSignal(view.copy_wanted) as copied:
        lines[3].trigger()
    assert copied.args == ["Hallo"]


def test_what_stood_before_an_edit_can_be_read_and_taken_along(qtbot: QtBot, chat: QWidget) -> None:
    view = MessageMenuView(MessageMenu(message="wamid.1", text="Um drei & vier", original="Um  drei & zwei" + " Uhr" * 40), chat)
    line = view.actions()[-1]
    assert line.text().startswith("Before the edit: “Um drei && zwei Uhr")
    assert len(line.text()) < 110
    with qtbot.waitSignal(view.copy_wanted) as copied:
        line.trigger()
    assert copied.args == ["Um  drei & zwei" + " Uhr" * 40]


def test_the_present_reaction_is_taken_back_and_another_takes_its_place(qtbot: QtBot, chat: QWidget) -> None:
    view = MessageMenuView(FULL, chat)
    same, other = view.actions()[1:3]
    with qtbot.waitSignal(view.reacted) as back:
        same.trigger()
    assert back.args == ["wamid.1", ""]
    with qtbot.waitSignal(view.reacted) as changed:
        other.trigger()
    assert changed.args == ["wamid.1", "🙏"]


def test_without_anything_to_do_no_menu_opens(qtbot: QtBot, chat: QWidget) -> None:
    view = MessageMenuView(MessageMenu(message="wamid.1"), chat)
    with qtbot.waitSignal(view.destroyed):
        view.open_at(QPoint(0, 0))

"""What comes to the window from outside: links open a chat and nothing more, locks end holds, signals close it politely."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inbox.ui.app.visits import Visits
from inbox.ui.panes.notices import Notices
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from tests.ui.app.scene import MURAT, Scene, show


@pytest.fixture
def scene(theme: Theme, qtbot: QtBot) -> Iterator[Scene]:
    scene = show(Scene(theme), qtbot)
    yield scene
    scene.shown.close()


@pytest.fixture
def visits(scene: Scene) -> Iterator[Visits]:
    made = Visits(scene.shown)
    made.listen()
    yield made
    made.close()


def toast(scene: Scene) -> str:
    said = scene.shown.news.state.toast
    return "" if said is None else said.text


def notices(scene: Scene) -> list[str]:
    return [notice.text for notice in scene.shown.news.state.notices]


def test_a_link_opens_its_chat(scene: Scene, visits: Visits) -> None:
    visits.follow(f"tresen://chat/{MURAT}")
    assert scene.shown.head.state.head is not None
    assert scene.shown.head.state.head.name == "Murat Kaya"
    assert toast(scene) == ""


@pytest.mark.parametrize(
    "link",
    [
        "tresen://chat/c_nobody",
        "tresen://refund/pi_1",
        "tresen://chat/c_murat?refund=4980",
        "tresen://chat/../c_murat",
        "https://example.com",
        "tresen://chat/" + "c" * 500,
    ],
)
def test_a_link_to_anything_else_does_nothing(scene: Scene, visits: Visits, link: str) -> None:
    visits.follow(link)
    assert toast(scene) == "This link leads to no chat of this desk."
    assert scene.shown.head.state.head is None
    assert scene.desk.commands.clicked == []


def test_a_locked_screen_ends_what_is_on_hold(scene: Scene, visits: Visits) -> None:
    assert visits._session is not None
    visits._session.left.emit()
    assert scene.desk.commands.locks == 0
    scene.hold()
    visits._session.left.emit()
    assert scene.desk.commands.locks == 1
    assert toast(scene) == "The screen was locked: what was on hold is cancelled."


@pytest.fixture
def interrupted() -> object:
    """What Ctrl+C did before the window was there: nothing, where the run was started in the background."""
    return signal.getsignal(signal.SIGINT)


@pytest.mark.skipif(os.name != "posix", reason="only there a process can send itself such a signal")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window_without_asking(
    interrupted: object, scene: Scene, visits: Visits, qtbot: QtBot, number: signal.Signals
) -> None:
    scene.hold()
    window = scene.shown.widgets.window
    with qtbot.waitSignal(window.closed):
        os.kill(os.getpid(), number)
    assert not window.isVisible()
    visits.close()
    assert signal.getsignal(signal.SIGINT) is interrupted


def test_closing_with_money_on_hold_asks_in_the_window(scene: Scene, qtbot: QtBot) -> None:
    window = scene.shown.widgets.window
    scene.hold()
    window.close()
    assert window.isVisible()
    assert notices(scene) == ["A refund of €49.80 is still on hold. Closing the window cancels it."]
    bar = window.findChild(Notices)
    (button,) = [one for one in bar.findChildren(Button) if one.isVisible()]
    with qtbot.waitSignal(window.closed):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_closing_a_second_time_closes(scene: Scene) -> None:
    window = scene.shown.widgets.window
    scene.hold()
    window.close()
    window.close()
    assert not window.isVisible()


def test_closing_with_nothing_on_hold_closes(scene: Scene) -> None:
    window = scene.shown.widgets.window
    window.close()
    assert not window.isVisible()

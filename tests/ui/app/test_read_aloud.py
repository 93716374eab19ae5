"""The whole window as a screen reader finds it, state by state and in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inbox.desk.ports import Status
from inbox.ui.language import Language
from inbox.ui.theme.theme import Theme
from tests.ui.app.scene import Scene, show
from tests.ui.presenters.pretend_desk import LENA, chat, entry, paid

_TEXT = QAccessible.Text
_ROWS = (QAccessible.Role.ListItem, QAccessible.Role.Cell)


class Node(NamedTuple):
    """Something a screen reader stops at. ``where`` are the names of what it is in."""

    role: QAccessible.Role
    name: str
    description: str
    where: tuple[str, ...]
    can_have_keyboard: bool


def _nodes(node: QAccessibleInterface, where: tuple[str, ...] = ()) -> Iterator[Node]:
    state = node.state()
    if state.invisible:
        return
    name = node.text(_TEXT.Name)
    yield Node(node.role(), name, node.text(_TEXT.Description), where, bool(state.focusable and not state.disabled))
    for number in range(node.childCount()):
        child = node.child(number)
        if child is not None:
            yield from _nodes(child, (*where, name) if name else where)


def _with_two_payments(scene: Scene) -> None:
    scene.desk.reads.money = [paid(), paid("pi_2", refunded=1000), paid("pi_3", 1450)]
    scene.ring()


def _held(scene: Scene) -> None:
    scene.hold()


def _refunding(scene: Scene) -> None:
    scene.hands.press("Ctrl+Shift+R")


def _asking_for_money(scene: Scene) -> None:
    scene.hands.press("Ctrl+Shift+L")
    scene.hands.type("12,50")


def _picking(scene: Scene) -> None:
    scene.hands.press("Ctrl+Shift+P")


def _noting(scene: Scene) -> None:
    scene.hands.press("Esc", "N")


def _closed(scene: Scene) -> None:
    scene.desk.reads.rows[0] = chat(window_end=0)
    scene.ring()


def _blocked(scene: Scene) -> None:
    scene.desk.reads.rows[0] = chat(blocked=True)
    scene.ring()


def _offline(scene: Scene) -> None:
    scene.desk.commands.say(status=Status(words="refused"))
    scene.ring()


def _unmatched(scene: Scene) -> None:
    scene.desk.reads.money = []
    scene.ring()


def _finding(scene: Scene) -> None:
    scene.hands.press("Ctrl+K")
    scene.hands.type("m")


def _keys(scene: Scene) -> None:
    scene.hands.press("F1")


def _plain(_scene: Scene) -> None:
    pass


STATES: tuple[Callable[[Scene], None], ...] = (
    _plain, _with_two_payments, _held, _refunding, _asking_for_money, _picking, _noting, _closed, _blocked, _offline,
    _unmatched, _finding, _keys,
)  # fmt: skip


@pytest.fixture(params=["en", "de"])
def scene(request: pytest.FixtureRequest, theme: Theme, qtbot: QtBot, qapp: QApplication) -> Iterator[Scene]:
    language = Language(qapp, request.param)
    scene = show(Scene(theme, language=request.param), qtbot)
    scene.desk.reads.lines.append(entry("m2", 1, text="Danke", direction="out", status="read"))
    scene.shown.open(LENA)
    yield scene
    scene.shown.close()
    language.remove()


@pytest.mark.parametrize("reach", STATES, ids=lambda reach: reach.__name__.strip("_"))
def test_whatever_can_have_the_keyboard_has_a_name_of_its_own(
    scene: Scene, reach: Callable[[Scene], None]
) -> None:
    reach(scene)
    QApplication.processEvents()
    window = scene.shown.widgets.window
    stops = [node for node in _nodes(QAccessible.queryAccessibleInterface(window)) if node.can_have_keyboard]
    assert len(stops) > 10
    assert [node for node in stops if not node.name.strip()] == []
    told = [node for node in stops if node.role not in _ROWS]
    assert [each for each in told if told.count(each) > 1] == [], "two of a name: nobody can tell them apart"


def test_rows_and_messages_are_sentences(scene: Scene) -> None:
    nodes = list(_nodes(QAccessible.queryAccessibleInterface(scene.shown.widgets.window)))
    rows = [node.name for node in nodes if node.role is QAccessible.Role.Cell]
    lines = [node.name for node in nodes if node.role is QAccessible.Role.ListItem]
    if scene.desk.desk.language == "de":
        assert rows[0] == "Lena Brandt, 1 ungelesen, Hallo!, 14:05"
        assert lines[-2:] == ["Kunde, Hallo! Meine Tüte ist gerissen., 14:05", "Sie, Danke, gelesen, 14:06"]
    else:
        assert rows[0] == "Lena Brandt, 1 unread, Hallo!, 14:05"
        assert lines[-2:] == ["Customer, Hallo! Meine Tüte ist gerissen., 14:05", "You, Danke, read, 14:06"]


def test_a_button_that_moves_money_says_how_much_and_whose(scene: Scene) -> None:
    _with_two_payments(scene)
    amount = "49,80\u00a0€" if scene.desk.desk.language == "de" else "€49.80"
    nodes = list(_nodes(QAccessible.queryAccessibleInterface(scene.shown.widgets.window)))
    refunds = [node for node in nodes if node.role is QAccessible.Role.Button and node.name.endswith(amount)]
    assert len(refunds) == 2  # the body and the arrow of one payment
    for node in refunds:
        assert "Lena Brandt" in node.description
        assert amount in node.description
        assert "Visa 4242" in node.description


def test_a_hold_says_what_whom_and_how_it_is_undone(scene: Scene) -> None:
    scene.hold()
    bar = scene.shown.widgets.chat._undo
    (line,) = scene.shown.holds.state
    said = bar._spoken(line)
    for part in ("Lena Brandt", "Visa 4242", "10", bar._undo_keys):
        assert part in said
    names = [node.name for node in _nodes(QAccessible.queryAccessibleInterface(bar))]
    assert sum("Lena Brandt" in name for name in names) >= 3


def test_things_are_read_in_the_order_in_which_they_stand(scene: Scene) -> None:
    scene.hold()
    nodes = list(_nodes(QAccessible.queryAccessibleInterface(scene.shown.widgets.window)))
    names = [node.name for node in nodes]
    german = scene.desk.desk.language == "de"
    views = ["Alle 2", "Meine", "Mehr"] if german else ["All 2", "Mine", "More"]
    what = [name for name in names if name.endswith("Lena Brandt · Visa 4242")]
    assert [names.index(view) for view in views] == sorted(names.index(view) for view in views)
    assert [name.split(":")[0] for name in what] == [
        what[0],
        "Rückgängig" if german else "Undo",
        "Jetzt erstatten" if german else "Refund now",
    ]

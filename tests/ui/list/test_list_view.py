"""The conversation list as an agent uses it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inbox.domain.ids import ConversationId
from inbox.ui.list.list_view import ConversationListView
from inbox.ui.list.row_painter import chips
from inbox.ui.models.conversation_list import ConversationListModel
from inbox.ui.models.rows import Chip, ListRow, Tone
from inbox.ui.theme.theme import Theme

_SEND = Chip("Send link 62,40 €", Tone.INFO, "cart.send-link", moves_money=True)


def _rows(names: Sequence[str], chip: Chip | None = None) -> list[ListRow]:
    return [
        ListRow(conversation=ConversationId(name), name=name.title(), initials=name[:2].upper(), chip=chip)
        for name in names
    ]


def _names(count: int) -> list[str]:
    return [f"{chr(97 + number % 26)}{number:03d}" for number in range(count)]


def _order(model: ConversationListModel) -> list[str]:
    return [model.row_at(row).conversation for row in range(model.rowCount())]


@pytest.fixture
def model() -> ConversationListModel:
    return ConversationListModel()


@pytest.fixture
def view(theme: Theme, model: ConversationListModel, qtbot: QtBot) -> ConversationListView:
    view = ConversationListView(theme, model)
    qtbot.addWidget(view)
    view.resize(316, 64 * 8)
    view.show()
    return view


def _spot(view: ConversationListView, row: int) -> QPoint:
    return view.visualRect(view.model().index(row, 0)).center()


def _point_at(view: ConversationListView, spot: QPoint) -> None:
    """Move the pointer within the list, also where another window lies over it: the system would give the move to that."""
    none = Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(QEvent.Type.MouseMove, QPointF(spot), QPointF(view.viewport().mapToGlobal(spot)), *none)
    QApplication.sendEvent(view.viewport(), moved)


def _chip_spot(view: ConversationListView, model: ConversationListModel, theme: Theme, row: int) -> QPoint:
    rect = view.visualRect(model.index(row)).toRectF()
    return chips(theme.look, model.row_at(row), rect)[0][1].center().toPoint()


def _shown(view: ConversationListView, model: ConversationListModel) -> str:
    current = view.currentIndex()
    return model.row_at(current.row()).conversation if current.isValid() else ""


def test_tells_which_conversation_is_chosen(
    view: ConversationListView, model: ConversationListModel, qtbot: QtBot
) -> None:
    model.show_rows(_rows("abc"))
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=_spot(view, 1))
    assert chosen.args == ["b"]
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["b"]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ([Qt.Key.Key_Down], "b001"),
        ([Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up], "b001"),
        ([Qt.Key.Key_End], "x049"),
        ([Qt.Key.Key_End, Qt.Key.Key_Home], "a000"),
        ([Qt.Key.Key_PageDown], "i008"),
        ([Qt.Key.Key_Right], "a000"),
        ([Qt.Key.Key_C], "c002"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_goes_by_keyboard(
    view: ConversationListView, model: ConversationListModel, keys: list[Qt.Key], chosen: str
) -> None:
    model.show_rows(_rows(_names(50)))
    view.show_current(ConversationId("a000"))
    view.setFocus()
    for key in keys:
        QTest.keyClick(view, key)
    assert _shown(view, model) == chosen


def test_coming_by_tab_chooses_nothing(view: ConversationListView, model: ConversationListModel, qtbot: QtBot) -> None:
    model.show_rows(_rows(_names(8)))
    with qtbot.assertNotEmitted(view.chosen):
        view.activateWindow()
        view.clearFocus()
        view.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(view.hasFocus)
    assert view.verticalScrollBar().value() == 0
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["a000"]


def test_the_open_conversation_is_followed_without_being_chosen_again(
    view: ConversationListView, model: ConversationListModel, qtbot: QtBot
) -> None:
    model.show_rows(_rows("abcde"))
    with qtbot.assertNotEmitted(view.chosen):
        view.show_current(ConversationId("d"))
        model.show_rows(_rows("dabce"))
        assert _shown(view, model) == "d"
        model.show_rows(_rows("xyz"))  # it left this view
        assert _shown(view, model) == ""
        model.show_rows(_rows("xydz"))
        assert _shown(view, model) == "d"
    assert [index.row() for index in view.selectionModel().selectedRows()] == [2]


def test_a_chip_is_clicked_and_chooses_nothing(
    view: ConversationListView, model: ConversationListModel, theme: Theme, qtbot: QtBot
) -> None:
    model.show_rows(_rows("abc", _SEND))
    spot = _chip_spot(view, model, theme, 1)
    with qtbot.assertNotEmitted(view.chosen), qtbot.waitSignal(view.chip_clicked) as clicked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert clicked.args == ["b", "cart.send-link"]
    with qtbot.assertNotEmitted(view.chip_clicked):
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=_spot(view, 0))


def test_a_chip_without_an_act_is_part_of_its_row(
    view: ConversationListView, model: ConversationListModel, theme: Theme, qtbot: QtBot
) -> None:
    model.show_rows(_rows("abc", Chip("Complaint", Tone.DANGER)))
    with qtbot.waitSignal(view.chosen):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=_chip_spot(view, model, theme, 1))


def test_nothing_moves_while_the_pointer_is_over_a_money_chip(
    view: ConversationListView, model: ConversationListModel, theme: Theme
) -> None:
    model.show_rows(_rows("abc", _SEND))
    _point_at(view, _chip_spot(view, model, theme, 1))
    QApplication.processEvents()
    model.show_rows(_rows("cab", _SEND))
    view._aiming.stop()
    view._hold()  # the pointer rests there
    assert _order(model) == ["a", "b", "c"]
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert _order(model) == ["c", "a", "b"]


def test_a_click_opens_what_was_aimed_at_though_a_message_comes_in(
    view: ConversationListView, model: ConversationListModel, qtbot: QtBot
) -> None:
    model.show_rows(_rows("abc"))
    spot = _spot(view, 1)
    _point_at(view, spot)
    QApplication.processEvents()
    said = msgspec.structs.replace(_rows("c")[0], last="Neu")
    model.show_rows([said, *_rows("ab")])
    assert _order(model) == ["a", "b", "c"]
    assert model.row_at(2).last == "Neu", "only its place waits"
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen.args == ["b"]
    qtbot.waitUntil(lambda: _order(model) == ["c", "a", "b"], timeout=20_000)
    assert view.currentIndex().row() == 2, "the open one is followed"


@pytest.mark.parametrize("act", ["press", "wheel"])
def test_pressing_and_scrolling_hold_the_rows_too(view: ConversationListView, model: ConversationListModel, act: str) -> None:
    model.show_rows(_rows("abc"))
    where = QPointF(_spot(view, 2))
    if act == "press":
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=where.toPoint())
    else:
        none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        wheel = QWheelEvent(where, where, QPoint(0, -10), QPoint(0, -10), *none, False)
        QApplication.sendEvent(view.viewport(), wheel)
    model.show_rows(_rows("cab"))
    assert _order(model) == ["a", "b", "c"]
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert _order(model) == ["c", "a", "b"], "at once when the pointer leaves"


def test_a_list_that_was_asked_for_waits_for_no_pointer(view: ConversationListView, model: ConversationListModel) -> None:
    model.show_rows(_rows("abc"))
    _point_at(view, _spot(view, 1))
    QApplication.processEvents()
    model.show_rows(_rows("cab"))
    model.show_rows(_rows("xb"), is_other=True)
    assert _order(model) == ["x", "b"]
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert _order(model) == ["x", "b"], "what waited was of the list before"


def test_scrolled_down_the_rows_on_screen_stay(view: ConversationListView, model: ConversationListModel) -> None:
    names = _names(60)
    model.show_rows(_rows(names))
    view.verticalScrollBar().setValue(64 * 20 + 17)
    top = view.rowAt(0)
    before = (model.row_at(top).conversation, view.rowViewportPosition(top))
    model.show_rows(_rows(["new", names[50], *names[:50], *names[51:]]))
    top = view.rowAt(0)
    assert (model.row_at(top).conversation, view.rowViewportPosition(top)) == before


def test_at_the_top_new_rows_come_into_view(view: ConversationListView, model: ConversationListModel) -> None:
    model.show_rows(_rows(_names(60)))
    model.show_rows(_rows(["new", *_names(60)]))
    assert view.rowAt(0) == 0


def test_rows_grow_with_the_text(view: ConversationListView, model: ConversationListModel, theme: Theme) -> None:
    model.show_rows(_rows("abc"))
    theme.set_percent(200)
    assert view.rowHeight(0) == 128
    theme.set_percent(80)
    assert view.rowHeight(0) == 51


def test_the_menu_is_that_of_the_row(view: ConversationListView, model: ConversationListModel, qtbot: QtBot) -> None:
    model.show_rows(_rows("abc"))
    with qtbot.waitSignal(view.context_wanted) as wanted:
        view.customContextMenuRequested.emit(_spot(view, 2))
    assert wanted.args[0] == "c"


def test_unread_is_bold_and_counted(view: ConversationListView, model: ConversationListModel) -> None:
    (row,) = _rows("a")
    model.show_rows([row])
    read = _pixels(view)
    model.show_rows([msgspec.structs.replace(row, is_unread=True)])
    marked = _pixels(view)
    model.show_rows([msgspec.structs.replace(row, is_unread=True, unread=3)])
    assert read != marked != _pixels(view)


def _pixels(view: ConversationListView) -> QImage:
    return view.grab().toImage()


def test_a_hundred_thousand_rows_scroll_truthfully_and_are_read_where_they_are_seen(theme: Theme, qtbot: QtBot) -> None:
    asked: list[int] = []

    def read(numbers: list[int]) -> dict[int, ListRow]:
        asked.extend(numbers)
        return {number: _rows([f"n{number}"])[0] for number in numbers}

    model = ConversationListModel(read, lambda conversation: int(conversation[1:]))
    view = ConversationListView(theme, model)
    qtbot.addWidget(view)
    view.resize(316, 64 * 8)
    view.show()
    model.show_spots([(number, number) for number in range(1, 100_001)], {})
    QApplication.processEvents()
    bar = view.verticalScrollBar()
    assert bar.maximum() == 64 * 100_000 - view.viewport().height()
    bar.setValue(64 * 70_000)
    view.grab()
    assert model.row_at(view.rowAt(0)).name == "N70001"
    QTest.keyClick(view, Qt.Key.Key_End)
    assert _shown(view, model) == "n100000"
    assert len(asked) < 250
    model.place({100_000: 0}, {})
    assert (view.currentIndex().row(), _shown(view, model)) == (0, "n100000")


def test_the_first_row_can_be_chosen_after_the_list_got_the_keyboard(
    view: ConversationListView, model: ConversationListModel, qtbot: QtBot
) -> None:
    model.show_rows(_rows(_names(3)))
    view.activateWindow()
    view.setFocus()
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=_spot(view, 0))
    assert chosen.args == ["a000"]

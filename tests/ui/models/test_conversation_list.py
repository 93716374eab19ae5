"""The item model of the list: Qt finds nothing wrong with it, and it never forgets everything."""

from __future__ import annotations

import random

import msgspec
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from inbox.domain.ids import ConversationId
from inbox.ui.models.conversation_list import ROW_ROLE, ConversationListModel
from inbox.ui.models.rows import ListRow


def _rows(*names: str) -> tuple[ListRow, ...]:
    return tuple(ListRow(conversation=ConversationId(name), name=name.title(), initials=name[:2]) for name in names)


def _order(model: ConversationListModel) -> str:
    return "".join(row.conversation for row in model.rows())


def test_qt_finds_nothing_wrong(qtmodeltester: ModelTester, seed: int) -> None:
    model, draw = ConversationListModel(), random.Random(seed)
    qtmodeltester.check(model)
    for _ in range(60):
        model.show_rows(_rows(*draw.sample("abcdefghij", draw.randrange(10))))


def test_never_resets(qtbot: QtBot) -> None:
    model = ConversationListModel()
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.layoutChanged):
        for order in ("abc", "cab", "xyz", "", "zyx"):
            model.show_rows(_rows(*order))
            assert _order(model) == order


def test_says_only_what_changed(qtbot: QtBot) -> None:
    model = ConversationListModel()
    model.show_rows(_rows(*"abc"))
    rows = list(model.rows())
    rows[1] = msgspec.structs.replace(rows[1], last="Neu")
    with qtbot.waitSignal(model.dataChanged) as changed, qtbot.assertNotEmitted(model.rowsInserted):
        model.show_rows(rows)
    assert changed.args[0].row() == changed.args[1].row() == 1
    with qtbot.assertNotEmitted(model.about_to_change):
        model.show_rows(rows)


def test_gives_the_row_the_name_and_the_sentence() -> None:
    model = ConversationListModel()
    model.show_rows(_rows("lena"))
    index = model.index(0)
    assert model.data(index, ROW_ROLE) is model.rows()[0]
    assert model.data(index) == "Lena"
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Lena"
    assert model.data(QModelIndex()) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_asks_for_the_next_page_once(qtbot: QtBot) -> None:
    model = ConversationListModel()
    model.show_rows(_rows(*"abc"), has_more=True)
    with qtbot.waitSignal(model.more_wanted):
        model.fetchMore(QModelIndex())
    with qtbot.assertNotEmitted(model.more_wanted):
        model.fetchMore(QModelIndex())
    model.show_rows(_rows(*"abcd"), has_more=False)
    assert not model.canFetchMore(QModelIndex())


def test_while_the_order_is_held_rows_change_where_they_stand() -> None:
    model = ConversationListModel()
    model.show_rows(_rows(*"abc"))
    model.hold_order(True)
    newer = [msgspec.structs.replace(row, last="Neu") for row in _rows(*"cabd")]
    model.show_rows(newer)
    assert _order(model) == "abc"
    assert {row.last for row in model.rows()} == {"Neu"}
    model.hold_order(False)
    assert _order(model) == "cabd"


def test_a_row_that_is_gone_waits_for_the_release_too() -> None:
    model = ConversationListModel()
    model.show_rows(_rows(*"abc"))
    model.hold_order(True)
    model.show_rows(_rows(*"ac"))
    model.show_rows(_rows(*"ca"))
    assert _order(model) == "abc"
    model.hold_order(False)
    assert _order(model) == "ca"
    assert (model.row_of(ConversationId("a")), model.row_of(ConversationId("b"))) == (1, -1)

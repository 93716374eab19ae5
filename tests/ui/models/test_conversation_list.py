"""The item model of the list: Qt finds nothing wrong with it, and it never forgets everything."""

from __future__ import annotations

import random

import msgspec
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from inbox.domain.ids import ConversationId
from inbox.ui.models.conversation_list import BLOCK, ROW_ROLE, ConversationListModel
from inbox.ui.models.rows import ListRow
from inbox.ui.models.rows_at_hand import KEPT


def _rows(*names: str) -> tuple[ListRow, ...]:
    return tuple(ListRow(conversation=ConversationId(name), name=name.title(), initials=name[:2]) for name in names)


def _shown(model: ConversationListModel) -> list[ListRow]:
    return [model.row_at(row) for row in range(model.rowCount())]


def _order(model: ConversationListModel) -> str:
    return "".join(row.conversation for row in _shown(model))


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
    rows = _shown(model)
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
    assert model.data(index, ROW_ROLE) is model.row_at(0)
    assert model.data(index) == "Lena"
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Lena"
    assert model.data(QModelIndex()) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_while_the_order_is_held_rows_change_where_they_stand() -> None:
    model = ConversationListModel()
    model.show_rows(_rows(*"abc"))
    model.hold_order(True)
    newer = [msgspec.structs.replace(row, last="Neu") for row in _rows(*"cabd")]
    model.show_rows(newer)
    assert _order(model) == "abc"
    assert {row.last for row in _shown(model)} == {"Neu"}
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


class _Chats:
    """Chats in a cache: what a view of the inbox reads from."""

    def __init__(self, ranks: dict[int, int]) -> None:
        self.ranks = ranks
        self.words: dict[int, str] = {}
        self.asked: list[list[int]] = []
        self.model = ConversationListModel(self.read, self.find)

    def read(self, numbers: list[int]) -> dict[int, ListRow]:
        self.asked.append(numbers)
        return {number: self.row(number) for number in numbers if number in self.ranks}

    def find(self, conversation: ConversationId) -> int:
        return int(conversation[1:]) if int(conversation[1:]) in self.ranks else 0

    def row(self, number: int) -> ListRow:
        name, last = f"N{number}", self.words.get(number, "")
        return ListRow(conversation=ConversationId(f"c{number}"), name=name, initials="N", last=last)

    def spots(self) -> list[tuple[int, int]]:
        return sorted((rank, number) for number, rank in self.ranks.items())

    def show(self) -> None:
        self.model.show_spots(self.spots(), {})

    def put(self, changes: dict[int, int | None]) -> None:
        self.ranks = {number: rank for number, rank in (self.ranks | changes).items() if rank is not None}
        self.model.place(changes, {number: self.row(number) for number in changes if number in self.ranks})

    @property
    def shown(self) -> list[int]:
        return [self.model.number_at(row) for row in range(self.model.rowCount())]


def test_qt_finds_nothing_wrong_with_an_order_that_changes(qtmodeltester: ModelTester, seed: int) -> None:
    draw = random.Random(seed)
    chats = _Chats({number: number * 10 for number in range(1, 90)})
    qtmodeltester.check(chats.model)
    chats.show()
    for step in range(40):
        numbers = draw.sample(range(1, 120), draw.randrange(1, 6))
        ranks = draw.sample(range(1, 2000), len(numbers))
        taken = set(chats.ranks.values())
        chats.put(
            {
                number: None if draw.random() < 0.3 else rank
                for number, rank in zip(numbers, ranks, strict=True)
                if rank not in taken
            }
        )
        if step % 7 == 0:
            chats.ranks = {number: draw.randrange(10_000) * 130 + number for number in draw.sample(range(1, 120), 70)}
            _join_by_pieces(chats, draw.randrange(5, 30))
        assert chats.shown == [number for _, number in chats.spots()]
        assert [chats.model.row_of_number(number) for number in chats.shown] == list(range(len(chats.ranks)))
    chats.show()


def _join_by_pieces(chats: _Chats, size: int) -> None:
    spots, below = chats.spots(), None
    for start in range(0, len(spots) + 1, size):
        piece = spots[start : start + size]
        chats.model.join(piece, below, is_last=len(piece) < size)
        below = piece[-1][0] if piece else below


def test_another_view_takes_no_reset(qtbot: QtBot) -> None:
    chats = _Chats({number: number for number in range(1, 60)})
    with qtbot.assertNotEmitted(chats.model.modelReset), qtbot.assertNotEmitted(chats.model.layoutChanged):
        chats.show()
        chats.ranks = {3: 1, 90: 2}
        chats.show()
        assert chats.shown == [3, 90]
        chats.model.show_rows(_rows(*"ab"))
        assert _order(chats.model) == "ab"
        chats.show()
        assert chats.shown == [3, 90]


def test_rows_are_read_when_they_are_looked_at_and_only_some_are_kept() -> None:
    chats = _Chats({number: number for number in range(1, 1001)})
    chats.show()
    assert chats.asked == []
    assert chats.model.row_at(500).name == "N501"
    assert (len(chats.asked), len(chats.asked[0])) == (1, BLOCK)
    assert [chats.model.row_at(row).name for row in range(496, 510)] == [f"N{row + 1}" for row in range(496, 510)]
    assert len(chats.asked) == 1
    for row in range(1000):
        chats.model.row_at(row)
    assert not chats.model.is_at_hand(501)
    assert sum(chats.model.is_at_hand(number) for number in range(1, 1001)) <= KEPT


def test_only_a_row_that_was_looked_at_says_that_it_changed(qtbot: QtBot) -> None:
    chats = _Chats({number: number for number in range(1, 101)})
    chats.show()
    chats.model.row_at(0)
    chats.words = {1: "Hallo", 90: "Hallo"}
    with qtbot.assertNotEmitted(chats.model.about_to_change):
        with qtbot.waitSignal(chats.model.dataChanged) as changed:
            chats.put({1: 1, 90: 90})
        assert changed.args[0].row() == 0
    assert chats.model.row_at(0).last == chats.model.row_at(89).last == "Hallo"


def test_time_passes_for_the_rows_that_are_looked_at() -> None:
    chats = _Chats({number: number for number in range(1, 301)})
    chats.show()
    for row in (*range(100, 260), *range(20)):
        chats.model.row_at(row)
    chats.words = dict.fromkeys(range(1, 301), "später")
    chats.model.refresh()
    assert chats.model.row_at(3).last == "später"
    assert len(chats.asked[-1]) <= 64
    assert chats.model.row_at(100).last == "später"


def test_a_chat_that_is_gone_when_it_is_looked_at_is_an_empty_row() -> None:
    chats = _Chats({1: 1, 2: 2})
    chats.show()
    del chats.ranks[2]
    assert chats.model.row_at(1).name == ""
    chats.put({2: None})
    assert chats.shown == [1]


def test_while_the_order_is_held_chats_wait_where_they_stand() -> None:
    chats = _Chats({1: 10, 2: 20, 3: 30})
    chats.show()
    chats.model.row_at(0)
    chats.model.hold_order(True)
    chats.words = {3: "Neu"}
    chats.put({3: 5, 4: 1})
    chats.put({1: None})
    chats.model.join(chats.spots(), None, is_last=True)
    assert (chats.shown, chats.model.row_at(2).last) == ([1, 2, 3], "Neu")
    chats.model.hold_order(False)
    assert chats.shown == [4, 3, 2]


def test_where_there_is_no_row_none_is_held() -> None:
    chats = _Chats({})
    chats.show()
    chats.model.hold_order(True)
    chats.put({1: 10})
    assert chats.shown == [1]


def test_another_list_is_shown_at_once_though_the_order_is_held() -> None:
    chats = _Chats({1: 10, 2: 20})
    chats.show()
    chats.model.hold_order(True)
    chats.put({2: 5})
    chats.model.show_rows(_rows("x"))
    assert _order(chats.model) == "x"
    chats.model.show_spots(chats.spots(), {})
    assert chats.shown == [2, 1]
    chats.model.hold_order(False)
    assert chats.shown == [2, 1]


def test_while_the_order_is_held_more_chats_come_in_below() -> None:
    chats = _Chats({number: number for number in range(1, 11)})
    chats.model.show_spots(chats.spots()[:4], {})
    chats.model.hold_order(True)
    chats.model.join(chats.spots()[4:], 4, is_last=True)
    assert chats.shown == list(range(1, 11))


def test_a_conversation_is_found_wherever_it_stands() -> None:
    chats = _Chats({number: number for number in range(1, 501)})
    chats.show()
    assert chats.model.row_of(ConversationId("c400")) == 399
    assert chats.model.row_of(ConversationId("c999")) == -1
    assert chats.model.row_of(ConversationId("")) == -1
    assert chats.asked == []


def test_typing_on_the_list_goes_through_the_rows_nearby() -> None:
    chats = _Chats({number: number for number in range(1, 1001)})
    chats.show()
    name = int(Qt.ItemDataRole.DisplayRole)
    assert [index.row() for index in chats.model.match(chats.model.index(10), name, "n12")] == [11]
    assert chats.model.match(chats.model.index(0), name, "n900") == []
    assert [index.row() for index in chats.model.match(chats.model.index(990), name, "n5")] == [4]
    assert ConversationListModel().match(QModelIndex(), name, "n") == []

"""The order of a long list agrees with a plain sorted list, whatever is done to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inbox.ui.models.order import Order, runs

_RANKS = st.dictionaries(st.integers(0, 40), st.one_of(st.none(), st.integers(-(1 << 62), 1 << 62)))


@given(changes=_RANKS)
def test_chats_stand_by_their_rank(changes: dict[int, int | None]) -> None:
    order, plain = Order(), dict[int, int]()
    for number, rank in (*changes.items(), *((number, None) for number in range(0, 40, 3))):
        if rank in plain.values():
            continue
        row = order.row_of(number)
        if rank is None:
            if row >= 0:
                order.remove(row, 1)
            plain.pop(number, None)
        elif row < 0:
            order.insert(order.row_for(rank), [(rank, number)])
            plain[number] = rank
        assert order.spots(0, len(order)) == sorted((rank, number) for number, rank in plain.items())
        assert [order.row_of(each) for each in order.numbers(0, len(order))] == list(range(len(order)))
        assert number in order or order.row_of(number) == -1


@given(ranks=st.lists(st.integers(-50, 50), min_size=1, unique=True), data=st.data())
def test_a_chat_moves_to_its_new_rank(ranks: list[int], data: st.DataObject) -> None:
    order = Order()
    order.insert(0, [(rank, number) for number, rank in enumerate(sorted(ranks))])
    source = data.draw(st.integers(0, len(ranks) - 1))
    number, rank = order.number_at(source), data.draw(st.integers(-60, 60).filter(lambda new: new not in ranks))
    target = order.row_for(rank)
    order.move(source, target - (target > source), rank)
    spots = order.spots(0, len(order))
    assert spots == sorted(spots)
    assert (order.rank_of(number), spots[order.row_of(number)]) == (rank, (rank, number))


def test_two_of_one_rank_are_told_apart_until_both_have_their_own() -> None:
    order = Order()
    order.insert(0, [(5, 1), (5, 2)])
    assert (order.row_of(1), order.row_of(2)) == (0, 1)
    order.move(0, 1, 9)
    assert order.spots(0, 2) == [(5, 2), (9, 1)]


def test_counted_anew_every_rank_is_a_row() -> None:
    order = Order()
    order.insert(0, [(0, 7), (0, 3)])
    order.count_anew()
    assert order.spots(0, 2) == [(0, 7), (1, 3)]
    assert order.rank_of(500) is None


def test_rows_are_told_in_stretches() -> None:
    assert runs([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 1), (9, 2)]
    assert runs([]) == []

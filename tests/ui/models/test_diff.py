"""From one list of rows to another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inbox.ui.models.diff import MOST_MOVES, Change, Insert, Move, Remove, Step, steps

_Row = tuple[int, int]
"""A key and what is shown."""

_LISTS = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 2)), max_size=14, unique_by=lambda row: row[0])


def _key(row: _Row) -> int:
    return row[0]


def _applied(rows: list[_Row], found: list[Step[_Row]]) -> list[_Row]:
    rows = list(rows)
    for step in found:
        if isinstance(step, Remove):
            del rows[step.at : step.at + step.count]
        elif isinstance(step, Insert):
            rows[step.at : step.at] = step.rows
        elif isinstance(step, Move):
            rows.insert(step.target, rows.pop(step.source))
        else:
            rows[step.at] = step.row
    return rows


def _plain(count: int) -> list[_Row]:
    return [(number, 0) for number in range(count)]


@given(_LISTS, _LISTS)
def test_the_steps_lead_from_one_to_the_other(old: list[_Row], new: list[_Row]) -> None:
    assert _applied(old, steps(old, new, _key)) == new


@given(_LISTS)
def test_nothing_changed_is_nothing_to_do(rows: list[_Row]) -> None:
    assert steps(rows, list(rows), _key) == []


@given(_LISTS, st.data())
def test_rows_that_stay_are_never_taken_out(old: list[_Row], data: st.DataObject) -> None:
    new = data.draw(st.permutations(old))
    assert all(isinstance(step, Move) for step in steps(old, new, _key))


def test_a_row_that_moves_is_one_step_however_long_the_way() -> None:
    rows = _plain(5000)
    up = [rows[4000], *rows[:4000], *rows[4001:]]
    assert steps(rows, up, _key) == [Move(4000, 0)]
    assert steps(up, rows, _key) == [Move(0, 4000)]
    changed = [(4000, 1), *rows[:4000], *rows[4001:]]
    assert steps(rows, changed, _key) == [Move(4000, 0), Change(0, (4000, 1))]


def test_long_lists_that_differ_in_the_middle_are_compared_right() -> None:
    rows = _plain(5000)
    other = [*rows[:2500], (2500, 1), *rows[2502:], (9999, 0)]
    assert _applied(rows, steps(rows, other, _key)) == other


def test_another_view_is_two_steps() -> None:
    old, new = _plain(300), [(number, 0) for number in range(1000, 1200)]
    assert steps(old, new, _key) == [Remove(0, 300), Insert(0, tuple(new))]


def test_a_new_order_of_everything_is_not_a_thousand_moves() -> None:
    old = _plain(400)
    found = steps(old, old[::-1], _key)
    assert _applied(old, found) == old[::-1]
    assert len(found) < MOST_MOVES

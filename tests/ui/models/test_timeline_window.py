"""The loaded part of a conversation, and the separators in it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from inbox.ui.models.days import with_separators
from inbox.ui.models.timeline import Bubble, DaySeparator, Item, Timeline, UnreadLine, arrivals
from inbox.ui.models.timeline_window import MOST, LoadedPart


def _bubbles(*numbers: int, text: str = "") -> tuple[Item, ...]:
    return tuple(Bubble(id=f"m{number}", text=text or str(number)) for number in numbers)


def _numbers(part: LoadedPart) -> list[int]:
    return [int(item.id[1:]) for item in part.items]


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 200)), max_size=30))
def test_stays_one_stretch_of_the_conversation_and_never_too_long(pages: list[tuple[bool, int]]) -> None:
    part = LoadedPart(_bubbles(5000), has_older=True, has_newer=True)
    for is_older, size in pages:
        numbers = _numbers(part)
        if is_older:
            part = part.with_older(_bubbles(*range(numbers[0] - size, numbers[0])), has_older=True)
        else:
            part = part.with_newer(_bubbles(*range(numbers[-1] + 1, numbers[-1] + 1 + size)), has_newer=True)
        numbers = _numbers(part)
        assert numbers == list(range(numbers[0], numbers[-1] + 1))
        assert len(numbers) <= MOST


def test_says_that_there_is_more_where_it_let_go() -> None:
    full = LoadedPart(_bubbles(*range(MOST)))
    older = full.with_older(_bubbles(-2, -1), has_older=False)
    assert (_numbers(older)[0], _numbers(older)[-1], older.has_older, older.has_newer) == (-2, MOST - 3, False, True)
    newer = full.with_newer(_bubbles(MOST), has_newer=False)
    assert (_numbers(newer)[0], newer.has_older, newer.has_newer) == (1, True, False)


def test_a_page_that_overlaps_doubles_nothing() -> None:
    part = LoadedPart(_bubbles(3, 4, 5)).with_older(_bubbles(1, 2, 3), has_older=False)
    assert _numbers(part.with_newer(_bubbles(5, 6), has_newer=False)) == [1, 2, 3, 4, 5, 6]


def test_what_arrives_comes_last_once_and_only_where_the_end_is_loaded() -> None:
    (new,) = _bubbles(9)
    part = LoadedPart(_bubbles(1)).with_arrived(new).with_arrived(new)
    assert _numbers(part) == [1, 9]
    away = LoadedPart(_bubbles(1), has_newer=True)
    assert away.with_arrived(new) is away


def test_a_changed_item_takes_the_place_of_the_old() -> None:
    (edited,) = _bubbles(2, text="Neu")
    part = LoadedPart(_bubbles(1, 2, 3)).with_changed(edited)
    assert part.items[1] is edited
    assert part.with_changed(Bubble(id="m99")) == part
    assert _numbers(part.without(lambda item: item is edited)) == [1, 3]


def test_days_and_the_unread_line_stand_before_what_they_announce() -> None:
    first, second, third = _bubbles(1, 2, 3)
    monday, tuesday = date(2026, 11, 16), date(2026, 11, 17)
    shown = with_separators([(monday, first), (monday, second), (tuesday, third)], str, first_unread="m3")
    assert [type(item) for item in shown] == [DaySeparator, Bubble, Bubble, DaySeparator, UnreadLine, Bubble]
    assert [item.text for item in shown if isinstance(item, DaySeparator)] == ["2026-11-16", "2026-11-17"]
    assert len({item.id for item in shown}) == len(shown)


def test_news_is_what_the_customer_sent_behind_the_old_end() -> None:
    mine = Bubble(id="mine", is_mine=True)
    old = Timeline(items=_bubbles(1, 2))
    new = Timeline(items=(*_bubbles(0, 1, 2), mine, *_bubbles(3)))
    assert [item.id for item in arrivals(old, new)] == ["m3"]
    assert arrivals(Timeline(), new) == []
    assert arrivals(Timeline(items=_bubbles(77)), new) == []
    assert arrivals(Timeline(items=_bubbles(1), has_newer=True), new) == []

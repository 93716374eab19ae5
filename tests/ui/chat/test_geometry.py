"""Where items stand and how the reader's place is kept, in plain numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inbox.ui.chat.column import Column
from inbox.ui.chat.paging import Paging
from inbox.ui.chat.place import END, Anchor, Place
from inbox.ui.chat.shift import Shift, Shown, shift
from inbox.ui.models.timeline import Bubble, DaySeparator, Item, Timeline

_GUESS, _MARGIN = 30, 10


def _item(number: int, height: int = 20) -> Bubble:
    return Bubble(id=f"m{number}", text=str(height))


def _items(*numbers: int, height: int = 20) -> tuple[Item, ...]:
    return tuple(_item(number, height) for number in numbers)


def _measure(item: Item) -> int:
    assert isinstance(item, Bubble)
    return int(item.text)


def _column(*items: Item) -> Column:
    column = Column(_measure, lambda item: _GUESS)
    column.replace(items)
    return column


def _place(column: Column, height: int) -> Place:
    place = Place(column, _MARGIN)
    place.height = height
    return place


class TestColumn:
    def test_guesses_until_it_measures(self) -> None:
        column = _column(*_items(1, 2, 3))
        assert column.total == 3 * _GUESS
        assert column.measure(0, 0)
        assert column.total == 20 + 2 * _GUESS
        assert not column.measure(0, 0)

    def test_keeps_what_stayed_the_same(self) -> None:
        column = _column(*_items(1, 2, 3))
        column.measure(0, 1000)
        column.replace((*_items(0, 1), _item(2, 50), *_items(3)))
        assert column.total == _GUESS + 3 * 20  # the changed one keeps its old height as its guess
        column.measure(0, 1000)
        assert column.total == 3 * 20 + 50

    def test_finds_items_by_height_and_by_id(self) -> None:
        column = _column(*_items(1, 2, 3))
        column.measure(0, 1000)
        assert [column.place_at(y) for y in (-5, 0, 19, 20, 59, 60, 999)] == [0, 0, 0, 1, 2, 2, 2]
        assert (column.place_of("m2"), column.place_of("m9")) == (1, -1)
        assert (column.top(1), column.bottom(1)) == (20, 40)

    @given(st.lists(st.integers(5, 60), min_size=1, max_size=12), st.integers(0, 5), st.integers(0, 5))
    def test_heights_add_up_after_any_change(self, heights: list[int], gone: int, added: int) -> None:
        items = tuple(_item(number, height) for number, height in enumerate(heights))
        column = _column(*items)
        column.measure(0, 10_000)
        items = (*items[gone:], *_items(*range(100, 100 + added)))
        column.replace(items)
        column.measure(0, 10_000)
        assert column.total == sum(_measure(item) for item in items)


class TestPlace:
    def test_few_items_stand_at_the_bottom(self) -> None:
        place = _place(_column(*_items(1, 2)), 200)
        place.settle(END)
        assert (place.value, place.limit) == (0, 0)
        assert place.on_screen(1) + 20 == 200 - _MARGIN

    def test_many_items_end_at_the_bottom(self) -> None:
        place = _place(_column(*_items(*range(50))), 200)
        place.settle(END)
        assert place.is_at_end
        assert place.on_screen(49) + 20 == 200 - _MARGIN

    @given(st.integers(0, 700), st.integers(1, 40))
    def test_the_reader_stays_when_older_items_come_before(self, value: int, count: int) -> None:
        column = _column(*_items(*range(100, 150)))
        place = _place(column, 200)
        place.settle(END)
        place.value = min(value, place.limit - 10)
        place.settle(place.anchors()[0])
        anchor = place.anchors()[0]
        before = place.on_screen(column.place_of(anchor.item))
        column.replace((*_items(*range(100 - count, 100), height=45), *column.items))
        place.settle(anchor)
        assert place.on_screen(column.place_of(anchor.item)) == before

    def test_a_pinned_item_does_not_move_where_there_is_nothing_to_scroll(self) -> None:
        column = _column(*_items(1, 2))
        place = _place(column, 200)
        place.settle(END)
        anchor = place.anchor_of(1)
        column.replace((*column.items, *_items(3, 4)))
        place.settle(anchor, is_pinned=True)
        assert place.on_screen(1) == anchor.offset
        assert place.limit > 0
        place.settle(END)
        assert place.on_screen(3) + 20 == 200 - _MARGIN

    def test_a_pinned_item_does_not_move_when_those_above_it_go(self) -> None:
        column = _column(*_items(*range(30)))
        place = _place(column, 200)
        place.settle(END)
        anchor = place.anchor_of(25)
        column.replace(_items(25, 26))
        place.settle(anchor, is_pinned=True)
        assert place.on_screen(0) == anchor.offset

    def test_an_unknown_anchor_and_an_empty_chat_are_the_end(self) -> None:
        place = _place(_column(), 200)
        place.settle(Anchor("m1", 5))
        assert (place.value, place.limit, place.anchors()) == (0, 0, [END])
        assert list(place.visible(0, 200)) == []


class TestShift:
    def test_something_new_at_the_end_pushes_the_rest_up(self) -> None:
        one, two = _items(1, 2)
        before = [Shown(one, 160, 180)]
        assert shift(before, [Shown(one, 140, 160), Shown(two, 160, 180)]) == Shift(-20, ((160, 180),))

    def test_what_is_gone_and_what_changed_is_painted_where_it_was(self) -> None:
        one, two, three = _items(1, 2, 3)
        before = [Shown(one, 0, 20), Shown(two, 20, 40), Shown(three, 40, 60)]
        other = Bubble(id="m3", text="20", time="14:05")
        assert shift(before, [Shown(two, 0, 20), Shown(other, 20, 40)]) == Shift(-20, ((-20, 0), (20, 40)))

    def test_nothing_is_pushed_when_it_goes_two_ways_or_nothing_stayed(self) -> None:
        one, two = _items(1, 2)
        before = [Shown(one, 0, 20), Shown(two, 20, 40)]
        assert shift(before, [Shown(one, 0, 30), Shown(two, 30, 50)]) is None
        assert shift(before, []) is None
        assert shift([], [Shown(one, 0, 20)]) is None


class TestPaging:
    def test_asks_once_for_each_end_that_is_near(self) -> None:
        paging = Paging()
        timeline = Timeline(conversation="c", items=_items(1, 2), has_older=True, has_newer=True)
        assert not paging.wants_older(timeline, above=500, screen=400)
        assert paging.wants_older(timeline, above=300, screen=400)
        assert not paging.wants_older(timeline, above=0, screen=400)
        assert paging.wants_newer(timeline, below=0, screen=400)
        assert not paging.wants_newer(timeline, below=0, screen=400)

    def test_asks_again_when_more_of_the_same_day_has_come(self) -> None:
        paging, day = Paging(), DaySeparator(id="day", text="Today")
        first = Timeline(conversation="c", items=(day, *_items(5)), has_older=True)
        assert paging.wants_older(first, 0, 400)
        assert paging.wants_older(Timeline(conversation="c", items=(day, *_items(4, 5)), has_older=True), 0, 400)

    def test_asks_for_nothing_where_nothing_is(self) -> None:
        timeline = Timeline(conversation="c", items=_items(1))
        assert not Paging().wants_older(timeline, 0, 400)
        assert not Paging().wants_newer(timeline, 0, 400)

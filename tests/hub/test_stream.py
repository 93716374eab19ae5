"""Ring, bell, pace and feeder, each by itself."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.hub.stream import Feeder, Pace, Ring, Stream, first_bytes


def row(seq: int, size: int = 0) -> bytes:
    return b'{"seq":%d}' % seq + b" " * size


def rows(first: int, count: int) -> list[bytes]:
    return [row(seq) for seq in range(first, first + count)]


def test_a_page_starts_behind_the_cursor():
    ring = Ring(10)
    ring.add(11, rows(11, 5))

    assert ring.head == 15
    assert ring.page(10, 100, 10_000) == rows(11, 5)
    assert ring.page(13, 1, 10_000) == [row(14)]
    assert ring.page(15, 100, 10_000) == []


def test_what_was_before_the_ring_is_not_in_it():
    ring = Ring(10)
    ring.add(11, rows(11, 5))

    assert ring.page(9, 100, 10_000) is None


def test_rows_that_come_twice_are_kept_once():
    ring = Ring(0)
    ring.add(1, rows(1, 3))
    ring.add(2, rows(2, 4))

    assert ring.page(0, 100, 10_000) == rows(1, 5)


def test_a_gap_empties_the_ring_rather_than_hiding_rows():
    ring = Ring(0)
    ring.add(1, rows(1, 3))
    ring.add(6, rows(6, 2))

    assert ring.head == 7
    assert ring.page(3, 100, 10_000) is None
    assert ring.page(5, 100, 10_000) == rows(6, 2)


def test_erasing_a_person_drops_every_older_row():
    ring = Ring(0)
    ring.add(1, [b'{"text":"her words"}', row(2)])
    ring.add(3, [b'{"text":"more"}', b'{"type":"person.erased"}', row(5)])

    assert ring.page(2, 100, 10_000) is None
    assert ring.page(3, 100, 10_000) == [b'{"type":"person.erased"}', row(5)]


@given(
    st.lists(st.lists(st.integers(0, 400), min_size=1, max_size=30), max_size=20),
    st.integers(1, 50),
    st.integers(100, 3000),
)
def test_the_ring_stays_small_and_never_lies(batches, most_rows, most_bytes):
    ring = Ring(0, most_rows, most_bytes)
    log: list[bytes] = []
    for batch in batches:
        new = [row(len(log) + index + 1, size) for index, size in enumerate(batch)]
        ring.add(len(log) + 1, new)
        log += new

        held = next(after for after in range(len(log) + 1) if ring.page(after, 1, 1) is not None)
        assert ring.head == len(log)
        assert len(log) - held <= most_rows
        for after in range(held, len(log) + 1):
            assert ring.page(after, 10_000, 10**9) == log[after:]


@given(st.lists(st.binary(max_size=50), max_size=30), st.integers(1, 300))
def test_a_page_is_cut_at_its_bytes_but_never_empty(some, most):
    page = first_bytes(some, most)

    assert page == some[: len(page)]
    assert bool(page) == bool(some)
    assert len(page) <= 1 or sum(map(len, page)) <= most
    assert len(page) == len(some) or sum(map(len, some[: len(page) + 1])) > most


def test_one_ring_wakes_all_who_wait():
    async def run() -> list[int]:
        stream = Stream("e", 0)
        seen: list[int] = []

        async def desk() -> None:
            await stream.wait(10)
            seen.append(stream.head)

        desks = [asyncio.create_task(desk()) for _ in range(5)]
        await asyncio.sleep(0)
        assert stream.waiting == 5
        stream.publish(1, rows(1, 2))
        await asyncio.gather(*desks)
        assert stream.waiting == 0
        return seen

    assert asyncio.run(run()) == [2] * 5


def test_who_leaves_does_not_wake_the_others_and_leaves_nothing_behind():
    async def run() -> None:
        stream = Stream("e", 0)
        leaving = asyncio.create_task(stream.wait(10))
        staying = asyncio.create_task(stream.wait(10))
        await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.wait([leaving])
        assert stream.waiting == 1
        assert not staying.done()
        stream.close()
        await staying

    asyncio.run(run())


def test_nobody_waits_at_a_closed_stream_or_for_no_time():
    async def run() -> None:
        stream = Stream("e", 0)
        await stream.wait(0)
        await stream.wait(0.001)
        stream.close()
        await stream.wait(1000)

    asyncio.run(run())


def test_the_first_row_goes_out_at_once_and_the_next_are_gathered_for_many_desks():
    pace = Pace()
    assert pace.delay(1000, 100.0) == 0
    pace.rang(100.0)

    assert pace.delay(0, 100.0) == 0
    assert pace.delay(4, 100.0) == pytest.approx(0.001)
    assert pace.delay(1000, 100.0) == pytest.approx(0.02)
    assert pace.delay(4, 100.015) == 0
    assert pace.delay(1000, 100.015) == pytest.approx(0.005)
    assert pace.delay(1000, 100.03) == 0


def test_rows_that_come_fast_are_gathered_and_nobody_is_left_waiting():
    async def run() -> tuple[list[int], int]:
        stream = Stream("e", 0)
        seen: list[int] = []

        async def desk() -> None:
            while stream.head < 50 or not seen or seen[-1] < 50:
                await stream.wait(10)
                seen.append(stream.head)

        desks = [asyncio.create_task(desk()) for _ in range(8)]
        await asyncio.sleep(0)
        for seq in range(1, 51):
            assert stream.publish(seq, [row(seq)])
            await asyncio.sleep(0)
        await asyncio.wait_for(asyncio.gather(*desks), 10)
        return seen, stream.head

    seen, head = asyncio.run(run())
    assert head == 50
    assert set(seen[-8:]) == {50}
    assert 8 <= len(seen) < 8 * 50


def test_rows_behind_a_gap_wait_until_it_is_closed():
    async def run() -> None:
        stream = Stream("e", 10)
        assert not stream.publish(13, [row(13)])
        assert stream.head == 10
        assert stream.publish(11, rows(11, 2))
        assert stream.publish(12, rows(12, 2))
        assert stream.ring.page(10, 10, 1000) == rows(11, 3)

    asyncio.run(run())


def test_the_feeder_publishes_what_others_wrote_in_order_and_looks_around():
    log = rows(1, 2500)
    published: list[tuple[int, int]] = []
    watched: list[int] = []
    head = [100]

    def publish(first: int, new: list[bytes]) -> None:
        published.append((first, len(new)))
        head[0] = first + len(new) - 1

    feeder = Feeder(
        lambda: head[0], lambda after, limit: log[after : after + limit], publish, lambda: watched.append(head[0])
    )

    assert feeder.step() == 2400
    assert published == [(101, 1000), (1101, 1000), (2101, 400)]
    assert watched == [100, 1100, 2100], "before each page: who is out gets none of it"
    assert feeder.step() == 0
    assert watched[3:] == [2500]

"""However messages are asked for, never more leave than Meta takes, in a chat in their order, and no chat holds up another."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox.domain.ids import ActionId, ConversationId
from inbox.hub.send_pace import BURST, EVERY_SECONDS, Pace
from tests.hub.actions.clocks import HandClock
from tests.hub.actions.hub_world import ANNA, Hub, wish

Sent = list[tuple[float, str, int]]


def play(asked: Sequence[tuple[float, int]], per_second: int, lateness: Sequence[float] = (0.0,)) -> Sent:
    """Let chats send as the action runner does, one message of a chat at a time, each woken a little late."""
    clock = HandClock()
    start = clock.monotonic()
    pace = Pace(clock, per_second)
    lanes: dict[int, list[int]] = {}
    due = [(at, number, chat, "ask") for number, (at, chat) in enumerate(sorted(asked))]
    heapq.heapify(due)
    sent: Sent = []
    turns = 0
    while due:
        at, number, chat, what = heapq.heappop(due)
        clock.pass_time(max(0.0, start + at - clock.monotonic()))
        now = clock.monotonic() - start
        lane = lanes.setdefault(chat, [])
        if what == "ask":
            lane.append(number)
            if len(lane) > 1:
                continue
        turns += 1
        first = lane[0]
        wait = pace.take(ActionId(f"{first}"), ConversationId(f"c{chat}"))
        if wait:
            heapq.heappush(due, (now + wait / 1000 + lateness[turns % len(lateness)], first, chat, "turn"))
            continue
        sent.append((now, f"c{chat}", first))
        lane.pop(0)
        if lane:
            heapq.heappush(due, (now, lane[0], chat, "turn"))
    return sent


_ASKED = st.lists(st.tuples(st.floats(0, 5, allow_nan=False), st.integers(0, 6)), min_size=1, max_size=160)
_LATE = st.lists(st.floats(0, 0.4, allow_nan=False), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(asked=_ASKED, per_second=st.integers(1, 12), lateness=_LATE)
def test_no_second_sees_more_than_the_number_may_send_and_every_message_goes_in_its_chats_order(
    asked: list[tuple[float, int]], per_second: int, lateness: list[float]
) -> None:
    sent = play(asked, per_second, lateness)
    assert len(sent) == len(asked)
    times = [at for at, _, _ in sent]
    for earlier, later in zip(times, times[per_second:], strict=False):
        assert later - earlier >= 1 - 1e-6
    for chat in {chat for _, chat, _ in sent}:
        own = [number for _, of, number in sent if of == chat]
        assert own == sorted(own)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 400, allow_nan=False), min_size=50, max_size=140))
def test_one_customer_never_gets_more_than_the_burst_and_one_in_six_seconds(moments: list[float]) -> None:
    sent = play([(at, 0) for at in moments], 80)
    times = [at for at, _, _ in sent]
    for first in range(len(times)):
        for last in range(first + BURST, len(times)):
            allowed = BURST + (times[last] - times[first]) / EVERY_SECONDS
            assert last - first + 1 <= allowed + 1e-6


def test_a_chat_that_waits_for_its_limit_holds_up_no_other() -> None:
    sent = play([*((0.0, 0) for _ in range(BURST + 3)), (1.0, 1), (1.0, 2)], 80)
    assert [at for at, chat, _ in sent if chat in ("c1", "c2")] == [1.0, 1.0]
    assert [round(at) for at, chat, _ in sent if chat == "c0"][-3:] == [6, 12, 18]


def test_a_thousand_chats_go_out_in_the_order_they_asked_eighty_a_second_or_at_once_where_meta_allows_it() -> None:
    asked = [(0.0, chat) for chat in range(1000)]
    sent = play(asked, 80)
    assert [chat for _, chat, _ in sent] == [f"c{chat}" for chat in range(1000)]
    assert sent[-1][0] == pytest.approx(1000 // 80, abs=0.1)
    assert play(asked, 1000)[-1][0] == 0.0


def test_after_too_much_at_once_the_number_rests_and_then_keeps_its_limit() -> None:
    clock = HandClock()
    pace = Pace(clock, 2)
    assert pace.take(ActionId("a"), ConversationId("c1")) == 0
    pace.number_rests(4)
    assert [pace.take(ActionId(name), ConversationId(name)) for name in "bcde"] == [4000] * 4
    clock.pass_time(4)
    assert [pace.take(ActionId(name), ConversationId(name)) for name in "bcde"] == [0, 0, 1000, 1000]


def test_a_customer_who_got_too_much_rests_alone() -> None:
    clock = HandClock()
    pace = Pace(clock)
    pace.pair_rests(ConversationId("c1"), 16)
    assert pace.take(ActionId("a"), ConversationId("c1")) == 16_000
    assert pace.take(ActionId("b"), ConversationId("c2")) == 0
    clock.pass_time(16)
    assert pace.take(ActionId("a"), ConversationId("c1")) == 0


def test_the_46th_message_in_a_row_waits_six_seconds_and_is_not_refused(hub: Hub) -> None:
    chat = hub.customer_writes()
    begun = hub.clock.now()
    for number in range(BURST + 1):
        hub.do(ANNA, wish("send_text", conversation=chat, text=f"{number}"))
    assert hub.meta.texts() == [f"{number}" for number in range(BURST + 1)]
    assert (hub.clock.now() - begun).total_seconds() == pytest.approx(EVERY_SECONDS, abs=0.1)


def test_pair_trouble_keeps_the_chats_order_and_another_chat_is_served_meanwhile(hub: Hub) -> None:
    chat, other = hub.customer_writes(), hub.customer_writes("4915119999999")
    hub.meta.plans.append(131056)
    begun = hub.clock.now()
    for text in ("eins", "zwei"):
        hub.post(ANNA, wish("send_text", conversation=chat, text=text))
    assert hub.turn()
    hub.post(ANNA, wish("send_text", conversation=other, text="gleich"))
    hub.rest()
    assert hub.meta.texts() == ["gleich", "eins", "zwei"]
    assert (hub.clock.now() - begun).total_seconds() == pytest.approx(4, abs=0.1)


def test_pair_trouble_backs_off_by_four_times_each(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.meta.plans.extend([131056, 131056])
    begun = hub.clock.now()
    hub.do(ANNA, wish("send_text", conversation=chat, text="eins"))
    assert (hub.clock.now() - begun).total_seconds() == pytest.approx(4 + 16, abs=0.1)

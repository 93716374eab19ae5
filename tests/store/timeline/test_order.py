"""The order of a whole view, read by pages, and where single chats stand in it."""

from __future__ import annotations

import random

from inbox.domain.events import CheckoutBody, ConversationBody, PaymentBody
from inbox.domain.payments import Checkout, Payment
from inbox.store.timeline import chat_list
from inbox.store.timeline.schema import seconds_of
from inbox.store.timeline.views import Listing, condition
from tests.store.timeline.kit import Cache, at

_STATUSES = ("open", "waiting_customer", "waiting_money", "snoozed", "resolved")


def _shop(cache: Cache, draw: random.Random, count: int = 40) -> list[str]:
    """Let people write, some only pay, and decide something about each."""
    names = [f"c_{number}" for number in range(count)]
    for number, name in enumerate(names):
        if draw.random() < 0.3:
            payment = Payment(id=f"pi_{number}", status="succeeded", created=at(number))
            cache.tell(PaymentBody(payment.id, "1.e", payment), name)
        else:
            cache.say("Hallo", conversation=name, second=draw.randrange(1000))
        cache.tell(ConversationBody(status=draw.choice(_STATUSES), assignee=draw.choice(("", "a_1", "a_2"))), name)
    return names


def _whole(cache: Cache, view: str, size: int) -> list[tuple[int, int]]:
    found = chat_list.order(cache.timeline, Listing(view, "a_1"), limit=size)
    while page := chat_list.order(cache.timeline, Listing(view, "a_1"), below=found[-1][0] if found else None, limit=size):
        found += page
        if len(page) < size:
            break
    return found


def test_pages_of_the_order_hold_every_chat_once_as_the_inbox_shows_it(cache: Cache, seed: int) -> None:
    _shop(cache, random.Random(seed))
    for view in chat_list.VIEWS:
        shown = [(chat.rank, chat.num) for chat in chat_list.inbox(cache.timeline, Listing(view, "a_1"), limit=100)]
        assert shown == sorted(shown)
        assert len({rank for rank, _ in shown}) == len(shown) == chat_list.counts(cache.timeline, "a_1")[view].chats
        assert _whole(cache, view, 7) == _whole(cache, view, 100) == shown


def test_a_chat_stands_in_a_view_or_not(cache: Cache, seed: int) -> None:
    names = _shop(cache, random.Random(seed))
    for view in chat_list.VIEWS:
        standing = chat_list.standing(cache.timeline, Listing(view, "a_1"), [*names, "c_nobody"])
        assert {chat.conversation for chat, _ in standing} == set(names)
        inside = {chat.conversation for chat, is_in in standing if is_in}
        assert inside == {chat.conversation for chat in chat_list.inbox(cache.timeline, Listing(view, "a_1"), limit=100)}


def test_chats_are_read_by_number(cache: Cache) -> None:
    for name in ("c_1", "c_2", "c_3"):
        cache.say("Hallo", conversation=name)
    first, second = cache.chat("c_1"), cache.chat("c_2")
    found = chat_list.numbered(cache.timeline, [second.num, first.num, 999])
    assert sorted(found, key=lambda chat: chat.num) == [first, second]
    assert chat_list.numbered(cache.timeline, []) == []


def test_what_locks_soon_is_what_has_a_window_that_ends_in_between(cache: Cache) -> None:
    first = seconds_of(at(0))
    for number in range(10):
        cache.say("Hallo", conversation=f"c_{number}", second=600 * number)
    cache.tell(ConversationBody(status="resolved"), "c_3")
    cache.tell(ConversationBody(blocked=True), "c_4")
    day = 24 * 3600
    soon = chat_list.Soon(first + day + 600, first + day + 600 * 6)
    expected = {"c_2", "c_5", "c_6"}
    assert {chat.conversation for chat in chat_list.inbox(cache.timeline, Listing("closing", soon=soon))} == expected
    assert chat_list.closing(cache.timeline, soon) == chat_list.Count(3, 3)
    assert len(chat_list.order(cache.timeline, Listing("closing", soon=soon))) == 3
    standing = chat_list.standing(cache.timeline, Listing("closing", soon=soon), [f"c_{number}" for number in range(10)])
    assert {chat.conversation for chat, is_in in standing if is_in} == expected
    assert chat_list.closing(cache.timeline, chat_list.Soon()) == chat_list.Count()


def test_what_locks_first_stands_first_and_pages_go_on_below(cache: Cache) -> None:
    first = seconds_of(at(0))
    for number in range(9):
        cache.say("Hallo", conversation=f"c_{number}", second=60 * (number * 4 % 9))
    soon = chat_list.Soon(first, first + 2 * 24 * 3600)
    shown = chat_list.inbox(cache.timeline, Listing("closing", soon=soon))
    assert [chat.window_end for chat in shown] == sorted(chat.window_end for chat in shown)
    spots = [(chat.rank_in("closing"), chat.num) for chat in shown]
    assert spots == sorted(spots)
    assert chat_list.order(cache.timeline, Listing("closing", soon=soon)) == spots
    assert chat_list.order(cache.timeline, Listing("closing", soon=soon), below=spots[3][0], limit=3) == spots[4:7]
    assert chat_list.inbox(cache.timeline, Listing("closing", soon=soon), below=spots[3][0], limit=3) == shown[4:7]


def test_a_chat_the_shop_has_answered_loses_nothing_when_it_locks_unless_something_is_open(cache: Cache) -> None:
    first = seconds_of(at(0))
    for name in ("c_asks", "c_answered", "c_unpaid"):
        cache.say("Hallo", conversation=name)
    cache.say("Gern!", conversation="c_answered", second=60, direction="out")
    cache.tell(CheckoutBody("plink_1", "1", Checkout(id="plink_1", status="open", created=at(30))), "c_unpaid")
    cache.say("Hier ist der Link.", conversation="c_unpaid", second=60, direction="out")
    soon = chat_list.Soon(first, first + 2 * 24 * 3600)
    found = {chat.conversation for chat in chat_list.inbox(cache.timeline, Listing("closing", soon=soon))}
    assert found == {"c_asks", "c_unpaid"}
    assert chat_list.closing(cache.timeline, soon).chats == 2


def test_the_chats_that_lock_soon_are_found_by_the_index_of_the_order(cache: Cache) -> None:
    said, values = condition(Listing("closing", soon=chat_list.Soon(1_795_340_000, 1_795_400_000)))
    plan = cache.timeline.db.execute_sql(f"EXPLAIN QUERY PLAN SELECT count(*) FROM chat WHERE {said}", values).fetchall()
    assert "chat_active (last>?" in plan[0][-1]

"""The demo's living shop as somebody meets it who opens it for the first time: people, a team at work, honest numbers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from inbox.demo.counter import World
from inbox.demo.evidence import Telling
from inbox.demo.shop import LivingShop, open_living
from inbox.desk.ports import Listing
from inbox.domain.ids import ConversationId
from inbox.domain.payments import Checkout
from inbox.system.clock import SystemClock, SystemIds, SystemRandom, SystemSleep

PATIENCE = 90.0
SPEED = 1.0
"""Slower than the demo: while the team's morning comes to the desk of a slow machine, hardly anybody new writes."""


@pytest.fixture(scope="module")
def shop() -> Iterator[LivingShop]:
    world = World(SystemClock(), SystemIds(), SystemSleep())
    with open_living(world, SystemRandom(), 1, Telling(world.clock), lambda: None, SPEED) as shop:
        yield shop


def until(look: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not look():
        assert time.monotonic() < end, "this did not come"
        time.sleep(0.05)


def me(shop: LivingShop) -> str:
    until(lambda: shop.engine.view.terms.name)
    return str(shop.engine.view.me.agent)


def chat_with(shop: LivingShop, name: str, view: str = "all") -> ConversationId:
    return next(chat.conversation for chat in shop.reader.inbox(Listing(view, me(shop)), limit=200) if chat.name == name)


AT_LEAST = {"mine": 8, "unassigned": 5, "resolved": 10, "snoozed": 1, "waiting_money": 1, "disputes": 1}


def test_the_team_is_at_work_when_the_window_opens(shop: LivingShop) -> None:
    agent = me(shop)
    until(lambda: all(shop.reader.counts(agent)[view].chats >= least for view, least in AT_LEAST.items()))
    until(lambda: shop.reader.counts(agent)["all"].unread <= 16)
    counts = shop.reader.counts(agent)
    assert counts["all"].unread >= 8
    assert counts["mine"].chats + counts["unassigned"].chats < counts["all"].chats
    assert counts["all"].chats + counts["resolved"].chats + counts["snoozed"].chats > 48


def test_a_link_of_a_colleague_stands_open_with_its_sum_and_his_name(shop: LivingShop) -> None:
    me(shop)
    until(lambda: shop.reader.counts("")["waiting_money"].chats)
    chat = chat_with(shop, "João Pereira")

    def open_links() -> list[Checkout]:
        lines = shop.reader.conversation(chat)
        return [line.object for line in lines if isinstance(line.object, Checkout) and line.object.kind == "link"]

    # A webhook may tell of a link before the hub, which alone knows its sum.
    until(lambda: [link for link in open_links() if link.amount is not None])
    (link,) = open_links()
    assert (link.amount, link.currency) == (3590, "eur")
    (line,) = (line for line in shop.reader.conversation(chat) if isinstance(line.object, Checkout))
    assert line.actor not in (None, me(shop))
    assert {one.agent: one.name for one in shop.engine.view.terms.team}[line.actor] == "Tom"  # type: ignore[index]


def test_a_link_that_was_written_by_hand_stands_under_its_message_and_comes_to_what_the_cart_does(shop: LivingShop) -> None:
    me(shop)
    until(lambda: any(chat.name == "Sophie Wagner" for chat in shop.reader.inbox(Listing("all", me(shop)), limit=200)))
    chat = chat_with(shop, "Sophie Wagner")

    def asked() -> list[Checkout]:
        return [each for each in shop.reader.open_requests(chat) if each.amount is not None]

    # Stripe's events do not tell what a link comes to: the hub has read it because it was written into a chat.
    until(asked)
    (link,) = asked()
    assert (link.amount, link.currency, link.conversation, link.shared) == (3850, "eur", None, False)
    lines = shop.reader.conversation(chat)
    place = next(place for place, line in enumerate(lines) if line.key == link.id)
    assert lines[place].sent_in == lines[place - 1].key
    assert link.url is not None
    assert link.url in (lines[place - 1].text or "")
    until(lambda: any(paid.payment.failure_code and paid.payment.amount == 3850 for paid in shop.reader.payments(chat)))

"""The past of the demo shop is one that could have happened: whenever it is opened, for everybody, in the right order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec
import pytest

from inbox.sandbox.living.hours import DAY, HOUR, Hours
from tests.sandbox.living.simulation import MORNING, Simulation

MIDNIGHT = MORNING - (MORNING + HOUR) % DAY
"""By the shop's own clocks, which are an hour ahead of UTC in these tests."""
OPENINGS = [MIDNIGHT + hour * HOUR for hour in (0.47, 6.9, 11.0, 15.0, 22.9)]
SOON = 2 * HOUR

SAYS_PAID = re.compile(r"\bbezahlt\b|ist erledigt|hat geklappt|hat es geklappt|ging es|^paid|all done|worked now", re.IGNORECASE)
SAYS_DECLINED = re.compile(r"karte abgelehnt|nicht angenommen|card was declined", re.IGNORECASE)
SAYS_WAY_OUT = re.compile(r"andere Karte|einer anderen|another card", re.IGNORECASE)
SAYS_REFUNDED = re.compile(r"erstatte (dir|Ihnen)|sind auf dem Weg|ist auf dem Weg:|I'm refunding|on its way back", re.IGNORECASE)


class Said(NamedTuple):
    """A message: when, of which kind, its words, and whether the shop wrote it."""

    at: int
    kind: str
    text: str
    by_shop: bool


@pytest.fixture(scope="module", params=OPENINGS, ids=lambda begins: f"{(begins - MIDNIGHT) / HOUR:04.1f}h")
def shop(request: pytest.FixtureRequest) -> Simulation:
    shop = Simulation(begins=request.param)
    shop.town.open()
    return shop


def told(shop: Simulation) -> dict[str, list[Said]]:
    """Return every conversation as the hub hears it, by the customer's id, oldest first."""
    ids = {one.customer.user_id: one.customer.id for one in shop.town.residents}
    found: dict[str, list[Said]] = {one: [] for one in ids.values()}
    for value in _values(shop):
        items = [*value.get("messages", []), *value.get("message_echoes", [])]
        items += [item for chunk in value.get("history", []) for thread in chunk["threads"] for item in thread["messages"]]
        for item in items:
            user, kind = item.get("to_user_id") or item["from_user_id"], str(item["type"])
            content = item.get(kind) or {}
            text = str(content.get("body") or content.get("caption") or "")
            found[ids[user]].append(Said(int(item["timestamp"]), kind, text, "to_user_id" in item))
    return {who: sorted(lines, key=lambda line: line.at) for who, lines in found.items()}


def _values(shop: Simulation) -> Iterator[dict[str, Any]]:
    for source, body in shop.mail.bodies:
        if source == "whatsapp":
            for entry in msgspec.json.decode(body)["entry"]:
                yield from (change["value"] for change in entry["changes"])


class Request(NamedTuple):
    """A link in a chat: whose, when it was made and sent, when it was declined and paid."""

    who: str
    made: int
    sent: int
    declined: int | None
    paid: int | None


def requests(shop: Simulation) -> list[Request]:
    state = shop.stripe.state
    # A link does not say when it was made; the event about it does.
    made = {
        event["data"]["object"]["id"]: int(event["created"])
        for event in state.events.newest(lambda one: one["type"] == "payment_link.created")
    }
    found = []
    for who, lines in told(shop).items():
        for line in lines:
            match = re.search(r"/pay/(\w+)", line.text)
            if match is None:
                continue
            link = state.payment_links.need(state.link_tokens[match[1]])
            intents = {one["payment_intent"] for one in state.sessions.newest() if one["payment_link"] == link["id"]}
            charges = [one for one in state.charges.newest() if one["payment_intent"] in intents]
            when = {one["status"]: int(one["created"]) for one in charges}
            found.append(Request(who, made[link["id"]], line.at, when.get("failed"), when.get("succeeded")))
    return found


def test_a_link_is_made_then_sent_then_declined_then_paid(shop: Simulation) -> None:
    found = requests(shop)
    assert len(found) > 20
    assert sum(one.declined is not None and one.paid is not None for one in found) >= 3
    for one in found:
        moments = [at for at in (one.made, one.sent, one.declined, one.paid) if at is not None]
        assert moments == sorted(moments), one
        assert one.sent - one.made <= 60
        assert one.paid is None or one.sent + 120 < one.paid


def test_people_speak_of_a_payment_when_it_has_happened(shop: Simulation) -> None:
    chats = told(shop)
    spoken = dict.fromkeys(("paid", "declined", "cart"), 0)
    for one in requests(shop):
        near = [line for line in chats[one.who] if one.sent < line.at < one.sent + SOON]
        for line in near:
            if not line.by_shop and SAYS_PAID.search(line.text):
                assert line.at > (one.paid or line.at), (one, line)
                spoken["paid"] += 1
            if (not line.by_shop and SAYS_DECLINED.search(line.text)) or (line.by_shop and SAYS_WAY_OUT.search(line.text)):
                assert line.at > (one.declined or line.at), (one, line)
                assert one.paid is None or line.at < one.paid, (one, line)
                spoken["declined"] += 1
            if line.by_shop and re.search(r"^(Danke|Thank you)", line.text):
                assert line.at > (one.paid or line.at), (one, line)
        assert not [line for line in near if line.kind == "order"], one
        spoken["cart"] += any(one.made - SOON < line.at < one.made and line.kind == "order" for line in chats[one.who])
    assert all(count >= 3 for count in spoken.values()), spoken


def test_money_given_back_is_announced_just_before_and_thanked_for_after(shop: Simulation) -> None:
    state = shop.stripe.state
    chats = told(shop)
    refunds = [int(one["created"]) for one in state.refunds.newest()]
    announced = 0
    for lines in chats.values():
        for line, after in zip(lines, [*lines[1:], None], strict=True):
            if line.by_shop and SAYS_REFUNDED.search(line.text):
                made = min((at for at in refunds if at >= line.at), default=None)
                assert (made or 0) - line.at in range(600), line
                assert after is None or after.at > (made or after.at)
                announced += 1
    assert announced >= 5


def test_an_order_is_spoken_of_only_after_it_was_made(shop: Simulation) -> None:
    orders = {
        charge["metadata"]["order_id"]: int(charge["created"])
        for charge in shop.stripe.state.charges.newest(lambda one: one["status"] == "succeeded")
        if "order_id" in charge["metadata"]
    }
    named = 0
    for who, lines in told(shop).items():
        for line in lines:
            for number in re.findall(r"\b10[12]\d\d\b", line.text):
                assert orders[number] < line.at, (who, line)
                named += 1
    assert named > 60


def test_nothing_is_said_twice_in_a_chat_or_at_the_same_second(shop: Simulation) -> None:
    for who, lines in told(shop).items():
        assert all(sooner.at < later.at for sooner, later in pairwise(lines)), who
        written = [(line.text, line.by_shop) for line in lines if line.text]
        assert len(set(written)) == len(written), who


def test_the_shop_wrote_by_day_and_customers_slept_at_night(shop: Simulation) -> None:
    now = shop.world.clock.now()
    for who, lines in told(shop).items():
        for line in lines:
            hour = (line.at + HOUR) % DAY / HOUR
            assert line.at < now
            if now - line.at > DAY:
                assert 8.4 < hour < 18.6 if line.by_shop else 6.9 < hour < 23.1, (who, line)
    for charge in shop.stripe.state.charges.newest(lambda one: one["created"] < now - DAY):
        assert 6.9 < (charge["created"] + HOUR) % DAY / HOUR < 23.1


def test_what_was_answered_lately_was_answered_by_day(shop: Simulation) -> None:
    """Except by those whose day is told: a story goes on when it goes on."""
    now = shop.world.clock.now()
    recent = [
        lines[-1]
        for who, lines in told(shop).items()
        if lines[-1].by_shop and now - lines[-1].at < DAY and who != "sophie"
    ]
    assert len(recent) >= 10
    assert all(8.4 < (line.at + HOUR) % DAY / HOUR < 19.2 for line in recent)


def test_what_is_a_day_old_keeps_its_order_and_what_is_younger_its_age() -> None:
    for now in OPENINGS:
        hours = Hours(now)
        agos = [0.0, 60.0, HOUR, 23.9 * HOUR, DAY, 1.5 * DAY, 2 * DAY, 40 * DAY]
        real = [hours.since(ago) for ago in agos]
        assert real == sorted(real)
        assert real[:4] == agos[:4]
        assert (now - hours.since(2 * DAY) + HOUR) % DAY == 11 * HOUR

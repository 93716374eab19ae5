"""Every way to sort a view: what stands on top, that pages hold each chat once, and what it is kept by."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.events import (
    ActionBody,
    CheckoutBody,
    ConversationBody,
    DisputeBody,
    FraudWarningBody,
    PaymentBody,
    PersonBody,
    RefundBody,
)
from inbox.domain.fraud import FraudWarning
from inbox.domain.messages import Cart, CartLine
from inbox.domain.payments import Checkout, Dispute, Payment, Refund
from inbox.store.timeline import chat_list, views
from inbox.store.timeline.asks import HURRY_SECONDS, MOST_STAKE, Asks, DisputeAsk, encoded
from inbox.store.timeline.schema import row_id
from inbox.store.timeline.views import Listing
from tests.store.timeline.kit import C_LENA, C_OLE, START, Cache, at, message

DAY = 24 * 3600
NOW = START + 3 * DAY
SOON = views.Soon(NOW, NOW + DAY)
STATUSES = ("open", "waiting_customer", "waiting_money", "snoozed", "resolved")
EVERY_WAY = [(view, way) for view in views.VIEWS for way in views.ways(view)]


def _whole(cache: Cache, view: str, way: str, size: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    listing, below = Listing(view, "a_1", SOON, way), None
    while page := chat_list.order(cache.timeline, listing, below=below, limit=size):
        found += page
        below = page[-1][0]
        assert len(found) <= 1000, "it goes round in circles"
    return found


def _read(cache: Cache, view: str, way: str, size: int) -> list[chat_list.ChatView]:
    found: list[chat_list.ChatView] = []
    below = None
    while page := chat_list.inbox(cache.timeline, Listing(view, "a_1", SOON, way), below=below, limit=size):
        found += page
        below = page[-1].rank_in(view, way, SOON)
        assert len(found) <= 1000, "it goes round in circles"
    return found


_INSTANT = st.one_of(st.just(0), st.integers(NOW - 2 * DAY, NOW + DAY), st.integers(NOW - 3, NOW + 12))
_KEPT = st.fixed_dictionaries(
    {
        "last": st.one_of(st.just(0), st.integers(NOW - 3 * DAY, NOW), st.integers(NOW - 2, NOW)),
        "status": st.sampled_from(STATUSES),
        "assignee": st.sampled_from(["", "a_1", "a_2"]),
        "waits": _INSTANT,
        "window_end": _INSTANT,
        "stake": st.one_of(st.just(0), st.sampled_from([1, 500, 4990, MOST_STAKE - 1, MOST_STAKE])),
        "urgent": _INSTANT,
        "due": st.sampled_from([0, NOW, NOW + DAY, (1 << 32) - 2, (1 << 32) - 1]),
        "flags": st.tuples(st.booleans(), st.booleans()),
    }
)


def _asks(due: int) -> str:
    return encoded(Asks(is_disputed=True, dispute=DisputeAsk(due))) if due else ""


def _put(cache: Cache, number: int, kept: dict) -> None:
    """Let a chat be kept like this."""
    active, (approves, troubled) = kept["status"] in STATUSES[:3], kept["flags"]
    cache.db.execute_sql(
        "INSERT OR REPLACE INTO chat (num, conversation, name, folded, handles, last, last_kind, last_direction, last_line, "
        "last_pieces, last_about, last_status, last_actor, last_action, last_out, unread, read_seq, answered, snoozed_until, "
        "blocked, asks, "
        "waits, window_end, status, active, parked, assignee, approves, troubled, disputed, due, stake, urgent) VALUES "
        f"({', '.join('?' * 33)})",
        (
            *(number, f"c_{number}", "", "", "", row_id(kept["last"], number) if kept["last"] else 0, "text", "in", "", 0, ""),
            *("", "", "", 0, 0, 0, 0, 0, 0, _asks(kept["due"])),
            *(row_id(kept["waits"], number) if kept["waits"] else 0, kept["window_end"], kept["status"], active),
            *(kept["status"] != "open", kept["assignee"], approves, troubled, kept["due"] > 0, kept["due"]),
            *(kept["stake"], kept["urgent"]),
        ),
    )


def _expected(cache: Cache, view: str, way: str) -> list[int]:
    """Sort the chats of a view as one would who has them all in memory."""
    said, own = views.condition(Listing(view, "a_1", SOON))
    rows = cache.db.execute_sql(
        f"SELECT num, last, waits, window_end, stake, urgent, due FROM chat WHERE {said}", own
    ).fetchall()

    def place(row: tuple) -> tuple:
        num, last, waits, window_end, stake, urgent, due = row
        heads = {
            "newest": (urgent, num) if 0 < urgent <= NOW and view in views._ACTIVE else None,
            "waiting": (waits, num) if waits and window_end else None,
            "window": (window_end, num) if last > row_id(NOW - DAY - 3600, 0) and window_end > NOW + 60 else None,
            "money": (-stake, -num) if stake else None,
            "due": (due, num) if due else None,
        }
        head = heads[way]
        return (0, *head) if head is not None else (1, -last, -num)

    return [row[0] for row in sorted(rows, key=place)]


@given(st.lists(_KEPT, max_size=14), st.integers(1, 5))
def test_pages_hold_every_chat_once_in_every_order(cache_of_module: Cache, kept: list[dict], size: int) -> None:
    cache = cache_of_module
    cache.empty()
    for number, each in enumerate(kept, 1):
        _put(cache, number, each)
    for view, way in EVERY_WAY:
        expected = _expected(cache, view, way)
        spots = _whole(cache, view, way, size)
        assert [num for _, num in spots] == expected, (view, way)
        assert spots == sorted(spots)
        assert len({rank for rank, _ in spots}) == len(spots)
        shown = _read(cache, view, way, size)
        assert [row.num for row in shown] == expected
        assert [row.rank_in(view, way, SOON) for row in shown] == [rank for rank, _ in spots]


@given(st.lists(_KEPT, min_size=4, max_size=12), st.integers(1, 3), st.data())
def test_a_chat_that_stays_is_on_one_page_whatever_comes_meanwhile(
    cache_of_module: Cache, kept: list[dict], size: int, data: st.DataObject
) -> None:
    cache = cache_of_module
    cache.empty()
    for number, each in enumerate(kept, 1):
        _put(cache, number, each)
    way = data.draw(st.sampled_from(views.ways("all")))
    moved, seen, below = set[int](), list[int](), None
    before = {num for _, num in _whole(cache, "all", way, 50)}
    while page := chat_list.order(cache.timeline, Listing("all", "a_1", SOON, way), below=below, limit=size):
        seen += [num for _, num in page]
        below = page[-1][0]
        number = data.draw(st.integers(1, len(kept) + 3))
        _put(cache, number, data.draw(_KEPT))
        moved.add(number)
        if len(seen) > 60:
            break
    stayed = before - moved
    assert sorted(num for num in seen if num in stayed) == sorted(stayed)


@pytest.mark.parametrize(("view", "way"), EVERY_WAY)
def test_every_order_is_read_by_an_index(cache: Cache, view: str, way: str) -> None:
    for below in (None, -row_id(NOW, 3)):
        for part in views.parts(Listing(view, "a_1", SOON, way), below):
            asked = f"SELECT {part.by}, num FROM chat{part.finder} WHERE {part.said}"
            plan = [row[-1] for row in cache.db.execute_sql(f"EXPLAIN QUERY PLAN {asked}", (*part.values, 50)).fetchall()]
            assert not [step for step in plan if step == "SCAN chat"], plan
            # What few chats are in may be sorted, and so may those whom a day bounds.
            is_small = view in (*views.ASKS, "closing") or part.by == "window_end"
            assert is_small or not [step for step in plan if "TEMP B-TREE FOR ORDER BY" in step], plan


# -- since when somebody waits -----------------------------------------------------------------------------------------


_SAID = st.lists(
    st.tuples(
        st.integers(1, 40), st.sampled_from(["in", "in", "out"]), st.sampled_from(["text", "text", "image", "reaction", "system"])
    ),
    max_size=9,
    unique_by=lambda one: one[0],
)


@given(_SAID, st.randoms(use_true_random=False))
def test_somebody_waits_since_the_first_message_nobody_answered_whatever_came_first(
    cache_of_module: Cache, said: list[tuple[int, str, str]], chance: random.Random
) -> None:
    cache = cache_of_module
    cache.empty()
    events = [
        cache.event(
            message(f"wamid.{second}", "x", second, direction=way, kind=kind, target="w.gone" if kind == "reaction" else None),
            C_LENA,
            "message.received" if way == "in" else "message.sent",
        )
        for second, way, kind in said
    ]
    chance.shuffle(events)
    cut = chance.randrange(len(events) + 1)
    for event in events[:cut]:
        cache.apply([event])
    cache.apply(events[cut:])
    cache.apply(events[:3])
    plain = [(second, way) for second, way, kind in said if kind not in ("reaction", "system")]
    answered = max((second for second, way in plain if way == "out"), default=0)
    waiting = [second for second, way in plain if way == "in" and second > answered]
    kept = cache.db.execute_sql("SELECT waits >> 30 FROM chat").fetchall()
    assert kept == ([(START + min(waiting) if waiting else 0,)] if said else [])


def test_a_merged_person_waits_since_her_first_message_in_either_chat(cache: Cache) -> None:
    cache.say("hallo", conversation=C_LENA, second=10)
    cache.say("ja?", conversation=C_LENA, second=20, direction="out")
    cache.say("hier auch", conversation=C_OLE, second=30)
    cache.say("und hier", conversation=C_LENA, second=40)
    cache.tell(PersonBody(other=C_OLE), C_LENA, "person.merged")
    assert cache.chat(C_LENA).waits >> 30 == START + 30
    cache.tell(PersonBody(other=C_OLE), C_LENA, "person.unmerged")
    assert [cache.chat(each).waits >> 30 for each in (C_LENA, C_OLE)] == [START + 40, START + 30]


def test_who_is_resolved_or_was_never_heard_live_does_not_wait(cache: Cache) -> None:
    cache.say("alt", conversation="c_old", second=1, quiet=True)
    for number, name in enumerate(("c_1", "c_2", "c_3"), 2):
        cache.say("hallo", conversation=name, second=number)
    cache.say("noch was", conversation="c_1", second=9)
    cache.say("gern", conversation="c_2", second=10, direction="out")
    found = chat_list.inbox(cache.timeline, Listing("all", sort="waiting"))
    assert [chat.conversation for chat in found] == ["c_1", "c_3", "c_2", "c_old"]
    cache.tell(ConversationBody(status="resolved"), "c_1")
    assert chat_list.inbox(cache.timeline, Listing("all", sort="waiting"))[0].conversation == "c_3"


# -- what money is at risk, and what is urgent -------------------------------------------------------------------------

CART = Cart(lines=(CartLine(sku="ESP", quantity=2, unit=2490, currency="eur"),))


def _stake(cache: Cache) -> int:
    return cache.chat().stake


def test_the_money_at_risk_is_what_hangs_on_all_that_needs_an_act(cache: Cache) -> None:
    cache.say(None, "order", second=5, kind="order", cart=CART)
    assert _stake(cache) == 4980
    request = Checkout(id="plink_1", status="open", created=at(6), amount=5470, currency="eur")
    cache.tell(CheckoutBody("plink_1", "1.e", request))
    assert _stake(cache) == 5470
    refused = Payment(
        id="pi_1", status="requires_payment_method", failure_code="do_not_honor", created=at(7), amount=5470, currency="eur"
    )
    cache.tell(PaymentBody("pi_1", "1.e", refused))
    assert _stake(cache) == 5470, "it is the same purchase"
    paid = Payment(id="pi_0", status="succeeded", created=at(1), amount=9900, currency="eur")
    cache.tell(PaymentBody("pi_0", "1.e", paid))
    disputed = Dispute(id="dp_1", payment="pi_0", status="needs_response", created=at(8), amount=9900, currency="eur")
    cache.tell(DisputeBody("dp_1", "1.e", disputed))
    warned = FraudWarning(id="issfr_1", payment="pi_0", actionable=True, created=at(8))
    cache.tell(FraudWarningBody("issfr_1", "1.e", warned))
    assert _stake(cache) == 5470 + 9900, "a warning and the dispute it became are one loss"
    cache.tell(DisputeBody("dp_1", "2.e", Dispute(id="dp_1", status="won", created=at(8))))
    cache.tell(FraudWarningBody("issfr_1", "2.e", FraudWarning(id="issfr_1", actionable=False, created=at(8))))
    cache.tell(CheckoutBody("plink_1", "2.e", Checkout(id="plink_1", status="paid", created=at(6))))
    cache.tell(PaymentBody("pi_1", "2.e", Payment(id="pi_1", status="succeeded", created=at(7))))
    assert _stake(cache) == 0


def test_currencies_are_not_added_up(cache: Cache) -> None:
    for name, amount, currency in (("a", 5000, "eur"), ("b", 3000, "eur"), ("c", 7000, "chf")):
        request = Checkout(id=f"plink_{name}", status="open", created=at(6), amount=amount, currency=currency)
        cache.tell(CheckoutBody(request.id, "1.e", request))
    assert _stake(cache) == 8000


def test_a_refund_that_waits_or_went_wrong_is_at_risk_with_its_sum(cache: Cache) -> None:
    facts = {"payment": "pi_1", "amount": 2490, "currency": "eur"}
    cache.tell(ActionBody(id="a-1", kind="refund", state="needs_approval", agent="a_1", summary=facts))
    assert _stake(cache) == 2490
    cache.tell(ActionBody(id="a-1", kind="refund", state="succeeded", agent="a_1", summary=facts))
    assert _stake(cache) == 0
    failed = Refund(id="re_1", payment="pi_1", amount=990, currency="eur", status="failed", created=at(9))
    cache.tell(RefundBody("re_1", "1.e", failed), C_LENA)
    assert _stake(cache) == 990
    cache.tell(ConversationBody(status="resolved"))
    assert _stake(cache) == 0, "somebody has seen to it"


def test_what_has_money_and_a_clock_stands_above_newer_chats_until_it_is_done(cache: Cache) -> None:
    due = at(10 + HURRY_SECONDS)
    dispute = Dispute(id="dp_1", status="needs_response", created=at(1), due_by=due, amount=100, currency="eur")
    cache.say("hallo", conversation="c_dispute", second=1)
    cache.tell(DisputeBody("dp_1", "1.e", dispute), "c_dispute")
    cache.say("hallo", conversation="c_fraud", second=2)
    cache.tell(FraudWarningBody("issfr_1", "1.e", FraudWarning(id="issfr_1", actionable=True, created=at(5))), "c_fraud")
    cache.say("hallo", conversation="c_failed", second=3)
    failed = Refund(id="re_1", payment="pi_1", status="failed", created=at(4))
    cache.tell(RefundBody("re_1", "1.e", failed), "c_failed")
    for number in range(3):
        cache.say("neu", conversation=f"c_new_{number}", second=100 + number)
    newer = ["c_new_2", "c_new_1", "c_new_0"]

    def shown(second: int, view: str = "all") -> list[str]:
        found = chat_list.inbox(cache.timeline, Listing(view, soon=views.Soon(START + second)))
        return [chat.conversation for chat in found]

    assert shown(9) == ["c_failed", "c_fraud", *newer, "c_dispute"]
    assert shown(10) == ["c_failed", "c_fraud", "c_dispute", *newer]
    assert shown(10, "unassigned") == shown(10)
    crossed = chat_list.crossed(cache.timeline, Listing("all", soon=views.Soon(START + 10), sort="newest"), START + 9)
    assert crossed == ["c_dispute"]
    assert chat_list.crossed(cache.timeline, Listing("all", soon=views.Soon(START + 11), sort="newest"), START + 10) == []
    cache.tell(DisputeBody("dp_1", "2.e", Dispute(id="dp_1", status="under_review", created=at(1))), "c_dispute")
    cache.tell(ConversationBody(status="resolved"), "c_failed")
    cache.tell(FraudWarningBody("issfr_1", "2.e", FraudWarning(id="issfr_1", actionable=False, created=at(5))), "c_fraud")
    assert shown(99) == [*newer, "c_fraud", "c_dispute"]


def test_whose_window_has_closed_is_named_once(cache: Cache) -> None:
    for number in range(4):
        cache.say("hallo", conversation=f"c_{number}", second=600 * number)
    first = START + DAY - 60
    soon = views.Soon(first + 1300)
    assert [chat.conversation for chat in chat_list.inbox(cache.timeline, Listing("all", soon=soon, sort="window"))] == [
        *("c_3", "c_2", "c_1", "c_0"),
    ]
    assert set(chat_list.crossed(cache.timeline, Listing("all", soon=soon, sort="window"), first + 500)) == {"c_1", "c_2"}
    assert chat_list.crossed(cache.timeline, Listing("all", soon=soon, sort="money"), 0) == []


# -- who wrote the newest message --------------------------------------------------------------------------------------


def test_a_chat_knows_who_wrote_its_newest_message(cache: Cache) -> None:
    cache.say("hallo")
    assert cache.chat().last_actor == ""
    cache.action("a-1", "sending", kind="send_text")
    cache.say("gern", direction="out", action="a-1")
    assert cache.chat().last_actor == "a_1", "whose click it was"
    cache.say("von selbst", direction="out", action="a-9")
    assert cache.chat().last_actor == "whatsapp", "what the log says, of an action nobody knows"
    cache.say("vom Handy", direction="out")
    assert cache.chat().last_actor == "whatsapp"
    name = cache.say("weg damit", direction="in")
    cache.say(None, kind="revoke", target=name)
    assert (cache.chat().last_line, cache.chat().last_actor) == ("", "")


def test_an_answer_that_is_followed_again_keeps_its_writer(cache: Cache) -> None:
    cache.action("a-1", "succeeded", kind="send_text")
    cache.say("gern", "wamid.out", direction="out", action="a-1")
    cache.say("👍", "wamid.like", kind="reaction", target="wamid.none", direction="in")
    assert cache.chat().last_actor == ""
    cache.say("frag", "wamid.none", direction="in", second=0)
    assert (cache.chat().last_line, cache.chat().last_actor) == ("gern", "a_1")

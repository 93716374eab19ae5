"""The projector as a whole: the same rows in any order and however often; what it cannot read is reported."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.events import (
    ActionBody,
    CheckoutBody,
    ConversationBody,
    DisputeBody,
    Event,
    LinkBody,
    MediaBody,
    NoteBody,
    PaymentBody,
    PersonBody,
    RefundBody,
    StatusBody,
)
from inbox.domain.messages import Cart, CartLine, Contact
from inbox.domain.payments import Checkout, Dispute, Payment, Refund
from inbox.store.state import paid as paid_with
from inbox.store.state.asked import refunds_asked
from inbox.store.state.facts import open_requests
from inbox.store.timeline import reads
from tests.store.timeline.kit import C_LENA, C_OLE, LENA, Cache, at, fresh_cache, message

SIDES = {"wamid.a": "in", "wamid.b": "in", "wamid.c": "out"}
MARKS = {"reaction": 200, "edit": 300, "revoke": 400}
CART = Cart(lines=(CartLine(sku="ESP", quantity=2, unit=2490, currency="eur"),))
MESSAGES = st.sampled_from(list(SIDES))


def happenings() -> st.SearchStrategy:
    """Things that can happen to two people, in every mixture."""
    who = st.sampled_from([C_LENA, C_OLE])
    said = st.builds(
        lambda name, text, to: (message(f"{name}.{to}", text, ord(name[-1]), to, direction=SIDES[name]), to),
        MESSAGES, st.sampled_from(["Grüße", "wo bleibt es", "49,90"]), who,
    )  # fmt: skip
    mark = st.builds(
        lambda name, kind, to: (
            message(f"{kind}.{name}.{to}", "neu", MARKS[kind] + ord(name[-1]), to, kind=kind, target=f"{name}.{to}", emoji="👍"),
            to,
        ),
        MESSAGES, st.sampled_from(list(MARKS)), who,
    )  # fmt: skip
    receipt = st.builds(
        lambda name, status, to: (StatusBody(f"{name}.{to}", status, at(3)), to),
        MESSAGES, st.sampled_from(["sent", "delivered", "read", "failed"]), who,
    )  # fmt: skip
    file = st.builds(lambda name, to: (MediaBody(message_id=f"{name}.{to}", media_id="m_1"), to), MESSAGES, who)
    note = st.builds(lambda name, to: (NoteBody(str(name), "Notiz", "a_1"), to), st.uuids(), who)
    decided = st.builds(
        lambda status, to: (ConversationBody(status=status), to), st.sampled_from(["open", "resolved", "snoozed"]), who
    )
    read = st.builds(lambda seq, to: (ConversationBody(read_seq=seq), to), st.integers(0, 12), who)
    paid = st.builds(
        lambda second, status, to: (PaymentBody("pi_1", f"{second}.e", Payment(id="pi_1", status=status, created=at(1))), to),
        st.integers(1, 5), st.sampled_from(["processing", "succeeded"]), st.sampled_from([C_LENA, None]),
    )  # fmt: skip
    proof = Checkout(id="cs_1", payment="pi_1", conversation=C_LENA, created=at(2))
    request = st.just((CheckoutBody("cs_1", "3.e", proof), C_LENA))
    refund = st.builds(
        lambda name, status: (
            RefundBody(name, "4.e", Refund(id=name, payment="pi_1", status=status, created=at(2 + int(name[-1])))), None
        ),
        st.sampled_from(["re_1", "re_2"]), st.sampled_from(["failed", "succeeded"]),
    )  # fmt: skip
    chat = st.one_of(said, said, mark, receipt, file, note, decided, read)
    return st.lists(st.one_of(chat, chat, paid, request, refund, *about_acts(who)), max_size=14)


def about_acts(who: st.SearchStrategy) -> list[st.SearchStrategy]:
    """What may need an act: carts, orders that are named, requests, refused payments, disputes, refunds that wait."""
    cart = st.builds(
        lambda second, to: (message(f"order.{second}.{to}", None, second, to, kind="order", cart=CART), to),
        st.integers(2, 9), who,
    )  # fmt: skip
    asked = st.builds(
        # In seconds of its own: two messages of one second stand as they came, and here one may come twice.
        lambda second, to: (message(f"asks.{second}.{to}", "wo bleibt Bestellung 10234?", second, to), to),
        st.integers(22, 29), who,
    )  # fmt: skip
    link = st.builds(
        lambda second, status, to: (
            CheckoutBody(f"plink_{to}", f"{second}.e", Checkout(id=f"plink_{to}", status=status, created=at(5))), to
        ),
        st.integers(1, 5), st.sampled_from(["open", "paid", "cancelled"]), who,
    )  # fmt: skip
    declined = st.builds(
        lambda second, status, to: (
            PaymentBody(
                f"pi_{to}", f"{second}.e",
                Payment(id=f"pi_{to}", status=status, failure_code="do_not_honor", created=at(6)),
            ),
            to,
        ),
        st.integers(1, 5), st.sampled_from(["requires_payment_method", "succeeded"]), who,
    )  # fmt: skip
    dispute = st.builds(
        lambda second, status, to: (
            DisputeBody(f"dp_{to}", f"{second}.e", Dispute(id=f"dp_{to}", status=status, created=at(7), due_by=at(900))), to
        ),
        st.integers(1, 5), st.sampled_from(["needs_response", "under_review", "won"]), who,
    )  # fmt: skip
    waits = st.builds(
        lambda state, to: (
            ActionBody(id=f"act.{to}", kind="refund", state=state, agent="a_1", summary={"payment": "pi_1"}), to
        ),
        st.sampled_from(["needs_approval", "failed", "unknown", "refused"]), who,
    )  # fmt: skip
    return [cart, asked, link, declined, dispute, waits]


def told(cache: Cache, happened: list) -> list[Event]:
    kinds = {MediaBody: "media.stored"}
    return [cache.event(body, to, kinds.get(type(body))) for body, to in happened]


@pytest.fixture(scope="module")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cache, Cache]]:
    """Two caches that every example empties first: opening files is what takes time."""
    folder = tmp_path_factory.mktemp("caches")
    with fresh_cache(folder, "one.db") as one, fresh_cache(folder, "two.db") as two:
        yield one, two


@given(happenings(), st.randoms(use_true_random=False))
def test_the_same_rows_whatever_the_batches_and_however_often(
    caches: tuple[Cache, Cache], happened: list, chance: random.Random
) -> None:
    one, two = caches
    one.empty()
    two.empty()
    events = told(one, happened)
    for event in events:
        one.apply([event])
    cut = chance.randrange(len(events) + 1)
    two.apply(events[:cut])
    two.apply(events[:cut][-3:])
    two.apply(events[cut:])
    assert two.dump() == one.dump()


def only_from_platforms(happened: list) -> list:
    return [(body, to) for body, to in happened if not isinstance(body, ConversationBody | ActionBody)]


@given(happenings().map(only_from_platforms), st.randoms(use_true_random=False))
def test_the_same_rows_whatever_the_order_of_platform_facts(
    caches: tuple[Cache, Cache], happened: list, chance: random.Random
) -> None:
    one, two = caches
    one.empty()
    two.empty()
    events = told(one, happened)
    one.apply(events)
    chance.shuffle(events)
    for event in events:
        two.apply([event])
    assert two.dump() == one.dump()


def counted(cache: Cache) -> dict[str, tuple[int, int]]:
    """What the counters would be if they were counted."""
    found: dict[str, tuple[int, int]] = {}
    rows = cache.db.execute_sql(
        "SELECT status, active, assignee, unread, approves, troubled, disputed FROM chat"
    ).fetchall()
    for status, active, assignee, unread, *flags in rows:
        asks = [f"asks:{name}" for name, is_set in zip(("approve", "trouble", "dispute"), flags, strict=True) if is_set]
        for name in [f"status:{status}", *asks, *(["all", f"assignee:{assignee}"] if active else [])]:
            chats, with_unread = found.get(name, (0, 0))
            found[name] = (chats + 1, with_unread + (unread > 0))
    return found


@given(happenings())
def test_kept_counts_are_the_counted_ones(caches: tuple[Cache, Cache], happened: list) -> None:
    cache, _ = caches
    cache.empty()
    for event in told(cache, happened):
        cache.apply([event])
    assert {name: (chats, unread) for name, chats, unread in cache.dump()["counter"]} == counted(cache)
    unread = dict(cache.db.execute_sql("SELECT conversation, unread FROM chat WHERE unread > 0").fetchall())
    rows = [row[0] for row in cache.dump()["unread"]]
    assert unread == {name: rows.count(name) for name in rows}


def test_many_messages_of_one_person_tell_the_state_as_much_as_each_alone(tmp_path: Path) -> None:
    with fresh_cache(tmp_path, "one.db") as one, fresh_cache(tmp_path, "two.db") as two:
        events = [
            one.event(message(f"wamid.{n}", "x", second, contact=contact, direction=direction), C_LENA)
            for n, (second, contact, direction) in enumerate(
                (second, contact, direction)
                for second in (500, 10, 90_000, 7)
                for contact in (Contact(wa_id="49151"), Contact(wa_id="49151", name="L"), Contact(user_id="DE.1"))
                for direction in ("in", "out")
            )
        ]
        for event in events:
            one.apply([event])
        two.apply(events)
        rows = [
            sorted(cache.db.execute_sql(f"SELECT * FROM {table}").fetchall() for table in ("conversation", "key"))
            for cache in (one, two)
        ]
        assert rows[0] == rows[1]


def test_what_cannot_be_read_is_skipped_and_reported(cache: Cache) -> None:
    cache.say("hallo")
    known = cache.event(message("wamid.2", "weiter", 2), C_LENA, "message.received")
    new_type = msgspec.structs.replace(known, seq=2, type="case.opened", body=msgspec.Raw(b'{"reason":"damaged"}'))
    new_version = msgspec.structs.replace(known, seq=3, v=99)
    odd_body = msgspec.structs.replace(known, seq=4, body=msgspec.Raw(b'{"message":7}'))
    erased = msgspec.structs.replace(known, seq=5, body=msgspec.Raw(b"null"), erased=True)
    done = cache.apply([new_type, new_version, odd_body, erased, msgspec.structs.replace(known, seq=6)])
    assert done.skipped_seq == 2
    assert done.skipped_types == {"case.opened", "message.received"}
    assert cache.texts() == ["hallo", "weiter"]


def test_changes_name_what_a_screen_must_read_again(cache: Cache) -> None:
    done = cache.tell(message("wamid.1", "hallo", 1), C_LENA, "message.received")
    assert (done.changes.conversations, done.changes.messages) == ({C_LENA}, {"wamid.1"})
    done = cache.tell(StatusBody("wamid.1", "read", at(2)))
    assert done.changes.messages == {"wamid.1"}
    done = cache.tell(PaymentBody("pi_1", "1.e", Payment(id="pi_1", status="succeeded")), C_LENA)
    assert (done.changes.objects, done.changes.messages) == ({"pi_1"}, {"pi_1"})


def test_changes_tell_messages_from_what_touches_a_persons_keys_and_money(cache: Cache) -> None:
    def persons(body: msgspec.Struct, kind: str | None = None) -> set[str]:
        return set(cache.tell(body, C_LENA, kind).changes.persons)

    assert persons(message("wamid.1", "hallo", 1), "message.received") == {C_LENA}, "a new person"
    assert persons(message("wamid.2", "noch was", 2), "message.received") == set()
    assert persons(StatusBody("wamid.1", "read", at(3))) == set()
    assert persons(StatusBody("wamid.1", "read", at(3), contact=LENA)) == set()
    assert persons(ConversationBody(status="resolved", assignee="a_1")) == set()
    moved = message("wamid.3", "neue Nummer", 4, contact=Contact(wa_id="4915199999999"))
    assert persons(moved, "message.received") == {C_LENA}, "another number may own other payments"
    assert persons(StatusBody("wamid.1", "read", at(5), contact=Contact(user_id="DE.1"))) == {C_LENA}
    assert persons(PaymentBody("pi_1", "1.e", Payment(id="pi_1", status="succeeded"))) == {C_LENA}
    assert persons(LinkBody(payment="pi_1"), "person.linked") == {C_LENA}
    assert persons(ActionBody("a-1", "refund", "sending", "a_1")) == {C_LENA}


def test_money_of_a_merged_chat_is_told_of_where_it_is_shown(cache: Cache) -> None:
    cache.say("hallo", conversation=C_LENA)
    cache.say("hallo", conversation=C_OLE)
    cache.tell(PersonBody(C_OLE), C_LENA, "person.merged")
    done = cache.tell(PaymentBody("pi_1", "1.e", Payment(id="pi_1", status="succeeded")), C_OLE)
    assert done.changes.persons == {C_LENA, C_OLE}


@given(happenings())
def test_every_line_that_says_something_else_is_named(caches: tuple[Cache, Cache], happened: list) -> None:
    """A screen reads again only what is named: whatever is not must stand there as it stood."""
    cache, _ = caches
    cache.empty()
    answers = [
        (message(f"wamid.q{second}", "ja", 40 + second, C_LENA, reply_to=f"{name}.{C_LENA}", direction="out", action=act), C_LENA)
        for second, (name, act) in enumerate((("wamid.a", None), ("wamid.b", f"act.{C_LENA}")))
    ]
    before: dict[str, reads.EntryView] = {}
    money: dict[str, object] = {}
    for event in told(cache, [*answers, *happened]):
        changes = cache.apply([event]).changes
        named = changes.messages | changes.objects | changes.actions
        after = {line.key: line for chat in (C_LENA, C_OLE) for line in cache.entries(chat)}
        for key in before.keys() | after.keys():
            if before.get(key) != after.get(key):
                shown = before.get(key) or after[key]
                assert {key, shown.action, shown.quote and shown.quote.key} & named, key
        before = after
        for chat in (C_LENA, C_OLE):
            paid = (paid_with.payments(cache.state, chat), refunds_asked(cache.state, chat), open_requests(cache.state, chat))
            if money.get(chat, ([], (), ())) != paid:
                assert chat in changes.persons, event.type
            money[chat] = paid

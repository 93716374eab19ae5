"""Events become the same state in any order; decisions follow their number."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inbox.domain.events import (
    ActionBody,
    ContactBody,
    ConversationBody,
    Event,
    LinkBody,
    MediaBody,
    NoteBody,
    PersonBody,
    StatusBody,
)
from inbox.domain.messages import Contact
from inbox.domain.payments import Checkout, Customer, Dispute, Payment, Refund
from inbox.store.state import NONE, StateTables, project
from tests.store.state.kit import Log, at, dump, empty, fresh_state, text, told

EVA = Contact(wa_id="4915112345678", user_id="DE.1", username="@Eva", name="Eva L.")
EVE = Contact(wa_id="4915112345678", name="Eve")
MAX = Contact(user_id="DE.2", name="Max")
NAMELESS = Contact(wa_id="4915187654321")


def conversation(state: StateTables, name: str = "c_1"):
    return state.Conversation.get_by_id(name)


def platform_facts(log: Log) -> list[Event]:
    """What two platforms may say, in the order of its numbers."""
    paid = Payment(
        id="pi_1", amount=4990, currency="eur", status="succeeded", conversation="c_1", email="Eva@Example.com"
    )
    return [
        log.event(text("wamid.1", EVA, 5), "c_1"),
        log.event(text("wamid.2", EVE, 9, text="Hallo"), "c_1"),
        log.event(text("wamid.3", EVA, 7, kind="reaction"), "c_1"),
        log.event(text("wamid.4", EVA, 30, direction="out"), "c_1"),
        log.event(text("wamid.5", MAX, 1), "c_2"),
        log.event(
            StatusBody("wamid.4", "read", at(33), contact=Contact(wa_id="4915112345678", user_id="DE.1b")), "c_1"
        ),
        log.event(told(paid, 10), "c_1"),
        log.event(told(Payment(id="pi_1", status="processing", charge="ch_1", amount_refunded=0), 4), None),
        log.event(told(Payment(id="pi_1", amount_refunded=990, disputed=True), 10), None),
        log.event(told(Payment(id="pi_1", amount_refunded=0, disputed=False), 10), None),
        log.event(told(Refund(id="re_1", payment="pi_1", amount=990, status="pending"), 11), None),
        log.event(told(Refund(id="re_1", status="succeeded", reference="4711"), 12), "c_1"),
        log.event(told(Dispute(id="dp_1", charge="ch_1", status="needs_response"), 12), None),
        log.event(told(Customer(id="cus_1", phone="0151 12345678", name="Eva"), 3), None),
        log.event(told(Checkout(id="cs_1", status="paid", payment="pi_1", conversation="c_1"), 10), "c_1"),
        log.event(listed("Eva vom Markt"), "c_1"),
        log.event(text("wamid.6", NAMELESS, 3), "c_3"),
        *(log.event(listed(name), "c_3") for name in ("Jo", "Jo Rot", None, "Jo Blau")),
        *(msgspec.structs.replace(log.event(listed(name), "c_3"), at=at(90)) for name in ("Jo", None, "Jo Grün")),
    ]


def listed(name: str | None) -> ContactBody:
    """A line of the phone's address book, or its going when there is no name."""
    return ContactBody("remove" if name is None else "add", Contact(wa_id="4915187654321", name=name))


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
def test_platform_facts_give_one_state_in_any_order_and_repetition(log: Log, state: StateTables, data) -> None:
    log.seq = 0
    events = platform_facts(log)
    shuffled = data.draw(st.permutations(events)) + data.draw(st.lists(st.sampled_from(events), max_size=6))
    dumps = []
    for order in (events, shuffled):
        empty(state)
        for event in order:
            project(state, event)
        dumps.append(dump(state))
    assert dumps[0] == dumps[1]


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=30)
def test_decisions_follow_their_number_among_messages(log: Log, state: StateTables, data) -> None:
    log.seq = 0
    events = [
        log.event(text("wamid.1", EVA, 1), "c_1"),
        log.event(ConversationBody(status="resolved", assignee="a_1"), "c_1"),
        log.event(text("wamid.2", EVA, 2), "c_1"),
        log.event(ConversationBody(status="snoozed", snoozed_until=at(900)), "c_1"),
        log.event(ConversationBody(assignee="", read_seq=3), "c_1"),
        log.event(text("wamid.3", EVA, 3, direction="out"), "c_1"),
    ]
    empty(state)
    for event in data.draw(st.permutations(events)):
        project(state, event)
    row = conversation(state)
    assert (row.status, row.snoozed_until, row.assignee, row.read_seq) == ("snoozed", at(900), None, 3)
    project(state, log.event(text("wamid.4", EVA, 4), "c_1"))
    row = conversation(state)
    assert (row.status, row.snoozed_until) == ("open", None)


@pytest.mark.parametrize(("status", "after"), [("waiting_customer", "open"), ("waiting_money", "waiting_money")])
def test_an_answer_reopens_what_waits_for_it(log: Log, state: StateTables, status: str, after: str) -> None:
    log.add(ConversationBody(status=status), "c_1")
    log.add(text("wamid.1", EVA, kind="reaction"), "c_1")
    assert conversation(state).status == status
    log.add(text("wamid.2", EVA), "c_1")
    assert conversation(state).status == after


def test_only_what_the_customer_writes_opens_the_window(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", EVA, 10), "c_1")
    for number, (kind, direction) in enumerate([("reaction", "in"), ("system", "in"), ("text", "out")]):
        log.add(text(f"wamid.{number}x", EVA, 20, direction, kind), "c_1")
    log.add(msgspec.structs.replace(text("wamid.3", EVA, 25), quiet=True), "c_1")
    assert conversation(state).last_inbound == at(10)
    assert conversation(state).last_at == at(25)


def test_what_is_written_in_a_group_takes_the_chat_up_and_opens_no_window(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", EVA, 10), "c_1")
    log.add(ConversationBody(status="resolved"), "c_1")
    log.add(text("wamid.2", EVA, 900, extra={"group_id": "g1"}), "c_1")
    found = conversation(state)
    assert (found.last_inbound, found.status) == (at(10), "open")


def test_the_newest_name_is_shown(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", EVE, 20), "c_1")
    log.add(text("wamid.2", EVA, 10), "c_1")
    log.add(text("wamid.3", Contact(wa_id="4915112345678"), 30), "c_1")
    assert conversation(state).name == "Eve"


def test_the_phones_address_book_names_whom_whatsapp_does_not(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", NAMELESS, 1), "c_1")
    log.add(listed("Jo"), "c_1")
    log.add(listed("Jo Rot"), "c_1")
    assert conversation(state).name == "Jo Rot"
    log.add(listed(None), "c_1")
    assert conversation(state).name is None
    log.add(listed("Jo Blau"), "c_1")
    log.add(text("wamid.0", msgspec.structs.replace(NAMELESS, name="Johanna"), 0), "c_1")
    log.add(listed("Jo vom Markt"), "c_1")
    log.add(listed(None), "c_1")
    assert conversation(state).name == "Johanna", "her own name stands against any of the book, older or newer"


def test_an_action_shows_its_newest_state_and_keeps_what_it_was_about(log: Log, state: StateTables) -> None:
    queued = log.event(ActionBody("a", "refund", "queued", "a_1", summary={"payment": "pi_1", "amount": 990}), "c_1")
    done = log.event(ActionBody("a", "refund", "succeeded", result={"refund": "re_1"}), "c_1")
    for event in (done, queued):
        changes = project(state, event)
    assert changes.actions == {"a"}
    row = state.ActionRow.get_by_id("a")
    assert (row.state, row.amount, row.payment, row.agent, row.at) == ("succeeded", 990, "pi_1", "a_1", queued.at)


def test_two_readings_of_one_second_are_named_ambiguous(log: Log) -> None:
    assert log.add(told(Payment(id="pi_1", status="processing"), 5)).ambiguous == frozenset()
    assert log.add(told(Payment(id="pi_1", status="succeeded"), 5)).ambiguous == {"pi_1"}


def test_changes_name_what_was_touched(log: Log) -> None:
    assert log.add(text("wamid.1", EVA), "c_1").conversations == {"c_1"}
    assert log.add(told(Payment(id="pi_1", status="succeeded"), 1), "c_1").objects == {"pi_1"}
    assert log.add(MediaBody("wamid.1"), "c_1", "media.stored").messages == {"wamid.1"}
    assert log.add(LinkBody(customer="cus_1"), "c_1", "person.linked").objects == {"cus_1"}
    assert log.add(PersonBody(other="c_2"), "c_1", "person.merged").flags == {"people"}


def test_unknown_erased_and_homeless_events_change_nothing(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", EVA), "c_1")
    before = dump(state)
    erased = Event(2, at(2), 1, "message.received", "whatsapp", "c_1", msgspec.Raw(b"null"), erased=True)
    tomorrow = Event(3, at(3), 9, "parcel.lost", "post", "c_1", msgspec.Raw(b'{"id":"x"}'))
    assert project(state, erased) == NONE
    assert project(state, tomorrow) == NONE
    assert log.add(NoteBody(id="n", text="x")) == NONE
    assert dump(state) == before


def test_any_event_about_a_conversation_makes_it_known(tmp_path) -> None:
    with fresh_state(tmp_path) as state:
        Log(state).add(NoteBody(id="n", text="x"), "c_9")
        assert conversation(state, "c_9").status == "open"

"""Deliveries become events: each item once, in the right conversation, whatever the order."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inbox.domain.events import LinkBody, NewEvent, PersonBody, StatusBody
from inbox.domain.messages import Contact
from inbox.domain.payments import Payment
from inbox.hub import refs
from inbox.store.state import identity
from tests.hub.log_kit import Core, Item, at, running_core, says

PHONE = Contact(wa_id="4915112345678", name="Eva")
BSUID = Contact(user_id="DE.1", username="eva")
BOTH = Contact(wa_id="4915112345678", user_id="DE.1")
CARD = "4242424242424242"


@pytest.fixture
def core(tmp_path):
    with running_core(tmp_path) as core:
        yield core


def conversations(core: Core) -> list[str | None]:
    return [event["conversation"] for event in core.events()]


def types(core: Core) -> list[str]:
    return [event["type"] for event in core.events()]


def pays(name: str, conversation: str | None = None, **more: object) -> Item:
    payment = Payment(id=name, amount=4990, currency="eur", status="succeeded", conversation=conversation, **more)
    return Item("payment", f"evt_{name}_{sorted(more)}", payment=payment, conversation=conversation)


def test_a_new_person_gets_a_conversation_and_keeps_it(core: Core) -> None:
    core.deliver(says("wamid.1", PHONE), says("wamid.2", PHONE), says("wamid.3", BSUID))
    core.deliver(says("wamid.4", PHONE))
    first, second, other, again = conversations(core)
    assert first == second == again != other
    assert first is not None
    assert first.startswith("c_")
    assert len(first) == 26


def test_an_item_is_one_event_however_often_it_comes(core: Core) -> None:
    assert core.deliver(says("wamid.1", PHONE), says("wamid.1", PHONE))
    assert not core.deliver(says("wamid.1", PHONE), says("wamid.1", PHONE))
    assert core.deliver(says("wamid.1", PHONE), says("wamid.2", PHONE))
    assert [event["body"]["message"]["id"] for event in core.events()] == ["wamid.1", "wamid.2"]


def test_two_statuses_of_one_message_are_two_events(core: Core) -> None:
    core.deliver(Item("status", "wamid.1", status="sent"), Item("status", "wamid.1", status="read"))
    core.deliver(Item("status", "wamid.1", status="sent"), Item("status", "wamid.1", status="delivered"))
    assert [event["body"]["status"] for event in core.events()] == ["sent", "read", "delivered"]


@pytest.mark.parametrize("first", [PHONE, BSUID], ids=["phone first", "user id first"])
def test_one_person_known_by_one_key_then_by_both(core: Core, first: Contact) -> None:
    core.deliver(says("wamid.1", first))
    core.deliver(says("wamid.2", BOTH))
    core.deliver(says("wamid.3", PHONE), says("wamid.4", BSUID))
    assert len(set(conversations(core))) == 1


def test_two_conversations_proved_to_be_one_person_are_merged(core: Core) -> None:
    core.deliver(says("wamid.1", PHONE), says("wamid.2", BSUID), says("wamid.3", BOTH), says("wamid.4", BSUID))
    phone, user_id = conversations(core)[:2]
    assert types(core)[2] == "person.merged"
    merged = core.events()[2]
    assert (merged["conversation"], merged["body"]["other"]) == (phone, user_id)
    assert conversations(core)[3:] == [phone, phone]
    with core.store.reader() as reader:
        assert identity.root(reader.state, user_id) == phone


def test_money_on_both_sides_is_never_merged_by_machine(core: Core) -> None:
    core.deliver(says("wamid.1", PHONE), says("wamid.2", BSUID))
    phone, user_id = conversations(core)
    core.deliver(pays("pi_1", phone), pays("pi_2", user_id), source="stripe")
    core.deliver(says("wamid.3", BOTH))
    assert "person.merged" not in types(core)
    assert conversations(core)[-1] == phone


def test_money_on_one_side_does_not_hinder(core: Core) -> None:
    core.deliver(says("wamid.1", PHONE), says("wamid.2", BSUID))
    core.deliver(pays("pi_1", conversations(core)[1]), source="stripe")
    core.deliver(says("wamid.3", BOTH))
    assert "person.merged" in types(core)


def test_a_rotated_user_id_stays_the_same_person(core: Core) -> None:
    notice = {"type": "user_changed_user_id", "user_id": "DE.2", "previous_user_id": "DE.1"}
    core.deliver(says("wamid.1", BSUID))
    core.deliver(says("wamid.2", Contact(user_id="DE.2"), kind="system", extra=notice))
    core.deliver(says("wamid.3", Contact(user_id="DE.2")), says("wamid.4", Contact(user_id="DE.1")))
    assert len(set(conversations(core))) == 1


def test_a_number_change_told_too_late_still_joins_old_and_new(core: Core) -> None:
    notice = {"type": "user_changed_number", "wa_id": "491600000", "user_id": "DE.2", "previous_user_id": "DE.1"}
    new = Contact(wa_id="491600000", user_id="DE.2")
    core.deliver(says("wamid.1", BOTH))
    core.deliver(says("wamid.2", new, 60))
    core.deliver(says("wamid.3", Contact(wa_id="4915112345678"), 50, kind="system", extra=notice))
    core.deliver(says("wamid.4", new, 70))
    old = conversations(core)[0]
    assert types(core)[2] == "person.merged"
    with core.store.reader() as reader:
        assert identity.root(reader.state, conversations(core)[-1]) == old
        shown = identity.contact_of(reader.state, old)
        _, address = identity.address_of(reader.state, old)
    assert {(each.wa_id, each.user_id) for each in (shown, address)} == {("491600000", "DE.2")}


def test_a_status_before_its_message_is_laid_on_it(core: Core) -> None:
    core.deliver(Item("status", "wamid.9", status="read", contact=Contact(user_id="DE.9")))
    assert conversations(core) == [None]
    core.deliver(says("wamid.9", PHONE, direction="out", action="act-1"))
    core.deliver(Item("status", "wamid.9", status="sent"))
    conversation = conversations(core)[1]
    assert conversations(core) == [None, conversation, conversation]
    with core.store.reader() as reader:
        ref = refs.get(reader.hub, "wamid.9")
        assert refs.by_action(reader.hub, "act-1") == [ref]
    assert ref == refs.Ref("wamid.9", conversation, "out", "act-1", "read", at(0), "text")


def test_a_status_of_an_unknown_message_goes_to_its_contact_and_makes_nobody_new(core: Core) -> None:
    core.deliver(says("wamid.1", PHONE))
    core.deliver(Item("status", "wamid.7", contact=BOTH), Item("status", "wamid.8", contact=Contact(wa_id="4930")))
    core.deliver(says("wamid.2", BSUID))
    known, status, stranger, later = conversations(core)
    assert (status, stranger, later) == (known, None, known)


def test_a_message_that_names_nobody_is_kept_in_one_place(core: Core) -> None:
    core.deliver(says("wamid.1", Contact()), says("wamid.2", Contact(name="Eva")), says("wamid.3", PHONE))
    core.deliver(says("wamid.4", Contact(), kind="reaction", target="wamid.3"))
    one, two, eva, reaction = conversations(core)
    assert one == two != eva
    assert reaction == eva


def test_the_newest_message_of_the_customer_can_be_marked_as_read(core: Core) -> None:
    core.deliver(says("wamid.1", PHONE, 5), says("wamid.2", PHONE, 9), says("wamid.3", PHONE, 7))
    core.deliver(says("wamid.4", PHONE, 20, direction="out"))
    with core.store.reader() as reader:
        newest = refs.newest_inbound(reader.hub, conversations(core)[0])
    assert newest is not None
    assert newest.id == "wamid.2"


def test_a_card_number_is_masked_in_event_and_raw_delivery(core: Core) -> None:
    core.deliver(says("wamid.1", PHONE, text=f"meine Karte {CARD}"))
    assert CARD not in repr(core.events())
    ((raw,),) = core.rows("SELECT body FROM delivery")
    assert CARD.encode() not in bytes(raw)
    assert b"xxxx4242" in bytes(raw)


def test_another_phone_number_is_taken_and_marked(core: Core) -> None:
    core.deliver(says("wamid.1", PHONE, channel="2077"))
    core.deliver(says("wamid.2", PHONE))
    assert len(core.events()) == 2
    assert core.rows("SELECT mark FROM delivery ORDER BY id") == [("channel 2077",), (None,)]


def test_a_delivery_that_breaks_the_decoder_stops_nobody(core: Core, expect_logs) -> None:
    expect_logs("delivery 2 of whatsapp could not be decoded")
    core.writer.decode_with(lambda tx, limit: 0)
    core.deliver(says("wamid.1", PHONE))
    core.deliver(says("wamid.2", PHONE), Item("bug"))
    core.deliver(says("wamid.3", PHONE))
    core.writer.decode_with(core.step)
    core.writer.decode()
    assert types(core) == ["message.received", "platform.unknown", "message.received"]
    assert core.events()[1]["body"] == {"platform": "whatsapp", "what": "undecodable", "note": "delivery 2"}
    assert b"wamid.2" in bytes(core.rows("SELECT body FROM delivery WHERE id = 2")[0][0])
    assert core.verify().broken_at is None


def test_an_item_that_cannot_be_taken_costs_no_other_item(core: Core, expect_logs) -> None:
    expect_logs("something in delivery 1 of whatsapp")

    def hook(tx, status: StatusBody) -> None:
        tx.append([NewEvent("message.status", "hub", at(0), status)])
        raise RuntimeError("a hook's bug")

    core.step.on_status.append(hook)
    core.deliver(says("wamid.1", PHONE), Item("status", "wamid.9", contact=PHONE), says("wamid.2", PHONE))
    assert types(core) == ["message.received", "platform.unknown", "message.received"]
    core.step.on_status.clear()
    core.deliver(Item("status", "wamid.9", contact=PHONE), says("wamid.2", PHONE))
    assert types(core)[3:] == ["message.status"]


def test_stripe_objects_go_where_they_belong(core: Core) -> None:
    core.deliver(says("wamid.1", PHONE))
    (eva,) = conversations(core)
    core.deliver(
        pays("pi_1", eva),
        pays("pi_2", phone="+49 151 12345678"),
        pays("pi_3", "c_of_another_hub"),
        pays("pi_4", email="nobody@example.com"),
        source="stripe",
    )
    assert conversations(core)[1:] == [eva, eva, None, None]


def test_a_link_routes_what_comes_later(core: Core) -> None:
    core.deliver(says("wamid.1", BSUID))
    (eva,) = conversations(core)
    core.deliver(pays("pi_1", customer="cus_1"), source="stripe")
    core.append(NewEvent("person.linked", "a_1", at(0), LinkBody(customer="cus_1"), eva))
    core.deliver(pays("pi_2", customer="cus_1"), source="stripe")
    assert conversations(core)[1:] == [None, eva, eva]


def test_hooks_hear_in_the_same_transaction(core: Core) -> None:
    heard: list[str] = []

    def on_status(tx, status: StatusBody) -> None:
        heard.append(f"{status.message_id} {tx.head}")
        tx.append([NewEvent("message.status", "hub", at(0), status)])

    core.step.on_status.append(on_status)
    core.step.on_stripe.append(lambda tx, item: heard.append(f"{item.body.object.id} {tx.head} {sorted(tx.ambiguous)}"))
    core.deliver(Item("status", "wamid.1"))
    core.deliver(pays("pi_1"), pays("pi_1", amount_refunded=10), source="stripe")
    core.deliver(Item("payment", "evt_x", payment=Payment(id="pi_1", status="processing")), source="stripe")
    assert heard == ["wamid.1 1", "pi_1 3 []", "pi_1 4 []", "pi_1 5 ['pi_1']"]
    assert [event["actor"] for event in core.events()][:2] == ["whatsapp", "hub"]


def test_what_is_neither_is_kept(core: Core) -> None:
    core.deliver(says("wamid.1", PHONE))
    core.deliver(Item("template_update", "t1"), Item("user_preferences", "p1", contact=PHONE))
    assert types(core)[1:] == ["platform.unknown", "platform.unknown"]
    assert conversations(core)[1:] == [None, conversations(core)[0]]


_SAID = [
    says("wamid.1", PHONE, 1),
    says("wamid.2", BSUID, 2),
    says("wamid.3", BOTH, 3),
    says("wamid.4", Contact(wa_id="4930123456"), 4),
    Item("status", "wamid.5", 9, PHONE, status="read"),
    Item("status", "wamid.5", 8, PHONE, status="sent"),
    says("wamid.5", PHONE, 5, direction="out"),
    pays("pi_1", phone="+4915112345678"),
    pays("pi_1", amount_refunded=900),
]


def _people(core: Core) -> set[frozenset[str]]:
    """Which messages are in one conversation, and what is known of the payment; ids of conversations left out."""
    with core.store.reader() as reader:
        groups: dict[str, set[str]] = {}
        for name, conversation, status in reader.db.execute_sql("SELECT id, conversation, status FROM message_ref"):
            root = identity.root(reader.state, conversation)
            groups.setdefault(root, set()).add(f"{name} {status}")
        found = {frozenset(group) for group in groups.values()}
        payments = reader.db.execute_sql("SELECT body, versions FROM mirror").fetchall()
    return found | {
        frozenset(map(repr, sorted(msgspec.json.decode(bytes(part)).items()))) for row in payments for part in row
    }


@given(st.permutations(_SAID), st.lists(st.sampled_from(_SAID), max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=15)
def test_any_order_of_arrival_ends_in_the_same(tmp_path_factory, shuffled: list[Item], again: list[Item]) -> None:
    results = []
    for order in (_SAID, [*shuffled, *again]):
        with running_core(tmp_path_factory.mktemp("order")) as core:
            for number, item in enumerate(order):
                noise = Item("noise", f"n{number}")
                core.deliver(item, noise, source="stripe" if item.do == "payment" else "whatsapp")
            results.append(_people(core))
            seqs = [event["seq"] for event in core.events()]
            assert seqs == list(range(1, len(seqs) + 1))
    assert results[0] == results[1]


def test_a_delivery_of_a_thousand_items_is_decoded_at_once(core: Core) -> None:
    core.deliver(*(says(f"wamid.{number}", Contact(wa_id=f"49151{number % 50:06d}")) for number in range(1000)))
    assert len(core.events()) == 1000
    assert len(set(conversations(core))) == 50


def test_whoever_was_taken_apart_by_hand_is_not_brought_together_again(core: Core) -> None:
    core.deliver(says("wamid.1", PHONE), says("wamid.2", BSUID), says("wamid.3", BOTH))
    phone, user_id = conversations(core)[:2]
    core.append(NewEvent("person.unmerged", "a_1", at(0), PersonBody(other=user_id), phone))
    core.deliver(says("wamid.4", BOTH, 200))
    assert types(core).count("person.merged") == 1

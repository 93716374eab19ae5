"""Many keys lead to one person, and never to another."""

from __future__ import annotations

import pytest

from inbox.domain.events import ConversationBody, PersonBody
from inbox.domain.messages import Contact, Message
from inbox.store.state import StateTables, identity
from inbox.store.state.identity import PersonKey
from tests.store.state.kit import Log, at, text

EVA = Contact(wa_id="4915112345678", user_id="DE.1", parent_user_id="DE.ENT.1", username="@Eva", name="Eva")


def test_the_keys_of_a_contact_are_folded() -> None:
    assert identity.keys_of(EVA) == (
        PersonKey("phone", "+4915112345678"),
        PersonKey("wa_id", "4915112345678"),
        PersonKey("user_id", "DE.1"),
        PersonKey("parent_user_id", "DE.ENT.1"),
        PersonKey("username", "eva"),
    )
    assert identity.keys_of(Contact(name="Eva")) == ()


@pytest.mark.parametrize("key", ["wa_id", "user_id", "parent_user_id", "username"])
def test_each_key_alone_finds_the_person(log: Log, state: StateTables, key: str) -> None:
    log.add(text("wamid.1", EVA), "c_1")
    assert identity.resolve(state, Contact(**{key: getattr(EVA, key)})) == "c_1"
    assert identity.resolve(state, Contact(**{key: "4900000000000"})) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [("5511987654321", "551187654321"), ("5491123456789", "541123456789"), ("5215512345678", "525512345678")],
    ids=["Brazil", "Argentina", "Mexico"],
)
def test_both_notations_of_a_number_are_one_person(log: Log, state: StateTables, first: str, second: str) -> None:
    log.add(text("wamid.1", Contact(wa_id=first)), "c_1")
    assert identity.resolve(state, Contact(wa_id=second)) == "c_1"
    assert identity.contact_of(state, "c_1").wa_id == first


def test_a_username_with_another_id_is_another_person(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", EVA), "c_1")
    assert identity.resolve(state, Contact(user_id="DE.99", username="eva")) is None


def test_the_phone_goes_before_the_user_id(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", Contact(wa_id="4915112345678")), "c_1")
    log.add(text("wamid.2", Contact(user_id="DE.1")), "c_2")
    both = identity.keys_of(Contact(wa_id="4915112345678", user_id="DE.1"))
    assert identity.owners(state, both) == ["c_1", "c_2"]


def test_a_key_belongs_to_whoever_was_seen_with_it_last(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", Contact(wa_id="4915112345678"), 0), "c_1")
    log.add(text("wamid.2", Contact(wa_id="4915112345678"), 3600), "c_2")
    log.add(text("wamid.3", Contact(wa_id="4915112345678"), 1800), "c_1")
    assert identity.resolve(state, Contact(wa_id="4915112345678")) == "c_2"


@pytest.mark.parametrize("extra", ["flat", "nested"])
def test_a_number_change_names_old_and_new_keys(log: Log, state: StateTables, extra: str) -> None:
    notice = {"type": "user_changed_number", "wa_id": "491600", "user_id": "DE.new", "previous_user_id": "DE.1"}
    whole = notice if extra == "flat" else {"system": notice}
    message = Message(id="wamid.9", kind="system", at=at(9), direction="in", extra=whole)
    assert identity.keys_before(message) == (PersonKey("user_id", "DE.1"),)
    assert PersonKey("user_id", "DE.new") in identity.keys_after(message)
    log.add(text("wamid.1", EVA), "c_1")
    log.add(text("wamid.9", EVA, 60, kind="system", extra=whole), "c_1")
    assert identity.resolve(state, Contact(user_id="DE.new")) == "c_1"
    assert identity.resolve(state, Contact(user_id="DE.1")) == "c_1"


def test_only_system_messages_change_keys() -> None:
    message = Message(id="m", kind="text", at=at(0), direction="in", extra={"previous_user_id": "DE.1"})
    assert identity.keys_before(message) == ()
    assert identity.keys_after(message) == ()


def test_a_merge_is_followed_and_can_be_undone(log: Log, state: StateTables) -> None:
    for number in (1, 2, 3):
        log.add(text(f"wamid.{number}", Contact(user_id=f"DE.{number}")), f"c_{number}")
    log.add(PersonBody(other="c_2"), "c_1", "person.merged")
    log.add(PersonBody(other="c_3"), "c_2", "person.merged")
    assert identity.resolve(state, Contact(user_id="DE.3")) == "c_1"
    assert identity.group_of(state, "c_3") == ["c_1", "c_2", "c_3"]
    assert {key.value for key in identity.keys_of_person(state, "c_2")} == {"DE.1", "DE.2", "DE.3"}
    log.add(PersonBody(other="c_2"), "c_1", "person.unmerged")
    assert identity.resolve(state, Contact(user_id="DE.3")) == "c_2"
    assert identity.group_of(state, "c_1") == ["c_1"]


def test_merging_in_a_circle_is_nothing(log: Log, state: StateTables) -> None:
    log.add(PersonBody(other="c_2"), "c_1", "person.merged")
    log.add(PersonBody(other="c_1"), "c_2", "person.merged")
    log.add(PersonBody(other="c_1"), "c_1", "person.merged")
    assert identity.group_of(state, "c_2") == ["c_1", "c_2"]


def test_the_address_is_the_one_seen_last(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", Contact(wa_id="491511", user_id="DE.1"), 0), "c_1")
    log.add(text("wamid.2", Contact(wa_id="491522", name="Eva"), 600), "c_1")
    assert identity.contact_of(state, "c_1") == Contact(wa_id="491522", user_id="DE.1", name="Eva")


def test_known_means_there_and_not_erased(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", EVA), "c_1")
    assert identity.known(state, "c_1")
    assert not identity.known(state, "c_2")
    log.add(PersonBody(), "c_1", "person.erased")
    assert not identity.known(state, "c_1")
    assert identity.resolve(state, EVA) is None


def test_what_comes_in_while_two_are_one_goes_with_its_sender_when_they_part(log: Log, state: StateTables) -> None:
    lena, ole = Contact(user_id="DE.1"), Contact(user_id="DE.2")
    log.add(text("wamid.1", lena, 0), "c_1")
    log.add(text("wamid.2", ole, 60), "c_2")
    log.add(PersonBody(other="c_2"), "c_1", "person.merged")
    assert identity.owners(state, identity.keys_of(ole)) == ["c_2"]
    # A payload that named both gave one the other's id meanwhile.
    log.add(text("wamid.3", Contact(user_id="DE.2"), 120), "c_1")
    log.add(text("wamid.4", ole, 180), identity.owners(state, identity.keys_of(ole))[0])
    log.add(PersonBody(other="c_2"), "c_1", "person.unmerged")
    assert identity.resolve(state, ole) == "c_2"
    assert identity.is_parted(state, "c_2")
    assert not identity.is_parted(state, "c_1")


def test_a_merged_person_is_written_to_where_they_wrote_last_and_never_half_to_each(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", Contact(wa_id="491511", name="Eva"), 0), "c_1")
    log.add(text("wamid.2", Contact(user_id="DE.2", username="eva"), 600), "c_2")
    log.add(PersonBody(other="c_2"), "c_1", "person.merged")
    assert identity.address_of(state, "c_1") == ("c_2", Contact(user_id="DE.2", username="eva"))
    log.add(text("wamid.3", Contact(wa_id="491511"), 1200), "c_1")
    assert identity.address_of(state, "c_2") == ("c_1", Contact(wa_id="491511", name="Eva"))
    whole = identity.contact_of(state, "c_2")
    assert (whole.wa_id, whole.user_id, whole.name) == ("491511", "DE.2", "Eva")


def test_a_message_of_a_merged_person_takes_their_chat_up_again(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", Contact(user_id="DE.1")), "c_1")
    log.add(text("wamid.2", Contact(user_id="DE.2")), "c_2")
    log.add(PersonBody(other="c_2"), "c_1", "person.merged")
    log.add(ConversationBody(status="resolved"), "c_1")
    changes = log.add(text("wamid.3", Contact(user_id="DE.2"), 60), "c_2")
    assert changes.conversations == {"c_1", "c_2"}
    assert state.Conversation.get_by_id("c_1").status == "open"

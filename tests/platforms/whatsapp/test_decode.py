"""Deliveries with several items, people and lists: one item, one event, in order, nothing dropped."""

from __future__ import annotations

import json

import msgspec
import pytest

from inbox.domain.events import Decoded, MessageBody, Pricing, StatusBody, UnknownBody
from inbox.domain.messages import Contact, ErrorNote
from tests.platforms.whatsapp.bodies import (
    CHANNEL,
    EVA,
    FROM,
    RECEIVED,
    STATUS,
    Json,
    body,
    changed,
    decode,
    item,
    one,
    places,
    received,
    value,
)


def raw(event: Decoded) -> Json:
    """Return what an unknown item was kept as."""
    assert isinstance(event.body, UnknownBody)
    return msgspec.json.decode(event.body.raw, type=dict[str, object])


def text(number: int, **keys: object) -> Json:
    """Return a text message of its own."""
    return {"id": f"wamid.{number}", "timestamp": "1795000000", "type": "text", "text": {"body": f"t{number}"}, **keys}


def test_batches_keep_their_order_and_their_people() -> None:
    eva, ben = {"wa_id": "49151001", "profile": {"name": "Eva"}}, {"user_id": "DE.ben", "profile": {"name": "Ben"}}
    first = value(messages=[text(1, **{"from": "49151001"}), text(2, from_user_id="DE.ben")])
    first["contacts"] = [ben, eva]
    second = value(messages=[text(3, **{"from": "49151999"})], statuses=[STATUS])
    events = decode(body(first, second))
    assert [event.type for event in events] == ["message.received"] * 3 + ["message.status"]
    names = [event.contact.name if event.contact else None for event in events]
    assert names == ["Eva", "Ben", None, "Eva L."]
    assert [one(event).text for event in events[:3]] == ["t1", "t2", "t3"]


def test_a_stranger_gets_no_name_from_the_contact_beside() -> None:
    [event] = decode(body(value(messages=[text(1, **{"from": "49170000000"})])))
    assert event.contact == Contact(wa_id="49170000000", phone="+49170000000")


def test_sender_without_any_key_is_the_only_contact() -> None:
    [event] = decode(body(value(messages=[text(1)])))
    assert event.contact is not None
    assert event.contact.user_id == "DE.8812x"


def test_sender_without_any_key_among_several_is_nobody() -> None:
    several = value(messages=[text(1)])
    several["contacts"] = [EVA, {"wa_id": "49170000000"}]
    [event] = decode(body(several))
    assert event.contact is None
    assert isinstance(event.body, MessageBody)
    assert event.body.contact == Contact()


def test_hidden_phone() -> None:
    hidden = value(messages=[text(1, from_user_id="DE.8812x")])
    hidden["contacts"] = [{"user_id": "DE.8812x", "profile": {"username": "evalang"}}]
    [event] = decode(body(hidden))
    assert event.contact == Contact(user_id="DE.8812x", username="evalang")


@pytest.mark.parametrize(
    ("said_from", "wa_id", "phone"),
    [
        ("5511987654321", "551187654321", "+551187654321"),
        ("5215512345678", "525512345678", "+525512345678"),
        ("5491123456789", "541123456789", "+541123456789"),
    ],
)
def test_both_notations_of_a_number_are_one_person(said_from: str, wa_id: str, phone: str) -> None:
    differing = value(messages=[text(1, **{"from": said_from})])
    differing["contacts"] = [{"wa_id": wa_id, "profile": {"name": "Ana"}}, EVA]
    [event] = decode(body(differing))
    assert event.contact == Contact(wa_id=wa_id, name="Ana", phone=phone)


def test_echo() -> None:
    echo = {**item("text"), "from": "4930555", "to": "4915112345670", "to_user_id": "DE.8812x"}
    [event] = decode(body(value(message_echoes=[echo]), field="smb_message_echoes"))
    message = one(event)
    assert (event.type, message.direction, message.text) == ("message.echoed", "out", "Hallo")
    assert event.contact is not None
    assert event.contact.name == "Eva L."


def test_history() -> None:
    theirs = text(1, **{"from": "4915112345670", "history_context": {"status": "READ"}})
    ours = text(2, **{"from": "4930555", "to": "4915112345670"})
    ours_without_to = text(3, **{"from": "4930555"})
    thread = {"id": "4915112345670", "context": {"username": "@eva"}, "messages": [theirs, ours, ours_without_to]}
    chunk = {"metadata": {"phase": 0, "progress": 55}, "threads": [thread]}
    past = value(history=[chunk])
    del past["contacts"]
    events = decode(body(past, field="history"))
    assert [event.type for event in events] == ["message.received", "message.echoed", "message.echoed"]
    assert [event.dedup for event in events] == ["wa:m:wamid.1", "wa:m:wamid.2", "wa:m:wamid.3"]
    partner = Contact(wa_id="4915112345670", username="eva", phone="+4915112345670")
    assert all(event.contact == partner for event in events)
    assert all(isinstance(event.body, MessageBody) and event.body.quiet for event in events)
    assert one(events[0]).extra == {"history_context": {"status": "READ"}}


def test_a_message_of_history_is_whose_its_sender_is_also_where_it_names_its_receiver() -> None:
    theirs = text(1, **{"from": "4915112345670", "to": "4930555"})
    abroad = text(2, **{"from": "5511912345678", "to": "4930555"})
    ours = text(3, **{"from": "4930555", "to": "4915112345670"})
    threads = [{"id": "4915112345670", "messages": [theirs, ours]}, {"id": "551112345678", "messages": [abroad]}]
    told = decode(body(value(history=[{"threads": threads}]), field="history"))
    assert [event.type for event in told] == ["message.received", "message.echoed", "message.received"]
    nameless = {"history": [{"threads": [{"id": "4915112345670", "messages": [theirs]}]}]}
    [event] = decode(body(nameless, field="history"))
    assert event.type == "message.received", "the thread says who it is with, also where the delivery does not name us"


def test_history_declined_is_kept() -> None:
    declined = {"errors": [{"code": 2593109, "title": "not shared"}]}
    [event] = decode(body(value(history=[declined]), field="history"))
    assert (event.type, raw(event)["changes"][0]["value"]["history"]) == ("platform.unknown", [declined])  # type: ignore[index]


@pytest.mark.parametrize("odd", [7, {"id": "x"}, {"id": "x", "messages": []}, {"id": "x", "messages": "?"}])
def test_odd_threads_are_kept(odd: object) -> None:
    thread = {"id": "49", "messages": [text(1), {"type": "text"}, 7]}
    events = decode(body(value(history=[{"threads": [odd, thread]}]), field="history"))
    assert [event.type for event in events] == ["platform.unknown", "message.received"] + ["platform.unknown"] * 2


def test_status() -> None:
    [event] = decode(body(value(statuses=[STATUS])))
    assert event.body == StatusBody(
        message_id="wamid.OUT1",  # type: ignore[arg-type]
        status="failed",
        at="2026-11-18T11:06:45.000Z",
        action="8f9e2f5c-5f0e-4f9b-9a57-0d1b3c1b2a10",  # type: ignore[arg-type]
        error=ErrorNote(131047, "Re-engagement message", "More than 24 hours have passed"),
        pricing=Pricing("service", "regular", "PMP", True),
        contact=event.contact,
        channel=CHANNEL,
    )
    assert event.dedup == "wa:s:wamid.OUT1:failed"
    assert event.contact is not None
    assert event.contact.name == "Eva L."


_STATUS_KEYS = [path for path in places(STATUS) if path != ("id",)]


@pytest.mark.parametrize("path", _STATUS_KEYS, ids=lambda path: ".".join(map(str, path)))
def test_any_key_of_a_status_may_be_missing_or_odd(path: tuple[str | int, ...]) -> None:
    [event] = decode(body(value(statuses=[changed(STATUS, path)])))
    assert isinstance(event.body, StatusBody)
    assert event.body.message_id == "wamid.OUT1"
    odd: tuple[object, ...] = (None, 7, "", "x", [], {}, [[]], True, 10**30)
    for wrong in odd:
        [event] = decode(body(value(statuses=[changed(STATUS, path, wrong)])))
        assert event.type == "message.status"


@pytest.mark.parametrize(
    "contacts",
    [
        None,
        [],
        [{"wa_id": "4915112345670"}],
        [{"wa_id": "4915112345670", "user_id": "DE.8812x"}],
        [{"profile": {}}],
        {},
        [7],
    ],
)
def test_contacts_beside_a_status_are_optional_in_every_form(contacts: object) -> None:
    bare = value(statuses=[STATUS])
    bare["contacts"] = contacts
    [event] = decode(body(bare))
    assert event.contact is not None
    assert (event.contact.wa_id, event.contact.user_id) == ("4915112345670", "DE.8812x")


def test_status_in_a_group_is_about_the_participant() -> None:
    in_group = {
        "id": "wamid.G",
        "status": "delivered",
        "recipient_type": "group",
        "recipient_id": "120363",
        "recipient_participant_id": "4917612345678",
    }
    other = {**in_group, "recipient_participant_id": "4917612345679"}
    first, second = decode(body(value(statuses=[in_group, other])))
    assert first.contact is not None
    assert first.contact.wa_id == "4917612345678"
    assert first.dedup != second.dedup


@pytest.mark.parametrize("word", ["deleted", "warning", "RINGING", "captured"])
def test_every_word_is_a_status(word: str) -> None:
    [event] = decode(body(value(statuses=[{**STATUS, "type": "call", "status": word}]), field="calls"))
    assert (event.type, event.dedup) == ("message.status", f"wa:s:wamid.OUT1:{word}")


def test_status_that_names_no_word() -> None:
    [event] = decode(body(value(statuses=[{"id": "wamid.OUT1"}]), field="messages"), RECEIVED)
    assert isinstance(event.body, StatusBody)
    assert (event.body.status, event.at) == ("unknown", RECEIVED)


def test_errors_beside_messages_are_kept() -> None:
    error = {"code": 131000, "title": "Something went wrong"}
    message, other = decode(body(value(messages=[{**FROM, "type": "interactive"}], errors=[error])))
    assert (message.type, one(message).kind) == ("message.received", "interactive")
    assert other.type == "platform.unknown"
    assert raw(other)["changes"] == [{"field": "messages", "value": value(errors=[error])}]
    assert other.channel == CHANNEL


def test_errors_alone() -> None:
    [event] = decode(body({"messaging_product": "whatsapp", "errors": [{"code": 130429}]}))
    assert event.type == "platform.unknown"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("message_template_status_update", {"event": "REJECTED", "message_template_id": 123, "reason": None}),
        ("phone_number_quality_update", {"event": "ONBOARDING", "display_phone_number": "49"}),
        ("account_update", {"event": "ACCOUNT_RESTRICTION", "restriction_info": [{"expiration": 1795000000}]}),
        ("user_preferences", {"contacts": [EVA], "user_preferences": [{"wa_id": "49", "value": "perhaps"}]}),
        ("smb_app_state_sync", {"state_sync": [{"type": "contact", "contact": {"full_name": "Eva"}, "action": "add"}]}),
        ("calls", {"calls": [{"id": "wacid.x", "event": "connect"}]}),
        ("standby", {}),
    ],
)
def test_other_fields_are_kept_whole(field: str, said: Json) -> None:
    [event] = decode(body(said, field=field, time=1795000000))
    assert isinstance(event.body, UnknownBody)
    assert (event.type, event.body.platform, event.body.what) == ("platform.unknown", "whatsapp", field)
    assert event.at == "2026-11-18T11:06:40.000Z"
    assert raw(event) == {"id": "W1", "time": 1795000000, "changes": [{"field": field, "value": said}]}


def test_repeats_of_other_fields_are_recognised() -> None:
    first, again = (decode(body({"event": "DISABLED"}, field="account_update", time=1))[0] for _ in range(2))
    later = decode(body({"event": "DISABLED"}, field="account_update", time=2))[0]
    assert first.dedup == again.dedup
    assert first.dedup != later.dedup


def test_kept_parts_stand_in_the_order_they_came_in() -> None:
    said = {"contacts": [], "errors": [7], "messaging_product": "whatsapp", "metadata": {"phone_number_id": "1"}}
    [event] = decode(body(said))
    assert isinstance(event.body, UnknownBody)
    kept = bytes(event.body.raw)
    order = sorted(("contacts", "messaging_product", "metadata", "errors"), key=lambda key: kept.index(key.encode()))
    assert order == ["contacts", "messaging_product", "metadata", "errors"]


@pytest.mark.parametrize("key", ["messages", "message_echoes", "statuses"])
@pytest.mark.parametrize("odd", [{}, {"id": ""}, {"id": None}, {"id": []}, {"id": True}, "x", 7, None, []])
def test_items_without_an_id_are_kept(key: str, odd: object) -> None:
    good = {**FROM, "type": "text", "status": "sent"}
    events = decode(body(value(**{key: [odd, good]})))
    assert events[0].type == "platform.unknown"
    assert raw(events[0])["changes"][0]["value"][key] == [odd]  # type: ignore[index]
    assert events[1].type != "platform.unknown"
    assert len(events) == 2


def test_an_id_may_be_a_number() -> None:
    [event] = received({**item("text"), "id": 12345})
    assert one(event).id == "12345"


@pytest.mark.parametrize(
    "delivery",
    [
        [],
        "x",
        7,
        None,
        {},
        {"entry": []},
        {"entry": {}},
        {"entry": [7]},
        {"entry": [{"id": "1"}]},
        {"entry": [{"id": "1", "changes": []}]},
        {"entry": [{"id": "1", "changes": [7]}]},
        {"entry": [{"id": "1", "changes": [{"field": "messages"}]}]},
        {"entry": [{"id": "1", "changes": [{"field": "messages", "value": []}]}]},
        {"entry": [{"id": "1", "changes": [{"field": "messages", "value": {}}]}]},
        {"entry": [{"id": "1", "changes": [{"value": {"messages": []}}]}]},
        {"entry": [{"id": "1", "changes": [{"field": 7, "value": {"messages": "x"}}]}]},
        {"entry": [{"id": "1", "changes": [{"field": "messages", "value": {"messages": {"id": "wamid.1"}}}]}]},
        {"sample": {"field": "messages", "value": {}}},
    ],
)
def test_odd_deliveries_are_one_unknown_each(delivery: object) -> None:
    [event] = decode(json.dumps(delivery).encode(), RECEIVED)
    assert (event.type, event.at) == ("platform.unknown", RECEIVED)


@pytest.mark.parametrize("bad", [b"", b"{", b"<html>502</html>", b"\xff\xfe", b"[1,2", b"[" * 100_000, b"\x00" * 9])
def test_what_is_no_json_is_kept_as_text(bad: bytes) -> None:
    [event] = decode(bad, RECEIVED)
    assert isinstance(event.body, UnknownBody)
    assert (event.body.what, event.at) == ("unreadable", RECEIVED)
    assert isinstance(msgspec.json.decode(event.body.raw), str)

"""What an agent asks for, as it crosses the wire: strict in, canonical out."""

from __future__ import annotations

import json

import msgspec
import pytest

from inbox.domain.actions import (
    CONVERSATION_STATUSES,
    DESK_STATES,
    FINAL_STATES,
    HUB_STATES,
    KINDS,
    AnyAction,
    RefundPayment,
    decode_action,
    encode_action,
)
from inbox.domain.send_actions import SENDS

ID = "8f9e2f5c-5f0e-4f9b-9a57-0d1b3c1b2a10"
Json = dict[str, object]
ACTIONS: dict[str, Json] = {
    "send_text": {"conversation": "c_1", "text": "Hallo"},
    "send_media": {"conversation": "c_1", "media": "m_1", "media_kind": "document", "filename": "a.pdf"},
    "send_products": {"conversation": "c_1", "products": ["A", "B"], "text": "Bitte"},
    "request_payment": {
        "conversation": "c_1",
        "currency": "eur",
        "lines": [{"name": "Becher", "unit_amount": 1000, "quantity": 2}],
        "shipping": [{"label": "DHL", "amount": 490}],
        "countries": ["DE"],
    },
    "cancel_payment_request": {"conversation": "c_1", "request": "plink_1"},
    "refund": {
        "payment": "pi_1",
        "amount": 2490,
        "currency": "eur",
        "reason": "damaged",
        "conversation": None,
        "seen_refunded": 0,
        "confirmed": ["recent-refund"],
        "not_after": "2026-11-22T09:30:00Z",
    },
    "assign": {"conversation": "c_1", "agent": None},
    "set_status": {"conversation": "c_1", "status": "snoozed", "until": "2026-11-23T09:00:00Z"},
    "note": {"conversation": "c_1", "text": "ruft an"},
    "mark_read": {"conversation": "c_1", "typing": True},
    "link_customer": {"conversation": "c_1", "customer": "cus_1"},
    "send_catalog": {"conversation": "c_1", "text": "Alles, was wir haben", "thumbnail": "A"},
    "send_reaction": {"conversation": "c_1", "message": "wamid.1", "emoji": "👍"},
    "send_location": {"conversation": "c_1", "latitude": 53.55, "longitude": 9.99, "name": "Laden"},
    "send_contacts": {"conversation": "c_1", "contacts": [{"name": "Lager", "phones": ["+4940123456"]}]},
    "send_buttons": {"conversation": "c_1", "text": "Was lieber?", "buttons": ["Geld zurück", "Ersatz"]},
    "send_list": {"conversation": "c_1", "text": "Wohin?", "button": "Wählen", "sections": [{"rows": [{"title": "Laden"}]}]},
    "send_link_button": {"conversation": "c_1", "text": "Dein Paket", "label": "Verfolgen", "url": "https://dhl.example"},
    "ask_contact": {"conversation": "c_1", "text": "Unter welcher Nummer erreichen wir dich?"},
    "send_template": {"conversation": "c_1", "template": "order_shipped", "language": "de", "body": {"1": "Lena"}},
    "plan_send": {
        "conversation": "c_1",
        "at": "2026-11-23T09:00:00Z",
        "send": {
            "id": "0d5b8c1e-5f4e-4b61-9d6f-7d8f0e6f2a11", "kind": "send_text", "conversation": "c_1", "text": "Guten Morgen"
        },
        "unless_reply": True,
    },
    "drop_plan": {"conversation": "c_1", "plan": "0d5b8c1e-5f4e-4b61-9d6f-7d8f0e6f2a11"},
    "block": {"conversation": "c_1", "blocked": True, "reason": "beleidigt"},
    "merge_people": {"conversation": "c_1", "other": "c_2", "apart": True, "reason": "phone"},
    "stage_evidence": {
        "conversation": "c_1",
        "dispute": "du_1",
        "evidence": {"uncategorized_text": "Delivered on 14 November."},
        "media": "m_0123456789abcdef01234567",
        "file_as": "uncategorized_file",
    },
    "submit_evidence": {"conversation": "c_1", "dispute": "du_1", "seen": "0" * 64},
    "change_subscription": {
        "conversation": "c_1", "subscription": "sub_1", "change": "pause", "until": "2027-02-15T00:00:00Z",
        "seen": "active|2026-12-01T10:00:00.000Z|||||2490", "tell": "Pause bis 15. Februar.", "amount": 2490, "currency": "eur",
    },
    "accept_dispute": {"conversation": "c_1", "dispute": "du_1", "amount": 5900, "currency": "eur"},
    "send_invoice": {
        "conversation": "c_1",
        "invoice": "in_1",
        "send": {
            "id": "0d5b8c1e-5f4e-4b61-9d6f-7d8f0e6f2a11", "kind": "send_media", "conversation": "c_1", "media": "",
            "media_kind": "document", "filename": "Rechnung_R-1042.pdf",
        },
    },
    "credit_note": {
        "conversation": None, "payment": "pi_1", "refund": "re_1", "amount": 2490, "currency": "eur", "refund_action": ID
    },
    "keep_reply": {"reply": {"id": "own-1", "category": "own", "title": {"de": "Größen"}, "text": {"de-sie": "Bis 44."}}},
    "drop_reply": {"reply": "own-1", "restore": True},
    "submit_template": {"draft": {"name": "order_here", "language": "de", "body": "Die Bestellung liegt bereit."}},
}


def action(kind: str, **changes: object) -> bytes:
    """Return the JSON of a complete action with some keys changed."""
    return json.dumps({"id": ID, "kind": kind, **ACTIONS[kind], **changes}).encode()


def without(kind: str, key: str) -> bytes:
    """Return the JSON of an action without one key."""
    whole = json.loads(action(kind))
    del whole[key]
    return json.dumps(whole).encode()


def test_every_kind_has_an_example() -> None:
    assert set(ACTIONS) == set(KINDS)


@pytest.mark.parametrize("kind", ACTIONS)
def test_round_trip_is_canonical(kind: str) -> None:
    read = decode_action(action(kind))
    assert (read.kind, read.id) == (kind, ID)
    assert decode_action(encode_action(read)) == read
    backwards = json.dumps(dict(reversed(json.loads(action(kind)).items())), indent=3).encode()
    assert encode_action(decode_action(backwards)) == encode_action(read)


@pytest.mark.parametrize("kind", ACTIONS)
def test_misspelt_keys_are_errors(kind: str) -> None:
    with pytest.raises(msgspec.ValidationError, match="seen_refundet"):
        decode_action(action(kind, seen_refundet=1))


@pytest.mark.parametrize("kind", ACTIONS)
@pytest.mark.parametrize("wrong", [None, 7, "", "not-a-uuid", "8f9e2f5c", {}])
def test_the_id_is_a_uuid(kind: str, wrong: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        decode_action(action(kind, id=wrong))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"7",
        b"{}",
        b'{"kind":"refund"}',
        b'{"id":"x","kind":"transfer"}',
        b"\xff",
        b"[" * 5000,
    ],
)
def test_what_is_no_action(body: bytes) -> None:
    with pytest.raises((msgspec.MsgspecError, UnicodeDecodeError, RecursionError)):
        decode_action(body)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("send_text", {"text": ""}),
        ("send_text", {"text": "x" * 4097}),
        ("send_text", {"text": None}),
        ("send_media", {"caption": "x" * 1025}),
        ("send_products", {"products": []}),
        ("send_products", {"products": ["A"] * 31}),
        ("request_payment", {"currency": "EUR"}),
        ("request_payment", {"amount": 100}),
        ("request_payment", {"lines": []}),
        ("request_payment", {"lines": [{"name": "B", "unit_amount": -1}]}),
        ("request_payment", {"lines": [{"name": "B", "unit_amount": 1, "quantity": 0}]}),
        ("request_payment", {"lines": [{"name": "B", "unit_amount": 1.5}]}),
        ("request_payment", {"lines": [{"name": "B", "unit_amount": 1, "price_": "x"}]}),
        ("request_payment", {"expires_in": 60}),
        ("request_payment", {"button": "x" * 21}),
        ("refund", {"amount": 0}),
        ("refund", {"amount": -1}),
        ("refund", {"amount": 24.9}),
        ("refund", {"amount": "2490"}),
        ("refund", {"amount": 10**12}),
        ("refund", {"currency": "euro"}),
        ("refund", {"payment": "cus_1"}),
        ("refund", {"payment": "pi_1 or 1=1"}),
        ("refund", {"seen_refunded": -1}),
        ("refund", {"not_after": "soon"}),
        ("stage_evidence", {"dispute": "ch_1"}),
        ("stage_evidence", {"evidence": {"reciept": "file_1"}}),
        ("stage_evidence", {"evidence": {"customer_name": ""}}),
        ("stage_evidence", {"evidence": {"uncategorized_text": "x" * 20_001}}),
        ("stage_evidence", {"file_as": "receipt"}),
        ("submit_evidence", {"seen": "abc"}),
        ("accept_dispute", {"amount": 0}),
        ("change_subscription", {"change": "pay"}),
        ("change_subscription", {"subscription": "sub_1/pause"}),
        ("change_subscription", {"until": "2027-02-15"}),
        ("refund", {"not_after": "2026-11-22T09:30:00"}),
        ("set_status", {"status": "closed"}),
        ("set_status", {"until": "2026-13-22T09:30:00Z"}),
        ("link_customer", {"payment": "pi_1"}),
        ("link_customer", {"customer": None}),
    ],
)
def test_wrong_values(kind: str, changes: Json) -> None:
    with pytest.raises(msgspec.ValidationError):
        decode_action(action(kind, **changes))


@pytest.mark.parametrize("key", ["id", "kind", "payment", "amount", "currency", "conversation"])
def test_a_refund_names_everything(key: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        decode_action(without("refund", key))


@pytest.mark.parametrize("key", ["reason", "seen_refunded", "confirmed", "not_after"])
def test_a_refund_may_leave_out_the_rest(key: str) -> None:
    assert isinstance(decode_action(without("refund", key)), RefundPayment)


def test_what_moves_money_and_what_sends() -> None:
    classes: tuple[type[AnyAction], ...] = AnyAction.__args__  # type: ignore[attr-defined]
    by_kind = {str(cls.__struct_config__.tag): cls for cls in classes}
    moves = {"refund", "request_payment", "accept_dispute", "change_subscription"}
    assert {kind for kind, cls in by_kind.items() if cls.moves_money} == moves
    assert {kind for kind, cls in by_kind.items() if cls.sends} == {
        *SENDS,
        "request_payment",
    }


def test_states() -> None:
    assert FINAL_STATES < HUB_STATES < DESK_STATES
    assert {"held", "posting"} == DESK_STATES - HUB_STATES
    assert "open" in CONVERSATION_STATUSES


@pytest.mark.parametrize(
    "changes",
    [
        {"at": "tomorrow"},
        {"send": {"id": ID, "kind": "send_text", "conversation": "c_1", "text": "x"}},
        {"send": {**ACTIONS["plan_send"]["send"], "conversation": "c_2"}},
        {"send": {**ACTIONS["plan_send"]["send"], "kind": "send_media"}},
    ],
)
def test_a_plan_has_a_time_and_a_message_of_its_own_to_the_same_person(changes: dict) -> None:
    with pytest.raises(msgspec.ValidationError):
        decode_action(action("plan_send", **changes))
